import type { Indicator } from '@jejak/contracts/performance';
import { type Decimal, decimal, sum } from '@jejak/kernel';
import { expectedToDate, type Span } from '../scoring/expected';
import { type Cap, realisation } from '../scoring/realisation';

/** How one indicator of one plan stands on a day: what its verified amounts come to. */
export interface Standing {
  readonly planId: string;
  readonly employeeId: string;
  readonly unitId: string;
  /** Legal dates of the plan, both included. */
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly indicator: Indicator;
  /** The version of `perf.cap` that the plan pinned. */
  readonly cap: string;
  /** How many amounts count, their sum, and the last of them; both null where there are none. */
  readonly amounts: number;
  readonly total: string | null;
  readonly last: string | null;
}

/** The caps of the pinned versions, by ref. */
export type Caps = ReadonlyMap<string, Cap>;

/** The realised value of a standing; null where nothing counts yet. */
export const actualOf = ({
  indicator,
  amounts,
  total,
  last,
}: Pick<Standing, 'indicator' | 'amounts' | 'total' | 'last'>): Decimal | null => {
  if (amounts === 0 || total === null || last === null) return null;
  switch (indicator.aggregation) {
    case 'SUM':
      return decimal(total);
    case 'MEAN':
      return decimal(total).dividedBy(amounts);
    case 'LAST':
      return decimal(last);
  }
};

/**
 * How far an indicator is of what was expected by a day, in per cent, capped. At the plan's end it is the realisation that is
 * rated. Null where nothing counts yet, or nothing was to be reached.
 * @throws Error for a plan whose cap was not read
 * @source domain.md 5.2, 5.10 (progress against expected-to-date)
 */
export const realisedToDate = (standing: Standing, caps: Caps, date: string): Decimal | null => {
  const { indicator, periodStart, periodEnd } = standing;
  const cap = caps.get(standing.cap);
  if (!cap) throw new Error(`${standing.cap} was not read`);
  const actual = actualOf(standing);
  if (actual === null) return null;
  if (indicator.direction === 'RANGE') return realisation(indicator, actual, cap);
  const plan: Span = { from: periodStart, to: periodEnd };
  const expected = expectedToDate(indicator, plan, date);
  return expected === null || expected.isZero()
    ? null
    : realisation({ ...indicator, target: expected.toString() }, actual, cap);
};

/** Indicators that are behind what was expected by a day, by plan: those of which nothing counts yet too. */
export const behindOf = (
  standings: readonly Standing[],
  caps: Caps,
  date: string,
): ReadonlyMap<string, readonly string[]> => {
  const behind = new Map<string, string[]>();
  for (const standing of standings) {
    const own = behind.get(standing.planId) ?? [];
    behind.set(standing.planId, own);
    const reached = realisedToDate(standing, caps, date);
    if (reached === null || reached.lessThan(100)) own.push(standing.indicator.indicatorId);
  }
  return behind;
};

/** How far the plans of a unit are with one indicator. */
export interface Achievement {
  readonly unitId: string;
  readonly indicatorId: string;
  /** Plans that have it, and of them those in which something counts. */
  readonly plans: number;
  readonly measured: number;
  /** Mean of what these reached of what was expected, per cent with 2 places; null where none. */
  readonly mean: string | null;
}

/** By unit and indicator, in their order. */
export const achievementsOf = (standings: readonly Standing[], caps: Caps, date: string): Achievement[] => {
  const groups = new Map<string, Standing[]>();
  for (const standing of standings) {
    const key = `${standing.unitId}|${standing.indicator.indicatorId}`;
    const own = groups.get(key);
    if (own) own.push(standing);
    else groups.set(key, [standing]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]) => {
      const reached = own.flatMap((standing) => realisedToDate(standing, caps, date) ?? []);
      return {
        ...{ unitId: own[0].unitId, indicatorId: own[0].indicator.indicatorId },
        ...{ plans: own.length, measured: reached.length },
        mean: reached.length === 0 ? null : sum(reached).dividedBy(reached.length).toFixed(2),
      };
    });
};
