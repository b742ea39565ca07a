import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, IsId, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { type Clock, naturalId, NotFound, type Recorded, streamOf } from '@jejak/kernel';
import { People, readerOf } from '@jejak/organisation';
import { Projections } from '@jejak/projections';
import { anonymously, Codes, CLOCK } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import type { Request } from 'express';
import { DataSource } from 'typeorm';
import { PublicRate } from '../http/public-rate';
import { Duties } from '../organisation/duties';
import { Rulebook } from '../rules/rulebook';
import { ReceiptCodes } from './receipt-codes';
import { ReviewChecks } from './review-checks';
import { reviewerIdOf } from './review-texts';
import { review, type ReviewEvent } from './review.decider';
import { reviewList, type ReviewRow } from './review.projection';
import { staffDevice } from './staff-device';

class AspectsRequest {
  @IsInt() @Min(1) @Max(4) readonly speed!: number;
  @IsInt() @Min(1) @Max(4) readonly accuracy!: number;
  @IsInt() @Min(1) @Max(4) readonly courtesy!: number;
}

/** What the browser calls the device; the same on every visit. */
const DEVICE = /^[A-Za-z0-9._:-]{16,128}$/;

class SubmitReviewRequest {
  /** From the receipt. */
  @IsString() @MaxLength(32) readonly code!: string;
  @ValidateNested() @Type(() => AspectsRequest) readonly aspects!: AspectsRequest;
  @IsOptional() @IsString() @MaxLength(4000) readonly text?: string;
  @IsString() @Matches(DEVICE) @MaxLength(128) readonly device!: string;
}

class DecideReviewRequest {
  @IsString() @MaxLength(4000) readonly reason!: string;
}

class StaffDeviceRequest {
  @IsString() @Matches(DEVICE) @MaxLength(128) readonly device!: string;
  @IsId() readonly unitId!: string;
}

type QuarantinedReview = ReviewRow & { readonly version: number };

/** Those that a complaint officer of the unit or the city decides on, and not about themselves. $1 who, $2 legal date. */
const DECIDABLE = `r.officer_id <> $1::uuid AND EXISTS (
  SELECT FROM rm.employee_file f, jsonb_to_recordset(f.duties) AS d(duty text, scope uuid, "from" date, "to" date)
  WHERE f.employee_id = $1::uuid AND d.duty = 'complaint_officer' AND (d.scope IS NULL OR d.scope = r.unit_id)
    AND d."from" <= $2::date AND (d."to" IS NULL OR d."to" >= $2::date))`;

const ids = keyset('reviews', { id: 'uuid' });

