import { describe, expect, it } from '@jest/globals';
import { realisation, realised, type Measure } from './realisation';

const cap = { min: '0', max: '120' };
const measure = (over: Partial<Measure>): Measure => ({
  ...{ indicatorId: 'I-1', direction: 'HIGHER', target: '100', rangeLow: null, rangeHigh: null },
  ...over,
});
const percent = (over: Partial<Measure>, actual: string) =>
  realisation(measure(over), actual, cap).toFixed(4);

describe('realisation of an indicator', () => {
  it('HIGHER: R/T × 100', () => {
    // 1320/1200 is exactly 110 %, 85.25/82 = 103.96341…, 97.02/98 is exactly 99 %
    expect(realisation(measure({ target: '1200' }), '1320', cap).toString()).toBe('110');
    expect(percent({ target: '82.00' }, '85.25')).toBe('103.9634');
    expect(realisation(measure({ target: '98' }), '97.02', cap).toString()).toBe('99');
  });

  it('LOWER: (2 − R/T) × 100, exactly 115 % for 2.55 of 3.0', () =>
    expect(realisation(measure({ direction: 'LOWER', target: '3.0' }), '2.55', cap).toString()).toBe('115'));

  it.each([
    ['6.0', '0.0000'], // twice the target: (2 − 2) × 100
    ['7.0', '0.0000'], // −33 % is floored
    ['0', '120.0000'], // 200 % is capped
  ])('LOWER with target 3.0 and %s gives %s', (actual, expected) =>
    expect(percent({ direction: 'LOWER', target: '3.0' }, actual)).toBe(expected),
  );

  it.each([
    ['10', '100.0000'],
    ['20', '100.0000'],
    ['8', '80.0000'], // 2 below, width 10
    ['25', '50.0000'], // 5 above
    ['31', '0.0000'], // −10 % is floored
  ])('RANGE 10…20 and %s gives %s', (actual, expected) =>
    expect(percent({ direction: 'RANGE', target: null, rangeLow: '10', rangeHigh: '20' }, actual)).toBe(
      expected,
    ),
  );

  it.each(['HIGHER', 'LOWER'] as const)('%s has no realisation against a target of zero', (direction) =>
    expect(() => percent({ direction, target: '0.00' }, '1')).toThrow(
      expect.objectContaining({ code: 'TARGET_ZERO' }),
    ),
  );

  it('has none without a target, or with a range of no width', () => {
    const refused = expect.objectContaining({ code: 'NOT_MEASURABLE' });
    expect(() => percent({ target: null }, '1')).toThrow(refused);
    expect(() => percent({ direction: 'RANGE', rangeLow: '5', rangeHigh: '5' }, '1')).toThrow(refused);
    expect(() => percent({ direction: 'RANGE', rangeLow: null, rangeHigh: '5' }, '1')).toThrow(refused);
  });
});

describe('the realised value of a period', () => {
  const quarters = [
    { quantity: '330', from: '2026-01-01', to: '2026-03-31' },
    { quantity: '295', from: '2026-10-01', to: '2026-12-31' },
    { quantity: '345', from: '2026-04-01', to: '2026-06-30' },
    { quantity: '350', from: '2026-07-01', to: '2026-09-30' },
  ];

  it('sums, averages or takes the last', () => {
    expect(realised('SUM', quarters)?.toString()).toBe('1320');
    expect(realised('MEAN', quarters)?.toString()).toBe('330');
    expect(realised('LAST', quarters)?.toString()).toBe('295');
  });

  it('of two amounts that end on one day the one that began last is the last', () =>
    expect(
      realised('LAST', [
        { quantity: '2', from: '2026-06-01', to: '2026-06-30' },
        { quantity: '1', from: '2026-01-01', to: '2026-06-30' },
      ])?.toString(),
    ).toBe('2'));

  it('is none without amounts', () => expect(realised('SUM', [])).toBeNull());
});
