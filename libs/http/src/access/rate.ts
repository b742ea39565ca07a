/** So many in so long a time, in machine time. */
export interface Allowance {
  readonly most: number;
  readonly windowMs: number;
}

/** Beyond this many callers the oldest windows are forgotten: memory is not a caller's to fill. */
const MOST_CALLERS = 50_000;

interface Window {
  readonly until: number;
  used: number;
}

/** Counts what each caller does, in windows that begin with the first. One process counts for itself. */
export class Rate {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly allowance: Allowance,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** @returns seconds until it is allowed again; null: it is, and counts */
  take(caller: string): number | null {
    const now = this.nowMs();
    const window = this.windowOf(caller, now);
    if (window.used >= this.allowance.most) return Math.max(1, Math.ceil((window.until - now) / 1000));
    window.used++;
    return null;
  }

  /** What was taken does not count after all. */
  giveBack(caller: string): void {
    const window = this.windows.get(caller);
    if (window && window.used > 0) window.used--;
  }

  private windowOf(caller: string, now: number): Window {
    const known = this.windows.get(caller);
    if (known && known.until > now) return known;
    this.windows.delete(caller);
    const fresh = { until: now + this.allowance.windowMs, used: 0 };
    this.windows.set(caller, fresh);
    if (this.windows.size > MOST_CALLERS) {
      const [oldest] = this.windows.keys();
      this.windows.delete(oldest);
    }
    return fresh;
  }
}
