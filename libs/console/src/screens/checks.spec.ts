import { describe, expect, it } from '@jest/globals';
import { checkIn, isPeriod } from './checks';

describe('a check that an address names', () => {
  it('is one of those that there are', () => expect(checkIn('terlambat')).toBe('terlambat'));
  it.each(['', 'toString', 'late'])('is none otherwise: %s', (name) => expect(checkIn(name)).toBeUndefined());
});

describe('the period of a check', () => {
  it.each(['2026', '2026-H2', '2026-Q3', '2026-05'])('is a year or a part of one: %s', (period) =>
    expect(isPeriod(period, 'any')).toBe(true),
  );
  it.each(['', '26', '2026-13', '2026-H3', '2026-Q0', '2026-5'])('is nothing else: %s', (period) =>
    expect(isPeriod(period, 'any')).toBe(false),
  );
  it('is a whole year where a check asks for one', () => {
    expect(isPeriod('2026', 'year')).toBe(true);
    expect(isPeriod('2026-H1', 'year')).toBe(false);
  });
});
