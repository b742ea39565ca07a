import { decimal, fixed, rounded } from '@jejak/kernel';

/** What the two stages weigh in the final score, in percent. From `rec.weight`. */
export interface StageWeights {
  readonly skd: string;
  readonly skb: string;
}

/** A final score and the steps to it, each with its 3 decimals. */
export interface IntegratedScore {
  /** The SKD total as a percentage of the most there is. */
  readonly skdPercent: string;
  readonly skdPart: string;
  readonly skbPart: string;
  readonly final: string;
}

/**
 * The final score (nilai integrasi): every step is rounded half-up to 3 decimals in decimal arithmetic,
 * round3(round3(round3(SKD × 100 / 550) × 0.4) + round3(SKB × 0.6)). Rounding once, at the end, disagrees with what was
 * published for 173 of 976 real applicants.
 * @param skdTotal points
 * @param skb 0–100
 * @param most the points of a perfect SKD (550 in 2024)
 * @source PermenPANRB 6/2024; domain.md 4.3 rule 4
 */
export const integratedScore = (
  skdTotal: number,
  skb: string,
  most: number,
  weights: StageWeights,
): IntegratedScore => {
  const skdPercent = rounded(decimal(skdTotal).times(100).div(most), 3);
  const skdPart = rounded(skdPercent.times(weights.skd).div(100), 3);
  const skbPart = rounded(decimal(skb).times(weights.skb).div(100), 3);
  return {
    skdPercent: fixed(skdPercent, 3),
    skdPart: fixed(skdPart, 3),
    skbPart: fixed(skbPart, 3),
    final: fixed(skdPart.plus(skbPart), 3),
  };
};

/** A score with three decimals as whole thousandths, exactly. */
export const thousandthsOf = (score: string): number => Number(score.replace('.', ''));

/** Whole thousandths as a score with three decimals. */
export const scoreOf = (thousandths: number): string =>
  `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, '0')}`;

/**
 * The same final score for many applicants, in whole thousandths: the last step of {@link integratedScore} is a sum of two
 * numbers with three decimals, and among a hundred thousand applicants there are few different SKD totals and SKB scores.
 */
export const finalThousandths = (
  most: number,
  weights: StageWeights,
): ((skdTotal: number, skb: string) => number) => {
  const skdParts = new Map<number, number>();
  const skbParts = new Map<string, number>();
  const once = <Key>(known: Map<Key, number>, key: Key, part: () => string): number => {
    const thousandths = known.get(key) ?? thousandthsOf(part());
    known.set(key, thousandths);
    return thousandths;
  };
  return (skdTotal, skb) =>
    once(skdParts, skdTotal, () => integratedScore(skdTotal, '0', most, weights).skdPart) +
    once(skbParts, skb, () => integratedScore(0, skb, most, weights).skbPart);
};
