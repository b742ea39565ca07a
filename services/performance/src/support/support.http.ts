import { Requires } from '@jejak/auth';
import {
  SUPPORT_KINDS,
  type SupportDeclined,
  type SupportKind,
  type SupportRequested,
} from '@jejak/contracts/performance';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, IsId, IsLegalDate, type Page, PageRequest } from '@jejak/http';
import { type Clock, naturalId, NotFound } from '@jejak/kernel';
import { CLOCK, FileAccess } from '@jejak/service';
import { readable, readerOf } from '@jejak/organisation';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { readableList } from '../people/readable-list';
import { Rulebook } from '../rules/rulebook';
import { support, type SupportCommand, type SupportEvent } from './support.decider';
import type { SupportRow } from './support.projection';
import { SupportReading, supportStream } from './support.reading';

export class RequestSupportRequest {
  @IsIn(SUPPORT_KINDS) readonly kind!: SupportKind;
  @IsString() @MinLength(1) @MaxLength(4000) readonly what!: string;
  /** The obstacle that it is to remove. */
  @IsOptional() @IsId() readonly obstacleId?: string;
}

export class GrantSupportRequest {
  @IsLegalDate() readonly due!: string;
}

export class DeclineSupportRequest {
  /** What there is instead; without it the request cannot be declined. */
  @IsOptional() @IsString() @MaxLength(4000) readonly alternative?: string;
  @IsString() @MaxLength(4000) readonly reason!: string;
}

interface SupportView extends SupportRow {
  readonly version: number;
}

const VIEW = `support_id as "supportId", employee_id as "employeeId", unit_id as "unitId", kind,
  obstacle_id as "obstacleId", status, due::text as due, version::int`;

/** The row's unit is one whose head the reader is: facilities wait for the head. */
const HEADED = `(kind = 'FACILITY' and exists (
  select from rm.employee_file f, jsonb_to_recordset(f.duties) as d(duty text, scope uuid, "from" date, "to" date)
  where f.employee_id = $1::uuid and d.duty = 'unit_head' and d.scope = unit_id
    and d."from" <= $3::date and (d."to" is null or d."to" >= $3::date)))`;

const requests = readableList<SupportView>({
  ...{ name: 'support', select: VIEW, from: 'rm.support_list' },
  visible: `${readable('employee_id')} or ${HEADED}`,
  key: [['supportId', 'uuid', 'support_id']],
});

@Controller('support')
export class SupportController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly reading: SupportReading,
    private readonly rulebook: Rulebook,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('performance:request-support')
  request(
    @Body() { kind, what, obstacleId }: RequestSupportRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const supportId = naturalId('support', context.commandId);
    const command: SupportCommand = {
      ...{ type: 'RequestSupport', by: context.actor, supportId, kind, what },
      obstacleId: obstacleId ?? null,
    };
    return this.ask(supportId, command, context);
  }

  @Post(':id/grant')
  @HttpCode(200)
  @Requires('performance:decide-support')
  grant(
    @Id() id: string,
    @Body() { due }: GrantSupportRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'GrantSupport', by: context.actor, due }, context);
  }

  @Post(':id/decline')
  @HttpCode(200)
  @Requires('performance:decide-support')
  decline(
    @Id() id: string,
    @Body() { alternative = '', reason }: DeclineSupportRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'DeclineSupport', by: context.actor, alternative, reason }, context);
  }

  /** It is there. */
  @Post(':id/confirm-delivery')
  @HttpCode(200)
  @Requires('performance:request-support')
  confirm(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.ask(id, { type: 'ConfirmDelivery', by: context.actor }, context);
  }

  /** Requests that the caller may read; for the head of a unit those about its facilities too. */
  @Get()
  @Requires('performance:read')
  @Exported('support', ['supportId', 'employeeId', 'unitId', 'kind', 'obstacleId', 'status', 'due'])
  async list(
    @Query() page: PageRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<Page<SupportView>> {
    const { date } = await this.rulebook.today(this.clock.now());
    return requests.page(this.db, { actor, role, date }, page);
  }

  @Get(':id')
  @Requires('performance:read')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
  ): Promise<SupportView & { what: string | null; alternative: string | null; reason: string | null }> {
    const { date } = await this.rulebook.today(this.clock.now());
    const [row] = await this.db.query<SupportView[]>(
      `select ${VIEW} from rm.support_list where support_id = $4 and (${readable('employee_id')} or ${HEADED})`,
      [readerOf(context.actor), context.role, date, id],
    );
    if (!row) throw new NotFound('SUPPORT_NOT_FOUND', 'There is no such request for you to read.');
    await this.access.record(row.employeeId, 'performance.support', context);
    // A stream holds the events of its own decider only.
    const facts = (await this.store.history(supportStream(id))) as unknown as SupportEvent[];
    const asked = facts.find((fact): fact is SupportRequested => fact.type === 'SupportRequested');
    const declined = facts.find((fact): fact is SupportDeclined => fact.type === 'SupportDeclined');
    return {
      ...row,
      what: asked?.data.what ?? null,
      alternative: declined?.data.alternative ?? null,
      reason: declined?.reason?.text ?? null,
    };
  }

  private ask(id: string, command: SupportCommand, context: CommandContext): Promise<Appended> {
    return this.store.execute(support, supportStream(id), command, context, this.reading.of(command));
  }
}
