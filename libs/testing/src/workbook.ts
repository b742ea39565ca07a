import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** The parts of an archive, by name. */
export type WorkbookParts = Readonly<Record<string, string | Buffer>>;

/** An archive of these parts, as they are: a workbook, or what would be one. */
export const packed = async (parts: WorkbookParts): Promise<Buffer> => {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream);
};

const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

const relations = (...targets: readonly (readonly [id: string, kind: string, target: string])[]): string =>
  `<Relationships xmlns="${RELATIONS}">${targets
    .map(([id, kind, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`)
    .join('')}</Relationships>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A cell: a text as such, a number as a number, anything else as the XML that it is. */
type Cell = string | number | { readonly xml: string };

const cellOf = (cell: Cell): string => {
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  if (typeof cell === 'string') return `<c t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
  return cell.xml;
};

/**
 * A workbook of one sheet, or of more where `parts` add them, with the parts in `parts` put in the place of its own.
 * @param rows the first is the header
 */
export const workbookOf = (rows: readonly (readonly Cell[])[], parts: WorkbookParts = {}): Promise<Buffer> =>
  packed({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    '_rels/.rels': relations(['r1', 'officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(['r1', 'worksheet', 'worksheets/sheet1.xml']),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData>${rows
      .map((row) => `<row>${row.map(cellOf).join('')}</row>`)
      .join('')}</sheetData></worksheet>`,
    ...parts,
  });
