import type { Found } from '../answer/answers';
import { wholeIndex } from '../answer/answers';
import type { Reading } from '../history/logged-event';
import { foundEvents } from './found-events';
import type { Span } from './period';

/** Facts by which a rating is given or becomes another one. */
const RATINGS = ['AnnualRated', 'RatingChangedInReview', 'ObjectionDecided', 'EvaluationReopened'];
/** No list answers more rows than this. */
const MOST = 200;

interface Paging {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** The event that began the stream of `l`, where it opened an evaluation. */
const OPENED = `CROSS JOIN LATERAL (
  SELECT o.event_id AS opened, o.data AS opening_data FROM ledger.log_entry ol JOIN ledger.entry o ON o.idx = ol.idx
   WHERE ol.stream = l.stream AND ol.ver = 1 AND o.name = 'EvaluationOpened') first`;

/**
 * Question 4: ratings that were given, or became others, when the time to rate was over. Instants are compared as the texts that they are:
 * a payload may hold anything, and no text is too odd to compare.
 */
export const lateChanges = (
  reading: Reading,
  size: number,
  { since, before }: Span,
  paging: Paging,
): Promise<Found<object>> =>
  foundEvents<{ opened: string; deadline: string }>(
    reading,
    size,
    {
      columns: `first.opened, first.opening_data->>'overdueAt' AS deadline`,
      joins: OPENED,
      where: `l.src = 'performance' AND e.name = ANY ($1::text[]) AND e.at >= $2::timestamptz AND e.at < $3::timestamptz
        AND first.opening_data->>'overdueAt' < to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
      values: [RATINGS, since, before],
      show: (change, { opened, deadline }) => {
        const late = (Date.parse(change.at) - Date.parse(deadline)) / 3_600_000;
        return {
          ...{ deadline, deadlineEvent: opened, hoursLate: Number.isNaN(late) ? null : late.toFixed(2) },
          ...{ reason: change.reason, actor: change.actor, role: change.role, change },
        };
      },
    },
    paging,
  );

export interface BurstsWanted {
  /** Pseudonym. */
  readonly actor: string | null;
  readonly windowSeconds: number;
  /** So many acts inside one window make a cluster. */
  readonly min: number;
  /** Names of facts. */
  readonly names: readonly string[] | null;
  /** Only clusters with acts outside of these hours, `07:30` and `16:00` by the clocks of the city, or on a weekend. */
  readonly officeHours: readonly [from: string, to: string] | null;
}

interface BurstRow {
  readonly actor: string;
  readonly roles: string[];
  readonly since: Date;
  readonly until: Date;
  readonly acts: number;
  readonly most: number;
  readonly outside: number;
  readonly events: string[];
}

/** Question 11: acts of one person that came thick and fast, or outside office hours. What a service does by itself has no hours. */
export const bursts = async (
  reading: Reading,
  size: number,
  { since, before }: Span,
  { actor, windowSeconds, min, names, officeHours }: BurstsWanted,
): Promise<Found<object>> => {
  const [opens, closes] = officeHours ?? ['00:00', '24:00'];
  const rows = await reading.query<BurstRow>(
    `WITH acts AS (
       SELECT e.actor, e.role, e.at, e.event_id, e.idx,
              e.at - lag(e.at) OVER own > make_interval(secs => $5) AS is_first,
              count(*) OVER (PARTITION BY e.actor ORDER BY e.at RANGE make_interval(secs => $5) PRECEDING) AS within,
              extract(isodow FROM e.at AT TIME ZONE 'Asia/Jakarta') > 5
                OR (e.at AT TIME ZONE 'Asia/Jakarta')::time < $6::time
                OR (e.at AT TIME ZONE 'Asia/Jakarta')::time >= $7::time AS is_outside
         FROM ledger.entry e
        WHERE e.name = ANY ($1::text[]) AND e.at >= $2::timestamptz AND e.at < $3::timestamptz
          AND e.actor LIKE 'p\\_%' AND ($4::text IS NULL OR e.actor = $4)
       WINDOW own AS (PARTITION BY e.actor ORDER BY e.at, e.idx)),
     numbered AS (
       SELECT *, count(*) FILTER (WHERE is_first) OVER (PARTITION BY actor ORDER BY at, idx) AS cluster FROM acts)
     SELECT actor, array_agg(DISTINCT role) AS roles, min(at) AS since, max(at) AS until, count(*)::int AS acts,
            max(within)::int AS most, (count(*) FILTER (WHERE is_outside))::int AS outside,
            (array_agg(event_id ORDER BY at, idx))[1:${MOST}] AS events
       FROM numbered GROUP BY actor, cluster
     HAVING max(within) >= $8 AND (NOT $9 OR bool_or(is_outside))
      ORDER BY since, actor LIMIT ${MOST}`,
    [
      ...[names ?? RATINGS, since, before, actor, windowSeconds],
      ...[opens, closes, min, officeHours !== null],
    ],
  );
  const items = rows.map(({ since: from, until, ...row }) => ({
    ...{ ...row, from: from.toISOString(), to: until.toISOString() },
    outside: officeHours === null ? null : row.outside,
  }));
  return { complete: await wholeIndex(reading, size), items };
};

interface UniformRow {
  readonly unit: string;
  readonly year: string;
  readonly staff: number;
  readonly predicate: string;
  readonly scores: number;
  readonly raters: string[];
  readonly minutes: string;
  readonly events: string[];
}

/** Question 18: units all of whose staff were rated alike. @param min staff, fewer of whom say nothing */
export const uniformity = async (
  reading: Reading,
  size: number,
  year: number,
  min: number,
): Promise<Found<object>> => {
  const rows = await reading.query<UniformRow>(
    `SELECT r.unit, r.year, count(*)::int AS staff, min(r.predicate) AS predicate, count(DISTINCT r.score)::int AS scores,
            array_agg(DISTINCT r.actor) AS raters, round(extract(epoch FROM max(r.at) - min(r.at)) / 60, 2)::text AS minutes,
            (array_agg(r.event_id ORDER BY r.at))[1:${MOST}] AS events
       FROM (SELECT DISTINCT ON (l.stream) o.data->>'unitId' AS unit, o.data->>'year' AS year, e.event_id, e.at, e.actor,
                    coalesce(e.data->>'predicate', e.data#>>'{new,predicate}') AS predicate,
                    (SELECT c.data->>'composite' FROM ledger.log_entry cl JOIN ledger.entry c ON c.idx = cl.idx
                      WHERE cl.stream = l.stream AND cl.ver < l.ver AND c.name = 'RatingRecommended'
                      ORDER BY cl.ver DESC LIMIT 1) AS score
               FROM ledger.entry o JOIN ledger.log_entry ol ON ol.idx = o.idx
               JOIN ledger.log_entry l ON l.stream = ol.stream JOIN ledger.entry e ON e.idx = l.idx
              WHERE o.name = 'EvaluationOpened' AND ol.src = 'performance' AND o.data->>'year' = $1
                AND e.name IN ('AnnualRated', 'RatingChangedInReview')
              ORDER BY l.stream, l.ver DESC) r
      WHERE r.unit IS NOT NULL
      GROUP BY r.unit, r.year HAVING count(*) >= $2 AND count(DISTINCT r.predicate) = 1
      ORDER BY r.unit LIMIT ${MOST}`,
    [String(year), min],
  );
  const items = rows.map(({ unit: unitId, year: of, scores, ...row }) => ({
    ...{ unitId, year: Number(of), ...row },
    // One score for all of them is what was copied; several that lead to one predicate may be as they are.
    sameScore: scores === 1,
  }));
  return { complete: await wholeIndex(reading, size), items };
};
