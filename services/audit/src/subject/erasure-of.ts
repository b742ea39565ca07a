import { type Item, itemOf } from '../history/item';
import { ENTRY, type EntryRow, eventFrom, FROM_ENTRIES, type Reading } from '../history/logged-event';
import { payloadOf } from '../history/payload';

/** The fact by which a person's key was destroyed, as an inspector reads it; none where it was not by this log. */
export const erasureOf = async (reading: Reading, person: string): Promise<Item[]> => {
  const rows = await reading.query<EntryRow>(
    `SELECT ${ENTRY} ${FROM_ENTRIES}
      WHERE e.name = 'SubjectKeyDestroyed' AND left(e.data->>'subjectId', 36) = $1 ORDER BY idx LIMIT 1`,
    [person],
  );
  return Promise.all(rows.map(eventFrom).map(async (event) => itemOf(event, await payloadOf(event, null))));
};
