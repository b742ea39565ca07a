import type { Found } from '../answer/answers';
import type { Reading } from '../history/logged-event';
import { gapsOf } from '../intake/source-order';

/** A source whose numbers could be missing in many places shows the first of them. */
const MOST_GAPS = 100;

/** How complete the log is for one source. Ages and lags are machine time. */
export interface SourceItem {
  readonly source: string;
  readonly state: 'complete' | 'behind' | 'stopped' | 'unheard';
  /** The log has every number from 1 to this one. */
  readonly logged: number;
  /** The highest number that is known to exist. */
  readonly known: number;
  /** Runs of missing numbers, first and last; at most 100. */
  readonly gaps: readonly (readonly [number, number])[];
  /** Events that are here and wait for what is missing before them. */
  readonly pending: number;
  readonly heartbeat: { readonly pos: number; readonly at: string; readonly ageSeconds: number } | null;
  readonly lag: { readonly events: number; readonly seconds: number };
  /** Same number or version with another hash, or a broken chain. */
  readonly conflicts: number;
  readonly lastLoggedAt: string | null;
}

interface Row {
  readonly src: string;
  readonly logged: string | null;
  readonly claimed: string | null;
  readonly logged_at: Date | null;
  readonly heartbeat_pos: string | null;
  readonly heartbeat_at: Date | null;
  readonly heartbeat_age: string | null;
  readonly behind_age: string | null;
  readonly conflicts: number | null;
  readonly stopped: boolean;
  readonly waiting: string[] | null;
}

const itemOf = (row: Row): SourceItem => {
  const [logged, known] = [Number(row.logged ?? 0), Number(row.claimed ?? 0)];
  const waiting = (row.waiting ?? []).map(Number);
  const { heartbeat_at: at } = row;
  const state =
    row.logged === null ? 'unheard' : row.stopped ? 'stopped' : known > logged ? 'behind' : 'complete';
  return {
    ...{ source: row.src, state, logged, known },
    gaps: gapsOf(logged, waiting, known).slice(0, MOST_GAPS),
    pending: waiting.length,
    heartbeat: at && {
      pos: Number(row.heartbeat_pos),
      at: at.toISOString(),
      ageSeconds: Math.round(Number(row.heartbeat_age)),
    },
    lag: { events: known - logged, seconds: known > logged ? Math.round(Number(row.behind_age ?? 0)) : 0 },
    ...{ conflicts: row.conflicts ?? 0, lastLoggedAt: row.logged_at?.toISOString() ?? null },
  };
};

/** Completeness of every source, in order of name. */
export const sourcesStatus = async (
  reading: Reading,
  sources: readonly string[],
): Promise<Found<SourceItem>> => {
  const rows = await reading.query<Row>(
    `SELECT n.src, s.logged, s.claimed, s.logged_at, s.heartbeat_pos, s.heartbeat_at, s.conflicts,
            extract(epoch FROM clock_timestamp() - s.heartbeat_at) AS heartbeat_age,
            extract(epoch FROM clock_timestamp() - coalesce(
              (SELECT min(w.arrived_at) FROM ledger.waiting w WHERE w.src = n.src), s.claimed_at)) AS behind_age,
            s.stopped_at IS NOT NULL AS stopped,
            (SELECT array_agg(w.pos ORDER BY w.pos) FROM ledger.waiting w WHERE w.src = n.src) AS waiting
       FROM unnest($1::text[]) AS n(src) LEFT JOIN ledger.source s USING (src) ORDER BY n.src`,
    [[...sources]],
  );
  const items = rows.map(itemOf);
  const behind = items.filter(({ known, logged }) => known > logged);
  return {
    complete: {
      ...{ scope: 'source', from: 1, to: Math.max(0, ...items.map(({ logged }) => logged)) },
      gaps: behind.map(({ source, logged, known }) => ({ source, from: logged + 1, to: known })),
    },
    items,
  };
};
