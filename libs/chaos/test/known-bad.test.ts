import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createPool,
  EventStore,
  fileKeyStore,
  type LoggedEvent,
  migrateEventStore,
} from '@jejak/event-store';
import { newId, streamOf } from '@jejak/kernel';
import {
  type BatchHandler,
  EventConsumer,
  type EventLog,
  fromMessage,
  memoryBroker,
  migrateConsumers,
  Relay,
  storeSource,
  toMessage,
} from '@jejak/messaging';
import { createTestDatabase, eventually, type TestDatabase } from '@jejak/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Pool, PoolClient } from 'pg';
import { checkEffects, type RecordedEvent } from '../src/check/effects';
import { checkTopics } from '../src/check/topics';
import { HistoryRecord } from '../src/history/record';
import type { Published } from '../src';
import { judgeFolder } from '../src';
import { Caller } from '../src/load/caller';
import { account, accountContracts, TABLES } from '../src/service/accounts';

/* What must not be built, built and run: each is caught, and its good twin is not. */

interface Flaws {
  /** Any expected version will do. */
  readonly unchecked?: boolean;
  /** Answers, and forgets. */
  readonly loses?: boolean;
  /** Reads what was there one append ago. */
  readonly stale?: boolean;
  /** Does not know a command again. */
  readonly doubles?: boolean;
  /** Refuses without a reason. */
  readonly refuses?: boolean;
}

/** A store in memory behind the requests of the real service. */
const serve = (flaws: Flaws): Server => {
  const streams = new Map<string, { id: string; cause: string }[]>();
  const known = new Map<string, object>();
  return createServer((request, response) => {
    void (async () => {
      const stream = (request.url ?? '').slice(1);
      const events = streams.get(stream) ?? [];
      const answer = (status: number, body: object): void =>
        void response.writeHead(status).end(JSON.stringify(body));
      if (request.method === 'GET') {
        const seen = flaws.stale && !request.headers['x-final'] ? events.slice(0, -1) : events;
        const [ids, causes] = [seen.map(({ id }) => id), seen.map(({ cause }) => cause)];
        return answer(200, { version: seen.length, events: ids, causes });
      }
      let text = '';
      for await (const piece of request) text += String(piece);
      const { command, count, expected } = JSON.parse(text) as {
        command: string;
        count: number;
        expected?: number;
      };
      const first = known.get(command);
      if (first && !flaws.doubles) return answer(200, { ...first, outcome: 'duplicate' });
      const conflict = expected !== undefined && expected !== events.length && !flaws.unchecked;
      if (conflict || flaws.refuses)
        return answer(409, { code: 'CONCURRENCY_CONFLICT', current: events.length });
      const made = Array.from({ length: count }, () => ({ id: newId(), cause: command }));
      if (!flaws.loses) streams.set(stream, [...events, ...made]);
      const appended = {
        version: events.length + count,
        events: made.map(({ id }) => ({ id, type: 'asn.accounts.Deposited.v1' })),
      };
      known.set(command, appended);
      answer(200, { ...appended, outcome: 'ok' });
    })();
  });
};

describe('a store, judged by what its callers recorded', () => {
  let folder: string;
  let server: Server | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jejak-known-bad-'));
  });
  afterEach(() => {
    server?.close();
    rmSync(folder, { recursive: true });
  });

  /** Two writers, a retry, a conflict and reads. @returns the invariants of the streams that are broken */
  const judged = async (flaws: Flaws): Promise<string[]> => {
    server = serve(flaws).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const record = new HistoryRecord(folder);
    const surprises: string[] = [];
    const caller = (name: string): Caller => new Caller(name, record, surprises);
    const [one, two, reader] = ['writer-1', 'writer-2', 'reader-1'].map(caller);
    const stream = streamOf('account', newId());
    const first = { stream, command: newId(), count: 2, expected: 0 };
    await one.append(port, first);
    await two.append(port, { stream, command: newId(), count: 1, expected: 0 });
    await reader.read(port, stream, newId());
    await one.append(port, first);
    await two.append(port, { stream, command: newId(), count: 1 });
    await reader.read(port, stream, newId());
    const last = await new Promise<{ version: number; events: string[]; causes: string[] }>((resolve) => {
      void fetch(`http://127.0.0.1:${port}/${stream}`, { headers: { 'x-final': 'yes' } }).then(
        async (response) =>
          resolve((await response.json()) as { version: number; events: string[]; causes: string[] }),
      );
    });
    const now = record.now();
    record.operation({
      ...{
        op: 'read',
        stream,
        process: 'final',
        start: now,
        end: now,
        command: newId(),
        ...last,
        outcome: 'ok',
      },
    });
    await record.close({
      scenario: 'known-bad',
      seed: 1,
      strikesWanted: 0,
      drainedMs: 0,
      drainLimitMs: 60,
      surprises,
    });
    const { findings } = judgeFolder(folder);
    return [...new Set(findings.map(({ invariant }) => invariant))]
      .filter((name) => /^I[12]$/.test(name))
      .sort();
  };

  it.each<[string, Flaws, string[]]>([
    ['a good one holds', {}, []],
    ['one without a version check does not', { unchecked: true }, ['I2']],
    ['nor one that loses what it acknowledged', { loses: true }, ['I1', 'I2']],
    ['nor one with stale reads', { stale: true }, ['I2']],
    ['nor one that doubles retries', { doubles: true, unchecked: true }, ['I1', 'I2']],
    ['nor one that refuses at the expected version', { refuses: true }, ['I2']],
  ])('%s', async (_, flaws, broken) => {
    expect(await judged(flaws)).toEqual(broken);
  });
});

