import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, IsLegalDate, keyset, type Page, PageRequest } from '@jejak/http';
import { type Clock, fixed, NotFound } from '@jejak/kernel';
import { readable, readerOf } from '@jejak/organisation';
import { CLOCK, FileAccess } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import { improvement } from './improvement';
import { reviewIndex } from './review-index';
import {
  type AnsweredComplaints,
  saidAndDone,
  type SaidAndDone,
  type ShownWeek,
  shownWeek,
  type WeekOfService,
} from './shown-figures';

class SpanRequest {
  @IsLegalDate() readonly from!: string;
  @IsLegalDate() readonly to!: string;
}

/** A published satisfaction index. */
interface PublishedIndex {
  readonly surveyId: string;
  readonly from: string;
  readonly to: string;
  readonly index: string;
  readonly band: string;
  readonly n: number;
  readonly elements: readonly object[];
  readonly datasetId: string;
}

const indices = keyset('unit-ikm', { to: 'date', surveyId: 'uuid' });

class WeeksRequest extends PageRequest {
  @IsLegalDate() readonly from!: string;
  @IsLegalDate() readonly to!: string;
}

const weekly = keyset('waiting-times', { week: 'date' });

interface WaitingTimes {
  /** A page of them, the earliest first. */
  readonly weeks: readonly ShownWeek[];
  readonly next: string | null;
  /** From the first week of the whole span that is shown to the last, of the medians, in percent; null with fewer than two. */
  readonly improvementPercent: string | null;
}

type Aspects = { readonly speed: string; readonly accuracy: string; readonly courtesy: string };

interface ReviewWall {
  readonly counted: number | 'SUPPRESSED';
  readonly aspects: Aspects | null;
  readonly index: string | null;
}

interface OfficerReviews {
  readonly officerId: string;
  readonly counted: number;
  readonly quarantined: number;
  readonly excluded: number;
  /** Means of the counted; null where they are so few that they point at people. */
  readonly aspects: Aspects | null;
  /** Null below the smallest sample. */
  readonly index: string | null;
}

interface Sums {
  readonly counted: number;
  readonly quarantined: number;
  readonly excluded: number;
  readonly score: string;
  readonly speed: string;
  readonly accuracy: string;
  readonly courtesy: string;
}

const COUNTED = `FILTER (WHERE r.status = 'COUNTED')`;
const SUMS = `(count(*) ${COUNTED})::int AS counted,
  (count(*) FILTER (WHERE r.status = 'QUARANTINED'))::int AS quarantined,
  (count(*) FILTER (WHERE r.status = 'EXCLUDED'))::int AS excluded,
  coalesce(sum(r.score) ${COUNTED}, 0)::text AS score,
  coalesce(round(avg(r.speed) ${COUNTED}, 4), 0)::text AS speed,
  coalesce(round(avg(r.accuracy) ${COUNTED}, 4), 0)::text AS accuracy,
  coalesce(round(avg(r.courtesy) ${COUNTED}, 4), 0)::text AS courtesy`;

const aspectsOf = ({ counted, speed, accuracy, courtesy }: Sums, minCell: number): Aspects | null =>
  counted < minCell
    ? null
    : { speed: fixed(speed, 2), accuracy: fixed(accuracy, 2), courtesy: fixed(courtesy, 2) };

