import { describe, expect, it } from '@jest/globals';
import { ikmCollection, spanOf, spansOf } from './ikm-collection';

describe('the half-year and year of a survey', () => {
  it.each([
    ['2026-06-30', ['2026-H1', '2026']],
    ['2026-07-01', ['2026-H2', '2026']],
    ['2026-12-31', ['2026-H2', '2026']],
  ])('that ended on %s: %j', (to, keys) => expect(spansOf(to).map(({ key }) => key)).toEqual(keys));
  it.each([
    ['2026', '2026-01-01', '2026-12-31'],
    ['2026-H1', '2026-01-01', '2026-06-30'],
    ['2026-H2', '2026-07-01', '2026-12-31'],
  ])('%s goes from %s to %s', (key, from, to) => expect(spanOf(key)).toMatchObject({ from, to }));
});

describe('a collection of indices', () => {
  it('is a table with a line for each survey', () => {
    const line = { unit: 'DINKES', from: '2026-01-01', to: '2026-11-30', index: '85.25', band: 'B', n: 100 };
    const file = ikmCollection(spanOf('2026-H2'), [line], ['gov.calendar@1'], null);
    expect(file).toMatchObject({ kind: 'ikm-half-year', rows: 1, change: null });
    expect(file.content.split('\n')).toEqual([
      'unit,from,to,index,band,n',
      'DINKES,2026-01-01,2026-11-30,85.25,B,100',
      '',
    ]);
  });
});
