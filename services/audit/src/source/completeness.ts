import type { Found } from '../answer/answers';
import type { Reading } from '../history/logged-event';
import { sourcesStatus, type SourceItem } from './sources-status';

/** That nothing of a source is left out, and what shows it. */
export interface CompletenessItem extends SourceItem {
  /** Numbers that the log has, counted one by one: as many as `logged` where none is missing. */
  readonly counted: number;
  /** The last comparison of the service's own store with the log; null where there was none. */
  readonly store: {
    readonly reconciliationId: string;
    readonly upTo: number;
    readonly rows: number;
    readonly differences: number;
    readonly endedAt: string;
  } | null;
  /** The newest heads leaf: the map of every stream with its newest version. */
  readonly heads: { readonly index: number; readonly checkpoint: string; readonly witnessed: boolean } | null;
}

interface StoreRow {
  readonly source: string;
  readonly id: string;
  readonly upTo: string;
  readonly rows: string;
  readonly differences: string;
  readonly endedAt: Date;
}

/** Question 6. @param from the number from which on the log is counted */
export const completeness = async (
  reading: Reading,
  sources: readonly string[],
  from: number,
): Promise<Found<CompletenessItem>> => {
  const found = await sourcesStatus(reading, sources);
  const counts = await reading.query<{ src: string; counted: string }>(
    'SELECT src, count(*) AS counted FROM ledger.log_entry WHERE src = ANY ($1::text[]) AND pos >= $2 GROUP BY src',
    [[...sources], from],
  );
  const stores = await reading.query<StoreRow>(
    `SELECT DISTINCT ON (source) source, reconciliation_id AS id, up_to AS "upTo", row_count AS rows, differences,
            ended_at AS "endedAt" FROM rm.reconciliation
      WHERE status = 'DONE' AND source = ANY ($1::text[]) ORDER BY source, ended_at DESC`,
    [[...sources]],
  );
  const [leaf] = await reading.query<{ idx: string; note: string; cosigned: string | null }>(
    'SELECT idx, note, cosigned FROM ledger.heads_leaf ORDER BY idx DESC LIMIT 1',
  );
  // Of a log without a heads leaf there is no row.
  const newest = leaf as { idx: string; note: string; cosigned: string | null } | undefined;
  const heads = newest
    ? {
        ...{ index: Number(newest.idx), checkpoint: newest.cosigned ?? newest.note },
        witnessed: newest.cosigned !== null,
      }
    : null;
  const items = found.items.map((item): CompletenessItem => {
    const store = stores.find(({ source }) => source === item.source);
    return {
      ...{ ...item, heads },
      counted: Number(counts.find(({ src }) => src === item.source)?.counted ?? 0),
      store: store
        ? {
            ...{ reconciliationId: store.id, upTo: Number(store.upTo), rows: Number(store.rows) },
            ...{ differences: Number(store.differences), endedAt: store.endedAt.toISOString() },
          }
        : null,
    };
  });
  return { complete: { ...found.complete, from }, items };
};
