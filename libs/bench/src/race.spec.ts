import { describe, expect, it } from '@jest/globals';
import { median, quantile, race } from './race';

describe('race', () => {
  it('takes the middle of an odd and of an even number of values', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });
  it('finds quantiles inside the values', () => {
    expect([0, 0.5, 0.99, 1].map((share) => quantile([1, 2, 3, 4], share))).toEqual([1, 3, 4, 4]);
    expect(quantile([], 0.5)).toBeNaN();
  });
  it('lets every contender run in every round, in turning order, with every worker', async () => {
    const turns: string[] = [];
    const workers = new Set<number>();
    const contender = (name: string) => ({
      ...{ name, per: 1 },
      once: (worker: number) => {
        if (turns.at(-1) !== name) turns.push(name);
        workers.add(worker);
        return Promise.resolve();
      },
    });
    const figures = await race(['a', 'b', 'c'].map(contender), { workers: 2, sliceMs: 0, rounds: 3 });
    // One round that is not counted, then three: the turn moves on by one each time.
    expect(turns.join('')).toBe('abcabcbcacab'.replace(/(.)\1+/g, '$1'));
    expect(workers).toEqual(new Set([0, 1]));
    expect(figures.map(({ ratioTo }) => Object.keys(ratioTo))).toEqual([
      ['b', 'c'],
      ['a', 'c'],
      ['a', 'b'],
    ]);
  });
});