/** What units and officers learn from those they serve, in numbers. @source domain.md 9.2, 9.3 */
@Controller()
export class ChartController {
  constructor(
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Median and p90 of the waiting time by week. */
  @Get('units/:id/waiting-times')
  @Requires('citizen:read-published')
  async waiting(
    @Id() unitId: string,
    @Query() { from, to, cursor, limit }: WeeksRequest,
  ): Promise<WaitingTimes> {
    const after = weekly.after(cursor);
    const minCell = await this.smallestCell();
    const rows = await this.db.query<WeekOfService[]>(
      `SELECT to_char(date_trunc('week', served_on), 'YYYY-MM-DD') AS week, count(*)::int AS n,
         round(percentile_cont(0.5) WITHIN GROUP (ORDER BY waiting_minutes)::numeric, 1)::text AS "medianMinutes",
         percentile_disc(0.9) WITHIN GROUP (ORDER BY waiting_minutes) AS "p90Minutes"
       FROM rm.service_event WHERE unit_id = $1 AND served_on BETWEEN $2 AND $3
         AND ($4::date IS NULL OR date_trunc('week', served_on) > $4::date)
       GROUP BY 1 ORDER BY 1 LIMIT $5`,
      [unitId, from, to, after?.week ?? null, limit + 1],
    );
    const { items, next } = weekly.page(rows, limit, ({ week }) => ({ week }));
    return {
      weeks: items.map((week) => shownWeek(week, minCell)),
      ...{ next, improvementPercent: await this.improvementOf(unitId, from, to, minCell) },
    };
  }

  /** Of the medians of the first and the last week in which enough were served to say how long they waited. */
  private async improvementOf(
    unitId: string,
    from: string,
    to: string,
    minCell: number,
  ): Promise<string | null> {
    const ends = await this.db.query<{ median: string }[]>(
      `WITH shown AS (
         SELECT date_trunc('week', served_on) AS week,
           round(percentile_cont(0.5) WITHIN GROUP (ORDER BY waiting_minutes)::numeric, 1)::text AS median
         FROM rm.service_event WHERE unit_id = $1 AND served_on BETWEEN $2 AND $3
         GROUP BY 1 HAVING count(*) >= $4)
       SELECT median FROM shown WHERE week IN (SELECT min(week) FROM shown UNION SELECT max(week) FROM shown) ORDER BY week`,
      [unitId, from, to, minCell],
    );
    return ends.length < 2 ? null : improvement(ends[0].median, ends[1].median);
  }

  /** The review wall of a unit: numbers, and only where they are of enough people. */
  @Get('units/:id/reviews')
  @Requires('citizen:read-published')
  async wall(@Id() unitId: string, @Query() { from, to }: SpanRequest): Promise<ReviewWall> {
    const [minCell, sums] = await Promise.all([this.smallestCell(), this.sums('unit_id', unitId, from, to)]);
    const few = sums.counted > 0 && sums.counted < minCell;
    return {
      counted: few ? 'SUPPRESSED' : sums.counted,
      aspects: aspectsOf(sums, minCell),
      index: few ? null : reviewIndex(sums.score, sums.counted, minCell),
    };
  }

  /** The published indices of a unit, newest first. */
  @Get('units/:id/ikm')
  @Requires('citizen:read-published')
  @Exported('unit-ikm', ['surveyId', 'from', 'to', 'index', 'band', 'n', 'elements', 'datasetId'])
  async ikm(@Id() unitId: string, @Query() { cursor, limit }: PageRequest): Promise<Page<PublishedIndex>> {
    const after = indices.after(cursor);
    const rows = await this.db.query<PublishedIndex[]>(
      `SELECT survey_id AS "surveyId", to_char(from_date, 'YYYY-MM-DD') AS "from", to_char(to_date, 'YYYY-MM-DD') AS "to",
         index_value::text AS index, band, n, elements, dataset_id AS "datasetId"
       FROM rm.survey
       WHERE unit_id = $1 AND status = 'published'
         AND ($2::date IS NULL OR to_date < $2 OR (to_date = $2 AND survey_id > $3::uuid))
       ORDER BY to_date DESC, survey_id LIMIT $4`,
      [unitId, after?.to ?? null, after?.surveyId ?? null, limit + 1],
    );
    return indices.page(rows, limit, ({ to, surveyId }) => ({ to, surveyId }));
  }

  /** What a unit was told and what it did: how many complaints were answered, by category, and how many of them had grounds. */
  @Get('units/:id/you-said-we-did')
  @Requires('citizen:read-published')
  async youSaid(
    @Id() unitId: string,
    @Query() { from, to }: SpanRequest,
  ): Promise<{ readonly items: readonly SaidAndDone[] }> {
    const minCell = await this.smallestCell();
    const rows = await this.db.query<AnsweredComplaints[]>(
      `SELECT category, count(*)::int AS answered, (count(*) FILTER (WHERE NOT groundless))::int AS "withGrounds",
         (count(*) FILTER (WHERE satisfied))::int AS satisfied
       FROM rm.complaint WHERE unit_id = $1 AND answered_at IS NOT NULL AND filed_on BETWEEN $2 AND $3
       GROUP BY category ORDER BY category`,
      [unitId, from, to],
    );
    return { items: saidAndDone(rows, minCell) };
  }

  /** The reviews of an officer as numbers: the own, the team's, or all, by role; never who wrote. */
  @Get('officers/:id/reviews')
  @Requires('citizen:read')
  async officer(
    @Id() officerId: string,
    @Query() { from, to }: SpanRequest,
    @Context() context: CommandContext,
  ): Promise<OfficerReviews> {
    const { date } = await this.rulebook.today(this.clock.now());
    const [known] = await this.db.query<object[]>(
      `SELECT 1 FROM rm.employee_file f WHERE f.employee_id = $4::uuid AND ${readable('f.employee_id')}`,
      [readerOf(context.actor), context.role, date, officerId],
    );
    if (!known) throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee for you to read of.');
    const [minCell, minSample, sums] = await Promise.all([
      this.smallestCell(),
      this.rulebook.smallestSample(date),
      this.sums('officer_id', officerId, from, to),
    ]);
    await this.access.record(officerId, 'citizen.reviews', context);
    const { counted, quarantined, excluded, score } = sums;
    const index = reviewIndex(score, counted, minSample);
    return { officerId, counted, quarantined, excluded, aspects: aspectsOf(sums, minCell), index };
  }

  private async sums(column: 'unit_id' | 'officer_id', id: string, from: string, to: string): Promise<Sums> {
    const [row] = await this.db.query<Sums[]>(
      `SELECT ${SUMS} FROM rm.review r WHERE r.${column} = $1 AND r.submitted_on BETWEEN $2 AND $3`,
      [id, from, to],
    );
    return row;
  }

  private async smallestCell(): Promise<number> {
    const { date } = await this.rulebook.today(this.clock.now());
    return (await this.rulebook.smallestCell(date)).rules;
  }
}
