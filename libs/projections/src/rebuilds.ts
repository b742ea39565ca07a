import { createHash } from 'node:crypto';
import { ADVISORY_LOCKS } from '@jejak/event-store';
import { Conflict, NotFound, RuleViolated } from '@jejak/kernel';
import { inTransaction, isTransient, pause } from '@jejak/messaging';
import type { Logger } from '@jejak/observability';
import { Client, type ClientBase, type Pool } from 'pg';
import { beside, obstaclesOf, sameColumns, tableExists } from './candidate-table';
import { tableSql } from './columns';
import type { Projection } from './projection';
import { OPEN_PHASES, openRebuilds, rebuildRow, type RebuildRow } from './rebuild-books';
import { type Candidate, PREVIOUS, RebuildRun, type RebuildStep } from './rebuild-run';

/** How a rebuild, or the last one, is. */
export interface RebuildProgress extends Omit<RebuildRow, 'suffix'> {
  /** Parked by the rebuild itself: streams that the new rows would be without. */
  readonly parkedKeys: number;
  /** Whether there is something to go back to. */
  readonly canRollBack: boolean;
}

export interface RebuildsOptions {
  /** Of the read-model database. Its settings serve for the sessions that hold the locks. */
  readonly pool: Pool;
  /** Those of one table, by name. */
  readonly projections: ReadonlyMap<string, Projection>;
  /** Other read models, which have no table of their own to be exchanged. */
  readonly others: ReadonlySet<string>;
  readonly open: (projection: Projection, suffix: string) => Candidate;
  readonly logger: Logger;
  /** Told before each step of a rebuild that this process works on, and waited for: tests end it there. */
  readonly onStep?: (step: RebuildStep, projection: string) => Promise<void>;
  /** How often it looks for rebuilds that nobody works on. Default 1 s. */
  readonly lookEveryMs?: number;
}

const LOOK_MS = 1_000;

/**
 * Rebuilds of projections while they are live, blue/green (docs/adr/0010): what is asked of one replica any of them works on,
 * and takes over when that one dies. At most one per projection, guarded by its row and an advisory lock.
 */
export class Rebuilds {
  private readonly stopping = new AbortController();
  private readonly inHand = new Map<string, Promise<void>>();
  private nudge = new AbortController();
  private watching: Promise<void> | undefined;

  constructor(private readonly options: RebuildsOptions) {}

  /** Begins to look for work. */
  start(): void {
    if (this.options.projections.size > 0) this.watching ??= this.watch();
  }

  /** Leaves what is in hand as it is: another replica, or the next start, goes on with it. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.nudge.abort();
    await this.watching;
    await Promise.all(this.inHand.values());
  }

  /** Whether it is a projection of one table. */
  knows(name: string): boolean {
    return this.options.projections.has(name);
  }

  /**
   * Asks for a rebuild from the first event on. It replaces what an earlier one left for a rollback.
   * @throws NotFound `PROJECTION_UNKNOWN` · Conflict `REBUILD_RUNNING` · RuleViolated `REBUILD_IMPOSSIBLE`
   */
  async request(name: string): Promise<RebuildProgress> {
    const { table } = this.projection(name);
    await inTransaction(this.options.pool, async (tx) => {
      const obstacles = await obstaclesOf(tx, table);
      if (obstacles.length > 0) throw impossible(obstacles);
      await tx.query(
        `INSERT INTO rm.rebuild (projection, build, kind, phase, suffix) VALUES ($1, 0, 'rebuild', 'discarded', '')
         ON CONFLICT (projection) DO NOTHING`,
        [name],
      );
      const row = await this.idle(tx, name);
      await tx.query(
        `UPDATE rm.rebuild SET build = $2, kind = 'rebuild', phase = 'preparing', suffix = $3, ${FRESH} WHERE projection = $1`,
        [name, (row?.build ?? 0) + 1, `__b${(row?.build ?? 0) + 1}`],
      );
    });
    this.look();
    return this.existing(name);
  }

