/** What a reader lets wait, in milliseconds. */
export interface Waits {
  /** How long what it does not want waits for something that it wants. */
  readonly unwantedMs: number;
  /** Shortest time between two deliveries. */
  readonly paceMs: number;
}

/**
 * A reader rests so many times as long as its last step took: where everything takes long there is more to do than can be done,
 * and commands come first. What is wanted waits a quarter of a second at most then, and what is not wanted a second.
 */
const REST = { wanted: { times: 4, mostMs: 250 }, unwanted: { times: 20, mostMs: 1_000 } } as const;

/** When a reader's next delivery is due: each is a transaction, whatever it holds. All by the clock of `performance.now()`. */
export class Pace {
  private delivered = Number.NEGATIVE_INFINITY;
  private tookMs = 0;

  constructor(private readonly waits: Waits) {}

  /** A delivery, from its beginning to now. */
  took(since: number): void {
    this.delivered = since;
    this.tookMs = performance.now() - since;
  }

  /** @param since when the first of its events was read */
  dueAt(since: number, wanted: boolean): number {
    const { paceMs, unwantedMs } = this.waits;
    const rest = ({ times, mostMs }: { times: number; mostMs: number }): number =>
      Math.min(times * this.tookMs, mostMs);
    return wanted
      ? this.delivered + Math.max(paceMs, rest(REST.wanted))
      : since + Math.max(unwantedMs, rest(REST.unwanted));
  }
}
