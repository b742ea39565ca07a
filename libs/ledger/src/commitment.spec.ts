import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Canonical,
  commit,
  fieldDigest,
  flatten,
  openingRecords,
  personalFields,
  opens,
  opensPersonal,
  place,
  recompute,
  treeRoot,
  withPersonal,
} from './index';

type Hidden = Record<string, [string, Canonical]>;

const name = fc
  .oneof(fc.constantFrom('a', 'b', 'a/b', 'm~n', '', '__proto__', 'é'), fc.string({ maxLength: 3 }))
  // No digits: a pointer does not say whether `0` is a member or an element.
  .filter((s) => !s.includes('\u0000') && !/^\d+$/.test(s));
const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.maxSafeInteger(),
  fc.string().filter((s) => !s.includes('\u0000')),
);
const { payload } = fc.letrec<{ payload: Record<string, unknown>; value: unknown }>((tie) => ({
  payload: fc.dictionary(name, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    scalar,
    fc.array(scalar, { maxLength: 4 }),
    tie('payload'),
  ),
}));
const escape = (token: string): string => token.replace(/~/g, '~0').replace(/\//g, '~1');

/** Pointers of the members of objects, not of elements: those are what a contract may mark. */
const members = (value: unknown, at = ''): string[] =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? []
    : Object.entries(value).flatMap(([key, member]) => {
        const pointer = `${at}/${escape(key)}`;
        return [pointer, ...members(member, pointer)];
      });
/** A payload, and some of its members as personal ones, none inside another. */
const marked = fc.tuple(payload, fc.infiniteStream(fc.boolean())).map(([data, coins]) => {
  const personal: string[] = [];
  for (const pointer of members(data))
    if (coins.next().value && !personal.some((outer) => pointer.startsWith(`${outer}/`)))
      personal.push(pointer);
  return { data, personal };
});
const hiddenOf = (personal: string | null): Hidden =>
  personal === null ? {} : (JSON.parse(personal) as Hidden);

describe('opensPersonal', () => {
  const { opening, personal } = commit({ name: 'Siti', note: 'x', score: '91.25' }, ['/name', '/note']);
  const fields = JSON.parse(personal ?? '') as Record<string, [string, Canonical]>;
  const says = (hidden: object, by = opening) => opensPersonal(JSON.stringify(hidden), by);

  it('is what was committed to, in whatever order it comes, and with one of them erased', () => {
    expect(opensPersonal(personal ?? '', opening)).toBe(true);
    expect(says({ '/note': fields['/note'], '/name': fields['/name'] })).toBe(true);
    expect(says({ '/note': fields['/note'] })).toBe(true);
    expect(says({})).toBe(true);
  });
  it('is no other value, salt or name, and nothing that was never committed to', () => {
    expect(says({ ...fields, '/name': [fields['/name'][0], 'Sita'] })).toBe(false);
    expect(says({ ...fields, '/name': [fields['/note'][0], 'Siti'] })).toBe(false);
    expect(says({ '/name': fields['/note'] })).toBe(false);
    expect(says({ ...fields, '/other': fields['/note'] })).toBe(false);
    expect(says(fields, null)).toBe(false);
    expect(says(fields, commit({ name: 'Siti', note: 'x' }, ['/name', '/note']).opening)).toBe(false);
    expect(opensPersonal('no JSON', opening)).toBe(false);
  });
});

describe('flatten', () => {
  it('lists scalars and empty containers by JSON pointer, in order of UTF-16 code unit', () =>
    expect(
      flatten({ b: [1, { c: null }], a: { 'x/y': 't', '~': {} }, e: [], u: undefined, '\ufb33': 1, '😀': 2 }),
    ).toEqual([
      ['/a/x~1y', 't'],
      ['/a/~0', {}],
      ['/b/0', 1],
      ['/b/1/c', null],
      ['/e', []],
      ['/😀', 2],
      ['/\ufb33', 1],
    ]));
  it('has nothing of an empty payload', () => expect(flatten({})).toEqual([]));
  it('is enough to build the payload again', () =>
    fc.assert(
      fc.property(payload, (data) => {
        const built: Record<string, unknown> = {};
        for (const [pointer, value] of flatten(data)) place(built, pointer, structuredClone(value));
        expect(built).toEqual(data);
      }),
    ));
});

describe('commit', () => {
  it('is opened by the clear data and the salts, without the personal fields', () =>
    fc.assert(
      fc.property(marked, ({ data, personal }) => {
        const committed = commit(data, personal);
        expect(recompute(committed.data, committed.opening)).toEqual(committed.commitment);
        expect(opens(committed.commitment, committed.data, committed.opening)).toBe(true);
        // As the database gives it back.
        const stored = JSON.parse(JSON.stringify(committed.data)) as object;
        expect(opens(committed.commitment, stored, committed.opening)).toBe(true);
      }),
    ));

  it('takes the personal members out of the data, and withPersonal puts them back', () =>
    fc.assert(
      fc.property(marked, ({ data, personal }) => {
        const committed = commit(data, personal);
        const left = members(committed.data);
        for (const pointer of personal) expect(left).not.toContain(pointer);
        expect(withPersonal(committed.data, hiddenOf(committed.personal))).toEqual(data);
      }),
    ));

  it('covers data and personal fields together: n fields, in order of pointer, each under a salt of its own', () =>
    fc.assert(
      fc.property(marked, ({ data, personal }) => {
        const { commitment, opening, personal: hidden, data: clear } = commit(data, personal);
        const fields = flatten(data);
        if (!commitment || !opening) return expect([commitment, opening, fields]).toEqual([null, null, []]);
        expect(commitment.n).toBe(fields.length);
        const salts = hiddenOf(hidden);
        const clearPointers = new Set(flatten(clear).map(([pointer]) => pointer));
        const used = new Set<string>();
        const digests = openingRecords(opening).map((record, i) => {
          const [pointer, value] = fields[i];
          const own = 'salt' in record ? record.salt.toString('base64url') : salts[pointer][0];
          expect('salt' in record).toBe(clearPointers.has(pointer));
          expect(Buffer.from(own, 'base64url')).toHaveLength(16);
          used.add(own);
          const digest = fieldDigest(pointer, own, value);
          if ('digest' in record) expect(record.digest).toEqual(digest);
          return digest;
        });
        expect(used.size).toBe(fields.length);
        expect(treeRoot(digests).toString('base64url')).toBe(commitment.root);
      }),
    ));

  it('shows every change of a clear field', () =>
    fc.assert(
      fc.property(marked, fc.nat(), scalar, ({ data, personal }, nth, value) => {
        const { commitment, data: clear, opening } = commit(data, personal);
        const fields = flatten(clear).filter(([pointer]) => members(clear).includes(pointer));
        fc.pre(fields.length > 0);
        const [pointer, before] = fields[nth % fields.length];
        fc.pre(JSON.stringify(before) !== JSON.stringify(value) && !Object.is(value, -0));
        const changed = structuredClone(clear);
        place(changed, pointer, value);
        expect(opens(commitment, changed, opening)).toBe(false);
        expect(opens(commitment, { ...clear, [`${JSON.stringify(clear)}!`]: 1 }, opening)).toBe(false);
      }),
    ));

  it('differs each time, so that nobody tests guesses against it', () => {
    const again = () => commit({ score: 57 }, []).commitment?.root;
    expect(new Set(Array.from({ length: 600 }, again)).size).toBe(600);
  });

  it('leaves no object behind that held nothing but personal fields', () => {
    const { data, commitment, opening, personal } = commit(
      { contact: { mail: 'a@b', more: { phone: '1' } }, n: 1 },
      ['/contact/mail', '/contact/more/phone'],
    );
    expect(data).toEqual({ n: 1 });
    expect(opens(commitment, data, opening)).toBe(true);
    expect(withPersonal(data, hiddenOf(personal))).toEqual({
      contact: { mail: 'a@b', more: { phone: '1' } },
      n: 1,
    });
  });

  it('keeps a list inside a personal member', () => {
    const phones = Array.from({ length: 12 }, (_, i) => ({ nth: i }));
    const { data, personal } = commit({ phones, n: 1 }, ['/phones']);
    expect(withPersonal(data, hiddenOf(personal))).toEqual({ phones, n: 1 });
  });

  it('of nothing is nothing', () => {
    expect(commit({}, ['/name'])).toEqual({ commitment: null, data: {}, opening: null, personal: null });
    expect(opens(null, {}, null)).toBe(true);
    expect(opens(null, { a: 1 }, null)).toBe(false);
    expect(opens({ alg: 'sd-merkle/v1', n: 0, root: '' }, {}, null)).toBe(false);
  });

  it('refuses what has no canonical form', () => {
    expect(() => commit({ a: 0.5 }, [])).toThrow(TypeError);
    expect(() => commit({ a: '\ud800' }, ['/a'])).toThrow(TypeError);
  });
});

describe('an opening', () => {
  const { opening, data } = commit({ a: 1, b: 'x' }, ['/b']);
  it('is read record by record', () => {
    const [clear, personal] = openingRecords(opening as Buffer);
    expect(Object.keys(clear)).toEqual(['salt']);
    expect(Object.keys(personal)).toEqual(['digest']);
    expect(personalFields(opening as Buffer)).toBe(1);
  });
  it('that is cut, of unknown kind, or of other data does not open', () => {
    const bytes = opening as Buffer;
    expect(() => openingRecords(bytes.subarray(0, -1))).toThrow(RangeError);
    expect(() => openingRecords(Buffer.of(2))).toThrow(RangeError);
    expect(() => personalFields(bytes.subarray(0, -1))).toThrow(RangeError);
    expect(() => personalFields(Buffer.of(2))).toThrow(RangeError);
    expect(() => recompute({}, bytes)).toThrow(RangeError);
    expect(() => recompute({ ...data, c: 1 }, bytes)).toThrow(RangeError);
    expect(() => recompute(data, null)).toThrow(RangeError);
  });
});

describe('place', () => {
  it('makes the objects on the way, and never reaches a prototype', () => {
    const target = {};
    place(target, '/a~1b/c', 1);
    place(target, '/__proto__/polluted', true);
    expect(JSON.stringify(target)).toBe('{"a/b":{"c":1},"__proto__":{"polluted":true}}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(() => place(target, '', 1)).toThrow(RangeError);
  });
});
