import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import {
  daysBetween,
  deadline,
  isBefore,
  isLegalDate,
  isWorkingDay,
  legalDate,
  plusDays,
  plusMonths,
  plusWorkingDays,
  underCalendar,
  workingDaysBetween,
} from './index';

const jakarta = { zone: 'Asia/Jakarta', holidays: ['2026-08-17'] };

describe('legal dates and deadlines (domain.md 2.4, 18)', () => {
  it('reads an instant as the date in the city', () => {
    expect(legalDate('2026-02-20T16:59:59.999Z', jakarta)).toBe('2026-02-20');
    expect(legalDate('2026-02-20T17:00:00.000Z', jakarta)).toBe('2026-02-21');
  });
  // Published 10:00 on day D: D+3 23:59:59 local is in time, D+4 00:00:00 is not.
  it('admits anything before the day after the last one', () => {
    const closes = deadline('2026-02-20T03:00:00.000Z', 3, jakarta);
    expect(isBefore('2026-02-23T16:59:59.999Z', closes)).toBe(true);
    expect(isBefore('2026-02-23T17:00:00.000Z', closes)).toBe(false);
  });
  it('skips week-ends and holidays', () => {
    // Friday 14 August 2026 + 3: 18, 19, 20 (the 17th is a holiday).
    expect(plusWorkingDays('2026-08-14', 3, jakarta)).toBe('2026-08-20');
    expect(plusWorkingDays('2026-08-14', 0, jakarta)).toBe('2026-08-14');
    expect(isWorkingDay('2026-08-16', jakarta)).toBe(false);
    expect(isWorkingDay('2026-08-17', jakarta)).toBe(false);
    expect(isWorkingDay('2026-08-18', jakarta)).toBe(true);
  });
  it('counts working days back', () => {
    expect(workingDaysBetween('2026-08-14', '2026-08-20', jakarta)).toBe(3);
    expect(workingDaysBetween('2026-08-14', '2026-08-17', jakarta)).toBe(0);
    expect(workingDaysBetween('2026-08-14', '2026-08-14', jakarta)).toBe(0);
  });
  // Friday 14 August + 3 = 20 August while only the 17th is a holiday.
  it.each([
    ['one more holiday inside it', ['2026-08-17', '2026-08-19'], '2026-08-21'],
    ['a holiday on its last day', ['2026-08-17', '2026-08-20'], '2026-08-21'],
    [
      'holidays that carry it over a week-end',
      ['2026-08-17', '2026-08-19', '2026-08-20', '2026-08-21'],
      '2026-08-25',
    ],
    ['a holiday behind it', ['2026-08-17', '2026-08-21'], '2026-08-20'],
    ['a holiday on a Saturday', ['2026-08-15', '2026-08-17'], '2026-08-20'],
    ['a holiday before it began', ['2026-08-14', '2026-08-17'], '2026-08-20'],
    ['a holiday that falls away, which shortens nothing', [], '2026-08-20'],
  ])('moves a deadline with %s', (_, holidays, expected) =>
    expect(underCalendar('2026-08-14', '2026-08-20', jakarta, { holidays })).toBe(expected),
  );
  it('counts calendar days and months', () => {
    expect(daysBetween('2027-02-05', '2027-04-01')).toBe(55);
    expect(daysBetween('2027-04-01', '2027-02-05')).toBe(-55);
    expect(plusDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(plusDays('2027-01-01', -1)).toBe('2026-12-31');
    expect(plusMonths('2026-01-31', 1)).toBe('2026-02-28');
  });
  it('says the same of every day as the calendar of the standard, and refuses the same texts', () => {
    let date = Temporal.PlainDate.from('1999-12-30');
    for (let days = 0; days < 3_000; days++, date = date.add({ days: 1 })) {
      const text = date.toString();
      expect(plusDays('1999-12-30', days)).toBe(text);
      expect(daysBetween('1999-12-30', text)).toBe(days);
      expect(isWorkingDay(text, { holidays: [] })).toBe(date.dayOfWeek <= 5);
    }
    expect(plusDays('9999-12-31', 1)).toBe('+010000-01-01');
    for (const wrong of ['2026-02-30', '2026-13-01', '', '20260', '2026-01-01T99'])
      expect(() => plusDays(wrong, 1)).toThrow(RangeError);
    expect(() => legalDate('2026-01-01T25:00:00.000Z', jakarta)).toThrow(RangeError);
    expect(() => isBefore('2026-02-30T00:00:00.000Z', 'now')).toThrow(RangeError);
  });
  // Clocks in Beirut went back from midnight to 23:00 of the day before: that hour was twice of the 29th.
  it('goes by the clock of the zone, also where an hour comes twice', () => {
    const beirut = { zone: 'Asia/Beirut' };
    expect(legalDate('2022-10-29T20:59:59.999Z', beirut)).toBe('2022-10-29');
    expect(legalDate('2022-10-29T21:30:00.000Z', beirut)).toBe('2022-10-29');
    expect(legalDate('2022-10-29T22:00:00.000Z', beirut)).toBe('2022-10-30');
  });
  it.each([
    ['2026-02-28', true],
    ['2026-02-30', false],
    ['2026-2-3', false],
    ['20260203', false],
    ['', false],
  ])('knows whether %s is a date', (text, expected) => expect(isLegalDate(text)).toBe(expected));
});
