import { type Complete, type Found, gapsOfSources } from '../answer/answers';
import type { Reading } from '../history/logged-event';
import { foundEvents } from './found-events';
import type { Span } from './period';

interface Paging {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Which approvals a rule is about, by the aggregate whose stream has both ends. */
export const SEPARATIONS = {
  'rater-approver': ['evaluation'],
  'reporter-verifier': ['measurement'],
  'drafter-approver': ['policy'],
  'proposer-approver': ['promotion', 'reward', 'exception'],
  'reporter-decider': ['violation', 'complaint'],
} as const;
export type Separation = keyof typeof SEPARATIONS;

/**
 * Question 10: who stood at both ends of an approval. Control C10 has looked at each second end, as far as its mark: what it found
 * is a fact of the log itself.
 */
export const separation = async (
  reading: Reading,
  size: number,
  { since, before }: Span,
  rule: Separation | undefined,
  paging: Paging,
): Promise<Found<object>> => {
  const aggregates = rule === undefined ? null : SEPARATIONS[rule].map((aggregate) => `${aggregate}-%`);
  const found = await foundEvents(
    reading,
    size,
    {
      where: `l.src = 'audit' AND e.name = 'ControlTripped' AND e.data->>'control' = 'C10'
        AND e.at >= $1::timestamptz AND e.at < $2::timestamptz
        AND ($3::text[] IS NULL OR EXISTS (
          SELECT FROM jsonb_array_elements_text(
              CASE WHEN jsonb_typeof(e.data->'objects') = 'array' THEN e.data->'objects' END) AS object WHERE object LIKE ANY ($3)))`,
      values: [since, before, aggregates],
      show: ({ id, at, data }) => ({
        ...{ id, at, objects: data.objects, people: data.people, events: data.refs },
      }),
    },
    paging,
  );
  const [mark] = await reading.query<{ next: string }>(
    `SELECT next FROM ledger.control_mark WHERE control = 'C10'`,
  );
  const to = Number((mark as { next: string } | undefined)?.next ?? 0) - 1;
  const complete: Complete = {
    scope: 'index',
    from: to < 0 ? -1 : 0,
    to,
    gaps: await gapsOfSources(reading),
  };
  return { ...found, complete };
};

/**
 * Question 21: acts under a duty that nobody had given their actor as the log knew it at that time, or whose time was over. Roles come from
 * the identity provider, of which the log knows nothing.
 */
export const rights = (
  reading: Reading,
  size: number,
  { since, before }: Span,
  paging: Paging,
): Promise<Found<object>> =>
  foundEvents(
    reading,
    size,
    {
      where: `e.role LIKE '%:%' AND e.at >= $1::timestamptz AND e.at < $2::timestamptz AND NOT EXISTS (
        SELECT FROM ledger.entry g
         WHERE g.subject = e.actor AND g.name = 'DutyAssigned' AND g.at <= e.at
           AND g.data->>'duty' = split_part(e.role, ':', 2)
           AND g.data->>'from' <= to_char(e.at AT TIME ZONE 'Asia/Jakarta', 'YYYY-MM-DD')
           AND coalesce(g.data->>'to', '9999-12-31') >= to_char(e.at AT TIME ZONE 'Asia/Jakarta', 'YYYY-MM-DD')
           AND NOT EXISTS (
             SELECT FROM ledger.entry x
              WHERE x.subject = e.actor AND x.name = 'DutyEnded' AND x.at <= e.at
                AND x.data->>'duty' = g.data->>'duty' AND x.data->>'from' = g.data->>'from'
                AND coalesce(x.data->>'scope', '') = coalesce(g.data->>'scope', '')
                AND x.data->>'to' < to_char(e.at AT TIME ZONE 'Asia/Jakarta', 'YYYY-MM-DD')))`,
      values: [since, before],
      show: (act) => ({ duty: act.role?.split(':')[1] ?? null, actor: act.actor, act }),
    },
    paging,
  );
