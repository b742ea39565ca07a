import { HeadsMap } from '@jejak/ledger';

/** Runs a query: of the writer's session, or inside the snapshot of one answer. */
export type ReadRows = <Row extends object>(text: string, values: readonly unknown[]) => Promise<Row[]>;

interface HeadRow {
  readonly stream: string;
  readonly ver: number;
  readonly hash: Buffer;
  readonly idx: string;
}

/** Rows read at once where all streams are read. */
const PAGE = 20_000;

const take = (map: HeadsMap, rows: readonly HeadRow[]): void => {
  for (const { stream, ver, hash, idx } of rows)
    map.set({ stream, ver, eventHash: hash, index: Number(idx) });
};

/**
 * The newest version of every stream before an index. Streams that moved on since are few, where the index is that of a recent
 * heads leaf: those are looked up, the others stand in the table of heads as they were.
 */
export const readHeadsMap = async (read: ReadRows, upto: number): Promise<HeadsMap> => {
  const map = HeadsMap.empty();
  for (let after = ''; ;) {
    const rows = await read<HeadRow>(
      'SELECT stream, ver, hash, idx FROM ledger.stream_head WHERE stream > $1 ORDER BY stream LIMIT $2',
      [after, PAGE],
    );
    take(
      map,
      rows.filter(({ idx }) => Number(idx) < upto),
    );
    const last = rows.at(-1);
    if (!last) break;
    after = last.stream;
  }
  const moved = await read<HeadRow>(
    `SELECT b.stream, b.ver, e.event_hash AS hash, b.idx
       FROM (SELECT DISTINCT stream FROM ledger.log_entry WHERE idx >= $1) m
       CROSS JOIN LATERAL (SELECT stream, ver, idx FROM ledger.log_entry l
                            WHERE l.stream = m.stream AND l.idx < $1 ORDER BY ver DESC LIMIT 1) b
       JOIN ledger.entry e ON e.idx = b.idx`,
    [upto],
  );
  take(map, moved);
  return map;
};

/** Moves a map that covers the entries before `from` on to those before `upto`. */
export const advanceHeadsMap = async (
  map: HeadsMap,
  read: ReadRows,
  from: number,
  upto: number,
): Promise<void> => {
  for (let at = from; at < upto; at += PAGE) {
    const rows = await read<HeadRow>(
      `SELECT l.stream, l.ver, e.event_hash AS hash, l.idx FROM ledger.log_entry l JOIN ledger.entry e USING (idx)
        WHERE l.idx >= $1 AND l.idx < $2 ORDER BY l.idx`,
      [at, Math.min(upto, at + PAGE)],
    );
    take(map, rows);
  }
};
