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
import { discipline } from './discipline.decider';
import { DisciplineReading } from './discipline.reading';

const NAME = 'appeal-window';

/** Whom the notice of a sanction could not be brought to has the days of the law from when it counts as received. @source domain.md 11 */
@Controller()
export class AppealWindowReaction {
  constructor(
    private readonly store: EventStore,
    private readonly reading: DisciplineReading,
  ) {}

  @Reaction(eventTypeOf(notificationContracts.service, legalDeliveryDelayed), NAME)
  async delayed(
    @Payload() event: Recorded<LegalDeliveryDelayed>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { topic, object, receivedOn } = event.data;
    if (topic !== 'SANCTION_DECIDED') return;
    const context = reactionContext(event, NAME, performanceContracts.service, delivery);
    await this.store.execute(
      discipline,
      object,
      { type: 'MoveAppealWindow', receivedOn },
      context,
      this.reading.of('MoveAppealWindow', context.actor, false),
    );
  }
}
