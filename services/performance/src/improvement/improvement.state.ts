import type {
  CompetencyTestOrdered,
  ConsequenceDecided,
  ConsequenceKind,
  ConsequenceProposed,
  EmploymentEnd,
  ImprovementPlanEnded,
  ImprovementPlanOpened,
  ImprovementPlanOverdue,
  ImprovementPlanRequired,
  ImprovementPlanWithdrawn,
  ImprovementStep,
  ImprovementSucceeded,
  ImprovementTestTaken,
  ImprovementTrainingPassed,
  Predicate,
} from '@jejak/contracts/performance';
import type { Calendar, EvidenceRef, Moment } from '@jejak/kernel';
import type { ImprovementRules } from '../rules/improvement-rules';

export type ImprovementCommand =
  | {
      readonly type: 'ReviewImprovementNeed';
      readonly improvementId: string;
      readonly employeeId: string;
      readonly year: number;
    }
  | {
      readonly type: 'OpenImprovementPlan';
      readonly by: string;
      readonly goals: readonly string[];
      readonly support: readonly string[];
    }
  | {
      readonly type: 'AssessImprovement';
      readonly by: string;
      readonly succeeded: boolean;
      readonly reason: string;
      readonly evidence: readonly EvidenceRef[];
    }
  | {
      readonly type: 'ProposeConsequence';
      readonly by: string;
      readonly kind: ConsequenceKind;
      /** Empty where none was named. */
      readonly testRef: string;
      readonly reason: string;
      readonly evidence: readonly EvidenceRef[];
    }
  | {
      readonly type: 'DecideConsequence';
      readonly by: string;
      readonly approve: boolean;
      readonly reason: string;
    }
  | {
      readonly type: 'NoteTraining';
      readonly enrolmentId: string;
      readonly jp: number;
      /** Legal date. */
      readonly endedOn: string;
    }
  | ({ readonly type: 'NoteTest' } & Omit<ImprovementTestTaken['data'], 'improvementId' | 'employeeId'>)
  | { readonly type: 'EndImprovement'; readonly reason: EmploymentEnd }
  | { readonly type: 'MarkOpeningOverdue' }
  | { readonly type: 'MarkAssessmentOverdue' };
export type CommandOf<Type extends ImprovementCommand['type']> = Extract<ImprovementCommand, { type: Type }>;

export type ImprovementEvent =
  | ImprovementPlanRequired
  | ImprovementPlanOpened
  | ImprovementPlanOverdue
  | ImprovementTrainingPassed
  | ImprovementSucceeded
  | CompetencyTestOrdered
  | ConsequenceProposed
  | ImprovementTestTaken
  | ConsequenceDecided
  | ImprovementPlanWithdrawn
  | ImprovementPlanEnded;

export type ImprovementStatus =
  'REQUIRED' | 'OPEN' | 'SUCCEEDED' | 'TEST_ORDERED' | 'PROPOSED' | 'DECIDED' | 'WITHDRAWN' | 'ENDED';

export interface Existing {
  readonly status: ImprovementStatus;
  readonly required: ImprovementPlanRequired['data'];
  readonly opened: ImprovementPlanOpened['data'] | null;
  readonly overdue: readonly ImprovementStep[];
  /** Enrolments that were passed in its months. */
  readonly trainings: readonly string[];
  /** The last test after its months that career told of. */
  readonly test: ImprovementTestTaken['data'] | null;
  readonly proposed: ConsequenceProposed['data'] | null;
}
export type Improvement = { readonly status: 'absent' } | Existing;

/** A final evaluation of one of the two years that are looked at. */
export interface FinalRating {
  readonly evaluationId: string;
  readonly year: number;
  readonly predicate: Predicate;
  readonly unitId: string;
}

export interface ImprovementGiven {
  readonly calendar: Calendar;
  readonly reasonMinimum: number;
  readonly rules: ImprovementRules;
  /** Of the year and the year before, those that are final now; none for commands that do not ask. */
  readonly ratings: readonly FinalRating[];
  /** Whether the employment goes on. */
  readonly employed: boolean;
  /** Who rates the employee on the day of the command, and who rates those. */
  readonly supervisorId: string | null;
  readonly superiorId: string | null;
  /** Whether nobody is above who asks: the appointing authority. */
  readonly top: boolean;
}
export type Handed = ImprovementGiven & Moment;

export const evolve = (state: Improvement, event: ImprovementEvent): Improvement => {
  // A plan that was withdrawn may become due again: from here it begins anew.
  if (event.type === 'ImprovementPlanRequired')
    return {
      status: 'REQUIRED',
      required: event.data,
      opened: null,
      overdue: [],
      trainings: [],
      test: null,
      proposed: null,
    };
  // Every other event follows that one.
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'ImprovementPlanOpened':
      return { ...state, status: 'OPEN', opened: event.data };
    case 'ImprovementPlanOverdue':
      return { ...state, overdue: [...state.overdue, event.data.step] };
    case 'ImprovementTrainingPassed':
      return { ...state, trainings: [...state.trainings, event.data.enrolmentId] };
    case 'ImprovementSucceeded':
      return { ...state, status: 'SUCCEEDED' };
    case 'CompetencyTestOrdered':
      return { ...state, status: 'TEST_ORDERED' };
    case 'ImprovementTestTaken':
      return { ...state, test: event.data };
    case 'ConsequenceProposed':
      return { ...state, status: 'PROPOSED', proposed: event.data };
    case 'ConsequenceDecided':
      // What is declined may be proposed otherwise.
      return { ...state, status: event.data.approved ? 'DECIDED' : 'TEST_ORDERED', proposed: null };
    case 'ImprovementPlanWithdrawn':
      return { ...state, status: 'WITHDRAWN' };
    case 'ImprovementPlanEnded':
      return { ...state, status: 'ENDED' };
  }
};
