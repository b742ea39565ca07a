import type { Archive } from './archive';
import { scanXml, workbookInvalid } from './xml';

/** Formats that every workbook has by number: days and times, the eastern ones among them. @source ECMA-376-1, 18.8.30 */
const DAYS_BY_NUMBER: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** What in a format is not of the number: quoted and escaped characters, colours and currencies, padding. */
const ASIDE = /"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi;

const isDayFormat = (code: string): boolean => /[dmyhs]/i.test(code.replace(ASIDE, ''));

const MOST_STYLES = 70_000;

/** Whether a cell of this style shows its number as a day. */
export type ShowsDay = (style: number) => boolean;

/** @throws Malformed WORKBOOK_INVALID */
export const stylesOf = async (archive: Archive, part: string | null): Promise<ShowsDay> => {
  if (part === null) return () => false;
  const content = archive.part(part);
  if (!content) throw workbookInvalid();
  const own = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCellFormats = false;
  await scanXml(content, {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'cellXfs') inCellFormats = true;
      const id = Number(numFmtId);
      if (name === 'numFmt') own.set(id, isDayFormat(formatCode));
      if (own.size > MOST_STYLES || styles.length > MOST_STYLES) throw workbookInvalid();
      if (name === 'xf' && inCellFormats)
        styles.push(own.get(id) ?? DAYS_BY_NUMBER.some(([from, to]) => id >= from && id <= to));
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return (style) => styles[style] ?? false;
};
