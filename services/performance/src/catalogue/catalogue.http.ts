import { Requires } from '@jejak/auth';
import {
  AGGREGATIONS,
  type Aggregation,
  type Direction,
  DIRECTIONS,
  SOURCES,
  type Source,
  VERIFICATION_RULES,
  type VerificationRule,
} from '@jejak/contracts/performance';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, keyset, type Page, PageRequest } from '@jejak/http';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { catalogueEntry } from './catalogue.decider';
import type { CatalogueRow } from './catalogue.projection';
import { catalogueStream } from './shipping';

const ROLE = /^[A-Z][A-Z0-9_]{0,63}$/;

export class DefineIndicatorRequest {
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/) @MaxLength(64) readonly indicatorId!: string;
  @Matches(ROLE) @MaxLength(64) readonly role!: string;
  @IsString() @MinLength(1) @MaxLength(300) readonly title!: string;
  @IsOptional() @IsString() @MaxLength(100) readonly perspective?: string;
  /** What is counted; without it the indicator is refused. */
  @IsOptional() @IsString() @MaxLength(64) readonly unit?: string;
  @IsIn(DIRECTIONS) readonly direction!: Direction;
  @IsIn(SOURCES) readonly source!: Source;
  /** Which register, system or survey knows it; without it the indicator is refused. */
  @IsOptional() @IsString() @MaxLength(200) readonly sourceName?: string;
  @IsOptional() @IsIn(AGGREGATIONS) readonly aggregation?: Aggregation;
  @IsOptional() @IsIn(VERIFICATION_RULES) readonly verificationRule?: VerificationRule;
}

export class CatalogueRequest extends PageRequest {
  @IsOptional() @Matches(ROLE) @MaxLength(64) readonly role?: string;
}

const entries = keyset('catalogue', { indicatorId: 'text' });

/** The city's catalogue of indicators: what people of a role may be measured by. */
@Controller('indicators')
export class CatalogueController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('performance:define-indicator')
  define(@Body() request: DefineIndicatorRequest, @Context() context: CommandContext): Promise<Appended> {
    const { indicatorId, role, title, direction, source } = request;
    const template = {
      ...{ role, title, direction, source, perspective: request.perspective ?? '' },
      ...{ unit: (request.unit ?? '').trim(), sourceName: (request.sourceName ?? '').trim() },
      aggregation: request.aggregation ?? (direction === 'HIGHER' ? 'SUM' : 'MEAN'),
      verificationRule: request.verificationRule ?? 'EVIDENCE_REQUIRED',
    };
    const command = { type: 'DefineIndicator', indicatorId, template, shipped: false } as const;
    return this.store.execute(catalogueEntry, catalogueStream(indicatorId), command, context, { given: {} });
  }

  @Get()
  @Requires('performance:read')
  @Exported('indicators', [
    'indicatorId',
    'templateVersion',
    'role',
    'title',
    'perspective',
    'unit',
    'direction',
    'source',
    'sourceName',
    'aggregation',
    'verificationRule',
  ])
  async list(@Query() { cursor, limit, role }: CatalogueRequest): Promise<Page<CatalogueRow>> {
    const after = entries.after(cursor);
    const rows = await this.db.query<CatalogueRow[]>(
      `select indicator_id as "indicatorId", template_version as "templateVersion", role, title, perspective, unit, direction,
         source, source_name as "sourceName", aggregation, verification_rule as "verificationRule"
       from rm.catalogue_list where ($1::text is null or role = $1) and ($2::text is null or indicator_id > $2)
       order by indicator_id limit $3`,
      [role ?? null, after?.indicatorId ?? null, limit + 1],
    );
    return entries.page(rows, limit, ({ indicatorId }) => ({ indicatorId }));
  }
}
