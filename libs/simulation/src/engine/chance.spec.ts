import { describe, expect, it } from '@jest/globals';
import { chanceOf } from './chance';

const row = (...name: (string | number)[]): number[] => {
  const chance = chanceOf(...name);
  return Array.from({ length: 20 }, () => chance.next());
};

describe('chance', () => {
  it('is the same of the same name, and another of another', () => {
    expect(row(1, 'work', 2)).toEqual(row(1, 'work', 2));
    expect(row(1, 'work', 2)).not.toEqual(row(1, 'work', 3));
  });
  it('is even from 0 to below 1, and around what it is to be around', () => {
    const chance = chanceOf('even');
    const numbers = Array.from({ length: 20_000 }, () => chance.next());
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    expect(numbers.reduce((sum, one) => sum + one, 0) / 20_000).toBeCloseTo(0.5, 1);
    const around = Array.from({ length: 20_000 }, () => chance.around(10, 2));
    expect(around.reduce((sum, one) => sum + one, 0) / 20_000).toBeCloseTo(10, 0);
    expect(around.every((one) => one >= 4 && one <= 16)).toBe(true);
  });
  it('reaches both ends', () => {
    const chance = chanceOf('ends');
    expect(new Set(Array.from({ length: 200 }, () => chance.between(1, 3)))).toEqual(new Set([1, 2, 3]));
    expect(() => chance.oneOf([])).toThrow(RangeError);
  });
});
