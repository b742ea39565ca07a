import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Context, Id } from '@jejak/http';
import { naturalId } from '@jejak/kernel';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { SessionCommand } from './session.commands';
import { session } from './session.decider';
import { enrolmentIdOf, SessionReading, sessionStream } from './session.reading';
import {
  NominateForSeatRequest,
  ReasonRequest,
  RefuseSeatRequest,
  ScheduleSessionRequest,
  WithdrawRequest,
} from './session.requests';

type WantedSeat = Pick<
  Extract<SessionCommand, { type: 'RequestSeat' }>,
  'employeeId' | 'nominatedAs' | 'reason'
>;

/** What is done with sessions and their seats. */
@Controller('sessions')
export class SessionController {
  constructor(
    private readonly store: EventStore,
    private readonly reading: SessionReading,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('training:define')
  schedule(@Body() request: ScheduleSessionRequest, @Context() context: CommandContext): Promise<Appended> {
    const { programmeId, capacity, mode, room, trainerId, materials = [], parts, costIdr = 0 } = request;
    const sessionId = naturalId('session', context.commandId);
    const blocks = parts.map(({ on, from, to }) => ({ on, from, to }));
    const command: SessionCommand = {
      ...{ type: 'ScheduleSession', sessionId, programmeId, capacity, mode, room: room?.trim() ?? null },
      ...{ trainerId, materials, parts: blocks, costIdr },
    };
    return this.ask(sessionId, command, context);
  }

  @Post(':id/open-enrolment')
  @HttpCode(200)
  @Requires('training:define')
  open(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.ask(id, { type: 'OpenEnrolment' }, context);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Requires('training:define')
  cancel(
    @Id() id: string,
    @Body() { reason }: ReasonRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'CancelSession', reason }, context);
  }

  /** The supervisor asks for a seat for one of the team; HR for one in a leadership programme, and says why. */
  @Post(':id/nominate')
  @HttpCode(200)
  @Requires('training:nominate')
  nominate(
    @Id() id: string,
    @Body() { employeeId, reason = '' }: NominateForSeatRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const nominatedAs = context.role === 'hr_admin' ? 'HR' : 'SUPERVISOR';
    return this.request(id, { employeeId, nominatedAs, reason }, context);
  }

  /** Asks for a seat for oneself. */
  @Post(':id/enrol')
  @HttpCode(200)
  @Requires('training:enrol')
  enrol(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.request(id, { employeeId: context.actor, nominatedAs: null, reason: '' }, context);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Requires('training:enrol')
  withdraw(
    @Id() id: string,
    @Body() { reason = '' }: WithdrawRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const by = context.actor;
    const enrolmentId = enrolmentIdOf(id, by);
    return this.ask(id, { type: 'WithdrawSeat', by, enrolmentId, reason }, context, by);
  }

  /** The supervisor does not let one of the team go. */
  @Post(':id/refuse')
  @HttpCode(200)
  @Requires('training:refuse-seat')
  refuse(
    @Id() id: string,
    @Body() { employeeId, reason = '' }: RefuseSeatRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const enrolmentId = enrolmentIdOf(id, employeeId);
    const command: SessionCommand = { type: 'RefuseSeat', by: context.actor, enrolmentId, reason };
    return this.ask(id, command, context, employeeId);
  }

  private request(id: string, wanted: WantedSeat, context: CommandContext): Promise<Appended> {
    const { employeeId } = wanted;
    const command = { by: context.actor, enrolmentId: enrolmentIdOf(id, employeeId), ...wanted };
    return this.ask(id, { type: 'RequestSeat', ...command }, context, employeeId);
  }

  private ask(
    id: string,
    command: SessionCommand,
    context: CommandContext,
    employeeId?: string,
  ): Promise<Appended> {
    const gather = this.reading.of(command, employeeId);
    return this.store.execute(session, sessionStream(id), command, context, gather);
  }
}
