import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { opens } from '@jejak/ledger';
import {
  fromMessage,
  type IncomingMessage,
  kafkaBroker,
  type OutgoingMessage,
  topicOf,
} from '@jejak/messaging';
import { Client } from 'pg';
import { type AuditProcess, startAudit } from './audit-process';
import { MadeEvents } from './made-events';
import { type Delays, delays, onTime } from './pace';
import { median, quantile, ascending } from './race';
import { columnsOf, INSERT, type Leaf, Sequencer } from './sequencer';
import { describeMachine, type Machine, type Servers } from './servers';

export interface LedgerBenchOptions {
  /** Leaves, and events through the broker. */
  readonly count: number;
  /** Of events at a steady pace, whose way to a checkpoint is timed. */
  readonly seconds: number;
  readonly perSecond: number;
  readonly progress?: (text: string) => void;
}

export interface LedgerReport {
  readonly bench: 'ledger';
  readonly machine: Machine;
  readonly count: number;
  /** Leaves a second, made beforehand: medians over rounds. */
  readonly leaves: {
    /** Their rows alone: same batches, same driver, a commit each; no tree, no signature, no files. */
    readonly rawPerSecond: number;
    /** Into the signed log: rows, tree, signature, tiles and checkpoint. */
    readonly logPerSecond: number;
    /** With the rows that questions read. */
    readonly wholePerSecond: number;
    /** Medians of the ratios to raw inside a round each. */
    readonly ratio: { readonly log: number; readonly whole: number };
  };
  /** Events a second from the broker. */
  readonly events: {
    /** Read and checked, every commitment, by a bare consumer that keeps nothing. */
    readonly rawPerSecond: number;
    readonly perSecond: number;
    readonly ratio: number;
  };
  /** From being sent to the first checkpoint that covers it, at a steady pace. */
  readonly inclusion: Delays & { readonly p95Ms: number; readonly perSecond: number };
}

const SOURCE = 'performance';
const BATCH = 4_096;
const ROUNDS = 5;
const PARTITIONS = 3;
const LIMIT_MS = 900_000;

/** What the log takes: leaves that are made, events from the broker, and how soon a checkpoint covers one. */
export const benchLedger = async (servers: Servers, options: LedgerBenchOptions): Promise<LedgerReport> => {
  const { count, seconds, perSecond, progress = () => undefined } = options;
  const machine = await describeMachine(servers.postgresUrl);
  const leaves = await benchLeaves(servers, count);
  progress(`leaves that are made: ${Math.round(leaves.logPerSecond)}/s into the log`);
  const events = await benchEvents(servers, { count, seconds, perSecond, progress });
  return { bench: 'ledger', machine, count, leaves, ...events };
};

const incoming = (messages: readonly OutgoingMessage[], topic: string): IncomingMessage[] =>
  messages.map(({ key, value, headers }, i) => ({
    ...{ topic, partition: 0, offset: BigInt(i), key, headers: { ...headers } },
    value: value === null ? null : Buffer.from(value),
  }));

const rate = async (
  leaves: readonly Leaf[],
  write: (batch: readonly Leaf[]) => Promise<void>,
): Promise<number> => {
  const began = performance.now();
  for (let at = 0; at < leaves.length; at += BATCH) await write(leaves.slice(at, at + BATCH));
  return (leaves.length * 1000) / (performance.now() - began);
};

const benchLeaves = async (servers: Servers, count: number): Promise<LedgerReport['leaves']> => {
  const [signed, whole] = [
    await Sequencer.open(servers.postgresUrl),
    await Sequencer.open(servers.postgresUrl),
  ];
  const made = new MadeEvents(SOURCE);
  const rounds: { raw: number; log: number; whole: number }[] = [];
  try {
    await signed.pool.query(
      `CREATE TABLE bare (idx bigint PRIMARY KEY, leaf bytea NOT NULL, hash bytea NOT NULL, src text NOT NULL,
         pos bigint NOT NULL, stream text NOT NULL, ver int NOT NULL)`,
    );
    let at = 0n;
    // One round goes before those that count.
    for (let round = -1; round < ROUNDS; round++) {
      const leaves = incoming(made.take(Math.ceil(count / ROUNDS)), 'made').map((message) =>
        signed.read(message, SOURCE),
      );
      const raw = await rate(leaves, async (batch) => {
        await signed.pool.query(INSERT('bare'), columnsOf(batch, at));
        at += BigInt(batch.length);
      });
      const log = await rate(leaves, (batch) => signed.extend(batch, false));
      const all = await rate(leaves, (batch) => whole.extend(batch, true));
      if (round >= 0) rounds.push({ raw, log, whole: all });
    }
  } finally {
    await signed.close();
    await whole.close();
  }
  return {
    rawPerSecond: median(rounds.map(({ raw }) => raw)),
    logPerSecond: median(rounds.map(({ log }) => log)),
    wholePerSecond: median(rounds.map((one) => one.whole)),
    ratio: {
      log: median(rounds.map(({ raw, log }) => log / raw)),
      whole: median(rounds.map((one) => one.whole / one.raw)),
    },
  };
};

