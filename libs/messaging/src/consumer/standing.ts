import { Backoff } from '../backoff';
import type { Place } from '../place';
import type { Booked } from './books';
import type { SourceBatch } from './event-source';

/** How a delivery is taken: from an offset on, or not at all, since the source is to deliver from elsewhere. */
export type Entrance = { readonly from: bigint } | { readonly seek: bigint };

/** How far a consumer is in one partition, and what it knows of what the partition holds. */
export class Standing {
  readonly place: Place;
  /** The failures since the last success. */
  readonly backoff: Backoff;
  failingSince: number | null = null;
  /** Null: the books hold nothing of it yet. */
  private booked: bigint | null = null;
  /** Behind the last message of the partition. */
  private end = 0n;
  /** Where the source was sent last: what it delivers from there without being there is a hole. */
  private sought: bigint | null = null;
  /** What stood at the offset before `booked`; null where that is not known. */
  private mark: string | null = null;
  /** Whether it was seen there, or need not be. */
  private proven = true;
  /** The offsets of the books are those of a topic that is gone: read on from whatever comes. */
  private anew = false;

  constructor({ topic, partition }: Place, retry: { readonly firstMs: number; readonly mostMs: number }) {
    this.place = { topic, partition };
    this.backoff = new Backoff(retry);
  }

  /** What the books hold, as a transaction compares it; null for nothing. */
  get inBooks(): bigint | null {
    return this.booked;
  }

  /** The next offset by the books. */
  get next(): bigint {
    return this.booked ?? 0n;
  }

  /** Offsets to the end, as of the last delivery. */
  get behind(): number {
    const left = this.end - this.next;
    return left > 0n ? Number(left) : 0;
  }

  /** Whether the topic turned out to be another than the books know. */
  get isAnew(): boolean {
    return this.anew;
  }

  /** The partition is ours (again): the books say where it stands. @returns where its source begins */
  assigned(booked: Booked | null): bigint {
    this.booked = booked?.next ?? null;
    this.mark = booked?.mark ?? null;
    this.proven = this.mark === null;
    this.anew = false;
    this.sought = this.start;
    return this.sought;
  }

  /** A transaction has moved the books. */
  moved({ next, mark }: Booked): void {
    this.booked = next;
    this.mark = mark;
    this.proven = true;
    this.anew = false;
  }

  /**
   * How a delivery is taken. A topic may have been made anew behind our back and filled again, with other events at the offsets of
   * the books: so what stood before them is looked for first, and where it is not there the topic is read from its beginning.
   * Versions tell what is known.
   */
  entrance({ messages, end }: Pick<SourceBatch, 'messages' | 'end'>): Entrance {
    const [{ offset: first }] = messages;
    this.end = end;
    if (this.anew) return { from: first };
    const { next } = this;
    // A source that goes back by itself met an offset that is not there.
    if (this.mark !== null && first < next - 1n) this.proven = false;
    const { start } = this;
    if (next <= end && first > start && this.sought !== start) return this.seek(start);
    if (this.proven && next <= end) return { from: next };
    if (messages.some(({ offset, mark }) => offset === next - 1n && mark === this.mark)) {
      this.proven = true;
      return { from: next };
    }
    if (next <= end && this.sought !== start) return this.seek(start);
    this.anew = true;
    return first === 0n ? { from: first } : this.seek(0n);
  }

  /** Where a source begins to deliver: at what is booked, or at what proves that it still is what is there. */
  private get start(): bigint {
    if (this.next === 0n) return 0n;
    return this.proven ? this.next : this.next - 1n;
  }

  private seek(offset: bigint): Entrance {
    this.sought = offset;
    return { seek: offset };
  }
}
