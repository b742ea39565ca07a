import { careerContracts, type EmploymentEnded, type EmploymentEndKind } from '@jejak/contracts/career';
import { projection } from '@jejak/projections';

/** Whose employment has ended, or will. */
export interface EmploymentEndRow {
  readonly employeeId: string;
  readonly kind: EmploymentEndKind;
  /** Legal date: the last day. */
  readonly lastDay: string;
}

/** Career ends no position with an employment: who works where follows from both. @source domain.md 7.2 */
export const employmentEndList = projection<EmploymentEnded, EmploymentEndRow>()({
  table: 'employment_end',
  source: careerContracts,
  key: ({ data }) => data.employeeId,
  opens: { EmploymentEnded: ({ data: { employeeId, kind, on } }) => ({ employeeId, kind, lastDay: on }) },
});
