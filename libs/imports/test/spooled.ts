import type { IncomingUpload } from '@jejak/http';
import { Readable } from 'node:stream';
import { type RowFault, tableOf, type TableRow } from '../src/csv/table';
import { spool } from '../src/spool';

/** An upload of these bytes. */
export const uploadOf = (content: Buffer): IncomingUpload => ({
  content: Readable.from([content]),
  mediaType: 'text/csv',
  sha256: () => '0'.repeat(64),
  size: () => content.length,
});

/** The rows of a file with these columns, as every import would read them. */
export const rowsIn = async (
  content: Buffer,
  columns: readonly string[],
  sheet?: string,
): Promise<(TableRow<string> | RowFault)[]> => {
  const file = await spool(uploadOf(content), sheet);
  try {
    const rows: (TableRow<string> | RowFault)[] = [];
    for await (const row of tableOf(file.content(), [columns], 100_000)) rows.push(row);
    return rows;
  } finally {
    await file.discard();
  }
};
