import { dropBooks, type EventConsumer, isTransient, renameBooks } from '@jejak/messaging';
import { type Logger, metrics } from '@jejak/observability';
import type { Client } from 'pg';
import {
  beside,
  createCandidate,
  indexNames,
  missingIndexes,
  renameTable,
  sameColumns,
  tableExists,
} from './candidate-table';
import { tableSql } from './columns';
import type { Projection } from './projection';
import { enterPhase, OPEN_PHASES, type RebuildPhase, rebuildRow, type RebuildRow } from './rebuild-books';

/** What follows the live name in the name of what a rebuild replaced. */
export const PREVIOUS = '__previous';
const SWAPPING = '__swapping';

/** A consumer that fills a candidate. */
export interface Candidate {
  readonly consumer: EventConsumer;
  wake(): void;
  /** Waits for the transaction in hand. */
  close(): Promise<void>;
}

/** Where a rebuild stands between two effects; whatever fails there goes on from there. */
export type RebuildStep =
  | RebuildPhase
  /** Some of it is loaded. */
  | 'progress'
  | 'index'
  /** Inside of the swap: the live one is held and the candidate has all that it has. */
  | 'held'
  | 'books-renamed'
  | 'tables-renamed';

export interface RunPorts {
  readonly projection: Projection;
  readonly logger: Logger;
  /** @param suffix of its name, its books, its table and its group */
  readonly open: (projection: Projection, suffix: string) => Candidate;
  readonly onStep: (step: RebuildStep, projection: string) => Promise<void>;
  /** Aborted when the session is lost or the process stops. */
  readonly ended: AbortSignal;
}

const TICK_MS = 100;
/** So close to the live one the candidate may ask for its place; the live one is held while it does the rest. */
const CLOSE = 1_000;
const HOLD_MS = 3_000;
const TABLE_LOCK_MS = 200;
const TABLE_LOCK_TRIES = 50;

/** The swap cannot be now; the live one goes on. */
class NotYet extends Error {
  override readonly name = 'NotYet';
}

/** What stands in the way will not pass by itself. */
export class RebuildFailed extends Error {
  override readonly name = 'RebuildFailed';
}

/**
 * Works on one rebuild, from whatever phase it is in to its end, through the session that holds its lock: each phase ends with
 * a transaction that is the only record of it, so a crash anywhere repeats at most the phase in hand.
 */
export class RebuildRun {
  private readonly name: string;
  private readonly table: string;

  constructor(
    private readonly session: Client,
    private readonly ports: RunPorts,
  ) {
    this.name = ports.projection.name;
    this.table = ports.projection.table;
  }

  async run(): Promise<void> {
    for (;;) {
      this.ports.ended.throwIfAborted();
      const row = await rebuildRow(this.session, this.name);
      if (!row || !OPEN_PHASES.some((open) => open === row.phase)) return;
      await this.ports.onStep(row.phase, this.name);
      this.ports.logger.info({ projection: this.name, kind: row.phase }, 'A rebuild goes on');
      await this.work(row);
    }
  }

  private async work(row: RebuildRow): Promise<void> {
    switch (row.phase) {
      case 'preparing':
        return this.prepare(row);
      case 'loading':
        return (await this.intact(row)) ? this.load(row) : this.startOver(row);
      case 'indexing':
        return (await this.intact(row)) ? this.index(row) : this.startOver(row);
      case 'logging':
        return (await this.intact(row)) ? this.log(row) : this.startOver(row);
      case 'following':
        return this.follow(row);
      case 'discarding':
        return this.discard(row);
      case 'done':
      case 'failed':
      case 'discarded':
    }
  }

  private async prepare(row: RebuildRow): Promise<void> {
    await this.transaction(async () => {
      // Of this build, where a crash of the database emptied it, and of those before that failed.
      const builds = Array.from({ length: row.build }, (_, i) => `__b${i + 1}`);
      for (const suffix of builds)
        await this.session.query(`DROP TABLE IF EXISTS ${tableSql(beside(this.table, suffix))}`);
      await dropBooks(
        this.session,
        builds.map((suffix) => this.name + suffix),
      );
      await createCandidate(this.session, this.table, row.suffix);
      await this.session.query(
        `INSERT INTO rm.rebuild_intact (projection, build) VALUES ($1, $2)
         ON CONFLICT (projection) DO UPDATE SET build = excluded.build`,
        [this.name, row.build],
      );
      await enterPhase(this.session, row, 'loading');
    });
  }

