import { metrics, withSpan } from '@jejak/observability';
import type { RelayStatus } from './relay';

export type RelayErrorKind = 'transient' | 'timeout' | 'too_large' | 'serialise';

/** What the relay tells while it runs; gauges come from its status. */
export interface RelayTelemetry {
  /** Runs one send, which `traceparents` led to. */
  batch(
    count: number,
    traceparents: readonly (string | undefined)[],
    send: () => Promise<void>,
  ): Promise<void>;
  /** Acknowledged by the broker, after `seconds`. */
  published(count: number, seconds: number): void;
  failed(kind: RelayErrorKind): void;
  /** Now and then, and whenever the leadership changes. */
  status(status: RelayStatus): void;
}

/** Links of one span at most: a batch has up to a thousand origins, and a trace names only some. */
const LINKS = 32;

/** The metrics of operations.md section 5 and a span per batch. */
export const observedRelay: RelayTelemetry = {
  batch: (count, traceparents, send) =>
    withSpan('relay batch', { 'messaging.batch.message_count': count }, send, {
      kind: 'producer',
      links: [...new Set(traceparents)].slice(0, LINKS),
    }),
  published: (count, seconds) => {
    metrics.relayPublished.inc(count);
    metrics.relaySendDuration.observe(seconds);
  },
  failed: (kind) => metrics.relayErrors.inc({ kind }),
  status: ({ leader, epoch, pos, depth, oldestSeconds, blockedKeys }) => {
    metrics.relayLeader.set(leader ? 1 : 0);
    metrics.relayEpoch.set(epoch);
    metrics.relayPos.set(pos);
    metrics.outboxRows.set(depth);
    metrics.outboxOldest.set(oldestSeconds);
    metrics.relayBlockedKeys.set(blockedKeys);
  },
};

/** Tells nobody. */
export const silentRelay: RelayTelemetry = {
  batch: (_count, _traceparents, send) => send(),
  published: () => undefined,
  failed: () => undefined,
  status: () => undefined,
};
