import type { LoggedEvent } from '@jejak/event-store';
import type { Core } from '@jejak/ledger';
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
  /** For a reader that goes through the whole store: larger pages, the next one read while one is applied. */
  readonly bulk?: Paging;
}

/** The service's own store as a source: one partition, the offset of an event is its position. */
export interface StoreSource extends EventSource {
  /** Call it after each append: readers that wait go on at once. */
  wake(): void;
  /** Ends looking for new events; its readers are closed one by one. */
  close(): void;
}

const PARTITION = 0;

/** The topic name under which the books keep the own store. */
export const storeTopic = (service: string): string => `es:${service}`;

/** Make one per service: all its readers share what was read. Needs no broker. */
export const storeSource = ({ store, service, logger, bulk }: StoreSourceOptions): StoreSource => {
  const topic = storeTopic(service);
  const pages = new StorePages(store, logger, bulk);
  return {
    topics: [topic],
    open: (reader) =>
      new StoreReading(topic, store, pages, reader, logger ?? silentLogger, bulk !== undefined),
    reread: async ({ offset }) => {
      const { events } = await store.loggedAfter(offset - 1n, 1);
      const event = events.find(({ position }) => position === offset);
      if (!event) throw new Error(`the store has nothing at position ${offset}`);
      return storeMessage(store, event);
    },
    wake: () => pages.wake(),
    close: () => pages.close(),
  };
};

/** @param bulk what is read long after it was written says nothing about freshness */
const storeMessage = (store: EventLog, event: LoggedEvent, bulk = false): SourceMessage => {
  let core: Core | undefined;
  const message = {
    offset: event.position,
    key: event.stream,
    raw: null,
    head: () => ({ version: event.version, type: (core ??= JSON.parse(event.core) as Core).type }),
    decode: () => store.recorded(event, core),
  };
  return bulk ? message : { ...message, recordedAt: event.recordedAt };
};

class StoreReading implements OpenSource {
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
    const page = await this.pages.after(position);
    if (page.events.length === 0) {
      this.markCaughtUp();
      await this.pages.moved(page.next, this.closing.signal);
      return page.next;
    }
    if (this.bulk) this.pages.prefetch(page.next);
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
      messages: page.events.map((event) => storeMessage(this.store, event, this.bulk)),
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
    const last = page.events[page.events.length - 1].position;
    if (sought || goOn !== last) return goOn;
    // Where something is always being written no page is ever empty.
    if (page.last) this.markCaughtUp();
    return page.next;
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
