import { Requires } from '@jejak/auth';
import {
  CAUSE_CATEGORIES,
  type CauseCategory,
  type ImprovementAgreed,
  type ObstacleAnalysed,
  type ObstacleRaised,
  type ObstacleResolved,
} from '@jejak/contracts/performance';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import {
  type Awaited,
  Context,
  Id,
  IsId,
  IsLegalDate,
  type Page,
  PageRequest,
  ReadYourWrites,
} from '@jejak/http';
import { type Clock, naturalId, NotFound, streamOf } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { CLOCK, FileAccess } from '@jejak/service';
import { readable, readerOf } from '@jejak/organisation';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { DataSource } from 'typeorm';
import { readableList } from '../people/readable-list';
import { Rulebook } from '../rules/rulebook';
import { obstacle, type ObstacleCommand, type ObstacleEvent } from './obstacle.decider';
import { obstacleList, type ObstacleRow } from './obstacle.projection';
import { ObstacleReading } from './obstacle.reading';

export class RaiseObstacleRequest {
  @IsId() readonly planId!: string;
  /** Left out: it stands in the way of the work as a whole. */
  @IsOptional() @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/) @MaxLength(64) readonly indicatorId?: string;
  @IsString() @MinLength(1) @MaxLength(4000) readonly description!: string;
}

export class CauseRequest {
  /** Where it lies; without it the analysis is refused. */
  @IsOptional() @IsIn(CAUSE_CATEGORIES) readonly category?: CauseCategory;
  @IsString() @MinLength(1) @MaxLength(380) readonly text!: string;
}

export class AnalyseObstacleRequest {
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => CauseRequest)
  readonly causes!: readonly CauseRequest[];
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(5)
  @IsString({ each: true })
  @MaxLength(500, { each: true })
  readonly fiveWhys?: readonly string[];
}

export class AgreeImprovementRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(380, { each: true })
  readonly actions!: readonly string[];
  /** Who carries it out. */
  @IsId() readonly owner!: string;
  @IsLegalDate() readonly due!: string;
}

export class ResolveObstacleRequest {
  @IsString() @MaxLength(4000) readonly effectMeasured!: string;
}

export class ObstaclesRequest extends PageRequest {
  /** Only those that are not resolved. */
  @IsOptional() @IsIn(['true', 'false']) readonly open?: string;
}

interface ObstacleView extends ObstacleRow {
  readonly version: number;
}

/** What people wrote about it; null where nobody did, or the employee is erased. */
interface ObstacleWords {
  readonly description: string | null;
  readonly causeTexts: string | null;
  readonly fiveWhys: string | null;
  readonly actions: string | null;
  readonly effectMeasured: string | null;
}

const VIEW = `obstacle_id as "obstacleId", employee_id as "employeeId", plan_id as "planId", unit_id as "unitId",
  indicator_id as "indicatorId", status, causes, owner, due::text as due, escalated_to as "escalatedTo",
  to_char(escalates_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "escalatesAt",
  to_char(raised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "raisedAt",
  to_char(resolved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "resolvedAt", version::int`;
const obstacles = readableList<ObstacleView>({
  ...{ name: 'obstacles', select: VIEW, from: 'rm.obstacle_list' },
  key: [['obstacleId', 'uuid', 'obstacle_id']],
});
const streamOfObstacle = (id: string): string => streamOf('obstacle', id);

@Controller('obstacles')
export class ObstacleController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly reading: ObstacleReading,
    private readonly rulebook: Rulebook,
    private readonly projections: Projections,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('performance:obstacle')
  raise(@Body() request: RaiseObstacleRequest, @Context() context: CommandContext): Promise<Appended> {
    const { planId, indicatorId = null, description } = request;
    const obstacleId = naturalId('obstacle', context.commandId);
    return this.ask(
      obstacleId,
      { type: 'RaiseObstacle', by: context.actor, obstacleId, planId, indicatorId, description },
      context,
    );
  }

  @Post(':id/analyse')
  @HttpCode(200)
  @Requires('performance:obstacle')
  analyse(
    @Id() id: string,
    @Body() { causes, fiveWhys = [] }: AnalyseObstacleRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const named = causes.map(({ category = null, text }) => ({ category, text }));
    return this.ask(id, { type: 'AnalyseObstacle', by: context.actor, causes: named, fiveWhys }, context);
  }

  @Post(':id/agree-improvement')
  @HttpCode(200)
  @Requires('performance:obstacle')
  agree(
    @Id() id: string,
    @Body() { actions, owner, due }: AgreeImprovementRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'AgreeImprovement', by: context.actor, actions, owner, due }, context);
  }

  @Post(':id/resolve')
  @HttpCode(200)
  @Requires('performance:obstacle')
  resolve(
    @Id() id: string,
    @Body() { effectMeasured }: ResolveObstacleRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'ResolveObstacle', by: context.actor, effectMeasured }, context);
  }

  /** Obstacles that the caller may read. */
  @Get()
  @Requires('performance:read')
  @Exported('obstacles', [
    'obstacleId',
    'employeeId',
    'planId',
    'unitId',
    'indicatorId',
    'status',
    'causes',
    'owner',
    'due',
    'raisedAt',
    'escalatesAt',
    'escalatedTo',
    'resolvedAt',
  ])
  async list(
    @Query() { open, ...page }: ObstaclesRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<Page<ObstacleView>> {
    const { date } = await this.rulebook.today(this.clock.now());
    return obstacles.page(this.db, { actor, role, date }, page, [
      [`?::boolean is not true or status not in ('RESOLVED', 'ENDED')`, open],
    ]);
  }

  @Get(':id')
  @Requires('performance:read')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<ObstacleView & ObstacleWords> {
    const stream = streamOfObstacle(id);
    if (awaited) await this.projections.reached(obstacleList, stream, awaited.version, awaited.waitMs);
    const { date } = await this.rulebook.today(this.clock.now());
    const [row] = await this.db.query<ObstacleView[]>(
      `select ${VIEW} from rm.obstacle_list where obstacle_id = $4 and ${readable('employee_id')}`,
      [readerOf(context.actor), context.role, date, id],
    );
    if (!row) throw new NotFound('OBSTACLE_NOT_FOUND', 'There is no such obstacle for you to read.');
    await this.access.record(row.employeeId, 'performance.obstacle', context);
    // A stream holds the events of its own decider only.
    const facts = (await this.store.history(stream)) as unknown as ObstacleEvent[];
    return { ...row, ...wordsOf(facts) };
  }

  private ask(id: string, command: ObstacleCommand, context: CommandContext): Promise<Appended> {
    return this.store.execute(obstacle, streamOfObstacle(id), command, context, this.reading.of(command));
  }
}

const wordsOf = (facts: readonly ObstacleEvent[]): ObstacleWords => {
  const last = <Data extends object>(type: ObstacleEvent['type']): Data | undefined =>
    // Found by its name.
    facts.findLast((fact) => fact.type === type)?.data as Data | undefined;
  const analysed = last<ObstacleAnalysed['data']>('ObstacleAnalysed');
  return {
    description: last<ObstacleRaised['data']>('ObstacleRaised')?.description ?? null,
    causeTexts: analysed?.causeTexts ?? null,
    fiveWhys: analysed?.fiveWhys ?? null,
    actions: last<ImprovementAgreed['data']>('ImprovementAgreed')?.actions ?? null,
    effectMeasured: last<ObstacleResolved['data']>('ObstacleResolved')?.effectMeasured ?? null,
  };
};
