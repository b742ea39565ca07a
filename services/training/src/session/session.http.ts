import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, keyset, type Page, ReadYourWrites } from '@jejak/http';
import { naturalId, NotFound } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SessionCommand } from './session.commands';
import { session } from './session.decider';
import { sessionList, type SessionRow } from './session.projection';
import { enrolmentIdOf, SessionReading, sessionStream } from './session.reading';
import {
  NominateRequest,
  ReasonRequest,
  RefuseSeatRequest,
  ScheduleSessionRequest,
  SessionsRequest,
} from './session.requests';
import { type Waiting, waitingList } from './waiting-list';

interface SessionView extends SessionRow {
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

const VIEW = `s.session_id as "sessionId", s.programme_id as "programmeId", p.title, s.kind, s.state_programme as "stateProgramme",
  s.jp, s.components, s.competencies, s.capacity, s.mode, s.room, s.trainer_id as "trainerId", s.parts,
  s.starts_on::text as "startsOn", s.ends_on::text as "endsOn", s.cost_idr::float8 as "costIdr", s.status, s.version::int,
  (select count(*)::int from rm.enrolment_list e where e.session_id = s.session_id and e.seat = 'CONFIRMED') as confirmed,
  (select count(*)::int from rm.enrolment_list e where e.session_id = s.session_id and e.seat = 'WAITLISTED') as waiting`;
const FROM = 'rm.session_list s join rm.programme_list p using (programme_id)';
const sessions = keyset('sessions', { startsOn: 'date', sessionId: 'uuid' });

@Controller('sessions')
export class SessionController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly reading: SessionReading,
    private readonly projections: Projections,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('training:define')
  schedule(@Body() request: ScheduleSessionRequest, @Context() context: CommandContext): Promise<Appended> {
    const { programmeId, capacity, mode, room, trainerId, materials = [], parts, costIdr = 0 } = request;
    const sessionId = naturalId('session', context.commandId);
    const blocks = parts.map(({ on, from, to }) => ({ on, from, to }));
    const command: SessionCommand = {
      ...{ type: 'ScheduleSession', sessionId, programmeId, capacity, mode, room: room?.trim() ?? null },
      ...{ trainerId, materials, parts: blocks, costIdr },
    };
    return this.ask(sessionId, command, context);
  }

  @Post(':id/open-enrolment')
  @HttpCode(200)
  @Requires('training:define')
  open(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.ask(id, { type: 'OpenEnrolment' }, context);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Requires('training:define')
  cancel(
    @Id() id: string,
    @Body() { reason }: ReasonRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'CancelSession', reason }, context);
  }

  /** The supervisor asks for a seat for one of the team. */
  @Post(':id/nominate')
  @HttpCode(200)
  @Requires('training:nominate')
  nominate(
    @Id() id: string,
    @Body() { employeeId }: NominateRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.request(id, employeeId, true, context);
  }

  /** Asks for a seat for oneself. */
  @Post(':id/enrol')
  @HttpCode(200)
  @Requires('training:enrol')
  enrol(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.request(id, context.actor, false, context);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Requires('training:enrol')
  withdraw(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    const by = context.actor;
    return this.ask(id, { type: 'WithdrawSeat', by, enrolmentId: enrolmentIdOf(id, by) }, context, by);
  }

  /** The supervisor does not let one of the team go. */
  @Post(':id/refuse')
  @HttpCode(200)
  @Requires('training:nominate')
  refuse(
    @Id() id: string,
    @Body() { employeeId, reason = '' }: RefuseSeatRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const enrolmentId = enrolmentIdOf(id, employeeId);
    const command: SessionCommand = { type: 'RefuseSeat', by: context.actor, enrolmentId, reason };
    return this.ask(id, command, context, employeeId);
  }

  /** The calendar, in order of the first day. */
  @Get()
  @Requires('training:read')
  @Exported('sessions', [
    'sessionId',
    'programmeId',
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
    const rows = await this.db.query<SessionView[]>(
      `select ${VIEW} from ${FROM}
       where ($1::date is null or s.ends_on >= $1) and ($2::date is null or s.starts_on <= $2)
         and ($3::uuid is null or s.programme_id = $3)
         and ($4::date is null or (s.starts_on, s.session_id) > ($4, $5::uuid))
       order by s.starts_on, s.session_id limit $6`,
      [
        ...[from ?? null, to ?? null, programmeId ?? null],
        ...[after?.startsOn ?? null, after?.sessionId ?? null, limit + 1],
      ],
    );
    return sessions.page(rows, limit, ({ startsOn, sessionId }) => ({ startsOn, sessionId }));
  }

  @Get(':id')
  @Requires('training:read')
  async find(@Id() id: string, @ReadYourWrites() awaited?: Awaited): Promise<SessionView> {
    if (awaited)
      await this.projections.reached(sessionList, sessionStream(id), awaited.version, awaited.waitMs);
    const [row] = await this.db.query<SessionView[]>(`select ${VIEW} from ${FROM} where s.session_id = $1`, [
      id,
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

  private request(
    id: string,
    employeeId: string,
    nominated: boolean,
    context: CommandContext,
  ): Promise<Appended> {
    const enrolmentId = enrolmentIdOf(id, employeeId);
    const command = { by: context.actor, enrolmentId, employeeId, nominated };
    return this.ask(id, { type: 'RequestSeat', ...command }, context, employeeId);
  }

  private ask(
    id: string,
    command: SessionCommand,
    context: CommandContext,
    employeeId?: string,
  ): Promise<Appended> {
    const gather = this.reading.of(command, employeeId);
    return this.store.execute(session, sessionStream(id), command, context, gather);
  }
}
