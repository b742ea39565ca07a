import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changesBetween, type Fields, leaves, noFields, overlay, plain } from './fields';

const fold = (...data: object[]): Fields<number> =>
  data.reduce<Fields<number>>((fields, said, i) => overlay(fields, said, i + 1), noFields);

describe('overlay', () => {
  it('keeps what an event does not speak of', () =>
    expect(plain(fold({ a: 1, b: { c: 2, d: 3 } }, { b: { c: 4 } }))).toEqual({ a: 1, b: { c: 4, d: 3 } }));
  it('takes arrays, null and scalars as they come', () =>
    expect(plain(fold({ a: [1, 2, 3], b: { c: 1 } }, { a: [9], b: null }))).toEqual({ a: [9], b: null }));
  it('knows who set what', () =>
    expect([...leaves(fold({ a: 1, b: { c: 2 } }, { b: { d: 3 } }))]).toEqual([
      ['/a', { value: 1, by: 1 }],
      ['/b/c', { value: 2, by: 1 }],
      ['/b/d', { value: 3, by: 2 }],
    ]));
  it('is not misled by names', () => {
    const fields = fold(JSON.parse('{"__proto__":{"x":1},"a/b":2,"c~d":3}') as object);
    expect([...leaves(fields).keys()]).toEqual(['/__proto__/x', '/a~1b', '/c~0d']);
    expect(Object.keys(plain(fields))).toContain('__proto__');
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});

describe('changesBetween', () => {
  const before = fold({ rating: 'MEETS', scores: ['1', '2'], unit: { id: 'u1' }, note: { text: 'x' } });

  it('names old and new, and what set it', () =>
    expect(
      changesBetween(before, overlay(before, { rating: 'ABOVE', scores: ['1', '3'], late: true }, 2)),
    ).toEqual([
      { field: '/late', new: true, by: 2 },
      { field: '/rating', old: 'MEETS', new: 'ABOVE', by: 2 },
      { field: '/scores', old: ['1', '2'], new: ['1', '3'], by: 2 },
    ]));
  it('says nothing of a value that was said again', () =>
    expect(changesBetween(before, overlay(before, { rating: 'MEETS', unit: { id: 'u1' } }, 2))).toEqual([]));
  it('tells null from absent', () =>
    expect(changesBetween(fold({ a: null }), fold({ b: null }))).toEqual([
      { field: '/a', old: null, by: 1 },
      { field: '/b', new: null, by: 1 },
    ]));
  it('follows a value that takes the place of an object, and the reverse', () => {
    const scalar = overlay(before, { unit: 'u2' }, 2);
    expect(changesBetween(before, scalar)).toEqual([
      { field: '/unit', new: 'u2', by: 2 },
      { field: '/unit/id', old: 'u1', by: 2 },
    ]);
    expect(changesBetween(scalar, overlay(scalar, { unit: { id: 'u3' } }, 3))).toEqual([
      { field: '/unit', old: 'u2', by: 3 },
      { field: '/unit/id', new: 'u3', by: 3 },
    ]);
  });
});

const data = fc.dictionary(
  fc.constantFrom('a', 'b', 'c/d'),
  fc.oneof(
    fc.constantFrom('x', 'y', 1, true, null),
    fc.array(fc.nat(2), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'e'), fc.constantFrom(1, 2, null)),
  ),
);

describe('fold and difference', () => {
  const merge = (into: Record<string, unknown>, said: Record<string, unknown>): Record<string, unknown> => {
    const merged = { ...into };
    for (const [name, value] of Object.entries(said)) {
      const [was, isObject] = [
        merged[name],
        (one: unknown) => typeof one === 'object' && one !== null && !Array.isArray(one),
      ];
      merged[name] = isObject(was) && isObject(value) ? merge(was as never, value as never) : value;
    }
    return merged;
  };

  it('folds to the plain overlay of the data', () =>
    fc.assert(
      fc.property(fc.array(data, { maxLength: 6 }), (events) => {
        expect(plain(fold(...events))).toEqual(events.reduce<Record<string, unknown>>(merge, {}));
      }),
    ));

  it('finds the differences that turn one state into the other, and none in itself', () =>
    fc.assert(
      fc.property(fc.array(data, { maxLength: 4 }), fc.array(data, { maxLength: 4 }), (first, then) => {
        const before = fold(...first);
        const after = then.reduce<Fields<number>>(
          (fields, said, i) => overlay(fields, said, 100 + i),
          before,
        );
        const turned = new Map([...leaves(before)].map(([field, { value }]) => [field, value]));
        for (const change of changesBetween(before, after))
          if ('new' in change) turned.set(change.field, change.new);
          else turned.delete(change.field);
        expect(turned).toEqual(new Map([...leaves(after)].map(([field, { value }]) => [field, value])));
        expect(changesBetween(after, after)).toEqual([]);
      }),
    ));
});
