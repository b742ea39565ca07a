import type { Recorded } from '@jejak/kernel';
import type { ConsumerState } from '../broker';

/** What of a message is kept while it is parked, so that it can be read again when its topic no longer holds it. */
export interface RawMessage {
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** One message of any source, not yet read further than its key. */
export interface SourceMessage {
  readonly offset: bigint;
  /** Where offsets may come to mean something else (a topic made anew): what stands at this one. */
  readonly mark?: string;
  /** The stream, or whatever stands in the key's place of a message that is no event. */
  readonly key: string;
  /** W3C trace context of the command that recorded the event. */
  readonly traceparent?: string;
  /** Machine time of the row, where the source knows it. */
  readonly recordedAt?: Date;
  /** Null where the source itself keeps the event for ever: a parked copy would hold what an erasure must reach. */
  readonly raw: RawMessage | null;
  /** @throws Error when the message is no event: permanent */
  head(): { readonly version: number; readonly type: string };
  /**
   * Upcast and decrypted; at once where nothing of it is sealed.
   * @throws Error: permanent, unless it says it is transient (see `isTransient`)
   */
  decode(): Recorded | Promise<Recorded>;
}

/** Messages of one partition in order of offset, at least one. */
export interface SourceBatch {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly SourceMessage[];
  /** Offset behind the last message of the partition. */
  readonly end: bigint;
  isCurrent(): boolean;
  seek(offset: bigint): void;
  resolve(offset: bigint): void;
  heartbeat(): Promise<void>;
}

/** The reader's side of an open source. */
export interface SourceReader {
  readonly name: string;
  /** @param type full name as stored. What is not wanted may be delivered late, together with what follows it */
  wants(type: string): boolean;
  /** The next offset by the reader's books. Asked whenever the partition is assigned. */
  startAt(topic: string, partition: number): Promise<bigint>;
  /** One call at a time. What it leaves unresolved is delivered again. */
  onBatch(batch: SourceBatch): Promise<void>;
}

/** A source that delivers to one reader. */
export interface OpenSource {
  /** Resolves when it delivers for the first time, or is closed before that. */
  run(): Promise<void>;
  pause(topic: string, partition: number): void;
  resume(topic: string, partition: number): void;
  /** Waits for the batch in hand. */
  close(): Promise<void>;
  state(): ConsumerState;
  /** Resolves when it has once delivered everything there was, or is closed; not every source can tell. */
  readonly caughtUp?: Promise<void>;
}

/** A parked message as the books hold it. */
export interface ParkedMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: string;
  readonly raw: RawMessage | null;
}

/** Where events come from: topics of other services, or the service's own store. The engine is the same. */
export interface EventSource {
  readonly topics: readonly string[];
  open(reader: SourceReader): OpenSource;
  /** Reads a parked message again. @throws Error when the source no longer has it */
  reread(parked: ParkedMessage): Promise<SourceMessage>;
}

/** Fetches what a topic did not deliver, for example from the feed of the service that recorded it. */
export interface GapFiller {
  /** The versions `from` to `to` of a stream, in order; fewer when they cannot be had. */
  fill(topic: string, stream: string, from: number, to: number): Promise<readonly SourceMessage[]>;
}
