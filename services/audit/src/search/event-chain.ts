import { NotFound } from '@jejak/kernel';
import { type Found, wholeIndex } from '../answer/answers';
import { type Item, itemOf } from '../history/item';
import { ENTRY, type EntryRow, eventFrom, FROM_ENTRIES, type Reading } from '../history/logged-event';
import { type Keys, payloadOf } from '../history/payload';

/** So far up and down is looked, and so many events of each direction are shown. */
const DEEPEST = 50;
const MOST = 200;

/** An event by its place, as others refer to it. */
export interface EventRef {
  readonly index: number;
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly version: number;
  readonly at: string;
  readonly actor: string | null;
  readonly role: string | null;
  /** Steps of cause and effect away; 0 where it is related otherwise. */
  readonly steps: number;
}

/** A version of a stream that the decision says it read. */
export interface InputRef {
  readonly stream: string;
  readonly version: number;
  /** Where it is in the log; null when it is not (yet). */
  readonly index: number | null;
  /** Whether the log has that version with the hash that the decision names; null when it is not in the log. */
  readonly same: boolean | null;
}

export interface ChainItem {
  readonly event: Item;
  /** What led here, nearest first. */
  readonly causes: readonly EventRef[];
  /** The command at the beginning, where the last cause is one. */
  readonly command: string | null;
  /** What came of it, nearest first. */
  readonly effects: readonly EventRef[];
  /** What else belongs to the same case, in order of the log. */
  readonly sameCase: readonly EventRef[];
  readonly inputs: readonly InputRef[];
  /** True where there is more than is shown. */
  readonly truncated: boolean;
}

interface RefRow {
  readonly idx: string;
  readonly event_id: string;
  readonly type: string;
  readonly stream: string;
  readonly ver: number;
  readonly at: Date;
  readonly actor: string | null;
  readonly role: string | null;
  readonly cause: string | null;
  readonly steps: number;
}

const refOf = ({
  idx,
  event_id: id,
  type,
  stream,
  ver: version,
  at,
  actor,
  role,
  steps,
}: RefRow): EventRef => ({
  ...{ index: Number(idx), id, type, stream, version, at: at.toISOString(), actor, role, steps },
});

const REF = 'e.idx, e.event_id, e.type, l.stream, l.ver, e.at, e.actor, e.role, e.cause';

/** A cause is an event's id or a command's; only what has the form of one can be looked up as one. */
const AS_ID = (column: string): string =>
  `CASE WHEN ${column} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN ${column}::uuid END`;

/** Nobody keeps a producer from naming an effect as its cause: whatever comes round again is left out. */
const UP = `
  WITH RECURSIVE up AS (
    SELECT e.idx, e.cause, 0 AS steps FROM ledger.entry e WHERE e.idx = $1
    UNION ALL
    SELECT e.idx, e.cause, up.steps + 1 FROM up JOIN ledger.entry e ON e.event_id = ${AS_ID('up.cause')} WHERE up.steps < $2)
    CYCLE idx SET again USING path
  SELECT ${REF}, up.steps FROM up JOIN ledger.entry e USING (idx) JOIN ledger.log_entry l USING (idx)
   WHERE up.steps > 0 AND NOT up.again ORDER BY up.steps, e.idx LIMIT $3`;

const DOWN = `
  WITH RECURSIVE down AS (
    SELECT e.idx, e.event_id, 0 AS steps FROM ledger.entry e WHERE e.idx = $1
    UNION ALL
    SELECT e.idx, e.event_id, down.steps + 1 FROM down JOIN ledger.entry e ON e.cause = down.event_id::text
     WHERE down.steps < $2)
    CYCLE idx SET again USING path
  SELECT ${REF}, down.steps FROM down JOIN ledger.entry e USING (idx) JOIN ledger.log_entry l USING (idx)
   WHERE down.steps > 0 AND NOT down.again ORDER BY down.steps, e.idx LIMIT $3`;

const SAME_CASE = `
  SELECT ${REF}, 0 AS steps ${FROM_ENTRIES} WHERE e.corr = $1 AND e.idx <> $2 ORDER BY e.idx LIMIT $3`;

/** An event with everything that led to it and came of it. @throws NotFound EVENT_NOT_FOUND */
export const chainOf = async (
  reading: Reading,
  size: number,
  id: string,
  keys: Keys | null,
): Promise<Found<ChainItem>> => {
  const [row] = await reading.query<EntryRow>(
    `SELECT ${ENTRY} ${FROM_ENTRIES} WHERE e.event_id = $1 ORDER BY idx LIMIT 1`,
    [id],
  );
  if (!row) throw new NotFound('EVENT_NOT_FOUND', 'The log has no event with this id.');
  const event = eventFrom(row);
  const causes = await reading.query<RefRow>(UP, [event.index, DEEPEST, MOST + 1]);
  const effects = await reading.query<RefRow>(DOWN, [event.index, DEEPEST, MOST + 1]);
  const sameCase =
    event.core.corr == null
      ? []
      : await reading.query<RefRow>(SAME_CASE, [event.core.corr, event.index, MOST + 1]);
  const command = causes.length === 0 ? event.core.cause : (causes[causes.length - 1].cause ?? null);
  const item: ChainItem = {
    event: itemOf(event, await payloadOf(event, keys)),
    causes: causes.slice(0, MOST).map(refOf),
    command,
    effects: effects.slice(0, MOST).map(refOf),
    sameCase: sameCase.slice(0, MOST).map(refOf),
    inputs: await inputsOf(reading, event.core.inputs ?? []),
    truncated: [causes, effects, sameCase].some(({ length }) => length > MOST),
  };
  // The event that began the stream says whom it is about, where this one does not.
  const [first] = await reading.query<EntryRow>(
    `SELECT ${ENTRY} ${FROM_ENTRIES} WHERE l.stream = $1 AND l.ver = 1`,
    [event.stream],
  );
  const about = first ? [eventFrom(first), event] : [event];
  return { complete: await wholeIndex(reading, size), items: [item], about };
};

const inputsOf = async (
  reading: Reading,
  inputs: readonly { readonly stream: string; readonly ver: number; readonly hash: string }[],
): Promise<InputRef[]> => {
  if (inputs.length === 0) return [];
  const rows = await reading.query<{ stream: string; ver: number; idx: string; event_hash: Buffer }>(
    `SELECT l.stream, l.ver, idx, e.event_hash ${FROM_ENTRIES}
      WHERE (l.stream, l.ver) IN (SELECT * FROM unnest($1::text[], $2::int[]))`,
    [inputs.map(({ stream }) => stream), inputs.map(({ ver }) => ver)],
  );
  return inputs.map(({ stream, ver, hash }) => {
    const found = rows.find((one) => one.stream === stream && one.ver === ver);
    const same = found ? found.event_hash.toString('base64url') === hash : null;
    return { stream, version: ver, index: found ? Number(found.idx) : null, same };
  });
};
