import type { Contracts, Recorded } from '@jejak/kernel';
import type { ClientBase } from 'pg';

interface HandlerName {
  /** Of the projection or reaction: it names the group and the books, so renaming it begins anew. */
  readonly name: string;
  /** The services whose events it reads. */
  readonly sources: readonly Contracts[];
  /** @param type full name as stored, `asn.<service>.<Name>.v<n>`; the version says nothing about interest */
  wants(type: string): boolean;
}

/** Writes into the read models, in the transaction that moves the books. */
export interface BatchHandler extends HandlerName {
  /**
   * All of `events` or an error. They are in order per stream. When it throws something permanent it is called again with
   * the events of fewer streams, until the one at fault is found.
   */
  apply(events: readonly Recorded[], tx: ClientBase): Promise<void>;
}

/** What is known of the way an event came. */
export interface Delivery {
  readonly traceparent?: string;
}

/**
 * Acts outside of the transaction: issues commands of the own service. It may see an event again after a crash, so what it
 * does must be idempotent by the event's id (see `reactionContext`).
 */
export interface EffectHandler extends HandlerName {
  react(event: Recorded, delivery: Delivery): Promise<void>;
}

export type EventHandler = BatchHandler | EffectHandler;
