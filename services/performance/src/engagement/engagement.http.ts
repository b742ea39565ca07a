import { Requires } from '@jejak/auth';
import type { EngagementComputed } from '@jejak/contracts/performance';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { AnswersMore, Context, Id, IsId, IsLegalDate, keyset, type Page, PageRequest } from '@jejak/http';
import { type Clock, NotFound, RuleViolated, streamOf } from '@jejak/kernel';
import { anonymously, CLOCK } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import { engagementAnswer } from './engagement-answer.decider';
import { EngagementCodes } from './engagement-codes';
import { engagementSurvey } from './engagement-survey.decider';
import { EngagementSurveys, engagementSurveyStream } from './engagement-surveys';

export class OpenEngagementRequest {
  @IsInt() @Min(2000) @Max(2999) readonly year!: number;
  @IsLegalDate() readonly closesOn!: string;
}

export class EngagementMarksRequest {
  @IsInt() @Min(1) @Max(5) readonly MOTIVATION!: number;
  @IsInt() @Min(1) @Max(5) readonly SATISFACTION!: number;
  @IsInt() @Min(1) @Max(5) readonly COMMITMENT!: number;
  /** 5 is the most pressure. */
  @IsInt() @Min(1) @Max(5) readonly PRESSURE!: number;
  @IsInt() @Min(1) @Max(5) readonly LEADERSHIP!: number;
}

export class AnswerEngagementRequest {
  @IsString() @MaxLength(32) readonly code!: string;
  @ValidateNested() @Type(() => EngagementMarksRequest) readonly answers!: EngagementMarksRequest;
}

export class TrendRequest extends PageRequest {
  @IsOptional() @IsId() readonly unitId?: string;
}

interface TrendLine {
  readonly unitId: string;
  readonly year: number;
  /** Null, as everything behind it, where too few answered. */
  readonly n: number | null;
  readonly index: string | null;
  readonly means: EngagementComputed['data']['means'];
  readonly suppressed: boolean;
}

interface SurveyLine {
  readonly surveyId: string;
  readonly year: number;
  readonly status: string;
  readonly closesOn: string;
  readonly version: number;
}

const surveyed = keyset('engagement-surveys', { year: 'integer' });
const trend = keyset('engagement', { year: 'integer', unitId: 'uuid' });

/** How employees are at work, asked once a year and answered by nobody in particular. @source domain.md 5.3, 5.9, 5.10 */
@Controller()
export class EngagementController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly surveys: EngagementSurveys,
    private readonly codes: EngagementCodes,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('engagement-surveys')
  @HttpCode(200)
  @Requires('performance:open-survey')
  open(
    @Body() { year, closesOn }: OpenEngagementRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.surveys.open(year, closesOn, context);
  }

  /** The caller's own code. Nothing says that it was asked for, nor whether it was used. */
  @Post('engagement-surveys/:id/code')
  @HttpCode(200)
  @Requires('performance:answer-survey')
  @AnswersMore()
  async code(@Id() id: string, @Context() { actor }: CommandContext): Promise<{ code: string }> {
    const { state } = await this.store.state(engagementSurvey, engagementSurveyStream(id));
    if (state.status === 'absent') throw new NotFound('SURVEY_NOT_FOUND', 'There is no such survey.');
    if (state.status === 'closed')
      throw new RuleViolated('DEADLINE_PASSED', 'The survey is closed.', { rule: 'engagement.open' });
    const { date } = await this.rulebook.today(this.clock.now());
    const { minCell } = await this.rulebook.engagementPinned(state.opened.pinnedPolicies);
    return { code: await this.codes.issue(id, actor, date, minCell) };
  }

  /** Takes an answer for a code. Whoever is signed in is forgotten first. */
  @Post('engagement-answers')
  @HttpCode(200)
  @Requires('performance:answer-survey')
  async answer(
    @Body() { code, answers }: AnswerEngagementRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const found = await this.codes.find(code);
    const { MOTIVATION, SATISFACTION, COMMITMENT, PRESSURE, LEADERSHIP } = answers;
    const command = {
      ...({ type: 'AnswerEngagement', ...found } as const),
      answers: { MOTIVATION, SATISFACTION, COMMITMENT, PRESSURE, LEADERSHIP },
    };
    const stream = streamOf('engagement-answer', found.answerId);
    return this.store.execute(engagementAnswer, stream, command, anonymously(context), async () => {
      const { state } = await this.store.state(engagementSurvey, engagementSurveyStream(found.surveyId));
      if (state.status === 'absent') throw new NotFound('SURVEY_NOT_FOUND', 'There is no such survey.');
      return { given: { closesAt: state.opened.closesAt } };
    });
  }

  /** Latest first; one a year. */
  @Get('engagement-surveys')
  @Requires('performance:read')
  @Exported('engagement-surveys', ['surveyId', 'year', 'status', 'closesOn'])
  async list(@Query() { cursor, limit }: PageRequest): Promise<Page<SurveyLine>> {
    const after = surveyed.after(cursor);
    const rows = await this.db.query<SurveyLine[]>(
      `select survey_id as "surveyId", year, status, closes_on::text as "closesOn", version::int
       from rm.engagement_survey_list where ($1::int is null or year < $1) order by year desc limit $2`,
      [after?.year ?? null, limit + 1],
    );
    return surveyed.page(rows, limit, ({ year }) => ({ year: String(year) }));
  }

  /** Units from year to year, latest first: figures of units, nobody's answers. */
  @Get('engagement')
  @Requires('performance:read')
  @Exported('engagement', ['year', 'unitId', 'n', 'index', 'suppressed', 'means'])
  async trend(@Query() { cursor, limit, unitId }: TrendRequest): Promise<Page<TrendLine>> {
    const after = trend.after(cursor);
    const rows = await this.db.query<TrendLine[]>(
      `select unit_id as "unitId", year, n, index_value::text as index, means, suppressed from rm.engagement_trend
       where ($1::uuid is null or unit_id = $1) and ($2::int is null or (year, unit_id) < ($2, $3::uuid))
       order by year desc, unit_id desc limit $4`,
      [unitId ?? null, after?.year ?? null, after?.unitId ?? null, limit + 1],
    );
    return trend.page(rows, limit, ({ year, unitId: of }) => ({ year: String(year), unitId: of }));
  }
}
