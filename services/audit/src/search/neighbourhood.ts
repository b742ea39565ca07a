import { NotFound } from '@jejak/kernel';
import { type Found, wholeIndex } from '../answer/answers';
import { type Item, itemOf } from '../history/item';
import { ENTRY, type EntryRow, eventFrom, FROM_ENTRIES, type Reading } from '../history/logged-event';
import { payloadOf } from '../history/payload';

const MOST = 200;

/** What happened around an event, and how it is near to it. */
export interface Neighbour {
  /** `access`: somebody looked at the person's file, or at the event's stream. */
  readonly near: readonly ('access' | 'stream' | 'case' | 'cause' | 'subject' | 'actor')[];
  /** Seconds; negative before the event. */
  readonly seconds: number;
  readonly event: Item;
}

/**
 * Question 12: what happened shortly before and after an event, and could have to do with it. Over many persons: personal fields stay closed.
 * @throws NotFound EVENT_NOT_FOUND
 */
export const neighbourhood = async (
  reading: Reading,
  size: number,
  id: string,
  minutes: number,
): Promise<Found<Neighbour>> => {
  const [row] = await reading.query<EntryRow>(
    `SELECT ${ENTRY} ${FROM_ENTRIES} WHERE e.event_id = $1 ORDER BY idx LIMIT 1`,
    [id],
  );
  if (!row) throw new NotFound('EVENT_NOT_FOUND', 'The log has no event with this id.');
  const middle = eventFrom(row);
  const { core } = middle;
  const rows = await reading.query<EntryRow & { subject: string | null; corr: string | null }>(
    `SELECT ${ENTRY}, e.subject, e.corr ${FROM_ENTRIES}
      WHERE e.at BETWEEN $1::timestamptz - make_interval(mins => $2) AND $1::timestamptz + make_interval(mins => $2)
        AND idx <> $3 AND (l.stream = $4 OR e.corr = $5 OR e.cause = $6 OR e.event_id::text = $7 OR e.subject = $8
          OR e.actor = $9 AND e.actor LIKE 'p\\_%' OR (e.name IN ('FileRead', 'LogRead') AND e.data->>'object' = $4))
      ORDER BY abs(extract(epoch FROM e.at - $1::timestamptz)), idx LIMIT $10`,
    [
      ...[core.at, minutes, middle.index, middle.stream, core.corr ?? null],
      ...[core.id, core.cause, core.subject ?? null, core.actor ?? null, MOST],
    ],
  );
  const items = await Promise.all(
    rows.map(async (found): Promise<Neighbour> => {
      const event = eventFrom(found);
      const item = itemOf(event, await payloadOf(event, null));
      const isRead = /\.(FileRead|LogRead)\./.test(item.type);
      const near: [Neighbour['near'][number], boolean][] = [
        ['access', isRead],
        ['stream', item.stream === middle.stream],
        ['case', core.corr != null && item.corr === core.corr],
        ['cause', item.cause === core.id || item.id === core.cause],
        ['subject', core.subject != null && item.subject === core.subject],
        ['actor', core.actor != null && item.actor === core.actor],
      ];
      return {
        near: near.flatMap(([name, holds]) => (holds ? [name] : [])),
        seconds: (Date.parse(item.at) - Date.parse(core.at)) / 1000,
        event: item,
      };
    }),
  );
  items.sort((a, b) => a.seconds - b.seconds || a.event.index - b.event.index);
  return { complete: await wholeIndex(reading, size), items, about: [middle] };
};
