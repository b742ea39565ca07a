import { stageResultRowsPublished } from '@jejak/contracts/recruitment';
import { naturalId, NotFound, streamOf } from '@jejak/kernel';
import { type AsnReceipt, disclose, proveField } from '@jejak/ledger';
import {
  ENTRY,
  type EntryRow,
  eventFrom,
  FROM_ENTRIES,
  type LoggedEvent,
  type Reading,
} from '../history/logged-event';

/** What a published row is asked for by. */
export interface RowAsked {
  readonly datasetId: string;
  /** Participant number. */
  readonly number: string;
  /** Version of the published list; left out: the newest. */
  readonly version?: number;
}

/** Parts of a list that are looked at: a list has 1,000 rows to a part. */
const MOST_PARTS = 1_000;

const noRow = (): NotFound =>
  new NotFound(
    'RESULT_ROW_NOT_FOUND',
    'The log has no published row of this participant number in this list.',
  );

/** As recruitment names them: a part of a published list has a stream of its own (docs/adr/0004). */
const partStream = (datasetId: string, version: number, part: number): string =>
  streamOf('result-rows', naturalId('result-rows', datasetId, String(version), String(part)));

const firstOf = async (reading: Reading, streams: readonly string[], having = 'true', value?: string) => {
  const rows = await reading.query<EntryRow>(
    `SELECT ${ENTRY} ${FROM_ENTRIES}
      WHERE l.stream = ANY ($1) AND l.ver = 1 AND e.name = $2 AND e.payload = 'opens' AND ${having} LIMIT 1`,
    [streams, stageResultRowsPublished.type, ...(value === undefined ? [] : [value])],
  );
  const [row] = rows;
  return row ? eventFrom(row) : null;
};

const newestVersion = async (reading: Reading, datasetId: string): Promise<number> => {
  let version = 0;
  while (await firstOf(reading, [partStream(datasetId, version + 1, 1)])) version++;
  return version;
};

/**
 * The part of a published list in which a participant's row stands.
 * @throws NotFound RESULT_ROW_NOT_FOUND
 */
export const publishedRow = async (
  reading: Reading,
  { datasetId, number, version: asked }: RowAsked,
): Promise<LoggedEvent> => {
  const version = asked ?? (await newestVersion(reading, datasetId));
  const first = await firstOf(reading, [partStream(datasetId, version, 1)]);
  const parts = Math.min(MOST_PARTS, Number(first?.data?.parts ?? 0));
  const streams = Array.from({ length: parts }, (_, i) => partStream(datasetId, version, i + 1));
  return rowIn(reading, streams, number);
};

const rowIn = async (reading: Reading, streams: readonly string[], number: string): Promise<LoggedEvent> => {
  const found = await firstOf(reading, streams, `e.data->'r' ? $3`, number);
  if (!found) throw noRow();
  return found;
};

/** One part of a published list, with the row of a participant in it. @throws NotFound RESULT_ROW_NOT_FOUND */
export const rowOfPart = (reading: Reading, stream: string, number: string): Promise<LoggedEvent> =>
  rowIn(reading, [stream], number);

/** What is said of the whole list stands beside the rows. */
const ROW = '/r/';

/**
 * What a participant keeps: that the row stands in the published list, and what holds for all of the list.
 * @param proof C2SP tlog-proof of the part
 * @source audit-ledger.md section 10
 */
export const receiptOf = (
  { leaf, data, opening }: LoggedEvent,
  number: string,
  proof: string,
  vkeys: AsnReceipt['vkeys'],
): AsnReceipt => {
  const fields = disclose(data ?? {}, opening);
  const at = (holds: (pointer: string) => boolean): number[] =>
    [...fields.keys()].filter((i) => {
      const field = fields[i];
      return 'p' in field && holds(field.p);
    });
  const [row] = at((pointer) => pointer === `${ROW}${number}`);
  return {
    ...{ format: 'asn-receipt/v1', leaf, proof, row: proveField(fields, row) },
    fields: at((pointer) => !pointer.startsWith(ROW)).map((i) => proveField(fields, i)),
    vkeys,
  };
};
