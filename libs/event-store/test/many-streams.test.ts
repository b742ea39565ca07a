import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DomainError, newId, Unavailable } from '@jejak/kernel';
import { type Appended, createPool, EventStore, type Execution, execution, type Telemetry } from '../src';
import { context, Fixture, newStream, notebook, type NotebookCommand } from './fixture';

let fixture: Fixture;
let store: EventStore;
beforeAll(async () => {
  fixture = await Fixture.start('many streams');
  ({ store } = fixture);
});
afterAll(() => fixture.stop());

const item = (command: NotebookCommand, stream = newStream(), more = {}): Execution =>
  execution({ decider: notebook, stream, command, context: context(more) });
const weigh = (...kilos: number[]): NotebookCommand => ({ type: 'Weigh', kilos });
const appended = (result: Appended | DomainError): Appended => {
  if (result instanceof Error) throw result;
  return result;
};
const lengthOf = async (stream: string): Promise<number> => (await store.history(stream)).length;

describe('executeEach', () => {
  it('answers in the order given, refusals among the results', async () => {
    const [fresh, grown, stale] = [newStream(), newStream(), newStream()];
    await store.execute(notebook, grown, { type: 'Open', owner: 'Ani' }, context());
    await store.execute(notebook, stale, weigh(1), context());
    const note = { type: 'Note', about: newId(), texts: ['a', 'b'] } as const;
    const results = await store.executeEach([
      item(note, fresh),
      item({ type: 'Tear' }),
      item(weigh(1, 2, 3), grown),
      item({ type: 'Open', owner: 'Budi' }, grown),
      item({ type: 'Look' }, stale),
      item(weigh(4), stale, { expectedVersion: 7 }),
      item(weigh(4), 'no stream'),
      item({ type: 'Open', owner: 'a\u0000' }),
    ]);
    expect(results).toMatchObject([
      { stream: fresh, version: 2, events: [{ type: 'asn.notes.Noted.v1' }, { type: 'asn.notes.Noted.v1' }] },
      { code: 'NO_TEARING' },
      { stream: grown, version: 4 },
      { code: 'NOTEBOOK_OPEN' },
      { stream: stale, version: 1, events: [] },
      { code: 'CONCURRENCY_CONFLICT' },
      { code: 'STREAM_NAME_INVALID' },
      { code: 'TEXT_NOT_STORABLE' },
    ]);
    const history = await store.history(fresh);
    expect(history.map(({ envelope }) => envelope.id)).toEqual(
      appended(results[0]).events.map(({ id }) => id),
    );
    expect((await store.history(grown)).map(({ envelope }) => envelope.version)).toEqual([1, 2, 3, 4]);
  });

  it('gives positions in order of version, and puts every event into the outbox', async () => {
    const streams = Array.from({ length: 30 }, newStream);
    const results = await store.executeEach(
      streams.map((stream, i) => item(weigh(...Array(1 + (i % 4)).keys()), stream)),
    );
    expect(results.map((result) => appended(result).version)).toEqual(streams.map((_, i) => 1 + (i % 4)));
    const rows = await fixture.rows<{ stream_id: string; in_order: boolean; sent: number; n: number }>(
      `select stream_id, array_agg(e.version order by position) = array_agg(e.version order by e.version) as in_order,
              count(o.position)::int as sent, count(*)::int as n
         from es.events e left join es.outbox o using (position) where stream_id = any ($1) group by stream_id`,
      [streams],
    );
    expect(rows).toHaveLength(30);
    for (const { in_order, sent, n } of rows) expect({ in_order, sent }).toEqual({ in_order: true, sent: n });
  });

  it('answers a repeated import with the first outcomes', async () => {
    const items = Array.from({ length: 40 }, (_, i) => item(weigh(i)));
    const first = await store.executeEach(items);
    const more = [...items.slice(0, 20), item(weigh(7)), ...items.slice(20)];
    const second = await store.executeEach(more);
    expect(second.filter((_, i) => i !== 20)).toEqual(first);
    expect(appended(second[20]).version).toBe(1);
    const [changed] = await store.executeEach([{ ...items[0], command: weigh(99) }]);
    expect(changed).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  });

  it('executes what shares a stream or a command id in the order given', async () => {
    const stream = newStream();
    const twin = item(weigh(5));
    const results = await store.executeEach([
      item(weigh(1), stream),
      twin,
      item(weigh(2), stream),
      twin,
      item(weigh(3), stream),
      { ...twin, stream },
    ]);
    expect(results.map((result) => (result as Appended).version)).toEqual([1, 1, 2, 1, 3, undefined]);
    expect(results[5]).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
    expect((await store.history(stream)).map(({ data }) => data)).toEqual([
      { kilos: 1 },
      { kilos: 2 },
      { kilos: 3 },
    ]);
  });

  it('survives batches that overlap: each command once, each stream whole', async () => {
    const streams = Array.from({ length: 20 }, newStream);
    const batches = Array.from({ length: 6 }, () =>
      streams.map((stream) => item(weigh(1), stream)).reverse(),
    );
    // Each batch a second time, at the same time: a retry that did not wait.
    const results = await Promise.all([...batches, ...batches].map((batch) => store.executeEach(batch)));
    const accepted = results.flat().filter((result) => !(result instanceof Error));
    const answered = new Set(accepted.flatMap((result) => appended(result).events.map(({ id }) => id)));
    let recorded = 0;
    for (const stream of streams) recorded += await lengthOf(stream);
    expect(recorded).toBe(answered.size);
    for (let i = 0; i < batches.length; i++)
      for (const [nth, result] of results[i].entries()) {
        const again = results[i + batches.length][nth];
        if (!(result instanceof Error) && !(again instanceof Error)) expect(again).toEqual(result);
      }
  });

  it('records the refusals of decisions', async () => {
    const refused = item({ type: 'Tear' }, newStream(), { decision: true });
    expect(await store.executeEach([item(weigh(1)), refused])).toMatchObject([
      { version: 1 },
      { code: 'NO_TEARING' },
    ]);
    expect(
      await fixture.rows(
        `select data->>'stream' as stream from es.events where event_type like '%CommandRefused%'`,
      ),
    ).toEqual([{ stream: refused.stream }]);
  });

  it('counts each command and each event', async () => {
    const seen = new Map<string, number>();
    const telemetry: Telemetry = {
      span: (_name, _attributes, run) => run(),
      observe: (name, labels, value) => {
        const key = [name, ...Object.values(labels)].join(' ');
        seen.set(key, (seen.get(key) ?? 0) + value);
      },
    };
    const watched = fixture.open({ telemetry });
    const [stream, one] = [newStream(), item(weigh(1))];
    await watched.executeEach([
      item(weigh(1, 2), stream),
      item(weigh(3), stream),
      one,
      item({ type: 'Tear' }),
    ]);
    await watched.executeTogether([item(weigh(1)), item(weigh(2))]);
    expect(Object.fromEntries([...seen].filter(([name]) => name.includes('total')))).toEqual({
      'jejak_command_total Weigh accepted': 3,
      'jejak_command_total Tear rejected': 1,
      'jejak_events_appended_total asn.notes.Weighed.v1': 6,
    });
    expect(seen.get('jejak_append_duration_seconds')).toBeGreaterThan(0);
  });

  it('throws when the store does not answer: that refuses nothing', async () => {
    const pool = createPool('postgresql://127.0.0.1:1/nowhere');
    const unreachable = fixture.open({ pool });
    await expect(unreachable.executeEach([item(weigh(1))])).rejects.toBeInstanceOf(Unavailable);
    await pool.end();
  });

  it('does nothing for nothing', async () => expect(await store.executeEach([])).toEqual([]));
});

