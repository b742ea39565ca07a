import { setTimeout as pause } from 'node:timers/promises';
import { ascending, quantile } from './race';

/** In milliseconds. */
export interface Delays {
  readonly samples: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly mostMs: number;
}

export const delays = (values: readonly number[]): Delays => {
  const sorted = ascending(values);
  const at = (share: number): number => quantile(sorted, share);
  return { samples: sorted.length, p50Ms: at(0.5), p99Ms: at(0.99), mostMs: at(1) };
};

/** Begins each on time: one that is late does not put off the next. */
export const onTime = async (
  count: number,
  perSecond: number,
  begin: (nth: number) => void,
): Promise<void> => {
  const began = performance.now();
  for (let nth = 0; nth < count;) {
    const due = Math.min(count, Math.floor(((performance.now() - began) * perSecond) / 1000) + 1);
    while (nth < due) begin(nth++);
    await pause(1);
  }
};
