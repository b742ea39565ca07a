import { Requires } from '@jejak/auth';
import {
  BEHAVIOUR_VALUES,
  type BehaviourValue,
  FEEDBACK_KINDS,
  type FeedbackGiven,
  type FeedbackKind,
} from '@jejak/contracts/performance';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, IsId, keyset, type Page, PageRequest } from '@jejak/http';
import { type Clock, naturalId, streamOf } from '@jejak/kernel';
import { CLOCK, FileAccess } from '@jejak/service';
import { People, readable, readerOf } from '@jejak/organisation';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { readableList } from '../people/readable-list';
import { Rulebook } from '../rules/rulebook';
import { feedback, type FeedbackCommand } from './feedback.decider';
import type { FeedbackRow } from './feedback.projection';
import { feedbackRequest } from './feedback-request.decider';

export class GiveFeedbackRequest {
  @IsId() readonly to!: string;
  @IsOptional() @IsIn(BEHAVIOUR_VALUES) readonly value?: BehaviourValue;
  @IsOptional() @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/) @MaxLength(64) readonly indicatorId?: string;
  @IsIn(FEEDBACK_KINDS) readonly kind!: FeedbackKind;
  /** What was seen. */
  @IsString() @MaxLength(4000) readonly behaviour!: string;
  /** What it did. */
  @IsString() @MaxLength(4000) readonly effect!: string;
  /** What to do next. */
  @IsString() @MaxLength(4000) readonly suggestion!: string;
  @IsOptional() @IsBoolean() readonly anonymousToSubject?: boolean;
}

export class FeedbackRequest extends PageRequest {
  /** About whom; left out: about oneself. */
  @IsOptional() @IsId() readonly about?: string;
}

export class RequestFeedbackRequest {
  @IsId() readonly of!: string;
  @IsOptional() @IsIn(BEHAVIOUR_VALUES) readonly value?: BehaviourValue;
  @IsOptional() @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/) @MaxLength(64) readonly indicatorId?: string;
}

/** Who waits for feedback. */
interface AskedLine {
  readonly requestId: string;
  readonly by: string;
  readonly value: BehaviourValue | null;
  readonly indicatorId: string | null;
  readonly askedAt: string;
}

const asked = keyset('feedback-requests', { askedAt: 'instant', requestId: 'uuid' });
const ASKING = { type: 'RequestFeedback' } as const;

interface FeedbackView extends Omit<FeedbackRow, 'fromId'> {
  /** Null where the giver wanted to stay unknown to the reader. */
  readonly fromId: string | null;
  /** The words stand in the log, under the key of the person whom they are about; null once that person is erased. */
  readonly behaviour: string | null;
  readonly effect: string | null;
  readonly suggestion: string | null;
}

const entries = readableList<Omit<FeedbackView, 'behaviour' | 'effect' | 'suggestion'>>({
  name: 'feedback',
  select: `feedback_id as "feedbackId", case when anonymous_to_subject and to_id = $1 then null else from_id end as "fromId",
    to_id as "toId", value, indicator_id as "indicatorId", kind, anonymous_to_subject as "anonymousToSubject",
    to_char(given_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "givenAt",
    to_char(acknowledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "acknowledgedAt"`,
  from: 'rm.feedback_list',
  visible: readable('to_id'),
  key: [['feedbackId', 'uuid', 'feedback_id']],
});

export const feedbackStream = (feedbackId: string): string => streamOf('feedback', feedbackId);

