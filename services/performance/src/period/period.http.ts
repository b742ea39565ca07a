import { Requires } from '@jejak/auth';
import {
  type Expectation,
  EXPECTATIONS,
  type PeriodRated,
  type PeriodSelfReported,
} from '@jejak/contracts/performance';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, IsId, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { CLOCK, FileAccess } from '@jejak/service';
import { readable, readerOf } from '@jejak/organisation';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
} from 'class-validator';
import { DataSource } from 'typeorm';
import { readableList } from '../people/readable-list';
import { Rulebook } from '../rules/rulebook';
import { period, type PeriodCommand, type PeriodEvent } from './period.decider';
import { periodList, type PeriodRow } from './period.projection';
import { PeriodReading, periodStream } from './period.reading';

export class SelfReportPeriodRequest {
  @IsString() @MinLength(1) @MaxLength(4000) readonly text!: string;
}

export class RatePeriodRequest {
  @IsIn(EXPECTATIONS) readonly resultRating!: Expectation;
  @IsIn(EXPECTATIONS) readonly behaviourRating!: Expectation;
  @IsString() @MinLength(1) @MaxLength(4000) readonly behaviourNotes!: string;
  /** What comes next. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(390, { each: true })
  readonly next?: readonly string[];
}

export class AcknowledgePeriodRequest {
  @IsBoolean() readonly agree!: boolean;
}

export class PeriodsRequest extends PageRequest {
  @IsOptional() @IsId() readonly planId?: string;
}

interface PeriodView extends PeriodRow {
  readonly version: number;
}

const VIEW = `periodic_id as "periodicId", plan_id as "planId", employee_id as "employeeId", unit_id as "unitId", period,
  from_date::text as "fromDate", to_date::text as "toDate", self_report_by::text as "selfReportBy",
  rate_by::text as "rateBy", status, overdue, result_rating as "resultRating", behaviour_rating as "behaviourRating",
  predicate, version::int`;
const periods = readableList<PeriodView>({
  ...{ name: 'periods', select: VIEW, from: 'rm.period_list' },
  key: [['periodicId', 'uuid', 'periodic_id']],
});

@Controller('periods')
export class PeriodController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly reading: PeriodReading,
    private readonly rulebook: Rulebook,
    private readonly projections: Projections,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post(':id/self-report')
  @HttpCode(200)
  @Requires('performance:self-report')
  selfReport(
    @Id() id: string,
    @Body() { text }: SelfReportPeriodRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'SelfReportPeriod', by: context.actor, text }, context);
  }

  @Post(':id/rate')
  @HttpCode(200)
  @Requires('performance:rate-period')
  rate(
    @Id() id: string,
    @Body() { resultRating, behaviourRating, behaviourNotes, next = [] }: RatePeriodRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const rating = { resultRating, behaviourRating, behaviourNotes, next };
    return this.ask(id, { type: 'RatePeriod', by: context.actor, ...rating }, context);
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @Requires('performance:acknowledge')
  acknowledge(
    @Id() id: string,
    @Body() { agree }: AcknowledgePeriodRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'AcknowledgePeriod', by: context.actor, agree }, context);
  }

  /** Periods that the caller may read. */
  @Get()
  @Requires('performance:read')
  @Exported('periods', [
    'periodicId',
    'planId',
    'employeeId',
    'unitId',
    'period',
    'fromDate',
    'toDate',
    'status',
    'selfReportBy',
    'rateBy',
    'overdue',
    'resultRating',
    'behaviourRating',
    'predicate',
  ])
  async list(
    @Query() { planId, ...page }: PeriodsRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<Page<PeriodView>> {
    const { date } = await this.rulebook.today(this.clock.now());
    return periods.page(this.db, { actor, role, date }, page, [['plan_id = ?', planId]]);
  }

  @Get(':id')
  @Requires('performance:read')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<PeriodView & { selfReport: string | null; behaviourNotes: string | null; next: string | null }> {
    const stream = periodStream(id);
    if (awaited) await this.projections.reached(periodList, stream, awaited.version, awaited.waitMs);
    const { date } = await this.rulebook.today(this.clock.now());
    const [row] = await this.db.query<PeriodView[]>(
      `select ${VIEW} from rm.period_list where periodic_id = $4 and ${readable('employee_id')}`,
      [readerOf(context.actor), context.role, date, id],
    );
    if (!row) throw new NotFound('PERIOD_NOT_FOUND', 'There is no such period for you to read.');
    await this.access.record(row.employeeId, 'performance.period', context);
    // A stream holds the events of its own decider only.
    const facts = (await this.store.history(stream)) as unknown as PeriodEvent[];
    const reported = facts.find((fact): fact is PeriodSelfReported => fact.type === 'PeriodSelfReported');
    const rated = facts.find((fact): fact is PeriodRated => fact.type === 'PeriodRated');
    return {
      ...row,
      selfReport: reported?.data.text ?? null,
      behaviourNotes: rated?.data.behaviourNotes ?? null,
      next: rated?.data.next ?? null,
    };
  }

  private ask(id: string, command: PeriodCommand, context: CommandContext): Promise<Appended> {
    return this.store.execute(period, periodStream(id), command, context, this.reading.of(command.type));
  }
}
