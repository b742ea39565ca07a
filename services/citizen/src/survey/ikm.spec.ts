import { type Element, ELEMENTS, type IkmBand } from '@jejak/contracts/citizen';
import { isDuplicate, isFault } from '@jejak/imports';
import { describe, expect, it } from '@jest/globals';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { elementMap, surveyRows } from '../imports/survey-file';
import { bandOf, ikmOf, requiredSample, type Tally } from './ikm';

const BANDS = [
  { band: 'A', from: '88.31', to: '100.00' },
  { band: 'B', from: '76.61', to: '88.30' },
  { band: 'C', from: '65.00', to: '76.60' },
  { band: 'D', from: '25.00', to: '64.99' },
] as const;
const exact = { weight: { numerator: 1, denominator: 9 }, bands: BANDS };
const tally = (sums: readonly (number | string)[], n: number): Tally => ({
  n,
  // Nine sums for nine elements.
  sums: Object.fromEntries(ELEMENTS.map((element, at) => [element, sums[at]])) as Tally['sums'],
});

describe('the satisfaction index (domain.md 9.2)', () => {
  it('is exact: 85.25, where rounded weights give 84.40 or 85.16', () => {
    const means = ['3.40', '3.35', '3.45', '3.60', '3.42', '3.50', '3.48', '3.20', '3.29'];
    const { index, band, elements } = ikmOf(tally(means, 1), exact);
    expect([index, band]).toEqual(['85.25', 'B']);
    expect(elements[7]).toEqual({ element: 'U8', mean: '3.2000' });
    const rounded = (numerator: number, denominator: number) =>
      ikmOf(tally(means, 1), { ...exact, weight: { numerator, denominator } }).index;
    expect([rounded(11, 100), rounded(111, 1000)]).toEqual(['84.40', '85.16']);
  });
  it.each([
    ['100', 'A'],
    ['88.305', 'A'],
    ['88.304', 'B'],
    ['76.605', 'B'],
    ['76.604', 'C'],
    ['65', 'C'],
    ['64.995', 'C'],
    ['64.994', 'D'],
    ['25', 'D'],
  ] as [string, IkmBand][])('puts %s into band %s, after rounding to 2 decimals', (index, band) =>
    expect(bandOf(index, BANDS)).toBe(band),
  );
  it('knows no band below marks of 1', () => expect(() => bandOf('24.99', BANDS)).toThrow(RangeError));

  // The table of Krejcie and Morgan, as PermenPANRB 14/2017 has it.
  it.each([
    [10, 10],
    [100, 80],
    [130, 97],
    [500, 217],
    [1_000, 278],
    [10_000, 370],
    [100_000, 383],
    [1_000_000, 384],
  ])('wants of %d people %d answers', (population, sample) =>
    expect(requiredSample(population, { chiSquare: '3.841', error: '0.05' })).toBe(sample),
  );

  it('is the published one of a real survey, by the published weight, and 78.74 exactly', async () => {
    const sums = Object.fromEntries(ELEMENTS.map((element) => [element, 0])) as Record<Element, number>;
    let n = 0;
    const file = createReadStream(
      join(__dirname, '../../test/data/satisfaction-2019.csv'),
    ) as AsyncIterable<Buffer>;
    for await (const row of surveyRows(file, elementMap('u8:U9,u9:U8'))) {
      if (isFault(row) || isDuplicate(row)) throw new Error(`row ${row.row} cannot be read`);
      n++;
      for (const element of ELEMENTS) sums[element] += row.value.answers[element];
    }
    expect(n).toBe(49);
    expect(ikmOf({ n, sums }, exact)).toMatchObject({ index: '78.74', band: 'B' });
    expect(ikmOf({ n, sums }, { ...exact, weight: { numerator: 111, denominator: 1000 } }).index).toBe(
      '78.66',
    );
  });
});

describe('the map of columns to elements', () => {
  it('is the number of the column where nothing else is said', () =>
    expect(elementMap(undefined)).toMatchObject({ u1: 'U1', u8: 'U8', u9: 'U9' }));
  it('gives each column another', () =>
    expect(elementMap('u8:U9,u9:U8')).toMatchObject({ u7: 'U7', u8: 'U9', u9: 'U8' }));
  it.each(['u8:U9', 'u8', 'u0:U1', 'u8:U9,u9:U8,', 'u8:u9,u9:u8'])('is not %j', (text) =>
    expect(() => elementMap(text)).toThrow('map'),
  );
});
