import type { BehaviourThresholds } from '../scoring/behaviour';
import type { MethodWeights } from '../scoring/composite';
import type { DistributionRules } from '../scoring/distribution';
import type { Cap } from '../scoring/realisation';

/** What the pinned policies say to an evaluation. */
export interface EvaluationRules {
  /** The policy versions that the formulas of a recommendation use, sorted. */
  readonly formulas: readonly string[];
  readonly cap: Cap;
  readonly methodWeights: MethodWeights;
  readonly result: { readonly above: string; readonly meets: string };
  readonly behaviour: BehaviourThresholds;
  readonly citizen: { readonly minSample: number; readonly expectedIndex: string };
  /** The mean of an interview's rubric that is as expected. */
  readonly interviewExpected: string;
  /** A rating is due by this month and day (MM-DD) of the next year. */
  readonly annualDueBy: string;
  /** Calendar days after the period. */
  readonly selfAssessDays: number;
  readonly distribution: DistributionRules;
  /** Calendar days. */
  readonly acknowledgeDays: number;
  readonly objectionDays: number;
  readonly decisionDays: number;
  /** Full months of the rated year below which a rater consults the supervisor before. */
  readonly raterTenureMonths: number;
  /** The most steps on the order of predicates that a rater goes from the recommendation. */
  readonly deviationMaxSteps: number;
  /** Characters of a reason, and of the justification of a deviating rating. */
  readonly reasonMinimum: number;
  readonly justificationMinimum: number;
}
