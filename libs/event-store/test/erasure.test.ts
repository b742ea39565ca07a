import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@jejak/kernel';
import { type Commitment, eventHash, isCanonical, opens, recompute } from '@jejak/ledger';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventStore } from '../src';
import { context, Fixture, newStream, notebook } from './fixture';

let fixture: Fixture;
let store: EventStore;
beforeAll(async () => {
  fixture = await Fixture.start('erasure');
  ({ store } = fixture);
});
afterAll(() => fixture.stop());

interface Row extends Record<string, unknown> {
  stream_id: string;
  event_type: string;
  core: string;
  event_hash: Buffer;
  data: object;
  opening: Buffer | null;
  personal: Buffer | null;
}
interface CoreOfRow {
  ver: number;
  prev: string | null;
  data: Commitment | null;
}
const rowsOf = (stream: string) =>
  fixture.rows<Row>('select * from es.events where stream_id = $1 order by version', [stream]);

/** What anyone with the database, and without a key, can check of a stream. */
const check = async (stream: string): Promise<number> => {
  let prev: string | null = null;
  const rows = await rowsOf(stream);
  for (const [i, { core: text, event_hash: hash, data, opening }] of rows.entries()) {
    expect(isCanonical(text)).toBe(true);
    expect(eventHash(text)).toEqual(hash);
    const core = JSON.parse(text) as CoreOfRow;
    expect(core).toMatchObject({ ver: i + 1, prev, stream });
    expect(recompute(data, opening)).toEqual(core.data);
    expect(opens(core.data, { ...data, more: 1 }, opening)).toBe(false);
    prev = hash.toString('base64url');
  }
  const [head] = await fixture.rows<{ head_hash: Buffer }>(
    'select head_hash from es.streams where stream_id = $1',
    [stream],
  );
  expect(head.head_hash.toString('base64url')).toBe(prev);
  return rows.length;
};

const write = async (person: string, text = 'a private word'): Promise<string> => {
  const stream = newStream();
  await store.execute(notebook, stream, { type: 'Open', owner: 'Ani' }, context());
  const note = {
    type: 'Note',
    about: person,
    texts: [text, 'another'],
    mail: 'a@b',
    why: 'It was wrong.',
  } as const;
  await store.execute(notebook, stream, note, context());
  await store.execute(notebook, stream, { type: 'Weigh', kilos: [1] }, context());
  return stream;
};

describe('the hash chain and the commitments', () => {
  it('are recomputed from the rows alone, before and after an erasure', async () => {
    const person = newId();
    const stream = await write(person);
    expect(await check(stream)).toBe(4);
    const before = await rowsOf(stream);
    await fixture.keys.destroy(person);
    expect(await check(stream)).toBe(4);
    expect(await rowsOf(stream)).toEqual(before);
    for (const { event_id } of before) await fixture.rows('select es.erase($1, null)', [event_id]);
    expect(await check(stream)).toBe(4);
    expect((await rowsOf(stream)).map(({ personal }) => personal)).toEqual([null, null, null, null]);
  });

  it('show a changed row', async () => {
    const [, { core, data, opening }] = await rowsOf(await write(newId()));
    const { data: commitment } = JSON.parse(core) as CoreOfRow;
    expect(opens(commitment, data, opening)).toBe(true);
    expect(opens(commitment, { ...data, nth: 2 }, opening)).toBe(false);
    expect(opens(commitment, data, Buffer.alloc(opening?.length ?? 0, 1))).toBe(false);
  });
});

describe('after the key of a person is destroyed', () => {
  it('what was personal reads as null, everything else as before', async () => {
    const [person, other] = [newId(), newId()];
    const stream = await write(person);
    const kept = await write(other);
    await fixture.keys.destroy(person);
    const history = await store.history(stream);
    expect(history.map(({ data, reason }) => ({ data, reason }))).toEqual([
      { data: { owner: 'Ani', colour: 'red' } },
      { data: { nth: 1, text: null, contact: { mail: null } }, reason: { code: 'CORRECTION', text: null } },
      { data: { nth: 2, text: null, contact: { mail: null } }, reason: { code: 'CORRECTION', text: null } },
      { data: { kilos: 1 } },
    ]);
    expect((await store.state(notebook, stream)).state.notes).toEqual([null, null]);
    const { events } = await store.readAfter(0n, 10_000);
    expect(events.filter(({ envelope }) => envelope.stream === stream).map(({ data }) => data)).toEqual(
      history.map(({ data }) => data),
    );
    expect((await store.state(notebook, kept)).state.notes).toEqual(['a private word', 'another']);
  });

  it('nothing more can be written about them, or by them; about others in the same stream it can', async () => {
    const person = newId();
    const stream = await write(person);
    await fixture.keys.destroy(person);
    const gone = { code: 'SUBJECT_ERASED', kind: 'erased' };
    const note = { type: 'Note', about: person, texts: ['more'] } as const;
    await expect(store.execute(notebook, stream, note, context())).rejects.toMatchObject(gone);
    const weigh = { type: 'Weigh', kilos: [1] } as const;
    await expect(store.execute(notebook, stream, weigh, context({ actor: person }))).rejects.toMatchObject(
      gone,
    );
    expect(await store.execute(notebook, stream, { ...note, about: newId() }, context())).toMatchObject({
      version: 5,
    });
    expect(await check(stream)).toBe(5);
  });

  it('a duplicate still answers its outcome', async () => {
    const person = newId();
    const [stream, twice] = [newStream(), context()];
    const note = { type: 'Note', about: person, texts: ['x'] } as const;
    const first = await store.execute(notebook, stream, note, twice);
    await fixture.keys.destroy(person);
    expect(await store.execute(notebook, stream, note, twice)).toEqual(first);
  });
});

