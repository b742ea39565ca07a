import { Malformed } from '@jejak/kernel';
import type { Archive } from './archive';
import { scanXml, workbookInvalid } from './xml';

/** Where in an archive what stands of one sheet. */
export interface SheetParts {
  readonly sheet: string;
  readonly sharedStrings: string | null;
  readonly styles: string | null;
  /** Days are counted from 1904 and not from 1900. */
  readonly from1904: boolean;
}

const MOST_SHEETS = 1_000;

interface Relation {
  /** The last word of its type, the same in both dialects of the standard: `worksheet`, `styles`. */
  readonly kind: string;
  readonly part: string;
}

const partOf = (archive: Archive, name: string): AsyncIterable<Buffer> => {
  const content = archive.part(name);
  if (!content) throw workbookInvalid();
  return content;
};

/** A target is relative to the folder of its source, or begins with a slash. */
const resolved = (folder: string, target: string): string => {
  const path: string[] = [];
  for (const step of (target.startsWith('/') ? target : `${folder}/${target}`).split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
};

const folderOf = (part: string): string => part.slice(0, Math.max(0, part.lastIndexOf('/')));

/** What a part refers to inside the archive, by id. What is outside is never opened. */
const relationsOf = async (archive: Archive, part: string): Promise<Map<string, Relation>> => {
  const folder = folderOf(part);
  const file = part.slice(part.lastIndexOf('/') + 1);
  const relations = new Map<string, Relation>();
  await scanXml(partOf(archive, `${folder === '' ? '' : `${folder}/`}_rels/${file}.rels`), {
    open: (name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) => {
      if (name !== 'Relationship' || mode === 'External') return;
      if (relations.size >= MOST_SHEETS * 4) throw workbookInvalid();
      relations.set(id, { kind: type.slice(type.lastIndexOf('/') + 1), part: resolved(folder, target) });
    },
  });
  return relations;
};

interface SheetEntry {
  readonly name: string;
  readonly relation: string;
  readonly visible: boolean;
}

/**
 * Finds a sheet: by its name, else the first that a person sees when they open the workbook.
 * @throws Malformed WORKBOOK_INVALID, WORKBOOK_MACROS, SHEET_NOT_FOUND
 */
export const sheetPartsOf = async (archive: Archive, wanted: string | undefined): Promise<SheetParts> => {
  const root = [...(await relationsOf(archive, '')).values()].find(({ kind }) => kind === 'officeDocument');
  if (!root) throw workbookInvalid();
  const relations = await relationsOf(archive, root.part);
  const kinds = [...relations.values()];
  if (kinds.some(({ kind }) => kind === 'vbaProject' || kind === 'xlMacrosheet'))
    throw new Malformed('WORKBOOK_MACROS', 'The workbook has macros.');
  const sheets: SheetEntry[] = [];
  let from1904 = false;
  await scanXml(partOf(archive, root.part), {
    open: (name, { name: title = '', id = '', state = 'visible', date1904 = 'false' }) => {
      if (name === 'workbookPr') from1904 = date1904 === '1' || date1904 === 'true';
      if (name !== 'sheet') return;
      if (sheets.length >= MOST_SHEETS) throw workbookInvalid();
      sheets.push({ name: title, relation: id, visible: state === 'visible' });
    },
  });
  // A chart on a sheet of its own has no rows.
  const tables = sheets.filter(({ relation }) => relations.get(relation)?.kind === 'worksheet');
  const chosen =
    wanted === undefined
      ? (tables.find(({ visible }) => visible) ?? tables.at(0))
      : tables.find(({ name }) => name === wanted);
  const part = chosen && relations.get(chosen.relation)?.part;
  if (part === undefined || !archive.has(part)) {
    if (wanted === undefined) throw workbookInvalid();
    throw new Malformed('SHEET_NOT_FOUND', 'The workbook has no sheet of this name.', { field: 'sheet' });
  }
  const single = (kind: string): string | null => kinds.find((found) => found.kind === kind)?.part ?? null;
  return { sheet: part, sharedStrings: single('sharedStrings'), styles: single('styles'), from1904 };
};
