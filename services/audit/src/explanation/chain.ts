import { NotFound } from '@jejak/kernel';
import {
  ENTRY,
  type EntryRow,
  eventFrom,
  FROM_ENTRIES,
  type LoggedEvent,
  type Reading,
} from '../history/logged-event';

/** So far back decisions are followed to what they read, and so far on to what rests on them. */
const DEEPEST_BACK = 4;
const DEEPEST_ON = 8;
/** So many events an explanation holds. */
const MOST = 500;

/** Registers that nearly every decision reads: who works where, what is in force. They explain nothing about one object. */
const REGISTERS = [
  ...['employee', 'unit', 'policy', 'outsider', 'source', 'indicator', 'cycle', 'direction'],
  ...['unit-result', 'organisation-result', 'access', 'dataset', 'deadline-watch', 'message'],
];
/** Facts about reading and asking, which changed nothing. */
const NO_ACTS = ['FileRead', 'LogRead', 'ExplanationProduced', 'ControlTripped', 'ControlCleared'];

/** What a chain of facts comes to. */
export interface Chain {
  /** In the order of the log. */
  readonly events: readonly LoggedEvent[];
  /** Sorted. */
  readonly policies: readonly string[];
  readonly truncated: boolean;
}

/**
 * Back: the object's own events, and those of every stream that a decision among them read, as far as it was read, or that belong to the
 * same case as one of the own: what a decision corrects while it is taken, it has read as it was before. On: every event
 * that read or was caused by one of the object's own, and what came of that. Rows that several ways lead to are there once.
 */
const CHAIN = `
  WITH RECURSIVE back (stream, upto, depth) AS (
    SELECT $1::text, 2147483647, 0
    UNION
    SELECT i.stream, i.ver, back.depth + 1
      FROM back JOIN ledger.log_entry l ON l.stream = back.stream AND l.ver <= back.upto
           JOIN ledger.decision_input i ON i.idx = l.idx
     WHERE back.depth < $2 AND NOT regexp_replace(i.stream, '-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', '') = ANY ($4::text[])),
  read (stream, upto) AS (SELECT stream, max(upto) FROM back GROUP BY stream),
  led AS (
    SELECT l.idx FROM read JOIN ledger.log_entry l ON l.stream = read.stream JOIN ledger.entry e USING (idx)
     WHERE l.ver <= read.upto
        OR e.corr IN (SELECT o.corr FROM ledger.entry o JOIN ledger.log_entry ol USING (idx) WHERE ol.stream = $1)),
  forward (idx, depth) AS (
    SELECT idx, 0 FROM ledger.log_entry WHERE stream = $1
    UNION
    SELECT n.idx, forward.depth + 1
      FROM forward JOIN ledger.log_entry l ON l.idx = forward.idx JOIN ledger.entry e ON e.idx = forward.idx
           CROSS JOIN LATERAL (
             SELECT d.idx FROM ledger.decision_input d WHERE d.stream = l.stream AND d.ver = l.ver
             UNION ALL
             SELECT c.idx FROM ledger.entry c WHERE c.cause = e.event_id::text) n
     WHERE forward.depth < $3)
  SELECT ${ENTRY} ${FROM_ENTRIES}
   WHERE idx IN (SELECT idx FROM led UNION SELECT idx FROM forward)
     AND NOT e.name = ANY ($5::text[])
     AND (l.stream = $1 OR NOT regexp_replace(l.stream, '-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', '') = ANY ($4::text[]))
   ORDER BY idx LIMIT $6`;

/** The chain of facts of an object. @param object a stream. @throws NotFound STREAM_NOT_FOUND */
export const explain = async (reading: Reading, object: string): Promise<Chain> => {
  const rows = await reading.query<EntryRow>(CHAIN, [
    ...[object, DEEPEST_BACK, DEEPEST_ON, REGISTERS, NO_ACTS, MOST + 1],
  ]);
  if (rows.length === 0)
    throw new NotFound('STREAM_NOT_FOUND', 'The log has no event of this stream.', { field: 'object' });
  const events = rows.slice(0, MOST).map(eventFrom);
  const policies = new Set(
    events.flatMap(({ core }) => [...(core.policy == null ? [] : [core.policy]), ...(core.policies ?? [])]),
  );
  return { events, policies: [...policies].sort(), truncated: rows.length > MOST };
};

/** The events of an explanation that was given, in the order of the log. */
export const eventsOf = async (reading: Reading, ids: readonly string[]): Promise<LoggedEvent[]> => {
  const rows = await reading.query<EntryRow>(
    `SELECT ${ENTRY} ${FROM_ENTRIES} WHERE e.event_id = ANY ($1::uuid[]) ORDER BY idx`,
    [ids],
  );
  return rows.map(eventFrom);
};
