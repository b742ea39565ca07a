import type { KeyStore } from '@jejak/event-store';
import { type Canonical, openingRecords, place } from '@jejak/ledger';
import { contractOf } from '../sources';
import type { LoggedEvent } from './logged-event';

/** Opens what is sealed under a person's key; null once the key is destroyed. */
export type Keys = Pick<KeyStore, 'open'>;

/** Stands where a personal field was. */
export type Unreadable = 'erased' | 'redacted';

/** The payload of an event as one reader may see it, in its current shape. */
export interface Payload {
  readonly data: Readonly<Record<string, unknown>>;
  readonly reasonText: string | null;
  readonly evidence: readonly unknown[];
  /** Null where everything is shown. */
  readonly personal: Unreadable | null;
}

/** Members that the event store adds to a payload beside its contract's. */
const REASON_TEXT = '/reasonText';
const EVIDENCE = 'evidence';

/**
 * What stays closed to every reader: a member of a panel who also inspects would else know a colleague's score before sealing the own.
 * What was sealed, its reveal says. @source domain.md 4.2, SealScore
 */
const NEVER_OPENED: readonly string[] = ['asn.recruitment.PanelScoreSealed.v1'];

type Hidden = Readonly<Record<string, readonly [string, Canonical]>>;

const hiddenFields = ({ opening }: LoggedEvent): number => {
  try {
    return opening === null ? 0 : openingRecords(opening).filter((record) => 'digest' in record).length;
  } catch {
    // A broken opening is what `verify` names; here it only hides nothing.
    return 0;
  }
};

/** @returns what was sealed; null where it cannot be opened any more */
const unseal = async ({ personal, core, eventHash }: LoggedEvent, keys: Keys): Promise<Hidden | null> => {
  if (personal === null) return null;
  try {
    const opened = await keys.open(core.subject ?? null, personal, eventHash);
    return opened === null ? null : (JSON.parse(opened) as Hidden);
  } catch {
    // Changed on its way or in our own tables: as lost as if the key were gone, and no reason to refuse the whole answer.
    return null;
  }
};

const current = (type: string, data: Record<string, unknown>): Record<string, unknown> => {
  const known = contractOf(type);
  if (!known) return data;
  try {
    return known.contract.upcast(data, known.version) as Record<string, unknown>;
  } catch {
    // Data that does not fit its own contract is shown as it came.
    return data;
  }
};

/**
 * The payload of an event for a reader.
 * @param given the keys; null: this reader may not see personal fields
 */
export const payloadOf = async (event: LoggedEvent, given: Keys | null): Promise<Payload> => {
  const keys = NEVER_OPENED.includes(event.core.type) ? null : given;
  const { [EVIDENCE]: evidence, ...clear } = structuredClone(event.data ?? {}) as Record<string, unknown>;
  const hidden = hiddenFields(event);
  const opened = hidden > 0 && keys ? await unseal(event, keys) : null;
  let reasonText: string | null = null;
  for (const [pointer, [, value]] of Object.entries(opened ?? {}))
    if (pointer === REASON_TEXT) reasonText = typeof value === 'string' ? value : null;
    else place(clear, pointer, value);
  const missing = hidden > Object.keys(opened ?? {}).length;
  const unreadable: Unreadable | null = !missing ? null : keys ? 'erased' : 'redacted';
  const shown = current(event.core.type, clear);
  if (unreadable !== null) {
    for (const pointer of contractOf(event.core.type)?.contract.personal ?? [])
      if (!opened || !(pointer in opened)) place(shown, pointer, unreadable);
    if (event.core.reason !== undefined) reasonText ??= unreadable;
  }
  return { data: shown, reasonText, evidence: Array.isArray(evidence) ? evidence : [], personal: unreadable };
};
