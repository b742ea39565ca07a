import { isFault, type RowFault } from './csv/table';

/** A row as read, with its natural key and its values as one text. */
export interface KeyedRow<Value> {
  readonly row: number;
  readonly key: string;
  readonly values: string;
  readonly value: Value;
}

/** A row that stands in the file a second time, the same in everything. */
export interface DuplicateRow {
  readonly row: number;
  readonly duplicate: true;
}

export const isDuplicate = (row: object): row is DuplicateRow => 'duplicate' in row;

/**
 * Within one file a key stands once: the same row again is a duplicate, the same key with other values a fault.
 * @source domain.md 2.9
 */
export async function* distinctRows<Value>(
  rows: AsyncIterable<KeyedRow<Value> | RowFault>,
): AsyncGenerator<KeyedRow<Value> | DuplicateRow | RowFault> {
  const seen = new Map<string, string>();
  for await (const row of rows) {
    if (isFault(row)) {
      yield row;
      continue;
    }
    const before = seen.get(row.key);
    if (before === undefined) {
      seen.set(row.key, row.values);
      yield row;
    } else if (before === row.values) yield { row: row.row, duplicate: true };
    else yield { row: row.row, code: 'IMPORT_MISMATCH' };
  }
}

/** Groups what an iterable gives. */
export async function* inChunks<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let chunk: Item[] = [];
  for await (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
