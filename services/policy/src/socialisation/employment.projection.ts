import { careerContracts, type EmployeeRegistered, type EmploymentEnded } from '@jejak/contracts/career';
import { projection } from '@jejak/projections';

/** From when to when somebody works for the city. Legal dates; null while it lasts. */
export interface EmploymentRow {
  readonly employeeId: string;
  readonly startDate: string | null;
  readonly lastDay: string | null;
}

/** Who is to know of a policy. The end may be told before the beginning: both are of streams of their own. */
export const employments = projection<EmployeeRegistered | EmploymentEnded, EmploymentRow>()({
  table: 'employment',
  source: careerContracts,
  key: ({ data }) => data.employeeId,
  opens: {
    EmployeeRegistered: ({ data: { employeeId, start } }, row) => ({
      ...{ employeeId, startDate: start, lastDay: row?.lastDay ?? null },
    }),
    EmploymentEnded: ({ data: { employeeId, on } }, row) => ({
      ...{ employeeId, startDate: row?.startDate ?? null, lastDay: on },
    }),
  },
});
