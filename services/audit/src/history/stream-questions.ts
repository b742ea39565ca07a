import { Malformed, NotFound, RuleViolated } from '@jejak/kernel';
import type { Complete, Found } from '../answer/answers';
import { type Cut, isWithin } from './as-of';
import { leaves, plain } from './fields';
import { factOf, type Item, itemOf, type ShownChange, shownChange } from './item';
import { type LoggedEvent, type Reading, readStream } from './logged-event';
import { type Keys, payloadOf } from './payload';
import { differences, evolve, flagsOf, NO_STATE, stateAt, type StreamState } from './stream-state';
import { type Verification, verifyStream } from './verify-stream';

/** No list answers more rows than this. */
const MOST = 200;
/** A state is folded from so many versions at most; only the streams of machines (heartbeats) get longer. */
const MOST_FOLDED = 10_000;

/** @returns the newest version of the stream. @throws NotFound STREAM_NOT_FOUND */
const lastVersion = async (reading: Reading, stream: string): Promise<number> => {
  const [head] = await reading.query<{ ver: number }>(
    'SELECT ver FROM ledger.stream_head WHERE stream = $1',
    [stream],
  );
  if (!head) throw new NotFound('STREAM_NOT_FOUND', 'The log has no event of this stream.');
  return head.ver;
};

/** Events 1 to `to`. @throws NotFound STREAM_NOT_FOUND. @throws RuleViolated STREAM_TOO_LONG */
export const fromTheFirst = async (reading: Reading, stream: string, to?: number): Promise<LoggedEvent[]> => {
  const until = Math.min(await lastVersion(reading, stream), to ?? Number.MAX_SAFE_INTEGER);
  if (until > MOST_FOLDED)
    throw new RuleViolated('STREAM_TOO_LONG', 'The stream has too many versions to be folded at once.', {
      params: { limit: MOST_FOLDED },
    });
  return readStream(reading, stream, 1, until);
};

/** What the events of a range rest on: its versions here, and how far the source is known to be ahead of the log. */
const completeness = async (
  reading: Reading,
  events: readonly LoggedEvent[],
  [from, to]: readonly [number, number],
): Promise<Complete> => {
  const here = new Set(events.map(({ version }) => version));
  const missing: number[] = [];
  for (let version = from; version <= to; version++) if (!here.has(version)) missing.push(version);
  const sources = await reading.query<{ src: string; logged: string; claimed: string }>(
    'SELECT src, logged, claimed FROM ledger.source WHERE src = ANY ($1) AND claimed > logged',
    [[...new Set(events.map(({ src }) => src))]],
  );
  const behind = sources.map(({ src, logged, claimed }) => ({
    ...{ source: src, from: Number(logged) + 1, to: Number(claimed) },
  }));
  return { scope: 'stream', from, to, gaps: [...missing, ...behind] };
};

/** From the first version to the last that was read. */
const whole = (events: readonly LoggedEvent[]): readonly [number, number] => [1, events.at(-1)?.version ?? 0];

/** The facts of events with what this reader may see of them, in order of version. */
const factsOf = async (events: readonly LoggedEvent[], keys: Keys | null) =>
  Promise.all(
    events.map(async (event) => {
      const payload = await payloadOf(event, keys);
      return { event, payload, fact: factOf(event, payload) };
    }),
  );

export interface HistoryItem extends Item {
  /** With `diff=1`: what this event changed of the state before it. */
  readonly changes?: readonly ShownChange[];
}

export interface HistoryRange {
  readonly fromVersion?: number;
  readonly toVersion?: number;
  /** Names of facts: from the first of the one to the last of the other. */
  readonly fromType?: string | undefined;
  readonly toType?: string | undefined;
  /** Whether to say what each event changed. */
  readonly diff: boolean;
}

/** The range by versions alone; one whose facts never were is empty, and as such no range. @throws Malformed VERSION_RANGE_INVALID */
export const versionsOf = async (
  reading: Reading,
  stream: string,
  range: HistoryRange,
): Promise<HistoryRange> => {
  const { fromType, toType } = range;
  const place = async (
    field: 'fromType' | 'toType',
    name: string | undefined,
  ): Promise<number | undefined> => {
    if (name === undefined) return undefined;
    const [{ version }] = await reading.query<{ version: number | null }>(
      `SELECT ${field === 'fromType' ? 'min' : 'max'}(l.ver) AS version
         FROM ledger.log_entry l JOIN ledger.entry e USING (idx) WHERE l.stream = $1 AND e.name = $2`,
      [stream, name],
    );
    if (version === null)
      throw new Malformed('VERSION_RANGE_INVALID', 'The stream has no fact of this name.', { field });
    return version;
  };
  // Whether there is such a stream at all comes first.
  if ((fromType ?? toType) !== undefined) await lastVersion(reading, stream);
  const [from, to] = [await place('fromType', fromType), await place('toType', toType)];
  const { fromType: _, toType: __, ...versions } = range;
  return {
    ...versions,
    ...(from === undefined ? {} : { fromVersion: from }),
    ...(to === undefined ? {} : { toVersion: to }),
  };
};

