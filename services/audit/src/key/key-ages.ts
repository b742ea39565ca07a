import { type Core, parseVkey, vkeyText } from '@jejak/ledger';
import type { DataSource } from 'typeorm';
import type { AuditSettings } from '../audit.settings';

/** A key of the log. */
export interface LogKeyAge {
  readonly vkey: string;
  /** Since when it signs, by the log. */
  readonly since: string | null;
  /** Of two that both sign the one that is to stay. */
  readonly follows: boolean;
}

const DAY_MS = 86_400_000;

/** Whole days; null where nobody knows. Pure. */
export const ageDays = (since: string | null, now: string): number | null =>
  since === null ? null : Math.floor((Date.parse(now) - Date.parse(since)) / DAY_MS);

/** Since when each key of the log signs: the first one from the first entry on, another one from its announcement on. */
export const logKeyAges = async (
  db: Pick<DataSource, 'query'>,
  settings: AuditSettings,
): Promise<readonly LogKeyAge[]> => {
  const { key, next } = settings.logKeys();
  const announced = await db.query<{ vkey: string; leaf: Buffer }[]>(
    `select e.data->>'newVkey' as vkey, l.leaf from ledger.entry e join ledger.log_entry l using (idx)
      where e.name = 'LogKeyRotated' and l.src = 'audit' order by idx`,
  );
  const since = new Map(announced.map(({ vkey, leaf }) => [parseVkey(vkey).id, atOf(leaf)]));
  const [first] = await db.query<{ leaf: Buffer }[]>('select leaf from ledger.log_entry where idx = 0');
  return [key, ...(next ? [next] : [])].map(({ verifier }, nth) => ({
    vkey: vkeyText(verifier),
    // A key that followed no other one has signed from the beginning.
    since: since.get(verifier.id) ?? ((first as { leaf: Buffer } | undefined) ? atOf(first.leaf) : null),
    follows: nth > 0,
  }));
};

const atOf = (leaf: Buffer): string => (JSON.parse(leaf.toString()) as { core: Core }).core.at;
