import { Requires } from '@jejak/auth';
import type { Clock } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { YearRequest } from '../me/me.http';
import { Rulebook } from '../rules/rulebook';
import { ViewRules } from '../rules/view-rules';
import { type Fairness, fairnessOf, type Rated } from './fairness';

/** What no list shows more of. */
const MOST = 200;

interface FairnessView extends Fairness {
  readonly year: number;
  /** The versions of the policies that say how it is counted. */
  readonly policies: readonly string[];
}

const RATED = `select e.predicate, e.rater_id as "raterId", coalesce(u.code, e.unit_id::text) as unit,
    e.deviation is not null as deviates, s.kind, s.sex, s.birth_year as "birthYear"
  from rm.evaluation_list e left join rm.unit_chart u using (unit_id) left join rm.staff_profile s using (employee_id)
  where e.year = $1 and e.predicate is not null and e.status <> 'OPENED'`;

/** Raters by how far they are from the others, those of whom nothing is shown last. */
const farthest = (a: { readonly z: string | null }, b: { readonly z: string | null }): number => {
  const far = ({ z }: { readonly z: string | null }) =>
    z === null || z === 'SUPPRESSED' ? -1 : Math.abs(Number(z));
  return far(b) - far(a);
};

@Controller('fairness')
export class FairnessController {
  constructor(
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    private readonly rules: ViewRules,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whether a year was rated alike: raters farthest from the others first, at most 200 of them and of units. */
  @Get()
  @Requires('performance:read-fairness')
  async fairness(@Query() { year }: YearRequest): Promise<FairnessView> {
    const { date } = await this.rulebook.today(this.clock.now());
    const of = year ?? Number(date.slice(0, 4)) - 1;
    const [{ minCell, ref }, ages] = await Promise.all([
      this.rules.publication(date),
      this.rules.ageBands(date),
    ]);
    const found = fairnessOf(await this.db.query<Rated[]>(RATED, [of]), of, ages.bands, minCell);
    return {
      ...{ year: of, policies: [ages.ref, ref], ...found },
      raters: [...found.raters].sort(farthest).slice(0, MOST),
      unit: found.unit.slice(0, MOST),
    };
  }
}
