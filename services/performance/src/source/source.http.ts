import { Requires } from '@jejak/auth';
import { REFRESHES, type Refresh, SourceCode } from '@jejak/contracts/performance';
import { type Appended, type CommandContext, EventStore, type Gather } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, IsId, IsLegalDate, keyset, type Page, PageRequest } from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { readable, readerOf } from '@jejak/organisation';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';
import { DataSource } from 'typeorm';
import { UnitResults } from '../direction/unit-results';
import { IsDecimalText } from '../request-formats';
import { Rulebook } from '../rules/rulebook';
import { source, type Source, type SourceGiven } from './source.decider';
import type { SourceRow } from './source.projection';
import { sourceIdOf, sourceStream } from './sources';

const KINDS = ['SYSTEM', 'SURVEY', 'REGISTER'] as const;

export class RegisterSourceRequest {
  @Matches(new RegExp(SourceCode.pattern ?? '')) @MaxLength(64) readonly code!: string;
  @IsIn(KINDS) readonly kind!: (typeof KINDS)[number];
  @IsOptional() @IsId() readonly ownerUnitId?: string;
  /** The indicators that it knows; left out: any. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, { each: true })
  @MaxLength(64, { each: true })
  readonly indicatorIds?: readonly string[];
  /** The smallest and largest amount that can be. */
  @IsOptional() @IsDecimalText() readonly min?: string;
  @IsOptional() @IsDecimalText() readonly max?: string;
  @IsIn(REFRESHES) readonly refresh!: Refresh;
  @IsOptional() @IsLegalDate() readonly lastAudit?: string;
}

export class RecordSourceAuditRequest {
  @IsLegalDate() readonly auditedOn!: string;
  @IsBoolean() readonly passed!: boolean;
  /** What was found; asked for where it failed. */
  @IsOptional() @IsString() @MaxLength(4000) readonly reason?: string;
}

/** A plan that rests on amounts of a source. */
interface AffectedPlan {
  readonly planId: string;
  readonly employeeId: string;
  readonly year: number;
  readonly amounts: number;
  readonly evaluationId: string | null;
}

const sources = keyset('sources', { sourceId: 'uuid' });
const affected = keyset('affected-plans', { planId: 'uuid' });

/** Where amounts come from. @source domain.md 5.7 */
@Controller('sources')
export class SourceController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly units: UnitResults,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A new source, or a new version of one. */
  @Post()
  @HttpCode(200)
  @Requires('performance:manage-sources')
  register(@Body() request: RegisterSourceRequest, @Context() context: CommandContext): Promise<Appended> {
    const { code, kind, ownerUnitId = null, refresh, lastAudit = null } = request;
    const sourceId = sourceIdOf(code);
    const command = {
      ...({ type: 'RegisterSource', sourceId, code, kind, ownerUnitId, refresh, lastAudit } as const),
      schema: {
        indicatorIds: [...(request.indicatorIds ?? [])],
        min: request.min ?? null,
        max: request.max ?? null,
      },
    };
    return this.store.execute(
      source,
      sourceStream(sourceId),
      command,
      context,
      this.reading(sourceId, ownerUnitId),
    );
  }

  /** A source that failed delivers no more, until it is registered anew. */
  @Post(':id/audit')
  @HttpCode(200)
  @Requires('performance:manage-sources')
  audit(
    @Id() id: string,
    @Body() { auditedOn, passed, reason = '' }: RecordSourceAuditRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { type: 'RecordSourceAudit', auditedOn, passed, reason } as const;
    return this.store.execute(source, sourceStream(id), command, context, this.reading(id, null));
  }

  @Get()
  @Requires('performance:read')
  @Exported('sources', [
    'sourceId',
    'code',
    'kind',
    'ownerUnitId',
    'sourceVersion',
    'status',
    'refresh',
    'lastAudit',
  ])
  async list(@Query() { cursor, limit }: PageRequest): Promise<Page<SourceRow>> {
    const after = sources.after(cursor);
    const rows = await this.db.query<SourceRow[]>(
      `select source_id as "sourceId", code, kind, owner_unit_id as "ownerUnitId", schema, refresh,
         last_audit::text as "lastAudit", source_version as "sourceVersion", status
       from rm.source_list where ($1::uuid is null or source_id > $1) order by source_id limit $2`,
      [after?.sourceId ?? null, limit + 1],
    );
    return sources.page(rows, limit, ({ sourceId }) => ({ sourceId }));
  }

  /** Whose plans rest on amounts of this source, in years that are not closed: those that the caller may read. */
  @Get(':id/affected')
  @Requires('performance:read')
  @Exported('affected-plans', ['planId', 'employeeId', 'year', 'amounts', 'evaluationId'])
  async affected(
    @Id() id: string,
    @Query() { cursor, limit }: PageRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<Page<AffectedPlan>> {
    const { date } = await this.rulebook.today(this.clock.now());
    const known = await this.db.query<unknown[]>('select from rm.source_list where source_id = $1', [id]);
    if (known.length === 0) throw new NotFound('SOURCE_NOT_FOUND', 'There is no such source.');
    const after = affected.after(cursor);
    const rows = await this.db.query<AffectedPlan[]>(
      `select p.plan_id as "planId", p.employee_id as "employeeId", p.year, count(*)::int as amounts,
         (select evaluation_id from rm.evaluation_list e where e.plan_id = p.plan_id) as "evaluationId"
       from rm.plan_list p
       join rm.measurement_list m on m.source_id = $4 and m.from_date >= p.period_start and m.to_date <= p.period_end
         and (m.employee_id = p.employee_id or (m.employee_id is null and m.unit_id = p.unit_id))
         and exists (select from jsonb_array_elements(p.indicators) line where line ->> 'indicatorId' = m.indicator_id)
       where ${readable('p.employee_id')} and ($5::uuid is null or p.plan_id > $5)
         and not exists (select from rm.cycle_list c where c.year = p.year and c.status = 'CLOSED')
       group by p.plan_id, p.employee_id, p.year order by p.plan_id limit $6`,
      [readerOf(actor), role, date, id, after?.planId ?? null, limit + 1],
    );
    return affected.page(rows, limit, ({ planId }) => ({ planId }));
  }

  private reading(sourceId: string, ownerUnitId: string | null): Gather<Source, SourceGiven> {
    return async (_, now) => {
      const [{ calendar, reasonMinimum, refs }, ownerExists, [{ n }]] = await Promise.all([
        this.rulebook.today(now),
        ownerUnitId === null ? true : this.units.unitExists(ownerUnitId),
        this.db.query<{ n: number }[]>(
          `select count(*)::int as n from rm.measurement_list m where source_id = $1
             and not exists (select from rm.cycle_list c
               where c.year = extract(year from m.to_date) and c.status = 'CLOSED')`,
          [sourceId],
        ),
      ]);
      return { given: { calendar, reasonMinimum, ownerExists, openAmounts: n }, policies: refs };
    };
  }
}
