import { careerContracts, type EmployeeKind, type EmployeeRegistered } from '@jejak/contracts/career';
import { projection } from '@jejak/projections';

export interface EmploymentRow {
  readonly employeeId: string;
  readonly kind: EmployeeKind;
  readonly startDate: string;
}

/** Which kind of civil servant somebody is: rights to learning differ by it. */
export const employments = projection<EmployeeRegistered, EmploymentRow>()({
  table: 'employment',
  source: careerContracts,
  key: ({ data }) => data.employeeId,
  opens: {
    EmployeeRegistered: ({ data: { employeeId, kind, start } }) => ({ employeeId, kind, startDate: start }),
  },
});
