import { NotFound } from '@jejak/kernel';
import { type Found, wholeIndex } from '../answer/answers';
import { type Item, itemOf } from '../history/item';
import { ENTRY, type EntryRow, eventFrom, FROM_ENTRIES, type Reading } from '../history/logged-event';
import { payloadOf } from '../history/payload';

/** So many events of a case are drawn. */
const MOST = 500;

/** How one thing led to another. */
export interface Edge {
  readonly kind: 'caused' | 'read' | 'governed' | 'corrects';
  /** An event, a stream's version (`plan-…@3`), a policy version, or the id of a command. */
  readonly from: string;
  /** An event. */
  readonly to: string;
  /** Index of what it comes from in the log; null where the log does not have it: a command, a gap, a policy version. */
  readonly index: number | null;
  /** Of a version that was read: whether the log has it with the hash that the decision names. */
  readonly same: boolean | null;
}

export interface CaseGraph {
  readonly case: string;
  /** In the order of the log. */
  readonly events: readonly Item[];
  readonly edges: readonly Edge[];
  /** Causes that are neither an event of the log nor the command that began the case: what they were is not recorded here. */
  readonly missing: readonly string[];
  readonly truncated: boolean;
}

interface ReadRow {
  readonly stream: string;
  readonly ver: number;
  readonly idx: string;
  readonly event_hash: Buffer;
}

/** Question 13: everything of one case as a graph. Over many persons: personal fields stay closed. @throws NotFound CASE_NOT_FOUND */
export const caseGraph = async (reading: Reading, size: number, corr: string): Promise<Found<CaseGraph>> => {
  const rows = await reading.query<EntryRow>(
    `SELECT ${ENTRY} ${FROM_ENTRIES} WHERE e.corr = $1 ORDER BY idx LIMIT $2`,
    [corr, MOST + 1],
  );
  if (rows.length === 0) throw new NotFound('CASE_NOT_FOUND', 'The log has no event of this case.');
  const events = rows.slice(0, MOST).map(eventFrom);
  const inputs = events.flatMap(({ core }) => core.inputs ?? []);
  const versions = await reading.query<ReadRow>(
    `SELECT l.stream, l.ver, idx, e.event_hash ${FROM_ENTRIES}
      WHERE (l.stream, l.ver) IN (SELECT * FROM unnest($1::text[], $2::int[]))`,
    [inputs.map(({ stream }) => stream), inputs.map(({ ver }) => ver)],
  );
  const named = events.flatMap(({ core, data }) => [core.cause, data?.correctsEventId]);
  const causes = await reading.query<{ event_id: string; idx: string }>(
    'SELECT event_id::text, idx FROM ledger.entry WHERE event_id::text = ANY ($1::text[]) AND event_id = ANY ($2::uuid[])',
    [named.filter((id) => typeof id === 'string'), named.filter(isId)],
  );
  const indexOf = new Map(causes.map(({ event_id: id, idx }) => [id, Number(idx)]));
  const edges = events.flatMap(({ core, data }): Edge[] => {
    const to = core.id;
    const found = (stream: string, ver: number) =>
      versions.find((one) => one.stream === stream && one.ver === ver);
    const corrects = data?.correctsEventId;
    return [
      ...(core.cause === null ? [] : [edge('caused', core.cause, to, indexOf.get(core.cause) ?? null)]),
      ...(isId(corrects) ? [edge('corrects', corrects, to, indexOf.get(corrects) ?? null)] : []),
      ...(core.inputs ?? []).map(({ stream, ver, hash }) => {
        const read = found(stream, ver);
        const same = read ? read.event_hash.toString('base64url') === hash : null;
        return { ...edge('read', `${stream}@${ver}`, to, read ? Number(read.idx) : null), same };
      }),
      ...(core.policy === null ? [] : [edge('governed', core.policy, to, null)]),
    ];
  });
  const unknown = new Set(
    edges.flatMap(({ kind, from, index }) => (kind === 'caused' && index === null ? [from] : [])),
  );
  // What a person or a timer told the service to do begins a case, and is no event.
  if (events[0].core.cause !== null) unknown.delete(events[0].core.cause);
  unknown.delete(corr);
  const shown = await Promise.all(events.map(async (event) => itemOf(event, await payloadOf(event, null))));
  const graph: CaseGraph = {
    ...{ case: corr, events: shown, edges, missing: [...unknown].sort(), truncated: rows.length > MOST },
  };
  return { complete: await wholeIndex(reading, size), items: [graph], about: events };
};

const edge = (kind: Edge['kind'], from: string, to: string, index: number | null): Edge => ({
  ...{ kind, from, to, index, same: null },
});

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
