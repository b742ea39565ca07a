import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Cell, Rows } from './cells';

/** A sheet has no more rows, and a cell no more characters: spreadsheets take such a file for a broken one. */
const MOST_ROWS = 1_048_576;
const MOST_CHARACTERS = 32_767;

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const relation = (kind: string, target: string): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/${kind}" Target="${target}"/></Relationships>`;

/** What is in a workbook beside its rows. @source ECMA-376 part 1, 12.2 and 18.2 */
const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/></Types>`,
  '_rels/.rels': relation('officeDocument', 'xl/workbook.xml'),
  'xl/workbook.xml': `${XML}<workbook xmlns="${SHEETS}" xmlns:r="${OFFICE}"><sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': relation('worksheet', 'worksheets/sheet1.xml'),
};

/** XML has no place for these, in any writing. */
const NO_XML = /[^\P{Cc}\t\n\r]|\p{Surrogate}|[\uFFFE\uFFFF]/gu;

const xmlText = (text: string): string => {
  const whole = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
  return (
    whole
      .replace(NO_XML, '\uFFFD')
      // A spreadsheet reads `_x0041_` as the letter A.
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('\r', '&#13;')
  );
};

const xmlCell = (cell: Cell): string => {
  if (cell === null) return '<c/>';
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  // A text in the line is never run as a formula, whatever it begins with.
  return `<c t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`;
};

const xmlRow = (cells: readonly Cell[]): string => `<row>${cells.map(xmlCell).join('')}</row>`;

async function* sheet(header: readonly Cell[], pages: Rows): AsyncGenerator<string> {
  yield `${XML}<worksheet xmlns="${SHEETS}"><sheetData>${xmlRow(header)}`;
  let rows = 1;
  for await (const page of pages) {
    rows += page.length;
    if (rows > MOST_ROWS) throw new RangeError(`a sheet has no place for more than ${MOST_ROWS} rows`);
    if (page.length > 0) yield page.map(xmlRow).join('');
  }
  yield '</sheetData></worksheet>';
}

/**
 * Rows as a workbook (XLSX) of one sheet, packed while it is read from `pages`, which is only as fast as it is taken.
 * The stream breaks off where there are more rows than a sheet has place for.
 */
export const workbookFile = (header: readonly Cell[], pages: Rows): Readable => {
  const zip = new ZipFile();
  // What it gives is a PassThrough; its type says less.
  const file = zip.outputStream as Readable;
  zip.on('error', (fault: Error) => file.destroy(fault));
  for (const [name, content] of Object.entries(PARTS)) zip.addBuffer(Buffer.from(content), name);
  zip.addReadStreamLazy('xl/worksheets/sheet1.xml', (take) => {
    const rows = Readable.from(sheet(header, pages));
    // The archive does not listen for what goes wrong with what it packs: unheard, it would end the process.
    rows.once('error', (fault) => file.destroy(fault));
    file.once('close', () => rows.destroy());
    take(null, rows);
  });
  zip.end();
  return file;
};
