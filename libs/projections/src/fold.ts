import type { Recorded } from '@jejak/kernel';
import type { Projection } from './projection';

/** What a batch of events made of one row. */
export interface FoldedRow<Row extends object = object> {
  readonly key: readonly string[];
  /** Undefined where there was none. */
  readonly before: Row | undefined;
  /** Null where there is none any more. */
  readonly row: Row | null;
  /** The version, inside its stream, of the last event that touched it. */
  readonly version: number;
}

/** A row's key as one text, to find it by. */
export const rowId = (key: readonly string[]): string => JSON.stringify(key);

/** The keys of the rows that events touch, each once, sorted: locks are taken in this order. */
export const touchedKeys = (
  projection: Pick<Projection, 'keyOf'>,
  events: readonly Recorded[],
): (readonly string[])[] => {
  const keys = new Map<string, readonly string[]>();
  for (const event of events) {
    const key = projection.keyOf(event);
    keys.set(rowId(key), key);
  }
  return [...keys].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, key]) => key);
};

/** Folds events, in the order given, over the rows that exist; each touched row once in the result. Pure. */
export const foldBatch = <Row extends object>(
  projection: Projection<Row>,
  events: readonly Recorded[],
  existing: ReadonlyMap<string, Row>,
): FoldedRow<Row>[] => {
  const touched = new Map<string, FoldedRow<Row>>();
  for (const event of events) {
    const key = projection.keyOf(event);
    const id = rowId(key);
    const folded = touched.get(id);
    const before = folded ? folded.before : existing.get(id);
    const row = projection.fold((folded ? folded.row : before) ?? undefined, event);
    touched.set(id, { key, before, row, version: event.envelope.version });
  }
  return [...touched.values()];
};

/** A read model from its events alone, for specs: the rows in the order in which they were first touched. */
export const foldAll = <Row extends object>(
  projection: Projection<Row>,
  events: readonly Recorded[],
): Row[] => {
  const wanted = events.filter(({ envelope }) => projection.wants(envelope.eventType));
  const rows: Row[] = [];
  for (const { row } of foldBatch<Row>(projection, wanted, new Map())) if (row) rows.push(row);
  return rows;
};
