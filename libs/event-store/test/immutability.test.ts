import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@jejak/kernel';
import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { createPool, type EventStore, migrateEventStore } from '../src';
import { context, Fixture, newStream, notebook } from './fixture';

let fixture: Fixture;
const appRole = `test_app_${randomBytes(6).toString('hex')}`;
const password = randomBytes(12).toString('hex');
beforeAll(async () => {
  fixture = await Fixture.start('immutability');
  await fixture.rows(`create role ${escapeIdentifier(appRole)} login password '${password}'`);
  await fixture.asClient((client) => migrateEventStore(client, { appRole }));
});
afterAll(async () => {
  await fixture.rows(`drop owned by ${appRole}`);
  await fixture.rows(`drop role ${appRole}`);
  await fixture.stop();
});

const refused = async (client: Client, statement: string, code: string): Promise<void> => {
  await expect(client.query(statement)).rejects.toMatchObject({ code });
};
const connect = async (url: string): Promise<Client> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
};
const IMMUTABLE = 'ES001';
const DENIED = '42501';
const note = { type: 'Note', about: newId(), texts: ['secret'] } as const;
const eventsAsText = () =>
  fixture.rows(`select md5(string_agg(e::text, '|' order by position)) from es.events e`);

describe('the owner', () => {
  let owner: Client;
  beforeAll(async () => {
    await fixture.store.execute(notebook, newStream(), note, context());
    owner = await connect(fixture.url);
  });
  afterAll(() => owner.end());

  it.each([
    'update es.events set personal = null',
    `update es.events set data = '{}'`,
    'update es.events set position = position',
    'delete from es.events',
    'delete from es.events where false',
    'truncate es.events',
    'truncate es.streams, es.events cascade',
    `merge into es.events e using (values (1)) v on true when matched then delete`,
  ])('cannot %s', async (statement) => {
    const before = await eventsAsText();
    await refused(owner, statement, IMMUTABLE);
    expect(await eventsAsText()).toEqual(before);
  });

  it.each([
    `insert into es.streams (stream_id, stream_type, version, head_hash) values ('a-0', 'a', 0, '')`,
    `update es.streams set version = -1`,
    `insert into es.events (position, stream_id, version, event_id, event_type, schema_version, core, event_hash, data)
     values (0, 'a-0', 1, gen_random_uuid(), 'a', 0, '', '', '{}')`,
  ])('cannot count from anything but 1: %s', (statement) => refused(owner, statement, '23514'));

  it('cannot either in a session that skips ordinary triggers', async () => {
    await owner.query(`set session_replication_role = 'replica'`);
    await refused(owner, 'update es.events set personal = null', IMMUTABLE);
    await refused(owner, 'delete from es.events', IMMUTABLE);
    await refused(owner, 'truncate es.events', IMMUTABLE);
    await owner.query('reset session_replication_role');
  });

  it('erases through es.erase alone: one event, nothing but its personal fields', async () => {
    const { store } = fixture;
    const stream = newStream();
    const { events } = await store.execute(notebook, stream, { ...note, texts: ['a', 'b'] }, context());
    const [{ id }] = events;
    await owner.query('begin');
    expect((await owner.query('select es.erase($1, null) as done', [id])).rows).toEqual([{ done: true }]);
    await owner.query('savepoint behind');
    await refused(owner, `update es.events set personal = null where stream_id = '${stream}'`, IMMUTABLE);
    await owner.query('rollback to behind');
    await owner.query('commit');
    expect((await store.history(stream)).map(({ data }) => data)).toEqual([
      { nth: 1, text: null, contact: { mail: null } },
      { nth: 2, text: 'b' },
    ]);
    expect((await owner.query('select es.erase($1, null) as done', [id])).rows).toEqual([{ done: false }]);
    expect((await owner.query('select es.erase($1, null) as done', [newId()])).rows).toEqual([
      { done: false },
    ]);
  });

  it('cannot smuggle anything else through the door of the erasure', async () => {
    const { store } = fixture;
    const stream = newStream();
    const { events } = await store.execute(notebook, stream, note, context());
    await owner.query('begin');
    await owner.query(`select set_config('es.erasing', $1, true)`, [events[0].id]);
    await refused(
      owner,
      `update es.events set personal = null, data = '{}' where event_id = '${events[0].id}'`,
      IMMUTABLE,
    );
    await owner.query('rollback');
  });

  it('finds an event to erase before and after it was numbered', async () => {
    const { store } = fixture;
    const { events } = await store.execute(notebook, newStream(), { ...note, texts: ['a', 'b'] }, context());
    await owner.query(
      `insert into es.published (pos, position, event_id) select 900001, position, event_id from es.events where event_id = $1`,
      [events[0].id],
    );
    await owner.query(
      'delete from es.outbox where position in (select position from es.events where event_id = $1)',
      [events[0].id],
    );
    for (const { id } of events)
      expect((await owner.query('select es.erase($1, null) as done', [id])).rows).toEqual([{ done: true }]);
  });
});