  /**
   * Asks for what the last rebuild, or rollback, replaced: it catches up first, and then they change places again.
   * @throws NotFound `PROJECTION_UNKNOWN` · Conflict `REBUILD_RUNNING`, `NOTHING_TO_ROLL_BACK` · RuleViolated `REBUILD_IMPOSSIBLE`
   */
  async rollback(name: string): Promise<RebuildProgress> {
    const { table } = this.projection(name);
    await inTransaction(this.options.pool, async (tx) => {
      const row = await this.idle(tx, name);
      if (!row || !(await tableExists(tx, beside(table, PREVIOUS))))
        throw new Conflict(
          'NOTHING_TO_ROLL_BACK',
          `Nothing was kept from before the last rebuild of ${name}.`,
          {
            params: { projection: name },
          },
        );
      if (!(await sameColumns(tx, table, beside(table, PREVIOUS))))
        throw impossible([`a migration has changed ${tableSql(table)} since then`]);
      await tx.query(
        `UPDATE rm.rebuild SET kind = 'rollback', phase = 'following', suffix = $2, ${FRESH} WHERE projection = $1`,
        [name, PREVIOUS],
      );
    });
    this.look();
    return this.existing(name);
  }

  /**
   * Gives up the rebuild or rollback in hand; where there is none, drops what was kept for a rollback.
   * @throws NotFound `PROJECTION_UNKNOWN` · Conflict `NOTHING_TO_DISCARD`
   */
  async discard(name: string): Promise<RebuildProgress> {
    const { table } = this.projection(name);
    await inTransaction(this.options.pool, async (tx) => {
      const row = await rebuildRow(tx, name, true);
      const open = row !== null && isOpen(row);
      const kept = await tableExists(tx, beside(table, PREVIOUS));
      if (!row || (!open && row.phase !== 'failed' && !kept))
        throw new Conflict('NOTHING_TO_DISCARD', `No rebuild of ${name} is there to be discarded.`, {
          params: { projection: name },
        });
      // Giving up a rollback leaves what it would have gone back to.
      const [phase, suffix] =
        open && row.kind === 'rollback'
          ? ['done', row.suffix]
          : [
              'discarding',
              open || (row.phase === 'failed' && row.kind === 'rebuild') ? row.suffix : PREVIOUS,
            ];
      await tx.query(
        `UPDATE rm.rebuild SET phase = $2, suffix = $3, phase_since = clock_timestamp(), error = NULL,
           finished_at = CASE WHEN $2 = 'done' THEN clock_timestamp() END WHERE projection = $1`,
        [name, phase, suffix],
      );
    });
    this.look();
    return this.existing(name);
  }

  /** Null where there has never been one. @throws NotFound `PROJECTION_UNKNOWN` */
  async progress(name: string): Promise<RebuildProgress | null> {
    const { table } = this.projection(name);
    const { pool } = this.options;
    const row = await rebuildRow(pool, name);
    if (!row) return null;
    const { suffix, ...rest } = row;
    const { rows } = await pool.query<{ parked: number; kept: boolean }>(
      `SELECT (SELECT count(*)::int FROM rm.parked_key WHERE projection = $1) AS parked, to_regclass($2) IS NOT NULL AS kept`,
      [row.phase === 'done' ? name : name + suffix, tableSql(beside(table, PREVIOUS))],
    );
    return { ...rest, parkedKeys: rows[0].parked, canRollBack: rows[0].kept };
  }

  private async existing(name: string): Promise<RebuildProgress> {
    const progress = await this.progress(name);
    if (!progress) throw new Error(`the rebuild of ${name} left no trace`);
    return progress;
  }

  /** @throws Conflict `REBUILD_RUNNING` */
  private async idle(tx: ClientBase, name: string): Promise<RebuildRow | null> {
    const row = await rebuildRow(tx, name, true);
    if (row && isOpen(row))
      throw new Conflict('REBUILD_RUNNING', `A rebuild of ${name} is under way.`, {
        params: { projection: name, phase: row.phase },
      });
    return row;
  }

