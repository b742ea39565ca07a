import { Requires } from '@jejak/auth';
import { Exported } from '@jejak/exports';
import { keyset, type Page, PageRequest } from '@jejak/http';
import { type Clock, plusDays, plusMonths, RuleViolated } from '@jejak/kernel';
import { type Cell, cellOf, partsOf } from '@jejak/publication';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import { type DeadlineCounts, deadlineFigures, type DeadlineFigures } from './monthly-figures';

class MonthRequest extends PageRequest {
  /** yyyy-mm; a month that is over. */
  @IsString() @MaxLength(7) @Matches(/^20\d{2}-(0[1-9]|1[0-2])$/) readonly month!: string;
}

interface DeliveryFigures {
  readonly topic: string;
  readonly messages: Cell;
  readonly read: Cell;
  readonly unread: Cell;
  readonly late: Cell;
  /** A channel was given up. */
  readonly failed: Cell;
  /** Two were, of a message that starts a clock of the law. */
  readonly delayed: Cell;
}

interface DeliveryCounts {
  readonly topic: string;
  readonly read: number;
  readonly unread: number;
  readonly late: number;
  readonly failed: number;
  readonly delayed: number;
}

const byUnit = keyset('deadline-report', { unit: 'text', kind: 'text' });
const byTopic = keyset('delivery-report', { topic: 'text' });

/** Every month: which deadlines were met, what could not be delivered, what went up the line. @source domain.md 11 */
@Controller('reports')
export class ReportController {
  constructor(
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** By unit and kind. Rights that lapsed, and what became void, are not counted. */
  @Get('deadlines')
  @Requires('notification:read-report')
  @Exported('deadline-report', ['unitId', 'unitCode', 'kind', 'due', 'onTime', 'late', 'missed', 'escalated'])
  async deadlines(@Query() { month, cursor, limit }: MonthRequest): Promise<Page<DeadlineFigures>> {
    const { from, to, minCell } = await this.monthOf(month);
    const after = byUnit.after(cursor);
    const rows = await this.db.query<(DeadlineCounts & { unit: string })[]>(
      `select d.unit_id as "unitId", u.code as "unitCode", coalesce(d.unit_id::text, '') as unit, d.kind,
         (count(*) filter (where d.status = 'MET' and not d.late))::int as "onTime",
         (count(*) filter (where d.status = 'MET' and d.late))::int as late,
         (count(*) filter (where d.status = 'MISSED'))::int as missed,
         (count(*) filter (where d.escalated_at is not null))::int as escalated
       from rm.deadline d left join rm.unit_chart u using (unit_id)
       where d.due_on between $1 and $2 and d.nature = 'DUTY' and d.status in ('MET', 'MISSED')
         and ($3::text is null or (coalesce(d.unit_id::text, ''), d.kind) > ($3, $4::text))
       group by d.unit_id, u.code, d.kind order by coalesce(d.unit_id::text, ''), d.kind limit $5`,
      [from, to, after?.unit ?? null, after?.kind ?? null, limit + 1],
    );
    const page = byUnit.page(rows, limit, ({ unit, kind }) => ({ unit, kind }));
    return { ...page, items: page.items.map((counts) => deadlineFigures(counts, minCell)) };
  }

  /** By topic: what people were told, and what did not reach them. */
  @Get('deliveries')
  @Requires('notification:read-report')
  @Exported('delivery-report', ['topic', 'messages', 'read', 'unread', 'late', 'failed', 'delayed'])
  async deliveries(@Query() { month, cursor, limit }: MonthRequest): Promise<Page<DeliveryFigures>> {
    const { from, to, zone, minCell } = await this.monthOf(month);
    const after = byTopic.after(cursor);
    const rows = await this.db.query<DeliveryCounts[]>(
      `select topic, (count(*) filter (where read_at is not null))::int as read,
         (count(*) filter (where read_at is null))::int as unread, (count(*) filter (where late))::int as late,
         (count(*) filter (where failed))::int as failed, (count(*) filter (where received_on is not null))::int as delayed
       from rm.message where (queued_at at time zone $3)::date between $1 and $2
         and ($4::text is null or topic > $4)
       group by topic order by topic limit $5`,
      [from, to, zone, after?.topic ?? null, limit + 1],
    );
    const page = byTopic.page(rows, limit, ({ topic }) => ({ topic }));
    const shown = ({ topic, read, unread, late, failed, delayed }: DeliveryCounts): DeliveryFigures => ({
      ...{ topic, messages: cellOf(read + unread, minCell), ...partsOf({ read, unread }, minCell) },
      ...{ late: cellOf(late, minCell), failed: cellOf(failed, minCell), delayed: cellOf(delayed, minCell) },
    });
    return { ...page, items: page.items.map(shown) };
  }

  /** @throws RuleViolated RULE_VIOLATED (`report.month-over`) */
  private async monthOf(month: string): Promise<{ from: string; to: string; zone: string; minCell: number }> {
    const { calendar, date } = await this.rulebook.today(this.clock.now());
    const from = `${month}-01`;
    const to = plusDays(plusMonths(from, 1), -1);
    if (to >= date)
      throw new RuleViolated('RULE_VIOLATED', 'The month is not over.', {
        rule: 'report.month-over',
        field: 'month',
      });
    return { from, to, zone: calendar.zone, minCell: await this.rulebook.smallestCell(date) };
  }
}
