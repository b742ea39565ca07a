import { type Complete, type Found, gapsOfSources } from '../answer/answers';
import type { Span } from '../check/period';
import type { Reading } from '../history/logged-event';

interface SourceRow {
  readonly src: string;
  readonly entries: number;
  readonly heartbeats: number;
  readonly silences: number;
  readonly longest: string | null;
  readonly p50: string | null;
  readonly p95: string | null;
  readonly slowest: string | null;
  readonly ahead: string | null;
  readonly rejected: number;
}

/**
 * Question 25: whether the system was complete and on time. By the clock of the machine that logged: a simulated business clock says nothing of
 * how long anything took, and then lags and skews are those of that clock. @param silenceSeconds that are too many between heartbeats
 */
export const assurance = async (
  reading: Reading,
  size: number,
  { since, before }: Span,
  sources: readonly string[],
  silenceSeconds: number,
): Promise<Found<object>> => {
  const rows = await reading.query<SourceRow>(
    `WITH logged AS (
       SELECT l.src, e.name, e.at, e.logged_at, e.payload,
              CASE WHEN e.name = 'Heartbeat'
                   THEN extract(epoch FROM e.logged_at - lag(e.logged_at) OVER (PARTITION BY l.src, e.name ORDER BY e.logged_at)) END AS since
         FROM ledger.entry e JOIN ledger.log_entry l USING (idx)
        WHERE e.logged_at >= $1::timestamptz AND e.logged_at < $2::timestamptz)
     SELECT n.src, count(g.src)::int AS entries, (count(*) FILTER (WHERE g.name = 'Heartbeat'))::int AS heartbeats,
            (count(*) FILTER (WHERE g.since > $4))::int AS silences, round(max(g.since)::numeric, 3)::text AS longest,
            round(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM g.logged_at - g.at))::numeric, 3)::text AS p50,
            round(percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM g.logged_at - g.at))::numeric, 3)::text AS p95,
            round(max(extract(epoch FROM g.logged_at - g.at))::numeric, 3)::text AS slowest,
            round(greatest(0, max(extract(epoch FROM g.at - g.logged_at)))::numeric, 3)::text AS ahead,
            (count(*) FILTER (WHERE g.payload <> 'opens'))::int AS rejected
       FROM unnest($3::text[]) AS n(src) LEFT JOIN logged g USING (src) GROUP BY n.src ORDER BY n.src`,
    [since, before, [...sources], silenceSeconds],
  );
  const alarms = await reading.query<{ source: string; kind: string; status: string; count: number }>(
    `SELECT source, kind, status, count(*)::int AS count FROM rm.integrity_alarm
      WHERE raised_at >= $1::timestamptz AND raised_at < $2::timestamptz
      GROUP BY source, kind, status ORDER BY source, kind, status`,
    [since, before],
  );
  const compared = await reading.query<{
    source: string;
    status: string;
    endedAt: Date;
    differences: number | null;
  }>(
    `SELECT DISTINCT ON (source) source, status, ended_at AS "endedAt", differences::float8 AS differences
       FROM rm.reconciliation WHERE ended_at >= $1::timestamptz AND ended_at < $2::timestamptz
      ORDER BY source, ended_at DESC`,
    [since, before],
  );
  const [heads] = await reading.query<{ leaves: number; witnessed: number; alone: string }>(
    `SELECT count(*)::int AS leaves, count(cosigned)::int AS witnessed,
            coalesce(round(sum(extract(epoch FROM until - sealed_at)) FILTER (WHERE cosigned IS NULL)::numeric / 60, 2), 0)::text AS alone
       FROM (SELECT sealed_at, cosigned, coalesce(lead(sealed_at) OVER (ORDER BY idx), sealed_at) AS until
               FROM ledger.heads_leaf) h
      WHERE sealed_at >= $1::timestamptz AND sealed_at < $2::timestamptz`,
    [since, before],
  );
  const items = [
    ...rows.map(({ src, entries, heartbeats, silences, longest, p50, p95, slowest, ahead, rejected }) => ({
      ...{ source: src, entries, rejected },
      heartbeats: { count: heartbeats, gaps: silences, longestSeconds: longest },
      lagSeconds: { p50, p95, max: slowest },
      clockAheadSeconds: ahead,
      alarms: alarms.filter(({ source }) => source === src).map(({ source: _, ...alarm }) => alarm),
      store: compared.find(({ source }) => source === src) ?? null,
    })),
    {
      source: 'log',
      headsLeaves: heads.leaves,
      witnessed: heads.witnessed,
      unwitnessedMinutes: heads.alone,
    },
  ];
  const complete: Complete = {
    ...{ scope: 'index', from: size === 0 ? -1 : 0, to: size - 1 },
    gaps: await gapsOfSources(reading),
  };
  return { complete, items };
};
