import { csvRow } from '@jejak/publication';
import { Readable } from 'node:stream';
import type { Cell, Rows } from './cells';

async function* lines(header: readonly Cell[], pages: Rows): AsyncGenerator<string> {
  yield csvRow(header);
  for await (const page of pages) if (page.length > 0) yield page.map(csvRow).join('');
}

/** Rows as CSV (RFC 4180, UTF-8), read from `pages` only as fast as it is taken. */
export const csvFile = (header: readonly Cell[], pages: Rows): Readable =>
  Readable.from(lines(header, pages));
