import type { RankingOutcome, RankingRow, TieBreak } from '@jejak/contracts/recruitment';
import { decimal } from '@jejak/kernel';
import { finalThousandths, scoreOf, type StageWeights } from './integrated-score';
import { type Criterion, inOrder } from './order';
import type { SkbComponents } from './skb';
import { missedThresholds, type SkdScore, type SkdThreshold, totalOf } from './skd';

/** What is known of one applicant when a stage is ranked. */
export interface Candidate extends SkdScore {
  readonly applicationId: string;
  readonly participantNo: string;
  /** Decimal text; null where it is not known. */
  readonly gpa: string | null;
  /** Legal date; null where it is not known, or is not needed to separate anyone. */
  readonly birthDate: string | null;
}

/** An applicant with a field-competency score, 0–100. */
export interface Finalist extends Candidate {
  readonly skb: string;
}

export interface SkdRules {
  readonly threshold: SkdThreshold;
  readonly seats: number;
  /** How many per seat go on to the SKB. From `rec.skb.multiplier`. */
  readonly multiplier: number;
}

export interface FinalRules {
  readonly weights: StageWeights;
  /** The points of a perfect SKD. */
  readonly most: number;
  /** Null where the seats of a finished round are not known: nobody is selected then, only ranked. */
  readonly seats: number | null;
  /** How many per seat stand in reserve after those selected. */
  readonly reservePerSeat: number;
}

type Scored<Item> = Item & { readonly total: number };
type ByScore = Criterion<Scored<Candidate>, TieBreak>;

const byTotal: ByScore = { name: 'SKD', compare: (a, b) => b.total - a.total };
const byTkp: ByScore = { name: 'TKP', compare: (a, b) => b.tkp - a.tkp };
const byTiu: ByScore = { name: 'TIU', compare: (a, b) => b.tiu - a.tiu };
const byTwk: ByScore = { name: 'TWK', compare: (a, b) => b.twk - a.twk };
/** The higher average stands higher. */
export const byGpa: Criterion<Pick<Candidate, 'gpa'>, 'GPA'> = {
  name: 'GPA',
  known: ({ gpa }) => gpa !== null,
  compare: (a, b) => decimal(b.gpa ?? 0).cmp(a.gpa ?? 0),
};
/** The older applicant stands higher. */
export const byAge: Criterion<Pick<Candidate, 'birthDate'>, 'AGE'> = {
  name: 'AGE',
  known: ({ birthDate }) => birthDate !== null,
  compare: (a, b) => ((a.birthDate ?? '') < (b.birthDate ?? '') ? -1 : a.birthDate === b.birthDate ? 0 : 1),
};

const withTotal = <Item extends SkdScore>(item: Item): Scored<Item> => ({ ...item, total: totalOf(item) });

const identical = (a: SkdScore, b: SkdScore): boolean =>
  a.twk === b.twk && a.tiu === b.tiu && a.tkp === b.tkp;

const rowOf = ({ participantNo, applicationId, twk, tiu, tkp, total, gpa }: Scored<Candidate>) => ({
  ...{ participantNo, applicationId, twk, tiu, tkp, total, gpa },
});

/**
 * The SKD ranking: those who pass by total, TKP, TIU, TWK, all descending; the first `multiplier` × seats go on, and with
 * them everyone identical to the last of them in total and all three subtests. Those identical share a rank. Who misses
 * a threshold has no rank and stands last, in the same order.
 * @source PermenPANRB 6/2024; domain.md 4.3 rule 2
 */
