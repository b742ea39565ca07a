import { describe, expect, it } from '@jest/globals';
import { Rate } from './rate';

describe('what a caller may do so often', () => {
  const clock = { now: 0 };
  const rate = () => new Rate({ most: 2, windowMs: 10_000 }, () => clock.now);
  it('is refused the third time, and allowed again when its window is over', () => {
    clock.now = 0;
    const own = rate();
    expect([own.take('a'), own.take('a'), own.take('a'), own.take('b')]).toEqual([null, null, 10, null]);
    clock.now = 9_999;
    expect(own.take('a')).toBe(1);
    clock.now = 10_000;
    expect(own.take('a')).toBeNull();
  });
  it('does not count what was given back', () => {
    clock.now = 0;
    const own = rate();
    for (let i = 0; i < 5; i++) {
      expect(own.take('a')).toBeNull();
      own.giveBack('a');
    }
    own.giveBack('a');
    expect([own.take('a'), own.take('a'), own.take('a')]).toEqual([null, null, 10]);
  });
});
