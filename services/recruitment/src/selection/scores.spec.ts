import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { finalThousandths, integratedScore, scoreOf, thousandthsOf } from './integrated-score';
import { percentOf, skbScore } from './skb';

const weights = { CAT: '60', INTERVIEW: '25', PSYCHOLOGICAL: '15' };
const stages = { skd: '40', skb: '60' };

/** Table B2 of domain.md 15: SKD total, raw CAT of 500, panel mean, psychological score → every published number. */
const B2: [string, number, string, string, string, string, string, string, string][] = [
  ['A-1', 400, '72.727', '380', '76.000', '82', '80', '78.100', '75.951'],
  ['A-2', 400, '72.727', '360', '72.000', '80', '75', '74.450', '73.761'],
  ['A-5', 360, '65.455', '400', '80.000', '78', '70', '78.000', '72.982'],
  ['A-6', 360, '65.455', '350', '70.000', '76', '72', '71.800', '69.262'],
];

describe('SKB and final score (domain.md 4.3 rules 3 and 4, 15 B2)', () => {
  it.each(B2)('%s', (_, total, skdPercent, raw, cat, panel, psychological, skb, final) => {
    expect(percentOf(raw, '500')).toBe(cat);
    expect(skbScore({ CAT: cat, INTERVIEW: panel, PSYCHOLOGICAL: psychological }, weights)).toBe(skb);
    expect(integratedScore(total, skb, 550, stages)).toMatchObject({ skdPercent, final });
  });

  it('shows its steps', () =>
    // 0.4 × 72.727 = 29.0908 → 29.091; 0.6 × 78.1 = 46.860.
    expect(integratedScore(400, '78.100', 550, stages)).toEqual({
      skdPercent: '72.727',
      skdPart: '29.091',
      skbPart: '46.860',
      final: '75.951',
    }));

  it('a corrected psychological score moves SKB and final as published (75 → 85)', () => {
    const corrected = skbScore({ CAT: '72.000', INTERVIEW: '80', PSYCHOLOGICAL: '85' }, weights);
    expect(corrected).toBe('75.950');
    expect(integratedScore(400, corrected, 550, stages).final).toBe('74.661');
  });

  it('rounds every step half-up: once at the end would give another number', () => {
    // 364 × 100 / 550 = 66.18181… → 66.182 → × 0.4 = 26.4728 → 26.473; 70.08 × 0.6 = 42.048; 68.521.
    expect(integratedScore(364, '70.08', 550, stages).final).toBe('68.521');
    // 395: 71.81818… → 71.818 → 28.7272 → 28.727; 69.52 × 0.6 = 41.712; 70.439.
    expect(integratedScore(395, '69.52', 550, stages).final).toBe('70.439');
  });

  it('is the same for many at once', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 550 }), fc.integer({ min: 0, max: 100_000 }))),
        (people) => {
          const many = finalThousandths(550, stages);
          for (const [total, skb] of people)
            expect(scoreOf(many(total, scoreOf(skb)))).toBe(
              integratedScore(total, scoreOf(skb), 550, stages).final,
            );
        },
      ),
    ));
  it.each(['0.000', '0.007', '68.490', '100.000'])('%s in thousandths and back', (score) =>
    expect(scoreOf(thousandthsOf(score))).toBe(score),
  );

  it('takes its weights and maxima from outside', () =>
    expect(integratedScore(100, '50', 200, { skd: '50', skb: '50' }).final).toBe('50.000'));
});
