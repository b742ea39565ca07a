import { Requires } from '@jejak/auth';
import { ADOPTION_MEASURES, type AdoptionMeasure } from '@jejak/contracts/training';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, IsId, keyset, type Page, PageRequest } from '@jejak/http';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import type { AdoptionCommand } from './adoption.decider';
import type { AdoptionRow } from './adoption.projection';
import { adoptionIdOf, Adoptions } from './adoptions';

export class ComputeAdoptionRequest {
  @IsId() @MaxLength(36) readonly unitId!: string;
  /** First day of the quarter. */
  @IsString() @MaxLength(10) @Matches(/^2\d{3}-(01|04|07|10)-01$/) readonly quarter!: string;
  /** Left out, these are counted from what career, performance and policy tell. */
  @IsOptional() @IsInt() @Min(1) @Max(1_000_000) readonly employees?: number;
  @IsOptional() @IsInt() @Min(0) @Max(1_000_000) readonly selfReporting?: number;
  @IsOptional() @IsInt() @Min(0) @Max(1_000_000) readonly policyRead?: number;
  @IsOptional() @IsInt() @Min(0) @Max(1_000_000) readonly dialogue?: number;
}

const WISHES = [...ADOPTION_MEASURES, 'SANCTION'] as const;

export class AnswerAdoptionRequest {
  /** A sanction can be asked for, and is refused. */
  @IsIn(WISHES) readonly measure!: AdoptionMeasure | 'SANCTION';
  /** The mentor, or the session. */
  @IsOptional() @IsId() @MaxLength(36) readonly ref?: string;
}

type AdoptionView = Omit<AdoptionRow, 'indexValue'> & { readonly index: string; readonly version: number };

const adoptions = keyset('adoption', { quarter: 'date', adoptionId: 'uuid' });

/** Adoption of the new way of working, by unit and quarter. */
@Controller('adoption')
export class AdoptionController {
  constructor(
    private readonly adoptions: Adoptions,
    private readonly db: DataSource,
  ) {}

  /** Everything is counted here unless it is handed in. */
  @Post()
  @HttpCode(200)
  @Requires('training:compute-adoption')
  compute(@Body() request: ComputeAdoptionRequest, @Context() context: CommandContext): Promise<Appended> {
    const { unitId, quarter, employees, selfReporting, policyRead, dialogue } = request;
    const adoptionId = adoptionIdOf(unitId, quarter);
    const command: AdoptionCommand = {
      ...{ type: 'ComputeAdoption', adoptionId, unitId, quarter },
      ...(employees === undefined ? {} : { employees }),
      ...(selfReporting === undefined ? {} : { selfReporting }),
      ...(policyRead === undefined ? {} : { policyRead }),
      ...(dialogue === undefined ? {} : { dialogue }),
    };
    return this.adoptions.execute(adoptionId, command, context);
  }

  @Post(':id/answer')
  @HttpCode(200)
  @Requires('training:plan')
  answer(
    @Id() id: string,
    @Body() { measure, ref }: AnswerAdoptionRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.adoptions.execute(id, { type: 'AnswerLowAdoption', measure, ref: ref ?? null }, context);
  }

  /** By unit, the latest quarter first. */
  @Get()
  @Requires('training:read')
  @Exported('adoption', [
    'adoptionId',
    'unitId',
    'quarter',
    'employees',
    'selfReporting',
    'policyRead',
    'policiesToRead',
    'dialogue',
    'index',
    'low',
  ])
  async list(@Query() { cursor, limit }: PageRequest): Promise<Page<AdoptionView>> {
    const after = adoptions.after(cursor);
    const rows = await this.db.query<AdoptionView[]>(
      `select adoption_id as "adoptionId", unit_id as "unitId", quarter::text, employees, self_reporting::text as "selfReporting",
         policy_read::text as "policyRead", policies_to_read as "policiesToRead", dialogue::text, index_value::text as "index", low, measures, version::int
       from rm.adoption_list where $1::date is null or (quarter, adoption_id) < ($1, $2::uuid)
       order by rm.adoption_list.quarter desc, adoption_id desc limit $3`,
      [after?.quarter ?? null, after?.adoptionId ?? null, limit + 1],
    );
    return adoptions.page(rows, limit, ({ quarter, adoptionId }) => ({ quarter, adoptionId }));
  }
}
