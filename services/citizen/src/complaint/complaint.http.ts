import { Requires } from '@jejak/auth';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, keyset, type Page, ReadYourWrites } from '@jejak/http';
import { NotFound } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { FileAccess } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ComplaintReaders, KNOWS_WHOM, READABLE } from './complaint-readers';
import { complaintList, type ComplaintRow } from './complaint.projection';
import {
  AnswerRequest,
  AssignRequest,
  DelegateRequest,
  ForwardRequest,
  QueueRequest,
  ReasonRequest,
  VerifyRequest,
} from './complaint.requests';
import { Complaints, complaintStream, type Words } from './complaints';
import { INSTANT } from './tracker.http';

type QueueRow = Omit<ComplaintRow, 'trackingKey' | 'steps'> & { readonly version: number };
type ComplaintView = QueueRow & Pick<ComplaintRow, 'steps'> & Words;

const ROW = `c.complaint_id AS "complaintId", c.unit_id AS "unitId", c.category, c.channel, c.named, c.class, c.status,
  c.about_employee_id AS "aboutEmployeeId", c.delegate_id AS "delegateId", ${INSTANT('c.filed_at')} AS "filedAt", to_char(c.filed_on, 'YYYY-MM-DD') AS "filedOn",
  ${INSTANT('c.verify_due_at')} AS "verifyDueAt", ${INSTANT('c.answer_due_at')} AS "answerDueAt",
  ${INSTANT('c.due_at')} AS "dueAt", ${INSTANT('c.closes_at')} AS "closesAt", ${INSTANT('c.answered_at')} AS "answeredAt",
  ${INSTANT('c.closed_at')} AS "closedAt", c.satisfied, c.groundless, c.on_time AS "onTime",
  c.overdue_verify AS "overdueVerify", c.overdue_answer AS "overdueAnswer", c.disputes, c.forwarded_to AS "forwardedTo",
  c.response_minutes AS "responseMinutes", c.version::int`;

/** Those whose clock ends first; those without one behind them. */
const FAR = '9999-12-31T00:00:00.000Z';
const urgent = keyset('complaints', { dueAt: 'instant', id: 'uuid' });

/** The officers' and units' side of complaints. @source domain.md 9.1 */
@Controller('complaints')
export class ComplaintController {
  constructor(
    private readonly complaints: Complaints,
    private readonly readers: ComplaintReaders,
    private readonly db: DataSource,
    private readonly projections: Projections,
    private readonly access: FileAccess,
  ) {}

  @Post(':id/verify')
  @HttpCode(200)
  @Requires('citizen:handle-complaint')
  verify(
    @Id() id: string,
    @Body() request: VerifyRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { unitId = null, aboutEmployeeId = null, lateReason = null } = request;
    const said = { class: request.class, unitId, aboutEmployeeId, lateReason };
    return this.complaints.byOfficer(id, { type: 'VerifyComplaint', by: context.actor, ...said }, context);
  }

  @Post(':id/return')
  @HttpCode(200)
  @Requires('citizen:handle-complaint')
  return(
    @Id() id: string,
    @Body() { reason }: ReasonRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.complaints.byOfficer(id, { type: 'ReturnComplaint', by: context.actor, reason }, context);
  }

  @Post(':id/forward')
  @HttpCode(200)
  @Requires('citizen:handle-complaint')
  forward(
    @Id() id: string,
    @Body() { to, reason }: ForwardRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.complaints.byOfficer(
      id,
      { type: 'ForwardComplaint', by: context.actor, to, reason },
      context,
    );
  }

  @Post(':id/assign')
  @HttpCode(200)
  @Requires('citizen:handle-complaint')
  assign(
    @Id() id: string,
    @Body() { unitId }: AssignRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.complaints.byOfficer(id, { type: 'AssignComplaint', by: context.actor, unitId }, context);
  }

