import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAX_JSON_DEPTH, parseStrictJson } from './strict-json';

const codeOf = (text: string): string => {
  try {
    parseStrictJson(text);
    return 'read';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

/** What JSON.parse would read, and whether it loses something on the way: a second, slower way to the same answer. */
const simpleNumbers = (value: unknown): boolean => {
  if (typeof value === 'number') return !Number.isInteger(value) || Number.isSafeInteger(value);
  if (Array.isArray(value)) return value.every(simpleNumbers);
  return typeof value !== 'object' || value === null || Object.values(value).every(simpleNumbers);
};
const inherited = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.some(inherited);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, member]) => key in {} || key === 'prototype' || inherited(member));
};

describe('strict JSON', () => {
  it('reads what JSON.parse reads, where nothing is lost', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const value: unknown = JSON.parse(text);
        fc.pre(simpleNumbers(value) && !inherited(value));
        expect(parseStrictJson(text)).toEqual(value);
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses what JSON.parse refuses, and throws nothing else', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'{}[]",:\\ue0193-+.tfn \n'), maxLength: 24 }),
        (text) => {
          let plain = true;
          try {
            JSON.parse(text);
          } catch {
            plain = false;
          }
          if (!plain) expect(codeOf(text)).toBe('JSON_INVALID');
          else
            expect(codeOf(text)).toMatch(
              /^(read|JSON_(DUPLICATE_KEY|FORBIDDEN_KEY|TOO_DEEP|NUMBER_UNSAFE))$/,
            );
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('finds a member that is there twice, however it is written and wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.json({ maxDepth: 2 }),
        fc.array(fc.boolean()),
        (key, value, path) => {
          fc.pre(!(key in {}) && key !== 'prototype' && codeOf(value) === 'read');
          const escaped = `"${[...key]
            .flatMap((c) => c.split(''))
            .map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
            .join('')}"`;
          const twice = `{${JSON.stringify(key)}:${value} ,\n${escaped}:1}`;
          const text = path
            .slice(0, 15)
            .reduce((inner, list) => (list ? `[${inner}]` : `{"a":${inner}}`), twice);
          expect(codeOf(text)).toBe('JSON_DUPLICATE_KEY');
        },
      ),
    );
  });

  it('lets different objects have the same members', () => {
    expect(codeOf('[{"a":1},{"a":1},{"b":{"a":{"a":1}},"a":[]}]')).toBe('read');
    expect(codeOf('{"a":"b","b":"a"}')).toBe('read');
    expect(codeOf('{"a":["a","a"]}')).toBe('read');
  });

  it.each([...Object.getOwnPropertyNames(Object.prototype), 'prototype'])(
    'refuses a member named %s',
    (name) => {
      expect(codeOf(`{"a":[{"${name}":1}]}`)).toBe('JSON_FORBIDDEN_KEY');
      expect(codeOf(`["${name}"]`)).toBe('read');
    },
  );

  it.each([
    ['9007199254740991', 'read'],
    ['-9007199254740991', 'read'],
    ['9007199254740992', 'JSON_NUMBER_UNSAFE'],
    ['1e15', 'read'],
    ['1e16', 'JSON_NUMBER_UNSAFE'],
    ['1e400', 'JSON_NUMBER_UNSAFE'],
    ['-1E+999', 'JSON_NUMBER_UNSAFE'],
    ['0.1', 'read'],
    ['1e-400', 'read'],
    ['"9007199254740993"', 'read'],
  ])('of the number %s says %s', (text, code) => expect(codeOf(text)).toBe(code));

  it('counts depth in brackets of both kinds', () => {
    const nested = (depth: number) => '['.repeat(depth - 1) + '{}' + ']'.repeat(depth - 1);
    expect(codeOf(nested(MAX_JSON_DEPTH))).toBe('read');
    expect(codeOf(nested(MAX_JSON_DEPTH + 1))).toBe('JSON_TOO_DEEP');
    expect(codeOf(`"${'['.repeat(50)}"`)).toBe('read');
  });
});