@Controller('feedback')
export class FeedbackController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly people: People,
    private readonly rulebook: Rulebook,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('performance:feedback')
  give(@Body() request: GiveFeedbackRequest, @Context() context: CommandContext): Promise<Appended> {
    const { to, kind, behaviour, effect, suggestion } = request;
    const feedbackId = naturalId('feedback', context.commandId);
    const command: FeedbackCommand = {
      ...{ type: 'GiveFeedback', by: context.actor, feedbackId, to, kind, behaviour, effect, suggestion },
      value: request.value ?? null,
      indicatorId: request.indicatorId ?? null,
      anonymousToSubject: request.anonymousToSubject ?? false,
    };
    return this.store.execute(feedback, feedbackStream(feedbackId), command, context, async (_, now) => {
      const [today, about] = await Promise.all([this.rulebook.today(now), this.people.file(to)]);
      const { rules, ref } = await this.rulebook.executionRules(today.date);
      return {
        given: { employed: about !== null, minimum: rules.feedbackMinimum },
        policies: [...today.refs, ref],
        inputs: about ? [about.head] : [],
      };
    });
  }

  /** Whoever it is about has read it. */
  @Post(':id/acknowledge')
  @HttpCode(200)
  @Requires('performance:feedback')
  acknowledge(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    const command = { type: 'AcknowledgeFeedback', by: context.actor } as const;
    return this.store.execute(feedback, feedbackStream(id), command, context, {
      given: { employed: true, minimum: 0 },
    });
  }

  /** Asks somebody for feedback on one's own work. */
  @Post('requests')
  @HttpCode(200)
  @Requires('performance:feedback')
  ask(@Body() request: RequestFeedbackRequest, @Context() context: CommandContext): Promise<Appended> {
    const { of, value = null, indicatorId = null } = request;
    const requestId = naturalId('feedback-request', context.commandId);
    const command = { ...ASKING, requestId, by: context.actor, of, value, indicatorId };
    const stream = streamOf('feedback-request', requestId);
    return this.store.execute(feedbackRequest, stream, command, context, async () => {
      const asked = await this.people.file(of);
      return { given: { employed: asked !== null }, inputs: asked ? [asked.head] : [] };
    });
  }

  /** Who asked the caller for feedback, latest first. */
  @Get('requests')
  @Requires('performance:read')
  @Exported('feedback-requests', ['requestId', 'by', 'value', 'indicatorId', 'askedAt'])
  async requests(
    @Query() { cursor, limit }: PageRequest,
    @Context() { actor }: CommandContext,
  ): Promise<Page<AskedLine>> {
    const after = asked.after(cursor);
    const rows = await this.db.query<AskedLine[]>(
      `select request_id as "requestId", by_id as "by", value, indicator_id as "indicatorId",
         to_char(asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "askedAt"
       from rm.feedback_request_list r where of_id = $1::uuid
         and not exists (select from rm.feedback_list f
           where f.from_id = r.of_id and f.to_id = r.by_id and f.given_at >= r.asked_at)
         and ($2::timestamptz is null or (asked_at, request_id) < ($2, $3::uuid))
       order by asked_at desc, request_id desc limit $4`,
      [readerOf(actor), after?.askedAt ?? null, after?.requestId ?? null, limit + 1],
    );
    return asked.page(rows, limit, ({ askedAt, requestId }) => ({ askedAt, requestId }));
  }

  /** Feedback about oneself, or about whom the caller may read. */
  @Get()
  @Requires('performance:read')
  @Exported('feedback', [
    'feedbackId',
    'fromId',
    'toId',
    'kind',
    'value',
    'indicatorId',
    'givenAt',
    'acknowledgedAt',
    'behaviour',
    'effect',
    'suggestion',
  ])
  async list(
    @Query() { about, ...page }: FeedbackRequest,
    @Context() context: CommandContext,
  ): Promise<Page<FeedbackView>> {
    const { actor, role } = context;
    const { date } = await this.rulebook.today(this.clock.now());
    const of = about ?? readerOf(actor);
    const { items, next } = await entries.page(this.db, { actor, role, date }, page, [['to_id = ?', of]]);
    // What is said of somebody else is part of their file: the whole of it is one look.
    if (items.length > 0 && page.cursor === undefined)
      await this.access.record(of, 'performance.feedback', context);
    return { items: await Promise.all(items.map((entry) => this.withWords(entry))), next };
  }

  private async withWords(
    entry: Omit<FeedbackView, 'behaviour' | 'effect' | 'suggestion'>,
  ): Promise<FeedbackView> {
    const [given] = await this.store.history(feedbackStream(entry.feedbackId));
    // A stream holds the events of its own decider only.
    const { behaviour, effect, suggestion } = given.data as FeedbackGiven['data'];
    return { ...entry, behaviour, effect, suggestion };
  }
}
