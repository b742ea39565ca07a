import { keyset } from '@jejak/http';
import { type Found, wholeIndex } from '../answer/answers';
import { localTime } from '../history/item';
import { ENTRY, type EntryRow, eventFrom, FROM_ENTRIES, type Reading } from '../history/logged-event';
import type { Paging } from '../search/search';

/** Who looked at a person's file, as that person may read it: readers are pseudonyms with their role. */
export interface AccessItem {
  readonly index: number;
  readonly id: string;
  /** The service that answered. */
  readonly source: string;
  readonly at: string;
  readonly local: string;
  readonly reader: string | null;
  readonly role: string | null;
  readonly purpose: unknown;
  readonly caseId: unknown;
  /** Which view. */
  readonly what: unknown;
}

const order = keyset('audit-accesses', { at: 'instant', idx: 'integer' });

/** Reads of a person's file, in every service, in order of time. */
export const accesses = async (
  reading: Reading,
  size: number,
  person: string,
  { cursor, limit }: Paging,
): Promise<Found<AccessItem>> => {
  const after = order.after(cursor);
  const rows = await reading.query<EntryRow & { at: string }>(
    `SELECT ${ENTRY}, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at ${FROM_ENTRIES}
      WHERE e.name = 'FileRead' AND left(e.data->>'subjectId', 36) = $1
        AND ($2::timestamptz IS NULL OR (e.at, e.idx) > ($2::timestamptz, $3::bigint))
      ORDER BY e.at, e.idx LIMIT $4`,
    [person, after?.at ?? null, after?.idx ?? null, limit + 1],
  );
  const page = order.page(rows, limit, (row) => ({ at: row.at, idx: row.idx }));
  const items = page.items.map(eventFrom).map(({ index, src: source, core, data }): AccessItem => {
    const { purpose = null, caseId = null, what = null } = data ?? {};
    return {
      ...{ index, id: core.id, source, at: core.at, local: localTime(core.at) },
      ...{ reader: core.actor ?? null, role: core.role ?? null, purpose, caseId, what },
    };
  });
  return { complete: await wholeIndex(reading, size), items, next: page.next };
};
