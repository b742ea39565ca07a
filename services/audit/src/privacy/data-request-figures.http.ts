import { Public, Requires } from '@jejak/auth';
import { type Clock, endOfDay, plusDays, plusMonths, startOfDay } from '@jejak/kernel';
import { parametersOf, Policies } from '@jejak/policies';
import { type Cell, cellOf } from '@jejak/publication';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { IsOptional, Matches, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';

export class FiguresQuery {
  /** yyyy-mm; left out: the present month. */
  @IsOptional() @Matches(/^20\d{2}-(0[1-9]|1[0-2])$/) @MaxLength(7) readonly month?: string;
}

/** Of a month of the city. Counts so small that they point at somebody are left out. */
interface Figures {
  readonly month: string;
  readonly from: string;
  readonly to: string;
  /** Requests about one's own data that were filed, those that were answered, and answers that did not come in time. */
  readonly filed: Cell;
  readonly answered: Cell;
  readonly missed: Cell;
  /** Breaches of personal data that were recorded, and those of which somebody was not notified in time. */
  readonly breaches: number;
  readonly breachesLate: number;
}

/** What each figure counts. */
const COUNTED = {
  filed: ['DataRequestFiled'],
  answered: ['DataRequestFulfilled', 'DataRequestRefused'],
  missed: ['DataRequestOverdue'],
  breaches: ['BreachRecorded'],
  breachesLate: ['BreachNotificationOverdue'],
} as const;

/** How the city answers people who ask about their own data: for everyone, and of nobody. @source domain.md 2.6, 2.7 */
@Controller('data-request-figures')
export class DataRequestFiguresController {
  constructor(
    private readonly db: DataSource,
    private readonly policies: Policies,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Public()
  @Requires('audit:read-published')
  async figures(@Query() { month }: FiguresQuery): Promise<Figures> {
    const { calendar, date } = await this.policies.cityDay(this.clock.now());
    const minCell = parametersOf(await this.policies.inForce('pub', date)).integer('minCell');
    const from = `${month ?? date.slice(0, 7)}-01`;
    const to = plusDays(plusMonths(from, 1), -1);
    const rows = await this.db.query<{ name: string; count: number }[]>(
      `select name, count(*)::int as count from ledger.entry where name = any($1::text[]) and at >= $2 and at < $3 group by name`,
      [Object.values(COUNTED).flat(), startOfDay(from, calendar), endOfDay(to, calendar)],
    );
    const counts = new Map(rows.map(({ name, count }) => [name, count]));
    const of = (names: readonly string[]): number =>
      names.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
    return {
      ...{ month: from.slice(0, 7), from, to },
      filed: cellOf(of(COUNTED.filed), minCell),
      answered: cellOf(of(COUNTED.answered), minCell),
      missed: cellOf(of(COUNTED.missed), minCell),
      breaches: of(COUNTED.breaches),
      breachesLate: of(COUNTED.breachesLate),
    };
  }
}
