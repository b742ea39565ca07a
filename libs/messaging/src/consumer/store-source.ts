import type { LoggedEvent } from '@jejak/event-store';
import type { Recorded } from '@jejak/kernel';
import { type Logger, silentLogger } from '@jejak/observability';
import { Backoff, pause } from '../backoff';
import type { ConsumerState } from '../broker';
import { PausedPartitions } from '../paused-partitions';
import type { EventSource, OpenSource, SourceMessage, SourceReader } from './event-source';
import { type EventLog, type Paging, StorePages } from './store-pages';

export interface StoreSourceOptions {
  readonly store: EventLog;
  readonly service: string;
  readonly logger?: Logger;
  /**
   * For the one reader that goes through the whole store: larger pages, the next one read while one is applied, and of what it
   * does not want only the place.
   */
  readonly bulk?: Paging;
  /** Longest that events which a reader does not want wait for one that it wants, in milliseconds. Default 200. */
  readonly unwantedMs?: number;
}

/** The service's own store as a source: one partition, the offset of an event is its position. */
export interface StoreSource extends EventSource {
  /** Call it after each append: readers that wait go on at once. */
  wake(): void;
  /** Ends looking for new events; its readers are closed one by one. */
  close(): void;
}

const PARTITION = 0;

/** Most readers want few of the events: without waiting, each of them would book each append in a transaction of its own. */
const UNWANTED_MS = 200;
const MOST_UNWANTED = 500;

/** The topic name under which the books keep the own store. */
export const storeTopic = (service: string): string => `es:${service}`;

/** Make one per service: all its readers share what was read. Needs no broker. */
export const storeSource = ({
  store,
  service,
  logger = silentLogger,
  bulk,
  unwantedMs = UNWANTED_MS,
}: StoreSourceOptions): StoreSource => {
  const topic = storeTopic(service);
  const pages = new StorePages(store, logger, bulk);
  let opened = false;
  return {
    topics: [topic],
    open: (reader) => {
      // Its pages lack what the first reader does not want.
      if (bulk && opened) throw new Error('a source that reads in bulk has one reader');
      opened = true;
      return new StoreReading(topic, store, pages, reader, logger, bulk ? 0 : unwantedMs, bulk !== undefined);
    },
    reread: async ({ offset }) => {
      const { events } = await store.loggedAfter(offset - 1n, 1);
      const event = events.find(({ position }) => position === offset);
      if (!event) throw new Error(`the store has nothing at position ${offset}`);
      return new StoreMessage(store, event);
    },
    wake: () => pages.wake(),
    close: () => pages.close(),
  };
};

/** An event of the store as the engine reads it. */
class StoreMessage implements SourceMessage {
  readonly offset: bigint;
  readonly key: string;
  /** The store keeps it for ever. */
  readonly raw = null;

  constructor(
    private readonly store: EventLog,
    private readonly event: LoggedEvent,
    /** What is read long after it was written says nothing about freshness. */
    private readonly bulk = false,
  ) {
    this.offset = event.position;
    this.key = event.stream;
  }

  get recordedAt(): Date | undefined {
    return this.bulk ? undefined : this.event.recordedAt;
  }

  head(): { version: number; type: string } {
    return this.event;
  }

  decode(): Recorded | Promise<Recorded> {
    return this.store.recorded(this.event);
  }
}

/** Events that were read, none of them wanted, and not delivered yet. */
interface Unwanted {
  readonly messages: readonly SourceMessage[];
  /** Where to read on. */
  readonly next: bigint;
  /** When the first of them was read, as `performance.now()` tells it. */
  readonly since: number;
}

class StoreReading implements OpenSource {
  private unwanted: Unwanted | undefined;
  private readonly closing = new AbortController();
  private readonly paused = new PausedPartitions();
  private resumed = new AbortController();
  private reading: Promise<void> | undefined;
  private failing = false;
  private markCaughtUp: () => void = () => undefined;
  readonly caughtUp: Promise<void>;

  constructor(
    private readonly topic: string,
    private readonly store: EventLog,
    private readonly pages: StorePages,
    private readonly reader: SourceReader,
    private readonly logger: Logger,
    private readonly unwantedMs: number,
    private readonly bulk: boolean,
  ) {
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
        position = await this.deliver(position < 0n ? 0n : position);
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

  /** @returns the position to go on from */
  private async deliver(position: bigint): Promise<bigint> {
    const { unwanted } = this;
    const page = await this.pages.after(unwanted?.next ?? position);
    const read = page.events.map((event) => new StoreMessage(this.store, event, this.bulk));
    const messages = [...(unwanted?.messages ?? []), ...read];
    if (page.events.length === 0) this.markCaughtUp();
    if (messages.length === 0) {
      await this.pages.moved(page.next, this.closing.signal);
      return page.next;
    }
    const since = unwanted?.since ?? performance.now();
    const leftMs = this.unwantedMs - (performance.now() - since);
    if (leftMs > 0 && messages.length < MOST_UNWANTED && !this.wantsAny(read)) {
      this.unwanted = { messages, next: page.next, since };
      if (page.last) {
        this.markCaughtUp();
        await this.pages.moved(page.next, this.closing.signal, leftMs);
      }
      return position;
    }
    this.unwanted = undefined;
    if (this.bulk) {
      for (const { type } of page.events) if (!this.reader.wants(type)) this.pages.skip(type);
      this.pages.prefetch(page.next);
    }
    const { signal } = this.closing;
    const { resumed } = this;
    if (this.paused.any && !resumed.signal.aborted) await aborted(resumed.signal);
    if (signal.aborted) return position;
    const end = this.pages.end > page.next ? this.pages.end : page.next;
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
    const last = messages[messages.length - 1].offset;
    if (sought || goOn !== last) return goOn;
    // Where something is always being written no page is ever empty.
    if (page.last) this.markCaughtUp();
    return page.next;
  }

  private wantsAny(messages: readonly SourceMessage[]): boolean {
    return messages.some((message) => {
      try {
        return this.reader.wants(message.head().type);
      } catch {
        // What cannot be read is for the reader to park.
        return true;
      }
    });
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