/** What people who were served say of it, and who looks at what seems made up. @source domain.md 9.1 */
@Controller()
export class ReviewController {
  constructor(
    private readonly store: EventStore,
    private readonly rulebook: Rulebook,
    private readonly receipts: ReceiptCodes,
    private readonly checks: ReviewChecks,
    private readonly codes: Codes,
    private readonly rate: PublicRate,
    private readonly people: People,
    private readonly duties: Duties,
    private readonly db: DataSource,
    private readonly projections: Projections,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('reviews')
  @HttpCode(200)
  @Requires('citizen:review')
  async submit(
    @Body() { code, aspects, text, device }: SubmitReviewRequest,
    @Context() context: CommandContext,
    @Req() request: Request,
  ): Promise<Appended> {
    this.rate.guess(request);
    const receipt = await this.receipts.find(code);
    if (!receipt) throw new NotFound('CODE_UNKNOWN', 'No receipt has this code.', { field: 'code' });
    this.rate.right(request);
    const { reviewId, ...about } = receipt;
    const { speed, accuracy, courtesy } = aspects;
    const command = {
      ...({ type: 'SubmitReview', reviewId, ...about, aspects: { speed, accuracy, courtesy } } as const),
      ...{ text: text ?? null, reviewerId: reviewerIdOf(reviewId) },
    };
    const deviceKey = await this.codes.deviceKey(device);
    const stream = streamOf('review', reviewId);
    return this.store.execute(review, stream, command, anonymously(context), async (state, now) => {
      const { date: today, calendar, contactYears: textYears, refs } = await this.rulebook.today(now);
      const { rules, refs: ruling } = await this.rulebook.reviews(today);
      // A code that was used says nothing of its device.
      const suspicion =
        state.status === 'absent'
          ? await this.checks.suspicion({ reviewId, officerId: about.officerId, deviceKey, today }, rules)
          : null;
      const { reviewDays } = rules;
      return {
        given: { today, calendar, textYears, reviewDays, suspicion },
        policies: [...refs, ...ruling],
      };
    });
  }

  @Post('reviews/:id/release')
  @HttpCode(200)
  @Requires('citizen:decide-review')
  release(
    @Id() id: string,
    @Body() { reason }: DecideReviewRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.decideOn(id, { type: 'ReleaseReview', by: context.actor, reason }, context);
  }

  @Post('reviews/:id/exclude')
  @HttpCode(200)
  @Requires('citizen:decide-review')
  exclude(
    @Id() id: string,
    @Body() { reason }: DecideReviewRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.decideOn(id, { type: 'ExcludeReview', by: context.actor, reason }, context);
  }

  /** What waits for a decision, for complaint officers: with its words. */
  @Get('quarantined-reviews')
  @Requires('citizen:decide-review')
  @Exported('quarantined-reviews', [
    'reviewId',
    'unitId',
    'officerId',
    'submittedOn',
    'speed',
    'accuracy',
    'courtesy',
    'score',
    'status',
    'why',
    'text',
  ])
  async quarantined(
    @Query() { cursor, limit }: PageRequest,
    @Context() { actor }: CommandContext,
  ): Promise<Page<QuarantinedReview & { readonly text: string | null }>> {
    const after = ids.after(cursor);
    const { date } = await this.rulebook.today(this.clock.now());
    const rows = await this.db.query<QuarantinedReview[]>(
      `SELECT review_id AS "reviewId", unit_id AS "unitId", officer_id AS "officerId",
         to_char(submitted_on, 'YYYY-MM-DD') AS "submittedOn", speed, accuracy, courtesy, score::text, status, why, version::int
       FROM rm.review r WHERE r.status = 'QUARANTINED' AND ${DECIDABLE} AND ($3::uuid IS NULL OR review_id > $3)
       ORDER BY review_id LIMIT $4`,
      [readerOf(actor), date, after?.id ?? null, limit + 1],
    );
    const { items, next } = ids.page(rows, limit, ({ reviewId: id }) => ({ id }));
    return {
      items: await Promise.all(items.map(async (row) => ({ ...row, text: await this.textOf(row.reviewId) }))),
      next,
    };
  }

  /** A device stands in an office: what comes from it is looked at. */
  @Post('staff-devices')
  @HttpCode(200)
  @Requires('citizen:register-device')
  async register(
    @Body() { device, unitId }: StaffDeviceRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    if (!(await this.duties.unitExists(unitId)))
      throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit.', { field: 'unitId' });
    const deviceKey = await this.codes.deviceKey(device);
    const stream = streamOf('staff-device', naturalId('staff-device', deviceKey));
    return this.store.execute(
      staffDevice,
      stream,
      { type: 'RegisterStaffDevice', deviceKey, unitId },
      context,
    );
  }

  /** Whether a review counts, for who has its id. */
  @Get('reviews/:id')
  @Requires('citizen:read-published')
  async find(
    @Id() id: string,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<{ status: string; submittedOn: string }> {
    if (awaited)
      await this.projections.reached(reviewList, streamOf('review', id), awaited.version, awaited.waitMs);
    const [row] = await this.db.query<{ status: string; submittedOn: string }[]>(
      `SELECT status, to_char(submitted_on, 'YYYY-MM-DD') AS "submittedOn" FROM rm.review WHERE review_id = $1`,
      [id],
    );
    if (!row) throw new NotFound('REVIEW_NOT_FOUND', 'There is no such review.');
    return row;
  }

  private decideOn(
    id: string,
    command: {
      readonly type: 'ReleaseReview' | 'ExcludeReview';
      readonly by: string;
      readonly reason: string;
    },
    context: CommandContext,
  ): Promise<Appended> {
    return this.store.execute(review, streamOf('review', id), command, context, async (state, now) => {
      const { date, reasonMinimum, refs } = await this.rulebook.today(now);
      const read = await this.people.file(command.by);
      const unitId = state.status === 'absent' ? null : state.about.unitId;
      const isOfficer = this.duties.holds(read, 'complaint_officer', unitId, date);
      return { given: { reasonMinimum, isOfficer }, policies: refs, inputs: read ? [read.head] : [] };
    });
  }

  private async textOf(reviewId: string): Promise<string | null> {
    const [submitted] = (await this.store.history(
      streamOf('review', reviewId),
    )) as unknown as readonly Recorded<ReviewEvent>[];
    return submitted?.type === 'ReviewSubmitted' ? submitted.data.text : null;
  }
}
