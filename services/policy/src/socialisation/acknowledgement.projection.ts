import { type PolicyAcknowledged, policyContracts } from '@jejak/contracts/policy';
import { projection } from '@jejak/projections';

export interface AcknowledgementRow {
  readonly key: string;
  readonly policyVersion: number;
  readonly employeeId: string;
  /** Per cent; null where no quiz was taken. */
  readonly quizScore: string | null;
  /** ISO instant. */
  readonly acknowledgedAt: string;
}

/** Who has acknowledged which version. */
export const acknowledgements = projection<PolicyAcknowledged, AcknowledgementRow>()({
  table: 'policy_acknowledgement',
  source: policyContracts,
  key: ({ data: { key, version, employeeId } }) => [key, String(version), employeeId],
  opens: {
    PolicyAcknowledged: ({ data: { key, version, employeeId, quizScore = null }, envelope }) => ({
      ...{ key, policyVersion: version, employeeId, quizScore, acknowledgedAt: envelope.at },
    }),
  },
});
