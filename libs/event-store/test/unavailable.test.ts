import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool, PoolClient } from 'pg';
import { createPool, EventStore } from '../src';
import { context, Fixture, newStream, notebook } from './fixture';

let fixture: Fixture;
let pool: Pool;
let store: EventStore;
beforeAll(async () => {
  fixture = await Fixture.start('unavailable');
  pool = createPool(fixture.url, { max: 4, statementTimeoutMs: 500, applicationName: 'under test' });
  store = fixture.open({ pool });
});
afterAll(async () => {
  await pool.end();
  await fixture.stop();
});

const weigh = { type: 'Weigh', kilos: [1] } as const;
const unavailable = { code: 'STORE_UNAVAILABLE', kind: 'unavailable' };
const blockedOf = (application: string) =>
  fixture.rows<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = $1 and wait_event_type = 'Lock'`,
    [application],
  );

/** Runs something while a stream's row is locked by somebody else. */
const whileLocked = async (stream: string, run: (client: PoolClient) => Promise<void>): Promise<void> =>
  fixture.asClient(async (client) => {
    await client.query('begin');
    await client.query('select from es.streams where stream_id = $1 for update', [stream]);
    await run(client);
    await client.query('rollback');
  });

describe('a store that does not answer', () => {
  it('is said to be unavailable when it cannot be reached, and when its pool is closed', async () => {
    const nowhere = createPool('postgresql://nobody@127.0.0.1:1/nowhere');
    const unreachable = fixture.open({ pool: nowhere });
    await expect(unreachable.execute(notebook, newStream(), weigh, context())).rejects.toMatchObject(
      unavailable,
    );
    await expect(unreachable.history(newStream())).rejects.toMatchObject(unavailable);
    await nowhere.end();
    await expect(unreachable.readAfter(0n, 1)).rejects.toMatchObject(unavailable);
  });

  it('whose answer takes too long is repeated with the same command id', async () => {
    const stream = newStream();
    const again = context();
    await store.execute(notebook, stream, weigh, context());
    await whileLocked(stream, () =>
      expect(store.execute(notebook, stream, weigh, again)).rejects.toMatchObject(unavailable),
    );
    expect(await store.execute(notebook, stream, weigh, again)).toMatchObject({ version: 2 });
    expect(await store.execute(notebook, stream, weigh, again)).toMatchObject({ version: 2 });
  });

  it('whose connection is cut in the middle leaves the outcome open; the same command id finds it', async () => {
    const stream = newStream();
    const cut = context();
    await store.execute(notebook, stream, weigh, context());
    await whileLocked(stream, async (client) => {
      const running = expect(store.execute(notebook, stream, weigh, cut)).rejects.toMatchObject(unavailable);
      let blocked = await blockedOf('under test');
      while (blocked.length === 0) blocked = await blockedOf('under test');
      await client.query('select pg_terminate_backend($1)', [blocked[0].pid]);
      await running;
    });
    expect(await store.execute(notebook, stream, weigh, cut)).toMatchObject({ version: 2 });
  });

  it('that committed without its standby is not said to have committed; the connection is not used again', async () => {
    // The warning that PostgreSQL gives when it stops waiting for the synchronous standby: committed here, perhaps lost.
    await fixture.rows(`
      create function unconfirmed() returns trigger language plpgsql as
      $$ begin raise warning 'canceling wait for synchronous replication due to user request'; return new; end $$`);
    await fixture.rows(
      'create trigger unconfirmed after insert on es.commands for each row execute function unconfirmed()',
    );
    const stream = newStream();
    const open = context();
    const before = new Set(await pids());
    await expect(store.execute(notebook, stream, weigh, open)).rejects.toMatchObject({
      ...unavailable,
      cause: 'the synchronous standby did not confirm',
    });
    await fixture.rows('drop trigger unconfirmed on es.commands');
    expect(await store.execute(notebook, stream, weigh, open)).toMatchObject({ version: 1 });
    expect(await store.history(stream)).toHaveLength(1);
    expect((await pids()).filter((pid) => !before.has(pid))).not.toEqual([]);
  });

  it('that refuses for another reason is a defect, as it is', async () => {
    await fixture.rows('alter table es.outbox add constraint never check (topic <> $$broken$$)');
    const broken = fixture.open({ pool, topic: 'broken' });
    await expect(broken.execute(notebook, newStream(), weigh, context())).rejects.toMatchObject({
      code: '23514',
    });
  });
});

const pids = async (): Promise<number[]> =>
  (
    await fixture.rows<{ pid: number }>(
      `select pid from pg_stat_activity where application_name = 'under test'`,
    )
  ).map(({ pid }) => pid);
