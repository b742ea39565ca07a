import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, IsId, IsLegalDate, keyset, type Page, PageRequest } from '@jejak/http';
import { naturalId, streamOf } from '@jejak/kernel';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { DataSource } from 'typeorm';
import { Duties } from '../organisation/duties';
import { serviceStandard } from './service-standard.decider';
import type { StandardRow } from './service-standard.projection';

class SetStandardRequest {
  @IsId() readonly unitId!: string;
  @IsString() @Matches(/^[A-Z0-9][A-Z0-9._-]{0,39}$/) @MaxLength(40) readonly code!: string;
  @IsString() @Matches(/\S/) @MaxLength(200) readonly name!: string;
  @IsOptional() @IsInt() @Min(1) @Max(100_000) readonly standardMinutes?: number;
  /** Working days. */
  @IsOptional() @IsInt() @Min(1) @Max(1_000) readonly standardDays?: number;
  /** Whole rupiah. */
  @IsInt() @Min(0) @Max(1_000_000_000) readonly fee!: number;
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Matches(/\S/, { each: true })
  @MaxLength(500, { each: true })
  readonly requirements!: string[];
  @IsLegalDate() readonly from!: string;
}

const versions = keyset('service-standards', { code: 'text', standardVersion: 'integer' });

export const standardIdOf = (unitId: string, code: string): string =>
  naturalId('service-standard', unitId, code);

/** What the public may expect of each service. @source domain.md 9.1 */
@Controller()
export class ServiceStandardController {
  constructor(
    private readonly store: EventStore,
    private readonly duties: Duties,
    private readonly db: DataSource,
  ) {}

  @Post('service-standards')
  @HttpCode(200)
  @Requires('citizen:set-standard')
  async set(@Body() request: SetStandardRequest, @Context() context: CommandContext): Promise<Appended> {
    const { unitId, code, standardMinutes = null, standardDays = null } = request;
    const standardId = standardIdOf(unitId, code);
    const command = {
      ...({ type: 'SetServiceStandard', standardId, unitId, code, name: request.name } as const),
      ...{ standardMinutes, standardDays, fee: request.fee, requirements: request.requirements },
      from: request.from,
    };
    const given = { unitExists: await this.duties.unitExists(unitId) };
    return this.store.execute(serviceStandard, streamOf('service-standard', standardId), command, context, {
      given,
    });
  }

  /** All versions of a unit's standards, by code, newest first. */
  @Get('units/:id/service-standards')
  @Requires('citizen:read-published')
  @Exported('service-standards', [
    ...(['code', 'standardVersion', 'name', 'standardMinutes', 'standardDays', 'fee'] as const),
    ...(['requirements', 'fromDate'] as const),
  ])
  async list(@Id() unitId: string, @Query() { cursor, limit }: PageRequest): Promise<Page<StandardRow>> {
    const after = versions.after(cursor);
    const rows = await this.db.query<StandardRow[]>(
      `SELECT standard_id AS "standardId", standard_version AS "standardVersion", unit_id AS "unitId", code, name,
         standard_minutes AS "standardMinutes", standard_days AS "standardDays", fee::int, requirements,
         to_char(from_date, 'YYYY-MM-DD') AS "fromDate"
       FROM rm.service_standard
       WHERE unit_id = $1 AND ($2::text IS NULL OR code > $2 OR (code = $2 AND standard_version < $3::bigint))
       ORDER BY code, standard_version DESC LIMIT $4`,
      [unitId, after?.code ?? null, after?.standardVersion ?? null, limit + 1],
    );
    return versions.page(rows, limit, ({ code, standardVersion }) => ({
      ...{ code, standardVersion: String(standardVersion) },
    }));
  }
}
