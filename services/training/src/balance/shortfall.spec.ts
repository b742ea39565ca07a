import { describe, expect, it } from '@jest/globals';
import { shortfallOf } from './shortfall';

const of = (right: number | null, credited: number, date: string) =>
  shortfallOf({ year: 2026, right, credited }, date, '07-01');

describe('the shortfall of training hours', () => {
  it.each([
    ['not before the first of July', 20, 14, '2026-06-30', null],
    ['from the first of July on', 20, 14, '2026-07-01', 6],
    ['also when the year is over', 20, 14, '2027-02-01', 6],
    ['as none where the right is met', 20, 24, '2026-09-01', 0],
    ['not where there is no right', null, 0, '2026-09-01', null],
  ])('is shown %s', (_, right, credited, date, expected) => expect(of(right, credited, date)).toBe(expected));
});
