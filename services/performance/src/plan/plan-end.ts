import { planClosed, planOverdue } from '@jejak/contracts/performance';
import { Conflict, endOfDay, isBefore, plusDays } from '@jejak/kernel';
import { type Existing, type Handed, isAgreed, type PlanCommand, type PlanEvent } from './plan.state';

/**
 * The end of a plan: of its period, or of the position for which it was. What was never agreed has no evaluation; at the end of
 * the period it stays open, for somebody to answer for (`PLANS_PENDING`). A plan of a time after the last day of the employment ends
 * before it began.
 * @source domain.md 5.1, 5.3, 12 (PositionChanged)
 */
export const close = (
  { cause, lastDay }: Extract<PlanCommand, { type: 'ClosePlan' }>,
  state: Existing,
  given: Handed,
): PlanEvent[] => {
  const { now, calendar, rules } = given;
  // A timer fires again after the facts were read anew, and a date may have been moved meanwhile.
  const never = lastDay < state.periodStart && cause === 'EMPLOYMENT_ENDED';
  if (state.status === 'CLOSED' || (lastDay < state.periodStart && !never) || lastDay > state.periodEnd)
    return [];
  if (isBefore(now, endOfDay(lastDay, calendar)))
    throw new Conflict('ILLEGAL_TRANSITION', `The plan runs until ${lastDay} is over.`);
  const agreed = isAgreed(state) && !never;
  if (!agreed && cause === 'PERIOD_ENDED') return [];
  return [
    planClosed(
      {
        ...{ planId: state.planId, cause, periodEnd: lastDay },
        reportBy: never ? lastDay : plusDays(lastDay, rules.selfReportDays),
        evaluationDueAt: agreed ? endOfDay(lastDay, calendar) : null,
      },
      { subject: state.employeeId, effective: lastDay },
    ),
  ];
};

/** Late, and said so: it decides nothing. @source domain.md 2.4 */
export const markOverdue = (state: Existing, { now, calendar }: Handed): PlanEvent[] => {
  const { planId, employeeId, agreeBy, overdue } = state;
  if (isAgreed(state) || overdue) return [];
  if (isBefore(now, endOfDay(agreeBy, calendar)))
    throw new Conflict('ILLEGAL_TRANSITION', `The plan can be agreed until ${agreeBy} is over.`);
  return [planOverdue({ planId, agreeBy }, { subject: employeeId })];
};
