import type { PppkCriterion, RankingRow, ScoreComponent, TieBreak } from '@jejak/contracts/recruitment';
import { decimal, fixed, rounded, sum } from '@jejak/kernel';
import { type Criterion, inOrder } from './order';
import { byAge, byGpa, finalOutcome } from './ranking';

/** One part of a final score: what it weighs in percent, and the most it can give. */
export interface Weighed {
  readonly kind: ScoreComponent;
  readonly weight: string;
  readonly most: string;
  /** Of a decree that adds points up: they count as they are, and the weight only says what share they are. */
  readonly addsPoints?: boolean;
}

export type ComponentScores = Readonly<Partial<Record<ScoreComponent, string>>>;

/** What is known of one applicant when a vacancy without an SKD is ranked. */
export interface Assessed {
  readonly applicationId: string;
  readonly participantNo: string;
  readonly gpa: string | null;
  /** Legal date; null where it is not known, or is not needed to separate anyone. */
  readonly birthDate: string | null;
  /** Every weighed component, in its own points. */
  readonly scores: ComponentScores;
}

/** The least points that the decree of the year asks of a PPPK. From `rec.pppk.thresholds`. */
export type PppkThresholds = Readonly<Record<PppkCriterion, number>>;

export interface WeightedRules {
  /** In the announced order, which is also that of the tie-breaks. */
  readonly components: readonly Weighed[];
  /** Null for an open selection, which has none. */
  readonly thresholds: PppkThresholds | null;
  readonly seats: number;
  readonly reservePerSeat: number;
}

/** One step to a weighted score. */
export interface WeightedStep extends Weighed {
  readonly score: string;
  /** `score` of `most`, with 3 decimals. */
  readonly percent: string;
  /** What it adds to the final score, with 3 decimals. */
  readonly part: string;
}

const scoreIn = (scores: ComponentScores, kind: ScoreComponent): string => {
  const score = scores[kind];
  if (score === undefined) throw new Error(`${kind} is not scored: who is not complete is not ranked`);
  return score;
};

/**
 * The steps to a final score of weighted components, each rounded half-up to 3 decimals before it goes on.
 * @source domain.md 4.3 rules 4, 6 and 7
 */
export const weightedSteps = (scores: ComponentScores, components: readonly Weighed[]): WeightedStep[] =>
  components.map((component) => {
    const score = scoreIn(scores, component.kind);
    const percent = rounded(decimal(score).times(100).div(component.most), 3);
    const counts = component.addsPoints ? decimal(score) : percent.times(component.weight).div(100);
    const part = fixed(rounded(counts, 3), 3);
    return { ...component, score, percent: fixed(percent, 3), part };
  });

export const weightedScore = (scores: ComponentScores, components: readonly Weighed[]): string =>
  fixed(sum(weightedSteps(scores, components).map(({ part }) => part)), 3);

/**
 * The thresholds that the competence test of a PPPK misses; none: it is passed. Managerial and socio-cultural points are judged together.
 * @source domain.md 4.3 rule 7, the decree of the selection year
 */
export const missedPppkThresholds = (
  scores: ComponentScores,
  thresholds: PppkThresholds,
): PppkCriterion[] => {
  const points = (...kinds: ScoreComponent[]) => sum(kinds.map((kind) => scoreIn(scores, kind)));
  const judged: readonly (readonly [PppkCriterion, ReturnType<typeof points>])[] = [
    ['TECHNICAL', points('TECHNICAL')],
    ['MANAGERIAL_SOCIOCULTURAL', points('MANAGERIAL', 'SOCIOCULTURAL')],
    ['INTERVIEW', points('INTERVIEW')],
  ];
  return judged.filter(([name, has]) => has.lessThan(thresholds[name])).map(([name]) => name);
};

type Scored = Assessed & { readonly final: string; readonly missed: PppkCriterion[] };

const byFinal: Criterion<Scored, 'FINAL'> = {
  name: 'FINAL',
  compare: (a, b) => decimal(b.final).cmp(a.final),
};

/** Every component that can break a tie has its name among the tie-breaks; the SKB's own two are none. */
const isTieBreak = (kind: ScoreComponent): kind is Extract<ScoreComponent, TieBreak> =>
  kind !== 'CAT' && kind !== 'PSYCHOLOGICAL';

const byComponents = (components: readonly Weighed[]): Criterion<Scored, TieBreak>[] =>
  components.flatMap(({ kind }) =>
    isTieBreak(kind)
      ? [{ name: kind, compare: (a, b) => decimal(scoreIn(b.scores, kind)).cmp(scoreIn(a.scores, kind)) }]
      : [],
  );

/**
 * The final ranking of a vacancy without an SKD: by weighted score, then the components in the announced order, the grade point
 * average, and the older applicant. Who misses a threshold has no rank and stands last, in the same order.
 * @source domain.md 4.3 rules 5, 6 and 7
 */
export const rankWeighted = (candidates: readonly Assessed[], rules: WeightedRules): RankingRow[] => {
  const { components, thresholds } = rules;
  const scored = candidates.map((candidate): Scored => ({
    ...candidate,
    final: weightedScore(candidate.scores, components),
    missed: thresholds ? missedPppkThresholds(candidate.scores, thresholds) : [],
  }));
  const criteria: Criterion<Scored, TieBreak | 'FINAL'>[] = [
    ...[byFinal, ...byComponents(components), byGpa, byAge],
  ];
  const passed = inOrder(
    scored.filter(({ missed }) => missed.length === 0),
    criteria,
  );
  const failed = inOrder(
    scored.filter(({ missed }) => missed.length > 0),
    criteria,
  );
  const rowOf = ({ participantNo, applicationId, gpa, final, missed, scores }: Scored) => ({
    ...{ participantNo, applicationId, twk: null, tiu: null, tkp: null, total: null, gpa, skb: null, final },
    missed,
    components: Object.fromEntries(components.map(({ kind }) => [kind, scoreIn(scores, kind)])),
  });
  return [
    ...passed.map(({ item, separatedBy }, index): RankingRow => ({
      ...{ ...rowOf(item), rank: index + 1 },
      tieBreakUsed: separatedBy === 'FINAL' ? null : separatedBy,
      outcome: finalOutcome(index + 1, rules),
    })),
    ...failed.map(({ item }): RankingRow => ({
      ...{ ...rowOf(item), rank: null, tieBreakUsed: null, outcome: 'FAILED' },
    })),
  ];
};
