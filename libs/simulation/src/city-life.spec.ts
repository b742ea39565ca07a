import { describe, expect, it } from '@jest/globals';
import { rehearse } from './record/simulate';

const scenario = (seed: number, city = 30, years = 1) => ({ seed, city, years, firstYear: 2023 });
const hashOf = (seed: number): string => rehearse(scenario(seed)).tally.sha256();

describe('the life of a city', () => {
  it('is the same of the same seed, command by command, and another of another', () => {
    const once = hashOf(3);
    expect(hashOf(3)).toBe(once);
    expect(hashOf(4)).not.toBe(once);
  });

  it.each([1, 2, 3, 4, 5])('of seed %d gives no command that a rule refuses', (seed) => {
    const { tally } = rehearse(scenario(seed, 40));
    expect(tally.refused).toEqual([]);
  });

  it('goes on from year to year, and holds every year targets against what was reached before', () => {
    const { tally } = rehearse(scenario(1, 24, 3));
    expect(tally.refused).toEqual([]);
    const count = (type: string): number => tally.perType.get(type) ?? 0;
    expect(count('performance.CycleClosed')).toBe(3);
    expect(count('performance.PlanAgreed')).toBe(72);
    // Of the first year there is no past.
    expect(count('performance.TargetRealismChecked')).toBeGreaterThan(2 * 24 * 3);
    expect(count('performance.TargetFlaggedUnrealistic')).toBeGreaterThan(0);
    // Whoever is rated is told, and every word stands in the end.
    for (const type of ['EvaluationOpened', 'AnnualRated', 'EvaluationDelivered', 'EvaluationFinalised'])
      expect(count(`performance.${type}`)).toBe(72);
    expect(count('performance.EvaluationObjected')).toBe(count('performance.ObjectionDecided'));
  });

  it('is believable: most are good, some are better, few are not', () => {
    const predicates = new Map<string, number>();
    const { tally } = rehearse(
      scenario(2, 120),
      () => undefined,
      (_, events) => {
        for (const { type, data } of events)
          if (type === 'EvaluationFinalised') {
            const { predicate } = data as { readonly predicate: string };
            predicates.set(predicate, (predicates.get(predicate) ?? 0) + 1);
          }
      },
    );
    const share = (predicate: string): number => (predicates.get(predicate) ?? 0) / 120;
    expect(tally.refused).toEqual([]);
    expect(share('BAIK')).toBeGreaterThan(0.6);
    expect(share('SANGAT_BAIK')).toBeGreaterThan(0.03);
    expect(share('SANGAT_BAIK')).toBeLessThan(0.3);
    expect(share('BUTUH_PERBAIKAN')).toBeGreaterThan(0.01);
    expect(share('BUTUH_PERBAIKAN')).toBeLessThan(0.2);
  });

  it('is refused to a city too small to have a head, an agency and a division', () =>
    expect(() => rehearse(scenario(1, 3))).toThrow(RangeError));
});
