import type { ConsumedBatch, IncomingMessage } from '../broker';
import type { Place } from '../place';

/** What was fetched of one partition and not yet taken by everyone. */
export class Backlog {
  readonly topic: string;
  readonly partition: number;
  private held: IncomingMessage[] = [];
  private behind: bigint;
  private fetched: bigint;
  private latest: ConsumedBatch | undefined;

  /** @param start the offset from which on everything comes by here */
  constructor({ topic, partition }: Place, start: bigint) {
    this.topic = topic;
    this.partition = partition;
    this.behind = start;
    this.fetched = start;
  }

  /** Whoever stands before it has missed something, and must read by itself. */
  get from(): bigint {
    return this.behind;
  }

  /** Behind the last message that was fetched. */
  get end(): bigint {
    return this.fetched;
  }

  /** Behind the last message of the partition, as of the last fetch. */
  get highWatermark(): bigint {
    return this.latest?.highWatermark ?? this.fetched;
  }

  /** How many messages are at hand. */
  get size(): number {
    return this.held.length;
  }

  /** Whether the partition is still ours. */
  isCurrent(): boolean {
    return this.latest?.isCurrent() ?? true;
  }

  add(batch: ConsumedBatch): void {
    this.latest = batch;
    this.held.push(...batch.messages);
    this.fetched = batch.messages[batch.messages.length - 1].offset + 1n;
  }

  /** The message at a place of what is at hand, counted from an offset. */
  at(offset: bigint, place: number): IncomingMessage | undefined {
    return this.held[this.indexOf(offset) + place];
  }

  /** So many messages from an offset on at most. */
  after(offset: bigint, most: number): readonly IncomingMessage[] {
    const first = this.indexOf(offset);
    return this.held.slice(first, first + most);
  }

  countFrom(offset: bigint): number {
    return this.held.length - this.indexOf(offset);
  }

  /** Lets go what stands before an offset, but not the `keep` latest. */
  forget(before: bigint, keep: number): void {
    const count = Math.min(this.indexOf(before), this.held.length - keep);
    if (count > 0) this.held = this.held.slice(count);
    if (this.held.length === 0) this.behind = this.fetched;
    else if (count > 0) this.behind = this.held[0].offset;
  }

  /** Offsets may have holes. */
  private indexOf(offset: bigint): number {
    let [low, high] = [0, this.held.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.held[middle].offset < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
