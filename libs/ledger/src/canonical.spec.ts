import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonical, isCanonical, TextNotStorable } from './index';

const text = fc.string({ unit: 'binary' }).filter((s) => !s.includes('\u0000'));
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    text,
    fc.array(tie('json')),
    fc.dictionary(text, tie('json')),
  ),
}));

describe('canonical', () => {
  it('holds the same value, without white space', () =>
    fc.assert(
      fc.property(json, (value) => {
        const form = canonical(value);
        // -0 is written as 0.
        expect(JSON.parse(form)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(form).toHaveLength(JSON.stringify(JSON.parse(form)).length);
      }),
    ));

  it('is the same in whatever order the members were given, and twice as once', () =>
    fc.assert(
      fc.property(fc.dictionary(text, json), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonical(reversed)).toBe(canonical(value));
        expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value));
        expect(isCanonical(canonical(value))).toBe(true);
      }),
    ));

  it('sorts by UTF-16 code unit, as RFC 8785 shows', () => {
    // RFC 8785 section 3.2.3, sorted by its own table.
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonical(value)) as object)).toHaveLength(7);
    expect(canonical(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis",' +
        '"\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  it('writes each character by itself as JSON.stringify does', () => {
    // All that a character can be but halves of a surrogate and U+0000, which are refused.
    for (let code = 1; code < 0xd800; code++) {
      const text = String.fromCharCode(code);
      if (canonical(text) !== JSON.stringify(text)) throw new Error(`U+${code.toString(16)}`);
    }
  });
  it('escapes as little as RFC 8785 does', () =>
    expect(canonical('\u20ac$\u000f\nA\'B"\\/"\u007f\u2028')).toBe(
      '"\u20ac$\\u000f\\nA\'B\\"\\\\/\\"\u007f\u2028"',
    ));

  it('writes integers to ±(2^53−1), and -0 as 0', () => {
    expect(canonical([-0, 0, 1e15, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])).toBe(
      '[0,0,1000000000000000,9007199254740991,-9007199254740991]',
    );
    for (const number of [0.5, 2 ** 53, -(2 ** 53), 1e21, NaN, Infinity])
      expect(() => canonical(number)).toThrow(TypeError);
  });

  it('leaves out members without a value, and refuses what JSON has no word for', () => {
    expect(canonical({ b: undefined, a: 1 })).toBe('{"a":1}');
    for (const value of [
      undefined,
      [undefined],
      () => 1,
      1n,
      Symbol('x'),
      new Date(0),
      new Map(),
      Buffer.from('x'),
    ])
      expect(() => canonical(value)).toThrow(TypeError);
  });

  it('takes `__proto__` for a member like any other', () =>
    expect(canonical(JSON.parse('{"__proto__":{"x":1},"a":2}'))).toBe('{"__proto__":{"x":1},"a":2}'));

  it('tells a text that cannot be stored from a defect', () => {
    for (const broken of [
      '\u0000',
      'a\u0000b',
      '\ud800',
      'a\udc00',
      '\udc00\ud800',
      '\ud83d',
      { '\ud800': 1 },
      [['\u0000']],
    ])
      expect(() => canonical(broken)).toThrow(TextNotStorable);
    expect(canonical('\ud83d\ude00')).toBe('"\ud83d\ude00"');
    expect(() => canonical(0.5)).not.toThrow(TextNotStorable);
  });
});

describe('isCanonical', () => {
  it('refuses every other spelling of the same value', () => {
    for (const spelling of [
      ' {"a":1}',
      '{"a": 1}',
      '{"b":1,"a":2}',
      '{"a":1.0}',
      '1e2',
      '-0',
      '"\\u0041"',
      '{"a":1,"a":1}',
      '{',
      '',
    ])
      expect(isCanonical(spelling)).toBe(false);
    expect(isCanonical('{"a":1,"b":[true,null,"x"]}')).toBe(true);
  });
});