export const rankSkd = (candidates: readonly Candidate[], rules: SkdRules): RankingRow[] => {
  const judged = candidates.map((candidate) => ({
    ...withTotal(candidate),
    missed: missedThresholds(candidate, rules.threshold),
  }));
  const criteria: Criterion<(typeof judged)[number], TieBreak>[] = [byTotal, byTkp, byTiu, byTwk];
  const passed = inOrder(
    judged.filter(({ missed }) => missed.length === 0),
    criteria,
  );
  const failed = inOrder(
    judged.filter(({ missed }) => missed.length > 0),
    criteria,
  );
  const cut = rules.seats * rules.multiplier;
  const last = passed.at(Math.min(cut, passed.length) - 1)?.item;
  let rank = 0;
  const rows = passed.map(({ item, separatedBy }, index): RankingRow => {
    if (separatedBy !== 'UNRESOLVED') rank = index + 1;
    const advances = index < cut || (last !== undefined && identical(item, last));
    return {
      ...rowOf(item),
      rank,
      skb: null,
      final: null,
      tieBreakUsed: separatedBy === 'SKD' ? null : separatedBy,
      outcome: advances ? 'PASSED' : 'OUTRANKED',
      missed: [],
    };
  });
  return rows.concat(
    failed.map(({ item }) => ({
      ...rowOf(item),
      ...{ rank: null, skb: null, final: null, tieBreakUsed: null, outcome: 'FAILED', missed: item.missed },
    })),
  );
};

type Final = Scored<Finalist> & { readonly thousandths: number };

const byFinal: Criterion<Final, 'FINAL'> = {
  name: 'FINAL',
  compare: (a, b) => b.thousandths - a.thousandths,
};

/** What a rank of the final ranking means. */
export const finalOutcome = (
  rank: number,
  { seats, reservePerSeat }: Pick<FinalRules, 'seats' | 'reservePerSeat'>,
): RankingOutcome => {
  if (seats === null) return 'RANKED';
  if (rank <= seats) return 'SELECTED';
  return rank <= seats * (1 + reservePerSeat) ? 'RESERVED' : 'NOT_SELECTED';
};

/**
 * The final ranking: by final score, then SKD total, TKP, TIU, TWK, GPA, all descending, then the older applicant.
 * Rows that nothing separates are marked UNRESOLVED and stay in the given order.
 * @source PermenPANRB 6/2024; domain.md 4.3 rule 5, section 18
 */
export const rankFinal = (finalists: readonly Finalist[], rules: FinalRules): RankingRow[] => {
  const final = finalThousandths(rules.most, rules.weights);
  const scored = finalists.map((finalist): Final => {
    const total = totalOf(finalist);
    return { ...finalist, total, thousandths: final(total, finalist.skb) };
  });
  const criteria: Criterion<Final, TieBreak | 'FINAL'>[] = [
    byFinal,
    ...[byTotal, byTkp, byTiu, byTwk, byGpa, byAge],
  ];
  return inOrder(scored, criteria).map(({ item, separatedBy }, index): RankingRow => {
    const rank = index + 1;
    return {
      ...rowOf(item),
      rank,
      skb: decimal(item.skb).toFixed(3),
      final: scoreOf(item.thousandths),
      tieBreakUsed: separatedBy === 'FINAL' ? null : separatedBy,
      outcome: finalOutcome(rank, rules),
      missed: [],
    };
  });
};

/** An applicant with the parts of the field-competency score. */
export interface SkbCandidate extends Finalist {
  readonly components: SkbComponents;
}

const bySkb: Criterion<SkbCandidate, 'SKB'> = {
  name: 'SKB',
  compare: (a, b) => decimal(b.skb).cmp(a.skb),
};

/**
 * The SKB by itself: by its score alone. Those equal in it share a rank, for the final ranking decides between them; everyone goes on to it.
 * @source domain.md 4.1
 */
export const rankSkb = (candidates: readonly SkbCandidate[]): RankingRow[] => {
  let rank = 0;
  return inOrder(candidates, [bySkb]).map(({ item, separatedBy }, index): RankingRow => {
    if (separatedBy !== 'UNRESOLVED') rank = index + 1;
    return {
      ...rowOf(withTotal(item)),
      ...{ rank, skb: decimal(item.skb).toFixed(3), final: null, outcome: 'RANKED', missed: [] },
      tieBreakUsed: separatedBy === 'UNRESOLVED' ? separatedBy : null,
      components: { ...item.components },
    };
  });
};

/** Those whom only their age could separate: the only ones whose birth dates a ranking needs to read. */
export const separableByAge = (rows: readonly RankingRow[]): RankingRow[] =>
  rows.filter(
    (row, index) => row.tieBreakUsed === 'UNRESOLVED' || rows[index + 1]?.tieBreakUsed === 'UNRESOLVED',
  );
