import type { Recorded } from '@jejak/kernel';
import { everyEvent, rebuildInto } from '@jejak/projections';
import type { Pool } from 'pg';
import { BenchStore } from './bench-store';
import { median } from './race';
import { makeScoreTable, scoreBoard } from './read-model';
import { describeMachine, type Machine, type Servers } from './servers';
import type { Scored } from './workload';

export interface RebuildOptions {
  /** Events of the larger size; the smaller is a quarter of it. */
  readonly count: number;
  readonly rounds: number;
}

export interface RebuildSize {
  readonly events: number;
  /** Events a second, medians over the rounds. */
  readonly rebuildPerSecond: number;
  /** Reading every event from the store, decoded, with nothing made of it. */
  readonly readPerSecond: number;
  /** Bare multi-row upserts of the same rows, the events in memory. */
  readonly barePerSecond: number;
  readonly ratioToBare: number;
}

export interface RebuildReport {
  readonly bench: 'rebuild';
  readonly machine: Machine;
  /** Ascending. */
  readonly sizes: readonly RebuildSize[];
  /** Cost of an event at the larger size over that at the smaller: 1 where it is flat. */
  readonly growth: number;
}

const PER_STREAM = 10;
const BATCH = 1_000;

/** Rebuilds a simple read model from the store beside bare upserts of the same rows, at two sizes. */
export const benchRebuild = async (
  servers: Servers,
  { count, rounds }: RebuildOptions,
): Promise<RebuildReport> => {
  const bench = await BenchStore.open(servers.postgresUrl, 'rebuild', { topic: 'bench.events.v1' });
  try {
    await makeScoreTable(bench.pool);
    const sizes: RebuildSize[] = [];
    let filled = 0;
    for (const events of [Math.ceil(count / 4), count]) {
      await bench.fill(events - filled, PER_STREAM);
      filled = events;
      await bench.pool.query('analyze');
      sizes.push(await measure(bench, events, rounds));
    }
    const [small, large] = sizes;
    return {
      bench: 'rebuild',
      machine: await describeMachine(bench.url),
      sizes,
      growth: small.rebuildPerSecond / large.rebuildPerSecond,
    };
  } finally {
    await bench.close();
  }
};

const all = (): boolean => true;

const measure = async ({ pool, store }: BenchStore, events: number, rounds: number): Promise<RebuildSize> => {
  const turns: { rebuild: number; read: number; bare: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    // In a function of its own, so that the rebuild does not carry the events that the bare upserts hold in memory.
    const { read, bare } = await rawLimits(pool, store, events);
    const rebuild = await rate(events, async () => {
      await rebuildInto(pool, scoreBoard, everyEvent(store, all), 'score_rebuilt');
    });
    turns.push({ rebuild, read, bare });
  }
  return {
    events,
    rebuildPerSecond: median(turns.map(({ rebuild }) => rebuild)),
    readPerSecond: median(turns.map(({ read }) => read)),
    barePerSecond: median(turns.map(({ bare }) => bare)),
    ratioToBare: median(turns.map(({ rebuild, bare }) => rebuild / bare)),
  };
};

const rawLimits = async (
  pool: Pool,
  store: BenchStore['store'],
  events: number,
): Promise<{ read: number; bare: number }> => {
  const batches: (readonly Recorded[])[] = [];
  const read = await rate(events, async () => {
    for await (const batch of everyEvent(store, all)) batches.push(batch);
  });
  return { read, bare: await rate(events, () => upsertAll(pool, batches)) };
};

const rate = async (events: number, run: () => Promise<void>): Promise<number> => {
  const began = performance.now();
  await run();
  return (events * 1000) / (performance.now() - began);
};

const UPSERT = {
  name: 'bench_upsert',
  text: `insert into rm.score_bare (stream, nth, score, predicate, unit, goal, version)
         select * from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
         on conflict (stream) do update set nth = excluded.nth, score = excluded.score, predicate = excluded.predicate,
           unit = excluded.unit, goal = excluded.goal, version = excluded.version`,
};

/** The same rows by the same driver, a batch a transaction, without anything around them. */
const upsertAll = async (pool: Pool, batches: readonly (readonly Recorded[])[]): Promise<void> => {
  await pool.query('drop table if exists rm.score_bare');
  await pool.query('create table rm.score_bare (like rm.score including all)');
  for (const batch of batches)
    for (let from = 0; from < batch.length; from += BATCH) {
      const newest = new Map<string, Recorded>();
      for (const event of batch.slice(from, from + BATCH)) newest.set(event.envelope.stream, event);
      const rows = [...newest.values()].map(({ data, envelope }) => ({
        ...(data as Scored['data']),
        envelope,
      }));
      await pool.query({
        ...UPSERT,
        values: [
          rows.map(({ envelope }) => envelope.stream),
          rows.map(({ envelope }) => envelope.version),
          rows.map(({ score }) => score),
          rows.map(({ predicate }) => predicate),
          rows.map(({ unit }) => unit),
          rows.map(({ goal }) => goal),
          rows.map(({ envelope }) => envelope.version),
        ],
      });
    }
};
