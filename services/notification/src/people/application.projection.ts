import {
  type ApplicationAdminPassed,
  type ApplicationAdminRejected,
  type ApplicationDisqualified,
  type ApplicationSubmitted,
  type ApplicationWithdrawn,
  type PublishedStage,
  recruitmentContracts,
  type SkdFailed,
  type SkdOutranked,
  type SkdPassed,
} from '@jejak/contracts/recruitment';
import { projection } from '@jejak/projections';

export interface ApplicationRow {
  readonly applicationId: string;
  readonly vacancyId: string;
  readonly applicantId: string;
  /** The last stage whose result is this applicant's too; null while none is the last. */
  readonly outAfter: PublishedStage | null;
}

type ApplicationEvent =
  | ApplicationSubmitted
  | ApplicationWithdrawn
  | ApplicationAdminPassed
  | ApplicationAdminRejected
  | ApplicationDisqualified
  | SkdPassed
  | SkdFailed
  | SkdOutranked;

/** A round that was taken over from a file names nobody, and has no rows. */
const come =
  (outAfter: PublishedStage | null) =>
  (_: unknown, row: ApplicationRow | undefined): ApplicationRow | null =>
    row ? { ...row, outAfter } : null;

/** Who has applied for which vacancy and not withdrawn, and how far they came. */
export const applications = projection<ApplicationEvent, ApplicationRow>()({
  table: 'application',
  source: recruitmentContracts,
  key: ({ data }) => data.applicationId,
  opens: {
    ApplicationSubmitted: ({ data: { applicationId, vacancyId, applicantId } }) =>
      applicantId === null ? null : { applicationId, vacancyId, applicantId, outAfter: null },
    ApplicationWithdrawn: () => null,
    // A result may be corrected, also in their favour.
    ApplicationAdminPassed: come(null),
    SkdPassed: come(null),
    ApplicationAdminRejected: come('ADMIN'),
    ApplicationDisqualified: come('ADMIN'),
    SkdFailed: come('SKD'),
    SkdOutranked: come('SKD'),
  },
});
