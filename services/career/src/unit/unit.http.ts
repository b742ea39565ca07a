import { Requires } from '@jejak/auth';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import {
  type Awaited,
  Context,
  IsId,
  IsLegalDate,
  keyset,
  type Page,
  PageRequest,
  ReadYourWrites,
} from '@jejak/http';
import { naturalId } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { IsOptional, Matches, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { UnitChanges } from './unit-changes';
import { MergeUnitRequest, RenameUnitRequest } from './unit.requests';
import { streamOfUnit } from './unit-stream';
import { unitChart } from './unit.projection';

class CreateUnitRequest {
  /** The natural key: what imports name a unit by. */
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/) @MaxLength(64) readonly code!: string;
  @Matches(/\S/) @MaxLength(200) readonly name!: string;
  /** Agency, division, school … as the city's chart calls it. */
  @Matches(/\S/) @MaxLength(64) readonly kind!: string;
  @IsOptional() @IsId() @MaxLength(36) readonly parentUnitId?: string;
  @IsLegalDate() readonly from!: string;
  @IsOptional() @IsLegalDate() readonly to?: string;
}

interface UnitView {
  readonly unitId: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parentUnitId: string | null;
  readonly from: string;
  readonly to: string | null;
  /** Every name that it had, with its first day. */
  readonly names: readonly { readonly name: string; readonly from: string }[];
  readonly mergedInto: string | null;
  readonly version: number;
}

const VIEW = `unit_id as "unitId", code, name, kind, parent_unit_id as "parentUnitId", from_date::text as "from",
  to_date::text as "to", names, merged_into as "mergedInto", version::int`;

const BY_CODE = keyset('units', { code: 'text' });

/** The organisation chart. */
@Controller('units')
export class UnitController {
  constructor(
    private readonly projections: Projections,
    private readonly db: DataSource,
    private readonly changes: UnitChanges,
  ) {}

  @Post('create')
  @HttpCode(200)
  @Requires('career:organise')
  create(@Body() request: CreateUnitRequest, @Context() context: CommandContext): Promise<Appended> {
    const { parentUnitId = null, to = null, ...given } = request;
    const command = {
      ...given,
      parentUnitId,
      to,
      type: 'CreateUnit',
      unitId: naturalId('unit', given.code),
    } as const;
    return this.changes.create(given.code, command, context);
  }

  @Post('rename')
  @HttpCode(200)
  @Requires('career:organise')
  rename(
    @Body() { code, name, from }: RenameUnitRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.changes.execute(code, { type: 'RenameUnit', name, from }, context);
  }

  /** One unit becomes part of another; of several, each in a command of its own. */
  @Post('merge')
  @HttpCode(200)
  @Requires('career:organise')
  merge(
    @Body() { code, into, from }: MergeUnitRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const intoUnitId = naturalId('unit', into);
    return this.changes.execute(code, { type: 'MergeUnit', intoUnitId, from }, context);
  }

  @Get()
  @Requires('career:read')
  @Exported('units', ['unitId', 'code', 'name', 'kind', 'parentUnitId', 'from', 'to'])
  async list(@Query() { cursor, limit }: PageRequest): Promise<Page<UnitView>> {
    const after = BY_CODE.after(cursor);
    const rows = await this.db.query<UnitView[]>(
      `select ${VIEW} from rm.unit_chart where $1::text is null or code > $1 order by code limit $2`,
      [after?.code ?? null, limit + 1],
    );
    return BY_CODE.page(rows, limit, ({ code }) => ({ code }));
  }

  /** One unit by its code; `version` and `Prefer: wait` show what the caller has just written. */
  @Get('by-code')
  @Requires('career:read')
  async find(@Query('code') code: string, @ReadYourWrites() awaited?: Awaited): Promise<Page<UnitView>> {
    if (awaited)
      await this.projections.reached(unitChart, streamOfUnit(code), awaited.version, awaited.waitMs);
    const items = await this.db.query<UnitView[]>(`select ${VIEW} from rm.unit_chart where code = $1`, [
      code,
    ]);
    return { items, next: null };
  }
}
