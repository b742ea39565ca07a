import {
  type AnnualEvaluationOverdue,
  type ImprovementPlanOverdue,
  type ObjectionDecisionOverdue,
  type ObstacleEscalated,
  performanceContracts,
  type PeriodicEvaluationOverdue,
  type PlanOverdue,
  type SanctionAppealOverdue,
} from '@jejak/contracts/performance';
import type { DomainEvent, Recorded } from '@jejak/kernel';
import { projection } from '@jejak/projections';

/** What somebody should have done: by its name in the lists of what is overdue. */
export type OverdueDuty =
  'PLAN' | 'PERIOD' | 'EVALUATION' | 'OBJECTION' | 'OBSTACLE' | 'IMPROVEMENT' | 'APPEAL';

/** One duty that was missed, whether or not it was done later. */
export interface OverdueDutyRow {
  readonly eventId: string;
  readonly duty: OverdueDuty;
  /** The plan, period, evaluation, obstacle, improvement plan or case. */
  readonly aboutId: string;
  readonly overdueAt: string;
}

type Missed =
  | PlanOverdue
  | PeriodicEvaluationOverdue
  | AnnualEvaluationOverdue
  | ObjectionDecisionOverdue
  | ObstacleEscalated
  | ImprovementPlanOverdue
  | SanctionAppealOverdue;

const missed = (
  { envelope: { id, at } }: Recorded<DomainEvent>,
  duty: OverdueDuty,
  aboutId: string,
): OverdueDutyRow => ({ eventId: id, duty, aboutId, overdueAt: at });

/** What was missed stays counted when it is done late: lists forget it, a city does not. @source domain.md 2.4 (overdue duties) */
export const overdueDutyList = projection<Missed, OverdueDutyRow>()({
  table: 'overdue_duty',
  source: performanceContracts,
  key: ({ envelope }) => envelope.id,
  opens: {
    PlanOverdue: (event) => missed(event, 'PLAN', event.data.planId),
    PeriodicEvaluationOverdue: (event) => missed(event, 'PERIOD', event.data.periodicId),
    AnnualEvaluationOverdue: (event) => missed(event, 'EVALUATION', event.data.evaluationId),
    ObjectionDecisionOverdue: (event) => missed(event, 'OBJECTION', event.data.evaluationId),
    ObstacleEscalated: (event) => missed(event, 'OBSTACLE', event.data.obstacleId),
    ImprovementPlanOverdue: (event) => missed(event, 'IMPROVEMENT', event.data.improvementId),
    SanctionAppealOverdue: (event) => missed(event, 'APPEAL', event.data.caseId),
  },
});
