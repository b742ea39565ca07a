import {
  type AssessmentRecorded,
  assessmentRecorded,
  type AttendanceRecorded,
  attendanceRecorded,
  type ChangeProjectAccepted,
  changeProjectAccepted,
  type ChangeProjectRejected,
  changeProjectRejected,
  type SessionCompleted,
  sessionCompleted,
  trainingContracts,
} from '@jejak/contracts/training';
import { EventStore } from '@jejak/event-store';
import { eventTypeOf, naturalId, type Recorded } from '@jejak/kernel';
import { type Delivery, EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { session } from '../session/session.decider';
import { sessionStream } from '../session/session.reading';
import { seatsThat } from '../session/session.state';
import { enrolment } from './enrolment.decider';
import { EnrolmentReading, enrolmentStream } from './enrolment.reading';

const { service } = trainingContracts;
const COMPLETE = 'complete-enrolment';
const SETTLE = 'settle-enrolments';

/** Gives the result as soon as everything is recorded, and at the latest when the session is settled. @source domain.md 6.2 */
@Controller()
export class CompletionReaction {
  constructor(
    private readonly store: EventStore,
    private readonly reading: EnrolmentReading,
  ) {}

  @Reaction(eventTypeOf(service, attendanceRecorded), COMPLETE)
  attendance(
    @Payload() event: Recorded<AttendanceRecorded>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    return this.complete(event, delivery);
  }

  @Reaction(eventTypeOf(service, assessmentRecorded), COMPLETE)
  assessment(
    @Payload() event: Recorded<AssessmentRecorded>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    return this.complete(event, delivery);
  }

  @Reaction(eventTypeOf(service, changeProjectAccepted), COMPLETE)
  accepted(
    @Payload() event: Recorded<ChangeProjectAccepted>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    return this.complete(event, delivery);
  }

  @Reaction(eventTypeOf(service, changeProjectRejected), COMPLETE)
  rejected(
    @Payload() event: Recorded<ChangeProjectRejected>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    return this.complete(event, delivery);
  }

  @Reaction(eventTypeOf(service, sessionCompleted), SETTLE)
  async settle(
    @Payload() event: Recorded<SessionCompleted>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { sessionId } = event.data;
    const { state } = await this.store.state(session, sessionStream(sessionId));
    if (state.status === 'absent') return;
    const context = reactionContext(event, SETTLE, service, delivery);
    for (const { enrolmentId } of seatsThat(state, 'CONFIRMED')) {
      const own = { ...context, commandId: naturalId(context.commandId, enrolmentId) };
      const command = { type: 'CompleteEnrolment', when: 'SETTLED' } as const;
      await this.store.execute(
        enrolment,
        enrolmentStream(enrolmentId),
        command,
        own,
        this.reading.of(enrolmentId, sessionId),
      );
    }
  }

  private async complete(
    event: Recorded<AttendanceRecorded | AssessmentRecorded | ChangeProjectAccepted | ChangeProjectRejected>,
    delivery: Delivery,
  ): Promise<void> {
    const { enrolmentId, sessionId } = event.data;
    const command = { type: 'CompleteEnrolment', when: 'IF_READY' } as const;
    const context = reactionContext(event, COMPLETE, service, delivery);
    const gather = this.reading.of(enrolmentId, sessionId);
    await this.store.execute(enrolment, enrolmentStream(enrolmentId), command, context, gather);
  }
}
