import { Requires } from '@jejak/auth';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, IsId, IsLegalDate, keyset, MAX_PAGE, type Page, PageRequest } from '@jejak/http';
import { naturalId } from '@jejak/kernel';
import { readerOf } from '@jejak/organisation';
import { FileAccess } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { MOST_KEY } from '../request-formats';
import type { ExceptionRow } from './exception.projection';
import { Exceptions } from './exceptions';

class RequestExceptionRequest {
  /** The stream of the one case: `evaluation-<uuid>`. */
  @IsString()
  @MaxLength(100)
  @Matches(/^[a-z-]+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  readonly case!: string;
  /** The key of the policy whose rule is not to hold. */
  @IsString() @MaxLength(MOST_KEY) @Matches(/^[a-z]+(\.[a-z][A-Za-z0-9]*)*$/) readonly rule!: string;
  /** The unit of which the caller is the head. */
  @IsId() readonly unitId!: string;
  @IsLegalDate() readonly until!: string;
  /** The employee whose case it is. */
  @IsOptional() @IsId() readonly employeeId?: string;
  @IsString() @MaxLength(4000) readonly reason!: string;
}

class DecideExceptionRequest {
  @IsString() @MaxLength(4000) readonly reason!: string;
}

const STATES = ['REQUESTED', 'GRANTED', 'REFUSED', 'EXPIRED'] as const;

class ExceptionSearch extends PageRequest {
  @IsOptional() @IsIn(STATES) readonly status?: (typeof STATES)[number];
}

type ExceptionView = ExceptionRow & { readonly version: number };

/** How often a rule was excepted. */
interface ExceptionCount {
  readonly rule: string;
  readonly requested: number;
  readonly granted: number;
  readonly refused: number;
  /** Of those granted, whose last day is over. */
  readonly expired: number;
}

const INSTANT = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const ROW = `exception_id as "exceptionId", "case", rule, unit_id as "unitId", requested_by as "requestedBy",
  employee_id as "employeeId", to_char(until, 'YYYY-MM-DD') as until, status, ${INSTANT('requested_at')} as "requestedAt",
  ${INSTANT('decided_at')} as "decidedAt", version::int`;

const newest = keyset('exceptions', { requestedAt: 'instant', id: 'uuid' });
const byRule = keyset('exception-counts', { rule: 'text' });

/** That a rule be not applied to one case. @source domain.md 8.1, 2.4 */
@Controller('exceptions')
export class ExceptionController {
  constructor(
    private readonly exceptions: Exceptions,
    private readonly db: DataSource,
    private readonly access: FileAccess,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('policy:request-exception')
  request(
    @Body() { case: stream, rule, unitId, until, employeeId, reason }: RequestExceptionRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const exceptionId = naturalId('exception', context.commandId);
    const asked = { exceptionId, case: stream, rule, unitId, until, employeeId: employeeId ?? null, reason };
    return this.exceptions.execute(
      exceptionId,
      { type: 'RequestException', by: context.actor, ...asked },
      context,
    );
  }

  @Post(':id/grant')
  @HttpCode(200)
  @Requires('policy:grant-exception')
  grant(
    @Id() id: string,
    @Body() { reason }: DecideExceptionRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.exceptions.execute(id, { type: 'GrantException', by: context.actor, reason }, context);
  }

  @Post(':id/refuse')
  @HttpCode(200)
  @Requires('policy:grant-exception')
  refuse(
    @Id() id: string,
    @Body() { reason }: DecideExceptionRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.exceptions.execute(id, { type: 'RefuseException', by: context.actor, reason }, context);
  }

  /** How many by rule, for everyone: never whose. */
  @Get('counts')
  @Requires('policy:read')
  @Exported('exception-counts', ['rule', 'requested', 'granted', 'refused', 'expired'])
  async counts(@Query() { cursor, limit = MAX_PAGE }: PageRequest): Promise<Page<ExceptionCount>> {
    const rows = await this.db.query<ExceptionCount[]>(
      `select rule, count(*)::int as requested, count(*) filter (where status in ('GRANTED', 'EXPIRED'))::int as granted,
         count(*) filter (where status = 'REFUSED')::int as refused, count(*) filter (where status = 'EXPIRED')::int as expired
       from rm.policy_exception where $1::text is null or rule > $1 group by rule order by rule limit $2`,
      [byRule.after(cursor)?.rule ?? null, limit + 1],
    );
    return byRule.page(rows, limit, ({ rule }) => ({ rule }));
  }

  /** Newest first: those who decide, plan or inspect see all, others what they asked for and what is about them. */
  @Get()
  @Requires('policy:read-exceptions')
  @Exported('exceptions', [
    ...(['exceptionId', 'case', 'rule', 'unitId', 'requestedBy', 'employeeId', 'until', 'status'] as const),
    ...(['requestedAt', 'decidedAt'] as const),
  ])
  async list(
    @Query() { cursor, limit, status }: ExceptionSearch,
    @Context() context: CommandContext,
  ): Promise<Page<ExceptionView>> {
    const after = newest.after(cursor);
    const rows = await this.db.query<ExceptionView[]>(
      `select ${ROW} from rm.policy_exception
       where ($1::text in ('hr_admin', 'leadership', 'inspector') or $2::uuid in (requested_by, employee_id))
         and ($3::text is null or status = $3)
         and ($4::timestamptz is null or (requested_at, exception_id) < ($4, $5::uuid))
       order by requested_at desc, exception_id desc limit $6`,
      [
        ...[context.role, readerOf(context.actor), status ?? null],
        ...[after?.requestedAt ?? null, after?.id ?? null, limit + 1],
      ],
    );
    const page = newest.page(rows, limit, ({ requestedAt, exceptionId: id }) => ({ requestedAt, id }));
    const people = new Set(page.items.flatMap(({ employeeId }) => (employeeId === null ? [] : [employeeId])));
    for (const person of people) await this.access.record(person, 'policy.exception', context);
    return page;
  }
}
