import type {
  CreditConverted,
  CreditReversed,
  EligibilityChecked,
  EligibilityRule,
} from '@jejak/contracts/career';
import { type Predicate, PREDICATES } from '@jejak/contracts/performance';
import { decimal, fixed } from '@jejak/kernel';

/** Points that came of an evaluation, and what would have come of it. */
export interface HypotheticalCredit {
  readonly entryId: string;
  /** 2 places. */
  readonly points: string;
  readonly hypothetical: string;
}

/** A check of a promotion that rests on the evaluation, as it was and as it would have been. */
export interface HypotheticalCheck {
  readonly eventId: string;
  readonly caseId: string | null;
  /** Legal date. */
  readonly effective: string;
  readonly eligible: boolean;
  readonly hypothetical: {
    readonly eligible: boolean;
    /** Points of the section; null where the check asks none. */
    readonly balance: string | null;
    readonly needed: string | null;
    readonly failed: EligibilityRule[];
  };
}

type CreditFact = CreditConverted | CreditReversed;

/**
 * The entries that count of an evaluation, and what another predicate would have made of them: months ÷ 12 × per cent × coefficient, half-up
 * to 2 places. @param percent by predicate, under the policy that governed the entry @source domain.md 7.3
 */
export const creditsUnder = (
  evaluationId: string,
  facts: readonly CreditFact[],
  predicate: Predicate,
  percent: (entry: CreditConverted['data']) => Readonly<Partial<Record<string, unknown>>>,
): HypotheticalCredit[] => {
  const reversed = new Set(facts.flatMap(({ type, data }) => (type === 'CreditReversed' ? [data.of] : [])));
  return facts.flatMap(({ type, data }) => {
    if (type !== 'CreditConverted' || data.evaluationId !== evaluationId || reversed.has(data.entryId))
      return [];
    const pct = percent(data)[predicate];
    if (typeof pct !== 'string') return [];
    const points = decimal(data.months).times(pct).times(data.coefficient).div(1200);
    return { entryId: data.entryId, points: data.points, hypothetical: fixed(points, 2) };
  });
};

type Check = EligibilityChecked['data']['checks'][number];

/** `BAIK in 2025, 2026` and `2025 BAIK, 2026 SANGAT_BAIK`, as checks say them. */
const predicatesPass = ({ needed, actual }: Check, year: number, predicate: Predicate): boolean => {
  const least = PREDICATES.findIndex((one) => needed?.startsWith(`${one} in `));
  const years = (actual ?? '').split(', ').map((word) => {
    const said = word.startsWith(`${year} `) ? [predicate] : word.slice(word.indexOf(' ') + 1).split(' + ');
    return said.every((one) => {
      const rank = PREDICATES.findIndex((known) => known === one);
      return rank >= 0 && rank <= least;
    });
  });
  return years.every(Boolean);
};

/**
 * What a check would have come to with another predicate, and so other points, of one of its evaluations; every other condition as it
 * was. @param credits of the evaluation, that count @source domain.md 7.4
 */
export const checkUnder = (
  { data }: Pick<EligibilityChecked, 'data'>,
  eventId: string,
  evaluation: { readonly year: number; readonly predicate: Predicate },
  credits: readonly HypotheticalCredit[],
): HypotheticalCheck => {
  const less = credits.reduce(
    (sum, { points, hypothetical }) => sum.plus(points).minus(hypothetical),
    decimal(0),
  );
  const asked = data.checks.find(({ rule, needed }) => rule === 'AK' && needed !== null);
  const balance = asked?.actual == null ? null : fixed(decimal(asked.actual).minus(less), 2);
  const passes = (check: Check): boolean => {
    if (check.needed === null) return check.pass;
    if (check.rule === 'AK')
      return balance === null ? check.pass : decimal(balance).greaterThanOrEqualTo(check.needed);
    return check.rule === 'PREDICATE'
      ? predicatesPass(check, evaluation.year, evaluation.predicate)
      : check.pass;
  };
  const failed = data.checks.filter((check) => !passes(check)).map(({ rule }) => rule);
  return {
    ...{ eventId, caseId: data.caseId, effective: data.effective, eligible: data.eligible },
    hypothetical: { eligible: failed.length === 0, balance, needed: asked?.needed ?? null, failed },
  };
};
