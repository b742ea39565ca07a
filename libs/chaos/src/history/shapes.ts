/**
 * The shapes of a recorded run, one JSON object per line. Checkers in other languages read these files, so nothing here may
 * change without them (operations.md section 12).
 */

/** What a caller learned of an append. `unknown`: time-out, reset or 5xx; it may act later, or never. */
export type Outcome = 'ok' | 'conflict' | 'duplicate' | 'unknown';

/** `append-*.jsonl`: one call of one client. Times are nanoseconds of one monotonic clock. */
export interface Operation {
  readonly op: 'append' | 'read' | 'init';
  readonly stream: string;
  /** Who called; calls of one process do not overlap. */
  readonly process: string;
  readonly start: number;
  readonly end: number;
  /** The version that the caller decided on (If-Match), where it named one. */
  readonly expected?: number;
  /** What was answered: after the append, of the read, or the current one of a conflict. */
  readonly version?: number;
  /** Of an append: its command id, the same for every retry. Of a read: an id of its own. */
  readonly command: string;
  /** The ids of the appended or read events, in order. */
  readonly events: readonly string[];
  /** Of a read: the command, or the event, that each event was caused by. */
  readonly causes?: readonly string[];
  /** Of an append: how many events it asks for. */
  readonly count?: number;
  readonly outcome: Outcome;
}

/** `accepted.jsonl`: an answer that promised something. */
export interface Accepted {
  readonly command: string;
  readonly stream: string;
  readonly version: number;
  readonly events: readonly string[];
  /** Full types, in the order of `events`. */
  readonly types: readonly string[];
  readonly outcome: 'ok' | 'duplicate';
}

/** `effects.jsonl`: what a consumer did, in its order of commit. */
export interface Effect {
  readonly consumer: string;
  /** The event that it acted on. */
  readonly event: string;
  /** Of a reaction: the command that it issued. */
  readonly command?: string;
  /** Stream and version of that event. */
  readonly stream: string;
  readonly version: number;
  readonly kind?: string;
  readonly seq: number;
}

/** `effects.jsonl`: what a consumer must have. A type, or the beginning of types with `*` behind it. */
export interface Subscription {
  readonly consumer: string;
  readonly subscribe: readonly string[];
}

/** `nemesis.jsonl`: a fault, on the clock of the operations. */
export interface Fault {
  readonly fault: string;
  readonly target: string;
  readonly start: number;
  readonly end?: number;
  /** What proves that it struck; null where nothing does. */
  readonly struck: string | null;
  readonly seed: number;
}

/** `topics.jsonl`: a message as the topic holds it. */
export interface Published {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly src: string;
  readonly pos: number;
  readonly event: string;
  readonly type: string;
  readonly stream: string;
  readonly version: number;
  /** base64url hashes of this event, and of the one before it in its stream. */
  readonly hash: string;
  readonly prev: string | null;
}

/** `read-models.jsonl`: a table beside its rebuild, each by the SHA-256 of its canonical dump. */
export interface Rebuilt {
  readonly model: string;
  readonly rows: number;
  readonly hash: string;
  readonly rebuiltRows: number;
  readonly rebuiltHash: string;
}

/** `leftovers.jsonl`: a key that somebody has parked or blocked. */
export interface Leftover {
  readonly where: string;
  readonly key: string;
  readonly error: string;
}

/** `run.json`: what was run, and what was seen of it from outside. */
export interface RunFacts {
  readonly scenario: string;
  readonly seed: number;
  readonly strikesWanted: number;
  /** From the end of the load and the last fault until outboxes were empty and consumers were level. Null: not in time. */
  readonly drainedMs: number | null;
  /** How long that may take. */
  readonly drainLimitMs: number;
  /** Answers that no client need expect: 5xx other than 503, and refusals of good requests. */
  readonly surprises: readonly string[];
}

/** A whole run. */
export interface History {
  readonly operations: readonly Operation[];
  readonly accepted: readonly Accepted[];
  readonly effects: readonly Effect[];
  readonly subscriptions: readonly Subscription[];
  readonly faults: readonly Fault[];
  readonly published: readonly Published[];
  readonly readModels: readonly Rebuilt[];
  readonly leftovers: readonly Leftover[];
  readonly run: RunFacts;
}
