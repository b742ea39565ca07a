import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Decider } from '@jejak/kernel';
import fc from 'fast-check';
import type { EventStore } from '../src';
import {
  context,
  Fixture,
  newStream,
  notebook,
  type NotebookCommand,
  type NotebookEvent,
  weighed,
} from './fixture';

let fixture: Fixture;
let store: EventStore;
beforeAll(async () => {
  fixture = await Fixture.start('snapshots');
  ({ store } = fixture);
});
afterAll(() => fixture.stop());

/** How often each weight was written, in the order in which weights first came: a decision may go by it. */
interface Tally {
  readonly counts: Readonly<Record<string, number>>;
  readonly last: number | null;
}
type Weigh = { readonly type: 'Weigh'; readonly kilos: readonly number[] };
const tally: Decider<Weigh, NotebookEvent, Tally> = {
  initial: { counts: {}, last: null },
  decide: ({ kilos }) => kilos.map((one) => weighed({ kilos: one })),
  evolve: ({ counts, last }, event) =>
    event.type === 'Weighed'
      ? {
          // A name, so that the order is that of insertion.
          counts: { ...counts, [`w${event.data.kilos}`]: (counts[`w${event.data.kilos}`] ?? 0) + 1 },
          last: event.data.kilos,
        }
      : { counts, last },
};
const kept: typeof tally = { ...tally, snapshot: { schema: 1, after: 3 } };
const weigh = (...kilos: number[]): Weigh => ({ type: 'Weigh', kilos });
const snapshotsOf = (stream: string) =>
  fixture.rows<{ schema: number; version: number }>(
    'select snapshot_schema as schema, version::int from es.snapshots where stream_id = $1 order by 1',
    [stream],
  );

describe('snapshots', () => {
  it('give the same state, version and head as the whole stream, whatever was recorded', async () => {
    const seen = { kept: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }), { minLength: 1, maxLength: 12 }),
        async (commands) => {
          const stream = newStream();
          for (const kilos of commands) {
            await store.execute(kept, stream, weigh(...kilos), context());
            const [without, behind] = [await store.state(tally, stream), await store.state(kept, stream)];
            expect(behind).toEqual(without);
            expect(JSON.stringify(behind.state)).toBe(JSON.stringify(without.state));
          }
          seen.kept += (await snapshotsOf(stream)).length;
        },
      ),
      { numRuns: 40, seed: 20260105 },
    );
    expect(seen.kept).toBeGreaterThan(10);
  });

  it('are kept once the tail is longer than the decider says, and again behind that', async () => {
    const stream = newStream();
    await store.execute(kept, stream, weigh(1, 2, 3), context());
    await store.execute(kept, stream, weigh(4), context());
    expect(await snapshotsOf(stream)).toEqual([]);
    await store.execute(kept, stream, weigh(5), context());
    expect(await snapshotsOf(stream)).toEqual([{ schema: 1, version: 4 }]);
    await store.execute(kept, stream, weigh(5, 5, 5), context());
    await store.execute(kept, stream, weigh(1), context());
    expect(await snapshotsOf(stream)).toEqual([{ schema: 1, version: 8 }]);
  });

  it('at the head give the head’s hash, on which the next event builds', async () => {
    const stream = newStream();
    await store.execute(kept, stream, weigh(1, 2, 3, 4), context());
    await store.execute(kept, stream, weigh(), context());
    expect(await snapshotsOf(stream)).toEqual([{ schema: 1, version: 4 }]);
    const { head } = await store.state(tally, stream);
    expect(head).toMatchObject({ ver: 4 });
    expect((await store.state(kept, stream)).head).toEqual(head);
    expect(await store.execute(kept, stream, weigh(5), context({ expectedVersion: 4 }))).toMatchObject({
      version: 5,
    });
    const [{ core }] = await fixture.rows<{ core: string }>(
      'select core from es.events where stream_id = $1 and version = 5',
      [stream],
    );
    expect((JSON.parse(core) as { prev: string }).prev).toBe(head?.hash);
  });

  it('are what is read, and only under their own schema', async () => {
    const stream = newStream();
    await store.execute(kept, stream, weigh(1, 1, 1, 1), context());
    await store.execute(kept, stream, weigh(2), context());
    await fixture.pool.query('update es.snapshots set state = $2 where stream_id = $1', [
      stream,
      JSON.stringify('{"counts":{"w9":9},"last":9}'),
    ]);
    expect((await store.state(kept, stream)).state).toEqual({ counts: { w9: 9, w2: 1 }, last: 2 });
    const later: typeof kept = { ...kept, snapshot: { schema: 2, after: 3 } };
    expect((await store.state(later, stream)).state).toEqual({ counts: { w1: 4, w2: 1 }, last: 2 });
    await store.execute(later, stream, weigh(), context());
    expect(await snapshotsOf(stream)).toEqual([
      { schema: 1, version: 4 },
      { schema: 2, version: 5 },
    ]);
  });

  it('answer a repeated command with its first outcome', async () => {
    const stream = newStream();
    const once = context();
    await store.execute(kept, stream, weigh(1, 2, 3, 4), context());
    const first = await store.execute(kept, stream, weigh(5), once);
    expect(await store.execute(kept, stream, weigh(5), once)).toEqual(first);
  });

  it('never hold what was personal: not a field, not a reason, not what was erased', async () => {
    const personal: Decider<NotebookCommand, NotebookEvent, object> = {
      ...notebook,
      snapshot: { schema: 1, after: 1 },
    };
    const stream = newStream();
    await store.execute(personal, stream, { type: 'Open', owner: 'Ani' }, context());
    const about = '0198c1a2-0000-7000-8000-000000000001';
    await store.execute(
      personal,
      stream,
      { type: 'Note', about, texts: ['canary-1', 'canary-2'] },
      context(),
    );
    await store.execute(personal, stream, { type: 'Look' }, context());
    const [{ id }] = await fixture.rows<{ id: string }>(
      `select event_id as id from es.events where stream_id = $1 and version = 2`,
      [stream],
    );
    await fixture.pool.query('select es.erase($1, null)', [id]);
    await store.execute(personal, stream, { type: 'Look' }, context());
    expect(await snapshotsOf(stream)).toEqual([]);
    const all = await fixture.rows<{ state: string }>('select state::text from es.snapshots');
    expect(JSON.stringify(all)).not.toContain('canary');
  });

  it('are not kept of a state that does not survive JSON', async () => {
    const mapped: Decider<Weigh, NotebookEvent, ReadonlyMap<string, number>> = {
      initial: new Map(),
      decide: (command, _state, given) => tally.decide(command, tally.initial, given),
      evolve: (state) => new Map([...state, [`n${state.size}`, state.size]]),
      snapshot: { schema: 7, after: 1 },
    };
    const stream = newStream();
    await store.execute(mapped, stream, weigh(1, 2, 3), context());
    await store.execute(mapped, stream, weigh(4), context());
    expect(await snapshotsOf(stream)).toEqual([]);
    expect((await store.state(mapped, stream)).state.size).toBe(4);
  });
});
