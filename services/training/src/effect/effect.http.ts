import { Requires } from '@jejak/auth';
import { Id } from '@jejak/http';
import { type Clock, decimal, NotFound } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { YearRequest } from '../request-formats';
import { Rulebook } from '../rules/rulebook';
import { type IndicatorChange, indicatorChanges, type Reached } from './indicator-change';

/** A mean, with the number that it is of; null of none. Shown, never a proof. */
interface Mean {
  readonly mean: string | null;
  readonly n: number;
}

interface EffectView {
  readonly programmeId: string;
  readonly passed: number;
  readonly failed: number;
  /** Normalised gain, 4 places. */
  readonly gain: Mean;
  readonly reaction: Mean;
  readonly application: Mean & { readonly expected: string; readonly asExpected: boolean | null };
}

interface Row {
  readonly passed: number;
  readonly failed: number;
  readonly gain: string | null;
  readonly gains: number;
  readonly reaction: string | null;
  readonly reactions: number;
  readonly application: string | null;
  readonly applications: number;
}

const EFFECT = `select count(*) filter (where e.result = 'PASSED')::int as passed,
    count(*) filter (where e.result = 'FAILED')::int as failed,
    round(avg(e.gain), 4)::text as gain, count(e.gain)::int as gains,
    round(avg(e.reaction), 2)::text as reaction, count(e.reaction)::int as reactions,
    round(avg(e.application), 2)::text as application, count(e.application)::int as applications
  from rm.programme_list p left join rm.session_list s using (programme_id) left join rm.enrolment_list e using (session_id)
  where p.programme_id = $1 group by p.programme_id`;

interface IndicatorEffectView {
  readonly programmeId: string;
  /** The year of the training; the change is that from the year before to it. */
  readonly year: number;
  readonly indicators: readonly IndicatorChange[];
}

/**
 * Who passed the programme $1 in the year $2 (its first and last day $3 and $4), and others with the same position and indicator who
 * never did, with what both reached in that year and the one before; the mean where somebody had several evaluations.
 */
const REACHED = `
  with passed as (
    select distinct e.employee_id, s.ends_on between $3::date and $4::date as "inYear"
    from rm.enrolment_list e join rm.session_list s using (session_id) where s.programme_id = $1 and e.result = 'PASSED'),
  reached as (
    select r.employee_id, r.year, r.position, i.key as indicator, avg(i.value::numeric) as realisation
    from rm.indicator_result r, jsonb_each_text(r.realisations) i
    where r.year in ($2, $2 - 1) and r.employee_id is not null group by 1, 2, 3, 4),
  pairs as (
    select a.employee_id, a.position, a.indicator, b.realisation as before, a.realisation as after,
      exists (select from passed p where p.employee_id = a.employee_id and p."inYear") as participant,
      exists (select from passed p where p.employee_id = a.employee_id) as ever
    from reached a join reached b on b.employee_id = a.employee_id and b.indicator = a.indicator and b.position = a.position
    where a.year = $2 and b.year = $2 - 1)
  select o.indicator as "indicatorId", o.participant, o.before::text, o.after::text from pairs o
  where o.participant or (not o.ever and exists (
    select from pairs p where p.participant and p.indicator = o.indicator and p.position = o.position))
  order by 1 limit 200000`;

/** What programmes do. @source domain.md 6.3, effect */
@Controller('programmes')
export class EffectController {
  constructor(
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What participants of a year reached beside comparable others: shown, and no proof of anything. */
  @Get(':id/effect/indicators')
  @Requires('training:read')
  async indicators(@Id() id: string, @Query() { year }: YearRequest): Promise<IndicatorEffectView> {
    const { date, rules } = await this.rulebook.today(this.clock.now());
    const known = await this.db.query<object[]>('select from rm.programme_list where programme_id = $1', [
      id,
    ]);
    if (known.length === 0) throw new NotFound('PROGRAMME_NOT_FOUND', 'There is no such programme.');
    // Evaluations of a year are final in the next one.
    const of = year ?? Number(date.slice(0, 4)) - 1;
    const reached = await this.db.query<Reached[]>(REACHED, [id, of, `${of}-01-01`, `${of}-12-31`]);
    return { programmeId: id, year: of, indicators: indicatorChanges(reached, rules.minCell) };
  }

  @Get(':id/effect')
  @Requires('training:read')
  async find(@Id() id: string): Promise<EffectView> {
    const { rules } = await this.rulebook.today(this.clock.now());
    const [row] = await this.db.query<Row[]>(EFFECT, [id]);
    if (!row) throw new NotFound('PROGRAMME_NOT_FOUND', 'There is no such programme.');
    const { passed, failed, gain, gains, reaction, reactions, application, applications } = row;
    const { expected } = rules.other.application;
    return {
      ...{ programmeId: id, passed, failed },
      gain: { mean: gain, n: gains },
      reaction: { mean: reaction, n: reactions },
      application: {
        ...{ mean: application, n: applications, expected },
        asExpected: application === null ? null : decimal(application).greaterThanOrEqualTo(expected),
      },
    };
  }
}
