import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { RowFault } from './csv/table';
import { MAX_REPORTED, type RowFlag, type Survey } from './import-kind';

/** A row that was not taken, or was taken with a mark. */
export interface NotedRow {
  readonly row: number;
  /** The line of the file: the header is line 1. */
  readonly line: number;
  readonly outcome: 'REJECTED' | 'FLAGGED';
  readonly code: string;
  readonly column: string | null;
}

/** Rows that one statement removes. */
const REMOVED_AT_ONCE = 20_000;

/**
 * Every bad or marked row of large files, and what looking them through gave: their reports name the first rows only. No facts: what
 * was recorded of a file, and how many rows were not, is in the log.
 */
@Injectable()
export class ImportRows {
  constructor(private readonly db: DataSource) {}

  /** The file begins anew. */
  async clear(importId: string): Promise<void> {
    await this.db.query('DELETE FROM rm.import_look WHERE import_id = $1', [importId]);
    for (let removed = REMOVED_AT_ONCE; removed === REMOVED_AT_ONCE;) {
      [, removed] = await this.db.query<[unknown, number]>(
        `DELETE FROM rm.import_row WHERE import_id = $1 AND (row, code) IN
           (SELECT row, code FROM rm.import_row WHERE import_id = $1 LIMIT ${REMOVED_AT_ONCE})`,
        [importId],
      );
    }
  }

  /** Notes rows; one that stands there already stays as it is. */
  async note(importId: string, faults: readonly RowFault[], flags: readonly RowFlag[] = []): Promise<void> {
    const noted = [
      ...faults.map(({ row, code, column = null }) => ({ row, code, outcome: 'REJECTED', column })),
      ...flags.map(({ row, flag }) => ({ row, code: flag, outcome: 'FLAGGED', column: null })),
    ];
    if (noted.length === 0) return;
    await this.db.query(
      `INSERT INTO rm.import_row (import_id, row, code, outcome, column_name)
       SELECT $1, row, code, outcome, "column" FROM jsonb_to_recordset($2::jsonb)
         AS noted(row integer, code text, outcome text, "column" text)
       ON CONFLICT DO NOTHING`,
      [importId, JSON.stringify(noted)],
    );
  }

  /** So many noted rows after one, by row and code. */
  async after(
    importId: string,
    after: { readonly row: string; readonly code: string } | undefined,
    limit: number,
    outcome: NotedRow['outcome'] | null = null,
  ): Promise<NotedRow[]> {
    return this.db.query<NotedRow[]>(
      `SELECT row, row + 1 AS line, outcome, code, column_name AS "column" FROM rm.import_row
       WHERE import_id = $1 AND ($2::integer IS NULL OR (row, code) > ($2, $3))
         AND ($4::text IS NULL OR outcome = $4)
       ORDER BY row, code LIMIT $5`,
      [importId, after?.row ?? null, after?.code ?? null, outcome, limit],
    );
  }

  /** Keeps what looking a file through gave. */
  async looked(importId: string, { rows, duplicate, faults, rejectedRows }: Survey): Promise<void> {
    await this.db.query(
      'INSERT INTO rm.import_look (import_id, rows, duplicate, rejected) VALUES ($1, $2, $3, $4)',
      [importId, rows, duplicate, rejectedRows ?? faults.length],
    );
  }

  async look(importId: string): Promise<Survey | null> {
    const [found] = await this.db.query<{ rows: number; duplicate: number; rejectedRows: number }[]>(
      'SELECT rows, duplicate, rejected AS "rejectedRows" FROM rm.import_look WHERE import_id = $1',
      [importId],
    );
    if (!found) return null;
    const noted = await this.after(importId, undefined, MAX_REPORTED, 'REJECTED');
    const faults = noted.map(({ row, code, column }) => ({
      ...{ row, code },
      ...(column === null ? {} : { column }),
    }));
    return { ...found, faults };
  }
}
