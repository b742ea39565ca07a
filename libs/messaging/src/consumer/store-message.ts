import type { LoggedEvent, StoredEvent } from '@jejak/event-store';
import type { Recorded } from '@jejak/kernel';
import type { SourceMessage } from './event-source';

/**
 * A stored event in its current shape; at once where nothing of it is sealed.
 * @throws Error for one that cannot be read
 */
export type Reading = (stored: StoredEvent) => Recorded | Promise<Recorded>;

/** An event of the store as the engine reads it: one for all its readers. */
export class StoreMessage implements SourceMessage {
  readonly offset: bigint;
  readonly key: string;
  readonly type: string;
  /** The store keeps it for ever. */
  readonly raw = null;

  constructor(
    private readonly reading: Reading,
    private readonly event: LoggedEvent,
    /** `performance.now()` when it was read. */
    readonly readAt: number,
    /** Read by one reader that goes through everything: what is read long after it was written says nothing about freshness. */
    private readonly bulk = false,
  ) {
    this.offset = event.position;
    this.key = event.stream;
    this.type = event.type;
  }

  get recordedAt(): Date | undefined {
    return this.bulk ? undefined : this.event.recordedAt;
  }

  head(): { version: number; type: string } {
    return this.event;
  }

  /** Anew for each reader: none can spoil another's, and few want the same event. */
  decode(): Recorded | Promise<Recorded> {
    return this.reading(this.event);
  }
}
