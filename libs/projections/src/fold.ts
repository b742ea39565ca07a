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

/** A row's key as one text, to find it by. Keys of one projection all have the same number of parts. */
export const rowId = (key: readonly string[]): string => (key.length === 1 ? key[0] : JSON.stringify(key));

/** A row that events touch, and the events, in the order given. */
export interface TouchedRow {
  readonly id: string;
  readonly key: readonly string[];
  readonly events: Recorded[];
}

/** The rows that events touch, each once, in the order in which they are first touched. */
export const touchedRows = (
  projection: Pick<Projection, 'keyOf'>,
  events: readonly Recorded[],
): TouchedRow[] => {
  const rows = new Map<string, TouchedRow>();
  for (const event of events) {
    const key = projection.keyOf(event);
    const id = rowId(key);
    const row = rows.get(id);
    if (row) row.events.push(event);
    else rows.set(id, { id, key, events: [event] });
  }
  return [...rows.values()];
};

/** Folds the events of each row over what there is of it. Pure. */
export const foldRows = <Row extends object>(
  projection: Projection<Row>,
  touched: readonly TouchedRow[],
  existing: ReadonlyMap<string, Row>,
): FoldedRow<Row>[] =>
  touched.map(({ id, key, events }) => {
    const before = existing.get(id);
    let row: Row | null = before ?? null;
    for (const event of events) row = projection.fold(row ?? undefined, event);
    return { key, before, row, version: events[events.length - 1].envelope.version };
  });

/** A read model from its events alone, for specs: the rows in the order in which they were first touched. */
export const foldAll = <Row extends object>(
  projection: Projection<Row>,
  events: readonly Recorded[],
): Row[] => {
  const wanted = events.filter(({ envelope }) => projection.wants(envelope.eventType));
  const rows: Row[] = [];
  for (const { row } of foldRows<Row>(projection, touchedRows(projection, wanted), new Map()))
    if (row) rows.push(row);
  return rows;
};