/** The timeline of a stream: each event of a range of versions, and what it changed. */
export const history = async (
  reading: Reading,
  stream: string,
  range: HistoryRange,
  keys: Keys | null,
): Promise<Found<HistoryItem>> => {
  const {
    fromVersion = 1,
    toVersion = Number.MAX_SAFE_INTEGER,
    diff,
  } = await versionsOf(reading, stream, range);
  if (fromVersion > toVersion)
    throw new Malformed('VERSION_RANGE_INVALID', 'fromVersion is behind toVersion.', {
      field: 'fromVersion',
    });
  const last = Math.min(toVersion, await lastVersion(reading, stream));
  const until = Math.min(last, fromVersion + MOST - 1);
  // Differences rest on every event before the range. The first event says whom the stream is about.
  const before = diff
    ? await fromTheFirst(reading, stream, Math.min(fromVersion - 1, until))
    : await readStream(reading, stream, 1, Math.min(1, fromVersion - 1));
  const shown = await readStream(reading, stream, fromVersion, until);
  const items: HistoryItem[] = [];
  let state: StreamState = diff
    ? (await factsOf(before, keys)).map(({ fact }) => fact).reduce(evolve, NO_STATE)
    : NO_STATE;
  for (const { event, payload, fact } of await factsOf(shown, keys)) {
    const next = diff ? evolve(state, fact) : state;
    const changes = diff ? { changes: differences(state, next).map(shownChange) } : {};
    items.push({ ...itemOf(event, payload), ...changes });
    state = next;
  }
  return {
    ...{ complete: await completeness(reading, shown, [fromVersion, until]), items },
    ...{ next: until < last ? String(until + 1) : null, about: [...before, ...shown] },
  };
};

/** The pages of a timeline from one version to another, one after the other: versions that are logged stay what they are. */
export async function* historyPages(
  reading: Reading,
  stream: string,
  [from, to]: readonly [from: string | null, to: number],
  diff: boolean,
  keys: Keys | null,
): AsyncGenerator<Found<HistoryItem>> {
  for (let next = from; next !== null && Number(next) <= to;) {
    const page = await history(reading, stream, { fromVersion: Number(next), toVersion: to, diff }, keys);
    yield page;
    next = page.next ?? null;
  }
}

export interface StateItem {
  readonly stream: string;
  /** Version of the last fact taken in; 0 before the first. */
  readonly version: number;
  readonly status: string | null;
  readonly contested: boolean;
  readonly final: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
  /** By JSON pointer (and `status`), the version that set it last. */
  readonly setBy: Readonly<Record<string, number>>;
  /** Versions that exist and were left out: not known, or not counting, at the point asked for. */
  readonly leftOut: readonly number[];
}

/**
 * What a decision knew of a stream: the version that it says it read, else all that was logged before it. @throws NotFound EVENT_NOT_FOUND
 */
const cutOfDecision = async (reading: Reading, stream: string, eventId: string): Promise<Cut> => {
  const [decision] = await reading.query<{ idx: string; read: number | null }>(
    `SELECT e.idx, (SELECT max(d.ver) FROM ledger.decision_input d WHERE d.idx = e.idx AND d.stream = $2) AS read
       FROM ledger.entry e WHERE e.event_id = $1::uuid ORDER BY e.idx LIMIT 1`,
    [eventId, stream],
  );
  if (!decision)
    throw new NotFound('EVENT_NOT_FOUND', 'The log has no event with this id.', { field: 'asOf' });
  return decision.read === null ? { index: Number(decision.idx) } : { version: decision.read };
};

/** A stream's object as it stood. @param asOf a cut, or the id of the decision that is asked about */
export const state = async (
  reading: Reading,
  stream: string,
  asOf: Cut | { readonly decision: string },
  keys: Keys | null,
): Promise<Found<StateItem>> => {
  const cut = 'decision' in asOf ? await cutOfDecision(reading, stream, asOf.decision) : asOf;
  const events = await fromTheFirst(reading, stream);
  const facts = (await factsOf(events, keys)).map(({ fact }) => fact);
  const found = stateAt(facts, cut);
  const setBy = [...leaves(found.fields)].map(([field, { by }]): [string, number] => [field, by.version]);
  const item: StateItem = {
    ...{ stream, version: found.version, status: found.status?.value ?? null, ...flagsOf(found) },
    fields: plain(found.fields),
    setBy: Object.fromEntries(found.status ? [...setBy, ['status', found.status.by.version]] : setBy),
    leftOut: facts.filter((fact) => !isWithin(fact, cut)).map(({ version }) => version),
  };
  return { complete: await completeness(reading, events, whole(events)), items: [item], about: events };
};

/** The fields that differ between two versions, each with the event that set it last. */
export const diff = async (
  reading: Reading,
  stream: string,
  { from, to }: { from: number; to: number },
  keys: Keys | null,
): Promise<Found<ShownChange>> => {
  if (from > to || to > (await lastVersion(reading, stream)))
    throw new Malformed('VERSION_RANGE_INVALID', 'The versions are not a range of this stream.', {
      field: from > to ? 'from' : 'to',
    });
  const events = await fromTheFirst(reading, stream, to);
  const facts = (await factsOf(events, keys)).map(({ fact }) => fact);
  const changes = differences(stateAt(facts, { version: from }), stateAt(facts, { version: to }));
  return {
    ...{ complete: await completeness(reading, events, whole(events)), items: changes.map(shownChange) },
    about: events,
  };
};

/** A stream's verification. */
export interface VerifiedItem extends Verification {
  readonly stream: string;
  readonly valid: boolean;
}

/** What was checked of a stream, and the first link that is broken. */
export const verify = async (reading: Reading, stream: string): Promise<Found<VerifiedItem>> => {
  const events = await fromTheFirst(reading, stream);
  const verification = verifyStream(events);
  const item = { stream, valid: verification.firstBroken === null, ...verification };
  return { complete: await completeness(reading, events, whole(events)), items: [item], about: events };
};
