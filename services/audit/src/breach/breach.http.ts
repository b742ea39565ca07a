import { Requires } from '@jejak/auth';
import {
  BREACH_ADDRESSEES,
  BREACH_DATA,
  type BreachAddressee,
  type BreachData,
} from '@jejak/contracts/audit';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { naturalId, NotFound } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { DataSource } from 'typeorm';
import type { Shown } from '../inspection/inspection-lists';
import { IsInstant } from '../request-formats';
import { onDuty } from '../privacy/on-duty';
import { notificationText } from './breach-notification';
import { breaches, type BreachRow } from './breach.projection';
import { Breaches, breachStream } from './breaches';

const MOST_WORDS = 4000;
const MOST_PERSONS = 100_000_000;

export class RecordBreachRequest {
  /** When the city came to know of it: an instant in UTC. */
  @IsInstant() readonly noticedAt!: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(BREACH_DATA, { each: true })
  readonly concerned!: readonly BreachData[];
  /** How many people's data, where that is known. */
  @IsOptional() @IsInt() @Min(0) @Max(MOST_PERSONS) readonly persons?: number;
  /** What happened, when and how. */
  @IsString() @MaxLength(MOST_WORDS) readonly account!: string;
}

export class BreachMeasureRequest {
  @IsOptional() @IsInt() @Min(0) @Max(MOST_PERSONS) readonly persons?: number;
  @IsString() @MaxLength(MOST_WORDS) readonly measure!: string;
}

export class NotifyBreachRequest {
  @IsIn(BREACH_ADDRESSEES) readonly to!: BreachAddressee;
  /** The number of the letter. */
  @Matches(/^[A-Za-z0-9][A-Za-z0-9./_-]{0,99}$/) @MaxLength(100) readonly letter!: string;
}

export class DraftQuery {
  @IsOptional() @IsIn(BREACH_ADDRESSEES) readonly to: BreachAddressee = 'AUTHORITY';
}

interface Draft {
  readonly breachId: string;
  readonly to: BreachAddressee;
  readonly dueAt: string;
  /** In Indonesian; to be looked through and signed by the city. */
  readonly text: string;
}

const INSTANT = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const BREACH = `breach_id as "breachId", ${INSTANT('noticed_at')} as "noticedAt", ${INSTANT('due_at')} as "dueAt", concerned,
  persons, recorded_by as "recordedBy", ${INSTANT('authority_at')} as "authorityAt", ${INSTANT('persons_at')} as "personsAt",
  ${INSTANT('public_at')} as "publicAt", overdue, version::int from rm.breach`;
const newest = keyset('breaches', { at: 'instant', id: 'uuid' });
const notFound = (): NotFound =>
  new NotFound('BREACH_NOT_FOUND', 'There is no such breach for you to read or change.');

/** The register of breaches of personal data, and what is to be said of them. @source UU 27/2022; operations.md section 7 */
@Controller('breaches')
export class BreachController {
  constructor(
    private readonly register: Breaches,
    private readonly projections: Projections,
    private readonly db: DataSource,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('audit:keep-breaches')
  record(
    @Body() { persons, ...breach }: RecordBreachRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const breachId = naturalId('breach', context.commandId);
    const command = {
      ...breach,
      type: 'RecordBreach',
      by: context.actor,
      breachId,
      persons: persons ?? null,
    } as const;
    return this.register.execute(breachId, command, onDuty(context));
  }

  @Post(':id/measures')
  @HttpCode(200)
  @Requires('audit:keep-breaches')
  measure(
    @Id() id: string,
    @Body() { measure, persons }: BreachMeasureRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = {
      type: 'TakeBreachMeasure',
      by: context.actor,
      measure,
      persons: persons ?? null,
    } as const;
    return this.register.execute(id, command, onDuty(context));
  }

  /** It was sent. */
  @Post(':id/notifications')
  @HttpCode(200)
  @Requires('audit:keep-breaches')
  notify(
    @Id() id: string,
    @Body() { to, letter }: NotifyBreachRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.register.execute(
      id,
      { type: 'NotifyBreach', by: context.actor, to, letter },
      onDuty(context),
    );
  }

  /** Newest first, without their words. */
  @Get()
  @Requires('audit:read-breaches')
  @Exported('breaches', [
    ...([
      'breachId',
      'noticedAt',
      'dueAt',
      'persons',
      'authorityAt',
      'personsAt',
      'publicAt',
      'overdue',
    ] as const),
  ])
  async list(@Query() { cursor, limit }: PageRequest): Promise<Page<Shown<BreachRow>>> {
    const after = newest.after(cursor);
    const rows = await this.db.query<Shown<BreachRow>[]>(
      `select ${BREACH} where ($1::timestamptz is null or (noticed_at, breach_id) < ($1, $2::uuid))
       order by noticed_at desc, breach_id desc limit $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1],
    );
    return newest.page(rows, limit, ({ noticedAt: at, breachId: id }) => ({ at, id }));
  }

  @Get(':id')
  @Requires('audit:read-breaches')
  async find(@Id() id: string, @ReadYourWrites() awaited?: Awaited): Promise<Shown<BreachRow>> {
    if (awaited) await this.projections.reached(breaches, breachStream(id), awaited.version, awaited.waitMs);
    const [row] = await this.db.query<Shown<BreachRow>[]>(`select ${BREACH} where breach_id = $1`, [id]);
    if (!row) throw notFound();
    return row;
  }

  /** The written notification, drafted from what the register has. */
  @Get(':id/notification')
  @Requires('audit:read-breaches')
  async draft(@Id() id: string, @Query() { to }: DraftQuery): Promise<Draft> {
    const account = await this.register.account(id);
    if (!account) throw notFound();
    return { breachId: id, to, dueAt: account.dueAt, text: notificationText(account, to) };
  }
}
