import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore, execution } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import {
  AnswersMore,
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
import { naturalId, NotFound, streamOf } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { anonymously, Codes } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
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
import type { Request } from 'express';
import { DataSource } from 'typeorm';
import { PublicRate } from '../http/public-rate';
import { Duties } from '../organisation/duties';
import { seesAll } from '../organisation/sees-all';
import { ikmFile } from '../publication/ikm-file';
import { DatasetFiles } from '../publication/dataset-files';
import { Rulebook } from '../rules/rulebook';
import { type SurveyCommand, survey } from './survey.decider';
import { surveyList, type SurveyRow } from './survey.projection';
import { surveyResponse } from './survey-response.decider';
import { responseIdOf, Surveys, surveyStream } from './surveys';

class PeriodRequest {
  @IsLegalDate() readonly from!: string;
  @IsLegalDate() readonly to!: string;
}

class PlanSurveyRequest {
  @IsId() readonly unitId!: string;
  @IsString() @Matches(/\S/) @MaxLength(200) readonly title!: string;
  @ValidateNested() @Type(() => PeriodRequest) readonly period!: PeriodRequest;
  @IsInt() @Min(1) @Max(100_000_000) readonly population!: number;
  @IsInt() @Min(1) @Max(1_000_000) readonly sample!: number;
}

class IssueCodesRequest {
  @IsInt() @Min(1) @Max(1_000) readonly count!: number;
}

class AnswersRequest {
  @IsInt() @Min(1) @Max(4) readonly U1!: number;
  @IsInt() @Min(1) @Max(4) readonly U2!: number;
  @IsInt() @Min(1) @Max(4) readonly U3!: number;
  @IsInt() @Min(1) @Max(4) readonly U4!: number;
  @IsInt() @Min(1) @Max(4) readonly U5!: number;
  @IsInt() @Min(1) @Max(4) readonly U6!: number;
  @IsInt() @Min(1) @Max(4) readonly U7!: number;
  @IsInt() @Min(1) @Max(4) readonly U8!: number;
  @IsInt() @Min(1) @Max(4) readonly U9!: number;
}

class AnswerSurveyRequest {
  @IsString() @MaxLength(32) readonly code!: string;
  @ValidateNested() @Type(() => AnswersRequest) readonly answers!: AnswersRequest;
}

const STATUSES = ['planned', 'collecting', 'closed', 'computed', 'published'] as const;

class SurveysRequest extends PageRequest {
  @IsOptional() @IsId() readonly unitId?: string;
  /** Who sees only what is published finds nothing under the others. */
  @IsOptional() @IsIn(STATUSES) readonly status?: (typeof STATUSES)[number];
}

type SurveyView = Omit<SurveyRow, 'indexValue'> & {
  readonly index: string | null;
  readonly responses: number;
  readonly version: number;
};

const SURVEY = `s.survey_id AS "surveyId", s.unit_id AS "unitId", s.title, to_char(s.from_date, 'YYYY-MM-DD') AS "fromDate",
  to_char(s.to_date, 'YYYY-MM-DD') AS "toDate", s.population, s.sample, s.status, s.index_value::text AS index, s.band, s.n,
  s.elements, s.dataset_id AS "datasetId", s.version::int,
  (SELECT count(*)::int FROM rm.survey_response r WHERE r.survey_id = s.survey_id) AS responses`;

const ids = keyset('surveys', { id: 'uuid' });

/** Surveys of public satisfaction, from the plan to the published index. @source PermenPANRB 14/2017 */
@Controller()
export class SurveyController {
  constructor(
    private readonly store: EventStore,
    private readonly surveys: Surveys,
    private readonly rulebook: Rulebook,
    private readonly duties: Duties,
    private readonly codes: Codes,
    private readonly rate: PublicRate,
    private readonly files: DatasetFiles,
    private readonly db: DataSource,
    private readonly projections: Projections,
  ) {}

  @Post('surveys')
  @HttpCode(200)
  @Requires('citizen:survey')
  async plan(@Body() request: PlanSurveyRequest, @Context() context: CommandContext): Promise<Appended> {
    const surveyId = naturalId('survey', context.commandId);
    const { unitId, title, population, sample, period } = request;
    const command: SurveyCommand = {
      ...({ type: 'PlanSurvey', surveyId, unitId, title, population, sample } as const),
      period: { from: period.from, to: period.to },
    };
    const given = { unitExists: await this.duties.unitExists(unitId) };
    return this.store.execute(survey, surveyStream(surveyId), command, context, { given });
  }

  @Post('surveys/:id/open')
  @HttpCode(200)
  @Requires('citizen:survey')
  open(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.store.execute(
      survey,
      surveyStream(id),
      { type: 'OpenSurvey' },
      context,
      async (state, now) => {
        if (state.status === 'absent') return { given: {} };
        const [rules, { calendar, refs }] = await Promise.all([
          this.rulebook.surveyFrom(state.plan.period.from),
          this.rulebook.today(now),
        ]);
        return { given: { rules, calendar }, policies: [...rules.pinned, ...refs] };
      },
    );
  }

  @Post('surveys/:id/close')
  @HttpCode(200)
  @Requires('citizen:survey')
  close(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    const command = { type: 'CloseSurvey', by: context.actor } as const;
    return this.store.execute(survey, surveyStream(id), command, context, { given: {} });
  }

  @Post('surveys/:id/compute')
  @HttpCode(200)
  @Requires('citizen:compute-index')
  compute(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.surveys.compute(id, context);
  }

  /** The index becomes open data in the same moment. */
  @Post('surveys/:id/publish')
  @HttpCode(200)
  @Requires('citizen:publish')
  async publish(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    const { state } = await this.store.state(survey, surveyStream(id));
    const file = 'ikm' in state ? ikmFile(state.plan, state.ikm, state.pinnedPolicies) : null;
    const datasetId = file?.datasetId ?? naturalId('dataset', 'ikm', id);
    const sha256 = file === null ? '' : await this.files.keep(file);
    const command = { type: 'PublishIkm', by: context.actor, datasetId, sha256 } as const;
    const published = execution({
      ...{ decider: survey, stream: surveyStream(id), command, context, gather: { given: {} } },
    });
    const [appended] = await this.store.executeTogether([
      published,
      ...(file === null ? [] : [this.files.publication(file, sha256, context)]),
    ]);
    return appended;
  }

  /** One-time codes to hand out. They are given here, once; kept are their keyed hashes. */
  @Post('surveys/:id/issue-codes')
  @HttpCode(200)
  @Requires('citizen:survey')
  @AnswersMore()
  async issue(
    @Id() id: string,
    @Body() { count }: IssueCodesRequest,
    @Context() { commandId }: CommandContext,
  ): Promise<{ codes: string[] }> {
    const { state } = await this.store.state(survey, surveyStream(id));
    if (state.status === 'absent') throw new NotFound('SURVEY_NOT_FOUND', 'There is no such survey.');
    const places = Array.from({ length: count }, (_, place) => `${id}|${commandId}|${place}`);
    const codes = await Promise.all(places.map((place) => this.codes.issue('survey', place)));
    const hashes = await Promise.all(codes.map((code) => this.codes.hashOf('survey', code)));
    await this.db.query(
      `INSERT INTO citizen.survey_code (keyed_hash, survey_id, unit_id)
       SELECT hash, $2, $3 FROM unnest($1::text[]) AS hash ON CONFLICT DO NOTHING`,
      [hashes, id, state.plan.unitId],
    );
    return { codes };
  }

  @Post('survey-responses')
  @HttpCode(200)
  @Requires('citizen:answer-survey')
  async answer(
    @Body() { code, answers }: AnswerSurveyRequest,
    @Context() context: CommandContext,
    @Req() request: Request,
  ): Promise<Appended> {
    this.rate.guess(request);
    const hash = await this.codes.hashOf('survey', code);
    const [found] = await this.db.query<{ surveyId: string; unitId: string }[]>(
      'SELECT survey_id AS "surveyId", unit_id AS "unitId" FROM citizen.survey_code WHERE keyed_hash = $1',
      [hash],
    );
    if (!found || hash === null)
      throw new NotFound('CODE_UNKNOWN', 'No survey has this code.', { field: 'code' });
    this.rate.right(request);
    const responseId = responseIdOf(hash);
    const command = {
      ...({ type: 'RecordResponse', responseId, ...found, channel: 'CODE' } as const),
      answers: { ...answers },
    };
    const stream = streamOf('survey-response', responseId);
    return this.store.execute(surveyResponse, stream, command, anonymously(context), async () => {
      const { state } = await this.store.state(survey, surveyStream(found.surveyId));
      return { given: { surveyStatus: state.status } };
    });
  }

  @Get('surveys')
  @Requires('citizen:read-figures')
  @Exported('surveys', [
    'surveyId',
    'unitId',
    'title',
    'fromDate',
    'toDate',
    'population',
    'sample',
    'status',
    'responses',
    'n',
    'index',
    'band',
    'elements',
    'datasetId',
  ])
  async list(
    @Query() { cursor, limit, unitId, status }: SurveysRequest,
    @Context() { role }: CommandContext,
  ): Promise<Page<SurveyView>> {
    const after = ids.after(cursor);
    const rows = await this.db.query<SurveyView[]>(
      `SELECT ${SURVEY} FROM rm.survey s WHERE ($1 OR s.status = 'published') AND ($2::uuid IS NULL OR s.unit_id = $2)
         AND ($3::text IS NULL OR s.status = $3) AND ($4::uuid IS NULL OR s.survey_id > $4)
       ORDER BY s.survey_id LIMIT $5`,
      [seesAll(role), unitId ?? null, status ?? null, after?.id ?? null, limit + 1],
    );
    return ids.page(rows, limit, ({ surveyId: id }) => ({ id }));
  }

  /** Of any state, for those who work with it; the public has those that are published. */
  @Get('surveys/:id')
  @Requires('citizen:read')
  async find(@Id() id: string, @ReadYourWrites() awaited?: Awaited): Promise<SurveyView> {
    if (awaited)
      await this.projections.reached(surveyList, surveyStream(id), awaited.version, awaited.waitMs);
    const [row] = await this.db.query<SurveyView[]>(
      `SELECT ${SURVEY} FROM rm.survey s WHERE s.survey_id = $1`,
      [id],
    );
    if (!row) throw new NotFound('SURVEY_NOT_FOUND', 'There is no such survey.');
    return row;
  }
}
