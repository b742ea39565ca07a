import {
  policyContracts,
  type PolicyInForce,
  type PolicyRepealed,
  type PolicySeeded,
  type PolicyStatus,
  type PolicySuperseded,
} from '@jejak/contracts/policy';
import { projection } from '@jejak/projections';

/** One version of one policy that is or was in force. */
export interface PolicyVersionRow {
  readonly key: string;
  readonly policyVersion: number;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly legalBasis: string;
  readonly origin: PolicyStatus;
  /** Legal date. */
  readonly effectiveFrom: string;
  /** Legal date: the last one on which something begins under it. Null while no other follows and it is not repealed. */
  readonly lastDay: string | null;
}

/** What of a policy's life decides which version is in force; drafts and what is published are not. */
export type PolicyForceEvent = PolicySeeded | PolicyInForce | PolicySuperseded | PolicyRepealed;

const ended = (
  row: PolicyVersionRow,
  { data: { lastDay } }: PolicySuperseded | PolicyRepealed,
): PolicyVersionRow => ({ ...row, lastDay });

/** The policies as every service keeps them: which version was in force on which day. */
export const policyVersions = projection<PolicyForceEvent, PolicyVersionRow>()({
  table: 'policy_version',
  source: policyContracts,
  key: ({ data }) => [data.key, String(data.version)],
  opens: {
    PolicySeeded: ({ data: { key, version, parameters, legalBasis, origin, effectiveFrom } }) => ({
      ...{ key, policyVersion: version, parameters, legalBasis, origin, effectiveFrom, lastDay: null },
    }),
    PolicyInForce: ({ data: { key, version, parameters, legalBasis, origin, effectiveFrom } }) => ({
      ...{ key, policyVersion: version, parameters, legalBasis, origin, effectiveFrom, lastDay: null },
    }),
  },
  on: { PolicySuperseded: ended, PolicyRepealed: ended },
});
