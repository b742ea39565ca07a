import { aborted, Backoff, pause } from '../backoff';
import type { BrokerConsumer, ConsumedBatch, ConsumerState } from '../broker';
import { Pace } from '../consumer/pace';
import { PausedPartitions } from '../paused-partitions';
import { placeId } from '../place';
import type { Backlog } from './backlog';
import type { FanOut, FollowerSubscription } from './fan-out';

/** Where a reader stands in one partition. */
interface Position {
  readonly backlog: Backlog;
  next: bigint;
  /** How many of the messages from `next` on were looked at, whether one of them is wanted, and when the first was seen. */
  looked: { count: number; wanted: boolean; since: number };
}

/** Of one delivery. */
const MOST = 500;
/** Each delivery is a transaction, whatever it holds, and most readers want few of the events. */
const WAITS = { paceMs: 20, unwantedMs: 500 } as const;
const UNRESOLVED_PAUSE_MS = 100;
const TROUBLE = { firstMs: 100, mostMs: 30_000 } as const;

/** One reader of a fan-out. */
export class Follower implements BrokerConsumer {
  private readonly positions = new Map<string, Position>();
  private readonly paused = new PausedPartitions();
  private readonly closing = new AbortController();
  private readonly pace = new Pace(WAITS);
  private readonly trouble = new Backoff(TROUBLE);
  /** Its own member of its own group, from falling behind to having caught up. */
  private alone: BrokerConsumer | undefined;
  private returning: Promise<void> | undefined;
  private following: Promise<void> | undefined;
  private joined: Promise<void> | undefined;
  private awake = new AbortController();

  constructor(
    private readonly subscription: FollowerSubscription,
    private readonly fanOut: FanOut,
  ) {}

  async run(): Promise<void> {
    const { signal } = this.closing;
    if (signal.aborted) return;
    this.following ??= this.follow();
    this.joined ??= this.fanOut.join(this);
    await Promise.race([this.joined, aborted(signal)]);
  }

  pause(topic: string, partition?: number): void {
    this.paused.pause(topic, partition);
    this.alone?.pause(topic, partition);
    this.fanOut.moved();
  }

  resume(topic: string, partition?: number): void {
    this.paused.resume(topic, partition);
    this.alone?.resume(topic, partition);
    this.wake();
  }

  state(): ConsumerState {
    if (!this.following || this.closing.signal.aborted) return 'stopped';
    if (this.alone?.state() === 'crashed') return 'crashed';
    const { state } = this.fanOut;
    return state === 'running' && this.paused.any ? 'paused' : state;
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.wake();
    await this.following;
    await this.returning;
    await this.alone?.close();
    if (this.following) await this.fanOut.leave(this);
  }

  /** Something may be due. */
  wake(): void {
    this.awake.abort();
  }

  reads(topic: string): boolean {
    return this.subscription.topics.includes(topic);
  }

  /** Whether it reads by itself. */
  get isAlone(): boolean {
    return this.alone !== undefined;
  }

  /** From where on it needs what is at hand; undefined: nobody needs to wait for it. */
  needs(backlog: Backlog): bigint | undefined {
    const position = this.positions.get(placeId(backlog));
    const waits = this.alone === undefined || this.returning !== undefined;
    const isHere = position?.backlog === backlog && position.next >= backlog.from;
    return isHere && waits && !this.paused.has(backlog.topic, backlog.partition) ? position.next : undefined;
  }

  /** By its own books. */
  startAt(topic: string, partition: number): Promise<bigint> {
    return this.subscription.startAt(topic, partition);
  }

  /** It goes on there, with what this backlog holds. */
  stand(backlog: Backlog, next: bigint): void {
    this.positions.set(placeId(backlog), { backlog, next, looked: nothingLooked() });
    this.wake();
  }

  /** It comes when others are there already. */
  async enter(backlog: Backlog): Promise<void> {
    const { signal } = this.closing;
    const backoff = new Backoff(TROUBLE);
    while (!signal.aborted) {
      try {
        const next = await this.startAt(backlog.topic, backlog.partition);
        if (this.fanOut.has(backlog)) this.stand(backlog, next);
        return;
      } catch (error) {
        const { topic, partition } = backlog;
        this.fanOut.logger.warn(
          { ...this.named, topic, partition, err: error },
          'Where to go on is not known',
        );
        await pause(backoff.nextMs(), signal);
      }
    }
  }

