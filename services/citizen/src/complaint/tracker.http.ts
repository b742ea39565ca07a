import { Requires } from '@jejak/auth';
import type { Appended, CommandContext } from '@jejak/event-store';
import { AnswersMore, Context } from '@jejak/http';
import { naturalId, NotFound } from '@jejak/kernel';
import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { DataSource } from 'typeorm';
import { PublicRate } from '../http/public-rate';
import { ReceiptCodes } from '../review/receipt-codes';
import type { ComplaintRow } from './complaint.projection';
import { DisputeRequest, FileComplaintRequest, SupplementRequest } from './complaint.requests';
import { Complaints } from './complaints';
import { TrackingCodes } from './tracking-codes';

/** A complaint as who has its code follows it: what happens, by when, and the answer; never who filed it. */
type TrackedComplaint = Pick<
  ComplaintRow,
  | 'category'
  | 'class'
  | 'status'
  | 'filedAt'
  | 'verifyDueAt'
  | 'answerDueAt'
  | 'dueAt'
  | 'closesAt'
  | 'overdueVerify'
  | 'overdueAnswer'
  | 'disputes'
  | 'forwardedTo'
  | 'steps'
> & { readonly unit: string | null; readonly version: number };

interface TrackerView extends TrackedComplaint {
  /** What the officer asks for, while it is returned. */
  readonly asked: string | null;
  readonly answer: string | null;
  readonly action: string | null;
}

export const INSTANT = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const TRACKED = `c.category, c.class, c.status, u.name AS unit, ${INSTANT('c.filed_at')} AS "filedAt",
  ${INSTANT('c.verify_due_at')} AS "verifyDueAt", ${INSTANT('c.answer_due_at')} AS "answerDueAt",
  ${INSTANT('c.due_at')} AS "dueAt", ${INSTANT('c.closes_at')} AS "closesAt",
  c.overdue_verify AS "overdueVerify", c.overdue_answer AS "overdueAnswer", c.disputes,
  c.forwarded_to AS "forwardedTo", c.steps, c.version::int`;

/** To complain, and to follow a complaint, without an account. @source domain.md 9.3 */
@Controller()
export class TrackerController {
  constructor(
    private readonly complaints: Complaints,
    private readonly codes: TrackingCodes,
    private readonly receipts: ReceiptCodes,
    private readonly rate: PublicRate,
    private readonly db: DataSource,
  ) {}

  /** The code is shown here, once. Sent again with the same Idempotency-Key it is the same complaint with the same code. */
  @Post('complaints')
  @HttpCode(200)
  @Requires('citizen:complain')
  @AnswersMore()
  async file(
    @Body() { category, text, channel, unitId, contact, receiptCode }: FileComplaintRequest,
    @Context() context: CommandContext,
    @Req() request: Request,
  ): Promise<Appended & { readonly trackingCode: string }> {
    this.rate.filing(request);
    const complaintId = naturalId('complaint', context.commandId);
    const { trackingCode, trackingKey } = await this.codes.issue(complaintId);
    const receipt = receiptCode === undefined ? null : await this.receiptOf(receiptCode, request);
    const appended = await this.complaints.file(
      {
        ...({ type: 'FileComplaint', complaintId, category, text, channel: channel ?? 'WEB' } as const),
        complainantId: this.complaints.complainantOf(complaintId),
        unitId: receipt?.unitId ?? unitId ?? null,
        contact: contact
          ? { name: contact.name, email: contact.email ?? null, phone: contact.phone ?? null }
          : null,
        contactId: naturalId('complaint-contact', complaintId),
        ...{ trackingCode, trackingKey },
        aboutEmployeeId: receipt?.officerId ?? null,
        reviewId: receipt?.reviewId ?? null,
      },
      context,
    );
    return { ...appended, trackingCode };
  }

  @Get('tracker/:code')
  @Requires('citizen:read-published')
  async track(@Param('code') code: string, @Req() request: Request): Promise<TrackerView> {
    const id = await this.codes.open(code, request);
    const [[row], { asked, answer, action }] = await Promise.all([
      this.db.query<TrackedComplaint[]>(
        `SELECT ${TRACKED} FROM rm.complaint c LEFT JOIN rm.unit_chart u USING (unit_id) WHERE c.complaint_id = $1`,
        [id],
      ),
      this.complaints.wordsOf(id),
    ]);
    return { ...row, asked, answer, action };
  }

  @Post('tracker/:code/supplement')
  @HttpCode(200)
  @Requires('citizen:complain')
  async supplement(
    @Param('code') code: string,
    @Body() { text }: SupplementRequest,
    @Context() context: CommandContext,
    @Req() request: Request,
  ): Promise<Appended> {
    const id = await this.codes.open(code, request);
    return this.complaints.byComplainant(id, { type: 'SupplementComplaint', text }, context);
  }

  @Post('tracker/:code/dispute')
  @HttpCode(200)
  @Requires('citizen:complain')
  async dispute(
    @Param('code') code: string,
    @Body() { reason }: DisputeRequest,
    @Context() context: CommandContext,
    @Req() request: Request,
  ): Promise<Appended> {
    const id = await this.codes.open(code, request);
    return this.complaints.byComplainant(id, { type: 'DisputeAnswer', reason }, context);
  }

  /** The answer satisfies. */
  @Post('tracker/:code/close')
  @HttpCode(200)
  @Requires('citizen:complain')
  async close(
    @Param('code') code: string,
    @Context() context: CommandContext,
    @Req() request: Request,
  ): Promise<Appended> {
    const id = await this.codes.open(code, request);
    return this.complaints.byComplainant(id, { type: 'CloseComplaint' }, context);
  }

  private async receiptOf(code: string, request: Request) {
    this.rate.guess(request);
    const receipt = await this.receipts.find(code);
    if (!receipt) throw new NotFound('CODE_UNKNOWN', 'No receipt has this code.', { field: 'receiptCode' });
    this.rate.right(request);
    return receipt;
  }
}
