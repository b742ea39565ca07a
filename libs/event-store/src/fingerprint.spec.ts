import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fingerprintOf } from './fingerprint';

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, shuffled(member)]),
  );
};

describe('fingerprintOf', () => {
  it('does not depend on the order of members', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (json) =>
        expect(fingerprintOf(shuffled(json))).toEqual(fingerprintOf(json)),
      ),
    ));
  it('tells apart what differs', () =>
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        fc.pre(!same);
        // Members in another order are the same; so is -0.
        const sorted = (json: unknown) =>
          JSON.stringify(json, (_, v: unknown) =>
            typeof v === 'object' && v !== null && !Array.isArray(v)
              ? Object.fromEntries(Object.entries(v).sort(([x], [y]) => (x < y ? -1 : 1)))
              : v,
          );
        fc.pre(sorted(a) !== sorted(b));
        expect(fingerprintOf(a)).not.toEqual(fingerprintOf(b));
      }),
    ));
  it('keeps apart what belongs to different parts', () => {
    expect(fingerprintOf('a', 'b')).not.toEqual(fingerprintOf('ab'));
    expect(fingerprintOf(['a'], 'b')).not.toEqual(fingerprintOf(['a', 'b']));
  });
  it('leaves out what is undefined, as JSON does, and takes fractions and broken texts', () => {
    expect(fingerprintOf({ a: 1, b: undefined })).toEqual(fingerprintOf({ a: 1 }));
    expect(fingerprintOf({ a: 0.5, b: '\ud800' })).not.toEqual(fingerprintOf({ a: 0.25, b: '\ud800' }));
  });
});