describe('a single field', () => {
  it('is erased by writing the rest anew', async () => {
    const person = newId();
    const stream = await write(person);
    const [, row] = await rowsOf(stream);
    const { keys } = fixture;
    const personal = JSON.parse(
      (await keys.open(person, row.personal as Buffer, row.event_hash)) as string,
    ) as object;
    const { '/contact/mail': _, ...rest } = personal as Record<string, unknown>;
    const remaining = await keys.seal(person, JSON.stringify(rest), row.event_hash);
    await fixture.rows('select es.erase($1, $2)', [row.event_id, remaining]);
    expect((await store.history(stream))[1]).toMatchObject({
      data: { nth: 1, text: 'a private word', contact: { mail: null } },
      reason: { text: 'It was wrong.' },
    });
    expect(await check(stream)).toBe(4);
  });
});

describe('a sealed field', () => {
  it('of another event, or changed, is a defect and not an erasure', async () => {
    const person = newId();
    const [, first, second] = await rowsOf(await write(person));
    const stored = ({ stream_id: stream, event_type: type, core, ...row }: Row) => ({
      ...{ stream, type, version: (JSON.parse(core) as CoreOfRow).ver },
      core,
      hash: row.event_hash,
      data: row.data,
      opening: row.opening,
      personal: row.personal,
    });
    await expect(store.recorded({ ...stored(first), personal: second.personal })).rejects.toThrow();
    const bent = Buffer.from(first.personal as Buffer);
    bent[20] ^= 1;
    await expect(store.recorded({ ...stored(first), personal: bent })).rejects.toThrow();
  });

  it('about nobody is kept under the key of the installation', async () => {
    const stream = newStream();
    const anonymous: typeof notebook = {
      ...notebook,
      decide: (command, state, given) =>
        notebook
          .decide(command, state, given)
          .map(({ subject: _, ...event }) => event as typeof event & { data: never }),
    };
    await store.execute(anonymous, stream, { type: 'Note', about: newId(), texts: ['to all'] }, context());
    expect(await store.history(stream)).toMatchObject([{ data: { text: 'to all' } }]);
    expect((await store.history(stream))[0].subject).toBeUndefined();
    expect(await fixture.rows('select subject_id from es.events where stream_id = $1', [stream])).toEqual([
      { subject_id: null },
    ]);
  });
});

describe('a personal value', () => {
  const CANARY = 'kenari-4711-Wijaya';

  it('stands in the clear in no table, nor in the key folder', async () => {
    const person = newId();
    const stream = newStream();
    const note = {
      type: 'Note',
      about: person,
      texts: [CANARY],
      mail: CANARY,
      why: `Because of ${CANARY}.`,
    } as const;
    await store.execute(notebook, stream, note, context({ actor: person, decision: true }));
    await expect(
      store.execute(notebook, stream, { type: 'Tear' }, context({ actor: person, decision: true })),
    ).rejects.toThrow();
    expect(await store.history(stream)).toMatchObject([{ data: { text: CANARY } }]);
    const tables = await fixture.rows<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    expect(tables.map(({ name }) => name)).toContain('es.events');
    const forms = [
      CANARY,
      Buffer.from(CANARY).toString('hex'),
      Buffer.from(CANARY).toString('base64url').slice(2, -2),
    ];
    const search = async (needles: readonly string[]): Promise<string[]> => {
      const found: string[] = [];
      for (const { name } of tables)
        for (const needle of needles)
          if (
            (await fixture.rows(`select from ${name} t where position($1 in t::text) > 0 limit 1`, [needle]))
              .length > 0
          )
            found.push(name);
      return found;
    };
    // Does the search find anything at all?
    expect(await search([stream])).toContain('es.events');
    expect(await search(forms)).toEqual([]);
    // The person's UUID is nowhere either: this event's data does not name it, and the core has a pseudonym.
    expect(await search([person])).toEqual([]);
    const files = readdirSync(fixture.keyFolder.folder, { recursive: true, withFileTypes: true }).filter(
      (f) => f.isFile(),
    );
    for (const file of files)
      expect(readFileSync(join(file.parentPath, file.name), 'utf8')).not.toContain(CANARY);
  });
});
