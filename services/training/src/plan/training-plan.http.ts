import { Requires } from '@jejak/auth';
import type { Appended, CommandContext } from '@jejak/event-store';
import { type Awaited, Context, IsId, ReadYourWrites } from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { CLOCK } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Param, ParseIntPipe, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsInt,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import type { Realised } from './training-plan.decider';
import { trainingPlanList, type TrainingPlanRow } from './training-plan.projection';
import { trainingPlanIdOf, TrainingPlans, trainingPlanStream } from './training-plans';

export class PlanLineRequest {
  @IsId() @MaxLength(36) readonly programmeId!: string;
  @IsInt() @Min(1) @Max(366) readonly sessions!: number;
  @IsInt() @Min(1) @Max(1_000_000) readonly seats!: number;
  /** Whole rupiah. */
  @IsInt() @Min(0) @Max(1_000_000_000) readonly costPerSeatIdr!: number;
}

export class DraftTrainingPlanRequest {
  @IsInt() @Min(2000) @Max(2999) readonly year!: number;
  /** Whole rupiah. */
  @IsInt() @Min(0) @Max(1_000_000_000_000_000) readonly budgetIdr!: number;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique((line: PlanLineRequest) => line.programmeId)
  @ValidateNested({ each: true })
  @Type(() => PlanLineRequest)
  readonly lines!: PlanLineRequest[];
}

/** Plan, realised and budget beside each other. */
type TrainingPlanView = Omit<TrainingPlanRow, 'status'> & {
  /** An approved plan runs from the first day of its year on, until it is reported. */
  readonly status: TrainingPlanRow['status'] | 'RUNNING';
  readonly realised: Realised;
  readonly version: number;
};

/** A year beyond every calendar is no year. */
const HIGHEST_YEAR = 2999;

@Controller('training-plans')
export class TrainingPlanController {
  constructor(
    private readonly plans: TrainingPlans,
    private readonly db: DataSource,
    private readonly projections: Projections,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('training:plan')
  draft(
    @Body() { year, budgetIdr, lines }: DraftTrainingPlanRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const planned = lines.map(({ programmeId, sessions, seats, costPerSeatIdr }) => ({
      ...{ programmeId, sessions, seats, costPerSeatIdr },
    }));
    const command = { by: context.actor, planId: trainingPlanIdOf(year), year, budgetIdr, lines: planned };
    return this.plans.execute(year, { type: 'DraftPlan', ...command }, context);
  }

  @Post(':year/approve')
  @HttpCode(200)
  @Requires('training:approve-plan')
  approve(@Param('year', ParseIntPipe) year: number, @Context() context: CommandContext): Promise<Appended> {
    return this.plans.execute(known(year), { type: 'ApprovePlan', by: context.actor }, context);
  }

  /** The plan of a year, what became of it so far, and its budget. */
  @Get(':year')
  @Requires('training:read')
  async find(
    @Param('year', ParseIntPipe) year: number,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<TrainingPlanView> {
    if (awaited) {
      const { version, waitMs } = awaited;
      await this.projections.reached(trainingPlanList, trainingPlanStream(known(year)), version, waitMs);
    }
    const { date } = await this.rulebook.today(this.clock.now());
    const [row] = await this.db.query<Omit<TrainingPlanView, 'realised'>[]>(
      `select plan_id as "planId", year, budget_idr::float8 as "budgetIdr", lines, cost_idr::float8 as "costIdr", warnings,
         below_right as "belowRight", seats, report, version::int,
         case when status = 'APPROVED' and $2::date >= make_date(year, 1, 1) then 'RUNNING' else status end as status
       from rm.training_plan_list where year = $1`,
      [known(year), date],
    );
    if (!row) throw new NotFound('TRAINING_PLAN_NOT_FOUND', 'There is no training plan of this year.');
    return { ...row, realised: await this.plans.realised(year) };
  }
}

const known = (year: number): number => {
  if (year < 2000 || year > HIGHEST_YEAR)
    throw new NotFound('TRAINING_PLAN_NOT_FOUND', 'There is no training plan of this year.');
  return year;
};
