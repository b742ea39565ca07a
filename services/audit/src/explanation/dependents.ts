import { NotFound } from '@jejak/kernel';
import { type Found, wholeIndex } from '../answer/answers';
import { type Item, itemOf } from '../history/item';
import {
  ENTRY,
  type EntryRow,
  eventFrom,
  FROM_ENTRIES,
  type Reading,
  readStream,
} from '../history/logged-event';
import { payloadOf } from '../history/payload';

/** No list answers more rows than this. */
const MOST = 200;

/** A decision that read a stream. */
export interface Dependent {
  /** The newest version of the stream that it read. */
  readonly read: number;
  /** Whether the stream has gone on since. */
  readonly changedSince: boolean;
  /** Personal fields stay closed: it may be another person's file. */
  readonly decision: Item;
}

/**
 * Which decisions rest on a stream, in the order of the log.
 * @param upTo only those that read this version or an earlier one. @throws NotFound STREAM_NOT_FOUND
 */
export const dependents = async (
  reading: Reading,
  size: number,
  stream: string,
  { upTo, after }: { readonly upTo?: number | undefined; readonly after?: number | undefined },
): Promise<Found<Dependent>> => {
  const [head] = await reading.query<{ ver: number }>(
    'SELECT ver FROM ledger.stream_head WHERE stream = $1',
    [stream],
  );
  if (!head) throw new NotFound('STREAM_NOT_FOUND', 'The log has no event of this stream.');
  const rows = await reading.query<EntryRow & { read: number }>(
    `SELECT ${ENTRY}, d.read ${FROM_ENTRIES} JOIN (
       SELECT idx, max(ver) AS read FROM ledger.decision_input WHERE stream = $1 GROUP BY idx) d USING (idx)
      WHERE ($2::int IS NULL OR d.read <= $2) AND ($3::bigint IS NULL OR idx > $3) ORDER BY idx LIMIT $4`,
    [stream, upTo ?? null, after ?? null, MOST + 1],
  );
  const page = rows.slice(0, MOST);
  const items = await Promise.all(
    page.map(async (row): Promise<Dependent> => {
      const event = eventFrom(row);
      const decision = itemOf(event, await payloadOf(event, null));
      return { read: row.read, changedSince: row.read < head.ver, decision };
    }),
  );
  return {
    ...{ complete: await wholeIndex(reading, size), items, about: await readStream(reading, stream, 1, 1) },
    next: rows.length > MOST ? String(items[items.length - 1].decision.index) : null,
  };
};
