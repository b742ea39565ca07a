import type {
  AnnualEvaluationOverdue,
  AnnualRated,
  BehaviourRated,
  CitizenIndexRecorded,
  EvaluationAcknowledged,
  EvaluationDeemedAcknowledged,
  EvaluationDelivered,
  EvaluationFinalised,
  EvaluationObjected,
  EvaluationOpened,
  EvaluationReopened,
  ObjectionDecided,
  ObjectionDecisionOverdue,
  ObjectionEnded,
  ObjectionHearingHeld,
  ObjectionWindowMoved,
  PerformanceInterviewHeld,
  RatingChangedInReview,
  RatingRecommended,
  SelfAssessed,
} from '@jejak/contracts/performance';

export type EvaluationEvent =
  | EvaluationOpened
  | SelfAssessed
  | PerformanceInterviewHeld
  | BehaviourRated
  | CitizenIndexRecorded
  | RatingRecommended
  | AnnualRated
  | RatingChangedInReview
  | AnnualEvaluationOverdue
  | EvaluationDelivered
  | ObjectionWindowMoved
  | EvaluationAcknowledged
  | EvaluationDeemedAcknowledged
  | EvaluationObjected
  | ObjectionHearingHeld
  | ObjectionDecided
  | ObjectionDecisionOverdue
  | ObjectionEnded
  | EvaluationFinalised
  | EvaluationReopened;

export type EvaluationStatus =
  | 'OPENED'
  | 'RECOMMENDED'
  | 'RATED'
  | 'DELIVERED'
  | 'ACKNOWLEDGED'
  | 'DEEMED_ACKNOWLEDGED'
  | 'UNDER_OBJECTION'
  | 'DECIDED'
  | 'FINAL'
  /** Its employee is no longer one, and the objection was never decided. */
  | 'ENDED';

/** An evaluation that exists: each part is null until its fact is there. */
export interface Existing {
  readonly status: EvaluationStatus;
  readonly opened: EvaluationOpened['data'];
  readonly selfAssessed: boolean;
  readonly interview: PerformanceInterviewHeld['data'] | null;
  readonly behaviour: BehaviourRated['data'] | null;
  readonly citizen: CitizenIndexRecorded['data'] | null;
  readonly recommended: RatingRecommended['data'] | null;
  readonly rated: AnnualRated['data'] | null;
  readonly delivered: EvaluationDelivered['data'] | null;
  /** Of the last objection; null where none is decided. */
  readonly decided: ObjectionDecided['data'] | null;
  readonly objected: EvaluationObjected['data'] | null;
  /** The last one that was final; 0 before the first. */
  readonly version: number;
  readonly heard: { readonly rater: boolean; readonly employee: boolean };
  /** Opened again on a finding or a judgment, and not final since. */
  readonly reopened: boolean;
}
export type Evaluation = { readonly status: 'absent' } | Existing;

/** What was recommended before rests on less than is known now: nobody rates by it. */
export const awaitingRecommendation = (status: EvaluationStatus): EvaluationStatus =>
  status === 'RECOMMENDED' ? 'OPENED' : status;

export const evolve = (state: Evaluation, event: EvaluationEvent): Evaluation => {
  if (event.type === 'EvaluationOpened')
    return {
      status: 'OPENED',
      opened: event.data,
      ...{ selfAssessed: false, version: 0 },
      ...{ interview: null, behaviour: null, citizen: null, recommended: null, rated: null, delivered: null },
      ...{ objected: null, decided: null },
      heard: { rater: false, employee: false },
      reopened: false,
    };
  // Every other event follows the opening; an absent evaluation has none.
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'SelfAssessed':
      return { ...state, selfAssessed: true };
    case 'PerformanceInterviewHeld':
      return { ...state, interview: event.data, status: awaitingRecommendation(state.status) };
    case 'BehaviourRated':
      return { ...state, behaviour: event.data, status: awaitingRecommendation(state.status) };
    case 'CitizenIndexRecorded':
      return { ...state, citizen: event.data };
    case 'RatingRecommended':
      // A recommendation that comes with the decision of an objection leaves the objection where it is.
      return {
        ...state,
        recommended: event.data,
        status: state.status === 'OPENED' ? 'RECOMMENDED' : state.status,
      };
    case 'AnnualRated':
      return { ...state, rated: event.data, status: 'RATED' };
    case 'RatingChangedInReview': {
      const { new: rating, deviation } = event.data;
      return { ...state, rated: state.rated && { ...state.rated, ...rating, deviation } };
    }
    case 'EvaluationDelivered':
      return { ...state, delivered: event.data, status: 'DELIVERED' };
    case 'ObjectionWindowMoved': {
      const { objectBy, finalAt } = event.data;
      return { ...state, delivered: state.delivered && { ...state.delivered, objectBy, finalAt } };
    }
    case 'EvaluationAcknowledged':
      return { ...state, status: 'ACKNOWLEDGED' };
    case 'EvaluationDeemedAcknowledged':
      return { ...state, status: 'DEEMED_ACKNOWLEDGED' };
    case 'EvaluationObjected':
      return { ...state, objected: event.data, status: 'UNDER_OBJECTION' };
    case 'ObjectionHearingHeld': {
      const { raterHeard, employeeHeard } = event.data;
      return {
        ...state,
        heard: { rater: state.heard.rater || raterHeard, employee: state.heard.employee || employeeHeard },
      };
    }
    case 'ObjectionDecided':
      return { ...state, decided: event.data, status: 'DECIDED' };
    case 'EvaluationFinalised':
      return { ...state, status: 'FINAL', version: event.data.evaluationVersion, reopened: false };
    case 'EvaluationReopened':
      // What it rests on may be recorded anew; what nobody records anew goes into the next recommendation as it was.
      return {
        ...{ ...state, status: 'OPENED', rated: null, delivered: null, decided: null },
        heard: { rater: false, employee: false },
        reopened: true,
      };
    case 'ObjectionEnded':
      return { ...state, status: 'ENDED' };
    case 'AnnualEvaluationOverdue':
    case 'ObjectionDecisionOverdue':
      return state;
  }
};
