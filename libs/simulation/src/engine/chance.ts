import { sha256 } from '@jejak/ledger';

/** Chance that comes out the same whenever it is asked in the same order: of one name, and of nothing else in the world. */
export interface Chance {
  /** From 0 to below 1. */
  next(): number;
  /** Whether something happens that happens so often, of 1. */
  happens(share: number): boolean;
  /** A whole number, both ends included. */
  between(from: number, to: number): number;
  /** @throws RangeError where there is nothing to choose from */
  oneOf<Of>(choices: readonly Of[]): Of;
  /** Around a mean: the normal distribution, cut off at three deviations. */
  around(mean: number, deviation: number): number;
}

/**
 * sfc32, seeded by the hash of a name: fast, and of a period no city comes to the end of.
 * @param name parts of whatever has chances of its own: the seed, who, which year
 */
export const chanceOf = (...name: readonly (string | number)[]): Chance => {
  const seed = sha256(Buffer.from(name.join('|')));
  let [a, b, c, counter] = [seed.readInt32LE(0), seed.readInt32LE(4), seed.readInt32LE(8), 1];
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    happens: (share) => next() < share,
    oneOf: (choices) => {
      if (choices.length === 0) throw new RangeError('there is nothing to choose from');
      return choices[between(0, choices.length - 1)];
    },
    around: (mean, deviation) => {
      // The sum of twelve is normal enough, and has no tail that no rule would allow.
      let sum = 0;
      for (let i = 0; i < 12; i++) sum += next();
      return mean + deviation * Math.max(-3, Math.min(3, sum - 6));
    },
  };
};
