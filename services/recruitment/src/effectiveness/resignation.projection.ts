import { careerContracts, type EmploymentEnded } from '@jejak/contracts/career';
import { projection } from '@jejak/projections';

/** Somebody who resigned. */
export interface ResignationRow {
  readonly employeeId: string;
  /** Legal date, the last day. */
  readonly lastDay: string;
}

export const resignations = projection<EmploymentEnded, ResignationRow>()({
  table: 'resignation',
  source: careerContracts,
  key: ({ data }) => data.employeeId,
  opens: {
    EmploymentEnded: ({ data: { employeeId, kind, on } }) =>
      kind === 'RESIGNED' ? { employeeId, lastDay: on } : null,
  },
});
