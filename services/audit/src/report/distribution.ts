import { PREDICATES } from '@jejak/contracts/performance';
import { type Found, wholeIndex } from '../answer/answers';
import type { Reading } from '../history/logged-event';

const MOST = 200;

interface Row {
  readonly unit: string;
  readonly staff: number;
  readonly counts: Readonly<Record<string, number>>;
}
interface Review {
  readonly unit: string;
  readonly id: string;
  readonly idx: string;
  readonly policies: string[];
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Question 17: how a year's predicates are spread over a unit as they stand now, against the pattern that each of its reviews was held
 * under. @param unit null: every unit
 */
export const distribution = async (
  reading: Reading,
  size: number,
  year: number,
  unit: string | null,
): Promise<Found<object>> => {
  const rows = await reading.query<Row>(
    `SELECT unit, sum(n)::int AS staff, jsonb_object_agg(coalesce(predicate, '?'), n) AS counts
       FROM (SELECT unit, predicate, count(*)::int AS n
               FROM (SELECT DISTINCT ON (l.stream) o.data->>'unitId' AS unit,
                            coalesce(e.data->>'predicate', e.data#>>'{new,predicate}') AS predicate
                       FROM ledger.entry o JOIN ledger.log_entry ol ON ol.idx = o.idx
                       JOIN ledger.log_entry l ON l.stream = ol.stream JOIN ledger.entry e ON e.idx = l.idx
                      WHERE o.name = 'EvaluationOpened' AND ol.src = 'performance' AND o.data->>'year' = $1
                        AND ($2::text IS NULL OR o.data->>'unitId' = $2)
                        AND e.name IN ('AnnualRated', 'RatingChangedInReview', 'ObjectionDecided', 'EvaluationFinalised')
                      ORDER BY l.stream, l.ver DESC) rated
              GROUP BY unit, predicate) counted
      WHERE unit IS NOT NULL GROUP BY unit ORDER BY unit LIMIT ${MOST}`,
    [String(year), unit],
  );
  const reviews = await reading.query<Review>(
    `SELECT e.data->>'unitId' AS unit, e.event_id AS id, e.idx, e.policies, e.data
       FROM ledger.entry e JOIN ledger.log_entry l USING (idx)
      WHERE e.name = 'DistributionReviewed' AND l.src = 'performance' AND e.data->>'year' = $1
        AND e.data->>'unitId' = ANY ($2::text[]) ORDER BY e.idx`,
    [String(year), rows.map((row) => row.unit)],
  );
  const items = rows.map(({ unit: unitId, staff, counts }) => ({
    ...{ unitId, year, staff },
    counts: Object.fromEntries(PREDICATES.map((predicate) => [predicate, counts[predicate] ?? 0])),
    reviews: reviews
      .filter((review) => review.unit === unitId)
      .map(({ id, idx, policies, data: { orgPredicate, warnings, exempt, before, after, changed } }) => ({
        ...{ id, index: Number(idx), policies, orgPredicate, exempt, before, after, changed },
        // What of the pattern was not met: a question to the leader, not a verdict.
        deviation: warnings,
      })),
  }));
  return { complete: await wholeIndex(reading, size), items };
};
