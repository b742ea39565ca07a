import { keyset } from '@jejak/http';
import { type Found, wholeIndex } from '../answer/answers';
import type { Span } from '../check/period';
import type { Reading } from '../history/logged-event';
import type { Paging } from '../search/search';

const order = keyset('audit-objections', { idx: 'integer' });

/** An objection, and what became of it. */
export interface ObjectionItem {
  readonly stream: string;
  readonly service: string;
  readonly filed: { readonly id: string; readonly index: number; readonly at: string };
  /** Null while it is not answered. */
  readonly answered: { readonly id: string; readonly index: number; readonly at: string } | null;
  /** `UPHELD`, `PARTLY`, `PARTLY_UPHELD`, `DISMISSED`; null while it is not answered. */
  readonly outcome: string | null;
  /** Hours from filing to answer, two decimals; until now while there is none. */
  readonly hours: string;
  /** The first instant at which an answer comes too late; null where the fact does not say. */
  readonly dueAt: string | null;
  /** Null where that cannot be told. */
  readonly late: boolean | null;
}

interface Row {
  readonly stream: string;
  readonly src: string;
  readonly id: string;
  readonly idx: string;
  readonly at: Date;
  readonly due: string | null;
  readonly answerId: string | null;
  readonly answerIdx: string | null;
  readonly answerAt: Date | null;
  readonly outcome: string | null;
  readonly hours: string;
}

/**
 * Question 16: objections of evaluations (keberatan) and of selections (sanggah) that were filed in a span, how long the answer took, and which it was.
 * @param now business time: an instant
 */
export const objections = async (
  reading: Reading,
  size: number,
  { since, before }: Span,
  now: string,
  { cursor, limit }: Paging,
): Promise<Found<ObjectionItem>> => {
  const rows = await reading.query<Row>(
    `SELECT l.stream, l.src, e.event_id AS id, e.idx, e.at, coalesce(e.data->>'overdueAt', e.data->>'answerDueAt') AS due,
            a.event_id AS "answerId", a.idx AS "answerIdx", a.at AS "answerAt",
            coalesce(a.data->>'outcome', CASE a.name WHEN 'ObjectionUpheld' THEN 'UPHELD' WHEN 'ObjectionPartlyUpheld' THEN 'PARTLY_UPHELD'
                                                     WHEN 'ObjectionDismissed' THEN 'DISMISSED' END) AS outcome,
            round(extract(epoch FROM coalesce(a.at, $3::timestamptz) - e.at)::numeric / 3600, 2)::text AS hours
       FROM ledger.entry e JOIN ledger.log_entry l USING (idx)
       LEFT JOIN LATERAL (
         SELECT x.event_id, x.idx, x.at, x.name, x.data FROM ledger.log_entry n JOIN ledger.entry x USING (idx)
          WHERE n.stream = l.stream AND n.ver > l.ver
            AND x.name IN ('ObjectionDecided', 'ObjectionUpheld', 'ObjectionPartlyUpheld', 'ObjectionDismissed')
          ORDER BY n.ver LIMIT 1) a ON true
      WHERE (l.src, e.name) IN (('performance', 'EvaluationObjected'), ('recruitment', 'ObjectionFiled'))
        AND e.at >= $1::timestamptz AND e.at < $2::timestamptz AND e.idx > $4::bigint
      ORDER BY e.idx LIMIT $5`,
    [since, before, now, order.after(cursor)?.idx ?? -1, limit + 1],
  );
  const page = order.page(rows, limit, ({ idx }) => ({ idx }));
  const items = page.items.map((row): ObjectionItem => ({
    ...{ stream: row.stream, service: row.src },
    filed: { id: row.id, index: Number(row.idx), at: row.at.toISOString() },
    answered:
      row.answerId === null || row.answerAt === null
        ? null
        : { id: row.answerId, index: Number(row.answerIdx), at: row.answerAt.toISOString() },
    ...{ outcome: row.outcome, hours: row.hours, dueAt: row.due },
    late: row.due === null ? null : (row.answerAt ?? new Date(now)) >= new Date(row.due),
  }));
  return { complete: await wholeIndex(reading, size), items, next: page.next };
};