describe('executeTogether', () => {
  it('appends to all streams in one transaction, and answers in the order given', async () => {
    const [first, second, silent] = [newStream(), newStream(), newStream()].sort();
    const one = context();
    const items = [
      execution({ decider: notebook, stream: second, command: weigh(1, 2), context: one }),
      execution({ decider: notebook, stream: silent, command: { type: 'Look' }, context: one }),
      execution({ decider: notebook, stream: first, command: weigh(3), context: one }),
    ];
    const results = await store.executeTogether(items);
    expect(results).toMatchObject([
      { stream: second, version: 2 },
      { stream: silent, version: 0, events: [] },
      { stream: first, version: 1 },
    ]);
    const transactions = await fixture.rows(
      'select distinct xmin::text from es.events where stream_id = any ($1)',
      [[first, second]],
    );
    expect(transactions).toHaveLength(1);
    expect(await store.executeTogether(items)).toEqual(results);
    for (const { envelope } of [...(await store.history(first)), ...(await store.history(second))])
      expect(envelope.cause).toBe(one.commandId);
  });

  it('appends nothing when one is refused', async () => {
    const streams = [newStream(), newStream()];
    await expect(
      store.executeTogether([item(weigh(1), streams[0]), item({ type: 'Tear' }, streams[1])]),
    ).rejects.toMatchObject({ code: 'NO_TEARING' });
    expect(await store.history(streams[0])).toEqual([]);
  });

  it('with one command changed is a mismatch', async () => {
    const items = [item(weigh(1)), item(weigh(2))];
    await store.executeTogether(items);
    const changed = [items[0], { ...items[1], command: weigh(3) }];
    await expect(store.executeTogether(changed)).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  });

  it('loses a race as a whole, and decides it again', async () => {
    const [a, b] = [newStream(), newStream()];
    let overtaken = false;
    const gather = async () => {
      if (!overtaken) {
        overtaken = true;
        await store.execute(notebook, b, weigh(9), context());
      }
      return { given: {} };
    };
    const results = await store.executeTogether([
      item(weigh(1), a),
      execution({ decider: notebook, stream: b, command: weigh(2), context: context(), gather }),
    ]);
    expect(results).toMatchObject([{ version: 1 }, { version: 2 }]);
    expect([await lengthOf(a), await lengthOf(b)]).toEqual([1, 2]);
  });

  it('moves between two streams are never torn, however many at once', async () => {
    const [a, b] = [newStream(), newStream()];
    const moves = Array.from({ length: 12 }, (_, i) =>
      store.executeTogether(
        i % 2 ? [item(weigh(i), a), item(weigh(-i), b)] : [item(weigh(-i), b), item(weigh(i), a)],
      ),
    );
    const done = (await Promise.allSettled(moves)).filter(({ status }) => status === 'fulfilled');
    const kilos = async (stream: string) =>
      (await store.history(stream)).map(({ data }) => Math.abs((data as { kilos: number }).kilos));
    expect(done.length).toBeGreaterThan(0);
    expect(await kilos(a)).toHaveLength(done.length);
    expect(await kilos(b)).toEqual(await kilos(a));
  });

  it('takes each stream once', async () => {
    const stream = newStream();
    await expect(
      store.executeTogether([item(weigh(1), stream), item(weigh(2), stream)]),
    ).rejects.toBeInstanceOf(RangeError);
  });
});
