import type { DomainEvent, EvidenceRef, Recorded } from '@jejak/kernel';
import { type Canonical, type Core, personalFields, place } from '@jejak/ledger';
import { type ContractRegistry, EVIDENCE, REASON_TEXT } from './contract-registry';
import type { KeyStore } from './key-store';
import { StoredEnvelope } from './stored-envelope';

/** An event as it was stored or sent, before anything is decrypted or upcast. */
export interface StoredEvent {
  readonly stream: string;
  readonly version: number;
  /** The full name. */
  readonly type: string;
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
 * A stored event in its current shape. Personal fields that were erased, or that nobody gave the keys for, read as null. Without
 * sealed fields there is nothing to wait for.
 * @throws RangeError for a type or version that the contracts do not know
 * @throws Error when a sealed field does not belong to this event: somebody changed the row
 */
export const recordedOf = (
  stored: StoredEvent,
  contracts: ContractRegistry,
  keys: KeyStore | null,
): Recorded | Promise<Recorded> => {
  const { personal, hash } = stored;
  if (personal === null || keys === null) return withHidden(stored, contracts, {});
  return keys
    .open(coreOf(stored).subject ?? null, personal, hash)
    .then((opened) => withHidden(stored, contracts, opened === null ? {} : (JSON.parse(opened) as Hidden)));
};

const coreOf = ({ core }: Pick<StoredEvent, 'core'>): Core => JSON.parse(core) as Core;

const withHidden = (stored: StoredEvent, contracts: ContractRegistry, hidden: Hidden): Recorded => {
  const { contract, version } = contracts.reading(stored.type);
  const shown = Object.entries(hidden);
  const erased = shown.length < committedPersonal(stored, contract.personal);
  const { data: clear } = stored;
  let data = clear as Record<string, unknown>;
  let evidence: readonly EvidenceRef[] | undefined;
  // Copied only where something is taken out of it or put into it.
  if (EVIDENCE in clear || shown.length > 0 || erased)
    ({ [EVIDENCE]: evidence, ...data } = clear as { [EVIDENCE]?: readonly EvidenceRef[] });
  let reasonText: string | null = null;
  for (const [pointer, [, value]] of shown)
    // Only the store writes this pointer, and only as text.
    if (pointer === `/${REASON_TEXT}`) reasonText = value as string;
    else place(data, pointer, value);
  if (erased) markErased(data, contract.personal);
  const current = contract.upcast(data, version);
  if (erased) markErased(current as Record<string, unknown>, contract.personal);
  const { type } = contract;
  const envelope = new StoredEnvelope(stored, contracts.service);
  const particulars = particularsOf(stored, reasonText, evidence);
  return particulars === null
    ? { type, data: current, envelope }
    : { ...particulars, type, data: current, envelope };
};

/** How many personal fields were given, where the contract has any: otherwise none can be missing. */
const committedPersonal = (stored: StoredEvent, personal: readonly string[]): number => {
  if (personal.length === 0) return 0;
  const { opening } = stored;
  return opening === null ? 0 : personalFields(opening);
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

/**
 * Whether a core may have particulars. Canonical text has no spaces and escapes a quote inside of a text, so a member is
 * always found; what is found may lie deeper, which the parsed core then tells.
 */
const PARTICULARS = /"(?:subject|reason|occurred|effective)":/;

const particularsOf = (
  stored: StoredEvent,
  text: string | null,
  evidence: readonly EvidenceRef[] | undefined,
): Omit<DomainEvent, 'type' | 'data'> | null => {
  const { core } = stored;
  if (!PARTICULARS.test(core)) return evidence === undefined ? null : { evidence };
  const { subject, reason, occurred, effective } = coreOf({ core });
  return {
    ...(subject === undefined ? {} : { subject }),
    // Written by this store from the closed list of codes.
    ...(reason === undefined ? {} : { reason: { code: reason, text } as NonNullable<DomainEvent['reason']> }),
    ...(occurred === undefined ? {} : { occurred }),
    ...(effective === undefined ? {} : { effective }),
    ...(evidence === undefined ? {} : { evidence }),
  };
};
