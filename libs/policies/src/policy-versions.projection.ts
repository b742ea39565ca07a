import { policyContracts, type PolicySeeded, type PolicyStatus } from '@jejak/contracts/policy';
import { projection } from '@jejak/projections';

/** One version of one policy. */
export interface PolicyVersionRow {
  readonly key: string;
  readonly policyVersion: number;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly legalBasis: string;
  readonly origin: PolicyStatus;
  /** Legal date. */
  readonly effectiveFrom: string;
}

/** The policies as every service keeps them: which version was in force on which day. */
export const policyVersions = projection<PolicySeeded, PolicyVersionRow>()({
  table: 'policy_version',
  source: policyContracts,
  key: ({ data }) => [data.key, String(data.version)],
  opens: {
    PolicySeeded: ({ data: { key, version, parameters, legalBasis, origin, effectiveFrom } }) => ({
      ...{ key, policyVersion: version, parameters, legalBasis, origin, effectiveFrom },
    }),
  },
});
