import { Requires } from '@jejak/auth';
import {
  REVIEW_TRIGGERS,
  REVIEW_VERDICTS,
  type ReviewTrigger,
  type ReviewVerdict,
} from '@jejak/contracts/policy';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import {
  type Awaited,
  Context,
  Id,
  IsId,
  IsLegalDate,
  keyset,
  type Page,
  PageRequest,
  ReadYourWrites,
} from '@jejak/http';
import { NotFound } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { DataSource } from 'typeorm';
import { MOST_KEY } from '../request-formats';
import { reviews, type ReviewRow } from './review.projection';
import { reviewIdOf, reviewStream, Reviews } from './reviews';

class StartReviewRequest {
  @IsString() @MaxLength(MOST_KEY) @Matches(/^[a-z]+(\.[a-z][A-Za-z0-9]*)*$/) readonly policy!: string;
  @IsIn(REVIEW_TRIGGERS) readonly trigger!: ReviewTrigger;
  /** What it begins for: the same trigger for the same begins one review. */
  @IsString() @Matches(/\S/) @MaxLength(300) readonly basis!: string;
}

class MeasureRequest {
  @IsString() @Matches(/\S/) @MaxLength(200) readonly name!: string;
  @IsString() @Matches(/\S/) @MaxLength(200) readonly target!: string;
  @IsString() @Matches(/\S/) @MaxLength(200) readonly actual!: string;
}

class ActionRequest {
  @IsString() @Matches(/\S/) @MaxLength(500) readonly what!: string;
  @IsLegalDate() readonly due!: string;
}

class PublishReviewRequest {
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => MeasureRequest)
  readonly measures!: MeasureRequest[];
  @IsIn(REVIEW_VERDICTS) readonly verdict!: ReviewVerdict;
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ActionRequest)
  readonly actions!: ActionRequest[];
}

class AgreedActionRequest extends ActionRequest {
  /** The employee who does it. */
  @IsId() readonly owner!: string;
}

class AgreeActionsRequest {
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => AgreedActionRequest)
  readonly actions!: AgreedActionRequest[];
}

class CompleteActionRequest {
  @IsInt() @Min(1) @Max(50) readonly action!: number;
  @IsLegalDate() readonly doneOn!: string;
  @IsString() @Matches(/\S/) @MaxLength(4000) readonly note!: string;
}

const STATES = ['SCHEDULED', 'RUNNING', 'FINDINGS_PUBLISHED', 'ACTIONS_AGREED', 'ACTIONS_DONE'] as const;

class ReviewSearch extends PageRequest {
  @IsOptional() @IsIn(STATES) readonly status?: (typeof STATES)[number];
  @IsOptional()
  @IsString()
  @MaxLength(MOST_KEY)
  @Matches(/^[a-z]+(\.[a-z][A-Za-z0-9]*)*$/)
  readonly policy?: string;
}

/** A review as everybody sees it; who does an action is said by the duty list of the unit, not here. */
type ReviewView = Omit<ReviewRow, 'actions'> & {
  readonly actions: readonly Omit<ReviewRow['actions'][number], 'owner'>[];
  readonly version: number;
};

const DATE = (column: string): string => `to_char(${column}, 'YYYY-MM-DD')`;
const REVIEW = `review_id as "reviewId", policy, status, policy_version as "policyVersion", trigger, basis,
  ${DATE('due_on')} as "dueOn", ${DATE('started_on')} as "startedOn", ${DATE('findings_due_on')} as "findingsDueOn", overdue,
  measures, verdict, proposed, version::int,
  coalesce((select jsonb_agg(a - 'owner' order by (a->>'action')::int) from jsonb_array_elements(actions) a), '[]') as actions`;

const soonest = keyset('policy-reviews', { dueOn: 'date', id: 'uuid' });

/** Whether policies do what they are for: the calendar of reviews, verdicts and actions. @source domain.md 8.1 */
@Controller('reviews')
export class ReviewController {
  constructor(
    private readonly reviews: Reviews,
    private readonly db: DataSource,
    private readonly projections: Projections,
  ) {}

  /** A machine account begins one, e.g. for a finding of an audit. */
  @Post()
  @HttpCode(200)
  @Requires('policy:start-review')
  start(
    @Body() { policy, trigger, basis }: StartReviewRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const reviewId = reviewIdOf(policy, trigger, basis);
    return this.reviews.execute(reviewId, { type: 'StartReview', reviewId, policy, trigger, basis }, context);
  }

  @Post(':id/publish')
  @HttpCode(200)
  @Requires('policy:publish-review')
  publish(
    @Id() id: string,
    @Body() { measures, verdict, actions }: PublishReviewRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const findings = { measures, verdict, actions };
    return this.reviews.execute(id, { ...findings, type: 'PublishReview', by: context.actor }, context);
  }

  @Post(':id/agree')
  @HttpCode(200)
  @Requires('policy:agree-actions')
  agree(
    @Id() id: string,
    @Body() { actions }: AgreeActionsRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const agreed = actions.map(({ what, due, owner }) => ({ what, due, owner }));
    return this.reviews.execute(id, { type: 'AgreeActions', by: context.actor, actions: agreed }, context);
  }

  @Post(':id/actions')
  @HttpCode(200)
  @Requires('policy:publish-review')
  complete(
    @Id() id: string,
    @Body() { action, doneOn, note }: CompleteActionRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const done = { action, doneOn, note };
    return this.reviews.execute(id, { ...done, type: 'CompleteAction', by: context.actor }, context);
  }

  /** The calendar: in order of the day on which a review begins, or began. */
  @Get()
  @Requires('policy:read')
  @Exported('policy-reviews', [
    ...(['reviewId', 'policy', 'policyVersion', 'trigger', 'basis', 'status', 'dueOn', 'startedOn'] as const),
    ...(['findingsDueOn', 'overdue', 'verdict', 'measures', 'proposed', 'actions'] as const),
  ])
  async list(@Query() { cursor, limit, status, policy }: ReviewSearch): Promise<Page<ReviewView>> {
    const after = soonest.after(cursor);
    const rows = await this.db.query<ReviewView[]>(
      `select ${REVIEW} from rm.policy_review
       where ($1::text is null or status = $1) and ($2::text is null or policy = $2)
         and ($3::date is null or (due_on, review_id) > ($3::date, $4::uuid))
       order by due_on, review_id limit $5`,
      [status ?? null, policy ?? null, after?.dueOn ?? null, after?.id ?? null, limit + 1],
    );
    return soonest.page(rows, limit, ({ dueOn, reviewId: id }) => ({ dueOn, id }));
  }

  @Get(':id')
  @Requires('policy:read')
  async find(@Id() id: string, @ReadYourWrites() awaited?: Awaited): Promise<ReviewView> {
    if (awaited) await this.projections.reached(reviews, reviewStream(id), awaited.version, awaited.waitMs);
    const [row] = await this.db.query<ReviewView[]>(
      `select ${REVIEW} from rm.policy_review where review_id = $1`,
      [id],
    );
    if (!row) throw new NotFound('REVIEW_NOT_FOUND', 'There is no such review.');
    return row;
  }
}
