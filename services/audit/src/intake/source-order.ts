/**
 * Where a number goes. `next` and `ahead` are taken; of the others
 * `same`: here already with this hash · `logged`: at or before the last logged one, so only the log can tell whether the hash
 * is the same · `fork`: here already with another hash · `full`: too many wait, take it again later · `stopped`: the source is.
 */
export type Placement = 'next' | 'ahead' | 'same' | 'logged' | 'fork' | 'full' | 'stopped';

/** What is written of a source's order. */
export interface OrderState {
  /** Highest number of the log; all before it are there. */
  readonly logged: number;
  /** Event hashes of the numbers that wait, all above `logged`. */
  readonly waiting: ReadonlyMap<number, string>;
  readonly stopped: boolean;
}

/**
 * The order of one source, restored from partitions that each keep only the order of their streams: a number is released
 * when every one before it is. Deterministic and without I/O; after a failed transaction it is made again from the tables.
 */
export class SourceOrder {
  #logged: number;
  /** Highest number that can be released: none is missing up to it. */
  #ready: number;
  #stopped: boolean;
  readonly #hashes: Map<number, string>;

  constructor(
    readonly src: string,
    state: OrderState,
    /** How many may wait behind a gap. */
    private readonly limit: number,
  ) {
    this.#logged = this.#ready = state.logged;
    this.#stopped = state.stopped;
    this.#hashes = new Map(state.waiting);
    this.#advance();
  }

  /** Highest number of the log. */
  get logged(): number {
    return this.#logged;
  }

  /** How many wait behind a gap. */
  get ahead(): number {
    return this.#hashes.size - (this.#ready - this.#logged);
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Whether numbers can be released. */
  get releasable(): boolean {
    return !this.#stopped && this.#ready > this.#logged;
  }

  /** The first number that has not arrived. */
  get expected(): number {
    return this.#ready + 1;
  }

  /** Event hash of a number that has arrived above the log. */
  hashOf(pos: number): string | undefined {
    return this.#hashes.get(pos);
  }

  /** The numbers that have arrived above the log, in order. */
  waiting(): number[] {
    return [...this.#hashes.keys()].sort((a, b) => a - b);
  }

  /**
   * Takes a number in.
   * @param hash event hash, base64url
   */
  place(pos: number, hash: string): Placement {
    if (this.#stopped) return 'stopped';
    if (pos <= this.#logged) return 'logged';
    const here = this.#hashes.get(pos);
    if (here !== undefined) return here === hash ? 'same' : 'fork';
    const next = pos === this.#ready + 1;
    if (!next && this.ahead >= this.limit) return 'full';
    this.#hashes.set(pos, hash);
    if (next) this.#advance();
    return next ? 'next' : 'ahead';
  }

  /** The numbers that go into the log now, in order, at most `max`. */
  release(max: number): number[] {
    if (this.#stopped) return [];
    const last = Math.min(this.#ready, this.#logged + max);
    const released: number[] = [];
    for (let pos = this.#logged + 1; pos <= last; pos++) {
      this.#hashes.delete(pos);
      released.push(pos);
    }
    this.#logged = last;
    return released;
  }

  /**
   * A released number does not fit its stream: it and those released behind it wait on, and the source stops before it.
   * @param behind the released numbers from the culprit on, with their event hashes
   */
  stopBefore(behind: ReadonlyMap<number, string>): void {
    for (const [pos, hash] of behind) {
      this.#hashes.set(pos, hash);
      this.#logged = Math.min(this.#logged, pos - 1);
    }
    this.#stopped = true;
  }

  /** Nothing of this source is taken or released any more until someone has looked. */
  stop(): void {
    this.#stopped = true;
  }

  #advance(): void {
    while (this.#hashes.has(this.#ready + 1)) this.#ready++;
  }
}

/** Runs of numbers from 1 to `highest` that are neither logged nor waiting, as [first, last]. */
export const gapsOf = (logged: number, waiting: readonly number[], highest: number): [number, number][] => {
  const gaps: [number, number][] = [];
  let expected = logged + 1;
  for (const pos of waiting) {
    if (pos > expected) gaps.push([expected, pos - 1]);
    expected = Math.max(expected, pos + 1);
  }
  if (highest >= expected) gaps.push([expected, highest]);
  return gaps;
};
