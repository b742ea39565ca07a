import { Injectable } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';

/** How far an import is, or was when it ended before its time. */
export interface ImportProgress {
  readonly importId: string;
  readonly kind: string;
  readonly fileSha256: string;
  readonly phase: string;
  readonly rows: number;
  readonly done: number;
  readonly rejected: number;
  /** The code of what ended it before its time; null while nothing did. */
  readonly failure: string | null;
}

/** Held while a file is being recorded. */
export interface ImportLock {
  release(): Promise<void>;
}

/** "impo" in ASCII: the first integer of the advisory locks of imports. */
const LOCK_SPACE = 0x696d706f;

/** 31 bits of the import's id. Two imports that meet in them wait for each other, which harms nobody. */
const lockOf = (importId: string): number => parseInt(importId.slice(0, 8), 16) & 0x7fffffff;

/**
 * What imports are doing, for whoever asks any replica. No facts: those are in the log, and a report comes from there.
 * That one is running is told by a lock of its connection, which a process that dies lets go of at once.
 */
@Injectable()
export class ImportBooks {
  constructor(private readonly db: DataSource) {}

  /** @returns null where somebody holds it */
  async lock(importId: string): Promise<ImportLock | null> {
    const runner = this.db.createQueryRunner();
    try {
      const [{ locked }] = (await runner.query('SELECT pg_try_advisory_lock($1::int, $2::int) AS locked', [
        LOCK_SPACE,
        lockOf(importId),
      ])) as [{ locked: boolean }];
      if (locked) return { release: () => unlock(runner, importId) };
    } catch (error) {
      await runner.release();
      throw error;
    }
    await runner.release();
    return null;
  }

  async isRunning(importId: string): Promise<boolean> {
    const [{ running }] = await this.db.query<[{ running: boolean }]>(
      `SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND classid = $1::int::oid AND objid = $2::int::oid) AS running`,
      [LOCK_SPACE, lockOf(importId)],
    );
    return running;
  }

  async write({
    importId,
    kind,
    fileSha256,
    phase,
    rows,
    done,
    rejected,
    failure,
  }: ImportProgress): Promise<void> {
    await this.db.query(
      `INSERT INTO rm.import_run (import_id, kind, file_sha256, phase, rows, done, rejected, failure)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (import_id) DO UPDATE SET phase = excluded.phase, rows = excluded.rows, done = excluded.done,
         rejected = excluded.rejected, failure = excluded.failure, updated_at = clock_timestamp()`,
      [importId, kind, fileSha256, phase, rows, done, rejected, failure],
    );
  }

  /** Of the imports of one kind those that were written about last, newest first; some may not be completed. */
  async newest(kind: string): Promise<string[]> {
    const rows = await this.db.query<{ importId: string }[]>(
      `SELECT import_id AS "importId" FROM rm.import_run WHERE kind = $1 ORDER BY updated_at DESC LIMIT 20`,
      [kind],
    );
    return rows.map(({ importId }) => importId);
  }

  async find(importId: string): Promise<ImportProgress | null> {
    const [found] = await this.db.query<ImportProgress[]>(
      `SELECT import_id AS "importId", kind, file_sha256 AS "fileSha256", phase, rows, done, rejected, failure
       FROM rm.import_run WHERE import_id = $1`,
      [importId],
    );
    return found ?? null;
  }
}

const unlock = async (runner: QueryRunner, importId: string): Promise<void> => {
  try {
    await runner.query('SELECT pg_advisory_unlock($1::int, $2::int)', [LOCK_SPACE, lockOf(importId)]);
  } finally {
    await runner.release();
  }
};
