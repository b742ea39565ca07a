import type { LoggedEvent, StoredEvent } from '@jejak/event-store';
import type { Recorded } from '@jejak/kernel';
import { type Logger, silentLogger } from '@jejak/observability';
import { TailWatch } from '../tail-watch';

/** The own store as its readers need it: `EventStore` is one. */
export interface EventLog {
  /**
   * The gap-safe cursor, events as stored: one that this release cannot read stops nobody else's.
   * @param skipped full types of which only place and type need be read
   */
  loggedAfter(position: bigint, limit: number, skipped?: readonly string[]): Promise<Page>;
  /**
   * A stored event in its current shape; at once where nothing of it is sealed.
   * @throws Error for one that cannot be read
   */
  recorded(stored: StoredEvent): Recorded | Promise<Recorded>;
}

/** Events behind a position, in order. Final: whatever was appended up to `next` is in it. */
export interface Page {
  readonly events: readonly LoggedEvent[];
  /** Where to read on. */
  readonly next: bigint;
}

/** A page as it was read. */
export interface ReadPage extends Page {
  /** There was no more at that time. */
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
 * What all consumers of the own store share: pages that one has read serve the others, and one watch looks for new events
 * while they wait.
 */
export class StorePages {
  private readonly kept: { readonly from: bigint; readonly page: ReadPage }[] = [];
  private readonly reading = new Map<bigint, Promise<ReadPage>>();
  private readonly logger: Logger;
  private readonly watch: TailWatch;
  private tail = 0n;
  private readonly skipped = new Set<string>();

  constructor(
    private readonly log: EventLog,
    logger?: Logger,
    private readonly paging: Paging = {},
  ) {
    this.logger = logger ?? silentLogger;
    this.watch = new TailWatch({
      look: async () => (await this.read(this.tail)).events.length > 0,
      failed: (err, delayMs) =>
        this.logger.warn(
          { part: 'store-pages', delay_ms: Math.round(delayMs), err },
          'The store cannot be read',
        ),
      mostTroubleMs: 30_000,
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
  async after(position: bigint): Promise<ReadPage> {
    for (const { from, page } of this.kept)
      if (from <= position && position < page.next)
        return { ...page, events: page.events.filter((event) => event.position > position) };
    // A reading in progress may have begun before the last append: the watcher looks again.
    const reading = this.reading.get(position) ?? this.read(position);
    return reading;
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

  private read(position: bigint): Promise<ReadPage> {
    const { pageSize = PAGE } = this.paging;
    const reading = this.log
      .loggedAfter(position, pageSize, [...this.skipped])
      .then((read) => {
        const page: ReadPage = { ...read, last: read.events.length < pageSize };
        if (page.events.length > 0) {
          this.kept.unshift({ from: position, page });
          this.kept.length = Math.min(this.kept.length, this.paging.kept ?? KEPT);
        }
        if (page.next > this.tail) this.tail = page.next;
        return page;
      })
      .finally(() => this.reading.delete(position));
    this.reading.set(position, reading);
    return reading;
  }
}
