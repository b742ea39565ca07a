import type { Found } from '../answer/answers';
import { foundEvents } from '../check/found-events';
import type { Span } from '../check/period';
import type { Reading } from '../history/logged-event';

/**
 * Question 5: what a supervisor did to people who were their subordinates when it was done: the relation is that which the log had by the time
 * of each act, and that held on its legal date. @param supervisor UUID, and pseudonym
 */
export const actsOnSubordinates = (
  reading: Reading,
  size: number,
  supervisor: { readonly id: string; readonly pseudonym: string },
  { since, before }: Span,
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Found<object>> =>
  foundEvents<{ since: string }>(
    reading,
    size,
    {
      columns: 'relation.since',
      joins: `CROSS JOIN LATERAL (
        SELECT r.data->>'from' AS since, r.data->>'supervisorId' AS supervisor FROM ledger.entry r
         WHERE r.subject = e.subject AND r.name = 'SupervisorAssigned' AND r.at <= e.at
           AND r.data->>'from' <= to_char(e.at AT TIME ZONE 'Asia/Jakarta', 'YYYY-MM-DD')
         ORDER BY r.data->>'from' DESC, r.idx DESC LIMIT 1) relation`,
      where: `e.actor = $1 AND relation.supervisor = $2 AND e.at >= $3::timestamptz AND e.at < $4::timestamptz
        AND e.name NOT IN ('FileRead', 'LogRead')`,
      values: [supervisor.pseudonym, supervisor.id, since, before],
      show: (act, { since: from }) => ({ subordinate: act.subject, relationSince: from, act }),
    },
    paging,
  );
