import type { QualityRules } from '../measurement/quality';

/** What the policies say to the work of a year between plan and evaluation (`perf.other`). */
export interface ExecutionRules {
  /** Characters that the words of a feedback have together. */
  readonly feedbackMinimum: number;
  /** Feedback entries without which a period is not rated. */
  readonly minDialogues: number;
  /** Calendar days after which an obstacle that nobody follows up is escalated. */
  readonly obstacleDays: number;
  readonly quality: QualityRules;
  /** Per cent of the self-reports of a period that are checked. */
  readonly sampleShare: string;
  /** Per cent of a unit's targets above which flagged ones trigger a review. */
  readonly flaggedTargetsShare: string;
  readonly normalHoursPerWeek: string;
}
