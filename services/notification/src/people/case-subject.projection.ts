import { careerContracts, type PromotionOpened } from '@jejak/contracts/career';
import {
  type EvaluationOpened,
  type ImprovementPlanRequired,
  type ObstacleRaised,
  performanceContracts,
  type SupportRequested,
  type ViolationReported,
} from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';

type Opening =
  | EvaluationOpened
  | ImprovementPlanRequired
  | ObstacleRaised
  | SupportRequested
  | ViolationReported
  | PromotionOpened;

export interface CaseSubjectRow {
  /** Of the case: `evaluation-<uuid>`. */
  readonly stream: string;
  readonly personId: string;
  readonly unitId: string | null;
}

type Opened = (event: {
  readonly data: { readonly employeeId: string; readonly unitId: string };
  readonly envelope: { readonly stream: string };
}) => CaseSubjectRow;
const opened: Opened = ({ data: { employeeId, unitId }, envelope: { stream } }) => ({
  ...{ stream, personId: employeeId, unitId },
});

/** Whom a case is about, which only the fact that opened it says. */
export const caseSubjects = projection<Opening, CaseSubjectRow>()({
  table: 'case_subject',
  source: [performanceContracts, careerContracts],
  key: ({ envelope }) => envelope.stream,
  opens: {
    EvaluationOpened: opened,
    ImprovementPlanRequired: opened,
    ObstacleRaised: opened,
    SupportRequested: opened,
    ViolationReported: opened,
    PromotionOpened: opened,
  },
});
