import { describe, expect, it } from '@jest/globals';
import { Admission } from './admission';

describe('commands in hand', () => {
  const clock = { now: 0 };
  const admission = (most: number): Admission => {
    clock.now = 10_000;
    return new Admission(most, () => clock.now);
  };
  type Left = () => void;
  /** @returns how they leave */
  const taken = (own: Admission, count: number): Left[] =>
    Array.from({ length: count }, () => {
      const entered = own.enter();
      if (typeof entered === 'number') throw new Error(`refused for ${entered} s`);
      return entered;
    });
  const answered = (own: Admission, count: number): void => {
    for (let nth = 0; nth < count; nth++) taken(own, 1)[0]();
  };

  it('are taken up to the bound, and again when one has been answered', () => {
    const own = admission(2);
    const [first] = taken(own, 2);
    expect(own.enter()).toBe(1);
    first();
    taken(own, 1);
    expect(own.enter()).toBe(2);
  });

  it('that are not taken come back one after the other, at the pace of the answers', () => {
    const own = admission(1);
    answered(own, 2);
    taken(own, 1);
    // Two were answered in this second, so a place is free each half second.
    expect([1, 2, 3, 4, 5].map(() => own.enter())).toEqual([1, 1, 2, 2, 3]);
  });

  it('are offered a time that is to come, also after a pause', () => {
    const own = admission(1);
    taken(own, 1);
    expect([own.enter(), own.enter()]).toEqual([1, 2]);
    clock.now += 10_000;
    expect(own.enter()).toBe(1);
  });

  it('count by what was answered in the last second, not long ago', () => {
    const own = admission(1);
    answered(own, 10);
    clock.now += 1_500;
    answered(own, 1);
    taken(own, 1);
    // Ten in the second before: a place each tenth.
    expect(Array.from({ length: 11 }, () => own.enter())).toEqual([...Array<number>(10).fill(1), 2]);
    clock.now += 60_000;
    expect([own.enter(), own.enter()]).toEqual([1, 2]);
  });

  it('are never sent away for more than a minute', () => {
    const own = admission(1);
    taken(own, 1);
    const seconds = Array.from({ length: 100 }, () => own.enter());
    expect(seconds.slice(0, 60)).toEqual(Array.from({ length: 60 }, (_, nth) => nth + 1));
    expect(new Set(seconds.slice(60))).toEqual(new Set([60]));
  });

  it('are not joined by others while ten of them have waited for two seconds', () => {
    const own = admission(100);
    const slow = taken(own, 9);
    clock.now += 60_000;
    // Nine take their time, and hold up nobody.
    const [tenth] = taken(own, 1);
    clock.now += 1_999;
    taken(own, 1)[0]();
    clock.now += 1;
    expect(own.enter()).toBe(1);
    tenth();
    taken(own, 20);
    clock.now += 2_000;
    expect(own.enter()).toBeGreaterThan(0);
    for (const left of slow) left();
    // Without the first nine there are ten of the twenty that have waited for as long.
    expect(typeof own.enter()).toBe('number');
  });
});
