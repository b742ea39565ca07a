import type { Logger } from '@jejak/observability';
import { aborted, Backoff, pause } from '../backoff';
import {
  type BrokerConsumer,
  BrokerUnavailable,
  type ConsumedBatch,
  type ConsumerState,
  type IncomingMessage,
  type Subscription,
} from '../broker';
import { PausedPartitions } from '../paused-partitions';
import { FEED_PARTITION } from '../wire';
import type { FeedClient } from './feed-client';
import type { FeedOffsets } from './feed-offsets';
import type { GroupLocks, Lease } from './group-locks';

export interface FeedConsumerPorts {
  /** The feed behind a topic; undefined where its address is not known. */
  readonly feedOf: (topic: string) => FeedClient | undefined;
  readonly locks: GroupLocks;
  readonly offsets: FeedOffsets;
  readonly logger: Logger;
  /** How long a request for something new may be kept waiting. */
  readonly waitMs: number;
}

const EMPTY_PAUSE_MS = 250;
const RETRY = { firstMs: 100, mostMs: 5_000 };

/** Follows the feeds of its topics, each as the only member of its group that does. */
export class FeedConsumer implements BrokerConsumer {
  private readonly closing = new AbortController();
  private readonly paused = new PausedPartitions();
  private readonly failing = new Set<string>();
  private resumed = new AbortController();
  /** One batch at a time, whatever the topic. */
  private turn: Promise<unknown> = Promise.resolve();
  private loops: readonly Promise<void>[] | undefined;
  private joined: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly subscription: Subscription,
    private readonly ports: FeedConsumerPorts,
  ) {}

  async run(): Promise<void> {
    if (!this.loops && !this.closing.signal.aborted) {
      const joining = this.subscription.topics.map((topic) => {
        let join: () => void = () => undefined;
        const joined = new Promise<void>((resolve) => (join = resolve));
        return { topic, join, joined };
      });
      this.joined = Promise.all(joining.map(({ joined }) => joined));
      this.loops = joining.map(({ topic, join }) => this.follow(topic, join));
    }
    await Promise.race([this.joined, aborted(this.closing.signal)]);
  }

  pause(topic: string, partition?: number): void {
    this.paused.pause(topic, partition);
  }

  resume(topic: string, partition?: number): void {
    this.paused.resume(topic, partition);
    const { resumed } = this;
    this.resumed = new AbortController();
    resumed.abort();
  }

  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all(this.loops ?? []);
  }

  state(): ConsumerState {
    if (!this.loops || this.closing.signal.aborted) return 'stopped';
    if (this.failing.size > 0) return 'crashed';
    return this.paused.any ? 'paused' : 'running';
  }

  private async follow(topic: string, join: () => void): Promise<void> {
    const { locks, logger } = this.ports;
    const { signal } = this.closing;
    const backoff = new Backoff(RETRY);
    while (!signal.aborted) {
      let lease: Lease | undefined;
      try {
        lease = await locks.acquire(`${this.subscription.group}/${topic}`, signal, () => {
          // Somebody else reads: that is all a standby has to know.
          this.failing.delete(topic);
          join();
        });
        if (!lease) return;
        join();
        await this.read(topic, AbortSignal.any([signal, lease.lost]), () => {
          backoff.succeeded();
          this.failing.delete(topic);
        });
      } catch (error) {
        if (signal.aborted) return;
        this.failing.add(topic);
        logger.warn(
          { part: 'feeds', projection: this.subscription.group, topic, err: error },
          'A feed cannot be followed: trying again',
        );
      } finally {
        await lease?.release();
      }
      await pause(backoff.nextMs(), signal);
    }
  }

  /** From holding the lease to losing it, or to a failure. */
  private async read(topic: string, ended: AbortSignal, worked: () => void): Promise<void> {
    const feed = this.ports.feedOf(topic);
    if (!feed) throw new BrokerUnavailable(`the address of the feed behind ${topic} is not known`);
    const start = await this.start(topic, feed);
    let { next } = start;
    // The first request does not wait: it tells at once whether the feed can be read.
    let waitMs = 0;
    while (!ended.aborted) {
      if (this.paused.has(topic, FEED_PARTITION)) {
        await this.untilResumed(ended);
        continue;
      }
      const asked = performance.now();
      const answer = await feed.after(Number(next), { waitMs, signal: ended });
      worked();
      // A service that is going away answers at once, so that nobody waits for it; it must not be asked as fast as it answers.
      if (answer?.messages.length === 0 && performance.now() - asked < waitMs / 2)
        await pause(EMPTY_PAUSE_MS, ended);
      waitMs = this.ports.waitMs;
      // The store of the service is another one than before: as with a topic made anew, its reader's books say what is known.
      if (!answer) next = 0n;
      else next = await this.deliverAll(topic, answer.messages, answer.highest, next, ended, start.keep);
    }
  }

  /** Delivers what was fetched until it is resolved, the place is sought elsewhere, or somebody ends or pauses it. */
  private async deliverAll(
    topic: string,
    fetched: readonly IncomingMessage[],
    highest: number,
    from: bigint,
    ended: AbortSignal,
    keep: boolean,
  ): Promise<bigint> {
    let next = from;
    const behind = () => fetched.filter(({ offset }) => offset >= next);
    while (behind().length > 0 && next >= from) {
      if (ended.aborted || this.paused.has(topic, FEED_PARTITION)) break;
      const before = next;
      const after = await this.alone(() => this.deliver(topic, behind(), highest, before, ended));
      next = after.next;
      if (keep && next !== before) await this.ports.offsets.write(this.subscription.group, topic, next);
      if (after.error) throw after.error.cause;
    }
    return next;
  }

  private async deliver(
    topic: string,
    messages: readonly IncomingMessage[],
    highest: number,
    from: bigint,
    ended: AbortSignal,
  ): Promise<{ next: bigint; error?: { cause: unknown } }> {
    let next = from;
    let sought = false;
    const batch: ConsumedBatch = {
      ...{ topic, partition: FEED_PARTITION, messages, highWatermark: BigInt(highest) },
      isCurrent: () => !ended.aborted && !sought,
      seek: (offset) => {
        sought = true;
        next = offset;
      },
      resolve: (offset) => {
        if (!sought) next = offset + 1n;
      },
      heartbeat: () => Promise.resolve(),
    };
    if (ended.aborted) return { next };
    try {
      await this.subscription.onBatch(batch);
      return { next };
    } catch (cause) {
      return { next, error: { cause } };
    }
  }

  /** Where to begin, and whether we have to remember where the group is. */
  private async start(topic: string, feed: FeedClient): Promise<{ next: bigint; keep: boolean }> {
    const { group, startFrom } = this.subscription;
    const booked = await this.subscription.startAt?.(topic, FEED_PARTITION);
    if (booked !== undefined) return { next: booked, keep: false };
    const kept = await this.ports.offsets.read(group, topic);
    if (kept !== undefined) return { next: kept, keep: true };
    if (startFrom === 'beginning') return { next: 0n, keep: true };
    const answer = await feed.after(0, { limit: 1 });
    return { next: BigInt(answer?.highest ?? 0), keep: true };
  }

  private async untilResumed(ended: AbortSignal): Promise<void> {
    const { resumed } = this;
    const go = (): void => resumed.abort();
    ended.addEventListener('abort', go, { once: true });
    await aborted(resumed.signal);
    ended.removeEventListener('abort', go);
  }

  private alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }
}