describe('the role of the application', () => {
  let app: Client;
  let url: string;
  let store: EventStore;
  let pool: ReturnType<typeof createPool>;
  beforeAll(async () => {
    const address = new URL(fixture.url);
    address.username = appRole;
    address.password = password;
    url = address.href;
    app = await connect(url);
    pool = createPool(url);
    store = fixture.open({ pool });
  });
  afterAll(async () => {
    await app.end();
    await pool.end();
  });

  it('appends and reads', async () => {
    const stream = newStream();
    await store.execute(notebook, stream, note, context());
    await store.executeEach([{ decider: notebook, stream: newStream(), command: note, context: context() }]);
    expect(await store.history(stream)).toHaveLength(1);
    expect((await store.readAfter(0n, 10)).events.length).toBeGreaterThan(1);
    expect(await store.purgeCommands()).toBe(0);
  });

  it('does the work of the relay', async () => {
    await app.query('update es.relay set epoch = epoch + 1');
    await app.query(
      'insert into es.published (pos, position, event_id) select 800001, position, event_id from es.events order by position desc limit 1',
    );
    await app.query(
      'update es.outbox set pos = 800001 where position = (select max(position) from es.outbox)',
    );
    await app.query('insert into es.outbox_dead select *, $1, now() from es.outbox limit 1', ['too large']);
    await app.query(`insert into es.outbox_blocked_key values ('t', 'k', 1)`);
    await app.query('delete from es.outbox where position = (select max(position) from es.outbox)');
    // A redrive moves dead rows back, through the one function that may.
    const { rows } = await app.query<{ topic: string; key: string }>('select topic, key from es.outbox_dead');
    const [dead] = rows;
    expect((await app.query('select es.redrive($1, $2) as back', [dead.topic, dead.key])).rows).toEqual([
      { back: 1 },
    ]);
  });

  it.each([
    `insert into es.events select * from es.events limit 1`,
    'update es.events set personal = null',
    'delete from es.events',
    'truncate es.events',
    `update es.streams set version = version + 1`,
    `insert into es.streams values ('x', 'x', 1, '')`,
    'delete from es.commands',
    `update es.outbox set topic = 'x'`,
    `insert into es.outbox (position, topic, key) values (1, 't', 'k')`,
    `update es.published set pos = pos + 1`,
    'delete from es.published',
    'alter table es.events disable trigger all',
    'drop trigger events_are_final on es.events',
    `create or replace function es.refuse_change() returns trigger language plpgsql as 'begin return null; end'`,
    `select setval('es.event_position', 1)`,
    `select nextval('es.event_position')`,
    `select es.erase(gen_random_uuid(), null)`,
    `set session_replication_role = 'replica'`,
    `copy es.events from program 'true'`,
    'drop schema es cascade',
    'create table es.mine (id int)',
  ])('is denied: %s', async (statement) => {
    const { code } = await app.query(statement).then(
      () => ({ code: 'done' }),
      (error: { code: string }) => error,
    );
    expect(code).toBe(DENIED);
  });

  it('erases where it is the role of the erasure command', async () => {
    const stream = newStream();
    const { events } = await store.execute(notebook, stream, note, context());
    await fixture.asClient((client) => migrateEventStore(client, { appRole, erasureRole: appRole }));
    expect((await app.query('select es.erase($1, null) as done', [events[0].id])).rows).toEqual([
      { done: true },
    ]);
  });
});

describe('anybody else', () => {
  it('sees nothing of the log', async () => {
    const stranger = `test_stranger_${randomBytes(6).toString('hex')}`;
    await fixture.rows(`create role ${stranger}`);
    await fixture.asClient(async (client) => {
      await client.query(`set role ${stranger}`);
      for (const statement of ['select * from es.events', 'select es.safe_position()'])
        await expect(client.query(statement)).rejects.toMatchObject({ code: DENIED });
      await client.query('reset role');
    });
    await fixture.rows(`drop role ${stranger}`);
  });
});
