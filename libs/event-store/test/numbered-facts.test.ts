import { eventHash } from '@jejak/ledger';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PoolClient } from 'pg';
import { NumberedFacts } from '../src';
import { context, contracts, Fixture, newStream, notebook, opened, weighed } from './fixture';

const topic = 'jejak.notes.events.v1';
const by = { actor: 'notes', role: 'service' } as const;

let fixture: Fixture;
let facts: NumberedFacts;
beforeAll(async () => {
  fixture = await Fixture.start('numbered');
  facts = new NumberedFacts({ contracts, clock: fixture.clock, keys: fixture.keys, topic });
});
afterAll(() => fixture.stop());

/** One transaction; what it throws rolls it back. */
const inTransaction = async <Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> => {
  const client = await fixture.pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
};
const nextPos = async (): Promise<number> =>
  Number((await fixture.rows('select next_pos from es.relay'))[0].next_pos);

describe('a fact that is recorded under its number', () => {
  it('is what the relay would have made of it: in the store, numbered, and waiting to be sent', async () => {
    const stream = 'notes-of-all';
    const [first, second] = [await nextPos(), (await nextPos()) + 1];
    for (const kilos of [1, 2])
      await inTransaction(async (client) => {
        const pos = await facts.hold(client);
        expect(pos).toBe(kilos === 1 ? first : second);
        return facts.record(client, stream, weighed({ kilos }), by, pos ?? 0);
      });
    const numbered = await inTransaction((client) => facts.behind(client, first - 1, 10));
    expect(numbered.map(({ pos, key }) => [pos, key])).toEqual([
      [first, stream],
      [second, stream],
    ]);
    const [one, two] = numbered.map(({ core }) => JSON.parse(core) as { ver: number; prev: string | null });
    expect([one.ver, two.ver, one.prev]).toEqual([1, 2, null]);
    expect(two.prev).toBe(eventHash(numbered[0].core).toString('base64url'));
    expect(await fixture.rows('select pos::int, key, topic from es.outbox order by pos')).toEqual(
      [first, second].map((pos) => ({ pos, key: stream, topic })),
    );
    expect(await nextPos()).toBe(second + 1);
    const head = await inTransaction((client) => facts.headOf(client, stream));
    expect(head).toEqual({ version: 2, hash: eventHash(numbered[1].core) });
    expect(await inTransaction((client) => facts.behind(client, first, 10))).toHaveLength(1);
    expect(await inTransaction((client) => facts.headOf(client, 'notes-of-none'))).toBeNull();
  });

  it('leaves nothing behind a transaction that fails, its number included', async () => {
    const before = await nextPos();
    const failing = inTransaction(async (client) => {
      const pos = (await facts.hold(client)) ?? 0;
      await facts.record(client, 'notes-that-fail', weighed({ kilos: 1 }), by, pos);
      throw new Error('afterwards');
    });
    await expect(failing).rejects.toThrow('afterwards');
    expect(await nextPos()).toBe(before);
    expect(await inTransaction((client) => facts.headOf(client, 'notes-that-fail'))).toBeNull();
  });

  it('has to wait while the numbers are held, and takes none that was given meanwhile', async () => {
    await inTransaction(async (client) => {
      const pos = await facts.hold(client);
      expect(await inTransaction((other) => facts.hold(other))).toBeNull();
      expect(pos).toBe(await nextPos());
    });
    const stale = inTransaction((client) =>
      facts.record(client, 'notes-of-others', weighed({ kilos: 1 }), by, 1),
    );
    await expect(stale).rejects.toThrow('could not be given the number 1');
    expect(await inTransaction((client) => facts.headOf(client, 'notes-of-others'))).toBeNull();
  });

  it('stands among those of the other writers of the store', async () => {
    const stream = newStream();
    await fixture.store.execute(notebook, stream, { type: 'Open', owner: 'x' }, context());
    await inTransaction(async (client) => {
      const pos = (await facts.hold(client)) ?? 0;
      await facts.record(client, stream, opened({ owner: 'y', colour: 'red' }), by, pos);
    });
    expect((await fixture.store.history(stream)).map(({ envelope }) => envelope.version)).toEqual([1, 2]);
  });
});
