import { policyContracts } from '@jejak/contracts/policy';
import { Policies } from '@jejak/policies';
import type { Projections, ReadModel } from '@jejak/projections';
import type { Pool, QueryConfig } from 'pg';
import { RememberedAnswers } from './remembered-answers';

/** Policies change a few times a year, and each command asks for several. */
const POLICIES_KEPT_MS = 1_000;

/**
 * The policies in force, asked of the database once a second instead of by each command; what this process has projected is seen at
 * once.
 */
export const policiesOf = (
  pool: Pool,
  projections: Projections,
  projected: readonly ReadModel[],
): Policies => {
  const remembered = new RememberedAnswers(pool, {
    keptMs: POLICIES_KEPT_MS,
    // The calendars of an instant are those of its day, whatever the hour.
    valuesOf: ({ name, values = [] }: QueryConfig<unknown[]>) =>
      name === 'policy-calendar' ? [String(values[0]).slice(0, 'YYYY-MM-DD'.length)] : values,
  });
  for (const { name, sources } of projected)
    if (sources.some(({ service }) => service === policyContracts.service))
      projections.consumer(name).onApplied(() => remembered.forget());
  // It asks named statements of a pool, and nothing else.
  return new Policies(remembered as unknown as Pool);
};
