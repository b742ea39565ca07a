import { Requires } from '@jejak/auth';
import { UnitResultCode } from '@jejak/contracts/performance';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, IsId, IsLegalDate, keyset, type Page, PageRequest } from '@jejak/http';
import { type Clock, naturalId, type StreamRef, streamOf } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { isHeadOf, People } from '@jejak/organisation';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { Cycles } from '../cycle/cycles';
import { Rulebook } from '../rules/rulebook';
import { direction } from './direction.decider';
import type { DirectionRow, UnitResultRow } from './direction.projection';
import { unitResult } from './unit-result.decider';
import { unitResultIdOf, UnitResults, unitResultStream } from './unit-results';

export class SetDirectionRequest {
  @IsString() @MinLength(1) @MaxLength(4000) readonly vision!: string;
  @IsString() @MinLength(1) @MaxLength(4000) readonly mission!: string;
  @IsLegalDate() readonly from!: string;
  @IsLegalDate() readonly to!: string;
}

export class PlanUnitResultRequest {
  @Matches(new RegExp(UnitResultCode.pattern ?? '')) @MaxLength(64) readonly code!: string;
  @IsInt() @Min(2000) @Max(2999) readonly year!: number;
  @IsId() readonly unitId!: string;
  @IsString() @MinLength(1) @MaxLength(4000) readonly result!: string;
  /** How it is seen whether it was reached; without it the result is refused. */
  @IsOptional() @IsString() @MaxLength(300) readonly measure?: string;
  @IsOptional() @IsId() readonly supports?: string;
}

export class UnitResultsRequest extends PageRequest {
  @IsOptional() @Type(() => Number) @IsInt() @Min(2000) @Max(2999) readonly year?: number;
  @IsOptional() @IsId() readonly unitId?: string;
}

const directed = keyset('directions', { fromDate: 'date', directionId: 'uuid' });
const results = keyset('unit-results', { unitResultId: 'uuid' });

/** Where the city goes, and what each unit is to reach: shown to every employee, and what plans align to. */
@Controller()
export class DirectionController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly cycles: Cycles,
    private readonly people: People,
    private readonly units: UnitResults,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('directions')
  @HttpCode(200)
  @Requires('performance:set-direction')
  set(
    @Body() { vision, mission, from, to }: SetDirectionRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const directionId = naturalId('direction', from);
    const command = { type: 'SetDirection', directionId, vision, mission, from, to } as const;
    return this.store.execute(direction, streamOf('direction', directionId), command, context, { given: {} });
  }

  /** What holds, latest beginning first. */
  @Get('directions')
  @Requires('performance:read')
  @Exported('directions', ['directionId', 'vision', 'mission', 'fromDate', 'toDate'])
  async directions(@Query() { cursor, limit }: PageRequest): Promise<Page<DirectionRow>> {
    const after = directed.after(cursor);
    const rows = await this.db.query<DirectionRow[]>(
      `select direction_id as "directionId", vision, mission, from_date::text as "fromDate", to_date::text as "toDate"
       from rm.direction_list where ($1::date is null or (from_date, direction_id) < ($1, $2::uuid))
       order by from_date desc, direction_id desc limit $3`,
      [after?.fromDate ?? null, after?.directionId ?? null, limit + 1],
    );
    return directed.page(rows, limit, ({ fromDate, directionId }) => ({ fromDate, directionId }));
  }

  @Post('unit-results')
  @HttpCode(200)
  @Requires('performance:plan-unit-result')
  plan(@Body() request: PlanUnitResultRequest, @Context() context: CommandContext): Promise<Appended> {
    const { code, year, unitId, result, measure = '', supports = null } = request;
    const unitResultId = unitResultIdOf(code, year);
    const command = {
      ...({ type: 'PlanUnitResult', unitResultId, code, year, unitId, result } as const),
      ...{ measure: measure.trim(), supports },
    };
    return this.store.execute(
      unitResult,
      unitResultStream(unitResultId),
      command,
      context,
      async (_, now) => {
        const [today, cycle, asking, above, unitExists] = await Promise.all([
          this.rulebook.today(now),
          this.cycles.of(year),
          this.people.file(context.actor),
          this.units.above(unitId, year),
          this.units.unitExists(unitId),
        ]);
        const mayPlan = context.role === 'leadership' || isHeadOf(asking?.file ?? null, unitId, today.date);
        const heads = [cycle?.head, asking?.head].filter((head): head is StreamRef => head !== undefined);
        return {
          given: { cycle: cycle?.status ?? null, unitExists, mayPlan, unitResults: above.ids },
          policies: today.refs,
          inputs: [
            ...heads,
            ...above.inputs.filter(({ stream }) => stream !== unitResultStream(unitResultId)),
          ],
        };
      },
    );
  }

  @Get('unit-results')
  @Requires('performance:read')
  @Exported('unit-results', ['unitResultId', 'code', 'year', 'unitId', 'result', 'measure', 'supports'])
  async list(
    @Query() { cursor, limit, year, unitId }: UnitResultsRequest,
  ): Promise<Page<Omit<UnitResultRow, 'hash'>>> {
    const after = results.after(cursor);
    const { date } = await this.rulebook.today(this.clock.now());
    const rows = await this.db.query<Omit<UnitResultRow, 'hash'>[]>(
      `select unit_result_id as "unitResultId", code, year, unit_id as "unitId", result, measure, supports, version::int
       from rm.unit_result_list
       where year = $1 and ($2::uuid is null or unit_id = $2) and ($3::uuid is null or unit_result_id > $3)
       order by unit_result_id limit $4`,
      [year ?? Number(date.slice(0, 4)), unitId ?? null, after?.unitResultId ?? null, limit + 1],
    );
    return results.page(rows, limit, ({ unitResultId }) => ({ unitResultId }));
  }
}
