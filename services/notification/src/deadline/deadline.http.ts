import { Requires } from '@jejak/auth';
import { DEADLINE_KINDS, type DeadlineKind } from '@jejak/contracts/notification';
import type { CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, IsId, IsLegalDate, keyset, type Page, PageRequest } from '@jejak/http';
import type { Clock } from '@jejak/kernel';
import { readerOf } from '@jejak/organisation';
import { CLOCK, FileAccess } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import { DEADLINES, linkTo } from './deadline-kinds';
import { DEADLINE, DEADLINE_COLUMNS, type DeadlineView, MINE, VISIBLE } from './deadline.views';

const STATUSES = ['OPEN', 'MISSED', 'MET', 'ENDED'] as const;

class CalendarRequest extends PageRequest {
  @IsOptional() @IsIn(STATUSES) readonly status?: (typeof STATUSES)[number];
  @IsOptional() @IsIn(DEADLINE_KINDS) readonly kind?: DeadlineKind;
  /** First and last legal date of the last day. */
  @IsOptional() @IsLegalDate() readonly from?: string;
  @IsOptional() @IsLegalDate() readonly to?: string;
}

class DeadlinesRequest extends CalendarRequest {
  @IsOptional() @IsId() readonly unitId?: string;
  /** Of one person; each look is recorded. */
  @IsOptional() @IsId() readonly personId?: string;
}

const LEVELS = ['SUPERVISOR', 'SUPERIOR', 'HR'] as const;

class BoardRequest extends PageRequest {
  @IsOptional() @IsId() readonly unitId?: string;
  @IsOptional() @IsIn(LEVELS) readonly level?: (typeof LEVELS)[number];
}

const byDay = keyset('deadlines', { dueAt: 'instant', id: 'uuid' });
const byRise = keyset('escalations', { at: 'instant', id: 'uuid' });

/** Calendars of what is due, and the board of what went up the line. @source domain.md 11 */
@Controller()
export class DeadlineController {
  constructor(
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What the caller has to do, or may still do, and by when; without a status what is not done yet. */
  @Get('deadlines/mine')
  @Requires('notification:read-own')
  @Exported('my-deadlines', DEADLINE_COLUMNS)
  async mine(
    @Query() asked: CalendarRequest,
    @Context() context: CommandContext,
  ): Promise<Page<DeadlineView>> {
    return this.page(asked, MINE, context);
  }

  /** Of the team, the unit or the city, as far as the caller may see. */
  @Get('deadlines')
  @Requires('notification:read-deadlines')
  @Exported('deadlines', DEADLINE_COLUMNS)
  async list(
    @Query() asked: DeadlinesRequest,
    @Context() context: CommandContext,
  ): Promise<Page<DeadlineView>> {
    const page = await this.page(asked, VISIBLE, context);
    if (asked.personId !== undefined && page.items.length > 0)
      await this.access.record(asked.personId, 'notification.deadlines', context);
    return page;
  }

  /** What is late and was told to those above; what rose last comes first. */
  @Get('escalations')
  @Requires('notification:read-deadlines')
  @Exported('escalations', DEADLINE_COLUMNS)
  async board(
    @Query() { cursor, limit, unitId, level }: BoardRequest,
    @Context() context: CommandContext,
  ): Promise<Page<DeadlineView>> {
    const after = byRise.after(cursor);
    const rows = await this.db.query<DeadlineView[]>(
      `select ${DEADLINE} from rm.deadline d
       where d.status = 'MISSED' and d.escalated_at is not null and ${VISIBLE}
         and ($4::uuid is null or d.unit_id = $4) and ($5::text is null or d.escalated_to = $5)
         and ($6::timestamptz is null or (d.escalated_at, d.watch_id) < ($6, $7::uuid))
       order by d.escalated_at desc, d.watch_id desc limit $8`,
      [
        ...(await this.reader(context)),
        ...[unitId ?? null, level ?? null, after?.at ?? null, after?.id ?? null, limit + 1],
      ],
    );
    // Only what rose is on the board.
    return byRise.page(rows.map(linked), limit, ({ escalatedAt, watchId: id }) => ({
      at: escalatedAt ?? '',
      id,
    }));
  }

  private async page(
    { cursor, limit, status, kind, from, to, unitId, personId }: CalendarRequest & Partial<DeadlinesRequest>,
    visible: string,
    context: CommandContext,
  ): Promise<Page<DeadlineView>> {
    const after = byDay.after(cursor);
    const rows = await this.db.query<DeadlineView[]>(
      `select ${DEADLINE} from rm.deadline d
       where ${visible} and d.status = any($4::text[]) and ($5::text is null or d.kind = $5)
         and ($6::date is null or d.due_on >= $6) and ($7::date is null or d.due_on <= $7)
         and ($8::uuid is null or d.unit_id = $8) and ($9::uuid is null or d.person_id = $9)
         and ($10::timestamptz is null or (d.due_at, d.watch_id) > ($10, $11::uuid))
       order by d.due_at, d.watch_id limit $12`,
      [
        ...(await this.reader(context)),
        ...[status === undefined ? ['OPEN', 'MISSED'] : [status], kind ?? null, from ?? null, to ?? null],
        ...[unitId ?? null, personId ?? null, after?.dueAt ?? null, after?.id ?? null, limit + 1],
      ],
    );
    return byDay.page(rows.map(linked), limit, ({ dueAt, watchId: id }) => ({ dueAt, id }));
  }

  private async reader({ actor, role }: CommandContext): Promise<[string, string, string]> {
    return [readerOf(actor), role, (await this.rulebook.today(this.clock.now())).date];
  }
}

const linked = (row: DeadlineView): DeadlineView => ({
  ...row,
  link: linkTo(DEADLINES[row.kind].link, row.object),
});
