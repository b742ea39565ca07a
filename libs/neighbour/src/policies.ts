import { policySeeded, SEED } from '@jejak/contracts/policy';
import { naturalId, streamOf } from '@jejak/kernel';
import type { ToldBy } from './told-by';

/** What a city decrees otherwise than by default. */
export interface Decree {
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Legal date. */
  readonly effectiveFrom?: string;
}

/** So many policies have a default, and are told of. */
export const DEFAULT_POLICIES = SEED.length;

/**
 * Tells, as the policy service would, of every policy that has a default.
 * @param decrees by key, what this city has otherwise
 */
export const tellPolicies = async (
  policy: ToldBy,
  decrees: Readonly<Record<string, Decree>> = {},
): Promise<void> =>
  policy.tellEach(
    SEED.map(({ key, parameters, legalBasis, origin }) => ({
      stream: streamOf('policy', naturalId('policy', key)),
      facts: [
        policySeeded({
          ...{ key, version: 1, parameters: { ...parameters }, legalBasis, origin },
          ...{ effectiveFrom: '2025-10-01', ...decrees[key] },
        }),
      ],
    })),
  );
