import { type Found, wholeIndex } from '../answer/answers';
import {
  ENTRY,
  type EntryRow,
  eventFrom,
  FROM_ENTRIES,
  type Reading,
  readStream,
} from '../history/logged-event';

export interface DocumentItem {
  /**
   * `matches` what the log has there; `differs`: the log has another event at that place, or of that stream; `unknown`: the log has no
   * such place.
   */
  readonly verdict: 'matches' | 'differs' | 'unknown';
  /** The version of the stream that it is. */
  readonly version: number | null;
  readonly type: string | null;
  readonly at: string | null;
  /** The newest version, where there is one behind it: the paper is true, and no longer all. */
  readonly supersededBy: number | null;
  /** What the log has at that place, for who holds a paper that says otherwise. */
  readonly leafHash: string | null;
}

/** Question 9: whether a document is what it says that it is. */
export const document = async (
  reading: Reading,
  size: number,
  { stream, index, leafHash }: { readonly stream: string; readonly index: number; readonly leafHash: string },
): Promise<Found<DocumentItem>> => {
  const [row] = await reading.query<EntryRow>(`SELECT ${ENTRY} ${FROM_ENTRIES} WHERE idx = $1`, [index]);
  const complete = await wholeIndex(reading, size);
  if (!row) {
    const none = { version: null, type: null, at: null, supersededBy: null, leafHash: null };
    return { complete, items: [{ verdict: 'unknown', ...none }] };
  }
  const event = eventFrom(row);
  const found = event.leafHash.toString('base64url');
  // The event that began the stream says whom it is about.
  const about = event.stream === stream ? [...(await readStream(reading, stream, 1, 1)), event] : [];
  if (event.stream !== stream || found !== leafHash) {
    // Of another stream nothing is told: a wrong place must not open somebody else's file.
    const own = event.stream === stream;
    const item: DocumentItem = {
      ...{ verdict: 'differs', version: own ? event.version : null, type: own ? event.core.type : null },
      ...{ at: own ? event.core.at : null, supersededBy: null, leafHash: own ? found : null },
    };
    return { complete, items: [item], about };
  }
  const [head] = await reading.query<{ ver: number }>(
    'SELECT ver FROM ledger.stream_head WHERE stream = $1',
    [stream],
  );
  const item: DocumentItem = {
    ...{ verdict: 'matches', version: event.version, type: event.core.type, at: event.core.at },
    ...{ supersededBy: head.ver > event.version ? head.ver : null, leafHash: found },
  };
  return { complete, items: [item], about };
};
