import { type Escalated, escalated, type ReminderSent, reminderSent } from '@jejak/contracts/notification';
import { eventTypeOf, type Recorded } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DEADLINES, linkTo } from '../deadline/deadline-kinds';
import { NOTIFICATION } from '../deadline/deadlines';
import { Messages } from './messages';

const STEP = 'tell-step';

/** Whom a step of a ladder names is told. @source domain.md 11 */
@Controller()
export class StepReaction {
  constructor(private readonly messages: Messages) {}

  @Reaction(eventTypeOf(NOTIFICATION, reminderSent), STEP)
  reminded(@Payload() event: Recorded<ReminderSent>, @Ctx() context: EventContext): Promise<void> {
    return this.tell(event, 'REMINDER', context);
  }

  @Reaction(eventTypeOf(NOTIFICATION, escalated), STEP)
  escalated(@Payload() event: Recorded<Escalated>, @Ctx() context: EventContext): Promise<void> {
    return this.tell(event, 'ESCALATION', context);
  }

  private tell(
    event: Recorded<ReminderSent | Escalated>,
    occasion: 'REMINDER' | 'ESCALATION',
    { delivery }: EventContext,
  ): Promise<void> {
    const { kind, topic, object, step, late, dueOn, unitId, to } = event.data;
    const link = linkTo(DEADLINES[kind].link, object);
    // One thing may have two deadlines of one topic, and a clock may run twice: a step is a rung of one of them.
    const turn = `${kind} ${dueOn}`;
    return this.messages.tell(
      { topic, object, step, turn, occasion, late, since: event.envelope.at, link, dueOn, unitId },
      to,
      reactionContext(event, STEP, NOTIFICATION, delivery),
    );
  }
}
