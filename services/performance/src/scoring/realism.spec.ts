import { describe, expect, it } from '@jest/globals';
import { realism } from './realism';

const past = [
  { year: 2025, value: '1120' },
  { year: 2023, value: '1010' },
  { year: 2024, value: '1060' },
];
const check = (target: string, years = past) => realism({ direction: 'HIGHER', target }, years, '1.25', 3);

describe('realism of a target', () => {
  it('flags 1 500 against 1 010, 1 060, 1 120', () => {
    // baseline 3190/3 = 1063.3333, ratio 1500/1063.3333 = 1.41065…
    const found = check('1500');
    expect(found?.baseline.toFixed(4)).toBe('1063.3333');
    expect(found?.ratio.toString()).toBe('1.4107');
    expect(found?.unrealistic).toBe(true);
    expect(found?.years).toEqual([2023, 2024, 2025]);
  });

  it('lets 1 200 pass', () => {
    expect(check('1200')?.ratio.toString()).toBe('1.1285');
    expect(check('1200')?.unrealistic).toBe(false);
  });

  it.each([
    ['1.25', false],
    ['1.2501', true],
    ['1.25004', false], // rounds to 1.2500 before it meets the threshold
    ['1.25005', true], // rounds to 1.2501
  ])('ratio %s: flagged is %s', (target, flagged) =>
    expect(check(target, [{ year: 2025, value: '1' }])?.unrealistic).toBe(flagged),
  );

  it('takes the last three realised years, or those there are', () => {
    expect(check('1200', [{ year: 2020, value: '1' }, ...past])?.years).toEqual([2023, 2024, 2025]);
    expect(check('1200', past.slice(0, 1))?.baseline.toString()).toBe('1120');
  });

  it('of a LOWER indicator is baseline ÷ target', () => {
    const years = [{ year: 2025, value: '4.0' }];
    expect(realism({ direction: 'LOWER', target: '3.0' }, years, '1.25', 3)?.ratio.toString()).toBe('1.3333');
  });

  it('is not checked without a past, for a RANGE, or against nothing but zeroes', () => {
    expect(check('1200', [])).toBeNull();
    expect(realism({ direction: 'RANGE', target: null }, past, '1.25', 3)).toBeNull();
    expect(check('1200', [{ year: 2025, value: '0' }])).toBeNull();
  });
});
