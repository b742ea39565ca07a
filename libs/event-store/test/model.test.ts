import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError, newId, type Recorded } from '@jejak/kernel';
import { type Appended, createPool, EventStore } from '../src';
import { context, Fixture, newStream, notebook } from './fixture';
import type { Pool } from 'pg';

/**
 * The store against what it promises, as a map of streams: batches of commands run at once, with ids used again, expected
 * versions right and wrong, one to three events. Then every stream is a run of whole, accepted commands.
 */
let fixture: Fixture;
let pool: Pool;
let store: EventStore;
beforeAll(async () => {
  fixture = await Fixture.start('model');
  pool = createPool(fixture.url, { max: 8 });
  store = fixture.open({ pool });
});
afterAll(async () => {
  await pool.end();
  await fixture.stop();
});

interface Op {
  readonly stream: number;
  readonly command: number;
  readonly events: number;
  /** Off the version at the start of the batch; null: none given. */
  readonly expected: number | null;
}
const op: fc.Arbitrary<Op> = fc.record({
  stream: fc.nat(2),
  command: fc.nat(7),
  events: fc.integer({ min: 1, max: 3 }),
  expected: fc.option(fc.constantFrom(0, 0, 0, -1, 1, 2)),
});
const batches = fc.array(fc.array(op, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 5 });

interface Run extends Op {
  readonly id: string;
  readonly streamId: string;
  readonly expectedVersion: number | undefined;
  readonly result: Appended | DomainError;
}

const caught = async (run: () => Promise<Appended>): Promise<Appended | DomainError> => {
  try {
    return await run();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
};
const versionsOf = (streams: readonly string[]) =>
  Promise.all(streams.map(async (stream) => (await store.history(stream)).length));

describe('append', () => {
  it('does what a map of streams would', () =>
    fc.assert(
      fc.asyncProperty(batches, fc.boolean(), async (plan, inBatches) => {
        const streams = [newStream(), newStream(), newStream()];
        const ids = Array.from({ length: 8 }, newId);
        /** Per command id: what was first asked and accepted. */
        const accepted = new Map<string, Run & { result: Appended }>();
        for (const batch of plan) {
          const before = await versionsOf(streams);
          const prepared = batch.map((one) => ({
            ...one,
            id: ids[one.command],
            streamId: streams[one.stream],
            expectedVersion:
              one.expected === null ? undefined : Math.max(0, before[one.stream] + one.expected),
          }));
          const items = prepared.map(({ id, streamId, events, expectedVersion }) => ({
            decider: notebook,
            stream: streamId,
            command: { type: 'Weigh', kilos: Array<number>(events).fill(events) } as const,
            context: context({ commandId: id, expectedVersion }),
          }));
          const results = inBatches
            ? await store.executeEach(items)
            : await Promise.all(
                items.map((i) => caught(() => store.execute(i.decider, i.stream, i.command, i.context))),
              );
          const runs: Run[] = prepared.map((one, i) => ({ ...one, result: results[i] }));
          const after = await versionsOf(streams);
          for (const run of runs) {
            const { result, id, stream, expectedVersion } = run;
            const same = ({ streamId, events }: Run) => streamId === run.streamId && events === run.events;
            if (!(result instanceof DomainError)) {
              const first = accepted.get(id);
              if (first) expect([result, same(first)]).toEqual([first.result, true]);
              else accepted.set(id, { ...run, result });
              expect(result.events).toHaveLength(run.events);
              // Accepted just now: at exactly the version expected.
              if (!first && result.version > before[stream] && expectedVersion !== undefined)
                expect(
                  runs.some(
                    (twin) => twin.id === id && result.version - run.events === twin.expectedVersion,
                  ) || runs.some((twin) => twin.id === id && twin.expectedVersion === undefined),
                ).toBe(true);
            } else if (result.code === 'IDEMPOTENCY_MISMATCH') {
              const users = [...runs, ...accepted.values()].filter((other) => other.id === id);
              expect(users.some((other) => !same(other))).toBe(true);
            } else {
              expect(result.code).toBe('CONCURRENCY_CONFLICT');
              // Never at the expected version: it must have been another one at some time of the batch.
              if (expectedVersion !== undefined)
                expect(before[stream] !== expectedVersion || after[stream] !== expectedVersion).toBe(true);
            }
          }
        }
        // Each stream is its accepted commands, whole, one behind the other, each once.
        for (const stream of streams) {
          const history = await store.history(stream);
          const own = [...accepted.values()].filter(({ streamId }) => streamId === stream);
          own.sort((a, b) => a.result.version - b.result.version);
          expect(history.map(idOf)).toEqual(own.flatMap(({ result }) => result.events.map(({ id }) => id)));
          expect(history.map(causeOf)).toEqual(
            own.flatMap(({ id, events }) => Array<string>(events).fill(id)),
          );
          let version = 0;
          for (const { result, events } of own) expect(result.version).toBe((version += events));
        }
      }),
      { numRuns: 60 },
    ));
});

const idOf = ({ envelope }: Recorded): string => envelope.id;
const causeOf = ({ envelope }: Recorded): string | null => envelope.cause;
