import { Conflict, endOfDay, isBefore, NotAuthorised, NotFound, RuleViolated } from '@jejak/kernel';
import type { Indicator } from '@jejak/contracts/performance';
import type { Existing, Handed, PlanGiven } from './plan.state';

/** Unless an exception for this plan admits it later. @throws RuleViolated DEADLINE_PASSED @source domain.md 2.4, 3 (`perf.plan.deadline`) */
export const inTime = ({ agreeBy }: Existing, { now, calendar, excepted }: Handed): void => {
  if (!excepted && !isBefore(now, endOfDay(agreeBy, calendar)))
    throw new RuleViolated('DEADLINE_PASSED', `The plan was to be agreed by ${agreeBy}.`, {
      params: { deadline: agreeBy },
    });
};

/** @throws Conflict ILLEGAL_TRANSITION */
export const waiting = ({ status }: Existing): void => {
  if (status !== 'SUBMITTED')
    throw new Conflict('ILLEGAL_TRANSITION', 'The plan is not waiting for its supervisor.');
};

/** @throws Conflict PLAN_NOT_ACTIVE */
export const active = ({ status }: Existing): void => {
  if (status !== 'ACTIVE')
    throw new Conflict(
      'PLAN_NOT_ACTIVE',
      'Only an agreed plan that nothing else is open about can be changed.',
    );
};

/** @throws NotAuthorised NOT_RELATED */
export const supervised = (by: string, { supervisorId }: PlanGiven): void => {
  if (by !== supervisorId)
    throw new NotAuthorised('NOT_RELATED', 'Only the supervisor of that day decides about a plan.');
};

/** @throws RuleViolated TARGET_UNREALISTIC_UNREVIEWED */
export const allReviewed = ({ flagged }: Existing): void => {
  if (flagged.length > 0)
    throw new RuleViolated(
      'TARGET_UNREALISTIC_UNREVIEWED',
      `Review these targets first: ${flagged.join(', ')}.`,
      {
        params: { indicators: flagged },
      },
    );
};

/** @throws NotFound INDICATOR_NOT_FOUND */
export const lineOf = (indicators: readonly Indicator[], indicatorId: string): Indicator => {
  const found = indicators.find((line) => line.indicatorId === indicatorId);
  if (!found)
    throw new NotFound('INDICATOR_NOT_FOUND', 'The plan has no such indicator.', { field: 'indicatorId' });
  return found;
};
