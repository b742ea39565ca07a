import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Context, Id } from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { readable, readerOf } from '@jejak/organisation';
import { CLOCK, FileAccess } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
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

/** The training hours of a person in a year; each goes by the employee's id. */
@Controller('learning-balances')
export class LearningBalanceController {
  constructor(
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

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
