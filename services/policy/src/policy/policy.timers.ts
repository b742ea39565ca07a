import {
  policyContracts,
  type PolicyDeferred,
  type PolicyInForce,
  type PolicyPublished,
  type PolicyRepealed,
} from '@jejak/contracts/policy';
import { timers } from '@jejak/projections';

/** A version as its timers know it: `perf.result@2`. */
const refOf = (key: string, version: number): string => `${key}@${version}`;

/** The day of a version, and the days on which a deferred one is looked at again. @source domain.md 8.1 (BringIntoForce) */
export const activation = timers<PolicyPublished | PolicyDeferred | PolicyInForce | PolicyRepealed>({
  name: 'policy-activation',
  source: policyContracts,
  of: {
    PolicyPublished: ({ data: { key, version, effectiveAt: dueAt } }) => [
      { dueAt, command: 'BringIntoForce', key: refOf(key, version), payload: { policy: key, version } },
    ],
    PolicyDeferred: ({ data: { key, version, lookAgainAt } }) =>
      lookAgainAt.map((dueAt, day) => ({
        ...{ dueAt, command: `LookAgain-${day + 1}`, key: refOf(key, version) },
        payload: { policy: key, version },
      })),
  },
  done: {
    PolicyInForce: ({ data: { key, version } }) => [{ key: refOf(key, version) }],
    PolicyRepealed: ({ data: { key, by } }) => [{ key: refOf(key, by) }],
  },
});
