import { COMPONENTS, type RankedStage, type RankingRow } from '@jejak/contracts/recruitment';
import { createHash } from 'node:crypto';
import type { RankingTableRow } from '../ranking/ranking.projection';

/** The columns of a published row after the participant number. `place` is the row's place in the file, from 1. */
export const RESULT_COLUMNS = 'place,rank,twk,tiu,tkp,skd,skb,final_score,tie_break,outcome';

/** The components of a vacancy without an SKD: those that it has not assessed stay empty. */
const ASSESSED = COMPONENTS.filter((kind) => kind !== 'CAT' && kind !== 'PSYCHOLOGICAL');

/** The columns of a row where there is no SKD. */
const COMPONENT_COLUMNS = [
  ...['place', 'rank', ...ASSESSED.map((kind) => kind.toLowerCase())],
  ...['final_score', 'tie_break', 'outcome'],
].join(',');

/** The columns of a ranking's file, as its first row says: a ranking of nobody has those of {@link RESULT_COLUMNS}. */
export const resultColumns = (first: Pick<RankingTableRow, 'total'> | undefined): string =>
  first && first.total === null ? COMPONENT_COLUMNS : RESULT_COLUMNS;

type PublishedValues = Omit<
  RankingTableRow,
  'rankingId' | 'applicationId' | 'participantNo' | 'gpa' | 'missed'
>;

/** One row as it is published: the values of {@link resultColumns}. None of them can hold a comma or a quote. */
export const publishedTableRow = (row: PublishedValues): string => {
  const { place, rank, twk, tiu, tkp, total, skb, final, tieBreakUsed, outcome, components } = row;
  const scores = total === null ? ASSESSED.map((kind) => components?.[kind]) : [twk, tiu, tkp, total, skb];
  return [place, rank, ...scores, final, tieBreakUsed, outcome].map((value) => value ?? '').join(',');
};

/** @param place from 1 */
const publishedRow = (row: RankingRow, place: number): string =>
  publishedTableRow({ ...row, components: row.components ?? null, place });

/** Rows by participant number. @param firstPlace of the first of them */
export const publishedRows = (rows: readonly RankingRow[], firstPlace: number): Record<string, string> =>
  Object.fromEntries(rows.map((row, index) => [row.participantNo, publishedRow(row, firstPlace + index)]));

/** @param first of the file's rows */
export const resultHeader = (first: Pick<RankingTableRow, 'total'> | undefined): string =>
  `participant,${resultColumns(first)}\r\n`;

/** One line of the published file. A participant number begins with a letter or digit, and needs no quotes. */
export const resultLine = (participantNo: string, row: string): string => `${participantNo},${row}\r\n`;

/** SHA-256 of the file that {@link resultHeader} and the lines, in order of the ranking, make up. */
export const resultFileSha256 = (rows: readonly RankingRow[]): string => {
  const hash = createHash('sha256').update(resultHeader(rows[0]));
  rows.forEach((row, index) => hash.update(resultLine(row.participantNo, publishedRow(row, index + 1))));
  return hash.digest('hex');
};

/** The lowest score that advances or is selected; null where nobody does, or where the seats are not known. */
export const cutOffOf = (stage: RankedStage, rows: readonly RankingRow[]): string | null => {
  // Nobody is left out by the SKB alone.
  if (stage === 'SKB') return null;
  const last = rows.findLast(({ outcome }) => outcome === (stage === 'SKD' ? 'PASSED' : 'SELECTED'));
  if (!last) return null;
  return stage === 'SKD' && last.total !== null ? String(last.total) : last.final;
};

/** How many advance or are selected; null where the seats are not known. */
export const advancingOf = (
  stage: RankedStage,
  rows: readonly RankingRow[],
  seats: number | null,
): number | null => {
  if (seats === null) return null;
  if (stage === 'SKB') return rows.length;
  return rows.filter(({ outcome }) => outcome === (stage === 'SKD' ? 'PASSED' : 'SELECTED')).length;
};
