import { TooLarge } from '@jejak/kernel';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { CellFaults } from '../csv/table';
import { cellFaultOf, MAX_CELL } from '../csv/cells';
import { MAX_ROWS } from '../import-kind';
import { type Archive, openArchive } from './archive';
import { sheetPartsOf } from './parts';
import { sharedTextsOf } from './shared-texts';
import { rowsOf, type SheetRow } from './sheet';
import { stylesOf } from './styles';

/** Lines are written in pieces of about this many characters. */
const PIECE = 64 * 1024;

const quoted = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A row as a line of CSV, as wide as the header; a cell that has no text of its own is left empty and told by `fault`. */
const lineOf = ({ cells }: SheetRow, width: number, fault: (place: number, code: string) => void): string => {
  const texts: string[] = [];
  const last = Math.max(width - 1, ...cells.keys());
  for (let place = 0; place <= last; place++) {
    const cell = cells.get(place);
    const code = cell && ('code' in cell ? cell.code : cellFaultOf(cell.text));
    if (code) fault(place, code);
    texts.push(code || !cell || 'code' in cell ? '' : quoted(cell.text.slice(0, MAX_CELL)));
  }
  return texts.join(',');
};

async function* linesOf(archive: Archive, sheet: string | undefined, faults: Map<number, Fault>) {
  const parts = await sheetPartsOf(archive, sheet);
  const showsDay = await stylesOf(archive, parts.styles);
  const texts = await sharedTextsOf(archive, parts.sharedStrings);
  const content = archive.part(parts.sheet);
  let [line, width, piece] = [0, 0, ''];
  for await (const row of rowsOf(content ?? nothing(), { texts, showsDay, from1904: parts.from1904 })) {
    if (row.number > MAX_ROWS + 1)
      throw new TooLarge('TOO_MANY_ROWS', 'The file has too many rows.', { params: { limit: MAX_ROWS } });
    piece += '\n'.repeat(row.number - line - 1);
    line = row.number;
    piece += `${lineOf(row, width, (place, code) => {
      if (!faults.has(row.number)) faults.set(row.number, { place, code });
    })}\n`;
    if (line === 1) width = Math.max(...row.cells.keys()) + 1;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

type Fault = { readonly place: number; readonly code: string };

async function* nothing(): AsyncGenerator<Buffer> {}

/**
 * Writes a sheet of a workbook down as the CSV that a person would have typed, a line for each row of the sheet, so that whatever
 * reads a table of CSV reads a workbook. Cells that have no such text (a formula, an error, a number that lost digits) are told apart
 * from the file, where nobody can write them by hand.
 * @returns the first such cell of each line
 * @throws Malformed ARCHIVE_INVALID, WORKBOOK_INVALID, WORKBOOK_MACROS, SHEET_NOT_FOUND, CELLS_MERGED
 * @throws TooLarge WORKBOOK_TOO_LARGE, TOO_MANY_ROWS
 */
export const transcribe = async (
  workbook: string,
  csv: string,
  sheet: string | undefined,
): Promise<CellFaults> => {
  const archive = await openArchive(workbook);
  const faults = new Map<number, Fault>();
  try {
    await pipeline(linesOf(archive, sheet, faults), createWriteStream(csv, { mode: 0o600 }));
  } finally {
    archive.close();
  }
  return faults;
};
