import { Requires } from '@jejak/auth';
import {
  SUPPORT_KINDS,
  type SupportDeclined,
  type SupportKind,
  type SupportRequested,
} from '@jejak/contracts/performance';
import { type Appended, type CommandContext, EventStore, type Gather } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, IsId, keyset, type Page, PageRequest } from '@jejak/http';
import { type Clock, naturalId, NotFound, type StreamRef, streamOf } from '@jejak/kernel';
import { CLOCK, FileAccess } from '@jejak/service';
import { isHeadOf, People, positionOn, readable, readerOf } from '@jejak/organisation';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { obstacle } from '../obstacle/obstacle.decider';
import { IsLegalDate } from '../request-formats';
import { Rulebook } from '../rules/rulebook';
import {
  support,
  type Support,
  type SupportCommand,
  type SupportEvent,
  type SupportGiven,
} from './support.decider';
import type { SupportRow } from './support.projection';

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
const requests = keyset('support', { supportId: 'uuid' });
const streamOfSupport = (id: string): string => streamOf('support', id);

/** The row's unit is one whose head the reader is: facilities wait for the head. */
const HEADED = `(kind = 'FACILITY' and exists (
  select from rm.employee_file f, jsonb_to_recordset(f.duties) as d(duty text, scope uuid, "from" date, "to" date)
  where f.employee_id = $1::uuid and d.duty = 'unit_head' and d.scope = unit_id
    and d."from" <= $3::date and (d."to" is null or d."to" >= $3::date)))`;

@Controller('support')
export class SupportController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly people: People,
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
    @Query() { cursor, limit }: PageRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<Page<SupportView>> {
    const after = requests.after(cursor);
    const { date } = await this.rulebook.today(this.clock.now());
    const rows = await this.db.query<SupportView[]>(
      `select ${VIEW} from rm.support_list
       where (${readable('employee_id')} or ${HEADED}) and ($4::uuid is null or support_id > $4)
       order by support_id limit $5`,
      [readerOf(actor), role, date, after?.supportId ?? null, limit + 1],
    );
    return requests.page(rows, limit, ({ supportId }) => ({ supportId }));
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
    const facts = (await this.store.history(streamOfSupport(id))) as unknown as SupportEvent[];
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
    return this.store.execute(support, streamOfSupport(id), command, context, this.reading(command));
  }

  private reading(command: SupportCommand): Gather<Support, SupportGiven> {
    return async (state, now) => {
      const { calendar, date, reasonMinimum, refs } = await this.rulebook.today(now);
      const employeeId = state.status === 'absent' ? command.by : state.employeeId;
      const named = command.type === 'RequestSupport' ? command.obstacleId : null;
      const [own, line, asking, found] = await Promise.all([
        this.people.file(employeeId),
        this.people.lineOf(employeeId, date),
        this.people.file(command.by),
        named === null ? null : this.store.state(obstacle, streamOf('obstacle', named)),
      ]);
      const unitId =
        state.status === 'absent' ? (positionOn(own?.file ?? null, date)?.unitId ?? null) : state.unitId;
      const ownObstacle =
        !found || (found.state.status !== 'absent' && found.state.employeeId === employeeId);
      const heads = [...line.inputs, own?.head, asking?.head, found?.head];
      return {
        given: {
          ...{ calendar, reasonMinimum, unitId, ownObstacle, supervisorId: line.supervisorId },
          unitHead: unitId !== null && isHeadOf(asking?.file ?? null, unitId, date),
        },
        policies: refs,
        inputs: [
          ...new Map(
            heads.flatMap((head) => head ?? []).map((head: StreamRef) => [head.stream, head]),
          ).values(),
        ],
      };
    };
  }
}