  private async follow(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      this.awake = new AbortController();
      if (this.alone === undefined && this.hasMissed()) this.goAlone();
      const inMs = this.alone === undefined ? await this.deliverDue() : null;
      if (inMs === null) await aborted(this.awake.signal);
      else if (inMs > 0) await pause(inMs, this.awake.signal);
    }
  }

  /** Delivers of each partition what is due. @returns milliseconds until more may be; null: nothing waits */
  private async deliverDue(): Promise<number | null> {
    let soonest: number | null = null;
    for (const position of [...this.positions.values()]) {
      const inMs = this.dueIn(position);
      if (inMs === null) continue;
      if (inMs > 0) soonest = Math.min(soonest ?? inMs, inMs);
      else {
        await this.deliver(position);
        soonest = 0;
      }
    }
    return soonest;
  }

  private dueIn({ backlog, next, looked }: Position): number | null {
    if (this.closing.signal.aborted || this.paused.has(backlog.topic, backlog.partition)) return null;
    const count = backlog.countFrom(next);
    if (count === 0 || next < backlog.from || !backlog.isCurrent()) return null;
    if (count >= MOST) return 0;
    if (looked.count === 0) looked.since = performance.now();
    while (!looked.wanted && looked.count < count) {
      const message = backlog.at(next, looked.count++);
      looked.wanted = message === undefined || (this.subscription.isWanted?.(message) ?? true);
    }
    return Math.max(0, this.pace.dueAt(looked.since, looked.wanted) - performance.now());
  }

  private async deliver(position: Position): Promise<void> {
    const { backlog } = position;
    const { topic, partition, highWatermark } = backlog;
    const { signal } = this.closing;
    const began = performance.now();
    const before = position.next;
    let sought = false;
    const isHere = (): boolean => this.positions.get(placeId(backlog)) === position;
    const batch: ConsumedBatch = {
      ...{ topic, partition, highWatermark, messages: backlog.after(before, MOST) },
      isCurrent: () => !signal.aborted && !sought && isHere() && backlog.isCurrent(),
      seek: (offset) => {
        sought = true;
        if (isHere()) this.moveTo(position, offset);
      },
      resolve: (offset) => {
        if (!sought && isHere()) this.moveTo(position, offset + 1n);
      },
      heartbeat: () => Promise.resolve(),
    };
    try {
      await this.subscription.onBatch(batch);
      this.trouble.succeeded();
      if (position.next === before && !sought && batch.isCurrent() && !this.paused.has(topic, partition))
        await pause(UNRESOLVED_PAUSE_MS, signal);
    } catch (error) {
      const delayMs = this.trouble.nextMs();
      this.fanOut.logger.error(
        { ...this.named, topic, partition, delay_ms: Math.round(delayMs), err: error },
        'A batch failed; it is delivered again',
      );
      await pause(delayMs, signal);
    }
    this.pace.took(began);
  }

  private moveTo(position: Position, next: bigint): void {
    position.next = next;
    position.looked = nothingLooked();
    this.fanOut.moved(position.backlog);
  }

  private hasMissed(): boolean {
    return [...this.positions.values()].some(
      ({ backlog, next }) => next < backlog.from && !this.paused.has(backlog.topic, backlog.partition),
    );
  }

  private goAlone(): void {
    const { logger, broker } = this.fanOut;
    logger.info(this.named, 'A reader fell behind the others: it reads by itself until it has caught up');
    const alone = broker.consumer({
      ...this.subscription,
      startAt: async (topic, partition) => {
        const next = await this.startAt(topic, partition);
        this.note(topic, partition, next);
        return next;
      },
      onBatch: async (batch) => {
        if (this.paused.has(batch.topic, batch.partition)) alone.pause(batch.topic, batch.partition);
        else
          await this.subscription.onBatch(
            new NotedBatch(batch, (next) => this.note(batch.topic, batch.partition, next)),
          );
        // A member cannot leave while its own delivery waits for it.
        if (!this.hasMissed()) this.returning ??= this.comeBack(alone);
      },
    });
    this.alone = alone;
    alone
      .run()
      .catch((error: unknown) => logger.error({ ...this.named, err: error }, 'A reader cannot read'));
    this.fanOut.moved();
  }

  private note(topic: string, partition: number, next: bigint): void {
    const position = this.positions.get(placeId({ topic, partition }));
    if (position) position.next = next;
  }

  private async comeBack(alone: BrokerConsumer): Promise<void> {
    await alone.close();
    this.alone = undefined;
    this.returning = undefined;
    this.fanOut.logger.info(this.named, 'A reader has caught up with the others');
    this.fanOut.moved();
    this.wake();
  }

  private get named(): { part: string; projection: string } {
    return { part: 'consumer', projection: this.subscription.group };
  }
}

/** A batch that says where its reader stands. */
class NotedBatch implements ConsumedBatch {
  readonly topic: string;
  readonly partition: number;
  readonly messages: ConsumedBatch['messages'];
  readonly highWatermark: bigint;

  constructor(
    private readonly batch: ConsumedBatch,
    private readonly note: (next: bigint) => void,
  ) {
    const { topic, partition, messages, highWatermark } = batch;
    this.topic = topic;
    this.partition = partition;
    this.messages = messages;
    this.highWatermark = highWatermark;
  }

  isCurrent(): boolean {
    return this.batch.isCurrent();
  }

  seek(offset: bigint): void {
    this.batch.seek(offset);
    this.note(offset);
  }

  resolve(offset: bigint): void {
    this.batch.resolve(offset);
    this.note(offset + 1n);
  }

  heartbeat(): Promise<void> {
    return this.batch.heartbeat();
  }
}

const nothingLooked = (): Position['looked'] => ({ count: 0, wanted: false, since: 0 });
