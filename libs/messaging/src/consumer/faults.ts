import { DomainError } from '@jejak/kernel';
import { BrokerUnavailable } from '../broker';

/** Why a key is parked. */
export const PARK_CAUSES = ['handler', 'schema', 'gap', 'upcaster', 'policy'] as const;
export type ParkCause = (typeof PARK_CAUSES)[number];

/** What stands against a message or its key. */
export interface Fault {
  readonly cause: ParkCause;
  readonly error: string;
  /** The event came as its core alone: its data are in the feed of its source. */
  readonly dataMissing?: true;
}

/**
 * Connection, rollback by the server (serialisation, deadlock), resources, lock not available, intervention by the operator;
 * also a cancelled statement and a transaction that was idle for too long, since both come from load.
 */
const TRANSIENT_SQLSTATE = /^(08|40|53|57P)|^(55P03|57014|25P03|25P04)$/;

const TRANSIENT_SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EMFILE',
  'ENFILE',
  'EAGAIN',
  'EIO',
]);

/** `pg` gives these no code. */
const TRANSIENT_MESSAGE =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client was closed|Cannot use a pool after calling end)/;

/** Raised by the engine where another actor came in between: the same again will do. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/** Whether trying the same again later can succeed. Looks through causes and aggregates. */
export const isTransient = (error: unknown, depth = 0): boolean => {
  if (!(error instanceof Error) || depth > 4) return false;
  if (error instanceof Overtaken || error instanceof BrokerUnavailable) return true;
  // A decision that lost every race against other writers was not refused by a rule.
  if (error instanceof DomainError)
    return error.kind === 'unavailable' || error.code === 'CONCURRENCY_CONFLICT';
  const { code, retriable, errors } = error as { code?: unknown; retriable?: unknown; errors?: unknown };
  if (typeof code === 'string' && (TRANSIENT_SQLSTATE.test(code) || TRANSIENT_SYSTEM.has(code))) return true;
  if (retriable === true || TRANSIENT_MESSAGE.test(error.message)) return true;
  if (Array.isArray(errors) && errors.some((inner) => isTransient(inner, depth + 1))) return true;
  return error.cause !== undefined && isTransient(error.cause, depth + 1);
};

/**
 * Whether a reaction found no policy for what it has to do. Of somebody who asks it is a refusal; of what runs by itself it says that this
 * service may have heard of people before it heard of policies. Nothing outside fails, and the law may have none for that date: so it is
 * waited for, but not for ever.
 */
export const isPolicyMissing = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'POLICY_MISSING';

/** What a handler that threw this is parked for. */
export const causeOf = (error: unknown): ParkCause => (isPolicyMissing(error) ? 'policy' : 'handler');

/** The text that is kept with a parked key, for operators: kind and message, at most 2 000 characters. */
export const faultText = (error: unknown): string => {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  // PostgreSQL's text has no U+0000.
  return text.replaceAll('\u0000', '\uFFFD').slice(0, 2000);
};
