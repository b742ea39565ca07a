import { hash } from 'node:crypto';
import type { KeyStore } from '@jejak/event-store';
import { type Core, opensPersonal } from '@jejak/ledger';
import type { StoredRow } from '@jejak/messaging';
import type { Difference, LoggedPlace } from './store-differences';

/** A row with what the log says of it; without a place where the log does not have it yet. */
export interface SealedRow {
  readonly row: Pick<StoredRow, 'pos' | 'stream' | 'version' | 'core' | 'hash' | 'opening' | 'personal'>;
  readonly logged: LoggedPlace | undefined;
}

/**
 * How the sealed personal fields of a row differ from what was recorded: null where they do not. The leaf has them by their digests only,
 * so both ways lead there: byte by byte the ledger's copy, which came with the event, also of people whose key is gone; and, while the key
 * lives, what they open to, which is tied to its event by the event hash and to the leaf by its salted digests.
 * @throws Error where a key is there and cannot be used: then nothing can be said of what it seals
 * @source audit-ledger.md sections 3 and 4
 */
export const sealedDifference = async (
  { row, logged }: SealedRow,
  keys: Pick<KeyStore, 'open' | 'isDestroyed'>,
): Promise<Difference | null> => {
  const { personal, pos, stream, version } = row;
  const kept = logged && digestOf(logged.personal);
  const own = digestOf(personal === null ? null : Buffer.from(personal, 'base64url'));
  const same = kept === undefined || kept === own;
  if (same && (personal === null || (await isWhole(row, personal, keys)))) return null;
  return {
    ...{ kind: 'HASH_MISMATCH', finding: 'PERSONAL_DIFFERS', pos, stream: stream.slice(0, 200) },
    ...{ version: version > 0 ? version : null, expected: kept ?? null, found: own },
  };
};

const digestOf = (sealed: Buffer | null): string | null => sealed && hash('sha256', sealed, 'base64url');

const isWhole = async (
  { core, hash: eventHash, opening }: SealedRow['row'],
  personal: string,
  keys: Pick<KeyStore, 'open' | 'isDestroyed'>,
): Promise<boolean> => {
  const subject = (JSON.parse(core) as Core).subject ?? null;
  const sealed = Buffer.from(personal, 'base64url');
  let opened: string | null;
  try {
    opened = await keys.open(subject, sealed, Buffer.from(eventHash, 'base64url'));
  } catch {
    // Of a key that cannot be unwrapped this says so; of one that can, it is the text that does not belong here.
    if (subject !== null && (await keys.isDestroyed(subject))) return true;
    return false;
  }
  return (
    opened === null || opensPersonal(opened, opening === null ? null : Buffer.from(opening, 'base64url'))
  );
};
