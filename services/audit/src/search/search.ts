import { keyset } from '@jejak/http';
import { Malformed } from '@jejak/kernel';
import { type Found, wholeIndex } from '../answer/answers';
import { firstMillisecond, lastMillisecond } from '../history/as-of';
import { type Item, itemOf } from '../history/item';
import { ENTRY, type EntryRow, eventFrom, type Reading } from '../history/logged-event';
import { type Keys, payloadOf } from '../history/payload';

/** Which events are wanted; what is left out does not matter. */
export interface Wanted {
  /** Pseudonyms. */
  readonly subject?: string;
  readonly actor?: string;
  readonly service?: string;
  /** A role alone, or with the duty that was used: `employee:data_steward`. */
  readonly role?: string;
  /** A full type, a name alone, or either with `*`. */
  readonly type?: string;
  /** `perf.result@1`: governing, or read. */
  readonly policy?: string;
  /** Recorded between: legal dates or instants, both included. */
  readonly from?: string;
  readonly to?: string;
}

export interface Paging {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Events in order of recorded time; those of one instant in order of the log. */
const order = keyset('audit-events', { at: 'instant', idx: 'integer' });

const TYPE = /^[A-Za-z0-9.*]{1,100}$/;

/** A pattern of a type as SQL reads it, and the event's name where the pattern says it: that is what is indexed. */
export const typeFilter = (type: string): { readonly name: string | null; readonly like: string | null } => {
  if (!TYPE.test(type))
    throw new Malformed('VALIDATION_FAILED', 'type is no event type or pattern of one.', { field: 'type' });
  const parts = type.split('.');
  if (parts.length === 1 && !type.includes('*')) return { name: type, like: null };
  // `asn.<service>.<Name>.v<n>`, or its end: `*.AnnualRated.v1`.
  const name = parts.at(/^(v\d+|\*)$/.test(parts[parts.length - 1]) ? -2 : -1);
  return {
    name: name !== undefined && /^[A-Z][A-Za-z0-9]*$/.test(name) ? name : null,
    like: type.replaceAll('*', '%'),
  };
};

/** The condition of a search, every value a parameter. */
const conditionOf = (
  { subject, actor, service, role, type, policy, from, to }: Wanted,
  at: 'e.at' | 'u.at',
  parameters: unknown[],
): string => {
  const conditions: string[] = [];
  const where = (sql: (parameter: string) => string, value: unknown): void => {
    if (value === undefined || value === null) return;
    parameters.push(value);
    conditions.push(sql(`$${parameters.length}`));
  };
  const named = type === undefined ? null : typeFilter(type);
  const time = (ms: number | undefined): string | undefined =>
    ms === undefined ? undefined : new Date(ms).toISOString();
  where((p) => `e.subject = ${p}`, subject);
  where((p) => `e.actor = ${p}`, actor);
  where((p) => `l.src = ${p}`, service);
  where((p) => `(e.role = ${p} OR e.role LIKE ${p} || ':%')`, role);
  where((p) => `e.name = ${p}`, named?.name);
  where((p) => `e.type LIKE ${p}`, named?.like);
  where((p) => `u.policy = ${p}`, policy);
  where(
    (p) => `${at} >= ${p}::timestamptz`,
    time(from === undefined ? undefined : firstMillisecond(from, 'from')),
  );
  // The whole last millisecond: times here may have finer digits.
  where(
    (p) => `${at} < ${p}::timestamptz`,
    time(to === undefined ? undefined : lastMillisecond(to, 'to') + 1),
  );
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
};

/**
 * Events that match, a page at a time.
 * @param keys null: personal fields are left out
 */
export const search = async (
  reading: Reading,
  size: number,
  wanted: Wanted,
  { cursor, limit }: Paging,
  keys: Keys | null,
): Promise<Found<Item>> => {
  const parameters: unknown[] = [];
  const byPolicy = wanted.policy !== undefined;
  // The index that gives the order is that of the policy's uses where one is asked for.
  const [at, idx] = byPolicy ? (['u.at', 'u.idx'] as const) : (['e.at', 'e.idx'] as const);
  const condition = conditionOf(wanted, at, parameters);
  const key = `${at}, ${idx}`;
  const after = order.after(cursor);
  const from = byPolicy
    ? 'FROM ledger.policy_use u JOIN ledger.entry e USING (idx) JOIN ledger.log_entry l USING (idx)'
    : 'FROM ledger.entry e JOIN ledger.log_entry l USING (idx)';
  const seek = after
    ? `AND (${key}) > ($${parameters.push(after.at)}::timestamptz, $${parameters.push(after.idx)}::bigint)`
    : '';
  const rows = await reading.query<EntryRow & { at: string }>(
    `SELECT ${ENTRY}, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at
       ${from} WHERE ${condition} ${seek} ORDER BY ${key} LIMIT $${parameters.push(limit + 1)}`,
    parameters,
  );
  const page = order.page(rows, limit, (row) => ({ at: row.at, idx: row.idx }));
  const events = page.items.map(eventFrom);
  const items = await Promise.all(events.map(async (event) => itemOf(event, await payloadOf(event, keys))));
  return { complete: await wholeIndex(reading, size), items, next: page.next };
};

/** By what events are counted, and where it stands. */
const GROUPS = {
  type: 'e.type',
  service: 'l.src',
  role: 'e.role',
  actor: 'e.actor',
  policy: 'e.policy',
  reason: 'e.reason',
  outcome: `e.data->>'outcome'`,
} as const;
export type Grouping = keyof typeof GROUPS;
export const GROUPINGS = Object.keys(GROUPS) as readonly Grouping[];

/** Events that have one thing in common. */
export interface EventGroup {
  /** Null for those that have none. */
  readonly value: string | null;
  readonly count: number;
  /** When the first and the last of them were recorded. */
  readonly from: string;
  readonly to: string;
}

/** No answer has more groups. */
const MOST_GROUPS = 200;

/** How many events match, by what they have in common: most first. */
export const groups = async (
  reading: Reading,
  size: number,
  wanted: Wanted,
  by: Grouping,
): Promise<Found<EventGroup>> => {
  const parameters: unknown[] = [];
  const byPolicy = wanted.policy !== undefined;
  const condition = conditionOf(wanted, byPolicy ? 'u.at' : 'e.at', parameters);
  const rows = await reading.query<{ value: string | null; count: number; since: Date; until: Date }>(
    `SELECT left(${GROUPS[by]}, 200) AS value, count(*)::int AS count, min(e.at) AS since, max(e.at) AS until
       FROM ${byPolicy ? 'ledger.policy_use u JOIN ledger.entry e USING (idx)' : 'ledger.entry e'}
       JOIN ledger.log_entry l USING (idx) WHERE ${condition}
      GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST_GROUPS}`,
    parameters,
  );
  const items = rows.map(({ value, count, since, until }) => ({
    ...{ value, count, from: since.toISOString(), to: until.toISOString() },
  }));
  return { complete: await wholeIndex(reading, size), items };
};
