import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@jejak/kernel';
import { context, Fixture, newStream, notebook } from './fixture';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await Fixture.start('logged');
});
afterAll(() => fixture.stop());

/** Longer than a first piece of what is copied. */
const LONG = 'ŝaŭmo — 泡 '.repeat(3_000);

describe('an event of the log', () => {
  it('is what the row says, field by field, whatever its length', async () => {
    const stream = newStream();
    const write = { type: 'Note', about: newId(), texts: ['short', LONG] } as const;
    await fixture.store.execute(notebook, stream, { type: 'Open', owner: 'Ani "A\\B"\n' }, context());
    await fixture.store.execute(notebook, stream, write, context());
    const rows = await fixture.rows<Record<string, unknown>>('select * from es.events order by position');
    const { events } = await fixture.store.loggedAfter(0n, 100);
    expect(
      events.map((event) => ({
        position: String(event.position),
        stream_id: event.stream,
        version: String(event.version),
        event_type: event.type,
        core: event.core,
        event_hash: event.hash,
        data: event.data,
        opening: event.opening,
        personal: event.personal,
        recorded_at: event.recordedAt,
      })),
    ).toEqual(rows.map(({ event_id: _, schema_version: __, subject_id: ___, ...row }) => row));
    expect(rows.map(({ personal }) => personal !== null)).toEqual([false, true, true]);
  });

  it('of a type that nobody wants has its place and its type alone', async () => {
    const stream = newStream();
    await fixture.store.execute(notebook, stream, { type: 'Open', owner: 'Ani' }, context());
    await fixture.store.execute(notebook, stream, { type: 'Weigh', kilos: [1, 2] }, context());
    const skipped = ["a type's name", 'asn.notes.Weighed.v1'];
    const { events } = await fixture.store.loggedAfter(0n, 100, skipped);
    const [opened, first, second] = events.filter((event) => event.stream === stream);
    expect([first.type, first.version, second.version]).toEqual(['asn.notes.Weighed.v1', 2, 3]);
    expect(() => first.core).toThrow('for its place alone');
    expect(() => first.data).toThrow('for its place alone');
    expect(opened.data).toMatchObject({ owner: 'Ani' });
    const whole = await fixture.store.loggedAfter(0n, 100);
    expect(whole.events.map(({ position }) => position)).toEqual(events.map(({ position }) => position));
  });

  it('that PostgreSQL cannot give ends in its error, and the connection serves on', async () => {
    await expect(fixture.store.loggedAfter(0n, -1)).rejects.toThrow('LIMIT');
    expect((await fixture.store.loggedAfter(0n, 1)).events).toHaveLength(1);
  });
});
