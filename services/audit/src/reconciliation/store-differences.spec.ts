import { commit, type Core, coreText, eventHash } from '@jejak/ledger';
import type { StoredRow } from '@jejak/messaging';
import { describe, expect, it } from '@jest/globals';
import { type Comparison, differencesOf, missingRow, numberingBehind } from './store-differences';

const TOPIC = 'jejak.performance.events.v1';
const STREAM = 'measurement-0198c1a2-0000-7000-8000-000000000001';
const { commitment, data, opening } = commit({ quantity: '60', code: 'SOURCE_MISSING' }, []);
const core: Core = {
  ...{ id: '0198c1a2-0000-7000-8000-000000000002', type: 'asn.performance.MeasurementRejected.v1' },
  ...{ stream: STREAM, ver: 2, prev: 'A'.repeat(43), at: '2026-04-02T01:00:00.000Z', actor: 'p_a' },
  ...{ subject: 'p_b', policy: null, cause: null, data: commitment },
};
const text = coreText(core);
const hash = eventHash(text).toString('base64url');
const whole: StoredRow = {
  ...{ position: 7, stream: STREAM, version: 2, id: core.id, type: core.type, schemaVersion: 1 },
  ...{ subject: 'p_b', core: text, hash, data: JSON.stringify(data) },
  ...{
    opening: opening?.toString('base64url') ?? null,
    personal: null,
    pos: 5,
    queued: null,
    head: { version: 2, hash },
  },
};
const logged = new Map([[5, { stream: STREAM, version: 2, hash, personal: null }]]);
const log: Comparison = { upTo: 5, topic: TOPIC, logged };
const found = (row: Partial<StoredRow>, over: Partial<Comparison> = {}) =>
  differencesOf({ ...whole, ...row }, { ...log, ...over }).map(({ kind, finding }) => [kind, finding]);

const DIFFERS = [['HASH_MISMATCH', 'ROW_DIFFERS']];
const other = text.replace('"p_a"', '"p_c"');

describe('a row of a store', () => {
  it('is as the log has it', () => expect(found({})).toEqual([]));
  it('is not looked for in a log that is not there yet', () =>
    expect(found({ pos: 6 }, { logged: new Map() })).toEqual([]));
  it('may wait to be numbered, and to be sent', () => {
    const queued = { topic: TOPIC, key: STREAM, pos: null };
    expect(found({ pos: null, queued })).toEqual([]);
    expect(found({ queued: { ...queued, pos: 5 } })).toEqual([]);
  });
  it('may have no personal fields, whoever it is about', () => expect(found({ subject: null })).toEqual([]));

  it.each<[string, Partial<StoredRow>]>([
    ['payload', { data: '{"quantity":"61","code":"SOURCE_MISSING"}' }],
    ['payload, without an opening', { opening: null }],
    ['opening', { opening: Buffer.alloc(34).toString('base64url') }],
    ['opening, cut', { opening: 'AA' }],
    ['core', { core: other }],
    ['core, made no JSON', { core: text.slice(1) }],
    ['core, made another value', { core: 'null' }],
    ['core with its hash', { core: other, hash: eventHash(other).toString('base64url') }],
    ['id', { id: '0198c1a2-0000-7000-8000-000000000003' }],
    ['type', { type: 'asn.performance.MeasurementVerified.v1' }],
    ['schema version', { schemaVersion: 2 }],
    ['subject', { subject: 'p_z' }],
  ])('differs by its %s', (_, row) => expect(found(row)).toContainEqual(DIFFERS[0]));

  it('differs by its stream and version', () => {
    expect(found({ stream: `${STREAM}x` })).toEqual(DIFFERS);
    expect(found({ version: 1 })).toEqual(DIFFERS);
  });
  it('differs by its hash, which is not that of the end of its stream then', () =>
    expect(found({ hash: 'B'.repeat(43) })).toEqual([...DIFFERS, ['HASH_MISMATCH', 'HEAD_DIFFERS']]));

  it('is another event under a number of the log', () =>
    expect(
      found(
        {},
        { logged: new Map([[5, { stream: STREAM, version: 2, hash: 'C'.repeat(43), personal: null }]]) },
      ),
    ).toEqual(DIFFERS));
  it('says both hashes, and the number', () =>
    expect(differencesOf({ ...whole, core: other }, log)).toEqual([
      {
        ...{ kind: 'HASH_MISMATCH', finding: 'ROW_DIFFERS', pos: 5, stream: STREAM, version: 2 },
        ...{ expected: hash, found: eventHash(other).toString('base64url') },
      },
    ]));
  it('was kept from everybody', () => expect(found({ pos: null })).toEqual([['GAP', 'ROW_SUPPRESSED']]));
  it('was put behind its stream, or into none', () => {
    const extra = [['UNAUTHORISED_WRITER', 'ROW_EXTRA']];
    expect(found({ pos: null, head: { version: 1, hash } })).toEqual(extra);
    expect(found({ head: null })).toEqual(extra);
  });
  it.each([
    ['topic', { topic: 'elsewhere', key: STREAM, pos: 5 }],
    ['key', { topic: TOPIC, key: 'other', pos: 5 }],
    ['number', { topic: TOPIC, key: STREAM, pos: 6 }],
  ])('would be sent under another %s', (_, queued) =>
    expect(found({ queued })).toEqual([['HASH_MISMATCH', 'OUTBOX_DIFFERS']]),
  );
  it('is the end of its stream under another hash', () =>
    expect(found({ head: { version: 2, hash: 'D'.repeat(43) } })).toEqual([
      ['HASH_MISMATCH', 'HEAD_DIFFERS'],
    ]));
});

describe('the log', () => {
  it('names what the store has lost', () =>
    expect(missingRow(5, { stream: STREAM, version: 2, hash, personal: null })).toMatchObject({
      ...{ kind: 'GAP', finding: 'ROW_MISSING', pos: 5, expected: hash, found: null },
    }));
  it('names where a store would number once more', () =>
    expect(numberingBehind(3)).toMatchObject({ kind: 'FORK', finding: 'NUMBERING_BEHIND', pos: 3 }));
});
