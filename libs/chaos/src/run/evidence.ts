import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { EventStore, fileKeyStore } from '@jejak/event-store';
import { newId } from '@jejak/kernel';
import type { Core } from '@jejak/ledger';
import { type Broker, fromMessage, type IncomingMessage, kafkaBroker, topicOf } from '@jejak/messaging';
import { everyEvent, type Projection, rebuildInto } from '@jejak/projections';
import { eventually, until } from '@jejak/testing/faults';
import type { Pool } from 'pg';
import type { Installation } from '../fault/installation';
import type { HistoryRecord } from '../history/record';
import { Caller } from '../load/caller';
import { accountContracts, accountRows, type AccountRow, totals } from '../service/accounts';

const DRAIN_MS = 180_000;

const count = async (pool: Pool, sql: string): Promise<number> => {
  const { rows } = await pool.query<{ count: number }>(`select count(*)::int as count from ${sql}`);
  return rows[0].count;
};

const level = async ({ pools: { accounts, receipts }, replicas }: Installation): Promise<boolean> => {
  for (const replica of replicas) if ((await replica.status())?.inFlight !== 0) return false;
  const events = await count(accounts, 'es.events');
  const deposits = await count(accounts, `es.events where event_type like 'asn.accounts.Deposited.%'`);
  return (
    (await count(accounts, 'es.outbox')) === 0 &&
    (await count(receipts, 'es.outbox')) === 0 &&
    (await reached(accounts, 'own-notes')) === events &&
    (await reached(accounts, 'account')) === events &&
    (await reached(receipts, 'topic-notes')) === events &&
    (await reached(receipts, 'mirrored_account')) === events &&
    (await reached(accounts, 'total')) === events &&
    (await count(receipts, 'es.events')) >= deposits
  );
};

/** How many events a consumer has behind it, by its books. */
const reached = async (pool: Pool, consumer: string): Promise<number> => {
  const { rows } = await pool.query<{ sum: number }>(
    'select coalesce(sum(version), 0)::int as sum from rm.stream_progress where projection = $1',
    [consumer],
  );
  return rows[0].sum;
};

/** Waits until nothing moves any more. @returns after how many milliseconds; null when it never came to that */
export const drained = async (installation: Installation): Promise<number | null> => {
  const since = performance.now();
  try {
    await eventually('everything is level', () => level(installation), DRAIN_MS);
    return Math.round(performance.now() - since);
  } catch {
    return null;
  }
};

/** Reads every stream as it stands now: those that clients wrote to, and those of the reaction. */
export const readAll = async (
  installation: Installation,
  streams: Iterable<string>,
  record: HistoryRecord,
  surprises: string[],
): Promise<void> => {
  const caller = new Caller('final', record, surprises);
  const { port } = installation.replicas[0];
  for (const stream of streams) await caller.read(port, stream, newId());
  const { rows } = await installation.pools.receipts.query<{ stream_id: string }>(
    'select stream_id from es.streams order by stream_id',
  );
  const receipts = installation.replicas[installation.replicas.length - 1];
  for (const { stream_id: stream } of rows) await caller.read(receipts.port, stream, newId());
};

/** Writes down what the databases and topics hold. */
export const recordEvidence = async (
  installation: Installation,
  record: HistoryRecord,
  keyFolder: string,
): Promise<void> => {
  await recordTopics(installation, record);
  await recordEffects(installation, record);
  await recordReadModels(installation, record, keyFolder);
  await recordLeftovers(installation, record);
};

const recordTopics = async (
  { servers, prefix, pools }: Installation,
  record: HistoryRecord,
): Promise<void> => {
  const broker = kafkaBroker({ brokers: servers.brokers, clientId: 'chaos-judge' });
  try {
    for (const service of ['accounts', 'receipts'] as const) {
      const expected = await count(pools[service], 'es.published');
      if (expected > 0) await recordTopic(broker, topicOf(service, prefix), expected, record);
    }
  } finally {
    await broker.close();
  }
};

