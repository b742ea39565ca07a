import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@jejak/kernel';
import { randomBytes } from 'node:crypto';
import { type Append, appendEachStatement, appendStatement } from '../src/statements';
import { Fixture, newStream } from './fixture';

/** The functions of the schema by themselves: they hold whatever a client gets wrong. */
let fixture: Fixture;
beforeAll(async () => {
  fixture = await Fixture.start('append');
});
afterAll(() => fixture.stop());

const attempt = (stream: string, expected: number, events = 1, more: Partial<Append> = {}): Append => ({
  stream,
  streamType: 'notebook',
  expected,
  commandId: newId(),
  fingerprint: randomBytes(32),
  traceparent: null,
  rows: Array.from({ length: events }, () => ({
    id: newId(),
    type: 'asn.notes.Weighed.v1',
    schemaVersion: 1,
    core: '{}',
    hash: randomBytes(32),
    data: '{"kilos":1}',
    opening: randomBytes(17),
    personal: null,
    subject: null,
  })),
  ...more,
});
type Outcome = [outcome: string, first: string | null, last: string | null];
const one = async (append: Append): Promise<Outcome> =>
  (await fixture.pool.query<Outcome>(appendStatement(append, 't'))).rows[0];
const each = async (appends: Append[], together = false): Promise<Outcome[]> => {
  const { rows } = await fixture.pool.query<[number, ...Outcome]>(
    appendEachStatement(appends, 't', together),
  );
  return rows.sort(([a], [b]) => a - b).map(([, ...outcome]) => outcome);
};
/** What is recorded of a stream: its version, and how many rows each table has of it. */
const recorded = async (stream: string) =>
  (
    await fixture.rows(
      `select (select version::int from es.streams where stream_id = $1) as version,
              (select array_agg(version::int order by position) from es.events where stream_id = $1) as events,
              (select count(*)::int from es.outbox where key = $1) as outbox,
              (select count(*)::int from es.commands where stream_id = $1) as commands`,
      [stream],
    )
  )[0];
const nothing = { version: null, events: null, outbox: 0, commands: 0 };

describe.each([
  ['es.append_one', 1, one],
  ['es.append', 3, one],
  ['es.append_each', 1, async (append: Append) => (await each([append]))[0]],
  ['es.append_each', 3, async (append: Append) => (await each([append]))[0]],
] as const)('%s of %d', (_, n, append) => {
  it('appends at the expected version, and at no other', async () => {
    const stream = newStream();
    expect((await append(attempt(stream, 1, n)))[0]).toBe('conflict');
    expect(await recorded(stream)).toEqual(nothing);
    expect(await append(attempt(stream, 0, n))).toEqual(['ok', '1', String(n)]);
    const after = await recorded(stream);
    for (const wrong of [0, n - 1, n + 1, n + 7])
      if (wrong !== n) expect((await append(attempt(stream, wrong, n)))[0]).toBe('conflict');
    expect(await recorded(stream)).toEqual(after);
    expect(await append(attempt(stream, n, n))).toEqual(['ok', String(n + 1), String(2 * n)]);
    expect(await recorded(stream)).toEqual({
      version: 2 * n,
      events: Array.from({ length: 2 * n }, (__, i) => i + 1),
      outbox: 2 * n,
      commands: 2,
    });
  });

  it('answers a known command with its first outcome, another one under its id with a mismatch', async () => {
    const stream = newStream();
    const first = attempt(stream, 0, n);
    await append(first);
    await append(attempt(stream, n, n));
    const { commandId, fingerprint } = first;
    // Whatever version the twin expects, and on whatever stream.
    for (const expected of [0, 2 * n])
      expect(await append(attempt(stream, expected, n, { commandId, fingerprint }))).toEqual([
        'duplicate',
        '1',
        String(n),
      ]);
    expect((await append(attempt(newStream(), 0, n, { commandId })))[0]).toBe('command_reused');
    expect((await append(attempt(stream, 2 * n, n, { commandId })))[0]).toBe('command_reused');
    expect(await recorded(stream)).toMatchObject({ version: 2 * n, commands: 2 });
  });

  it('keeps the hash of the last event as the head', async () => {
    const [stream, last] = [newStream(), attempt(newStream(), 0, n)];
    await append({ ...last, stream });
    const [{ head_hash: head }] = await fixture.rows(
      'select head_hash from es.streams where stream_id = $1',
      [stream],
    );
    expect(head).toEqual(last.rows[n - 1].hash);
  });
});

it('a conflict names the current version', async () => {
  const stream = newStream();
  expect(await one(attempt(stream, 3))).toEqual(['conflict', null, '0']);
  await one(attempt(stream, 0, 2));
  expect(await one(attempt(stream, 0))).toEqual(['conflict', null, '2']);
});

describe('es.append_each', () => {
  it('appends what it can, and nothing of the rest', async () => {
    const [fresh, stale, grown, known] = [newStream(), newStream(), newStream(), newStream()];
    await one(attempt(stale, 0, 2));
    await one(attempt(grown, 0));
    const twin = attempt(known, 0);
    await one(twin);
    expect(
      await each([
        attempt(stale, 1, 2),
        attempt(fresh, 0, 3),
        attempt(known, 1, 1, { commandId: twin.commandId, fingerprint: twin.fingerprint }),
        attempt(stale.replace('notebook', 'diary'), 4),
        attempt(grown, 1, 2),
        attempt(known.replace('notebook', 'diary'), 0, 1, { commandId: newId() }),
      ]),
    ).toEqual([
      ['conflict', null, null],
      ['ok', '1', '3'],
      ['duplicate', '1', '1'],
      ['conflict', null, null],
      ['ok', '2', '3'],
      ['ok', '1', '1'],
    ]);
    expect(await recorded(stale)).toEqual({ version: 2, events: [1, 2], outbox: 2, commands: 1 });
    expect(await recorded(fresh)).toEqual({ version: 3, events: [1, 2, 3], outbox: 3, commands: 1 });
    expect(await recorded(grown)).toEqual({ version: 3, events: [1, 2, 3], outbox: 3, commands: 2 });
    expect(await recorded(known)).toEqual({ version: 1, events: [1], outbox: 1, commands: 1 });
  });

  it('together: all or nothing', async () => {
    const [fresh, stale] = [newStream(), newStream()];
    await one(attempt(stale, 0));
    await expect(each([attempt(fresh, 0), attempt(stale, 7)], true)).rejects.toMatchObject({ code: 'ES409' });
    expect(await recorded(fresh)).toEqual(nothing);
    expect(await each([attempt(fresh, 0), attempt(stale, 1)], true)).toEqual([
      ['ok', '1', '1'],
      ['ok', '2', '2'],
    ]);
  });
});

describe('es.purge_commands', () => {
  it('forgets commands after 30 days, and not before', async () => {
    const [old, young] = [newStream(), newStream()];
    await one(attempt(old, 0));
    await one(attempt(young, 0));
    await fixture.rows(
      `update es.commands set recorded_at = now() - interval '30 days 1 minute' where stream_id = $1`,
      [old],
    );
    await fixture.rows(
      `update es.commands set recorded_at = now() - interval '29 days' where stream_id = $1`,
      [young],
    );
    expect(await fixture.store.purgeCommands()).toBe(1);
    expect(await recorded(old)).toMatchObject({ version: 1, commands: 0 });
    expect(await recorded(young)).toMatchObject({ commands: 1 });
  });
});
