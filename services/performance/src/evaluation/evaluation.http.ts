import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore, execution } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, type Page, ReadYourWrites } from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { CLOCK, FileAccess } from '@jejak/service';
import { readable, readerOf } from '@jejak/organisation';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { measurement, type MeasurementCommand } from '../measurement/measurement.decider';
import { MeasurementReading } from '../measurement/measurement.reading';
import { measurementStream } from '../measurement/measurements-read';
import { PlanReading } from '../plan/plan.reading';
import { readableList } from '../people/readable-list';
import { Rulebook } from '../rules/rulebook';
import type { CommandOf, EvaluationCommand } from './evaluation.commands';
import { evaluation } from './evaluation.decider';
import { type EvaluationFile, EvaluationFiles } from './evaluation-file';
import { evaluationList, type EvaluationRow } from './evaluation.projection';
import { evaluationIdOf, evaluationStream } from './evaluation-id';
import { type Asked, EvaluationReading } from './evaluation.reading';
import {
  AcknowledgeRequest,
  CitizenIndexRequest,
  DecideObjectionRequest,
  EvaluationsRequest,
  evidenceOf,
  FileObjectionRequest,
  HearObjectionRequest,
  OpenEvaluationRequest,
  RateAnnualRequest,
  RateBehaviourRequest,
  RecordInterviewRequest,
  ReopenEvaluationRequest,
  SelfAssessRequest,
} from './evaluation.requests';

interface EvaluationView extends EvaluationRow, EvaluationFile {
  readonly version: number;
}

const SHORT = `evaluation_id as "evaluationId", plan_id as "planId", employee_id as "employeeId", rater_id as "raterId", position,
  unit_id as "unitId", year, period_start::text as "periodStart", period_end::text as "periodEnd", status, contested,
  evaluation_version as "evaluationVersion", result_rating as "resultRating", behaviour_rating as "behaviourRating",
  predicate, composite, self_assess_by::text as "selfAssessBy",
  rate_by::text as "rateBy", acknowledge_by::text as "acknowledgeBy", object_by::text as "objectBy", version::int`;
const WHOLE = `${SHORT}, recommendation, behaviour, interview_mean as "interviewMean", citizen_index as "citizenIndex",
  deviation, agreed, objection,
  pinned_policies as "pinnedPolicies"`;
const COLUMNS = [
  ...(['evaluationId', 'planId', 'employeeId', 'raterId', 'position', 'unitId', 'year'] as const),
  ...(['periodStart', 'periodEnd', 'status', 'contested', 'evaluationVersion'] as const),
  ...(['resultRating', 'behaviourRating', 'predicate', 'composite'] as const),
  ...(['selfAssessBy', 'rateBy', 'acknowledgeBy', 'objectBy', 'version'] as const),
] as const;
type EvaluationLine = Pick<EvaluationView, (typeof COLUMNS)[number]>;
const evaluations = readableList<EvaluationLine>({
  ...{ name: 'evaluations', select: SHORT, from: 'rm.evaluation_list', latestFirst: true },
  key: [
    ['year', 'integer', 'year'],
    ['evaluationId', 'uuid', 'evaluation_id'],
  ],
});

