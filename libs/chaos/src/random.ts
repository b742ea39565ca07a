/** Chance that can be had again: the same seed gives the same decisions. */
export interface Chance {
  /** From 0, below 1. */
  next(): number;
  /** An integer from 0, below `limit`. */
  below(limit: number): number;
  of<Item>(items: readonly Item[]): Item;
  /** Whether something of this probability happens. */
  hits(probability: number): boolean;
  /** One of `count` places, the first the most often: place k with a weight of 1/(k + 1). */
  zipf(count: number): number;
  /** Chance of its own for a part of the run, so that parts do not disturb each other. */
  fork(name: string): Chance;
}

/** @param seed any integer */
export const chance = (seed: number): Chance => {
  let state = seed >>> 0;
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    of: (items) => items[below(items.length)],
    hits: (probability) => next() < probability,
    zipf: (count) => {
      let total = 0;
      for (let k = 1; k <= count; k++) total += 1 / k;
      let left = next() * total;
      for (let k = 1; k < count; k++) {
        left -= 1 / k;
        if (left < 0) return k - 1;
      }
      return count - 1;
    },
    fork: (name) => {
      let mixed = seed >>> 0;
      for (let at = 0; at < name.length; at++) mixed = Math.imul(mixed ^ name.charCodeAt(at), 0x01000193);
      return chance(mixed);
    },
  };
};
