import { Requires } from '@jejak/auth';
import { Exported } from '@jejak/exports';
import { keyset, MAX_PAGE, type Page, PageRequest } from '@jejak/http';
import type { Clock } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import { YearRequest } from '../me/me.http';
import { Rulebook } from '../rules/rulebook';
import { ViewRules } from '../rules/view-rules';
import {
  type Fairness,
  fairnessOf,
  farthestFirst,
  type Group,
  type Rated,
  type RaterGroup,
  standingOf,
} from './fairness';

interface FairnessView extends Fairness {
  readonly year: number;
  /** The versions of the policies that say how it is counted. */
  readonly policies: readonly string[];
}

const RATED = `select e.predicate, e.rater_id as "raterId", coalesce(u.code, e.unit_id::text) as unit,
    e.deviation is not null as deviates, s.kind, s.sex, s.birth_year as "birthYear"
  from rm.evaluation_list e left join rm.unit_chart u using (unit_id) left join rm.staff_profile s using (employee_id)
  where e.year = $1 and e.predicate is not null and e.status <> 'OPENED'`;

const raters = keyset('fairness-raters', { distance: 'decimal', group: 'text' });
const units = keyset('fairness-units', { group: 'text' });

class FairnessRequest extends PageRequest {
  /** Left out: the year before this one. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(2000) @Max(2999) readonly year?: number;
}

@Controller('fairness')
export class FairnessController {
  constructor(
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    private readonly rules: ViewRules,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whether a year was rated alike: raters farthest from the others first, at most 200 of them and of units; the lists have all. */
  @Get()
  @Requires('performance:read-fairness')
  async fairness(@Query() { year }: YearRequest): Promise<FairnessView> {
    const found = await this.of(year);
    const shown = farthestFirst(found.raters).slice(0, MAX_PAGE);
    return { ...found, raters: shown, unit: found.unit.slice(0, MAX_PAGE) };
  }

  /** How every rater rated, those farthest from the others first, those of whom nothing is shown last. */
  @Get('raters')
  @Requires('performance:read-fairness')
  @Exported('fairness-raters', ['group', 'n', 'mean', 'deviationShare', 'z'])
  async byRater(@Query() { year, cursor, limit }: FairnessRequest): Promise<Page<RaterGroup>> {
    const found = await this.of(year);
    const rest = farthestFirst(found.raters, raters.after(cursor));
    return raters.page(rest.slice(0, limit + 1), limit, standingOf);
  }

  /** How every unit was rated, by its code. */
  @Get('units')
  @Requires('performance:read-fairness')
  @Exported('fairness-units', ['group', 'n', 'mean', 'deviationShare'])
  async byUnit(@Query() { year, cursor, limit }: FairnessRequest): Promise<Page<Group>> {
    const found = await this.of(year);
    const after = units.after(cursor);
    const rest = found.unit.filter(({ group }) => !after || group > after.group);
    return units.page(rest.slice(0, limit + 1), limit, ({ group }) => ({ group }));
  }

  private async of(year: number | undefined): Promise<FairnessView> {
    const { date } = await this.rulebook.today(this.clock.now());
    const of = year ?? Number(date.slice(0, 4)) - 1;
    const [{ minCell, ref }, ages] = await Promise.all([
      this.rules.publication(date),
      this.rules.ageBands(date),
    ]);
    const found = fairnessOf(await this.db.query<Rated[]>(RATED, [of]), of, ages.bands, minCell);
    return { year: of, policies: [ages.ref, ref], ...found };
  }
}
