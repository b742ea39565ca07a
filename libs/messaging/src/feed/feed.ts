import { type Logger, silentLogger } from '@jejak/observability';
import type { Pool } from 'pg';
import { TailWatch } from '../tail-watch';
import { toFeedItem } from '../wire';
import { type FeedRow, FeedRows } from './feed-rows';
import { type StoredPage, StoredRows } from './stored-rows';

export interface FeedOptions {
  /** Of the service's own store. */
  readonly pool: Pool;
  readonly service: string;
  readonly logger?: Logger;
}

/** Part of a feed, in order of number. */
export interface FeedPage {
  /** CloudEvents in structured JSON, one text each. */
  readonly items: readonly string[];
  /** The highest number given so far; 0 for none. */
  readonly highest: number;
}

export interface FeedRequest {
  /** The number behind which to read; 0 for the beginning. */
  readonly after: number;
  /** Items at most, up to {@link FEED_PAGE}. */
  readonly limit: number;
  /** How long to wait for something new. */
  readonly waitMs: number;
  /** Aborts when the caller has gone. */
  readonly signal: AbortSignal;
}

/** Most items of one answer. */
export const FEED_PAGE = 500;
/** An answer ends with the item that takes it past so many bytes of stored events. */
const PAGE_BYTES = 1024 * 1024;
const KEPT = 8;
const KNOWN_IDS = 10_000;

interface Item {
  readonly pos: number;
  readonly text: string;
}

interface Kept {
  readonly from: number;
  /** The number of the last row, also where it could not be shown. */
  readonly to: number;
  readonly items: readonly Item[];
}

/**
 * A service's numbered events as its readers over HTTP see them. However many wait, one watcher looks for new numbers, and
 * those who ask for the same place share one reading: who waits holds no connection to the database.
 */
export class Feed {
  private readonly rows: FeedRows;
  private readonly store: StoredRows;
  private readonly service: string;
  private readonly logger: Logger;
  private readonly reading = new Map<number, Promise<Kept>>();
  private readonly ids = new Map<string, number>();
  private readonly watch: TailWatch;
  private kept: readonly Kept[] = [];
  private highest = 0;

  constructor({ pool, service, logger }: FeedOptions) {
    this.rows = new FeedRows(pool);
    this.store = new StoredRows(pool);
    this.service = service;
    this.logger = logger ?? silentLogger;
    this.watch = new TailWatch({
      look: async () => {
        const highest = await this.rows.highest();
        if (highest <= this.highest) return false;
        this.highest = highest;
        return true;
      },
      failed: (err, delayMs) =>
        this.logger.warn(
          { part: 'feed', delay_ms: Math.round(delayMs), err },
          'The feed cannot look for new events',
        ),
      mostTroubleMs: 10_000,
    });
  }

  /** Whether nobody waits here any more. */
  get isClosed(): boolean {
    return this.watch.isClosed;
  }

  /** How many wait for something new. */
  get waiters(): number {
    return this.watch.waiters;
  }

  /** What is behind a number, at once or as soon as there is something. Nothing when the time is over, or the feed closes. */
  async read({ after, limit, waitMs, signal }: FeedRequest): Promise<FeedPage> {
    const until = performance.now() + waitMs;
    for (let from = after; ;) {
      const { items, to } = await this.after(from);
      if (items.length === 0 && to > from) {
        from = to;
        continue;
      }
      const leftMs = until - performance.now();
      // Behind a number that was never given nothing will come soon: the reader must learn of it.
      const over = leftMs <= 0 || signal.aborted || this.isClosed || from > this.highest;
      if (items.length > 0 || over)
        return { items: items.slice(0, limit).map(({ text }) => text), highest: this.highest };
      if (this.highest <= from) await this.watch.news(signal, leftMs);
    }
  }

  /** The numbered events of a stream from one version to another, in order; an answer may hold fewer than asked for. */
  async range(stream: string, from: number, to: number, limit: number): Promise<FeedPage> {
    const rows = await this.rows.range(stream, from, to, limit, PAGE_BYTES);
    this.highest = Math.max(this.highest, await this.rows.highest());
    return { items: this.itemsOf(rows).map(({ text }) => text), highest: this.highest };
  }

  /** What the tables have behind a place, numbered or not: for the comparison with the ledger. */
  stored(position: number, limit: number): Promise<StoredPage> {
    return this.store.after(position, limit);
  }

  /** The number of an event; null for one that has none. */
  async posOf(eventId: string): Promise<number | null> {
    const known = this.ids.get(eventId);
    if (known !== undefined) return known;
    const pos = await this.rows.posOf(eventId);
    if (pos !== null) this.remember(eventId, pos);
    return pos;
  }

  /** Events were numbered by this process: look now. */
  wake(): void {
    this.watch.wake();
  }

  /** Whoever waits is answered now, and nobody waits any more. */
  close(): void {
    this.watch.close();
  }

  private after(pos: number): Promise<Kept> {
    for (const { from, to, items } of this.kept)
      if (from <= pos && pos < to)
        return Promise.resolve({ from: pos, to, items: items.filter((item) => item.pos > pos) });
    return this.reading.get(pos) ?? this.readAfter(pos);
  }

  private readAfter(pos: number): Promise<Kept> {
    const reading = this.rows
      .after(pos, FEED_PAGE, PAGE_BYTES)
      .then(({ rows, highest }) => {
        const page = { from: pos, to: rows.at(-1)?.pos ?? pos, items: this.itemsOf(rows) };
        this.highest = Math.max(this.highest, highest);
        // A page that ends before the feed does is the same for everybody after us; the last one grows.
        if (page.to < highest) this.kept = [page, ...this.kept].slice(0, KEPT);
        for (const { eventId, pos: number } of rows) this.remember(eventId, number);
        return page;
      })
      .finally(() => this.reading.delete(pos));
    this.reading.set(pos, reading);
    return reading;
  }

  private itemsOf(rows: readonly FeedRow[]): Item[] {
    return rows.flatMap((row) => {
      try {
        return [{ pos: row.pos, text: toFeedItem(row, this.service) }];
      } catch (error) {
        // No release wrote such a core: something else did. It must not end the feed for everybody.
        this.logger.error(
          { part: 'feed', event_id: row.eventId, pos: row.pos, err: error },
          'A stored event is not readable, and left out of the feed',
        );
        return [];
      }
    });
  }

  private remember(eventId: string, pos: number): void {
    this.ids.set(eventId, pos);
    if (this.ids.size <= KNOWN_IDS) return;
    const [oldest] = this.ids.keys();
    this.ids.delete(oldest);
  }
}
