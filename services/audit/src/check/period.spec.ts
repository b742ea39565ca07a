import { Malformed } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { indexIn } from './found-events';
import { datesOf, spanOf, yearOf } from './period';

describe('a stretch of time', () => {
  it.each([
    ['2026', '2026-01-01', '2026-12-31'],
    ['2026-H1', '2026-01-01', '2026-06-30'],
    ['2026-H2', '2026-07-01', '2026-12-31'],
    ['2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026-Q4', '2026-10-01', '2026-12-31'],
    ['2028-02', '2028-02-01', '2028-02-29'],
  ])('of %s', (period, from, to) => expect(datesOf(period)).toEqual([from, to]));
  it.each(['', '26', '2026-13', '2026-H3', '2026-Q5', '2026-1', '0000', '2026-H2 '])('is no %j', (period) =>
    expect(() => datesOf(period)).toThrow(Malformed),
  );
  it('is whole days of the city', () =>
    expect(spanOf({ period: '2026-05' })).toEqual({
      since: '2026-04-30T17:00:00.000Z',
      before: '2026-05-31T17:00:00.000Z',
    }));
  it('is from and to, both included, or everything', () => {
    expect(spanOf({ from: '2026-05-01', to: '2026-05-01' })).toEqual({
      since: '2026-04-30T17:00:00.000Z',
      before: '2026-05-01T17:00:00.000Z',
    });
    expect(spanOf({}).since < '1901').toBe(true);
    expect(spanOf({}).before > '2999').toBe(true);
    expect(spanOf({ from: spanOf({}).since })).toEqual(spanOf({}));
    for (const far of ['0001-01-01', '9999-12-31', 'x']) expect(() => spanOf({ to: far })).toThrow(Malformed);
    expect(() => spanOf({ period: '2026', from: '2026-01-01' })).toThrow(Malformed);
  });
  it('may have to be a year', () => {
    expect(yearOf('2026')).toBe(2026);
    for (const none of ['', '2026-H1', '0000', 'MMXX']) expect(() => yearOf(none)).toThrow(Malformed);
  });
  it('is gone through behind an index', () => {
    expect(indexIn(undefined)).toBe(-1);
    expect(indexIn('7')).toBe(7);
    for (const none of ['', '-1', '07', 'x', '1e3']) expect(() => indexIn(none)).toThrow(Malformed);
  });
});
