import { Requires } from '@jejak/auth';
import { NEED_SOURCES, type NeedSource } from '@jejak/contracts/training';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, IsId, keyset, type Page, PageRequest } from '@jejak/http';
import type { Clock } from '@jejak/kernel';
import { readable, readerOf } from '@jejak/organisation';
import { CLOCK, FileAccess } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { IsBoolean, IsIn, IsInt, IsOptional, Max, MaxLength, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import { IsCompetency, IsPercent } from '../request-formats';
import { ReasonRequest } from '../session/session.requests';
import { Rulebook } from '../rules/rulebook';
import type { Need, NeedCommand } from './need.decider';
import type { NeedRow } from './need.projection';
import { needIdOf, Needs } from './needs';

export class IdentifyNeedRequest {
  @IsId() @MaxLength(36) readonly employeeId!: string;
  @IsCompetency() readonly competency!: string;
  /** Per cent of what is expected that is missing. */
  @IsPercent() readonly gap!: string;
  /** Of the indicator that the gap holds back. */
  @IsOptional() @IsPercent() readonly indicatorWeight?: string;
  @IsIn(NEED_SOURCES) readonly source!: NeedSource;
  @IsOptional() @IsBoolean() readonly improvementPlan?: boolean;
}

export class PrioritiseRequest {
  /** 1 comes first. */
  @IsInt() @Min(1) @Max(5) readonly priority!: number;
}

export class PlanNeedRequest {
  @IsInt() @Min(2000) @Max(2999) readonly year!: number;
  @IsId() @MaxLength(36) readonly programmeId!: string;
}

const STATES = [
  'IDENTIFIED',
  'PRIORITISED',
  'PLANNED',
  'DECLINED',
] as const satisfies readonly Need['status'][];

export class NeedsRequest extends PageRequest {
  @IsOptional() @IsIn(STATES) readonly status?: (typeof STATES)[number];
  @IsOptional() @IsId() @MaxLength(36) readonly employeeId?: string;
}

type NeedView = NeedRow & { readonly version: number };

const needs = keyset('needs', { needId: 'uuid' });

@Controller('needs')
export class NeedController {
  constructor(
    private readonly needs: Needs,
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('training:identify-need')
  identify(@Body() request: IdentifyNeedRequest, @Context() context: CommandContext): Promise<Appended> {
    const { employeeId, competency, gap, indicatorWeight = '0', source, improvementPlan = false } = request;
    const needId = needIdOf(employeeId, competency);
    const automatic = context.role === 'service';
    const command: NeedCommand = {
      ...{ type: 'IdentifyNeed', by: context.actor, automatic, needId, employeeId, competency, gap },
      ...{ indicatorWeight, source, improvementPlan },
    };
    return this.needs.execute(needId, command, context);
  }

  @Post(':id/prioritise')
  @HttpCode(200)
  @Requires('training:plan')
  prioritise(
    @Id() id: string,
    @Body() { priority }: PrioritiseRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.needs.execute(id, { type: 'PrioritiseNeed', priority }, context);
  }

  @Post(':id/plan')
  @HttpCode(200)
  @Requires('training:plan')
  plan(
    @Id() id: string,
    @Body() { year, programmeId }: PlanNeedRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.needs.execute(id, { type: 'PlanNeed', year, programmeId }, context);
  }

  @Post(':id/decline')
  @HttpCode(200)
  @Requires('training:plan')
  decline(
    @Id() id: string,
    @Body() { reason }: ReasonRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.needs.execute(id, { type: 'DeclineNeed', reason }, context);
  }

  /** Needs that the caller may read. */
  @Get()
  @Requires('training:read')
  @Exported('needs', [
    'needId',
    'employeeId',
    'competency',
    'gap',
    'indicatorWeight',
    'source',
    'improvementPlan',
    'identifiedBy',
    'status',
    'priority',
    'year',
    'programmeId',
  ])
  async list(
    @Query() { cursor, limit, status, employeeId }: NeedsRequest,
    @Context() context: CommandContext,
  ): Promise<Page<NeedView>> {
    const { actor, role } = context;
    const after = needs.after(cursor);
    const { date } = await this.rulebook.today(this.clock.now());
    const rows = await this.db.query<NeedView[]>(
      `select need_id as "needId", employee_id as "employeeId", competency, gap::text, indicator_weight::text as "indicatorWeight",
         source, improvement_plan as "improvementPlan", identified_by as "identifiedBy", status, priority, year, programme_id as "programmeId", version::int
       from rm.need_list where ${readable('employee_id')} and ($4::text is null or status = $4)
         and ($5::uuid is null or employee_id = $5) and ($6::uuid is null or need_id > $6)
       order by need_id limit $7`,
      [
        ...[readerOf(actor), role, date, status ?? null, employeeId ?? null],
        ...[after?.needId ?? null, limit + 1],
      ],
    );
    // The list of one person is their file.
    if (employeeId !== undefined && rows.length > 0)
      await this.access.record(employeeId, 'training.needs', context);
    return needs.page(rows, limit, ({ needId }) => ({ needId }));
  }
}
