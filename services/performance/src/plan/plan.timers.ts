import { careerContracts, type PositionAssigned, type PromotionEffective } from '@jejak/contracts/career';
import { performanceContracts } from '@jejak/contracts/performance';
import { type CandidateAppointed, recruitmentContracts } from '@jejak/contracts/recruitment';
import { timers } from '@jejak/projections';
import type { PlanEvent } from './plan.state';

const ended = ({ data }: { readonly data: { readonly planId: string } }) => [{ key: data.planId }];
const agreed = ({ data }: { readonly data: { readonly planId: string } }) => [
  { key: data.planId, command: 'MarkOverdue' },
];

/** What the passing of time does to a plan: it is late, and in the end it is over. @source domain.md 5.1, 5.3, 2.4 */
export const planTimers = timers<PlanEvent>({
  name: 'plan',
  source: performanceContracts,
  of: {
    PlanDrafted: ({ data: { planId, overdueAt } }) =>
      overdueAt === null ? [] : [{ dueAt: overdueAt, command: 'MarkOverdue', key: planId }],
    PlanAgreed: ({ data: { planId, evaluationDueAt } }) => [
      { dueAt: evaluationDueAt, command: 'ClosePlan', key: planId },
    ],
  },
  done: {
    // Written again, it is due at the same time.
    PlanDrafted: agreed,
    PlanAgreed: agreed,
    PlanOverdue: agreed,
    PlanClosed: ended,
  },
});

/**
 * On the first day in a position: the plan of the one before ends, and an empty one is opened. A legal date has no zone here, so
 * the timer stands at 00:00 UTC of the day, which lies inside that day everywhere from Greenwich to the Pacific.
 * @source domain.md 12 (CandidateAppointed, PositionChanged, PromotionEffective)
 */
export const positionTimers = timers<CandidateAppointed | PositionAssigned | PromotionEffective>({
  name: 'position',
  source: [recruitmentContracts, careerContracts],
  of: {
    CandidateAppointed: ({ data: { employeeId, position, unitId, tmt, contractEnd } }) => [
      {
        ...{ dueAt: firstMoment(tmt), command: 'TakeUpPosition', key: `${employeeId}|${tmt}` },
        payload: { employeeId, position, unitId, from: tmt, to: contractEnd },
      },
    ],
    PositionAssigned: ({ data: { employeeId, position, unitId, from, to } }) => [
      {
        ...{ dueAt: firstMoment(from), command: 'TakeUpPosition', key: `${employeeId}|${from}` },
        payload: { employeeId, position, unitId, from, to },
      },
    ],
    // A new level of the same post is planned and rated for itself; a new rank alone changes no work.
    PromotionEffective: ({ data: { employeeId, kind, position, unitId, from } }) =>
      kind !== 'LEVEL' && kind !== 'STRUCTURAL'
        ? []
        : [
            {
              ...{ dueAt: firstMoment(from), command: 'TakeUpPosition', key: `${employeeId}|${from}` },
              payload: { employeeId, position, unitId, from, to: null, promoted: true },
            },
          ],
  },
  // Nothing ends one: a position that is known of is taken up.
  done: {},
});

const firstMoment = (legalDate: string): string => `${legalDate}T00:00:00.000Z`;
