import { careerContracts, type EmploymentEndGround, type EmploymentEndKind } from '@jejak/contracts/career';
import { projection } from '@jejak/projections';
import type { EmploymentEvent } from './employment.decider';

/** The end of an employment, proposed or decided. */
export interface EmploymentEndRow {
  readonly employeeId: string;
  readonly kind: EmploymentEndKind;
  /** Legal date: the last day. */
  readonly lastDay: string;
  readonly status: 'PROPOSED' | 'DECLINED' | 'ENDED';
  /** Null: the service, because of what follows. */
  readonly proposedBy: string | null;
  readonly because: EmploymentEndGround | null;
  readonly decidedBy: string | null;
  readonly openCases: readonly object[];
}

export const employmentEndList = projection<EmploymentEvent, EmploymentEndRow>()({
  table: 'employment_end_list',
  source: careerContracts,
  key: ({ data }) => data.employeeId,
  opens: {
    EmploymentEndProposed: ({ data: { on, because = null, ...proposed } }) => ({
      ...{ ...proposed, because, lastDay: on, status: 'PROPOSED', decidedBy: null },
    }),
  },
  on: {
    EmploymentEndDeclined: (row, { data: { decidedBy } }) => ({ ...row, status: 'DECLINED', decidedBy }),
    EmploymentEnded: (row, { data: { openCases, decidedBy } }) => ({
      ...{ ...row, openCases, status: 'ENDED', decidedBy },
    }),
  },
});
