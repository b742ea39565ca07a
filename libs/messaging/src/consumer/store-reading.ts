import type { Logger } from '@jejak/observability';
import { aborted, Backoff, pause } from '../backoff';
import type { ConsumerState } from '../broker';
import { PausedPartitions } from '../paused-partitions';
import type { OpenSource, SourceReader } from './event-source';
import { Pace, type Waits } from './pace';
import type { StoreMessage } from './store-message';
import type { Page, StorePages } from './store-pages';

const PARTITION = 0;
/** So many events do not wait: they fill a transaction. */
const MOST_WAITING = 500;
/** Delivers the store to one reader. */
export class StoreReading implements OpenSource {
  /** The store had nothing more behind where it stands. */
  private level = false;
  /** Undefined for a reader that waits for nothing. */
  private readonly pace: Pace | undefined;
  /**
   * How many of the messages behind `position` were looked at, whether the reader wants one of them, and when the first was read: as it
   * was met first, since a reader that stands behind what is at hand reads it anew each time.
   */
  private looked = { position: -1n, count: 0, wanted: false, since: 0 };
  private readonly closing = new AbortController();
  private readonly paused = new PausedPartitions();
  private resumed = new AbortController();
  private reading: Promise<void> | undefined;
  private failing = false;
  private markCaughtUp: () => void = () => undefined;
  readonly caughtUp: Promise<void>;

  /** @param waits undefined for a reader that goes through everything: it waits for nothing, and says what it does not want */
  constructor(
    private readonly topic: string,
    private readonly pages: StorePages,
    private readonly reader: SourceReader,
    private readonly logger: Logger,
    waits: Waits | undefined,
  ) {
    this.pace = waits && new Pace(waits);
    this.caughtUp = new Promise((resolve) => (this.markCaughtUp = resolve));
  }

  run(): Promise<void> {
    this.reading ??= this.follow();
    return Promise.resolve();
  }

  pause(topic: string, partition: number): void {
    this.resumed = new AbortController();
    this.paused.pause(topic, partition);
  }

  resume(topic: string, partition: number): void {
    this.paused.resume(topic, partition);
    this.resumed.abort();
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.resumed.abort();
    await this.reading;
    this.reading = undefined;
    this.markCaughtUp();
  }

  state(): ConsumerState {
    if (!this.reading || this.closing.signal.aborted) return 'stopped';
    if (this.paused.any) return 'paused';
    return this.failing ? 'crashed' : 'running';
  }

  private async follow(): Promise<void> {
    const { signal } = this.closing;
    const backoff = new Backoff({ firstMs: 100, mostMs: 30_000 });
    let position: bigint | null = null;
    while (!signal.aborted) {
      try {
        position ??= (await this.reader.startAt(this.topic, PARTITION)) - 1n;
        position = await this.goOn(position < 0n ? 0n : position);
        backoff.succeeded();
        this.failing = false;
      } catch (error) {
        this.failing = true;
        this.logger.warn(
          { part: 'store-source', projection: this.reader.name, err: error },
          'The store cannot be read',
        );
        await pause(backoff.nextMs(), signal);
      }
    }
  }

  /** Delivers what is due behind `position`, or waits until something may be. @returns the position to go on from */
  private async goOn(position: bigint): Promise<bigint> {
    const { signal } = this.closing;
    if (this.level) await this.pages.moved(position, signal);
    this.level = false;
    const page = await this.pages.after(position);
    const { messages, last, next } = page;
    const wanted = this.wantsAny(position, messages);
    if (last && !wanted) this.markCaughtUp();
    if (messages.length === 0) {
      this.level = last;
      return next;
    }
    const leftMs = this.pace ? this.pace.dueAt(this.looked.since, wanted) - performance.now() : 0;
    if (leftMs > 0 && messages.length < MOST_WAITING) {
      await this.pages.moved(next, signal, leftMs);
      return position;
    }
    if (!this.pace) {
      for (const { type } of messages) if (!this.reader.wants(type)) this.pages.skip(type);
      this.pages.prefetch(next);
    }
    const { resumed } = this;
    if (this.paused.any && !resumed.signal.aborted) await aborted(resumed.signal);
    return signal.aborted ? position : this.deliver(position, page);
  }

  private async deliver(position: bigint, { messages, next, last }: Page): Promise<bigint> {
    const { signal } = this.closing;
    const began = performance.now();
    const end = this.pages.end > next ? this.pages.end : next;
    let goOn = position;
    let sought = false;
    await this.reader.onBatch({
      topic: this.topic,
      partition: PARTITION,
      messages,
      end: end + 1n,
      isCurrent: () => !signal.aborted && !sought,
      seek: (offset) => {
        sought = true;
        goOn = offset - 1n;
      },
      resolve: (offset) => {
        if (!sought) goOn = offset;
      },
      heartbeat: () => Promise.resolve(),
    });
    this.pace?.took(began);
    if (sought || goOn !== messages[messages.length - 1].offset) return goOn;
    // Where something is always being written no page is ever empty.
    if (last) this.markCaughtUp();
    this.level = last;
    return next;
  }

  /** Each message is asked about once, however often its reader wakes up before it is delivered. */
  private wantsAny(position: bigint, messages: readonly StoreMessage[]): boolean {
    if (this.looked.position !== position) this.looked = { position, count: 0, wanted: false, since: 0 };
    const { looked } = this;
    if (looked.count === 0 && messages.length > 0) looked.since = messages[0].readAt;
    while (!looked.wanted && looked.count < messages.length)
      looked.wanted = this.reader.wants(messages[looked.count++].type);
    return looked.wanted;
  }
}
