import { Requires } from '@jejak/auth';
import { Exported } from '@jejak/exports';
import { IsId, keyset, type Page, PageRequest } from '@jejak/http';
import type { Clock } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { IsOptional, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { CareerRulebook } from '../credit/career-rulebook';
import { levelOf } from '../credit/ladder';
import type { FormationSeatsRow } from './formation-seats.projection';

export class FormationsRequest extends PageRequest {
  @IsOptional() @IsId() @MaxLength(36) readonly unitId?: string;
}

/** Seats of a position and level in a unit: how many there are, and where they are. */
interface FormationView extends Pick<
  FormationSeatsRow,
  'formationId' | 'unitId' | 'position' | 'level' | 'education' | 'approved'
> {
  /** On which vacancies are drafted. */
  readonly inVacancies: number;
  /** That promotions hold, from the proposal on. */
  readonly inPromotions: number;
  readonly free: number;
  /** Who holds such a position today. */
  readonly holders: number;
}

/** Cases that hold the seat which they were proposed for. */
const HOLDING = ['PROPOSED', 'VERIFIED', 'APPROVED', 'GRANTED', 'HELD', 'EFFECTIVE'];

/** How many hold which position, at which level, in the units $1 on the legal date $2. */
const HOLDERS = `
  select p."unitId", lower(p.position) as position, e.jenjang, count(distinct e.employee_id)::int as n
  from rm.employee_directory e, jsonb_to_recordset(e.positions) as p(position text, "unitId" uuid, "from" date, "to" date)
  where p."unitId" = any($1::uuid[]) and p."from" <= $2::date and (p."to" is null or p."to" >= $2::date)
    and not exists (select from rm.employment_end_list l
      where l.employee_id = e.employee_id and l.status = 'ENDED' and l.last_day < $2::date)
  group by 1, 2, 3`;

const formations = keyset('formation-map', { formationId: 'uuid' });

/** Where there is room: the seats that the leadership approved, and what became of them. @source domain.md 7.7 (formation map) */
@Controller('formation-map')
export class FormationMapController {
  constructor(
    private readonly db: DataSource,
    private readonly rulebook: CareerRulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Approved formations, also those of one unit. */
  @Get()
  @Requires('career:read')
  @Exported('formation-map', [
    ...(['formationId', 'unitId', 'position', 'level', 'education', 'approved'] as const),
    ...(['inVacancies', 'inPromotions', 'free', 'holders'] as const),
  ])
  async list(@Query() { cursor, limit, unitId }: FormationsRequest): Promise<Page<FormationView>> {
    const rows = await this.db.query<Omit<FormationView, 'holders'>[]>(
      `select f.formation_id as "formationId", f.unit_id as "unitId", f.position, f.level, f.education, f.approved,
         f.taken as "inVacancies", c.n as "inPromotions", greatest(f.approved - f.taken - c.n, 0) as free
       from rm.formation_seats f cross join lateral (
         select count(*)::int as n from rm.promotion_case where formation_id = f.formation_id and status = any($1)) c
       where f.approved > 0 and ($2::uuid is null or f.unit_id = $2) and ($3::uuid is null or f.formation_id > $3)
       order by f.formation_id limit $4`,
      [HOLDING, unitId ?? null, formations.after(cursor)?.formationId ?? null, limit + 1],
    );
    const page = formations.page(rows, limit, ({ formationId }) => ({ formationId }));
    const { date } = await this.rulebook.today(this.clock.now());
    const units = [...new Set(page.items.map((row) => row.unitId))];
    const held = await this.db.query<
      { unitId: string; position: string; jenjang: string | null; n: number }[]
    >(HOLDERS, [units, date]);
    const holdersOf = ({ unitId: unit, position, level }: Omit<FormationView, 'holders'>): number => {
      const wanted = levelOf(level);
      return held
        .filter((one) => one.unitId === unit && one.position === position.toLowerCase())
        .filter((one) => wanted === null || levelOf(one.jenjang) === wanted)
        .reduce((total, { n }) => total + n, 0);
    };
    return { ...page, items: page.items.map((row) => ({ ...row, holders: holdersOf(row) })) };
  }
}
