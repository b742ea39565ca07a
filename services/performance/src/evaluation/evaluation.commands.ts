import type {
  BehaviourValue,
  EmploymentEnd,
  Expectation,
  Indicator,
  ObjectionGround,
  ObjectionOutcome,
  ReopeningGround,
} from '@jejak/contracts/performance';
import type { Calendar, EvidenceRef, Moment } from '@jejak/kernel';
import type { CycleStatus } from '../cycle/cycle.decider';
import type { EvaluationRules } from '../rules/evaluation-rules';
import type { ReviewCount } from '../citizens-voice/review-count';
import type { Correction, Organisation, Reading } from './recommendation';

export type EvaluationCommand =
  | { readonly type: 'OpenEvaluation'; readonly evaluationId: string }
  | {
      readonly type: 'SelfAssess';
      readonly by: string;
      readonly text: string;
      readonly indicators: readonly { readonly indicatorId: string; readonly rating: Expectation }[];
    }
  | {
      readonly type: 'RecordInterview';
      readonly by: string;
      readonly rubric: readonly { readonly question: string; readonly score: number }[];
      readonly agreedSummary: string;
      readonly employeePresent: boolean;
    }
  | {
      readonly type: 'RateBehaviour';
      readonly by: string;
      /** Each of the seven values once. */
      readonly ratings: readonly {
        readonly value: BehaviourValue;
        readonly rating: Expectation;
        readonly feedbackRefs: readonly string[];
      }[];
    }
  | { readonly type: 'RecordCitizenIndex'; readonly index: string; readonly n: number }
  | { readonly type: 'CountCitizenReviews' }
  | { readonly type: 'ComputeRecommendation' }
  | {
      readonly type: 'RateAnnual';
      readonly by: string;
      readonly resultRating: Expectation;
      readonly behaviourRating: Expectation;
      /** Why a rating is not the recommended one; else empty. */
      readonly justification: string;
      readonly evidence: readonly EvidenceRef[];
      readonly consultedSupervisorId: string | null;
    }
  | {
      /** Part of a distribution review, which says who may hold one. */
      readonly type: 'ChangeInReview';
      readonly by: string;
      readonly resultRating: Expectation;
      readonly behaviourRating: Expectation;
      readonly reason: string;
      readonly evidence: readonly EvidenceRef[];
    }
  | { readonly type: 'MarkRatingOverdue' }
  | { readonly type: 'DeliverEvaluation'; readonly by: string }
  | {
      readonly type: 'Acknowledge';
      readonly by: string;
      readonly agree: boolean;
      readonly comment: string | null;
    }
  | { readonly type: 'DeemAcknowledged' }
  | {
      readonly type: 'MoveObjectionWindow';
      /** Legal date with which the delivery counts as received. */
      readonly receivedOn: string;
    }
  | {
      readonly type: 'FileObjection';
      readonly by: string;
      readonly grounds: readonly ObjectionGround[];
      readonly measurementIds: readonly string[];
      readonly reason: string;
      readonly evidence: readonly EvidenceRef[];
    }
  | {
      readonly type: 'HearObjection';
      readonly by: string;
      /** What each side said; null where that side was not heard this time. */
      readonly raterStatement: string | null;
      readonly employeeStatement: string | null;
      readonly witnesses: readonly string[];
    }
  | {
      readonly type: 'DecideObjection';
      readonly by: string;
      readonly outcome: ObjectionOutcome;
      readonly corrections: readonly Correction[];
      /** What the superior decides; null: as recomputed, or as it was. */
      readonly resultRating: Expectation | null;
      readonly behaviourRating: Expectation | null;
      readonly reason: string;
    }
  | { readonly type: 'MarkObjectionOverdue' }
  | { readonly type: 'EndObjection'; readonly reason: EmploymentEnd }
  | {
      readonly type: 'ReopenEvaluation';
      readonly by: string;
      readonly ground: ReopeningGround;
      /** The id of the issued finding, or the number of the judgment; empty where the caller named none. */
      readonly findingRef: string;
      readonly corrections: readonly Correction[];
      readonly reason: string;
      readonly evidence: readonly EvidenceRef[];
    }
  | { readonly type: 'FinaliseEvaluation' };

/** What a decision about an evaluation reads beside its stream. */
export interface EvaluationGiven {
  readonly calendar: Calendar;
  /** Of the year's cycle, for what its closing locks; null where it was never opened. */
  readonly cycle: CycleStatus | null;
  /** Those that the plan pinned. */
  readonly rules: EvaluationRules;
  readonly plan: {
    readonly status: string;
    readonly planId: string;
    readonly employeeId: string;
    readonly position: string;
    readonly unitId: string;
    readonly year: number;
    readonly periodStart: string;
    readonly periodEnd: string;
    readonly pinnedPolicies: readonly string[];
    readonly indicators: readonly Indicator[];
  };
  /** Who rates the employee on the day of the command, since when, and who did before; null: nobody. */
  readonly relation: { readonly supervisorId: string | null; readonly since: string } | null;
  readonly formerSupervisorId: string | null;
  /** Who rates the one who rated. */
  readonly superiorId: string | null;
  /** All amounts of the plan's indicators in its period, whatever became of them. */
  readonly readings: readonly Reading[];
  readonly organisation: Organisation;
  /** The city enforces the pattern, and the unit has not held its review yet. */
  readonly reviewDue: boolean;
  /** Feedback entries that a rating of behaviour refers to, by id. */
  readonly feedback: Readonly<Record<string, { readonly to: string; readonly value: BehaviourValue | null }>>;
  /** The finding that a reopening names: of which unit, and about which stream; null: there is none of this id. */
  readonly finding: { readonly unitId: string; readonly about: string | null } | null;
  /** The deadline of this command is not to hold for this evaluation. */
  readonly excepted: boolean;
  /** SHA-256 of everything that the formulas read. */
  readonly inputsSha256: string;
  /** For CountCitizenReviews: what citizens' reviews come to now, and the event that recorded the count before. */
  readonly reviews?: ReviewCount & { readonly countedBefore: string | null };
}

/** All that a decision is handed. */
export type Handed = EvaluationGiven & Moment;
/** The command of one name. */
export type CommandOf<Name extends EvaluationCommand['type']> = Extract<
  EvaluationCommand,
  { readonly type: Name }
>;
