import { Backoff, pause } from './backoff';

export interface TailWatchOptions {
  /** Looks once. @returns whether there is something new */
  look(): Promise<boolean>;
  /** Looking failed; it is tried again after `delayMs`. */
  failed(error: unknown, delayMs: number): void;
  /** Longest pause between failing looks. */
  readonly mostTroubleMs: number;
  /** Shortest time from a look that found something to the next; default none. */
  readonly paceMs?: number;
}

const QUICK = { firstMs: 5, mostMs: 50 };
const IDLE_MS = 250;
/** Looks at the quick pace before it becomes idle. */
const QUICK_LOOKS = 40;
const FIRST_TROUBLE_MS = 100;

/**
 * Looks at the end of a log for everybody who waits there: one loop however many they are, none while nobody waits, quick at
 * first (5 → 50 ms) and each 250 ms when nothing happens.
 */
export class TailWatch {
  private readonly waiting = new Set<() => void>();
  private watching = false;
  private closed = false;
  private nudge = new AbortController();
  private readonly closing = new AbortController();
  private found = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: TailWatchOptions) {}

  /** Whether nobody waits here any more. */
  get isClosed(): boolean {
    return this.closed;
  }

  /** How many wait. */
  get waiters(): number {
    return this.waiting.size;
  }

  /** Look now. */
  wake(): void {
    // With a reason, since the default one is an error with a stack, for each append.
    this.nudge.abort('woken');
  }

  /** Ends every wait. */
  close(): void {
    this.closed = true;
    this.closing.abort();
    this.wake();
    this.release();
  }

  /** Resolves with the next news, when the signal aborts, after `ms` where it is given, or when the watch is closed. */
  news(signal: AbortSignal, ms?: number): Promise<void> {
    if (this.closed || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.waiting.delete(done);
        resolve();
      };
      const timer = ms === undefined ? undefined : setTimeout(done, ms);
      this.waiting.add(done);
      signal.addEventListener('abort', done, { once: true });
      if (!this.watching) void this.watch();
    });
  }

  private async watch(): Promise<void> {
    this.watching = true;
    const quick = new Backoff(QUICK);
    const trouble = new Backoff({ firstMs: FIRST_TROUBLE_MS, mostMs: this.options.mostTroubleMs });
    while (this.waiting.size > 0 && !this.closed) {
      await this.paced();
      this.nudge = new AbortController();
      const { signal } = this.nudge;
      let delayMs = quick.attempts < QUICK_LOOKS ? quick.nextMs() : IDLE_MS;
      try {
        const found = await this.options.look();
        trouble.succeeded();
        if (found) {
          quick.succeeded();
          this.found = performance.now();
          this.release();
          continue;
        }
      } catch (error) {
        delayMs = trouble.nextMs();
        this.options.failed(error, delayMs);
      }
      if (!this.closed) await pause(delayMs, signal);
      if (signal.aborted) quick.succeeded();
    }
    this.watching = false;
    // Somebody may have begun to wait between the last look at `waiting` and here.
    if (this.waiting.size > 0 && !this.closed) void this.watch();
  }

  private async paced(): Promise<void> {
    const leftMs = this.found + (this.options.paceMs ?? 0) - performance.now();
    if (leftMs > 0) await pause(leftMs, this.closing.signal);
  }

  /** There is news, whoever found it: a look from behind it would not find it again. */
  release(): void {
    for (const done of [...this.waiting]) done();
  }
}
