import { describe, expect, it } from '@jest/globals';
import { Backoff, pause } from './backoff';

describe('a back-off', () => {
  it('doubles up to its ceiling, with jitter, and begins anew after a success', () => {
    const backoff = new Backoff({ firstMs: 100, mostMs: 1_000 });
    const ceilings = [100, 200, 400, 800, 1_000, 1_000];
    for (const ceiling of ceilings) {
      const ms = backoff.nextMs();
      expect(ms).toBeGreaterThanOrEqual(ceiling / 2);
      expect(ms).toBeLessThanOrEqual(ceiling);
    }
    expect(backoff.attempts).toBe(ceilings.length);
    backoff.succeeded();
    expect(backoff.nextMs()).toBeLessThanOrEqual(100);
  });
});

describe('a pause', () => {
  it('ends with its time, at the signal, or at once after it', async () => {
    await pause(1);
    const over = new AbortController();
    const long = pause(60_000, over.signal);
    over.abort();
    await long;
    await pause(60_000, over.signal);
  });
});
