import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { compareResults } from './results';

const folder = mkdtempSync(join(tmpdir(), 'jejak-results-'));
const file = (name: string, ...rows: string[]): string => {
  const path = join(folder, name);
  writeFileSync(
    path,
    ['participant,formation_code,list,skd,final_score,position_in_list', ...rows, ''].join('\n'),
  );
  return path;
};
const official = file('official.csv', 'P1,tsp,1,364,68.521,2', 'P2,tsp,1,395,70.439,1');
afterAll(() => rmSync(folder, { recursive: true }));

describe('compareResults', () => {
  it('finds nothing between equal numbers, in whatever order and with whatever zeros', () =>
    expect(
      compareResults(file('a.csv', 'P2,tsp,1,395,70.4390,1', 'P1,tsp,1,364,68.521,2'), official),
    ).toEqual({
      rows: 2,
      differences: [],
    }));
  it('names each row that differs, is missing, or is too many', () => {
    const { differences } = compareResults(
      file('b.csv', 'P1,tsp,1,364,68.522,1', 'P3,tsp,1,1,1,3'),
      official,
    );
    expect(differences).toEqual([
      {
        row: 'P1 tsp 1',
        difference: 'final_score 68.522, officially 68.521; position_in_list 1, officially 2',
      },
      { row: 'P2 tsp 1', difference: 'is not in the results' },
      { row: 'P3 tsp 1', difference: 'is not in the official results' },
    ]);
  });
  it('refuses what is no table of results', () => {
    const other = join(folder, 'other.csv');
    writeFileSync(other, 'a,b\n1,2\n');
    expect(() => compareResults(other, official)).toThrow('lacks the columns');
    expect(() => compareResults(join(folder, 'none.csv'), official)).toThrow('cannot be read');
  });
});
