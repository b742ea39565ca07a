import type {
  AnnualRated,
  BehaviourRated,
  CitizenIndexRecorded,
  EvaluationAcknowledged,
  EvaluationDeemedAcknowledged,
  EvaluationDelivered,
  EvaluationFinalised,
  EvaluationObjected,
  EvaluationOpened,
  ObjectionDecided,
  ObjectionHearingHeld,
  PerformanceInterviewHeld,
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
  | EvaluationDelivered
  | EvaluationAcknowledged
  | EvaluationDeemedAcknowledged
  | EvaluationObjected
  | ObjectionHearingHeld
  | ObjectionDecided
  | EvaluationFinalised;

export type EvaluationStatus =
  | 'OPENED'
  | 'RECOMMENDED'
  | 'RATED'
  | 'DELIVERED'
  | 'ACKNOWLEDGED'
  | 'DEEMED_ACKNOWLEDGED'
  | 'UNDER_OBJECTION'
  | 'DECIDED'
  | 'FINAL';

/** An evaluation that exists: each part is null until its fact is there. */
export interface Existing {
  readonly status: EvaluationStatus;
  readonly opened: EvaluationOpened['data'];
  readonly interview: PerformanceInterviewHeld['data'] | null;
  readonly behaviour: BehaviourRated['data'] | null;
  readonly citizen: CitizenIndexRecorded['data'] | null;
  readonly recommended: RatingRecommended['data'] | null;
  readonly rated: AnnualRated['data'] | null;
  readonly delivered: EvaluationDelivered['data'] | null;
  readonly heard: { readonly rater: boolean; readonly employee: boolean };
}
export type Evaluation = { readonly status: 'absent' } | Existing;

export const evolve = (state: Evaluation, event: EvaluationEvent): Evaluation => {
  if (event.type === 'EvaluationOpened')
    return {
      status: 'OPENED',
      opened: event.data,
      ...{ interview: null, behaviour: null, citizen: null, recommended: null, rated: null, delivered: null },
      heard: { rater: false, employee: false },
    };
  // Every other event follows the opening; an absent evaluation has none.
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'SelfAssessed':
      return state;
    case 'PerformanceInterviewHeld':
      return { ...state, interview: event.data };
    case 'BehaviourRated':
      return { ...state, behaviour: event.data };
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
    case 'EvaluationDelivered':
      return { ...state, delivered: event.data, status: 'DELIVERED' };
    case 'EvaluationAcknowledged':
      return { ...state, status: 'ACKNOWLEDGED' };
    case 'EvaluationDeemedAcknowledged':
      return { ...state, status: 'DEEMED_ACKNOWLEDGED' };
    case 'EvaluationObjected':
      return { ...state, status: 'UNDER_OBJECTION' };
    case 'ObjectionHearingHeld': {
      const { raterHeard, employeeHeard } = event.data;
      return {
        ...state,
        heard: { rater: state.heard.rater || raterHeard, employee: state.heard.employee || employeeHeard },
      };
    }
    case 'ObjectionDecided':
      return { ...state, status: 'DECIDED' };
    case 'EvaluationFinalised':
      return { ...state, status: 'FINAL' };
  }
};