  /** Somebody of the unit answers in its head's place. */
  @Post(':id/delegate')
  @HttpCode(200)
  @Requires('citizen:answer-complaint')
  delegate(
    @Id() id: string,
    @Body() { to }: DelegateRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.complaints.byOfficer(id, { type: 'DelegateComplaint', by: context.actor, to }, context);
  }

  @Post(':id/take-up')
  @HttpCode(200)
  @Requires('citizen:answer-complaint')
  takeUp(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.complaints.byOfficer(id, { type: 'TakeUpComplaint', by: context.actor }, context);
  }

  @Post(':id/answer')
  @HttpCode(200)
  @Requires('citizen:answer-complaint')
  answer(
    @Id() id: string,
    @Body() request: AnswerRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { answer, action, provenAgainst = null, groundless = false, lateReason = null } = request;
    const said = { answer, action, provenAgainst, groundless, lateReason };
    return this.complaints.byOfficer(id, { type: 'AnswerComplaint', by: context.actor, ...said }, context);
  }

  /** The work list: whose clock ends first comes first. */
  @Get()
  @Requires('citizen:read')
  @Exported('complaints', [
    'complaintId',
    'unitId',
    'category',
    'channel',
    'named',
    'class',
    'status',
    'filedOn',
    'filedAt',
    'verifyDueAt',
    'answerDueAt',
    'dueAt',
    'answeredAt',
    'closesAt',
    'closedAt',
    'responseMinutes',
    'onTime',
    'overdueVerify',
    'overdueAnswer',
    'disputes',
    'satisfied',
    'groundless',
    'forwardedTo',
    'aboutEmployeeId',
    'delegateId',
  ])
  async list(
    @Query() { cursor, limit, status, unitId, overdue }: QueueRequest,
    @Context() context: CommandContext,
  ): Promise<Page<QueueRow>> {
    const after = urgent.after(cursor);
    const rows = await this.db.query<QueueRow[]>(
      `SELECT ${ROW} FROM rm.complaint c
       WHERE ${READABLE} AND ($4::text IS NULL OR c.status = $4) AND ($5::uuid IS NULL OR c.unit_id = $5)
         AND ($6::boolean IS NULL OR (c.overdue_verify OR c.overdue_answer) = $6)
         AND ($7::timestamptz IS NULL OR (coalesce(c.due_at, '${FAR}'), c.complaint_id) > ($7, $8::uuid))
       ORDER BY coalesce(c.due_at, '${FAR}'), c.complaint_id LIMIT $9`,
      [
        ...(await this.readers.parameters(context)),
        ...[
          status ?? null,
          unitId ?? null,
          overdue === undefined ? null : overdue === 'true' || overdue === '1',
        ],
        ...[after?.dueAt ?? null, after?.id ?? null, limit + 1],
      ],
    );
    return urgent.page(rows, limit, ({ dueAt, complaintId: id }) => ({ dueAt: dueAt ?? FAR, id }));
  }

  /** One with its words; whose they are is said to officers and inspectors only, and each look is recorded. */
  @Get(':id')
  @Requires('citizen:read')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<ComplaintView> {
    if (awaited)
      await this.projections.reached(complaintList, complaintStream(id), awaited.version, awaited.waitMs);
    const [found] = await this.db.query<
      (QueueRow & Pick<ComplaintRow, 'steps'> & { readonly knowsWhom: boolean })[]
    >(
      `SELECT ${ROW}, c.steps, ${KNOWS_WHOM} AS "knowsWhom" FROM rm.complaint c
       WHERE ${READABLE} AND c.complaint_id = $4`,
      [...(await this.readers.parameters(context)), id],
    );
    if (!found) throw new NotFound('COMPLAINT_NOT_FOUND', 'There is no such complaint.');
    const { knowsWhom, ...row } = found;
    const words = await this.complaints.wordsOf(id);
    await this.access.record(this.complaints.complainantOf(id), 'citizen.complaint', context);
    return { ...row, ...words, contact: knowsWhom ? words.contact : null };
  }
}