  private projection(name: string): Projection {
    const projection = this.options.projections.get(name);
    if (projection) return projection;
    if (this.options.others.has(name)) throw impossible(['it is not a projection of one table']);
    throw new NotFound('PROJECTION_UNKNOWN', 'There is no projection of that name.');
  }

  private look(): void {
    this.nudge.abort();
  }

  private async watch(): Promise<void> {
    const { pool, projections, logger, lookEveryMs = LOOK_MS } = this.options;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      if (this.nudge.signal.aborted) this.nudge = new AbortController();
      try {
        const open = await openRebuilds(pool, [...projections.keys()]);
        for (const name of open)
          if (!this.inHand.has(name))
            this.inHand.set(
              name,
              this.work(name).finally(() => this.inHand.delete(name)),
            );
      } catch (error) {
        logger.debug({ err: error }, 'Rebuilds cannot be looked for');
      }
      await pause(lookEveryMs, this.nudge.signal);
    }
  }

  /** Never rejects. */
  private async work(name: string): Promise<void> {
    const { pool, logger, open, onStep = () => Promise.resolve() } = this.options;
    const ended = new AbortController();
    const end = (): void => ended.abort(new Error('the rebuild is left as it is'));
    this.stopping.signal.addEventListener('abort', end, { once: true });
    const session = new Client({
      ...pool.options,
      application_name: 'jejak rebuild',
      // Indexes over everything take their time.
      ...{ statement_timeout: 3_600_000, query_timeout: 3_605_000, lock_timeout: 10_000 },
      idle_in_transaction_session_timeout: 60_000,
    });
    session.on('error', end);
    session.on('end', end);
    try {
      await session.connect();
      const { rows } = await session.query<{ won: boolean }>(
        'SELECT pg_try_advisory_lock($1::int, $2::int) AS won',
        [ADVISORY_LOCKS.space, lockOf(name)],
      );
      if (!rows[0].won) return;
      const projection = this.projection(name);
      await new RebuildRun(session, { projection, logger, open, onStep, ended: ended.signal }).run();
    } catch (error) {
      if (ended.signal.aborted || isTransient(error))
        logger.warn({ projection: name, err: error }, 'A rebuild was interrupted; it goes on later');
      else await this.failed(name, error);
    } finally {
      this.stopping.signal.removeEventListener('abort', end);
      await session.end().catch(() => undefined);
    }
  }

  private async failed(name: string, error: unknown): Promise<void> {
    const { pool, logger } = this.options;
    logger.error({ projection: name, err: error }, 'A rebuild failed; the live projection is as it was');
    const text = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 2000) : 'unknown';
    await pool
      .query(
        `UPDATE rm.rebuild SET phase = 'failed', error = $2, phase_since = clock_timestamp(), finished_at = clock_timestamp()
         WHERE projection = $1 AND phase = ANY($3::text[])`,
        [name, text, OPEN_PHASES],
      )
      .catch((err: unknown) =>
        logger.warn({ projection: name, err }, 'That it failed cannot be recorded yet'),
      );
  }
}

const FRESH = `started_at = clock_timestamp(), phase_since = clock_timestamp(), finished_at = NULL, done = 0, todo = 0,
  per_second = 0, error = NULL`;

const isOpen = ({ phase }: RebuildRow): boolean => OPEN_PHASES.some((open) => open === phase);

const impossible = (obstacles: readonly string[]): RuleViolated =>
  new RuleViolated('REBUILD_IMPOSSIBLE', `The table cannot be exchanged: ${obstacles.join('; ')}.`, {
    params: { obstacles: obstacles.join('; ') },
  });

/** Two names with the same number merely wait for each other. */
const lockOf = (name: string): number =>
  ADVISORY_LOCKS.rebuild + createHash('sha256').update(name).digest().readUIntBE(0, 3);
