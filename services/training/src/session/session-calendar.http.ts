import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, keyset, type Page, ReadYourWrites } from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import { sessionList, type SessionRow } from './session.projection';
import { sessionStream } from './session.reading';
import { SessionsRequest } from './session.requests';
import { TITLE } from './session-title';
import { type Waiting, waitingList } from './waiting-list';

interface SessionView extends Omit<SessionRow, 'title' | 'status'> {
  /** An open session runs from its first day on, until it is complete. */
  readonly status: SessionRow['status'] | 'RUNNING';
  readonly title: string;
  readonly confirmed: number;
  readonly waiting: number;
  readonly version: number;
}

/** A place on the waiting list, as everybody sees it: by the seat's id, without the person. */
interface PlaceView extends Omit<Waiting, 'enrolmentId'> {
  readonly rank: number;
  readonly rule: string;
  /** Whether it is the caller's own. */
  readonly own: boolean;
}

/** On the legal date $1. */
const VIEW = `s.session_id as "sessionId", s.programme_id as "programmeId", s.edition, ${TITLE} as title, s.kind, s.state_programme as "stateProgramme",
  s.jp, s.components, s.competencies, s.capacity, s.mode, s.room, s.trainer_id as "trainerId", s.parts,
  s.starts_on::text as "startsOn", s.ends_on::text as "endsOn", s.cost_idr::float8 as "costIdr", s.version::int,
  case when s.status = 'OPEN' and s.starts_on <= $1::date then 'RUNNING' else s.status end as status,
  (select count(*)::int from rm.enrolment_list e where e.session_id = s.session_id and e.seat = 'CONFIRMED') as confirmed,
  (select count(*)::int from rm.enrolment_list e where e.session_id = s.session_id and e.seat = 'WAITLISTED') as waiting`;
const FROM = 'rm.session_list s join rm.programme_list p using (programme_id)';
const sessions = keyset('sessions', { startsOn: 'date', sessionId: 'uuid' });

/** The calendar of sessions, for everybody, and who waits for a seat. */
@Controller('sessions')
export class SessionCalendarController {
  constructor(
    private readonly db: DataSource,
    private readonly projections: Projections,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The calendar, in order of the first day. */
  @Get()
  @Requires('training:read-taught')
  @Exported('sessions', [
    'sessionId',
    'programmeId',
    'edition',
    'title',
    'kind',
    'stateProgramme',
    'jp',
    'competencies',
    'capacity',
    'confirmed',
    'waiting',
    'mode',
    'room',
    'trainerId',
    'startsOn',
    'endsOn',
    'costIdr',
    'status',
  ])
  async list(@Query() { cursor, limit, from, to, programmeId }: SessionsRequest): Promise<Page<SessionView>> {
    const after = sessions.after(cursor);
    const { date } = await this.rulebook.today(this.clock.now());
    const rows = await this.db.query<SessionView[]>(
      `select ${VIEW} from ${FROM}
       where ($2::date is null or s.ends_on >= $2) and ($3::date is null or s.starts_on <= $3)
         and ($4::uuid is null or s.programme_id = $4)
         and ($5::date is null or (s.starts_on, s.session_id) > ($5, $6::uuid))
       order by s.starts_on, s.session_id limit $7`,
      [
        ...[date, from ?? null, to ?? null, programmeId ?? null],
        ...[after?.startsOn ?? null, after?.sessionId ?? null, limit + 1],
      ],
    );
    return sessions.page(rows, limit, ({ startsOn, sessionId }) => ({ startsOn, sessionId }));
  }

  @Get(':id')
  @Requires('training:read-taught')
  async find(@Id() id: string, @ReadYourWrites() awaited?: Awaited): Promise<SessionView> {
    if (awaited)
      await this.projections.reached(sessionList, sessionStream(id), awaited.version, awaited.waitMs);
    const { date } = await this.rulebook.today(this.clock.now());
    const [row] = await this.db.query<SessionView[]>(`select ${VIEW} from ${FROM} where s.session_id = $2`, [
      ...[date, id],
    ]);
    if (!row) throw new NotFound('SESSION_NOT_FOUND', 'There is no such session.');
    return row;
  }

  /** Who waits, in order, and by which rule: for everybody, so that nobody is passed over unseen. */
  @Get(':id/waiting-list')
  @Requires('training:read')
  async waiting(@Id() id: string, @Context() { actor }: CommandContext): Promise<{ items: PlaceView[] }> {
    await this.find(id);
    const rows = await this.db.query<(Waiting & { employeeId: string })[]>(
      `select enrolment_id as "enrolmentId", employee_id as "employeeId", mandatory, improvement_plan as "improvementPlan",
         gap::text, jp_this_year as "jpThisYear",
         to_char(requested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "requestedAt"
       from rm.enrolment_list where session_id = $1 and seat = 'WAITLISTED'`,
      [id],
    );
    const items = waitingList(rows).map(({ who, rank, rule }) => {
      const { enrolmentId: _, employeeId, ...grounds } = who;
      return { rank, rule, own: employeeId === actor, ...grounds };
    });
    return { items: items.slice(0, 200) };
  }
}
