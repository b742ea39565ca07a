import { describe, expect, it } from '@jest/globals';
import { type Core, coreText, TextNotStorable } from '@jejak/ledger';
import fc from 'fast-check';
import { joinCore } from './core-text';

/** Any text that can be stored: what cannot is refused, below. */
const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((s) => !s.includes('\u0000'));
const base64url = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'));
const json = fc.dictionary(text, fc.oneof(text, fc.maxSafeInteger(), fc.boolean(), fc.constant(null)), {
  maxKeys: 3,
});
const core = fc.record(
  {
    id: fc.uuid(),
    type: fc.constant('asn.notes.Noted.v1'),
    stream: text,
    ver: fc.integer({ min: 1 }),
    prev: fc.option(base64url),
    at: fc.constant('2026-01-05T02:00:00.000Z'),
    cause: fc.option(text),
    policy: fc.option(text),
    data: fc.option(fc.record({ alg: fc.constant('sd-merkle/v1' as const), n: fc.nat(), root: base64url })),
    occurred: text,
    effective: text,
    actor: text,
    behalf: text,
    subject: text,
    role: text,
    corr: text,
    reason: text,
    policies: fc.array(text),
    inputs: fc.array(fc.record({ stream: text, ver: fc.nat(), hash: base64url })),
    heads: json,
    key: json,
    published: json,
    accessed: json,
    erased: json,
    heartbeat: json,
  },
  { requiredKeys: ['id', 'type', 'stream', 'ver', 'prev', 'at', 'cause', 'policy', 'data'] },
) as fc.Arbitrary<Core>;

describe('joinCore', () => {
  it('is the canonical text, to the byte', () =>
    fc.assert(fc.property(core, (any) => expect(joinCore(any)).toBe(coreText(any)))));

  it.each(['stream', 'corr', 'cause', 'actor', 'role', 'policy', 'occurred'])(
    'refuses a broken text as %s',
    (member) => {
      const [sample] = fc.sample(core, { numRuns: 1, seed: 1 });
      for (const broken of ['a\u0000', '\ud800'])
        expect(() => joinCore({ ...sample, [member]: broken })).toThrow(TextNotStorable);
    },
  );
});