@Controller('evaluations')
export class EvaluationController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly reading: EvaluationReading,
    private readonly files: EvaluationFiles,
    private readonly plans: PlanReading,
    private readonly measurements: MeasurementReading,
    private readonly rulebook: Rulebook,
    private readonly projections: Projections,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Opens the evaluation of a plan whose period is over; the timer does the same on the first day after it. */
  @Post()
  @HttpCode(200)
  @Requires('performance:recommend')
  async open(
    @Body() { planId }: OpenEvaluationRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const found = await this.plans.of(planId);
    if (!found) throw new NotFound('PLAN_NOT_FOUND', 'There is no such plan.', { field: 'planId' });
    const evaluationId = evaluationIdOf(found.plan);
    return this.ask(evaluationId, { type: 'OpenEvaluation', evaluationId }, context, { planId });
  }

  @Post(':id/self-assess')
  @HttpCode(200)
  @Requires('performance:self-assess')
  selfAssess(
    @Id() id: string,
    @Body() { text, indicators = [] }: SelfAssessRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const lines = indicators.map(({ indicatorId, rating }) => ({ indicatorId, rating }));
    return this.ask(id, { type: 'SelfAssess', by: context.actor, text, indicators: lines }, context);
  }

  @Post(':id/interview')
  @HttpCode(200)
  @Requires('performance:interview')
  interview(
    @Id() id: string,
    @Body() { rubric, agreedSummary, employeePresent = true }: RecordInterviewRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const questions = rubric.map(({ question, score }) => ({ question, score }));
    const command = { by: context.actor, rubric: questions, agreedSummary, employeePresent };
    return this.ask(id, { type: 'RecordInterview', ...command }, context);
  }

  @Post(':id/rate-behaviour')
  @HttpCode(200)
  @Requires('performance:rate-behaviour')
  rateBehaviour(
    @Id() id: string,
    @Body() { ratings }: RateBehaviourRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const lines = ratings.map(({ value, rating, feedbackRefs = [] }) => ({ value, rating, feedbackRefs }));
    const command = { type: 'RateBehaviour', by: context.actor, ratings: lines } as const;
    return this.ask(id, command, context, {
      feedbackRefs: lines.flatMap(({ feedbackRefs }) => feedbackRefs),
    });
  }

  /** What the owner of the citizens' survey counted. */
  @Post(':id/citizen-index')
  @HttpCode(200)
  @Requires('performance:ingest')
  citizenIndex(
    @Id() id: string,
    @Body() { index, n }: CitizenIndexRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'RecordCitizenIndex', index, n }, context);
  }

  @Post(':id/recommend')
  @HttpCode(200)
  @Requires('performance:recommend')
  recommend(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.ask(id, { type: 'ComputeRecommendation' }, context);
  }

  @Post(':id/rate')
  @HttpCode(200)
  @Requires('performance:rate')
  rate(
    @Id() id: string,
    @Body() rating: RateAnnualRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const {
      resultRating,
      behaviourRating,
      justification = '',
      evidence,
      consultedSupervisorId = null,
    } = rating;
    const command: EvaluationCommand = {
      ...{ type: 'RateAnnual', by: context.actor, resultRating, behaviourRating, justification },
      ...{ evidence: evidenceOf(evidence), consultedSupervisorId },
    };
    return this.ask(id, command, context);
  }

  @Post(':id/deliver')
  @HttpCode(200)
  @Requires('performance:deliver')
  deliver(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.ask(id, { type: 'DeliverEvaluation', by: context.actor }, context);
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @Requires('performance:acknowledge')
  acknowledge(
    @Id() id: string,
    @Body() { agree, comment }: AcknowledgeRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'Acknowledge', by: context.actor, agree, comment: comment ?? null }, context);
  }

  @Post(':id/object')
  @HttpCode(200)
  @Requires('performance:object')
  object(
    @Id() id: string,
    @Body() { grounds, measurementIds = [], reason, evidence }: FileObjectionRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command: EvaluationCommand = {
      ...{ type: 'FileObjection', by: context.actor, grounds, measurementIds, reason },
      evidence: evidenceOf(evidence),
    };
    return this.ask(id, command, context);
  }

  @Post(':id/hear-objection')
  @HttpCode(200)
  @Requires('performance:hear')
  hear(
    @Id() id: string,
    @Body() { raterStatement, employeeStatement, witnesses = [] }: HearObjectionRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = {
      ...{ by: context.actor, witnesses },
      raterStatement: raterStatement ?? null,
      employeeStatement: employeeStatement ?? null,
    };
    return this.ask(id, { type: 'HearObjection', ...command }, context);
  }

  /** The decision, with the corrections that it orders: all of it is recorded, or nothing. */
  @Post(':id/decide-objection')
  @HttpCode(200)
  @Requires('performance:decide')
  async decide(
    @Id() id: string,
    @Body() request: DecideObjectionRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { outcome, reason, resultRating = null, behaviourRating = null } = request;
    const corrections = (request.corrections ?? []).map(({ measurementId, quantity }) => ({
      measurementId,
      quantity,
    }));
    const by = context.actor;
    return this.askCorrecting(
      id,
      { type: 'DecideObjection', by, outcome, corrections, resultRating, behaviourRating, reason },
      context,
    );
  }

  /** Opens a final evaluation again, with the corrections that the finding or judgment orders. */
  @Post(':id/reopen')
  @HttpCode(200)
  @Requires('performance:reopen')
  reopen(
    @Id() id: string,
    @Body() { ground, findingRef = '', reason, corrections = [], evidence }: ReopenEvaluationRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = {
      ...{ type: 'ReopenEvaluation' as const, by: context.actor, ground, findingRef, reason },
      corrections: corrections.map(({ measurementId, quantity }) => ({ measurementId, quantity })),
      evidence: evidenceOf(evidence),
    };
    return this.askCorrecting(id, command, context);
  }

  /** Evaluations that the caller may read, newest year first. */
  @Get()
  @Requires('performance:read')
  @Exported('evaluations', COLUMNS)
  async list(
    @Query() { year, ...page }: EvaluationsRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<Page<EvaluationLine>> {
    const { date } = await this.rulebook.today(this.clock.now());
    return evaluations.page(this.db, { actor, role, date }, page, [['year = ?', year]]);
  }

  /** The evaluation file: one page on what the rating rests on, what was decided, and what was contested. */
  @Get(':id')
  @Requires('performance:read')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<EvaluationView> {
    if (awaited)
      await this.projections.reached(evaluationList, evaluationStream(id), awaited.version, awaited.waitMs);
    const { date } = await this.rulebook.today(this.clock.now());
    const [row] = await this.db.query<(EvaluationRow & { readonly version: number })[]>(
      `select ${WHOLE} from rm.evaluation_list where evaluation_id = $4 and ${readable('employee_id')}`,
      [readerOf(context.actor), context.role, date, id],
    );
    if (!row) throw new NotFound('EVALUATION_NOT_FOUND', 'There is no such evaluation for you to read.');
    await this.access.record(row.employeeId, 'performance.evaluation', context);
    return { ...row, ...(await this.files.of(row)) };
  }

  /** The decision and the amounts that it corrects: all of it is recorded, or nothing. */
  private async askCorrecting(
    id: string,
    command: CommandOf<'DecideObjection'> | CommandOf<'ReopenEvaluation'>,
    context: CommandContext,
  ): Promise<Appended> {
    const { by, reason, corrections } = command;
    const because = command.type === 'ReopenEvaluation' ? command.ground : 'OBJECTION';
    const { expectedVersion: _, ...unconditional } = context;
    const [decided] = await this.store.executeTogether([
      execution({
        decider: evaluation,
        stream: evaluationStream(id),
        command,
        context,
        gather: this.reading.of(command.type, {
          corrections,
          ...(command.type === 'ReopenEvaluation' ? { findingRef: command.findingRef } : {}),
        }),
      }),
      ...corrections.map(({ measurementId, quantity }) => {
        const correct: MeasurementCommand = {
          ...{ type: 'CorrectMeasurement', by, evaluationId: id, quantity, reason, because },
        };
        return execution({
          decider: measurement,
          stream: measurementStream(measurementId),
          command: correct,
          // What the caller saw is the evaluation: its version says nothing about the amounts.
          context: unconditional,
          gather: this.measurements.correction(measurementId),
        });
      }),
    ]);
    return decided;
  }

  private ask(
    id: string,
    command: EvaluationCommand,
    context: CommandContext,
    asked: Asked = {},
  ): Promise<Appended> {
    return this.store.execute(
      evaluation,
      evaluationStream(id),
      command,
      context,
      this.reading.of(command.type, asked),
    );
  }
}