  /** False: the database crashed, and the unlogged rows are gone while the books are not. */
  private async intact({ projection, build }: RebuildRow): Promise<boolean> {
    const { rowCount } = await this.session.query(
      'SELECT FROM rm.rebuild_intact WHERE projection = $1 AND build = $2',
      [projection, build],
    );
    return rowCount === 1;
  }

  private async startOver(row: RebuildRow): Promise<void> {
    this.ports.logger.warn({ projection: this.name }, 'The database crashed: the rebuild starts over');
    await enterPhase(this.session, row, 'preparing');
  }

  private async load(row: RebuildRow): Promise<void> {
    const candidate = this.opened(row);
    let caughtUp = false;
    void candidate.consumer.caughtUp().then(() => (caughtUp = true));
    try {
      const loaded = await this.watch(row, candidate, (behind) =>
        Promise.resolve(caughtUp && behind <= CLOSE),
      );
      if (!loaded) return;
    } finally {
      await candidate.close();
    }
    await enterPhase(this.session, row, 'indexing');
  }

  private async index(row: RebuildRow): Promise<void> {
    for (const statement of await missingIndexes(this.session, this.table, row.suffix)) {
      await this.ports.onStep('index', this.name);
      await this.session.query(statement);
    }
    await this.session.query(`ANALYZE ${tableSql(beside(this.table, row.suffix))}`);
    await enterPhase(this.session, row, 'logging');
  }

  private async log(row: RebuildRow): Promise<void> {
    await this.transaction(async () => {
      await this.session.query(`ALTER TABLE ${tableSql(beside(this.table, row.suffix))} SET LOGGED`);
      await enterPhase(this.session, row, 'following');
    });
  }

  private async follow(row: RebuildRow): Promise<void> {
    const candidate = this.opened(row);
    try {
      await this.watch(row, candidate, async (behind) => behind <= CLOSE && this.swapped(row, candidate));
    } finally {
      await candidate.close();
    }
  }

  /** @throws RebuildFailed when it never can be */
  private async swapped(row: RebuildRow, candidate: Candidate): Promise<boolean> {
    const { session, name, table } = this;
    const rollback = row.suffix === PREVIOUS;
    if (!(await sameColumns(session, table, beside(table, row.suffix))))
      throw new RebuildFailed(`a migration has changed ${tableSql(table)} since this copy was made`);
    if (!rollback) await this.dropPrevious();
    try {
      await this.transaction(async () => {
        // The live one stands still from here, so that no reader ever sees a row go back.
        await session.query(
          'SELECT FROM rm.offsets WHERE projection = $1 ORDER BY topic, partition FOR UPDATE',
          [name],
        );
        await this.evened(row, candidate);
        await this.ports.onStep('held', name);
        await candidate.close();
        await renameBooks(session, name, name + (rollback ? SWAPPING : PREVIOUS));
        await renameBooks(session, name + row.suffix, name);
        if (rollback) await renameBooks(session, name + SWAPPING, name + PREVIOUS);
        await this.ports.onStep('books-renamed', name);
        await this.lockTables(row);
        const indexes = await indexNames(session, table);
        await renameTable(session, table, indexes, '', rollback ? SWAPPING : PREVIOUS);
        await renameTable(session, table, indexes, row.suffix, '');
        if (rollback) await renameTable(session, table, indexes, SWAPPING, PREVIOUS);
        await session.query('DELETE FROM rm.rebuild_intact WHERE projection = $1', [name]);
        // Somebody gave it up in the meantime.
        if (!(await enterPhase(session, row, 'done'))) throw new NotYet('the rebuild was given up');
        await this.ports.onStep('tables-renamed', name);
      });
    } catch (error) {
      this.ports.ended.throwIfAborted();
      if (!(error instanceof NotYet) && !isTransient(error)) throw error;
      this.ports.logger.info({ projection: name, err: error }, 'The swap cannot be now; it is tried again');
    }
    // Whatever it came to, the candidate is closed: the next look at the row says how it goes on.
    return true;
  }

  /** Waits until the candidate has all that the held one has. */
  private async evened(row: RebuildRow, candidate: Candidate): Promise<void> {
    const patience = performance.now() + HOLD_MS;
    while ((await this.standing(row)).behind > 0) {
      if (performance.now() > patience) throw new NotYet('the candidate did not catch up in time');
      candidate.wake();
      await this.pause(candidate, 5);
    }
  }

