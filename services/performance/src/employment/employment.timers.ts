import { careerContracts, type EmploymentEnded } from '@jejak/contracts/career';
import { plusDays } from '@jejak/kernel';
import { timers } from '@jejak/projections';

/**
 * When the last day of an employment is over, its plans and objections end. As of positions, 00:00 UTC of the day after lies
 * inside that day everywhere from Greenwich to the Pacific; of a day that is past it is now.
 * @source domain.md 12 (EmploymentEnded)
 */
export const employmentTimers = timers<EmploymentEnded>({
  name: 'employment',
  source: careerContracts,
  of: {
    EmploymentEnded: ({ data: { employeeId, kind, on } }) => [
      {
        ...{ dueAt: `${plusDays(on, 1)}T00:00:00.000Z`, command: 'EndEmployment', key: employeeId },
        payload: { employeeId, kind, on },
      },
    ],
  },
  // Nothing ends one: an employment that has ended stays ended.
  done: {},
});
