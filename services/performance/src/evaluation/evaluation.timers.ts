import { type PlanAgreed, type PlanClosed, performanceContracts } from '@jejak/contracts/performance';
import { timers } from '@jejak/projections';
import type { EvaluationEvent } from './evaluation.state';

/**
 * What the passing of time does to an evaluation: it opens when the period of its plan is over, and once delivered it counts
 * as acknowledged, and then as final, when the days are over. A rating or a decision that is late is noted as such.
 * @source domain.md 5.1, 5.3
 */
export const evaluationTimers = timers<PlanAgreed | PlanClosed | EvaluationEvent>({
  name: 'evaluation',
  source: performanceContracts,
  of: {
    PlanAgreed: ({ data: { planId, evaluationDueAt } }) => [
      { dueAt: evaluationDueAt, command: 'OpenEvaluation', key: planId },
    ],
    // Left before the end, the position is evaluated for the part of the year in which it was held.
    PlanClosed: ({ data: { planId, cause, evaluationDueAt } }) =>
      cause === 'PERIOD_ENDED' || evaluationDueAt === null
        ? []
        : [{ dueAt: evaluationDueAt, command: 'OpenEvaluation', key: planId }],
    EvaluationOpened: ({ data: { evaluationId, overdueAt } }) =>
      overdueAt === undefined ? [] : [{ dueAt: overdueAt, command: 'MarkRatingOverdue', key: evaluationId }],
    EvaluationObjected: ({ data: { evaluationId, overdueAt } }) =>
      overdueAt === undefined
        ? []
        : [{ dueAt: overdueAt, command: 'MarkObjectionOverdue', key: evaluationId }],
    EvaluationDelivered: ({ data: { evaluationId, deemedAt, finalAt } }) => [
      { dueAt: deemedAt, command: 'DeemAcknowledged', key: evaluationId },
      { dueAt: finalAt, command: 'FinaliseEvaluation', key: evaluationId },
    ],
    ObjectionWindowMoved: ({ data: { evaluationId, finalAt } }) => [
      { dueAt: finalAt, command: 'FinaliseEvaluation', key: evaluationId },
    ],
  },
  done: {
    PlanClosed: ({ data: { planId, cause } }) =>
      cause === 'PERIOD_ENDED' ? [] : [{ key: planId, command: 'OpenEvaluation' }],
    EvaluationOpened: ({ data: { planId } }) => [{ key: planId }],
    AnnualRated: ({ data: { evaluationId } }) => [{ key: evaluationId, command: 'MarkRatingOverdue' }],
    AnnualEvaluationOverdue: ({ data: { evaluationId } }) => [
      { key: evaluationId, command: 'MarkRatingOverdue' },
    ],
    ObjectionDecisionOverdue: ({ data: { evaluationId } }) => [
      { key: evaluationId, command: 'MarkObjectionOverdue' },
    ],
    ObjectionEnded: ({ data: { evaluationId } }) => [{ key: evaluationId }],
    EvaluationAcknowledged: ({ data: { evaluationId } }) => [
      { key: evaluationId, command: 'DeemAcknowledged' },
    ],
    EvaluationDeemedAcknowledged: ({ data: { evaluationId } }) => [
      { key: evaluationId, command: 'DeemAcknowledged' },
    ],
    ObjectionWindowMoved: ({ data: { evaluationId } }) => [
      { key: evaluationId, command: 'FinaliseEvaluation' },
    ],
    // Who objects has received it, and the decision makes it final.
    EvaluationObjected: ({ data: { evaluationId } }) => [{ key: evaluationId }],
    EvaluationFinalised: ({ data: { evaluationId } }) => [{ key: evaluationId }],
  },
});
