import { canonical } from './canonical';
import type { Commitment } from './commitment';
import { leafHash, sha256 } from './merkle';

/**
 * What is hashed of an event: who, when, why, under which policy, what came before, and a commitment to its payload.
 * `prev`, `cause`, `policy` and `data` are always given (null for none); the other members are left out where empty.
 * `pos` and `src` stand outside, so the producer can fix the hash in the transaction that writes the event.
 */
export interface Core {
  readonly id: string;
  /** `asn.<service>.<EventName>.v<n>` */
  readonly type: string;
  readonly stream: string;
  readonly ver: number;
  /** base64url event hash of `ver - 1`; null for version 1. */
  readonly prev: string | null;
  /** Recorded (business) time: `YYYY-MM-DDThh:mm:ss.sssZ`. */
  readonly at: string;
  readonly occurred?: string;
  readonly effective?: string;
  /** Pseudonym `p_…`, or a service's name for automatic acts. */
  readonly actor?: string;
  readonly behalf?: string;
  readonly subject?: string;
  readonly role?: string;
  readonly policy: string | null;
  readonly policies?: readonly string[];
  readonly inputs?: readonly { readonly stream: string; readonly ver: number; readonly hash: string }[];
  readonly corr?: string;
  readonly cause: string | null;
  readonly reason?: string;
  readonly data: Commitment | null;
  readonly heads?: Readonly<Record<string, unknown>>;
  readonly key?: Readonly<Record<string, unknown>>;
  readonly published?: Readonly<Record<string, unknown>>;
  readonly accessed?: Readonly<Record<string, unknown>>;
  readonly erased?: Readonly<Record<string, unknown>>;
  readonly heartbeat?: Readonly<Record<string, unknown>>;
}

/** A leaf is at most 16 KiB. */
export const LEAF_LIMIT_BYTES = 16_384;

/** The canonical text of a core, as stored and as sent. */
export const coreText = (core: Core): string => canonical(core);

/** What the next version's `prev` names: SHA-256("asn-event/v1\n" || core). */
export const eventHash = (core: string): Buffer => sha256(`asn-event/v1\n${core}`);

/** The canonical leaf of the log, joined as text around the core as it was written. */
export const leafText = (core: string, pos: number, src: string): string =>
  `{"core":${core},"pos":${canonical(pos)},"src":${canonical(src)},"v":1}`;

/** The leaf and its RFC 6962 hash. */
export const leafOf = (core: string, pos: number, src: string): { leaf: string; hash: Buffer } => {
  const leaf = leafText(core, pos, src);
  return { leaf, hash: leafHash(leaf) };
};