  /**
   * Readers wait in line behind whoever waits for a table: so it is asked for in short attempts, and what was done to the
   * books is kept in between.
   */
  private async lockTables({ suffix }: RebuildRow): Promise<void> {
    const { session, table } = this;
    const tables = `${tableSql(table)}, ${tableSql(beside(table, suffix))}`;
    await session.query(`SET LOCAL lock_timeout = ${TABLE_LOCK_MS}`);
    for (let attempt = 1; ; attempt++) {
      await session.query('SAVEPOINT tables');
      try {
        await session.query(`LOCK TABLE ${tables} IN ACCESS EXCLUSIVE MODE`);
        return;
      } catch (error) {
        if ((error as { code?: string }).code !== '55P03' || attempt === TABLE_LOCK_TRIES) throw error;
        await session.query('ROLLBACK TO SAVEPOINT tables');
      }
    }
  }

  private async dropPrevious(): Promise<void> {
    if (!(await tableExists(this.session, beside(this.table, PREVIOUS)))) return;
    await this.transaction(async () => {
      await this.session.query(`DROP TABLE ${tableSql(beside(this.table, PREVIOUS))}`);
      await dropBooks(this.session, [this.name + PREVIOUS]);
    });
  }

  private async discard(row: RebuildRow): Promise<void> {
    await this.transaction(async () => {
      await this.session.query(`DROP TABLE IF EXISTS ${tableSql(beside(this.table, row.suffix))}`);
      await dropBooks(this.session, [this.name + row.suffix]);
      await enterPhase(this.session, row, 'discarded');
    });
  }

  private opened(row: RebuildRow): Candidate {
    const candidate = this.ports.open(this.ports.projection, row.suffix);
    candidate.consumer.start().catch((error: unknown) => {
      this.ports.logger.error({ projection: this.name, err: error }, 'A rebuild cannot read its sources');
    });
    return candidate;
  }

  /** Writes down how far it is until `enough` says so. @returns false when somebody asked for something else */
  private async watch(
    row: RebuildRow,
    candidate: Candidate,
    enough: (behind: number) => Promise<boolean>,
  ): Promise<boolean> {
    let first: { readonly done: number; readonly at: number } | undefined;
    let reported = 0;
    for (;;) {
      this.ports.ended.throwIfAborted();
      const { lagEvents } = await candidate.consumer.status();
      const { done, behind } = await this.standing(row);
      first ??= { done, at: performance.now() };
      const seconds = (performance.now() - first.at) / 1_000;
      const todo = done + Math.max(behind, lagEvents);
      const { rowCount } = await this.session.query(
        `UPDATE rm.rebuild SET done = $4, todo = $5, per_second = $6 WHERE projection = $1 AND build = $2 AND phase = $3`,
        [
          this.name,
          row.build,
          row.phase,
          done,
          todo,
          seconds > 0 ? Math.round((done - first.done) / seconds) : 0,
        ],
      );
      if (rowCount === 0) return false;
      metrics.rebuildProgress.set({ projection: this.name }, todo === 0 ? 1 : done / todo);
      metrics.rebuildEvents.inc(
        { projection: this.name },
        Math.max(0, done - Math.max(first.done, reported)),
      );
      reported = Math.max(done, reported);
      await this.ports.onStep('progress', this.name);
      if (await enough(behind)) return true;
      await this.pause(candidate, TICK_MS);
    }
  }

  /** In offsets, whose holes count: how far the candidate is, and how far behind the live one. */
  private async standing({ suffix }: RebuildRow): Promise<{ done: number; behind: number }> {
    const { rows } = await this.session.query<{ done: number; behind: number }>({
      name: 'rm-rebuild-standing',
      text: `SELECT coalesce(sum(c.next_offset), 0)::float8 AS done,
               coalesce(sum(greatest(l.next_offset - coalesce(c.next_offset, 0), 0)), 0)::float8 AS behind
             FROM (SELECT * FROM rm.offsets WHERE projection = $1) l
             FULL JOIN (SELECT * FROM rm.offsets WHERE projection = $2) c USING (topic, partition)`,
      values: [this.name, this.name + suffix],
    });
    return rows[0];
  }

  private pause(candidate: Candidate, ms: number): Promise<void> {
    const { ended } = this.ports;
    if (ended.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        ended.removeEventListener('abort', done);
        silence();
        resolve();
      };
      const timer = setTimeout(done, ms);
      // A short wait is for the candidate: it is over as soon as something was applied.
      const silence = ms < TICK_MS ? candidate.consumer.onApplied(done) : (): void => undefined;
      ended.addEventListener('abort', done, { once: true });
    });
  }

  private async transaction(work: () => Promise<void>): Promise<void> {
    await this.session.query('BEGIN');
    try {
      await work();
      await this.session.query('COMMIT');
    } catch (error) {
      await this.session.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }
}
