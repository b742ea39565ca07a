import { Requires } from '@jejak/auth';
import { type Clock, daysBetween, legalDate } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import { SelectionPolicies } from '../policies/selection-policies';
import { type Figures, figuresOf, forPublic, type PublicFigures } from './figures';

class EffectivenessQuery {
  /** The year of the selection. */
  @Type(() => Number) @IsInt() @Min(2000) @Max(2100) readonly year!: number;
}

interface HiredRow {
  readonly announcedAt: string;
  readonly appointedAt: string;
  readonly atLeastGood: boolean | null;
  readonly resigned: boolean;
}

const CHANNELS = `SELECT a.channel, count(*)::int AS count FROM rm.application a JOIN rm.vacancy v USING (vacancy_id)
  WHERE v.year = $1 AND v.import_id IS NULL GROUP BY a.channel`;

const INSTANT = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Every hire of a year, with the first final evaluation that ends a year or more after the first day, and whether they resigned before that. */
const HIRES = `SELECT ${INSTANT('v.announced_at')} AS "announcedAt", ${INSTANT('h.appointed_at')} AS "appointedAt",
    (SELECT r.at_least_good FROM rm.final_rating r
     WHERE r.employee_id = h.employee_id AND r.period_end >= h.tmt + interval '1 year' - interval '1 day'
     ORDER BY r.period_end, r.evaluation_id LIMIT 1) AS "atLeastGood",
    EXISTS (SELECT FROM rm.employment_end l
     WHERE l.kind = 'RESIGNED' AND l.employee_id = h.employee_id AND l.last_day >= h.tmt AND l.last_day < h.tmt + interval '1 year') AS resigned
  FROM rm.hire h JOIN rm.vacancy v USING (vacancy_id) WHERE v.year = $1`;

/** How well a year's selection did what it is for: what the review of its policies reads. @source domain.md 4.5 */
@Controller('effectiveness')
export class EffectivenessController {
  constructor(
    private readonly db: DataSource,
    private readonly policies: SelectionPolicies,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In full, for those who prepare and decide policies. */
  @Get()
  @Requires('recruitment:read-effectiveness')
  async inFull(@Query() { year }: EffectivenessQuery): Promise<Figures & { readonly year: number }> {
    return { year, ...(await this.figures(year)) };
  }

  /** For everybody: without counts that would point at people. */
  @Get('published')
  @Requires('recruitment:read-published')
  async published(
    @Query() { year }: EffectivenessQuery,
  ): Promise<PublicFigures & { readonly year: number; readonly minCell: number }> {
    const { minCell } = await this.policies.forPublic([], this.clock.now());
    return { year, minCell, ...forPublic(await this.figures(year), minCell) };
  }

  private async figures(year: number): Promise<Figures> {
    const calendar = await this.policies.calendar(this.clock.now());
    const channels = await this.db.query<{ channel: string; count: number }[]>(CHANNELS, [year]);
    const hired = await this.db.query<HiredRow[]>(HIRES, [year]);
    return figuresOf(
      new Map(channels.map(({ channel, count }) => [channel, count])),
      hired.map(({ announcedAt, appointedAt, atLeastGood, resigned }) => ({
        days: daysBetween(legalDate(announcedAt, calendar), legalDate(appointedAt, calendar)),
        ...{ atLeastGood, resigned },
      })),
    );
  }
}
