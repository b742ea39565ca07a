import type { StageResultPublished, StageResultRowsPublished } from '@jejak/contracts/recruitment';
import type { EventStore } from '@jejak/event-store';
import { ADMIN_COLUMNS, publishedAdminRows } from '../admin-result/admin-file';
import { recordedAdminParts } from '../admin-result/admin-results';
import { ROWS_PER_PART } from '../ranking/digest';
import { recordedParts } from '../ranking/recorded-ranking';
import { publishedRows, resultColumns } from './result-file';

/** What a part of a published result says beside what holds for the whole list. */
export type PublishedPart = Pick<
  StageResultRowsPublished['data'],
  'part' | 'parts' | 'policies' | 'seats' | 'rows' | 'columns' | 'r'
>;

async function* adminParts(store: EventStore, adminResultId: string): AsyncGenerator<PublishedPart> {
  for await (const { data } of recordedAdminParts(store, adminResultId)) {
    const { part, parts, policies, count, rows } = data;
    const r = publishedAdminRows(rows);
    yield { part, parts, policies, seats: null, rows: count, columns: ADMIN_COLUMNS, r };
  }
}

async function* rankedParts(store: EventStore, rankingId: string): AsyncGenerator<PublishedPart> {
  for await (const { data } of recordedParts(store, rankingId)) {
    const { part, parts, policies, seats, count, rows } = data;
    const r = publishedRows(rows, (part - 1) * ROWS_PER_PART + 1);
    yield { part, parts, policies, seats, rows: count, columns: resultColumns(rows[0]), r };
  }
}

/** The parts of what a publication names, as they are published. */
export const publishedParts = (
  store: EventStore,
  { rankingId, adminResultId }: Pick<StageResultPublished['data'], 'rankingId' | 'adminResultId'>,
): AsyncGenerator<PublishedPart> => {
  if (rankingId !== null) return rankedParts(store, rankingId);
  if (adminResultId !== undefined) return adminParts(store, adminResultId);
  throw new Error('A published result names a ranking or an ADMIN result.');
};
