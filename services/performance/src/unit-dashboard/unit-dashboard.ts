import type { OrganisationPredicate, Predicate } from '@jejak/contracts/performance';
import { countsOf, type PredicateCounts, sharesOf } from '../scoring/distribution';
import type { Achievement } from '../standing/standing';
import { flaggedShare, workloadIndex } from '../workload/workload';

/** What the lists count of a unit in a year. */
export interface UnitCounts {
  readonly unitId: string;
  readonly code: string;
  readonly name: string;
  readonly orgPredicate: OrganisationPredicate | null;
  readonly staff: number;
  readonly plans: number;
  /** Plans that bind and are not over, and those that nobody agreed in time. */
  readonly openPlans: number;
  readonly plansOverdue: number;
  readonly targets: number;
  readonly flagged: number;
  readonly periodsOverdue: number;
  readonly obstaclesOpen: number;
  readonly obstaclesEscalated: number;
  readonly supportOpen: number;
  /** Amounts of the year that wait for somebody's verdict, and those rejected. */
  readonly amountsWaiting: number;
  readonly amountsRejected: number;
  readonly evaluations: number;
  readonly rated: number;
  readonly final: number;
  readonly contested: number;
  readonly objections: number;
  readonly objectionsUpheld: number;
  readonly rewards: number;
}

export interface UnitLine extends UnitCounts {
  readonly workloadIndex: string | null;
  readonly flaggedShare: string | null;
}

/** One unit on one page. */
export interface UnitDashboard extends UnitLine {
  readonly achievements: readonly Omit<Achievement, 'unitId'>[];
  readonly predicates: PredicateCounts;
  readonly shares: Readonly<Record<Predicate, string>>;
}

/** @param normalHours of one full-time post in a week (`perf.other`). @source domain.md 5.9, 5.10 (unit dashboard) */
export const lineOf = (counts: UnitCounts, normalHours: string): UnitLine => ({
  ...counts,
  ...{ workloadIndex: workloadIndex(counts, normalHours), flaggedShare: flaggedShare(counts) },
});

export const dashboardOf = (
  line: UnitLine,
  achievements: readonly Achievement[],
  predicates: readonly Predicate[],
): UnitDashboard => {
  const counts = countsOf(predicates);
  return {
    ...line,
    achievements: achievements.map(({ unitId: _, ...achievement }) => achievement),
    ...{ predicates: counts, shares: sharesOf(counts) },
  };
};
