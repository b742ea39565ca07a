import { type Logger, metrics } from '@jejak/observability';
import type { ConsumerState } from '../broker';
import type { Place } from '../place';
import type { ParkedCount } from './books';
import { PARK_CAUSES } from './faults';
import type { Sorted } from './sorting';

/** In order of concern. */
export const STATES = ['crashed', 'paused', 'stopped', 'running'] as const satisfies readonly ConsumerState[];

/** What came of one step. */
export interface StepOutcome {
  readonly sorted: Sorted;
  readonly place: Place;
  /** Offsets to the end of the partition behind it. */
  readonly behind: number;
  /** Events that a gap filler brought. */
  readonly filled: number;
  readonly durationMs: number;
}

/** What a consumer tells metrics and log of itself. */
export class ConsumerTelemetry {
  /** @param projection what metrics call the consumer */
  constructor(
    private readonly projection: string,
    private readonly logger: Logger,
  ) {}

  rebalanced(): void {
    metrics.consumerRebalances.inc({ projection: this.projection });
  }

  stepped({ sorted, place: { topic, partition }, behind, filled, durationMs }: StepOutcome): void {
    const { projection } = this;
    const outcomes = {
      applied: sorted.apply.length - filled,
      gap_filled: filled,
      duplicate: sorted.duplicates,
      parked: sorted.park.length,
      skipped: sorted.skipped,
    };
    for (const [outcome, count] of Object.entries(outcomes))
      if (count > 0) metrics.consumerEvents.inc({ projection, source: topic, outcome }, count);
    this.measureAge(sorted, topic, behind);
    metrics.consumerBatchDuration.observe({ projection }, durationMs / 1000);
    metrics.consumerLagEvents.set({ projection, source: topic, partition }, behind);
    for (const [, { cause, error }] of sorted.parkKeys)
      this.logger.error(
        { topic, partition, reason: cause, kind: error.split(':', 1)[0] },
        'A stream is parked',
      );
  }

  /** A cause or a state that is over reads 0, not what it last was. @param reacts whether it is a reaction */
  standsAt(current: ConsumerState, parked: readonly ParkedCount[], reacts: boolean): void {
    const { projection } = this;
    for (const state of STATES) metrics.consumerState.set({ projection, state }, state === current ? 1 : 0);
    for (const cause of PARK_CAUSES) {
      const counted = parked.find((count) => count.cause === cause);
      metrics.parkedKeys.set({ projection, cause }, counted?.keys ?? 0);
      metrics.parkedEvents.set({ projection, cause }, counted?.events ?? 0);
    }
    if (reacts)
      metrics.reactionStuck.set(
        { policy: projection },
        parked.reduce((sum, { stuck }) => sum + stuck, 0),
      );
  }

  /** Only a source that knows when its rows were written can be measured: topics carry business time. */
  private measureAge({ apply }: Sorted, source: string, behind: number): void {
    const { projection } = this;
    const now = Date.now();
    let newest = 0;
    for (const { message } of apply) {
      if (!message.recordedAt) continue;
      newest = Math.max(newest, message.recordedAt.getTime());
      metrics.freshness.observe(
        { projection, source },
        Math.max(0, now - message.recordedAt.getTime()) / 1000,
      );
    }
    // What waits behind the newest one applied is younger than that.
    if (newest > 0)
      metrics.consumerLagSeconds.set(
        { projection, source },
        behind === 0 ? 0 : Math.max(0, now - newest) / 1000,
      );
  }
}
