import { performance } from 'node:perf_hooks';

/** One way of doing the same work. */
export interface Contender {
  readonly name: string;
  /** What one run writes, in events or rows. */
  readonly per: number;
  /** One run by one of the workers, awaited to its end. */
  readonly once: (worker: number) => Promise<void>;
}

/** What a contender came to over all rounds. */
export interface Figures {
  readonly name: string;
  /** Events (or rows) a second: the median over the rounds. */
  readonly perSecond: number;
  /** Of one run, in milliseconds. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Rate over that of each other contender: the median of the ratios inside one round each. */
  readonly ratioTo: Readonly<Record<string, number>>;
}

export interface RaceOptions {
  /** Runs side by side. */
  readonly workers: number;
  /** Of one contender in one round. */
  readonly sliceMs: number;
  /** Counted rounds; one more goes before them and is not counted. */
  readonly rounds: number;
}

/** @param sorted ascending @param share 0 to 1 */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted.length === 0 ? Number.NaN : sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];

export const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

export const median = (values: readonly number[]): number => {
  const sorted = ascending(values);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/**
 * Lets all contenders run in short slices, one after the other and in turning order, so that whatever else the machine does
 * hits all of them. Compared is inside a round only.
 */
export const race = async (contenders: readonly Contender[], options: RaceOptions): Promise<Figures[]> => {
  const { workers, sliceMs, rounds } = options;
  const rates = contenders.map((): number[] => []);
  const times = contenders.map((): number[] => []);
  for (let round = -1; round < rounds; round++)
    for (const turn of contenders.keys()) {
      const nth = (turn + Math.max(0, round)) % contenders.length;
      const slice = await run(contenders[nth], workers, sliceMs);
      if (round < 0) continue;
      rates[nth][round] = slice.perSecond;
      times[nth].push(...slice.timesMs);
    }
  return contenders.map(({ name }, nth) => {
    const sorted = ascending(times[nth]);
    return {
      ...{ name, perSecond: median(rates[nth]) },
      ...{ p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99) },
      ratioTo: Object.fromEntries(
        contenders.flatMap((other, against) =>
          against === nth
            ? []
            : [[other.name, median(rates[nth].map((rate, i) => rate / rates[against][i]))]],
        ),
      ),
    };
  });
};

const run = async (
  { per, once }: Contender,
  workers: number,
  sliceMs: number,
): Promise<{ perSecond: number; timesMs: number[] }> => {
  const timesMs: number[] = [];
  const began = performance.now();
  const work = async (worker: number): Promise<void> => {
    // Once at least: a slice in which nothing ran would have no rate.
    let now = performance.now();
    do {
      await once(worker);
      const ended = performance.now();
      timesMs.push(ended - now);
      now = ended;
    } while (now - began < sliceMs);
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  return { perSecond: (timesMs.length * per * 1000) / (performance.now() - began), timesMs };
};
