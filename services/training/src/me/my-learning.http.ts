import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, keyset, type Page, PageRequest } from '@jejak/http';
import type { Clock } from '@jejak/kernel';
import { readerOf } from '@jejak/organisation';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import type { LearningBalanceRow } from '../balance/learning-balance.projection';
import { shortfallOf } from '../balance/shortfall';
import { YearRequest } from '../request-formats';
import { Rulebook } from '../rules/rulebook';
import { TITLE } from '../session/session-title';

const OWN_SEATS = `select e.enrolment_id as "enrolmentId", e.session_id as "sessionId", ${TITLE} as title, s.kind, s.jp,
    s.starts_on::text as "startsOn", s.ends_on::text as "endsOn", s.status as "sessionStatus", e.seat, e.status, e.result, e.why,
    e.score::text, e.attendance::text, e.gain::text, e.retry_until::text as "retryUntil", e.serial,
    e.revoked_on is not null as revoked
  from rm.enrolment_list e join rm.session_list s using (session_id) join rm.programme_list p using (programme_id)
  where e.employee_id = $1 and extract(year from s.ends_on) = $2 order by s.starts_on, e.enrolment_id limit 200`;

/** Open sessions that close an own need which nobody has settled: the largest gap first, and why. */
const RECOMMENDED = `select s.session_id as "sessionId", ${TITLE} as title, s.jp, s.starts_on::text as "startsOn", n.competency,
    n.gap::text, n.indicator_weight::text as "indicatorWeight", n.source, n.improvement_plan as "improvementPlan"
  from rm.need_list n join rm.session_list s on s.competencies ? n.competency
    join rm.programme_list p on p.programme_id = s.programme_id
  where n.employee_id = $1 and n.status <> 'DECLINED' and s.status = 'OPEN' and s.starts_on > $2::date
    and not exists (select from rm.enrolment_list e where e.session_id = s.session_id and e.employee_id = $1
      and e.seat in ('CONFIRMED', 'WAITLISTED'))
    and not exists (select from rm.enrolment_list e join rm.session_list t using (session_id)
      where e.employee_id = $1 and t.programme_id = s.programme_id and e.result = 'PASSED')
  order by n.improvement_plan desc, n.gap * n.indicator_weight desc, s.starts_on, s.session_id limit 50`;

/** The team of $1 on $2: hours of the year $3, open needs and seats of each. */
const TEAM = `select f.employee_id as "employeeId", coalesce(b.credited, 0) as credited, b.jp_right as "right",
    (select coalesce(jsonb_agg(jsonb_build_object('needId', n.need_id, 'competency', n.competency, 'gap', n.gap::text,
       'status', n.status) order by n.gap desc, n.need_id), '[]')
     from rm.need_list n where n.employee_id = f.employee_id and n.status in ('IDENTIFIED', 'PRIORITISED')) as needs,
    (select count(*)::int from rm.enrolment_list e join rm.session_list s using (session_id)
     where e.employee_id = f.employee_id and e.seat = 'CONFIRMED' and s.status in ('SCHEDULED', 'OPEN')) as "seatsAhead",
    (select count(*)::int from rm.enrolment_list e join rm.session_list s using (session_id)
     where e.employee_id = f.employee_id and e.seat = 'WAITLISTED' and s.status in ('SCHEDULED', 'OPEN')) as waiting
  from rm.employee_file f left join rm.learning_balance b on b.employee_id = f.employee_id and b.year = $3
  where f.employee_id in (select rm.team_of($1::uuid, $2::date)) and ($4::uuid is null or f.employee_id > $4)
  order by f.employee_id limit $5`;

interface TeamRow {
  readonly employeeId: string;
  readonly credited: number;
  readonly right: number | null;
  readonly needs: readonly object[];
  readonly seatsAhead: number;
  readonly waiting: number;
}
interface TeamView extends TeamRow {
  /** Hours that are missing; null before the day from which they are shown, and where there is no right. */
  readonly shortfall: number | null;
}

export class TeamRequest extends PageRequest {
  /** Left out: this year. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(2000) @Max(2999) readonly year?: number;
}

const teams = keyset('team-learning', { employeeId: 'uuid' });

/** What concerns the caller: the own learning of a year, and, for a supervisor, the gaps of the team. */
@Controller()
export class MyLearningController {
  constructor(
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('me/learning')
  @Requires('training:read')
  async own(@Query() { year }: YearRequest, @Context() { actor }: CommandContext): Promise<object> {
    const { date, rules } = await this.rulebook.today(this.clock.now());
    const of = year ?? Number(date.slice(0, 4));
    const reader = readerOf(actor);
    const [[balance], enrolments, recommended] = await Promise.all([
      this.db.query<Pick<LearningBalanceRow, 'credited' | 'jpRight' | 'entries'>[]>(
        `select credited, jp_right as "jpRight", entries from rm.learning_balance where employee_id = $1 and year = $2`,
        [reader, of],
      ),
      this.db.query<object[]>(OWN_SEATS, [reader, of]),
      this.db.query<object[]>(RECOMMENDED, [reader, date]),
    ]);
    const {
      credited = 0,
      jpRight: right = null,
      entries = [],
    } = (balance as typeof balance | undefined) ?? {};
    const shortfall = shortfallOf({ year: of, right, credited }, date, rules.other.shortfallFrom);
    return { year: of, jp: { credited, right, shortfall, entries }, enrolments, recommended };
  }

  /** Of a supervisor: hours, open needs and seats of each of the team. */
  @Get('team/learning')
  @Requires('training:read')
  @Exported('team-learning', [
    'employeeId',
    'credited',
    'right',
    'shortfall',
    'needs',
    'seatsAhead',
    'waiting',
  ])
  async team(
    @Query() { cursor, limit, year }: TeamRequest,
    @Context() { actor }: CommandContext,
  ): Promise<Page<TeamView> & { readonly year: number }> {
    const { date, rules } = await this.rulebook.today(this.clock.now());
    const of = year ?? Number(date.slice(0, 4));
    const after = teams.after(cursor)?.employeeId ?? null;
    const rows = await this.db.query<TeamRow[]>(TEAM, [readerOf(actor), date, of, after, limit + 1]);
    const views = rows.map((row) => ({
      ...row,
      shortfall: shortfallOf({ year: of, ...row }, date, rules.other.shortfallFrom),
    }));
    return { year: of, ...teams.page(views, limit, ({ employeeId }) => ({ employeeId })) };
  }
}
