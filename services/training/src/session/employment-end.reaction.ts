import { careerContracts, type EmploymentEnded, employmentEnded } from '@jejak/contracts/career';
import { trainingContracts } from '@jejak/contracts/training';
import { EventStore } from '@jejak/event-store';
import { eventTypeOf, naturalId, type Recorded } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import type { SessionCommand } from './session.commands';
import { session } from './session.decider';
import { SessionReading, sessionStream } from './session.reading';

const NAME = 'give-up-seats';

/** Seats in sessions that end after the last day $2 of an employment $1. */
const SEATS = `select enrolment_id as "enrolmentId", session_id as "sessionId"
  from rm.enrolment_list join rm.session_list s using (session_id)
  where employee_id = $1 and seat in ('CONFIRMED', 'WAITLISTED') and s.status in ('SCHEDULED', 'OPEN')
    and s.ends_on > $2::date order by enrolment_id`;

/** Who leaves gives up the seats of sessions that are not over by the last day; who waits moves up. @source domain.md 12 (EmploymentEnded) */
@Controller()
export class EmploymentEndReaction {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly reading: SessionReading,
  ) {}

  @Reaction(eventTypeOf(careerContracts.service, employmentEnded), NAME)
  async ended(@Payload() event: Recorded<EmploymentEnded>, @Ctx() { delivery }: EventContext): Promise<void> {
    const { employeeId, on } = event.data;
    const context = reactionContext(event, NAME, trainingContracts.service, delivery);
    const { stream, version: ver, hash } = event.envelope;
    const seats = await this.db.query<{ enrolmentId: string; sessionId: string }[]>(SEATS, [employeeId, on]);
    for (const { enrolmentId, sessionId } of seats) {
      const command: SessionCommand = { type: 'LapseSeat', enrolmentId };
      const own = { ...context, commandId: naturalId(context.commandId, enrolmentId) };
      const gather = this.reading.of(command, undefined, [{ stream, ver, hash }]);
      await this.store.execute(session, sessionStream(sessionId), command, own, gather);
    }
  }
}
