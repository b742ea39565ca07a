import { describe, expect, it } from '@jest/globals';
import { PREDICATE, RESULT_OF_HEAD, stepsBetween } from './predicate';

describe('the predicate table (domain.md 5.5)', () => {
  it.each([
    ['ABOVE', 'BELOW', 'KURANG'],
    ['ABOVE', 'MEETS', 'BAIK'],
    ['ABOVE', 'ABOVE', 'SANGAT_BAIK'],
    ['MEETS', 'BELOW', 'KURANG'],
    ['MEETS', 'MEETS', 'BAIK'],
    ['MEETS', 'ABOVE', 'BAIK'],
    ['BELOW', 'BELOW', 'SANGAT_KURANG'],
    ['BELOW', 'MEETS', 'BUTUH_PERBAIKAN'],
    ['BELOW', 'ABOVE', 'BUTUH_PERBAIKAN'],
  ] as const)('work result %s and behaviour %s give %s', (result, behaviour, predicate) =>
    expect(PREDICATE[result][behaviour]).toBe(predicate),
  );
});

describe('the organisation result of a head', () => {
  it.each([
    ['ISTIMEWA', 'ABOVE'],
    ['BAIK', 'MEETS'],
    ['BUTUH_PERBAIKAN', 'BELOW'],
    ['KURANG', 'BELOW'],
    ['SANGAT_KURANG', 'BELOW'],
  ] as const)('%s is the rating %s', (organisation, rating) =>
    expect(RESULT_OF_HEAD[organisation]).toBe(rating),
  );
});

describe('steps between predicates', () => {
  it('are positive upwards, on the order of 5.5', () => {
    expect(stepsBetween('BAIK', 'SANGAT_BAIK')).toBe(1);
    expect(stepsBetween('BAIK', 'SANGAT_KURANG')).toBe(-3);
    expect(stepsBetween('KURANG', 'KURANG')).toBe(0);
  });
});
