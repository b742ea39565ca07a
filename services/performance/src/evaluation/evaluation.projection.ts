import {
  type AnnualRated,
  type BehaviourRated,
  type EvaluationObjected,
  type Expectation,
  type ObjectionOutcome,
  performanceContracts,
  type Predicate,
  type RatingRecommended,
} from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';
import { awaitingRecommendation, type EvaluationEvent, type EvaluationStatus } from './evaluation.state';

/** The objection as the file shows it. */
export interface ObjectionView {
  readonly filedAt: string;
  readonly grounds: EvaluationObjected['data']['grounds'];
  readonly measurementIds: readonly string[];
  readonly decideBy: string;
  readonly raterHeard: boolean;
  readonly employeeHeard: boolean;
  readonly outcome: ObjectionOutcome | null;
  readonly decidedAt: string | null;
}

/** One page on one evaluation: what it rests on, what was decided, what was contested. People's words stand in the log only. */
export interface EvaluationRow {
  readonly evaluationId: string;
  readonly planId: string;
  readonly employeeId: string;
  /** Who rated; before the rating the supervisor on the day of opening. */
  readonly raterId: string | null;
  readonly position: string;
  readonly unitId: string;
  readonly year: number;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly status: EvaluationStatus;
  /** Nobody may act on a contested rating. */
  readonly contested: boolean;
  /** 0 before it is delivered. */
  readonly evaluationVersion: number;
  readonly resultRating: Expectation | null;
  readonly behaviourRating: Expectation | null;
  readonly predicate: Predicate | null;
  readonly composite: string | null;
  readonly recommendation: RatingRecommended['data'] | null;
  readonly behaviour: BehaviourRated['data']['ratings'] | null;
  readonly interviewMean: string | null;
  readonly citizenIndex: string | null;
  readonly deviation: AnnualRated['data']['deviation'];
  /** Last days of the employee's own assessment, and of the rating; null where the opening named none. */
  readonly selfAssessBy: string | null;
  readonly rateBy: string | null;
  /** Nobody had rated it when that day was over. */
  readonly overdue: boolean;
  readonly acknowledgeBy: string | null;
  readonly objectBy: string | null;
  /** Whether the employee agreed; null until acknowledged. */
  readonly agreed: boolean | null;
  readonly objection: ObjectionView | null;
  /** When it last became final; null before. */
  readonly finalAt: string | null;
  readonly pinnedPolicies: readonly string[];
}

export const evaluationList = projection<EvaluationEvent, EvaluationRow>()({
  table: 'evaluation_list',
  source: performanceContracts,
  key: ({ data }) => data.evaluationId,
  opens: {
    EvaluationOpened: ({ data: { overdueAt: _, selfAssessBy = null, rateBy = null, ...data } }) => ({
      ...data,
      ...{ selfAssessBy, rateBy, overdue: false },
      ...{ status: 'OPENED', contested: false, evaluationVersion: 0 },
      ...{
        resultRating: null,
        behaviourRating: null,
        predicate: null,
        composite: null,
        recommendation: null,
      },
      ...{ behaviour: null, interviewMean: null, citizenIndex: null, deviation: null },
      ...{
        acknowledgeBy: null,
        objectBy: null,
        agreed: null,
        objection: null,
        finalAt: null,
      },
    }),
  },
  on: {
    SelfAssessed: (row) => row,
    PerformanceInterviewHeld: (row, { data: { mean } }) => ({
      ...{ ...row, status: awaitingRecommendation(row.status), interviewMean: mean },
    }),
    BehaviourRated: (row, { data: { ratings } }) => ({
      ...{ ...row, status: awaitingRecommendation(row.status), behaviour: ratings },
    }),
    CitizenIndexRecorded: (row, { data: { index } }) => ({ ...row, citizenIndex: index }),
    RatingRecommended: (row, { data }) => ({
      ...row,
      status: row.status === 'OPENED' ? 'RECOMMENDED' : row.status,
      ...{ recommendation: data, composite: data.composite },
    }),
    RatingChangedInReview: (row, { data: { new: rating, deviation } }) => ({ ...row, ...rating, deviation }),
    AnnualEvaluationOverdue: (row) => ({ ...row, overdue: true }),
    AnnualRated: (row, { data: { raterId, resultRating, behaviourRating, predicate, deviation } }) => ({
      ...row,
      ...{ status: 'RATED', raterId, resultRating, behaviourRating, predicate, deviation },
    }),
    EvaluationDelivered: (row, { data: { evaluationVersion, acknowledgeBy, objectBy } }) => ({
      ...row,
      ...{ status: 'DELIVERED', evaluationVersion, acknowledgeBy, objectBy },
    }),
    ObjectionWindowMoved: (row, { data: { objectBy } }) => ({ ...row, objectBy }),
    EvaluationAcknowledged: (row, { data: { agree } }) => ({
      ...row,
      ...{ status: 'ACKNOWLEDGED', agreed: agree },
    }),
    EvaluationDeemedAcknowledged: (row) => ({ ...row, status: 'DEEMED_ACKNOWLEDGED' }),
    EvaluationObjected: (row, { data: { grounds, measurementIds, decideBy }, envelope: { at } }) => ({
      ...row,
      ...{ status: 'UNDER_OBJECTION', contested: true },
      objection: {
        ...{ filedAt: at, grounds, measurementIds, decideBy },
        ...{ raterHeard: false, employeeHeard: false, outcome: null, decidedAt: null },
      },
    }),
    ObjectionHearingHeld: (row, { data: { raterHeard, employeeHeard } }) => ({
      ...row,
      objection: row.objection && {
        ...row.objection,
        raterHeard: row.objection.raterHeard || raterHeard,
        employeeHeard: row.objection.employeeHeard || employeeHeard,
      },
    }),
    ObjectionDecided: (row, { data, envelope: { at } }) => ({
      ...row,
      ...{ status: 'DECIDED', contested: false, predicate: data.predicate },
      ...{ resultRating: data.resultRating, behaviourRating: data.behaviourRating },
      objection: row.objection && {
        ...row.objection,
        ...{ outcome: data.outcome, decidedAt: at },
      },
    }),
    ObjectionDecisionOverdue: (row) => row,
    // No rating is invented: nobody may ever act on the contested one.
    ObjectionEnded: (row) => ({ ...row, status: 'ENDED' }),
    // The predicate stands until the next one is rated.
    EvaluationReopened: (row) => ({ ...row, status: 'OPENED', objection: null, agreed: null }),
    EvaluationFinalised: (row, { data: { evaluationVersion, composite }, envelope: { at } }) => ({
      ...row,
      ...{ status: 'FINAL', evaluationVersion, composite, finalAt: at },
    }),
  },
});
