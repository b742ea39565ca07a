import type { LoggedEvent, StoredEvent } from '@jejak/event-store';
import type { Recorded } from '@jejak/kernel';
import { type Logger, silentLogger } from '@jejak/observability';
import { TailWatch } from '../tail-watch';
import { StoreMessage } from './store-message';

/** The own store as its readers need it: `EventStore` is one. */
export interface EventLog {
  /**
   * The gap-safe cursor, events as stored: one that this release cannot read stops nobody else's.
   * @param skipped full types of which only place and type need be read
   */
  loggedAfter(
    position: bigint,
    limit: number,
    skipped?: readonly string[],
  ): Promise<{ readonly events: readonly LoggedEvent[]; readonly next: bigint }>;
  /**
   * A stored event in its current shape; at once where nothing of it is sealed.
   * @throws Error for one that cannot be read
   */
  recorded(stored: StoredEvent): Recorded | Promise<Recorded>;
}

/** Events behind a position, in order. Final: whatever was appended up to `next` is in it. */
export interface Page {
  readonly messages: readonly StoreMessage[];
  /** Where to read on. */
  readonly next: bigint;
  /** There was no more when it was read. */
  readonly last: boolean;
}

/** How a store is read. */
export interface Paging {
  /** Events of one page. Default 500. */
  readonly pageSize?: number;
  /** Pages kept for other readers. Default 8. */
  readonly kept?: number;
}

const PAGE = 500;
const KEPT = 8;
/**
 * Shortest time between two looks that find something, in milliseconds. While commands come in quickly each look would find one
 * event, and wake every reader for it.
 */
const LOOK_PACE_MS = 10;

/**
 * What all consumers of the own store share: pages that one has read serve the others, the newest events stay at hand, and
 * one watch looks for new ones while the readers wait.
 */
export class StorePages {
  /** Full ones, for readers that are behind. */
  private readonly kept: { readonly from: bigint; readonly page: Page }[] = [];
  private readonly reading = new Map<bigint, Promise<Page>>();
  private readonly logger: Logger;
  private readonly watch: TailWatch;
  private readonly skipped = new Set<string>();
  /** All that is behind `recentFrom`, up to `tail`. */
  private recent: StoreMessage[] = [];
  private recentFrom = 0n;
  private tail = 0n;
  /** Whether the store had no more behind `tail` when that was read. */
  private level = false;

  constructor(
    private readonly log: EventLog,
    logger?: Logger,
    private readonly paging: Paging = {},
    /** For the one reader that goes through everything. */
    private readonly bulk = false,
  ) {
    this.logger = logger ?? silentLogger;
    this.watch = new TailWatch({
      look: async () => (await this.read(this.tail)).messages.length > 0,
      failed: (err, delayMs) =>
        this.logger.warn(
          { part: 'store-pages', delay_ms: Math.round(delayMs), err },
          'The store cannot be read',
        ),
      mostTroubleMs: 30_000,
      paceMs: bulk ? 0 : LOOK_PACE_MS,
    });
  }

  /** The position up to which this process has seen the store. */
  get end(): bigint {
    return this.tail;
  }

  /** Something was appended by this process: look now. */
  wake(): void {
    this.watch.wake();
  }

  /** Ends every wait. */
  close(): void {
    this.watch.close();
  }

  /** The next events behind `position`; none where the store has no more. */
  async after(position: bigint): Promise<Page> {
    const recent = this.recentAfter(position);
    if (recent) return recent;
    for (const { from, page } of this.kept)
      if (from <= position && position < page.next)
        return { ...page, messages: page.messages.slice(firstBehind(page.messages, position)) };
    // A reading in progress may have begun before the last append: the watch looks again.
    return this.reading.get(position) ?? this.read(position);
  }

  /** Of the next events behind `position` those that were read already; undefined where it takes a reading to know them. */
  private recentAfter(position: bigint): Page | undefined {
    if (position < this.recentFrom || position >= this.tail) return undefined;
    const from = firstBehind(this.recent, position);
    const to = Math.min(this.recent.length, from + this.pageSize);
    const messages = this.recent.slice(from, to);
    const all = to === this.recent.length;
    return {
      messages,
      next: all ? this.tail : messages[messages.length - 1].offset,
      last: all && this.level,
    };
  }

  /** Resolves as soon as there may be something behind `position`, the signal aborts, or after `ms` where it is given. */
  async moved(position: bigint, signal: AbortSignal, ms?: number): Promise<void> {
    if (this.tail <= position) await this.watch.news(signal, ms);
  }

  /** Begins to read what follows a page, so that it is there when this one is applied. */
  prefetch(position: bigint): void {
    if (this.watch.isClosed || this.reading.has(position)) return;
    // Whoever needs the page reads it again, and meets the error.
    this.read(position).catch(() => undefined);
  }

  /** No reader wants events of this type: what is read from now on need not have their content. */
  skip(type: string): void {
    this.skipped.add(type);
  }

  private get pageSize(): number {
    return this.paging.pageSize ?? PAGE;
  }

  private read(position: bigint): Promise<Page> {
    const { pageSize } = this;
    const reading = this.log
      .loggedAfter(position, pageSize, [...this.skipped])
      .then(({ events, next }) => {
        const now = performance.now();
        const messages = events.map(
          (event) => new StoreMessage((stored) => this.log.recorded(stored), event, now, this.bulk),
        );
        const page: Page = { messages, next, last: messages.length < pageSize };
        if (!page.last) this.keep(position, page);
        this.extend(position, page);
        return page;
      })
      .finally(() => this.reading.delete(position));
    this.reading.set(position, reading);
    return reading;
  }

  private keep(from: bigint, page: Page): void {
    this.kept.unshift({ from, page });
    this.kept.length = Math.min(this.kept.length, this.paging.kept ?? KEPT);
  }

  /** Takes the page among the newest events, where it goes beyond them. */
  private extend(from: bigint, { messages, next, last }: Page): void {
    if (next < this.tail || (next === this.tail && from !== next)) return;
    this.level = last;
    if (from > this.tail) {
      this.recent = [...messages];
      this.recentFrom = from;
    } else this.recent.push(...messages.slice(firstBehind(messages, this.tail)));
    this.tail = next;
    if (messages.length > 0) this.watch.release();
    const surplus = this.recent.length - this.pageSize * (this.paging.kept ?? KEPT);
    if (surplus > 0) this.recentFrom = this.recent.splice(0, surplus)[surplus - 1].offset;
  }
}

/** Of messages in order of position the index of the first behind one. */
const firstBehind = (messages: readonly StoreMessage[], position: bigint): number => {
  let [low, high] = [0, messages.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (messages[middle].offset > position) high = middle;
    else low = middle + 1;
  }
  return low;
};
