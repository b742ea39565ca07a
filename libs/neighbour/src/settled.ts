import type { EventStore } from '@jejak/event-store';
import { type Difference, type Projection, type Projections, rebuildDifferences } from '@jejak/projections';
import { eventually } from '@jejak/testing';
import type { Pool } from 'pg';

/** What a booted service stands on, as far as it is asked here. */
interface Platform {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly projections: Pick<Projections, 'passed'>;
}

/**
 * Waits until every read model of the service's own events has passed all that its log has now.
 * @param unparked the names of those that may not have parked any of it; without, none of them
 */
export const settled = async (
  { pool, projections }: Platform,
  unparked?: readonly string[],
): Promise<void> => {
  const { rows } = await pool.query<{ last: string }>(
    'SELECT coalesce(max(position), 0)::text AS last FROM es.events',
  );
  const last = BigInt(rows[0].last);
  await eventually('the read models are current', async () => {
    if (!projections.passed(last)) return false;
    const { rows: parked } = await pool.query<object>(
      'SELECT * FROM rm.parked_key WHERE $1::text[] IS NULL OR projection = ANY ($1)',
      [unparked],
    );
    if (parked.length > 0) throw new Error(`parked: ${JSON.stringify(parked)}`);
    return true;
  });
};

/**
 * Where settled read models are unlike what a rebuild from the facts gives.
 * @returns nothing of a read model that is as it should be, so `{}` when all are; the differences by its name otherwise
 */
export const unlikeTheirRebuild = async (
  platform: Platform,
  readModels: readonly Projection[],
): Promise<Record<string, readonly Difference[]>> => {
  await settled(
    platform,
    readModels.map(({ name }) => name),
  );
  const unlike: Record<string, readonly Difference[]> = {};
  for (const readModel of readModels) {
    const found = await rebuildDifferences(platform.pool, readModel, platform.store);
    if (found.length > 0) unlike[readModel.name] = found;
  }
  return unlike;
};
