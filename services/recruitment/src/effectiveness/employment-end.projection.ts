import { careerContracts, type EmploymentEnded, type EmploymentEndKind } from '@jejak/contracts/career';
import { projection } from '@jejak/projections';

/** Somebody whose employment ended: what selections are judged by, and what frees a seat. */
export interface EmploymentEndRow {
  readonly employeeId: string;
  readonly kind: EmploymentEndKind;
  /** Legal date, the last day. */
  readonly lastDay: string;
  /** Of career's stream, at the row's `version`: what a decision names that rested on this row. */
  readonly stream: string;
  readonly hash: string;
}

export const employmentEnds = projection<EmploymentEnded, EmploymentEndRow>()({
  table: 'employment_end',
  source: careerContracts,
  key: ({ data }) => data.employeeId,
  opens: {
    EmploymentEnded: ({ data: { employeeId, kind, on: lastDay }, envelope: { stream, hash } }) => ({
      ...{ employeeId, kind, lastDay, stream, hash },
    }),
  },
});
