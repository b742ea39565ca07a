import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { type Clock, NotFound, RuleViolated } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { CLOCK, FileAccess } from '@jejak/service';
import { People, readable, readerOf } from '@jejak/organisation';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import { readableList } from '../people/readable-list';
import { Rulebook } from '../rules/rulebook';
import { plan } from './plan.decider';
import type { PlanCommand } from './plan.state';
import { planList, type PlanRow } from './plan.projection';
import { planIdOf, PlanReading, planStream, positionOfPlan } from './plan.reading';
import {
  ContestTargetRequest,
  DecideDisputeRequest,
  DecidePlanChangeRequest,
  DraftPlanRequest,
  indicatorOf,
  RequestPlanChangeRequest,
  ReturnPlanRequest,
  ReviewTargetRequest,
} from './plan.requests';

export class PlansRequest extends PageRequest {
  @IsOptional() @Type(() => Number) @IsInt() @Min(2000) @Max(2999) readonly year?: number;
}

interface PlanView extends PlanRow {
  readonly version: number;
}

const VIEW = `plan_id as "planId", employee_id as "employeeId", position, unit_id as "unitId", year,
  period_start::text as "periodStart", period_end::text as "periodEnd", agree_by::text as "agreeBy", status,
  plan_version as "planVersion", indicators, realism,
  pinned_policies as "pinnedPolicies", overdue, disputed, change, report_by::text as "reportBy", version::int`;
const plans = readableList<PlanView>({
  ...{ name: 'plans', select: VIEW, from: 'rm.plan_list', latestFirst: true },
  key: [
    ['year', 'integer', 'year'],
    ['planId', 'uuid', 'plan_id'],
  ],
});

@Controller('plans')
export class PlanController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly reading: PlanReading,
    private readonly people: People,
    private readonly rulebook: Rulebook,
    private readonly projections: Projections,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Writes one's own plan for the position of today, or writes it again. */
  @Post()
  @HttpCode(200)
  @Requires('performance:draft-plan')
  async draft(@Body() request: DraftPlanRequest, @Context() context: CommandContext): Promise<Appended> {
    const { year, behaviourExpectations: values } = request;
    const employeeId = context.actor;
    const { date } = await this.rulebook.today(this.clock.now());
    const read = await this.people.file(employeeId);
    const position = positionOfPlan(read?.file ?? null, year, date);
    // Without a position there is no plan to name, so not even the decider could be asked.
    if (!position)
      throw new RuleViolated('RULE_VIOLATED', 'Career knows of no position for which this plan could be.', {
        rule: 'plan.position',
      });
    const planId = planIdOf(employeeId, position);
    const command: PlanCommand = {
      ...{ type: 'DraftPlan', by: employeeId, planId, employeeId, year },
      indicators: request.indicators.map(indicatorOf),
      expectBerorientasiPelayanan: values.berorientasiPelayanan,
      expectAkuntabel: values.akuntabel,
      expectKompeten: values.kompeten,
      expectHarmonis: values.harmonis,
      expectLoyal: values.loyal,
      expectAdaptif: values.adaptif,
      expectKolaboratif: values.kolaboratif,
    };
    return this.store.execute(
      plan,
      planStream(planId),
      command,
      context,
      this.reading.draft(employeeId, year),
    );
  }

  @Post(':id/submit')
  @HttpCode(200)
  @Requires('performance:draft-plan')
  submit(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.ask(id, { type: 'SubmitPlan', by: context.actor }, context);
  }

  @Post(':id/review-target')
  @HttpCode(200)
  @Requires('performance:review-target')
  review(
    @Id() id: string,
    @Body() { indicatorId, target, support, reason }: ReviewTargetRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command: PlanCommand = {
      ...{
        type: 'ReviewTarget',
        by: context.actor,
        indicatorId,
        target: target ?? null,
        reason: reason ?? '',
      },
      support: (support ?? []).map(({ by, due, what }) => ({ by, due, what })),
    };
    return this.ask(id, command, context);
  }

  @Post(':id/agree')
  @HttpCode(200)
  @Requires('performance:agree-plan')
  agree(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.ask(id, { type: 'AgreePlan', by: context.actor }, context);
  }

  @Post(':id/return')
  @HttpCode(200)
  @Requires('performance:agree-plan')
  giveBack(
    @Id() id: string,
    @Body() { reason }: ReturnPlanRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'ReturnPlan', by: context.actor, reason }, context);
  }

  /** Contests an agreed target before the superior. */
  @Post(':id/contest-target')
  @HttpCode(200)
  @Requires('performance:contest-target')
  contest(
    @Id() id: string,
    @Body() { indicatorId, reason }: ContestTargetRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'ContestTarget', by: context.actor, indicatorId, reason }, context);
  }

  @Post(':id/decide-dispute')
  @HttpCode(200)
  @Requires('performance:decide-dispute')
  decideDispute(
    @Id() id: string,
    @Body() { target, reason }: DecideDisputeRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'DecideDispute', by: context.actor, target, reason }, context);
  }

  /** Asks for another plan from a day on. */
  @Post(':id/request-change')
  @HttpCode(200)
  @Requires('performance:request-plan-change')
  requestChange(
    @Id() id: string,
    @Body() { cause, effectiveFrom, indicators, reason }: RequestPlanChangeRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command: PlanCommand = {
      ...{ type: 'RequestPlanChange', by: context.actor, cause, effectiveFrom, reason },
      indicators: indicators.map(indicatorOf),
    };
    return this.ask(id, command, context);
  }

  @Post(':id/decide-change')
  @HttpCode(200)
  @Requires('performance:decide-plan-change')
  decideChange(
    @Id() id: string,
    @Body() { accept, reason = '' }: DecidePlanChangeRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'DecidePlanChange', by: context.actor, accept, reason }, context);
  }

  /** Plans that the caller may read, newest year first. */
  @Get()
  @Requires('performance:read')
  @Exported('plans', [
    'planId',
    'employeeId',
    'position',
    'unitId',
    'year',
    'periodStart',
    'periodEnd',
    'status',
    'planVersion',
    'agreeBy',
    'overdue',
    'disputed',
    'indicators',
    'pinnedPolicies',
  ])
  async list(
    @Query() { year, ...page }: PlansRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<Page<PlanView>> {
    const { date } = await this.rulebook.today(this.clock.now());
    return plans.page(this.db, { actor, role, date }, page, [['year = ?', year]]);
  }

  @Get(':id')
  @Requires('performance:read')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<PlanView & { readonly returnReason: string | null }> {
    if (awaited) await this.projections.reached(planList, planStream(id), awaited.version, awaited.waitMs);
    const { date } = await this.rulebook.today(this.clock.now());
    const [row] = await this.db.query<PlanView[]>(
      `select ${VIEW} from rm.plan_list where plan_id = $4 and ${readable('employee_id')}`,
      [readerOf(context.actor), context.role, date, id],
    );
    if (!row) throw new NotFound('PLAN_NOT_FOUND', 'There is no such plan for you to read.');
    await this.access.record(row.employeeId, 'performance.plan', context);
    const facts = await this.store.history(planStream(id));
    const returned = facts.findLast(({ type }) => type === 'PlanReturned');
    return { ...row, returnReason: returned?.reason?.text ?? null };
  }

  private ask(id: string, command: PlanCommand, context: CommandContext): Promise<Appended> {
    return this.store.execute(plan, planStream(id), command, context, this.reading.existing(command));
  }
}
