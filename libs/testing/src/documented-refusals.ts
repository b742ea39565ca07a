import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Which refusals a service has, by its own sources. */
export interface DocumentedRefusals {
  /** Codes with a problem page of this service. */
  readonly documented: readonly string[];
  /** Those, and what its sources throw, each once, without what no client can be made to meet. */
  readonly codes: readonly string[];
  /** Codes that no test through HTTP names. */
  readonly untested: readonly string[];
}

const textsIn = (folder: string, ends: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ends))
    .map((name) => readFileSync(join(folder, name), 'utf8'));

const codesIn = (texts: readonly string[], pattern: RegExp): string[] =>
  texts.flatMap((text) => [...text.matchAll(pattern)].map(([, code]) => code));

/**
 * Reads the codes of a service's `*.problems.ts` and of what it throws, and looks for each, in quotes, in `test/*.test.ts`.
 * @param source the folder `src` of the service; `test` stands beside it
 * @param leftOut codes that no test can ask for; say why where they are named
 */
export const documentedRefusals = (source: string, leftOut: readonly string[]): DocumentedRefusals => {
  const documented = codesIn(textsIn(source, '.problems.ts'), /^ {2}([A-Z][A-Z0-9_]+): \{$/gm);
  const thrown = codesIn(
    textsIn(source, '.ts').filter((text) => !text.includes("from '@jest/globals'")),
    /\bnew [A-Z]\w+\(\s*'([A-Z][A-Z0-9_]+)'/g,
  );
  const codes = [...new Set([...documented, ...thrown])].filter((code) => !leftOut.includes(code));
  const tests = textsIn(join(source, '..', 'test'), '.test.ts').join('\n');
  return { documented, codes, untested: codes.filter((code) => !tests.includes(`'${code}'`)) };
};
