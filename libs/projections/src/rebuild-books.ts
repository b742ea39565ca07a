import { ADVISORY_LOCKS, makeTables } from '@jejak/event-store';
import type { ClientBase, Pool } from 'pg';

/** What a rebuild is about to do, or ended with. */
export type RebuildPhase =
  /** Asked for; nobody has taken it up. */
  | 'preparing'
  /** Reads everything from the start into an unlogged table. */
  | 'loading'
  | 'indexing'
  /** Makes the table survive a crash of the database. */
  | 'logging'
  /** Follows the live events until it may take the live one's place. */
  | 'following'
  /** It is the live one. */
  | 'done'
  /** Something that will not pass by itself stood in the way; the live one was never touched. */
  | 'failed'
  /** Being dropped. */
  | 'discarding'
  | 'discarded';

/** The phases in which somebody has to work on it. */
export const OPEN_PHASES = [
  'preparing',
  'loading',
  'indexing',
  'logging',
  'following',
  'discarding',
] as const;

/** A row of rm.rebuild. */
export interface RebuildRow {
  readonly projection: string;
  /** How many builds of this projection there have been. */
  readonly build: number;
  readonly kind: 'rebuild' | 'rollback';
  readonly phase: RebuildPhase;
  /** What follows the live name in the name of the candidate: `__b3`, `__previous`. */
  readonly suffix: string;
  readonly startedAt: Date;
  readonly phaseSince: Date;
  readonly finishedAt: Date | null;
  readonly done: number;
  readonly of: number;
  readonly perSecond: number;
  readonly error: string | null;
}

/**
 * The unlogged table says whether the database crashed since a build began: then both it and the build's rows are empty, while
 * the build's books are not.
 */
const REBUILD_TABLES = `
CREATE TABLE IF NOT EXISTS rm.rebuild (
  projection text PRIMARY KEY, build integer NOT NULL, kind text NOT NULL CHECK (kind IN ('rebuild', 'rollback')),
  phase text NOT NULL, suffix text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(), phase_since timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at timestamptz, done bigint NOT NULL DEFAULT 0, todo bigint NOT NULL DEFAULT 0,
  per_second integer NOT NULL DEFAULT 0, error text);
CREATE UNLOGGED TABLE IF NOT EXISTS rm.rebuild_intact (
  projection text PRIMARY KEY, build integer NOT NULL);
`;

/** Makes the books of rebuilds in schema `rm`. Idempotent; concurrent calls wait for each other. */
export const migrateRebuilds = (client: ClientBase): Promise<void> =>
  makeTables(client, ADVISORY_LOCKS.rebuildTables, REBUILD_TABLES);

const COLUMNS = `projection, build, kind, phase, suffix, started_at AS "startedAt", phase_since AS "phaseSince",
  finished_at AS "finishedAt", done::float8 AS done, todo::float8 AS "of", per_second AS "perSecond", error`;

export const rebuildRow = async (
  db: ClientBase | Pool,
  projection: string,
  lock = false,
): Promise<RebuildRow | null> => {
  const { rows } = await db.query<RebuildRow>(
    `SELECT ${COLUMNS} FROM rm.rebuild WHERE projection = $1${lock ? ' FOR UPDATE' : ''}`,
    [projection],
  );
  return rows[0] ?? null;
};

export const openRebuilds = async (db: ClientBase | Pool, of: readonly string[]): Promise<string[]> => {
  const { rows } = await db.query<{ projection: string }>(
    'SELECT projection FROM rm.rebuild WHERE projection = ANY($1::text[]) AND phase = ANY($2::text[]) ORDER BY started_at',
    [of, OPEN_PHASES],
  );
  return rows.map(({ projection }) => projection);
};

/** @returns false when it is in another phase by now: somebody asked for something else */
export const enterPhase = async (
  tx: ClientBase,
  { projection, phase, build }: RebuildRow,
  next: RebuildPhase,
  error: string | null = null,
): Promise<boolean> => {
  const { rowCount } = await tx.query(
    `UPDATE rm.rebuild SET phase = $4, phase_since = clock_timestamp(), error = $5,
       finished_at = CASE WHEN $4 = ANY('{done,failed,discarded}'::text[]) THEN clock_timestamp() END
     WHERE projection = $1 AND build = $2 AND phase = $3`,
    [projection, build, phase, next, error],
  );
  return rowCount === 1;
};
