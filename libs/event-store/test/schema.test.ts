import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contractsOf, defineEvent, newId, Personal } from '@jejak/kernel';
import { createTestDatabase, type TestDatabase } from '@jejak/testing';
import { Type } from '@sinclair/typebox';
import { Client } from 'pg';
import { createPool, migrateEventStore } from '../src';
import { context, Fixture, newStream, noted, notebook, opened } from './fixture';
import { migrations } from '../src/migrations';

/** Without a hole, from 1. */
const ALL = migrations.map((_, i) => i + 1);

describe('migrateEventStore', () => {
  let database: TestDatabase;
  const clients: Client[] = [];
  const connect = async (): Promise<Client> => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    clients.push(client);
    return client;
  };
  beforeAll(async () => {
    database = await createTestDatabase('schema');
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.end()));
    await database.drop();
  });
  const applied = async (client: Client) =>
    (await client.query<{ version: number }>('select version from es.migrations order by version')).rows.map(
      ({ version }) => version,
    );

  it('runs once, however many replicas start at once', async () => {
    const replicas = await Promise.all(Array.from({ length: 6 }, connect));
    await Promise.all(replicas.map((client) => migrateEventStore(client)));
    expect(await applied(replicas[0])).toEqual(ALL);
  });

  it('again changes nothing, and leaves a newer schema as it is', async () => {
    const client = await connect();
    await client.query(`insert into es.migrations (version, name) values (99, 'of a later release')`);
    await migrateEventStore(client);
    expect(await applied(client)).toEqual([...ALL, 99]);
  });

  it('leaves nothing behind when it fails', async () => {
    const client = await connect();
    await client.query('drop schema es cascade');
    await client.query('create schema es');
    await client.query('create table es.outbox (mine int)');
    await expect(migrateEventStore(client)).rejects.toThrow('already exists');
    expect((await client.query(`select to_regclass('es.streams') as made`)).rows).toEqual([{ made: null }]);
    await client.query('drop schema es cascade');
    await migrateEventStore(client);
    expect(await applied(client)).toEqual(ALL);
  });
});

describe('events of an older release', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await Fixture.start('upcast');
  });
  afterAll(() => fixture.stop());

  const openedThen = defineEvent({
    type: 'NotebookOpened',
    version: 1,
    data: Type.Object({ owner: Type.String() }),
  });

  it('are read in the current shape, and stay as they were written', async () => {
    const then = fixture.open({ contracts: contractsOf('notes', [openedThen]) });
    const stream = newStream();
    const old = { ...notebook, decide: () => [openedThen({ owner: 'Ani' }) as never] };
    await then.execute(old, stream, { type: 'Look' }, context());
    await fixture.store.execute(notebook, stream, { type: 'Weigh', kilos: [1] }, context());
    const { store } = fixture;
    expect((await store.history(stream))[0]).toMatchObject({
      type: 'NotebookOpened',
      data: { owner: 'Ani', colour: 'not recorded' },
      envelope: { eventType: 'asn.notes.NotebookOpened.v1', version: 1 },
    });
    expect((await store.readAfter(0n, 1)).events[0].data).toEqual({ owner: 'Ani', colour: 'not recorded' });
    expect((await store.state(notebook, stream)).state.owner).toBe('Ani');
    expect(
      await fixture.rows(
        'select event_type, schema_version, data from es.events where stream_id = $1 and version = 1',
        [stream],
      ),
    ).toEqual([{ event_type: 'asn.notes.NotebookOpened.v1', schema_version: 1, data: { owner: 'Ani' } }]);
  });

  it('have null where something personal was erased, for the upcaster too', async () => {
    const person = newId();
    const data = { nth: Type.Integer(), text: Personal(Type.String()) };
    const notedThen = defineEvent({ type: 'Noted', version: 1, data: Type.Object(data) });
    const notedNow = defineEvent({
      type: 'Noted',
      version: 2,
      data: Type.Object({ ...data, words: Type.Integer(), title: Personal(Type.String()) }),
      upcasters: {
        1: (v1: { nth: number; text: string | null }) => ({
          ...v1,
          words: v1.text === null ? -1 : v1.text.split(' ').length,
          title: null,
        }),
      },
    });
    const then = fixture.open({ contracts: contractsOf('notes', [notedThen]) });
    const now = fixture.open({ contracts: contractsOf('notes', [notedNow]) });
    const stream = newStream();
    const old = {
      ...notebook,
      decide: () => [notedThen({ nth: 1, text: 'two words' }, { subject: person }) as never],
    };
    await then.execute(old, stream, { type: 'Look' }, context());
    expect((await now.history(stream))[0].data).toEqual({ nth: 1, text: 'two words', words: 2, title: null });
    await fixture.keys.destroy(person);
    expect((await now.history(stream))[0].data).toEqual({ nth: 1, text: null, words: -1, title: null });
  });

  it('of a newer or another release are refused by name, not guessed', async () => {
    const stream = newStream();
    await fixture.store.execute(notebook, stream, { type: 'Open', owner: 'Ani' }, context());
    const older = fixture.open({ contracts: contractsOf('notes', [openedThen, noted]) });
    await expect(older.history(stream)).rejects.toThrow('NotebookOpened v2 is not known here');
    const without = fixture.open({ contracts: contractsOf('notes', [noted]) });
    await expect(without.state(notebook, stream)).rejects.toThrow(
      'notes has no contract for asn.notes.NotebookOpened.v2',
    );
    const foreign = fixture.open({ contracts: contractsOf('others', [opened]) });
    await expect(foreign.history(stream)).rejects.toBeInstanceOf(RangeError);
    // As it is stored it can still be had.
    expect((await older.loggedAfter(0n, 100)).events.at(-1)).toMatchObject({
      stream,
      data: { owner: 'Ani' },
    });
  });
});

describe('createPool', () => {
  it('sets what keeps a client and a server from waiting for each other for ever', async () => {
    const database = await createTestDatabase('pool');
    const pool = createPool(database.url, { applicationName: 'test of the pool' });
    const show = async (name: string) =>
      (await pool.query<{ value: string }>('select current_setting($1) as value', [name])).rows[0].value;
    expect({
      statement: await show('statement_timeout'),
      lock: await show('lock_timeout'),
      idle: await show('idle_in_transaction_session_timeout'),
      tcp: await show('tcp_user_timeout'),
      name: await show('application_name'),
    }).toEqual({ statement: '5s', lock: '2s', idle: '10s', tcp: '15000', name: 'test of the pool' });
    expect(pool.options).toMatchObject({
      connectionTimeoutMillis: 3_000,
      query_timeout: 8_000,
      keepAlive: true,
    });
    await pool.end();
    await database.drop();
  });

  it('lives through connections that die, used or not, and tells', async () => {
    const database = await createTestDatabase('pool that loses');
    const died: Error[] = [];
    const pool = createPool(database.url, { onError: (error) => died.push(error) });
    const [client, killer] = [await pool.connect(), new Client({ connectionString: database.url })];
    await killer.connect();
    const ended = new Promise((resolve) => client.once('end', resolve));
    await killer.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()`,
    );
    await ended;
    expect(died.length).toBeGreaterThan(0);
    client.release(true);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await killer.end();
    await pool.end();
    await database.drop();
  });
});
