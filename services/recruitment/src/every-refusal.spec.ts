import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const textsIn = (folder: string, ends: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ends))
    .map((name) => readFileSync(join(folder, name), 'utf8'));

const codesIn = (texts: readonly string[], pattern: RegExp): string[] =>
  texts.flatMap((text) => [...text.matchAll(pattern)].map(([, code]) => code));

/** What `GET` answers while a read model is behind: a test would have to hold it back. */
const OF_THE_MACHINE = ['UNAVAILABLE'];

describe('every refusal of this service', () => {
  const documented = codesIn(textsIn(__dirname, '.problems.ts'), /^ {2}([A-Z][A-Z0-9_]+): \{$/gm);
  const thrown = codesIn(
    textsIn(__dirname, '.ts').filter((text) => !text.includes("from '@jest/globals'")),
    /\bnew [A-Z]\w+\(\s*'([A-Z][A-Z0-9_]+)'/g,
  );
  const codes = [...new Set([...documented, ...thrown])].filter((code) => !OF_THE_MACHINE.includes(code));
  const tests = textsIn(join(__dirname, '..', 'test'), '.test.ts').join('\n');

  it('is found here', () => {
    expect(documented.length).toBeGreaterThan(40);
    expect(codes).toEqual(expect.arrayContaining(['SOD_VIOLATION', 'RANK_ORDER_VIOLATION', 'SCORE_SEALED']));
  });

  it('is asked for by a test through HTTP', () =>
    expect(codes.filter((code) => !tests.includes(`'${code}'`))).toEqual([]));
});
