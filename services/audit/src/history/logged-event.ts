import type { Core } from '@jejak/ledger';
import type { PayloadCheck } from '../intake/arrival';
import type { LoggedEntry } from './verify-stream';

/** An entry of the log as the questions read it. What it says of itself is read from the leaf: that is what is hashed. */
export interface LoggedEvent extends LoggedEntry {
  readonly core: Core;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly personal: Buffer | null;
  readonly payload: PayloadCheck;
}

/** Runs a query inside the snapshot of one answer. */
export interface Reading {
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

export interface EntryRow {
  readonly idx: string;
  readonly leaf: Buffer;
  readonly hash: Buffer;
  readonly src: string;
  readonly pos: string;
  readonly stream: string;
  readonly ver: number;
  readonly event_hash: Buffer;
  readonly data: Record<string, unknown> | null;
  readonly opening: Buffer | null;
  readonly personal: Buffer | null;
  readonly payload: PayloadCheck;
}

/** The columns of {@link EntryRow}, from `ledger.log_entry l JOIN ledger.entry e USING (idx)`. */
export const ENTRY = `idx, l.leaf, l.hash, l.src, l.pos, l.stream, l.ver, e.event_hash, e.data, e.opening, e.personal, e.payload`;
export const FROM_ENTRIES = `FROM ledger.log_entry l JOIN ledger.entry e USING (idx)`;

export const eventFrom = (row: EntryRow): LoggedEvent => {
  const leaf = row.leaf.toString('utf8');
  const { core } = JSON.parse(leaf) as { core: Core };
  return {
    ...{
      index: Number(row.idx),
      leaf,
      leafHash: row.hash,
      src: row.src,
      pos: Number(row.pos),
      stream: row.stream,
    },
    ...{ version: row.ver, eventHash: row.event_hash, core, data: row.data },
    ...{ opening: row.opening, personal: row.personal, payload: row.payload },
  };
};

/** Events of a stream, in order of version. */
export const readStream = async (
  reading: Reading,
  stream: string,
  fromVersion: number,
  toVersion: number,
): Promise<LoggedEvent[]> => {
  const rows = await reading.query<EntryRow>(
    `SELECT ${ENTRY} ${FROM_ENTRIES} WHERE l.stream = $1 AND l.ver BETWEEN $2 AND $3 ORDER BY l.ver`,
    [stream, fromVersion, toVersion],
  );
  return rows.map(eventFrom);
};
