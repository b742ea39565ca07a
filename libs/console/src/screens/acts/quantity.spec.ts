import { describe, expect, it } from '@jest/globals';
import { isQuantity, quantityOf } from './quantity';

describe('a quantity', () => {
  it.each([
    ['330', '330'],
    [' 2,55 ', '2.55'],
    ['2.55', '2.55'],
    ['1.200', '1200'],
    ['1.204.551,5', '1204551.5'],
    ['0.125', '0.125'],
  ])('written as %s is %s', (written, quantity) => {
    expect(quantityOf(written)).toBe(quantity);
    expect(isQuantity(quantityOf(written))).toBe(true);
  });

  it.each(['', 'tiga', '-1', '1,2,3', '01', '1.1234567'])('is not one: %s', (written) =>
    expect(isQuantity(quantityOf(written))).toBe(false),
  );
});
