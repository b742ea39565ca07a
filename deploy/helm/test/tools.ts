import { accessSync, constants } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { describe } from '@jest/globals';

export const WORKSPACE = resolve(__dirname, '..', '..', '..');

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Where a program is: what `npm run helm:tools` installed, then the search path. */
const pathOf = (name: string): string | undefined =>
  [join(WORKSPACE, '.jejak', 'tools'), ...(process.env.PATH ?? '').split(delimiter)]
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isProgram);

/** The path of a program that is there. @throws Error where it is not */
export const tool = (name: string): string => {
  const path = pathOf(name);
  if (path === undefined) throw new Error(`There is no ${name} here: npm run helm:tools`);
  return path;
};

/**
 * Tests that need programs. Where one of them is not there they are left out, counted as such, and say which one is missing: nothing is
 * built while tests run.
 */
export const describeWith = (names: readonly string[], title: string, tests: () => void): void => {
  const missing = names.filter((name) => pathOf(name) === undefined);
  if (missing.length === 0) {
    describe(title, tests);
    return;
  }
  const why = `left out: there is no ${missing.join(', no ')}; npm run helm:tools`;
  process.stderr.write(`${title}: ${why}\n`);
  describe.skip(`${title} (${why})`, tests);
};
