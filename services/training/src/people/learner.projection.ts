import {
  careerContracts,
  type EmployeeKind,
  type EmployeeRegistered,
  type EmploymentEnded,
} from '@jejak/contracts/career';
import { projection } from '@jejak/projections';

export interface LearnerRow {
  readonly employeeId: string;
  /** As career registered the person; these two are null until it has. */
  readonly kind: EmployeeKind | null;
  readonly startDate: string | null;
  /** Last day of the employment; null while it lasts. */
  readonly endedOn: string | null;
}

const EMPTY = { kind: null, startDate: null, endedOn: null };

/**
 * Who is employed, as which kind of civil servant at first, and until when: rights to learning differ by it. What somebody became
 * later stands in `appointed_kind` and `probation_list`; `rm.kind_of` and `rm.employed_until` say what that comes to.
 */
export const learners = projection<EmployeeRegistered | EmploymentEnded, LearnerRow>()({
  table: 'learner',
  source: careerContracts,
  key: ({ data }) => data.employeeId,
  opens: {
    EmployeeRegistered: ({ data: { employeeId, kind, start } }, row = { employeeId, ...EMPTY }) => ({
      ...{ ...row, kind, startDate: start },
    }),
    EmploymentEnded: ({ data: { employeeId, on } }, row = { employeeId, ...EMPTY }) => ({
      ...row,
      endedOn: on,
    }),
  },
});