const benchEvents = async (
  servers: Servers,
  { count, seconds, perSecond, progress }: Required<LedgerBenchOptions>,
): Promise<Pick<LedgerReport, 'events' | 'inclusion'>> => {
  const audit = await startAudit(servers, 'ledger');
  const broker = kafkaBroker({ brokers: servers.kafkaBrokers, clientId: 'bench-ledger' });
  const topic = topicOf(SOURCE, audit.prefix);
  const client = new Client({ connectionString: audit.databaseUrl });
  try {
    await broker.ensureTopics([{ name: topic, partitions: PARTITIONS }]);
    await client.connect();
    const producer = await broker.producer();
    const made = new MadeEvents(SOURCE);
    const send = (messages: readonly OutgoingMessage[]): Promise<void> => producer.send(topic, messages);
    const logged = async (): Promise<number> => {
      const { rows } = await client.query<{ n: string | null }>(
        'SELECT max(pos) AS n FROM ledger.log_entry WHERE src = $1',
        [SOURCE],
      );
      return Number(rows[0].n ?? 0);
    };
    await audit.stop();
    for (let left = count; left > 0; left -= 1_000) await send(made.take(Math.min(1_000, left)));
    const rawPerSecond = await consumeAndCheck(broker, topic, count);
    progress(`a bare consumer reads and checks ${Math.round(rawPerSecond)} events/s`);
    await audit.start();
    const asked = performance.now();
    // What comes first pays for joining the group.
    const first = await until(logged, (n) => n > 0);
    const began = performance.now();
    await until(logged, (n) => n >= count);
    // So few that all came at once: then they pay for it too.
    const [taken, since] = first < count ? [count - first, began] : [count, asked];
    const reached = (taken * 1000) / (performance.now() - since);
    progress(`the service takes ${Math.round(reached)} events/s`);
    return {
      events: { rawPerSecond, perSecond: reached, ratio: reached / rawPerSecond },
      inclusion: await timeInclusion(audit, client, { made, send, seconds, perSecond, before: count }),
    };
  } finally {
    await client.end();
    await broker.close();
    await audit.close();
  }
};

const until = async (read: () => Promise<number>, holds: (value: number) => boolean): Promise<number> => {
  for (const end = performance.now() + LIMIT_MS; performance.now() < end; await pause(5)) {
    const value = await read();
    if (holds(value)) return value;
  }
  throw new Error('the log did not get there');
};

const consumeAndCheck = async (
  broker: ReturnType<typeof kafkaBroker>,
  topic: string,
  count: number,
): Promise<number> => {
  let [seen, began] = [0, 0];
  const consumer = broker.consumer({
    ...{ group: `${topic}.raw`, topics: [topic], startFrom: 'beginning' },
    onBatch: (batch) => {
      const { messages } = batch;
      if (began === 0) began = performance.now();
      for (const message of messages) {
        const { core, data, opening } = fromMessage(message);
        if (!opens(core.data, data ?? {}, opening)) throw new Error('a commitment that is not kept');
      }
      seen += messages.length;
      batch.resolve(messages[messages.length - 1].offset);
      return Promise.resolve();
    },
  });
  await consumer.run();
  await until(
    () => Promise.resolve(seen),
    (n) => n >= count,
  );
  const perSecond = (count * 1000) / (performance.now() - began);
  await consumer.close();
  return perSecond;
};

interface Steady {
  readonly made: MadeEvents;
  readonly send: (messages: readonly OutgoingMessage[]) => Promise<void>;
  readonly seconds: number;
  readonly perSecond: number;
  /** Events that are there already. */
  readonly before: number;
}

const timeInclusion = async (
  audit: AuditProcess,
  client: Client,
  { made, send, seconds, perSecond, before }: Steady,
): Promise<LedgerReport['inclusion']> => {
  const count = Math.ceil(seconds * perSecond);
  const sent = new Map<number, number>();
  const published: { size: number; at: number }[] = [];
  let looking = true;
  const watch = (async () => {
    while (looking) {
      const size = await audit.publishedSize();
      if (size > (published.at(-1)?.size ?? -1)) published.push({ size, at: performance.now() });
      await pause(2);
    }
  })();
  const sending: Promise<void>[] = [];
  // What came in one turn of the event loop is one request to the broker, as a relay does it.
  let gathered: OutgoingMessage[] = [];
  await onTime(count, perSecond, (nth) => {
    sent.set(before + nth + 1, performance.now());
    gathered.push(made.next());
    if (gathered.length > 1) return;
    setImmediate(() => {
      sending.push(send(gathered));
      gathered = [];
    });
  });
  await pause(0);
  await Promise.all(sending);
  const last = await untilLogged(client, before + count);
  await until(
    () => audit.publishedSize(),
    (size) => size > last,
  );
  looking = false;
  await watch;
  published.push({ size: await audit.publishedSize(), at: performance.now() });
  const { rows } = await client.query<{ idx: string; pos: string }>(
    'SELECT idx, pos FROM ledger.log_entry WHERE src = $1 AND pos > $2 ORDER BY idx',
    [SOURCE, before],
  );
  const taken = rows.map(({ idx, pos }) => {
    const covering = published.find(({ size }) => size > Number(idx));
    return (covering?.at ?? Number.NaN) - (sent.get(Number(pos)) ?? Number.NaN);
  });
  return { ...delays(taken), p95Ms: quantile(ascending(taken), 0.95), perSecond };
};

/** @returns where the log has it */
const untilLogged = (client: Client, pos: number): Promise<number> =>
  until(
    async () => {
      const { rows } = await client.query<{ idx: string }>(
        'SELECT idx FROM ledger.log_entry WHERE src = $1 AND pos = $2',
        [SOURCE, pos],
      );
      return Number(rows.at(0)?.idx ?? -1);
    },
    (idx) => idx >= 0,
  );
