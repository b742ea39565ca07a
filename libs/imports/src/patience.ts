import { faultOfDatabase } from '@jejak/http';
import { Unavailable } from '@jejak/kernel';
import { setTimeout } from 'node:timers/promises';

interface Bounds {
  /** The first pause, and the longest. */
  readonly firstMs: number;
  readonly mostMs: number;
  /** So often in a row, without one row more. */
  readonly attempts: number;
}

/** Some six minutes: longer than a database needs to come back. */
const BOUNDS: Bounds = { firstMs: 250, mostMs: 15_000, attempts: 30 };

/** Whether what failed may go well when it is asked again: the database is away, or has no connection to spare. */
export const isPassing = (error: unknown): boolean =>
  error instanceof Unavailable || faultOfDatabase(error) instanceof Unavailable;

/** Waits while the database cannot answer. */
export class Patience {
  private attempts = 0;
  private furthest = 0;

  /** @param stop ends every pause */
  constructor(
    private readonly stop: AbortSignal,
    private readonly bounds: Bounds = BOUNDS,
  ) {}

  /** So many rows are behind: more than ever before means that it goes on. */
  reached(rows: number): void {
    if (rows <= this.furthest) return;
    this.furthest = rows;
    this.attempts = 0;
  }

  /**
   * @param work done again from its beginning, so one that goes on where it stopped
   * @param told of each failure that is waited out
   * @throws what the work throws: at once where it will not pass, else after too many attempts, or where it is stopped
   */
  async through<Result>(work: () => Promise<Result>, told: (error: unknown) => void): Promise<Result> {
    this.attempts = 0;
    this.furthest = 0;
    for (;;)
      try {
        return await work();
      } catch (error) {
        this.attempts += 1;
        if (!isPassing(error) || this.attempts >= this.bounds.attempts || this.stop.aborted) throw error;
        told(error);
        await this.pause();
      }
  }

  private async pause(): Promise<void> {
    const { firstMs, mostMs } = this.bounds;
    const ceiling = Math.min(mostMs, firstMs * 2 ** (this.attempts - 1));
    // Between half and all of it, so that two that wait do not come back at once.
    const ms = ceiling * (0.5 + Math.random() / 2);
    await setTimeout(ms, undefined, { signal: this.stop }).catch(() => undefined);
  }
}
