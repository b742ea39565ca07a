import {
  type ApplicationAdminPassed,
  type ApplicationAdminRejected,
  type ApplicationSubmitted,
  type ApplicationVerified,
  type ConflictDeclared,
  recruitmentContracts,
  type VerificationOutcome,
} from '@jejak/contracts/recruitment';
import { projection } from '@jejak/projections';

/** One verifier's finding; why it was refused is personal and stands in the fact alone. */
interface Found {
  readonly verifier: string;
  readonly outcome: VerificationOutcome;
  readonly requirementRefs: readonly string[];
  /** ISO instant. */
  readonly at: string;
}

/** What has been found about an application, and who may not look at it. There from the submission on. */
export interface VerificationRow {
  readonly applicationId: string;
  readonly findings: readonly Found[];
  /** Persons who declared a conflict of interest. */
  readonly conflicts: readonly string[];
  /** What it came to; null while it is open. */
  readonly outcome: VerificationOutcome | null;
  /** The announced requirements that are not met. */
  readonly requirementRefs: readonly string[];
}

type Read =
  | ApplicationSubmitted
  | ConflictDeclared
  | ApplicationVerified
  | ApplicationAdminPassed
  | ApplicationAdminRejected;

const opened = (applicationId: string): VerificationRow => ({
  ...{ applicationId, findings: [], conflicts: [], outcome: null, requirementRefs: [] },
});

export const verificationList = projection<Read, VerificationRow>()({
  table: 'verification',
  source: recruitmentContracts,
  key: ({ data }) => data.applicationId,
  opens: {
    // Again after a withdrawal: what was found was found about another submission.
    ApplicationSubmitted: ({ data }, row = opened(data.applicationId)) => ({
      ...opened(data.applicationId),
      conflicts: row.conflicts,
    }),
    ConflictDeclared: ({ data }, row = opened(data.applicationId)) => ({
      ...row,
      conflicts: [...row.conflicts, data.person],
    }),
    ApplicationVerified: (
      { data: { applicationId, verifier, outcome, requirementRefs }, envelope },
      row = opened(applicationId),
    ) => ({
      ...row,
      findings: [...row.findings, { verifier, outcome, requirementRefs, at: envelope.at }],
    }),
    ApplicationAdminPassed: ({ data }, row = opened(data.applicationId)) => ({
      ...row,
      ...{ outcome: 'PASSED', requirementRefs: [] },
    }),
    ApplicationAdminRejected: (
      { data: { applicationId, requirementRefs } },
      row = opened(applicationId),
    ) => ({
      ...row,
      ...{ outcome: 'REJECTED', requirementRefs },
    }),
  },
});
