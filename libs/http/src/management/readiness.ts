const INTERVAL_MS = 2_000;
const TIMEOUT_MS = 1_000;
const FRESH_MS = 5_000;

/** Asks whether requests can be served, in the background: a probe reads the last answer and adds no load. */
export class Readiness {
  private timer: NodeJS.Timeout | undefined;
  private answeredAt = Number.NEGATIVE_INFINITY;
  private draining = false;
  private asking = false;

  /** @param ask rejects, or takes longer than 1 s, when requests cannot be served: `SELECT 1` on the write pool */
  constructor(
    private readonly ask: () => Promise<unknown>,
    private readonly monotonicMs: () => number = () => performance.now(),
  ) {}

  async start(): Promise<void> {
    await this.round();
    this.timer = setInterval(() => void this.round(), INTERVAL_MS);
    this.timer.unref();
  }

  /** From now on not ready: the shutdown has begun. */
  drain(): void {
    this.draining = true;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Why requests must not come here; undefined when they may. */
  reason(): 'draining' | 'database' | undefined {
    if (this.draining) return 'draining';
    return this.monotonicMs() - this.answeredAt <= FRESH_MS ? undefined : 'database';
  }

  private async round(): Promise<void> {
    // A question that hangs must not be followed by a hundred more.
    if (this.asking) return;
    this.asking = true;
    let timer: NodeJS.Timeout | undefined;
    const answer = Promise.resolve()
      .then(this.ask)
      .finally(() => (this.asking = false));
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('No answer within 1 s')), TIMEOUT_MS);
    });
    try {
      await Promise.race([answer, late]);
      this.answeredAt = this.monotonicMs();
    } catch {
      // Nothing to do: the last good answer grows old, and that is what the probe reads.
    } finally {
      clearTimeout(timer);
      answer.catch(() => undefined);
    }
  }
}
