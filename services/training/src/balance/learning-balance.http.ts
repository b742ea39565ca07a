import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, keyset, type Page, PageRequest } from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { readable, readerOf } from '@jejak/organisation';
import { CLOCK, FileAccess } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import { YearRequest } from '../request-formats';
import { Rulebook } from '../rules/rulebook';
import type { LearningBalanceRow } from './learning-balance.projection';
import { shortfallOf } from './shortfall';

export interface LearningBalanceView extends Omit<LearningBalanceRow, 'jpRight'> {
  readonly right: number | null;
  /** Hours that are missing; null before the day from which they are shown, and where there is no right. */
  readonly shortfall: number | null;
}

export class BalancesRequest extends PageRequest {
  /** Left out: this year. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(2000) @Max(2999) readonly year?: number;
  /** Only those whose right was not met when the year was closed. */
  @IsOptional() @IsIn(['true', 'false']) readonly unmet?: 'true' | 'false';
}

const balances = keyset('learning-balances', { employeeId: 'uuid' });

/** The training hours of a person in a year; each goes by the employee's id. */
@Controller('learning-balances')
export class LearningBalanceController {
  constructor(
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Balances of a year that the caller may read: whose right is not met is for the leadership and the audit to see. */
  @Get()
  @Requires('training:read')
  @Exported('learning-balances', [
    'employeeId',
    'year',
    'kind',
    'right',
    'credited',
    'shortfall',
    'closed',
    'unmet',
  ])
  async list(
    @Query() { cursor, limit, year, unmet }: BalancesRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<Page<Omit<LearningBalanceView, 'entries'>>> {
    const after = balances.after(cursor);
    const { date, rules } = await this.rulebook.today(this.clock.now());
    const rows = await this.db.query<Omit<LearningBalanceRow, 'entries'>[]>(
      `select employee_id as "employeeId", year, kind, jp_right as "jpRight", credited, closed, unmet, version::int
       from rm.learning_balance where ${readable('employee_id')} and year = $4 and ($5::boolean is null or unmet = $5)
         and ($6::uuid is null or employee_id > $6) order by employee_id limit $7`,
      [
        ...[readerOf(actor), role, date, year ?? Number(date.slice(0, 4))],
        ...[unmet ?? null, after?.employeeId ?? null, limit + 1],
      ],
    );
    const views = rows.map(({ jpRight: right, ...row }) => ({
      ...{ ...row, right },
      shortfall: shortfallOf({ ...row, right }, date, rules.other.shortfallFrom),
    }));
    return balances.page(views, limit, ({ employeeId }) => ({ employeeId }));
  }

  @Get(':id')
  @Requires('training:read')
  async find(
    @Id() id: string,
    @Query() { year }: YearRequest,
    @Context() context: CommandContext,
  ): Promise<LearningBalanceView> {
    const { date, rules } = await this.rulebook.today(this.clock.now());
    const [row] = await this.db.query<LearningBalanceRow[]>(
      `select employee_id as "employeeId", year, kind, jp_right as "jpRight", credited, entries, closed, unmet, version::int
       from rm.learning_balance where employee_id = $4 and year = $5 and ${readable('employee_id')}`,
      [readerOf(context.actor), context.role, date, id, year ?? Number(date.slice(0, 4))],
    );
    if (!row) throw new NotFound('BALANCE_NOT_FOUND', 'There is no such learning balance for you to read.');
    await this.access.record(id, 'training.learning-balance', context);
    const { jpRight: right, ...rest } = row;
    const shown = { year: row.year, right, credited: row.credited };
    return { ...rest, right, shortfall: shortfallOf(shown, date, rules.other.shortfallFrom) };
  }
}
