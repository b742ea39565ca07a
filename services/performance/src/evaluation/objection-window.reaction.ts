import {
  type LegalDeliveryDelayed,
  legalDeliveryDelayed,
  notificationContracts,
} from '@jejak/contracts/notification';
import { performanceContracts } from '@jejak/contracts/performance';
import { EventStore } from '@jejak/event-store';
import { eventTypeOf, type Recorded } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { evaluation } from './evaluation.decider';
import { EvaluationReading } from './evaluation.reading';

const NAME = 'objection-window';

/** Whose evaluation could not be brought to them has the days of the law from when it counts as received. @source domain.md 11 */
@Controller()
export class ObjectionWindowReaction {
  constructor(
    private readonly store: EventStore,
    private readonly reading: EvaluationReading,
  ) {}

  @Reaction(eventTypeOf(notificationContracts.service, legalDeliveryDelayed), NAME)
  async delayed(
    @Payload() event: Recorded<LegalDeliveryDelayed>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { topic, object, receivedOn } = event.data;
    if (topic !== 'EVALUATION_DELIVERED') return;
    await this.store.execute(
      evaluation,
      object,
      { type: 'MoveObjectionWindow', receivedOn },
      reactionContext(event, NAME, performanceContracts.service, delivery),
      this.reading.of('MoveObjectionWindow'),
    );
  }
}
