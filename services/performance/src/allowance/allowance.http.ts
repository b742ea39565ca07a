import { Requires } from '@jejak/auth';
import { Measured } from '@jejak/http';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import { ViewRules } from '../rules/view-rules';
import { allowanceFile, type FinalRating } from './allowance';

class AllowanceRequest {
  @Type(() => Number) @IsInt() @Min(2000) @Max(2999) readonly year!: number;
}

/** A contested rating has no consequence: it is in the file once it is decided. */
const FINAL = `select e.employee_id as "employeeId", coalesce(u.code, e.unit_id::text) as unit,
    e.evaluation_id as "evaluationId", e.evaluation_version as "evaluationVersion",
    e.period_start::text as "periodStart", e.period_end::text as "periodEnd", e.predicate, p.ref as policy
  from rm.evaluation_list e left join rm.unit_chart u using (unit_id)
  cross join lateral (
    select ref from jsonb_array_elements_text(e.pinned_policies) ref where ref like 'perf.other@%' limit 1) p
  where e.year = $1 and e.status = 'FINAL' and not e.contested
  order by e.employee_id, e.period_start, e.evaluation_id`;

@Controller('allowance-factors')
export class AllowanceController {
  constructor(
    private readonly db: DataSource,
    private readonly rules: ViewRules,
  ) {}

  /** The allowance factors of a year's final ratings, as CSV. */
  @Get()
  @Requires('performance:export-allowance')
  @Measured('export')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(@Query() { year }: AllowanceRequest): Promise<StreamableFile> {
    const ratings = await this.db.query<FinalRating[]>(FINAL, [year]);
    const refs = [...new Set(ratings.map(({ policy }) => policy))];
    const factors = await Promise.all(
      refs.map(async (ref) => [ref, await this.rules.allowanceFactors(ref)] as const),
    );
    return new StreamableFile(Buffer.from(allowanceFile(ratings, new Map(factors)), 'utf8'), {
      type: 'text/csv; charset=utf-8; header=present',
      disposition: `attachment; filename="allowance-factors-${year}.csv"`,
    });
  }
}
