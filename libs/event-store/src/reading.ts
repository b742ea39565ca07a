import type { DomainEvent, EvidenceRef, Recorded } from '@jejak/kernel';
import { type Canonical, type Core, personalFields, place } from '@jejak/ledger';
import { type ContractRegistry, EVIDENCE, REASON_TEXT } from './contract-registry';
import type { KeyStore } from './key-store';

/** An event as it was stored or sent, before anything is decrypted or upcast. */
export interface StoredEvent {
  /** The canonical text, byte for byte as hashed. */
  readonly core: string;
  readonly hash: Buffer;
  /** The clear payload. */
  readonly data: object;
  /** Null where there is no payload. */
  readonly opening: Buffer | null;
  readonly personal: Buffer | null;
}

/** The decrypted form: `{pointer: [salt, value], …}`. */
type Hidden = Readonly<Record<string, readonly [string, Canonical]>>;

/**
 * A stored event in its current shape. Personal fields that were erased, or that nobody gave the keys for, read as null.
 * @param core what the event's text says, where the caller has read it already
 * @throws RangeError for a type or version that the contracts do not know
 * @throws Error when a sealed field does not belong to this event: somebody changed the row
 */
export const recordedOf = async (
  stored: StoredEvent,
  contracts: ContractRegistry,
  keys: KeyStore | null,
  core = JSON.parse(stored.core) as Core,
): Promise<Recorded> => {
  const { contract, version } = contracts.reading(core.type);
  const { [EVIDENCE]: evidence, ...clear } = stored.data as { [EVIDENCE]?: readonly EvidenceRef[] };
  const data = clear as Record<string, unknown>;
  const hidden = await unseal(stored, core.subject ?? null, keys);
  let reasonText: string | null = null;
  if (hidden)
    for (const [pointer, [, value]] of Object.entries(hidden))
      // Only the store writes this pointer, and only as text.
      if (pointer === `/${REASON_TEXT}`) reasonText = value as string;
      else place(data, pointer, value);
  const { opening } = stored;
  const committed = opening === null ? 0 : personalFields(opening);
  const erased = (hidden ? Object.keys(hidden).length : 0) < committed;
  if (erased) markErased(data, contract.personal);
  const current = contract.upcast(data, version);
  if (erased) markErased(current as Record<string, unknown>, contract.personal);
  return {
    ...particularsOf(core, reasonText, evidence),
    type: contract.type,
    data: current,
    envelope: envelopeOf(core, stored.hash, contracts.service),
  };
};

const unseal = async (
  { personal, hash }: StoredEvent,
  subject: string | null,
  keys: KeyStore | null,
): Promise<Hidden | null> => {
  if (personal === null || keys === null) return null;
  const opened = await keys.open(subject, personal, hash);
  return opened === null ? null : (JSON.parse(opened) as Hidden);
};

/** Null at every personal member that is not there: nobody can say any more which of them were given. */
const markErased = (data: Record<string, unknown>, personal: readonly string[]): void => {
  for (const pointer of personal) if (isAbsent(data, pointer)) place(data, pointer, null);
};

/** Not given, with room for it: in older versions something else may stand where its parent is now. */
const isAbsent = (data: Record<string, unknown>, pointer: string): boolean => {
  let at: unknown = data;
  for (const token of pointer.split('/').slice(1)) {
    if (at === undefined) return true;
    if (typeof at !== 'object' || at === null) return false;
    at = (at as Record<string, unknown>)[token.replace(/~1/g, '/').replace(/~0/g, '~')];
  }
  return at === undefined;
};

const particularsOf = (
  { subject, reason, occurred, effective }: Core,
  text: string | null,
  evidence: readonly EvidenceRef[] | undefined,
): Omit<DomainEvent, 'type' | 'data'> => ({
  ...(subject === undefined ? {} : { subject }),
  // Written by this store from the closed list of codes.
  ...(reason === undefined ? {} : { reason: { code: reason, text } as NonNullable<DomainEvent['reason']> }),
  ...(occurred === undefined ? {} : { occurred }),
  ...(effective === undefined ? {} : { effective }),
  ...(evidence === undefined ? {} : { evidence }),
});

const envelopeOf = (core: Core, hash: Buffer, source: string): Recorded['envelope'] => ({
  id: core.id,
  eventType: core.type,
  source,
  stream: core.stream,
  version: core.ver,
  at: core.at,
  actor: core.actor ?? source,
  // Written by this store from the closed lists of roles and duties.
  role: core.role as Recorded['envelope']['role'],
  policy: core.policy,
  policies: core.policies ?? [],
  correlation: core.corr ?? core.id,
  cause: core.cause,
  hash: hash.toString('base64url'),
});
