import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, IsId, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { readable, readerOf } from '@jejak/organisation';
import { Projections } from '@jejak/projections';
import { CLOCK, FileAccess } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { IsOptional, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { serialOf } from '../certificate/serial';
import { ReasonRequest } from '../session/session.requests';
import { Rulebook } from '../rules/rulebook';
import type { AttendedPart, EnrolmentCommand } from './enrolment.commands';
import { enrolment } from './enrolment.decider';
import { enrolmentList, type EnrolmentRow } from './enrolment.projection';
import { EnrolmentReading, enrolmentStream } from './enrolment.reading';
import {
  ApplicationRequest,
  AssessmentRequest,
  AttendanceListRequest,
  AttendanceRequest,
  CertificateRequest,
  ChangeProjectRequest,
  RatingRequest,
} from './enrolment.requests';

export class EnrolmentsRequest extends PageRequest {
  @IsOptional() @IsId() @MaxLength(36) readonly sessionId?: string;
  @IsOptional() @IsId() @MaxLength(36) readonly employeeId?: string;
}

type EnrolmentView = EnrolmentRow & { readonly programmeId: string; readonly version: number };

const VIEW = `e.enrolment_id as "enrolmentId", e.session_id as "sessionId", s.programme_id as "programmeId",
  e.employee_id as "employeeId", e.unit_id as "unitId", e.nominated, e.seat, e.status, e.mandatory,
  e.improvement_plan as "improvementPlan", e.gap::text, e.jp_this_year as "jpThisYear",
  to_char(e.requested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "requestedAt", e.presence, e.result, e.why,
  e.score::text, e.attendance::text, e.gain::text, e.retry_until::text as "retryUntil", e.overdue, e.serial, e.sha256,
  e.issued_on::text as "issuedOn", e.revoked_on::text as "revokedOn", e.reaction, e.application, e.version::int`;
/** The trainer too, who may be from outside: of the sessions that they hold. */
const MAY_READ = `(${readable('e.employee_id')} or s.trainer_id = $1)`;
const enrolments = keyset('enrolments', { enrolmentId: 'uuid' });

@Controller('enrolments')
export class EnrolmentController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly reading: EnrolmentReading,
    private readonly rulebook: Rulebook,
    private readonly projections: Projections,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post(':id/attendance')
  @HttpCode(200)
  @Requires('training:teach')
  attendance(
    @Id() id: string,
    @Body() { sessionPart, present }: AttendanceRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.attended(id, [{ sessionPart, present }], context);
  }

  /** The attendance of one participant at several parts, as a list on paper has it. */
  @Post(':id/attendance-list')
  @HttpCode(200)
  @Requires('training:teach')
  attendanceList(
    @Id() id: string,
    @Body() { parts }: AttendanceListRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const listed = parts.map(({ sessionPart, present }) => ({ sessionPart, present }));
    return this.attended(id, listed, context);
  }

  @Post(':id/assess')
  @HttpCode(200)
  @Requires('training:teach')
  assess(
    @Id() id: string,
    @Body() { pre, post, theory, simulation, caseStudy, practice }: AssessmentRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const scores = Object.fromEntries(
      Object.entries({
        ...{ PRE: pre, POST: post, THEORY: theory, SIMULATION: simulation },
        ...{ CASE_STUDY: caseStudy, PRACTICE: practice },
      }).filter(([, score]) => score !== undefined),
    );
    const command = { type: 'RecordAssessment', by: context.actor, scores } as const;
    return this.ask(id, command, { ...context, duty: 'trainer' });
  }

  @Post(':id/decide-change-project')
  @HttpCode(200)
  @Requires('training:teach')
  changeProject(
    @Id() id: string,
    @Body() { accepted, reason = '' }: ChangeProjectRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { type: 'DecideChangeProject', by: context.actor, accepted, reason } as const;
    return this.ask(id, command, { ...context, duty: 'trainer' });
  }

  /** Gives the result, where everything is recorded; it is given by itself too. */
  @Post(':id/complete')
  @HttpCode(200)
  @Requires('training:complete')
  complete(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.ask(id, { type: 'CompleteEnrolment', when: 'ASKED' }, context);
  }

  @Post(':id/issue-certificate')
  @HttpCode(200)
  @Requires('training:certify')
  issue(
    @Id() id: string,
    @Body() { sha256 }: CertificateRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { type: 'IssueCertificate', by: context.actor, serial: serialOf(id), sha256 } as const;
    return this.ask(id, command, context);
  }

  @Post(':id/revoke-certificate')
  @HttpCode(200)
  @Requires('training:certify')
  revoke(
    @Id() id: string,
    @Body() { reason }: ReasonRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'RevokeCertificate', by: context.actor, reason }, context);
  }

  @Post(':id/react')
  @HttpCode(200)
  @Requires('training:evaluate')
  react(
    @Id() id: string,
    @Body() { rating }: RatingRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'GiveReaction', by: context.actor, rating }, context);
  }

  @Post(':id/rate-application')
  @HttpCode(200)
  @Requires('training:evaluate')
  rateApplication(
    @Id() id: string,
    @Body() { rating, observed }: ApplicationRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'RateApplication', by: context.actor, rating, observed }, context);
  }

  /** Enrolments that the caller may read. */
  @Get()
  @Requires('training:read-taught')
  @Exported('enrolments', [
    'enrolmentId',
    'sessionId',
    'programmeId',
    'employeeId',
    'unitId',
    'seat',
    'status',
    'nominated',
    'mandatory',
    'requestedAt',
    'result',
    'why',
    'score',
    'attendance',
    'gain',
    'retryUntil',
    'overdue',
    'serial',
    'issuedOn',
    'revokedOn',
  ])
  async list(
    @Query() { cursor, limit, sessionId, employeeId }: EnrolmentsRequest,
    @Context() context: CommandContext,
  ): Promise<Page<EnrolmentView>> {
    const { actor, role } = context;
    const after = enrolments.after(cursor);
    const { date } = await this.rulebook.today(this.clock.now());
    const rows = await this.db.query<EnrolmentView[]>(
      `select ${VIEW} from rm.enrolment_list e join rm.session_list s using (session_id)
       where ${MAY_READ} and ($4::uuid is null or e.session_id = $4) and ($5::uuid is null or e.employee_id = $5)
         and ($6::uuid is null or e.enrolment_id > $6)
       order by e.enrolment_id limit $7`,
      [
        ...[readerOf(actor), role, date, sessionId ?? null, employeeId ?? null],
        ...[after?.enrolmentId ?? null, limit + 1],
      ],
    );
    // The list of one person is their file.
    if (employeeId !== undefined && rows.length > 0)
      await this.access.record(employeeId, 'training.enrolments', context);
    return enrolments.page(rows, limit, ({ enrolmentId }) => ({ enrolmentId }));
  }

  @Get(':id')
  @Requires('training:read-taught')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<EnrolmentView> {
    if (awaited)
      await this.projections.reached(enrolmentList, enrolmentStream(id), awaited.version, awaited.waitMs);
    const { date } = await this.rulebook.today(this.clock.now());
    const [found] = await this.db.query<(EnrolmentView & { readonly taught: boolean })[]>(
      `select ${VIEW}, s.trainer_id = $1 as taught from rm.enrolment_list e join rm.session_list s using (session_id)
       where ${MAY_READ} and e.enrolment_id = $4`,
      [readerOf(context.actor), context.role, date, id],
    );
    if (!found) throw new NotFound('ENROLMENT_NOT_FOUND', 'There is no such enrolment for you to read.');
    const { taught, ...row } = found;
    const why = taught ? { purpose: 'teaching' } : {};
    await this.access.record(row.employeeId, 'training.enrolment', context, why);
    return row;
  }

  private attended(id: string, parts: readonly AttendedPart[], context: CommandContext): Promise<Appended> {
    const command = { type: 'RecordAttendance', by: context.actor, parts } as const;
    return this.ask(id, command, { ...context, duty: 'trainer' });
  }

  private async ask(id: string, command: EnrolmentCommand, context: CommandContext): Promise<Appended> {
    const gather = this.reading.of(id, await this.reading.sessionOf(id));
    return this.store.execute(enrolment, enrolmentStream(id), command, context, gather);
  }
}
