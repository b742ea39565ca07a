import { setTimeout } from 'node:timers/promises';
import { isLostRace } from './database-errors';
import { concurrencyConflict } from './deciding';
import type { AppendResult, EventLog } from './event-log';
import type { Append } from './statements';
import type { Telemetry } from './telemetry';

/** Lost races are decided again this often, with full jitter: within 10, 20, 40 … ms. */
const RETRIES = 5;
const FIRST_PAUSE_MS = 10;

/** Puts what was decided into the log, and says what became of it: to whoever asked, to who waits for appends, and to the metrics. */
export class Appending {
  constructor(
    private readonly log: EventLog,
    private readonly telemetry: Telemetry,
    private readonly onAppended: () => void,
  ) {}

  /** @returns null when the race was lost in a way that rolled everything back */
  async one(append: Append): Promise<AppendResult | null> {
    const results = await this.observed([append], async () => [await this.log.append(append)]);
    return results && results[0];
  }

  /**
   * Several streams in one transaction.
   * @param together all or none; else those that lose their race fail alone
   * @returns in the order given; null when the race was lost in a way that rolled everything back
   */
  each(appends: readonly Append[], together: boolean): Promise<AppendResult[] | null> {
    return this.observed(appends, () => this.log.appendEach(appends, together));
  }

  /** Before a race is run again. @throws Conflict `CONCURRENCY_CONFLICT` when there were enough attempts */
  async pause(attempt: number): Promise<void> {
    if (attempt === RETRIES) throw concurrencyConflict();
    await setTimeout(Math.random() * FIRST_PAUSE_MS * 2 ** attempt);
  }

  private async observed(
    appends: readonly Append[],
    call: () => Promise<AppendResult[]>,
  ): Promise<AppendResult[] | null> {
    const started = performance.now();
    const count = appends.reduce((events, { rows }) => events + rows.length, 0);
    try {
      const results = await this.telemetry.span('append', { events: count, streams: appends.length }, call);
      let recorded = false;
      for (const [i, { outcome }] of results.entries())
        if (outcome === 'ok') {
          recorded = true;
          for (const { type } of appends[i].rows)
            this.telemetry.observe('jejak_events_appended_total', { type }, 1);
        } else this.retried(outcome === 'conflict' ? 'conflict' : 'twin');
      if (recorded) this.onAppended();
      return results;
    } catch (error) {
      if (!isLostRace(error)) throw error;
      this.retried((error as { code?: string }).code === '23505' ? 'twin' : 'transient');
      return null;
    } finally {
      this.telemetry.observe('jejak_append_duration_seconds', {}, (performance.now() - started) / 1000);
    }
  }

  private retried(reason: 'conflict' | 'twin' | 'transient'): void {
    this.telemetry.observe('jejak_append_retries_total', { reason }, 1);
  }
}
