import { until } from '@jejak/testing';
import {
  createPool,
  EventStore,
  fileKeyStore,
  type LoggedEvent,
  migrateEventStore,
} from '@jejak/event-store';
import { contractsOf, type Decider, defineEvent, type EventOf, newId, streamOf } from '@jejak/kernel';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Type } from '@sinclair/typebox';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { EventConsumer, type EventLog, migrateConsumers, storeSource, type StoreSource } from '../src';
import { contracts, noted, SERVICE } from './noted-events';
import { OutboxDatabase, slowWriters } from './outbox-database';
import { ReadModel, recordingHandler } from './read-model';

const clock = { now: () => '2026-01-05T02:00:00.000Z' };

type Command = { readonly type: 'Note'; readonly count: number };
const notes: Decider<Command, EventOf<typeof noted>, number> = {
  initial: 0,
  decide: ({ count }, state) =>
    Array.from({ length: count }, (_, i) => noted({ text: `note ${state + i + 1}`, weight: 1 })),
  evolve: (state) => state + 1,
};

/** The engine over the service's own store, in the same database. */
describe('storeSource', () => {
  let model: ReadModel;
  let pool: Pool;
  let store: EventStore;
  let source: StoreSource;
  let folder: string;
  const running: EventConsumer[] = [];

  beforeEach(async () => {
    model = await ReadModel.create();
    const client = await model.pool.connect();
    await migrateEventStore(client);
    client.release();
    pool = createPool(model.url, { max: 20 });
    folder = mkdtempSync(join(tmpdir(), 'jejak-keys-'));
    store = new EventStore({
      ...{ pool, contracts, topic: 'unused', clock },
      keys: fileKeyStore({ folder, kek: randomBytes(32) }),
      onAppended: () => source.wake(),
    });
    source = storeSource({ store, service: SERVICE });
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((consumer) => consumer.stop()));
    source.close();
    await pool.end();
    await model.drop();
    rmSync(folder, { recursive: true });
  });

  const started = async (name: string, from: StoreSource = source): Promise<EventConsumer> => {
    const consumer = new EventConsumer({
      pool: model.pool,
      handler: recordingHandler(name),
      sources: [from],
    });
    running.push(consumer);
    await consumer.start();
    return consumer;
  };

  const note = (stream: string, count = 1) =>
    store.execute(
      notes,
      stream,
      { type: 'Note', count },
      { commandId: newId(), actor: SERVICE, role: 'service' },
    );

  const applied = (name: string, count: number): Promise<void> =>
    until(async () => (await model.effects(name)).length >= count);

  const expectEach = async (name: string, streams: readonly string[], versions: number): Promise<void> => {
    const effects = await model.effects(name);
    expect(effects).toHaveLength(streams.length * versions);
    for (const stream of streams)
      expect(effects.filter((effect) => effect.stream === stream).map(({ version }) => version)).toEqual(
        Array.from({ length: versions }, (_, i) => i + 1),
      );
  };

  it('follows the store without a broker, several readers from one reading', async () => {
    const stream = streamOf('note', newId());
    await note(stream, 3);
    await Promise.all([started('one'), started('two')]);
    await note(stream, 2);
    await Promise.all([applied('one', 5), applied('two', 5)]);
    await expectEach('one', [stream], 5);
    await expectEach('two', [stream], 5);
  });

  it('reads each event once, however many readers want it', async () => {
    const stream = streamOf('note', newId());
    let read = 0;
    const log: EventLog = {
      loggedAfter: async (...asked) => {
        const page = await store.loggedAfter(...asked);
        read += page.events.length;
        return page;
      },
      recorded: (event) => store.recorded(event),
    };
    const shared = storeSource({ store: log, service: SERVICE });
    const names = ['one', 'two', 'three'];
    await Promise.all(names.map((name) => started(name, shared)));
    await note(stream, 3);
    shared.wake();
    await Promise.all(names.map((name) => applied(name, 3)));
    await note(stream, 2);
    shared.wake();
    await Promise.all(names.map((name) => applied(name, 5)));
    expect(read).toBe(5);
    for (const name of names) await expectEach(name, [stream], 5);
    shared.close();
  });

  it('serves a reader that comes later from the beginning, and again what a step left undone', async () => {
    const streams = [streamOf('note', newId()), streamOf('note', newId())];
    const early = await opened(source, () => true);
    for (const stream of streams) await note(stream, 300);
    await until(() => early.batches.reduce((sum, count) => sum + count, 0) === 600);
    await started('late');
    await applied('late', 600);
    await expectEach('late', streams, 300);
    let refusals = 2;
    const got: bigint[] = [];
    const reluctant = source.open({
      ...{ name: 'reluctant', wants: () => true, startAt: () => Promise.resolve(0n) },
      onBatch: (batch) => {
        if (refusals-- > 0) return Promise.reject(new Error('not now'));
        got.push(...batch.messages.map(({ offset }) => offset));
        batch.resolve(got[got.length - 1]);
        return Promise.resolve();
      },
    });
    await reluctant.run();
    await reluctant.caughtUp;
    expect(got).toHaveLength(600);
    expect(new Set(got).size).toBe(600);
    expect([...got].sort((a, b) => Number(a - b))).toEqual(got);
    await Promise.all([early.open.close(), reluctant.close()]);
  });

  /** Opens the source for a reader that wants what `wants` says, and writes down what it is given. */
  const last = async (): Promise<{ readonly position: bigint }> => {
    const { events } = await store.loggedAfter(0n, 500);
    return events[events.length - 1];
  };

  const opened = async (from: StoreSource, wants: () => boolean, startAt = 0n) => {
    const batches: number[] = [];
    let next = startAt;
    const open = from.open({
      name: 'choosy',
      wants,
      startAt: () => Promise.resolve(next),
      onBatch: (batch) => {
        const last = batch.messages[batch.messages.length - 1].offset;
        batches.push(batch.messages.length);
        batch.resolve(last);
        next = last + 1n;
        return Promise.resolve();
      },
    });
    await open.run();
    return { batches, open };
  };

  it('lets what its reader does not want wait for what it wants, and delivers both together', async () => {
    const patient = storeSource({ store, service: SERVICE, unwantedMs: 3_600_000 });
    let wanted = false;
    const stream = streamOf('note', newId());
    await note(stream, 3);
    const { batches, open } = await opened(patient, () => wanted);
    // It is level with the store, though nothing was delivered: nothing was wanted.
    await open.caughtUp;
    expect(batches).toEqual([]);
    wanted = true;
    await note(stream, 2);
    patient.wake();
    await until(() => batches.length > 0);
    expect(batches).toEqual([5]);
    await open.close();
    patient.close();
  });

  it('delivers what nobody wants all the same, and again to a reader that never got it', async () => {
    const patient = storeSource({ store, service: SERVICE, unwantedMs: 3_600_000 });
    await note(streamOf('note', newId()), 3);
    const never = await opened(patient, () => false);
    await never.open.caughtUp;
    await never.open.close();
    expect(never.batches).toEqual([]);
    patient.close();
    const soon = storeSource({ store, service: SERVICE, unwantedMs: 1 });
    const { batches, open } = await opened(soon, () => false);
    await until(() => batches.reduce((sum, count) => sum + count, 0) === 3);
    await open.close();
    soon.close();
  });

  it('delivers what nobody wants to a reader that comes back behind what the others have at hand', async () => {
    const again = storeSource({ store, service: SERVICE, unwantedMs: 100 });
    await note(streamOf('note', newId()), 3);
    const { position } = await last();
    const ahead = await opened(again, () => true, position);
    await until(() => ahead.batches.length > 0);
    const behind = await opened(again, () => false);
    await until(() => behind.batches.reduce((sum, count) => sum + count, 0) === 3);
    await Promise.all([ahead.open.close(), behind.open.close()]);
    again.close();
  });

  it('does not let more wait than one transaction takes', async () => {
    const patient = storeSource({ store, service: SERVICE, unwantedMs: 3_600_000 });
    const stream = streamOf('note', newId());
    for (let times = 0; times < 3; times++) await note(stream, 200);
    const { batches, open } = await opened(patient, () => false);
    await until(() => batches.length > 0);
    expect(batches[0]).toBeGreaterThanOrEqual(500);
    await open.close();
    patient.close();
  });

  it('delivers the first at once, and what follows in a hurry together', async () => {
    const leisurely = storeSource({ store, service: SERVICE, paceMs: 3_600_000 });
    const stream = streamOf('note', newId());
    const { batches, open } = await opened(leisurely, () => true);
    await note(stream);
    leisurely.wake();
    await until(() => batches.length > 0);
    expect(batches).toEqual([1]);
    // Fewer than one transaction takes would wait for an hour.
    for (let times = 0; times < 3; times++) await note(stream, 200);
    leisurely.wake();
    await until(() => batches.length > 1);
    expect(batches[1]).toBeGreaterThanOrEqual(500);
    await open.close();
    leisurely.close();
  });

  it('loses nothing of sixteen writers whose transactions commit late and out of order', async () => {
    const database = await OutboxDatabase.create('unused');
    const client = await database.pool.connect();
    await migrateConsumers(client);
    await client.query('CREATE TABLE rm.effect (seq bigserial, stream text, version int)');
    client.release();
    const own = contractsOf('performance', [
      defineEvent({ type: 'AnnualRated', version: 1, data: Type.Object({ score: Type.String() }) }),
    ]);
    const slowStore = new EventStore({
      ...{ pool: database.pool, contracts: own, topic: 'unused', clock },
      keys: fileKeyStore({ folder, kek: randomBytes(32) }),
    });
    const following = storeSource({ store: slowStore, service: 'performance' });
    const consumer = new EventConsumer({
      pool: database.pool,
      sources: [following],
      handler: {
        name: 'ratings',
        sources: [own],
        wants: () => true,
        apply: async (events, tx) => {
          for (const { envelope } of events)
            await tx.query('INSERT INTO rm.effect (stream, version) VALUES ($1, $2)', [
              envelope.stream,
              envelope.version,
            ]);
        },
      },
    });
    await consumer.start();
    const written = await slowWriters(database, 6, (done) => done < 25);
    const countOf = async (sql: string): Promise<number> =>
      (await database.pool.query<{ count: number }>(sql)).rows[0].count;
    await until(async () => (await countOf('SELECT count(*)::int AS count FROM rm.effect')) >= written);
    expect(await countOf('SELECT count(DISTINCT (stream, version))::int AS count FROM rm.effect')).toBe(
      written,
    );
    expect(
      await countOf(`SELECT count(*)::int AS count FROM (
        SELECT version - lag(version, 1, 0) OVER (PARTITION BY stream ORDER BY seq) AS step FROM rm.effect) s WHERE step <> 1`),
    ).toBe(0);
    expect((await consumer.status()).parkedKeys).toBe(0);
    await consumer.stop();
    following.close();
    await database.drop();
  });

  it('goes on where it was, also when another replica was at work meanwhile', async () => {
    const stream = streamOf('note', newId());
    const first = await started('notes');
    await note(stream, 3);
    await applied('notes', 3);
    // A second process has a source of its own: both deliver the same, one of them wins.
    const second = storeSource({ store, service: SERVICE });
    await started('notes', second);
    await note(stream, 4);
    await applied('notes', 7);
    await first.stop();
    await note(stream, 3);
    second.wake();
    await applied('notes', 10);
    await expectEach('notes', [stream], 10);
    second.close();
  });

  it('parks an event that this release cannot read, without keeping a copy of it, and redrives it later', async () => {
    const [bad, good] = [streamOf('note', newId()), streamOf('note', newId())];
    await note(bad, 2);
    await note(good, 2);
    let readable = false;
    const log: EventLog = {
      loggedAfter: (position, limit) => store.loggedAfter(position, limit),
      recorded: (event) =>
        !readable && (event as LoggedEvent).stream === bad && (event as LoggedEvent).version === 2
          ? Promise.reject(new RangeError('Noted v3 is not known here'))
          : store.recorded(event),
    };
    const consumer = await started('notes', storeSource({ store: log, service: SERVICE }));
    await applied('notes', 3);
    expect(await model.parked()).toEqual([{ key: bad, cause: 'upcaster', attempts: 1, events: 1 }]);
    const { rows } = await model.pool.query('SELECT raw, value, headers FROM rm.parked');
    expect(rows).toEqual([{ raw: false, value: null, headers: null }]);
    readable = true;
    expect(await consumer.redrive()).toMatchObject([{ key: bad, unparked: true, events: 1 }]);
    await expectEach('notes', [bad, good], 2);
  });

  it('survives a store that does not answer for a while', async () => {
    const stream = streamOf('note', newId());
    let away = true;
    const log: EventLog = {
      recorded: (event) => store.recorded(event),
      loggedAfter: (position, limit) =>
        away
          ? Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }))
          : store.loggedAfter(position, limit),
    };
    const consumer = await started('notes', storeSource({ store: log, service: SERVICE }));
    await note(stream, 3);
    await until(() => consumer.state() === 'crashed');
    away = false;
    await applied('notes', 3);
    expect(consumer.state()).toBe('running');
  });

  it('says when it has caught up', async () => {
    const streams = Array.from({ length: 30 }, () => streamOf('note', newId()));
    for (const stream of streams) await note(stream, 40);
    const consumer = await started('notes');
    await consumer.caughtUp();
    expect(await model.effects('notes')).toHaveLength(1200);
  });
});
