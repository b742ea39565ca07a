import { type CandidateAppointed, recruitmentContracts } from '@jejak/contracts/recruitment';
import { projection } from '@jejak/projections';

/** Somebody whom an open selection (seleksi terbuka) led to a senior post. */
export interface OpenSelectionRow {
  readonly applicationId: string;
  readonly employeeId: string;
  readonly position: string;
  readonly unitId: string;
  readonly tmt: string;
  readonly stream: string;
  readonly readVersion: number;
  readonly hash: string;
}

/** Recruitment holds the selection; to career it is what the law demands of a senior post. @source domain.md 4.3 rule 6, 7.4 */
export const openSelections = projection<CandidateAppointed, OpenSelectionRow>()({
  table: 'open_selection',
  source: recruitmentContracts,
  key: ({ data }) => data.applicationId,
  opens: {
    CandidateAppointed: ({ data, envelope: { stream, version: readVersion, hash } }) => {
      const { applicationId, employeeId, kind, position, unitId, tmt } = data;
      return kind === 'JPT'
        ? { applicationId, employeeId, position, unitId, tmt, stream, readVersion, hash }
        : null;
    },
  },
});
