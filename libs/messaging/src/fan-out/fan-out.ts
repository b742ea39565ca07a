import { type Logger, silentLogger } from '@jejak/observability';
import { pause } from '../backoff';
import type { Broker, BrokerConsumer, ConsumedBatch, ConsumerState, Subscription } from '../broker';
import { type Place, placeId } from '../place';
import { Backlog } from './backlog';
import { Follower } from './follower';

export interface FanOutOptions {
  readonly broker: Pick<Broker, 'consumer'>;
  /** Of the one member that reads for all. */
  readonly group: string;
  /** Everything that any reader reads. */
  readonly topics: readonly string[];
  readonly logger?: Logger;
  /** How long the others wait for whoever is slower, in milliseconds. Default 5 s. */
  readonly holdMs?: number;
  /** How many messages of one partition wait for whoever is slower, beside those of one fetch. Default 1,000. */
  readonly most?: number;
}

/** A reader of a fan-out: its own books must say where it stands. */
export type FollowerSubscription = Omit<Subscription, 'startAt'> & {
  startAt(topic: string, partition: number): Promise<bigint>;
};

const HOLD_MS = 5_000;
const MOST = 1_000;

/**
 * One member of one consumer group for all readers of a process, so that each message is fetched once, whoever wants it (ADR 30).
 * Each reader keeps its own books and its own pace. The member begins where the one furthest behind stands, and others skip what
 * they have; whoever cannot keep up, is paused, or wants to go back, reads by itself in its own group until it has caught up.
 */
export class FanOut implements Pick<Broker, 'consumer'> {
  readonly broker: Pick<Broker, 'consumer'>;
  readonly logger: Logger;
  private readonly followers = new Set<Follower>();
  private readonly backlogs = new Map<string, Backlog>();
  /** By partition: the last time that it was assigned. */
  private readonly assignments = new Map<string, object>();
  private member: BrokerConsumer | undefined;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly options: FanOutOptions) {
    this.broker = options.broker;
    this.logger = options.logger ?? silentLogger;
  }

  /** @throws Error for a subscription without books, or of a topic that is not read here */
  consumer(subscription: Subscription): BrokerConsumer {
    if (!subscription.startAt) throw new Error(`${subscription.group} has no books to say where it stands`);
    const foreign = subscription.topics.find((topic) => !this.options.topics.includes(topic));
    if (foreign !== undefined) throw new Error(`${foreign} is not read by ${this.options.group}`);
    const booked = async (topic: string, partition: number): Promise<bigint> =>
      (await subscription.startAt?.(topic, partition)) ?? 0n;
    return new Follower({ ...subscription, startAt: booked }, this);
  }

  get state(): ConsumerState {
    return this.member?.state() ?? 'stopped';
  }

  /** Whether this is what is at hand of its partition: it is made anew with each assignment. */
  has(backlog: Backlog): boolean {
    return this.backlogs.get(placeId(backlog)) === backlog;
  }

  /** Resolves when the member has joined its group. */
  join(follower: Follower): Promise<void> {
    this.followers.add(follower);
    for (const backlog of this.backlogs.values())
      if (follower.reads(backlog.topic)) void follower.enter(backlog);
    const { broker, group, topics } = this.options;
    this.member ??= broker.consumer({
      ...{ group, topics, startFrom: 'beginning' },
      startAt: (topic, partition) => this.assigned(topic, partition),
      onBatch: (batch) => this.take(batch),
    });
    return this.member.run();
  }

  /** With the last one the member leaves its group. */
  async leave(follower: Follower): Promise<void> {
    this.followers.delete(follower);
    this.moved();
    if (this.followers.size > 0) return;
    const { member } = this;
    this.member = undefined;
    this.backlogs.clear();
    this.assignments.clear();
    await member?.close();
  }

  /** Somebody took something, or no longer does. */
  moved(backlog?: Backlog): void {
    for (const one of backlog ? [backlog] : this.backlogs.values()) this.forget(one);
    for (const go of this.waiting) go();
    this.waiting.clear();
  }

  /** The partition is ours (again): everyone's books say where they stand. @returns the least of it */
  private async assigned(topic: string, partition: number): Promise<bigint | undefined> {
    const id = placeId({ topic, partition });
    const assignment = {};
    this.assignments.set(id, assignment);
    const starts = new Map<Follower, bigint>();
    for (;;) {
      const asked = this.readersOf(topic).filter((follower) => !starts.has(follower));
      if (asked.length === 0) break;
      const ask = async (one: Follower) => starts.set(one, await one.startAt(topic, partition));
      await Promise.all(asked.map(ask));
    }
    if (starts.size === 0) return undefined;
    const start = [...starts.values()].reduce((least, next) => (next < least ? next : least));
    // Else it has been assigned once more meanwhile.
    if (this.assignments.get(id) === assignment) {
      const backlog = new Backlog({ topic, partition }, start);
      this.backlogs.set(id, backlog);
      for (const [follower, next] of starts) follower.stand(backlog, next);
    }
    return start;
  }

  private async take(batch: ConsumedBatch): Promise<void> {
    const { topic, partition, messages } = batch;
    const [{ offset: first }] = messages;
    const id = placeId({ topic, partition });
    if (!this.backlogs.has(id)) {
      const start = await this.assigned(topic, partition);
      if (start !== undefined && start < first) {
        batch.seek(start);
        return;
      }
    }
    let backlog = this.backlogs.get(id);
    if (backlog && first < backlog.end) backlog = this.restarted(backlog, first);
    batch.resolve(messages[messages.length - 1].offset);
    if (!backlog) return;
    backlog.add(batch);
    this.forget(backlog);
    for (const follower of this.readersOf(topic)) follower.wake();
    await this.room(backlog, batch);
  }

  /** Nobody asked for it, so what stands at these offsets may be something else than before: everyone is to look. */
  private restarted(place: Place, first: bigint): Backlog {
    const backlog = new Backlog(place, first);
    this.backlogs.set(placeId(place), backlog);
    for (const follower of this.readersOf(place.topic)) follower.stand(backlog, first);
    return backlog;
  }

  /** Waits until not too much is at hand; whoever takes too long is left behind. */
  private async room(backlog: Backlog, batch: ConsumedBatch): Promise<void> {
    const { holdMs = HOLD_MS, most = MOST } = this.options;
    const until = performance.now() + holdMs;
    while (backlog.size > most && batch.isCurrent()) {
      const leftMs = until - performance.now();
      if (leftMs <= 0) {
        backlog.forget(backlog.end, most);
        for (const follower of this.readersOf(backlog.topic)) follower.wake();
        return;
      }
      const waited = new AbortController();
      this.waiting.add(() => waited.abort());
      await pause(leftMs, waited.signal);
    }
  }

  /**
   * Lets go what everyone has taken, but for the last message: a reader that comes begins with what it did last, to see whether it still
   * stands there. While somebody reads by itself a little more is kept, so that they can meet.
   */
  private forget(backlog: Backlog): void {
    const readers = this.readersOf(backlog.topic);
    const needed = readers.map((follower) => follower.needs(backlog)).filter((next) => next !== undefined);
    const least = needed.reduce((least, next) => (next < least ? next : least), backlog.end);
    const keep = readers.some((follower) => follower.isAlone) ? (this.options.most ?? MOST) : 1;
    backlog.forget(least, keep);
  }

  private readersOf(topic: string): Follower[] {
    return [...this.followers].filter((follower) => follower.reads(topic));
  }
}
