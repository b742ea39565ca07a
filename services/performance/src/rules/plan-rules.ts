import type { IndicatorLimits } from '../plan/indicator-rules';

/** What the policies in force at the start of a plan's period say to it. */
export interface PlanRules {
  /** Their versions, and those that govern the evaluation later: all are pinned on agreement. Sorted. */
  readonly pinned: readonly string[];
  readonly indicators: IndicatorLimits;
  /** A plan is agreed by this month and day (MM-DD), or so many calendar days after joining, if that is later. */
  readonly deadline: { readonly monthDay: string; readonly daysAfterJoining: number };
  /** A target above this ratio to the baseline is flagged. */
  readonly maxStretch: string;
  /** How many realised years a baseline takes at most. */
  readonly baselineYears: number;
  /** Calendar days after the agreement in which a target can be contested. */
  readonly contestDays: number;
  /** Last calendar days of the year in which no plan changes. */
  readonly changeFreezeDays: number;
  /** Calendar days after the plan's end in which its amounts are still reported. */
  readonly selfReportDays: number;
  /** Characters of a reason. */
  readonly reasonMinimum: number;
}
