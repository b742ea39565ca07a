import type { Recorded } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { SourceMessage } from './event-source';
import { type Entry, sortBatch } from './sorting';

const message = (key: string): SourceMessage => ({
  offset: 0n,
  key,
  raw: null,
  head: () => ({ version: 1, type: '' }),
  decode: () => Promise.reject(new Error('not asked')),
});
const entry = (key: string, version: number | null, more: Partial<Entry> = {}): Entry => ({
  ...{ message: message(key), key, version, type: 'asn.career.Noted.v1', fault: null },
  // Sorting asks only whether there is an event.
  event: {} as Recorded,
  ...more,
});
const schema = { cause: 'schema', error: 'no JSON' } as const;
const versions = (entries: readonly Entry[]): string[] =>
  entries.map(({ key, version }) => `${key}${version}`);

describe('sortBatch', () => {
  it('applies what comes next and drops what is known', () => {
    const sorted = sortBatch(
      [entry('a', 2), entry('a', 3), entry('b', 1), entry('a', 3)],
      new Map([['a', 2]]),
      new Set(),
    );
    expect(versions(sorted.apply)).toEqual(['a3', 'b1']);
    expect(sorted.duplicates).toBe(2);
    expect([...sorted.progress]).toEqual([
      ['a', 3],
      ['b', 1],
    ]);
  });

  it('counts what is not wanted as progress', () => {
    const sorted = sortBatch([entry('a', 1, { event: null }), entry('a', 2)], new Map(), new Set());
    expect(versions(sorted.apply)).toEqual(['a2']);
    expect(sorted.skipped).toBe(1);
    expect(sorted.progress.get('a')).toBe(2);
  });

  it('keeps the later events of a parked key, but not those that it has already', () => {
    const sorted = sortBatch(
      [entry('a', 2), entry('a', 3), entry('b', 1)],
      new Map([['a', 2]]),
      new Set(['a']),
    );
    expect(versions(sorted.park)).toEqual(['a3']);
    expect(versions(sorted.apply)).toEqual(['b1']);
    expect(sorted.parkKeys.size).toBe(0);
  });

  it('parks a key from its unreadable message on', () => {
    const sorted = sortBatch(
      [entry('a', 1), entry('a', null, { event: null, fault: schema }), entry('a', 2)],
      new Map(),
      new Set(),
    );
    expect(versions(sorted.apply)).toEqual(['a1']);
    expect(versions(sorted.park)).toEqual(['anull', 'a2']);
    expect(sorted.parkKeys.get('a')).toEqual(schema);
  });

  it('finds a gap before whatever else is wrong behind it', () => {
    const sorted = sortBatch([entry('a', 3, { event: null, fault: schema })], new Map(), new Set());
    expect(sorted.gaps).toEqual([{ key: 'a', from: 1, to: 2 }]);
    expect(sorted.parkKeys.get('a')?.cause).toBe('gap');
  });

  it('parks a culprit from the version at fault on', () => {
    const fault = { cause: 'handler', error: 'no' } as const;
    const sorted = sortBatch(
      [entry('a', 1), entry('a', 2), entry('a', 3)],
      new Map(),
      new Set(),
      new Map([['a', { fault, from: 2 }]]),
    );
    expect(versions(sorted.apply)).toEqual(['a1']);
    expect(versions(sorted.park)).toEqual(['a2', 'a3']);
  });

  it('applies every version of every key once, in order, however they are doubled and cut into batches', () => {
    const stream = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), again: fc.nat(3) }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(stream, fc.integer({ min: 1, max: 7 }), (sent, size) => {
        const heads = new Map<string, number>();
        const log: Entry[] = [];
        for (const { key, again } of sent) {
          const version = (heads.get(key) ?? 0) + 1;
          heads.set(key, version);
          log.push(entry(key, version));
          // What is sent again comes after its first time, at any distance back.
          if (again > 0) log.push(entry(key, Math.max(1, version - again + 1)));
        }
        const known = new Map<string, number>();
        const applied: string[] = [];
        for (let at = 0; at < log.length; at += size) {
          const sorted = sortBatch(log.slice(at, at + size), known, new Set());
          applied.push(...versions(sorted.apply));
          for (const [key, version] of sorted.progress) known.set(key, version);
        }
        for (const [key, head] of heads)
          expect(applied.filter((text) => text.startsWith(key))).toEqual(
            Array.from({ length: head }, (_, i) => `${key}${i + 1}`),
          );
      }),
    );
  });
});
