import type { Recorded } from '@jejak/kernel';
import { createTestDatabase } from '@jejak/testing';
import { Client, type ClientBase, Pool } from 'pg';
import { type BatchHandler, migrateConsumers } from '../src';
import { contracts } from './noted-events';

/** An effect as the database has it, in order of commit. */
export interface Effect {
  readonly consumer: string;
  readonly event: string;
  readonly stream: string;
  readonly version: number;
  readonly data: { readonly text: string; readonly weight: number };
}

/** A read-model database with a table that shows every effect, doubled ones too: nothing in it is unique. */
export class ReadModel {
  private constructor(
    readonly url: string,
    readonly pool: Pool,
    private readonly dropDatabase: () => Promise<void>,
  ) {}

  static async create(): Promise<ReadModel> {
    const database = await createTestDatabase('consumer');
    const { url } = database;
    const client = new Client({ connectionString: url });
    await client.connect();
    await migrateConsumers(client);
    await client.query(`CREATE TABLE rm.effect (seq bigserial PRIMARY KEY, consumer text NOT NULL, event uuid NOT NULL,
      stream text NOT NULL, version bigint NOT NULL, data jsonb NOT NULL)`);
    await client.end();
    const pool = new Pool({ connectionString: url, max: 10 });
    pool.on('error', () => undefined);
    return new ReadModel(url, pool, () => database.drop());
  }

  async drop(): Promise<void> {
    await this.pool.end();
    await this.dropDatabase();
  }

  async effects(consumer?: string): Promise<Effect[]> {
    const { rows } = await this.pool.query<Effect>(
      `SELECT consumer, event, stream, version::int AS version, data FROM rm.effect
       WHERE $1::text IS NULL OR consumer = $1 ORDER BY seq`,
      [consumer ?? null],
    );
    return rows;
  }

  /** The versions that a stream's effects had, in order. */
  async versions(stream: string): Promise<number[]> {
    return (await this.effects()).filter((effect) => effect.stream === stream).map(({ version }) => version);
  }

  async parked(): Promise<{ key: string; cause: string; attempts: number; events: number }[]> {
    const { rows } = await this.pool.query<{ key: string; cause: string; attempts: number; events: number }>(
      `SELECT key, cause, attempts, (SELECT count(*)::int FROM rm.parked p WHERE p.projection = k.projection AND p.key = k.key) AS events
       FROM rm.parked_key k ORDER BY key`,
    );
    return rows;
  }

  async offset(consumer: string, partition = 0): Promise<number> {
    const { rows } = await this.pool.query<{ next: number }>(
      'SELECT next_offset::int AS next FROM rm.offsets WHERE projection = $1 AND partition = $2',
      [consumer, partition],
    );
    return rows[0]?.next ?? 0;
  }
}

/** Writes one effect per event, and lets a test interfere. */
export const recordingHandler = (
  name = 'notes',
  meddle: (event: Recorded, tx: ClientBase) => void | Promise<void> = () => undefined,
): BatchHandler => ({
  name,
  sources: [contracts],
  wants: (type) => type.startsWith('asn.career.Noted.'),
  apply: async (events, tx) => {
    for (const event of events) {
      await tx.query(
        'INSERT INTO rm.effect (consumer, event, stream, version, data) VALUES ($1, $2, $3, $4, $5)',
        [name, event.envelope.id, event.envelope.stream, event.envelope.version, JSON.stringify(event.data)],
      );
      await meddle(event, tx);
    }
  },
});

export const textOf = ({ data }: Recorded): string => (data as { text: string }).text;
