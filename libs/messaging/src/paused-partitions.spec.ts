import { describe, expect, it } from '@jest/globals';
import { PausedPartitions } from './paused-partitions';

describe('paused partitions', () => {
  it('are paused and resumed one by one', () => {
    const paused = new PausedPartitions();
    expect(paused.any).toBe(false);
    paused.pause('t', 1);
    paused.pause('t', 1);
    expect([paused.has('t', 0), paused.has('t', 1), paused.has('u', 1), paused.any]).toEqual([
      false,
      true,
      false,
      true,
    ]);
    paused.resume('t', 1);
    expect([paused.has('t', 1), paused.any]).toEqual([false, false]);
  });

  it('are paused as a topic, whose single partitions can be resumed', () => {
    const paused = new PausedPartitions();
    paused.pause('t');
    paused.resume('t', 2);
    expect([paused.has('t', 1), paused.has('t', 2), paused.any]).toEqual([true, false, true]);
    paused.pause('t', 2);
    expect(paused.has('t', 2)).toBe(true);
    paused.resume('t');
    expect([paused.has('t', 1), paused.any]).toEqual([false, false]);
  });
});
