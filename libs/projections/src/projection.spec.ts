import { contractsOf, defineEvent, type DomainEvent, type EventOf, type Recorded } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { Type } from '@sinclair/typebox';
import { foldAll, foldRows, touchedRows } from './fold';
import { projection, RowMissing } from './projection';

const opened = defineEvent({
  type: 'Opened',
  version: 1,
  data: Type.Object({ id: Type.String(), by: Type.String() }),
});
const rated = defineEvent({
  type: 'Rated',
  version: 1,
  data: Type.Object({ id: Type.String(), score: Type.String() }),
});
const noted = defineEvent({ type: 'Noted', version: 1, data: Type.Object({ id: Type.String() }) });
const closed = defineEvent({ type: 'Closed', version: 1, data: Type.Object({ id: Type.String() }) });
type Opened = EventOf<typeof opened>;
type Rated = EventOf<typeof rated>;
type Noted = EventOf<typeof noted>;
type Closed = EventOf<typeof closed>;
type Events = Opened | Rated | Noted | Closed;

interface Row {
  readonly id: string;
  readonly by: string;
  readonly scores: readonly string[];
}

const source = contractsOf('performance', [opened, rated, noted, closed]);
const list = projection<Events, Row>()({
  table: 'list',
  source,
  key: ({ data }) => data.id,
  opens: { Opened: ({ data }) => ({ ...data, scores: [] }) },
  on: {
    Rated: (row, { data }) => ({ ...row, scores: [...row.scores, data.score] }),
    Closed: () => null,
  },
  ignores: ['Noted'],
});

const recorded = (event: DomainEvent, version = 1, stream = 'evaluation-1'): Recorded => ({
  ...event,
  envelope: {
    id: `${stream}/${version}`,
    eventType: `asn.performance.${event.type}.v1`,
    source: 'performance',
    ...{ stream, version },
    at: '2026-01-05T02:00:00.000Z',
    actor: 'performance',
    role: 'service',
    policy: null,
    policies: [],
    correlation: '',
    cause: null,
    hash: '',
  },
});
const open = (id: string, version = 1) => recorded(opened({ id, by: 'me' }), version);
const rate = (id: string, score: string, version = 2) => recorded(rated({ id, score }), version);

describe('projection', () => {
  it('is named after its table, and wants what it opens or changes, in any version', () => {
    expect(list.name).toBe('list');
    const wanted = ['asn.performance.Opened.v1', 'asn.performance.Rated.v7', 'asn.performance.Closed.v1'];
    for (const type of wanted) expect(list.wants(type)).toBe(true);
    for (const type of [
      'asn.performance.Noted.v1',
      'asn.career.Opened.v1',
      'Opened',
      'asn.performance.Other.v1',
    ])
      expect(list.wants(type)).toBe(false);
  });

  it('makes, changes and ends a row', () => {
    const row = list.fold(undefined, open('1'));
    expect(row).toEqual({ id: '1', by: 'me', scores: [] });
    expect(list.fold(row ?? undefined, rate('1', '91.25'))).toEqual({ id: '1', by: 'me', scores: ['91.25'] });
    expect(list.fold(row ?? undefined, recorded(closed({ id: '1' }), 3))).toBeNull();
  });

  it('refuses to change a row that is not there', () => {
    expect(() => list.fold(undefined, rate('1', '91.25'))).toThrow(RowMissing);
  });

  it('hands an opening fold the row that is there, where rows gather several streams', () => {
    const sums = projection<Opened | Rated, Row>()({
      ...{ table: 'sums', source },
      key: ({ data }) => data.id,
      opens: {
        Opened: ({ data }, row) => ({ scores: [], ...row, ...data }),
        Rated: ({ data }, row) => ({
          id: data.id,
          by: row?.by ?? '?',
          scores: [...(row?.scores ?? []), data.score],
        }),
      },
    });
    expect(foldAll(sums, [rate('1', '90'), open('1'), rate('1', '95')])).toEqual([
      { id: '1', by: 'me', scores: ['90', '95'] },
    ]);
  });

  it('makes the compiler find every event of the union', () => {
    const base = { table: 'list', source, key: ({ data }: Recorded<Events>) => data.id } as const;
    const opens = { Opened: ({ data }: Recorded<Opened>) => ({ ...data, scores: [] }) };
    const on = { Rated: (row: Row) => row, Closed: () => null };
    const defined = [
      // @ts-expect-error -- Noted stands nowhere
      projection<Events, Row>()({ ...base, opens, on }),
      // @ts-expect-error -- Forgotten is no event of the union
      projection<Events, Row>()({ ...base, opens, on, ignores: ['Noted', 'Forgotten'] }),
      // @ts-expect-error -- Rated is changed and ignored
      projection<Events, Row>()({ ...base, opens, on, ignores: ['Noted', 'Rated'] }),
      // @ts-expect-error -- a fold that gives something other than the row
      projection<Opened, Row>()({ ...base, opens: { Opened: ({ data }) => ({ ...data, scores: 'none' }) } }),
    ];
    expect(defined).toHaveLength(4);
  });
});

describe('foldRows', () => {
  const folded = (events: readonly Recorded[], existing: ReadonlyMap<string, Row> = new Map()) =>
    foldRows(list, touchedRows(list, events), existing);

  it('touches each row once, whatever the number of its events', () => {
    const existing = new Map([['2', { id: '2', by: 'you', scores: ['80'] }]]);
    const events = [open('1'), rate('1', '90', 2), rate('2', '85', 7), rate('1', '95', 3)];
    expect(folded(events, existing)).toEqual([
      { key: ['1'], before: undefined, row: { id: '1', by: 'me', scores: ['90', '95'] }, version: 3 },
      {
        key: ['2'],
        before: existing.get('2'),
        row: { id: '2', by: 'you', scores: ['80', '85'] },
        version: 7,
      },
    ]);
  });

  it('lets a row end and begin again in one batch', () => {
    const events = [open('1'), recorded(closed({ id: '1' }), 2), open('1', 3)];
    expect(folded(events)).toMatchObject([{ row: { scores: [] }, version: 3 }]);
    expect(folded(events.slice(0, 2))).toMatchObject([{ before: undefined, row: null }]);
  });

  it('tells rows apart by all parts of their keys', () => {
    const byParts = { keyOf: ({ data }: Recorded) => (data as { parts: string[] }).parts };
    const parts = [
      ['a', 'b,c'],
      ['a,b', 'c'],
      ['a', 'b,c'],
    ];
    const events = parts.map((key) => ({ data: { parts: key } }) as unknown as Recorded);
    expect(touchedRows(byParts, events).map(({ key, events: own }) => [key, own.length])).toEqual([
      [['a', 'b,c'], 2],
      [['a,b', 'c'], 1],
    ]);
  });
});
