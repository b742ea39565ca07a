import { type CandidateAppointed, recruitmentContracts } from '@jejak/contracts/recruitment';
import { projection } from '@jejak/projections';

/** One appointed candidate: whom the effectiveness of a selection is judged by. */
export interface HireRow {
  readonly applicationId: string;
  readonly vacancyId: string;
  readonly employeeId: string;
  /** Legal date, the first day. */
  readonly tmt: string;
  /** ISO instant. */
  readonly appointedAt: string;
}

export const hires = projection<CandidateAppointed, HireRow>()({
  table: 'hire',
  source: recruitmentContracts,
  key: ({ data }) => data.applicationId,
  opens: {
    CandidateAppointed: ({ data: { applicationId, vacancyId, employeeId, tmt }, envelope }) => ({
      ...{ applicationId, vacancyId, employeeId, tmt, appointedAt: envelope.at },
    }),
  },
});
