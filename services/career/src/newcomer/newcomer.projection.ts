import { careerContracts, type EmployeeRegistered } from '@jejak/contracts/career';
import { type CandidateAppointed, recruitmentContracts } from '@jejak/contracts/recruitment';
import { projection } from '@jejak/projections';

/** Somebody whom recruitment has appointed, as far as an employee file needs it; nothing that names the person. */
export interface NewcomerRow {
  readonly employeeId: string;
  /** Null while only the file is known. */
  readonly applicationId: string | null;
  readonly kind: string | null;
  readonly golongan: string | null;
  readonly position: string | null;
  readonly unitId: string | null;
  readonly jenjang: string | null;
  /** Legal dates: the first day, and the last one of a PPPK. */
  readonly tmt: string | null;
  readonly contractEnd: string | null;
  /** Whether the file is opened. */
  readonly registered: boolean;
}

const unknown = (employeeId: string): NewcomerRow => ({
  ...{ employeeId, applicationId: null, kind: null, golongan: null, position: null, unitId: null },
  ...{ jenjang: null, tmt: null, contractEnd: null, registered: false },
});

/**
 * Appointments beside the files that were opened, whichever was heard of first: who is appointed and has none yet is not forgotten.
 * @source domain.md 12 (CandidateAppointed)
 */
export const newcomers = projection<CandidateAppointed | EmployeeRegistered, NewcomerRow>()({
  table: 'newcomer',
  source: [recruitmentContracts, careerContracts],
  key: ({ data }) => data.employeeId,
  opens: {
    CandidateAppointed: ({ data }, row = unknown(data.employeeId)) => {
      const {
        applicationId,
        kind,
        golongan,
        position,
        unitId,
        level: jenjang = null,
        tmt,
        contractEnd,
      } = data;
      return { ...row, applicationId, kind, golongan, position, unitId, jenjang, tmt, contractEnd };
    },
    EmployeeRegistered: ({ data: { employeeId } }, row = unknown(employeeId)) => ({
      ...row,
      registered: true,
    }),
  },
});
