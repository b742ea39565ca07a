import type { Recorded } from '@jejak/kernel';
import { everyEvent, type Projection, Projections } from '@jejak/projections';
import { setTimeout } from 'node:timers/promises';
import type { Pool } from 'pg';
import { BenchStore } from './bench-store';
import { median } from './race';
import { makeScoreTable, scoreBoard, scoreHistory } from './read-model';
import { describeMachine, type Machine, type Servers } from './servers';
import { benchContracts, type Scored } from './workload';

export interface RebuildOptions {
  /** Events of the larger size; the smaller is a tenth of it. */
  readonly count: number;
  readonly rounds: number;
}

/** A read model at one size; events a second, medians over the rounds. */
export interface RebuiltModel {
  readonly name: string;
  readonly eventsOfARow: number;
  /** From being asked for to being the live one. */
  readonly rebuildPerSecond: number;
  /** The bare multi-row upserts of the same rows. */
  readonly barePerSecond: number;
  readonly ratioToBare: number;
}

export interface RebuildSize {
  readonly events: number;
  /** Reading every event from the store, decoded, with nothing made of it. */
  readonly readPerSecond: number;
  readonly models: readonly RebuiltModel[];
}

export interface RebuildReport {
  readonly bench: 'rebuild';
  readonly machine: Machine;
  /** Ascending. */
  readonly sizes: readonly RebuildSize[];
  /** By model: cost of an event at the larger size over that at the smaller, 1 where it is flat. */
  readonly growth: Readonly<Record<string, number>>;
}

const PER_STREAM = 10;
/** Recorded by the store; what is missing to a size are copies of them. */
const SEED = 10_000;
/** Events of one statement: as many as the rebuild folds in one transaction. */
const STEP = 2_000;

/** Row by row what both sides write, and its primary key. */
const MODELS = [
  { projection: scoreBoard, eventsOfARow: PER_STREAM, key: 'stream' },
  { projection: scoreHistory, eventsOfARow: 1, key: 'stream, nth' },
] as const;

/**
 * Rebuilds read models as an operator does, blue/green beside the live ones, and writes the same rows by bare upserts: one
 * model with a row a stream, one with a row an event, at two sizes.
 */
export const benchRebuild = async (
  servers: Servers,
  { count, rounds }: RebuildOptions,
): Promise<RebuildReport> => {
  const bench = await BenchStore.open(servers.postgresUrl, 'rebuild', { topic: 'bench.events.v1' });
  try {
    const sizes: RebuildSize[] = [];
    await makeScoreTable(bench.pool);
    await bench.fill(Math.min(SEED, Math.ceil(count / 10)), PER_STREAM);
    for (const events of [Math.ceil(count / 10), count]) {
      const filled = await bench.multiply(events);
      sizes.push(await measure(bench, filled, rounds));
    }
    const [small, large] = sizes;
    return {
      bench: 'rebuild',
      machine: await describeMachine(bench.url),
      sizes,
      growth: Object.fromEntries(
        small.models.map(({ name, rebuildPerSecond }, nth) => [
          name,
          rebuildPerSecond / large.models[nth].rebuildPerSecond,
        ]),
      ),
    };
  } finally {
    await bench.close();
  }
};

interface Turn {
  readonly read: number;
  readonly rebuild: readonly number[];
  readonly bare: readonly number[];
}

const measure = async (bench: BenchStore, events: number, rounds: number): Promise<RebuildSize> => {
  const { pool, store } = bench;
  const running = new Projections({
    ...{ pool, store, service: benchContracts.service },
    projections: MODELS.map(({ projection }) => projection),
  });
  await running.migrate();
  await running.start();
  const turns: Turn[] = [];
  try {
    await Promise.all(running.names().map((name) => running.consumer(name).caughtUp()));
    for (let round = 0; round < rounds; round++) {
      const read = await rate(events, () => readAll(store));
      const rebuild: number[] = [];
      const bare: number[] = [];
      for (const model of MODELS) {
        bare.push((events * 1000) / (await upsertMs(pool, store, model)));
        rebuild.push(await rate(events, () => rebuilt(running, model.projection)));
      }
      turns.push({ read, rebuild, bare });
    }
  } finally {
    await running.stop();
  }
  return {
    events,
    readPerSecond: median(turns.map(({ read }) => read)),
    models: MODELS.map(({ projection: { name }, eventsOfARow }, nth) => ({
      ...{ name, eventsOfARow },
      rebuildPerSecond: median(turns.map(({ rebuild }) => rebuild[nth])),
      barePerSecond: median(turns.map(({ bare }) => bare[nth])),
      ratioToBare: median(turns.map(({ rebuild, bare }) => rebuild[nth] / bare[nth])),
    })),
  };
};

const rate = async (events: number, run: () => Promise<void>): Promise<number> => {
  const began = performance.now();
  await run();
  return (events * 1000) / (performance.now() - began);
};

const all = (): boolean => true;

const readAll = async (store: BenchStore['store']): Promise<void> => {
  for await (const batch of everyEvent(store, all)) if (batch.length === 0) throw new Error('an empty page');
};

const LOOK_MS = 20;

const rebuilt = async ({ rebuilds }: Projections, { name }: Projection): Promise<void> => {
  await rebuilds.request(name);
  for (;;) {
    const { phase, error } = (await rebuilds.progress(name)) ?? {};
    if (phase === 'done') return;
    if (phase === 'failed') throw new Error(`the rebuild of ${name} failed: ${error}`);
    await setTimeout(LOOK_MS);
  }
};

/**
 * How long the bare statements take, one after the other, by the same driver. Only they are timed: their rows are at hand, folded
 * and in columns. Nothing else is written, neither progress of streams nor an offset.
 */
const upsertMs = async (
  pool: Pool,
  store: BenchStore['store'],
  { projection: { table }, key }: (typeof MODELS)[number],
): Promise<number> => {
  await pool.query(`drop table if exists rm.bare; create table rm.bare (like rm.${table} including all)`);
  const text = `
    insert into rm.bare (stream, nth, score, predicate, unit, goal, version)
    select * from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
    on conflict (${key}) do update set nth = excluded.nth, score = excluded.score, predicate = excluded.predicate,
      unit = excluded.unit, goal = excluded.goal, version = excluded.version`;
  let ms = 0;
  let waiting: Recorded[] = [];
  const flush = async (): Promise<void> => {
    const values = columnsOf(newest(waiting, key));
    waiting = [];
    const began = performance.now();
    await pool.query({ name: `bench_upsert_${table}`, text, values });
    ms += performance.now() - began;
  };
  for await (const batch of everyEvent(store, all))
    for (const event of batch) if (waiting.push(event) === STEP) await flush();
  if (waiting.length > 0) await flush();
  await pool.query('drop table rm.bare');
  return ms;
};

/** What is left of these events when only the last one of each row counts. */
const newest = (events: readonly Recorded[], key: string): Recorded[] => {
  const rows = new Map<string, Recorded>();
  for (const event of events) {
    const { stream, version } = event.envelope;
    rows.set(key === 'stream' ? stream : `${stream}/${version}`, event);
  }
  return [...rows.values()];
};

const columnsOf = (events: readonly Recorded[]): unknown[][] => {
  const data = events.map((event) => event.data as Scored['data']);
  const versions = events.map(({ envelope }) => envelope.version);
  return [
    events.map(({ envelope }) => envelope.stream),
    versions,
    data.map(({ score }) => score),
    data.map(({ predicate }) => predicate),
    data.map(({ unit }) => unit),
    data.map(({ goal }) => goal),
    versions,
  ];
};
