import { Malformed } from '@jejak/kernel';
import { type Found, wholeIndex } from '../answer/answers';
import { type Item, itemOf } from '../history/item';
import { ENTRY, type EntryRow, eventFrom, FROM_ENTRIES, type Reading } from '../history/logged-event';
import { payloadOf } from '../history/payload';

/** What a check reads beside the event itself. */
export interface Beside {
  readonly [column: string]: unknown;
}

export interface Wanted<Row extends Beside> {
  /** Columns beside the event. */
  readonly columns?: string;
  /** Joins, behind those of the event (`l`, `e`). */
  readonly joins?: string;
  readonly where: string;
  readonly values: readonly unknown[];
  readonly show: (item: Item, row: Row) => object;
}

const CURSOR = /^(0|[1-9]\d{0,15})$/;

/** The index behind which a page goes on. @throws Malformed CURSOR_INVALID */
export const indexIn = (cursor: string | undefined): number => {
  if (cursor === undefined) return -1;
  if (!CURSOR.test(cursor))
    throw new Malformed('CURSOR_INVALID', 'The cursor was not given by this list.', { field: 'cursor' });
  return Number(cursor);
};

/** Events that a check finds, a page at a time, in the order of the log. Over many persons: personal fields stay closed. */
export const foundEvents = async <Row extends Beside>(
  reading: Reading,
  size: number,
  { columns, joins = '', where, values, show }: Wanted<Row>,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Found<object>> => {
  const [after, most] = [`$${values.length + 1}`, `$${values.length + 2}`];
  const rows = await reading.query<EntryRow & Row>(
    `SELECT ${ENTRY}${columns === undefined ? '' : `, ${columns}`} ${FROM_ENTRIES} ${joins}
      WHERE ${where} AND idx > ${after} ORDER BY idx LIMIT ${most}`,
    [...values, indexIn(cursor), limit + 1],
  );
  const page = rows.slice(0, limit);
  const items = await Promise.all(
    page.map(async (row) => {
      const event = eventFrom(row);
      return show(itemOf(event, await payloadOf(event, null)), row);
    }),
  );
  return {
    ...{ complete: await wholeIndex(reading, size), items },
    next: rows.length > limit ? page[page.length - 1].idx : null,
  };
};
