import { createHash } from 'node:crypto';
import type { DataSource, QueryRunner } from 'typeorm';
import { isFault, type RowFault } from './csv/table';
import { type DuplicateRow, inChunks, type KeyedRow } from './distinct-rows';

/** Something met in a file: its key, and what it says. */
export interface Met {
  readonly key: string;
  readonly values: string;
}

/**
 * What one pass over a large file has met. It stands in a temporary table of a connection of its own: nothing of it is in the memory of
 * the process, and the server forgets it with the connection, also when the process dies.
 */
export class RowMemory {
  private constructor(private readonly runner: QueryRunner) {}

  static async open(db: DataSource): Promise<RowMemory> {
    const runner = db.createQueryRunner();
    try {
      await runner.query(
        'CREATE TEMP TABLE import_met (space text, key text, digest bytea NOT NULL, PRIMARY KEY (space, key))',
      );
    } catch (error) {
      await runner.release();
      throw error;
    }
    return new RowMemory(runner);
  }

  /**
   * Remembers what was not met before in a space.
   * @returns of each, in order, whether it is NEW, the SAME as before, or stands there with OTHER values
   */
  async meet(space: string, entries: readonly Met[]): Promise<('NEW' | 'SAME' | 'OTHER')[]> {
    if (entries.length === 0) return [];
    const digests = entries.map(({ values }) => createHash('sha256').update(values).digest('hex'));
    // Both parts see the table as it was before the statement: what it answers was met earlier.
    const rows = (await this.runner.query(
      `WITH given AS (SELECT key, digest, nth FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS t(key, digest, nth)),
         added AS (INSERT INTO import_met SELECT DISTINCT ON (key) $1::text, key, decode(digest, 'hex') FROM given
                   ORDER BY key, nth ON CONFLICT DO NOTHING)
       SELECT key, encode(digest, 'hex') AS digest FROM import_met WHERE space = $1 AND key = ANY($2)`,
      [space, entries.map(({ key }) => key), digests],
    )) as { key: string; digest: string }[];
    const before = new Map(rows.map(({ key, digest }) => [key, digest]));
    return entries.map(({ key }, at) => {
      const earlier = before.get(key);
      if (earlier !== undefined) return earlier === digests[at] ? 'SAME' : 'OTHER';
      before.set(key, digests[at]);
      return 'NEW';
    });
  }

  /** The keys of a space in order, so many at a time. */
  async *keys(space: string, size: number): AsyncGenerator<string[]> {
    for (let after = ''; ;) {
      const rows = (await this.runner.query(
        'SELECT key FROM import_met WHERE space = $1 AND key > $2 ORDER BY key LIMIT $3',
        [space, after, size],
      )) as { key: string }[];
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map(({ key }) => key);
      after = last.key;
    }
  }

  async close(): Promise<void> {
    try {
      await this.runner.query('DROP TABLE import_met');
    } finally {
      await this.runner.release();
    }
  }
}

/**
 * The rows of a large file, so many at a time: as `distinctRows`, with what was met kept by a {@link RowMemory}.
 * @source domain.md 2.9
 */
export async function* distinctChunks<Value>(
  rows: AsyncIterable<KeyedRow<Value> | RowFault>,
  memory: RowMemory,
  size: number,
): AsyncGenerator<(KeyedRow<Value> | DuplicateRow | RowFault)[]> {
  for await (const chunk of inChunks(rows, size)) {
    const keyed = chunk.filter((row): row is KeyedRow<Value> => !isFault(row));
    const verdicts = await memory.meet('rows', keyed);
    const of = new Map(keyed.map(({ row }, at) => [row, verdicts[at]]));
    yield chunk.map((row) => {
      const verdict = of.get(row.row);
      if (verdict === 'SAME') return { row: row.row, duplicate: true } as const;
      return verdict === 'OTHER' ? { row: row.row, code: 'IMPORT_MISMATCH' } : row;
    });
  }
}
