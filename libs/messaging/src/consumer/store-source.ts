import { type Logger, silentLogger } from '@jejak/observability';
import type { EventSource } from './event-source';
import { StoreMessage } from './store-message';
import { type EventLog, type Paging, StorePages } from './store-pages';
import { StoreReading } from './store-reading';

export interface StoreSourceOptions {
  readonly store: EventLog;
  readonly service: string;
  readonly logger?: Logger;
  /**
   * For the one reader that goes through the whole store: larger pages, the next one read while one is applied, and of what it
   * does not want only the place.
   */
  readonly bulk?: Paging;
  /**
   * How long events which a reader does not want wait for one that it wants, in milliseconds. Default 200; up to a second while
   * steps take long.
   */
  readonly unwantedMs?: number;
  /**
   * Shortest time between two deliveries to one reader, in milliseconds, unless many events wait. Default 20; up to 250 while
   * steps take long.
   */
  readonly paceMs?: number;
}

/** The service's own store as a source: one partition, the offset of an event is its position. */
export interface StoreSource extends EventSource {
  /** Call it after each append: readers that wait go on at once. */
  wake(): void;
  /** Ends looking for new events; its readers are closed one by one. */
  close(): void;
}

/** Most readers want few of the events: without waiting, each of them would book each append in a transaction of its own. */
const UNWANTED_MS = 200;
/**
 * Each delivery is a transaction, whatever it holds. While commands come in quickly, thirty read models that followed each of them at
 * once would take more of the machine than the commands do; the first after a pause goes at once.
 */
const PACE_MS = 20;

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
  const pages = new StorePages(store, logger, bulk, bulk !== undefined);
  let opened = false;
  return {
    topics: [topic],
    open: (reader) => {
      // Its pages lack what the first reader does not want.
      if (bulk && opened) throw new Error('a source that reads in bulk has one reader');
      opened = true;
      return new StoreReading(topic, pages, reader, logger, bulk ? undefined : { unwantedMs, paceMs });
    },
    reread: async ({ offset }) => {
      const { events } = await store.loggedAfter(offset - 1n, 1);
      const event = events.find(({ position }) => position === offset);
      if (!event) throw new Error(`the store has nothing at position ${offset}`);
      return new StoreMessage((stored) => store.recorded(stored), event, performance.now());
    },
    wake: () => pages.wake(),
    close: () => pages.close(),
  };
};