describe('over PostgreSQL, with an append that commits late', () => {
  let database: TestDatabase;
  let pool: Pool;
  let store: EventStore;
  let keys: string;
  beforeEach(async () => {
    database = await createTestDatabase('known_bad');
    pool = createPool(database.url, { max: 8 });
    keys = mkdtempSync(join(tmpdir(), 'jejak-keys-'));
    await asClient(async (client) => {
      await migrateEventStore(client);
      await migrateConsumers(client);
      await client.query(TABLES);
    });
    store = storeOn(pool);
  });
  afterEach(async () => {
    await pool.end();
    await database.drop();
    rmSync(keys, { recursive: true });
  });

  const asClient = async <Result>(run: (client: PoolClient) => Promise<Result>): Promise<Result> => {
    const client = await pool.connect();
    try {
      return await run(client);
    } finally {
      client.release();
    }
  };
  const storeOn = (on: Pool): EventStore =>
    new EventStore({
      ...{ pool: on, contracts: accountContracts, topic: 'accounts' },
      clock: { now: () => '2026-01-05T02:00:00.000Z' },
      keys: fileKeyStore({ folder: keys, kek: Buffer.alloc(32, 7) }),
    });
  const post = (on: EventStore, stream: string): Promise<unknown> =>
    on.execute(
      account,
      stream,
      { type: 'Post', count: 1 },
      { commandId: newId(), actor: 'accounts', role: 'service' },
    );

  /** Runs `work` on a store whose transaction stays open until `meanwhile` is over. */
  const committingLate = async (stream: string, meanwhile: () => Promise<void>): Promise<void> => {
    const client = await pool.connect();
    const kept = new Proxy(client, {
      get: (target, name) => {
        if (name === 'release') return () => undefined;
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      },
    });
    const held = { connect: () => Promise.resolve(kept) } as unknown as Pool;
    try {
      await client.query('begin');
      await post(storeOn(held), stream);
      await meanwhile();
      await client.query('commit');
    } finally {
      client.release();
    }
  };

  const recorded = async (): Promise<Map<string, RecordedEvent>> => {
    const { rows } = await pool.query<{
      event_id: string;
      event_type: string;
      stream_id: string;
      version: string;
    }>('select event_id, event_type, stream_id, version from es.events');
    return new Map(
      rows.map(({ event_id: event, event_type: type, stream_id: stream, version }) => [
        event,
        { event, type, stream, version: Number(version) },
      ]),
    );
  };

  const notes: BatchHandler = {
    name: 'notes',
    sources: [accountContracts],
    wants: () => true,
    apply: async (events, tx) => {
      for (const { envelope } of events)
        await tx.query('insert into rm.effect (consumer, event, stream, version) values ($1, $2, $3, $4)', [
          'notes',
          envelope.id,
          envelope.stream,
          envelope.version,
        ]);
    },
  };

  /** The real consumer over a cursor: what is broken when all is over. */
  const followedBy = async (log: EventLog): Promise<string[]> => {
    const [late, quick, last] = [1, 2, 3].map(() => streamOf('account', newId()));
    const consumer = new EventConsumer({
      pool,
      handler: notes,
      sources: [storeSource({ store: log, service: 'accounts' })],
    });
    const has = async (stream: string): Promise<boolean> =>
      ((await pool.query('select from rm.effect where stream = $1', [stream])).rowCount ?? 0) > 0;
    await consumer.start();
    try {
      await committingLate(late, async () => {
        await post(store, quick);
        // The naive one goes on behind the quick one; the safe one waits for the late one, and must not be waited for.
        if (log !== store) await eventually('the quick one is there', () => has(quick));
      });
      await post(store, last);
      await eventually('the last one is there', () => has(last));
    } finally {
      await consumer.stop();
    }
    const { rows } = await pool.query<{ event: string; stream: string; version: string; seq: string }>(
      'select event, stream, version, seq from rm.effect order by seq',
    );
    const effects = rows.map((row) => ({
      ...{ consumer: 'notes', event: row.event, stream: row.stream },
      ...{ version: Number(row.version), seq: Number(row.seq) },
    }));
    const { findings } = checkEffects(
      effects,
      [{ consumer: 'notes', subscribe: ['asn.accounts.*'] }],
      await recorded(),
    );
    return findings.map(({ invariant, what }) => `${invariant} ${what.replace(/event .*/, 'an event')}`);
  };

  it('the gap-safe cursor loses nothing', async () => {
    expect(await followedBy(store)).toEqual([]);
  });

  it('a naive cursor loses the late one, and is caught', async () => {
    const naive: EventLog = {
      recorded: (stored) => store.recorded(stored),
      loggedAfter: async (position, limit) => {
        const { rows } = await pool.query<{
          position: string;
          stream_id: string;
          version: string;
          event_type: string;
          core: string;
          event_hash: Buffer;
          data: object;
          opening: Buffer;
          recorded_at: Date;
        }>('select * from es.events where position > $1 order by position limit $2', [position, limit]);
        const events = rows.map((row): LoggedEvent => {
          const place = {
            position: BigInt(row.position),
            stream: row.stream_id,
            version: Number(row.version),
            type: row.event_type,
          };
          const { core, event_hash: hash, data, opening, recorded_at: recordedAt } = row;
          return { ...place, core, hash, data, opening, personal: null, recordedAt };
        });
        return { events, next: events.at(-1)?.position ?? position };
      },
    };
    expect(await followedBy(naive)).toEqual(['I4 never acted on an event']);
  });

  const messagesOf = (broker: ReturnType<typeof memoryBroker>): Published[] =>
    broker.read('accounts').map((message) => {
      const { core, hash, pos, src } = fromMessage(message);
      return {
        ...{ topic: message.topic, partition: message.partition, offset: Number(message.offset), src, pos },
        ...{ event: core.id, type: core.type, stream: core.stream, version: core.ver },
        ...{ hash: hash.toString('base64url'), prev: core.prev },
      };
    });

  it('the relay keeps the order', async () => {
    const broker = memoryBroker();
    const relay = new Relay({
      ...{ databaseUrl: database.url, broker, service: 'accounts', topic: 'accounts', partitions: 1 },
    });
    const [late, quick] = [1, 2].map(() => streamOf('account', newId()));
    relay.start();
    try {
      await committingLate(late, async () => {
        await post(store, quick);
        await eventually('the quick one is published', () =>
          messagesOf(broker).some(({ stream }) => stream === quick),
        );
      });
      await post(store, late);
      await eventually('all are published', () => messagesOf(broker).length === 3);
    } finally {
      await relay.stop();
    }
    expect(checkTopics(messagesOf(broker), new Set((await recorded()).keys())).findings).toEqual([]);
  });

  it('a paging relay turns versions round, and is caught', async () => {
    const broker = memoryBroker();
    await broker.ensureTopics([{ name: 'accounts', partitions: 1 }]);
    const producer = await broker.producer();
    let cursor = '0';
    let pos = 0;
    const page = async (): Promise<number> => {
      const { rows } = await pool.query<{
        position: string;
        key: string;
        core: string;
        data: string;
        opening: Buffer;
      }>(
        `select o.position, o.key, e.core, e.data::text as data, e.opening
           from es.outbox o join es.events e using (position) where o.position > $1 order by o.position`,
        [cursor],
      );
      await producer.send(
        'accounts',
        rows.map((row) => toMessage({ ...row, pos: ++pos, personal: null, traceparent: null }, 'accounts')),
      );
      await pool.query('delete from es.outbox where position = any ($1::bigint[])', [
        rows.map((row) => row.position),
      ]);
      cursor = rows.at(-1)?.position ?? '0';
      return rows.length;
    };
    const [late, quick] = [1, 2].map(() => streamOf('account', newId()));
    await committingLate(late, async () => {
      await post(store, quick);
      await page();
    });
    await post(store, late);
    while ((await page()) > 0 || messagesOf(broker).length < 3);
    const { findings } = checkTopics(messagesOf(broker), new Set((await recorded()).keys()));
    expect(findings.map(({ what }) => what)).toContain(
      'version 2 came after version 0: lost or out of order',
    );
  });
});
