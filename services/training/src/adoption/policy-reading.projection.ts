import { type PolicyAcknowledged, policyContracts } from '@jejak/contracts/policy';
import { projection } from '@jejak/projections';

/** That somebody has read a version. */
export interface PolicyReadingRow {
  readonly employeeId: string;
  readonly key: string;
  readonly policyVersion: number;
  /** ISO instant at which it was first recorded. */
  readonly readAt: string;
}

/**
 * Who says to have read which version. Said twice it is said once; it may be heard before the version is in force here, or at all.
 * @source domain.md 8.1 (AcknowledgePolicy)
 */
export const policyReadings = projection<PolicyAcknowledged, PolicyReadingRow>()({
  table: 'policy_reading',
  source: policyContracts,
  key: ({ data: { employeeId, key, version } }) => [employeeId, key, String(version)],
  opens: {
    PolicyAcknowledged: ({ data: { employeeId, key, version }, envelope: { at } }, row) =>
      row ?? { employeeId, key, policyVersion: version, readAt: at },
  },
});
