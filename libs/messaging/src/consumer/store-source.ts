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
  /** Shortest time between two deliveries to one reader, in milliseconds, unless many events wait. Default 20. */
  readonly paceMs?: number;
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
/**
 * Each delivery is a transaction of some eight statements, whatever it holds. While commands come in quickly, thirty read models that
 * followed each of them at once would take more of the machine than the commands do; the first after a pause goes at once.
 */
const PACE_MS = 20;
const MOST_WAITING = 500;

/** The topic name under which the books keep the own store. */
export const storeTopic = (service: string): string => `es:${service}`;

/** Make one per service: all its readers share what was read. Needs no broker. */
export const storeSource = ({
  store,
  service,
  logger = silentLogger,
  bulk,
  unwantedMs = UNWANTED_MS,
  paceMs = PACE_MS,
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
      const waits = bulk ? { unwantedMs: 0, paceMs: 0 } : { unwantedMs, paceMs };
      return new StoreReading(topic, store, pages, reader, logger, waits, bulk !== undefined);
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

/** Events that were read and not delivered yet. Times are of `performance.now()`. */
interface Waiting {
  readonly messages: readonly SourceMessage[];
  /** Where to read on. */
  readonly next: bigint;
  /** When the first of them was read. */
  readonly since: number;
  /** Whether the reader wants one of them. */
  readonly wanted: boolean;
}

class StoreReading implements OpenSource {
  private waiting: Waiting | undefined;
  private delivered = Number.NEGATIVE_INFINITY;
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
    private readonly waits: { readonly unwantedMs: number; readonly paceMs: number },
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
    const { waiting, waits } = this;
    const page = await this.pages.after(waiting?.next ?? position);
    const read = page.events.map((event) => new StoreMessage(this.store, event, this.bulk));
    const messages = [...(waiting?.messages ?? []), ...read];
    if (page.events.length === 0 && !waiting?.wanted) this.markCaughtUp();
    if (messages.length === 0) {
      await this.pages.moved(page.next, this.closing.signal);
      return page.next;
    }
    const now = performance.now();
    const since = waiting?.since ?? now;
    const wanted = waiting?.wanted === true || this.wantsAny(read);
    const leftMs = (wanted ? this.delivered + waits.paceMs : since + waits.unwantedMs) - now;
    if (leftMs > 0 && messages.length < MOST_WAITING) {
      this.waiting = { messages, next: page.next, since, wanted };
      if (page.last) {
        if (!wanted) this.markCaughtUp();
        await this.pages.moved(page.next, this.closing.signal, leftMs);
      }
      return position;
    }
    this.waiting = undefined;
    this.delivered = now;
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
