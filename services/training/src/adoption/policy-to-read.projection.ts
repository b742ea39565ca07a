import {
  policyContracts,
  type PolicyInForce,
  type PolicyRepealed,
  type PolicySuperseded,
} from '@jejak/contracts/policy';
import { projection } from '@jejak/projections';

/** From when to when a version is to be known by everybody who works for the city. Legal dates; null while it is. */
export interface PolicyToReadRow {
  readonly key: string;
  readonly policyVersion: number;
  readonly effectiveFrom: string;
  readonly lastDay: string | null;
}

const ended = (
  { data: { lastDay } }: { readonly data: { readonly lastDay: string } },
  row: PolicyToReadRow | undefined,
): PolicyToReadRow | null => (row ? { ...row, lastDay } : null);

/**
 * Versions that came into force after the city had been told of them. What an installation began with (`PolicySeeded`) was published to
 * nobody, so nobody has to have read it; that it ends says nothing here.
 * @source domain.md 6.3, resistance to change; 8.1; docs/adr/0023
 */
export const policiesToRead = projection<
  PolicyInForce | PolicySuperseded | PolicyRepealed,
  PolicyToReadRow
>()({
  table: 'policy_to_read',
  source: policyContracts,
  key: ({ data: { key, version } }) => [key, String(version)],
  opens: {
    PolicyInForce: ({ data: { key, version, effectiveFrom } }) => ({
      ...{ key, policyVersion: version, effectiveFrom, lastDay: null },
    }),
    PolicySuperseded: ended,
    PolicyRepealed: ended,
  },
});
