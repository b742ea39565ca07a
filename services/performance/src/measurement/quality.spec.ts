import type { SourceSchema } from '@jejak/contracts/performance';
import { describe, expect, it } from '@jest/globals';
import { qualityRules } from '../../test/nurse';
import { failureOf, type KnownAmount, lookedAt, reportFailureOf } from './quality';

const anything: SourceSchema = { indicatorIds: [], min: null, max: null };
const datum = { indicatorId: 'I-1', quantity: '100', from: '2026-07-01', to: '2026-07-31', sourceId: 'a' };
const known = (over: Partial<KnownAmount>): KnownAmount => ({ ...datum, measurementId: 'other', ...over });
/** January to June: 90, 110, 90, 110, 90, 110 — mean 100, deviation of the whole 10. */
const months = [31, 28, 31, 30, 31, 30].map((last, index) =>
  known({
    ...{ from: `2026-0${index + 1}-01`, to: `2026-0${index + 1}-${last}` },
    quantity: index % 2 === 0 ? '90' : '110',
  }),
);
const check = (quantity: string, others: readonly KnownAmount[], schema = anything) =>
  failureOf({ ...datum, quantity }, schema, others, qualityRules);

describe('the checks of an amount', () => {
  it('pass what nothing speaks against', () => {
    expect(check('100', [])).toBeNull();
    expect(check('100', months)).toBeNull();
  });
  it('SCHEMA: the source knows the indicator', () =>
    expect(check('100', [], { ...anything, indicatorIds: ['I-2'] })).toEqual({
      ...{ check: 'SCHEMA', against: null },
    }));
  it.each([
    ['4.99', { check: 'RANGE', against: '5' }],
    ['5', null],
    ['200', null],
    ['200.01', { check: 'RANGE', against: '200' }],
  ])('RANGE 5…200: %s', (quantity, expected) =>
    expect(check(quantity, [], { indicatorIds: [], min: '5', max: '200' })).toEqual(expected),
  );
  it.each([
    ['105', 'DUPLICATE'], // exactly 5 % of 100
    ['105.01', 'CROSS_SOURCE'],
    ['95', 'DUPLICATE'],
    ['94.99', 'CROSS_SOURCE'],
  ])('another source says 100 of the same, this one %s: %s', (quantity, expected) =>
    expect(check(quantity, [known({ sourceId: 'b' })])).toEqual({ check: expected, against: '100' }),
  );
  it('against nothing, everything but nothing differs', () => {
    expect(check('1', [known({ sourceId: null, quantity: '0' })])?.check).toBe('CROSS_SOURCE');
    expect(check('0', [known({ sourceId: null, quantity: '0' })])?.check).toBe('DUPLICATE');
  });
  it('OVERLAP: part of the time is told already', () =>
    expect(check('100', [known({ from: '2026-07-15', to: '2026-08-14' })])?.check).toBe('OVERLAP'));
  it.each([
    ['130', null], // exactly 3 deviations
    ['130.01', { check: 'JUMP', against: '100.0000' }],
    ['69.99', { check: 'JUMP', against: '100.0000' }],
  ])('JUMP beyond 3 deviations of 100 ± 10: %s', (quantity, expected) =>
    expect(check(quantity, months)).toEqual(expected),
  );
  it('tells no jump from too short a past, from one without spread, or from periods of another length', () => {
    expect(check('900', months.slice(1))).toBeNull();
    expect(
      check(
        '900',
        months.map((month) => ({ ...month, quantity: '100' })),
      ),
    ).toBeNull();
    const years = [2019, 2020, 2021, 2022, 2023, 2024].map((year) =>
      known({ from: `${year}-01-01`, to: `${year}-12-31`, quantity: String(year) }),
    );
    expect(check('1', years)).toBeNull();
  });
});

describe('the checks of a self-report', () => {
  const reported = known({ sourceId: null });
  const report = (quantity: string, others: readonly KnownAmount[], schemas: readonly SourceSchema[] = []) =>
    reportFailureOf({ ...datum, quantity }, schemas, others, qualityRules);
  it('pass what nothing speaks against', () => {
    expect(report('100', [])).toBeNull();
    expect(report('100', months)).toBeNull();
  });
  it('RANGE: what a source that knows the indicator holds possible', () =>
    expect(report('201', [], [{ indicatorIds: ['I-1'], min: null, max: '200' }])).toEqual({
      ...{ check: 'RANGE', against: '200' },
    }));
  it('DUPLICATE: the same time reported twice, whatever the amount', () => {
    expect(report('100', [reported])).toEqual({ check: 'DUPLICATE', against: '100' });
    expect(report('300', [reported])).toEqual({ check: 'DUPLICATE', against: '100' });
  });
  it('CROSS_SOURCE, or DUPLICATE: a source has told of it', () => {
    expect(report('106', [known({})])?.check).toBe('CROSS_SOURCE');
    expect(report('105', [known({})])?.check).toBe('DUPLICATE');
  });
  it('OVERLAP and JUMP as of a source', () => {
    expect(report('100', [known({ from: '2026-07-15', to: '2026-08-14' })])?.check).toBe('OVERLAP');
    expect(report('130', months)).toBeNull();
    expect(report('130.01', months)).toEqual({ check: 'JUMP', against: '100.0000' });
  });
});

describe('what the checks look at', () => {
  const days = Array.from({ length: 30 }, (_, at) => `2026-06-${String(at + 1).padStart(2, '0')}`);
  const daily = days.map((day) => known({ measurementId: day, from: day, to: day }));
  const ids = (from: string, to: string) =>
    lookedAt({ ...datum, from, to }, daily, qualityRules).map(({ measurementId }) => measurementId);
  it('is the same time, and the latest 24 of the past', () => {
    expect(ids('2026-06-30', '2026-06-30')).toEqual(['2026-06-30', ...days.slice(5, 29)]);
    expect(ids('2026-06-28', '2026-06-29').slice(0, 2)).toEqual(['2026-06-28', '2026-06-29']);
  });
  it('is nothing of stretches of another length', () => expect(ids('2026-07-01', '2026-07-31')).toEqual([]));
});