const recordTopic = async (
  broker: Broker,
  topic: string,
  expected: number,
  record: HistoryRecord,
): Promise<void> => {
  const seen: IncomingMessage[] = [];
  const ends = new Map<number, bigint>();
  const consumer = broker.consumer({
    group: `${topic}.judge`,
    topics: [topic],
    startFrom: 'beginning',
    onBatch: (batch) => {
      seen.push(...batch.messages);
      ends.set(batch.partition, batch.highWatermark);
      batch.resolve(batch.messages[batch.messages.length - 1].offset);
      return Promise.resolve();
    },
  });
  void consumer.run();
  const complete = (): boolean => {
    const numbers = new Set(seen.map((message) => fromMessage(message).pos));
    const last = new Map<number, bigint>();
    for (const { partition, offset } of seen) last.set(partition, offset);
    return (
      numbers.size >= expected && [...ends].every(([partition, end]) => last.get(partition) === end - 1n)
    );
  };
  // What is missing is for the judge to say.
  await until(complete, 60_000).catch(() => undefined);
  await consumer.close();
  for (const message of seen) {
    const { core, hash, pos, src } = fromMessage(message);
    record.published({
      ...{ topic, partition: message.partition, offset: Number(message.offset), src, pos },
      ...{ event: core.id, type: core.type, stream: core.stream, version: core.ver },
      ...{ hash: hash.toString('base64url'), prev: core.prev },
    });
  }
};

interface EffectRow {
  readonly consumer: string;
  readonly event: string;
  readonly stream: string;
  readonly version: string;
  readonly seq: string;
}

const recordEffects = async ({ pools }: Installation, record: HistoryRecord): Promise<void> => {
  for (const [service, consumer] of [
    ['accounts', 'own-notes'],
    ['receipts', 'topic-notes'],
  ] as const) {
    record.effect({ consumer, subscribe: ['asn.accounts.*'] });
    const { rows } = await pools[service].query<EffectRow>(
      'select * from rm.effect where consumer = $1 order by seq',
      [consumer],
    );
    for (const { event, stream, version, seq } of rows)
      record.effect({ consumer, event, stream, version: Number(version), kind: 'row', seq: Number(seq) });
  }
  record.effect({ consumer: 'receipt', subscribe: ['asn.accounts.Deposited.v1'] });
  const places = new Map<string, { stream: string; version: number }>();
  const { rows: sources } = await pools.accounts.query<{
    event_id: string;
    stream_id: string;
    version: string;
  }>('select event_id, stream_id, version from es.events');
  for (const { event_id: event, stream_id: stream, version } of sources)
    places.set(event, { stream, version: Number(version) });
  const { rows: given } = await pools.receipts.query<{ core: string; position: string }>(
    'select core, position from es.events order by position',
  );
  for (const { core, position } of given) {
    const { cause, id } = JSON.parse(core) as Core;
    const event = cause ?? id;
    const { stream, version } = places.get(event) ?? { stream: '', version: 0 };
    record.effect({
      ...{ consumer: 'receipt', event, command: id, stream, version, kind: 'command' },
      seq: Number(position),
    });
  }
};

const dump = async (pool: Pool, table: string): Promise<{ rows: number; hash: string }> => {
  const { rows } = await pool.query<{ row: string }>(
    `select to_jsonb(t)::text as row from rm.${table} t order by to_jsonb(t)::text collate "C"`,
  );
  const hash = createHash('sha256');
  for (const { row } of rows) hash.update(row).update('\n');
  return { rows: rows.length, hash: hash.digest('hex') };
};

/** Each read model beside what the events make of it again; the mirrored one from the events of the service it mirrors. */
const recordReadModels = async (
  { pools }: Installation,
  record: HistoryRecord,
  keyFolder: string,
): Promise<void> => {
  const store = new EventStore({
    ...{ pool: pools.accounts, contracts: accountContracts, topic: 'unused' },
    clock: { now: () => new Date().toISOString() },
    keys: fileKeyStore({ folder: join(keyFolder), kek: Buffer.alloc(32, 7) }),
  });
  const models: readonly (readonly ['accounts' | 'receipts', Projection])[] = [
    ['accounts', accountRows('account') satisfies Projection<AccountRow>],
    ['accounts', totals],
    ['receipts', accountRows('mirrored_account')],
  ];
  for (const [service, model] of models) {
    const again = `${model.table}_again`;
    await rebuildInto(
      pools[service],
      model,
      everyEvent(store, (type) => model.wants(type)),
      again,
    );
    const [live, rebuilt] = [await dump(pools[service], model.table), await dump(pools[service], again)];
    record.readModel({
      ...{ model: `${service}.${model.table}`, ...live },
      ...{ rebuiltRows: rebuilt.rows, rebuiltHash: rebuilt.hash },
    });
  }
};

const recordLeftovers = async ({ pools }: Installation, record: HistoryRecord): Promise<void> => {
  for (const [service, pool] of Object.entries(pools)) {
    const { rows } = await pool.query<{ where: string; key: string; error: string }>(
      `select projection as "where", key, error from rm.parked_key
       union all select 'relay of ' || $1, key, 'blocked' from es.outbox_blocked_key`,
      [service],
    );
    for (const row of rows) record.leftover(row);
  }
};
