import { auditContracts, type InspectionClosed, inspectionClosed } from '@jejak/contracts/audit';
import { eventTypeOf, naturalId, type Recorded } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { PrivacyFiles } from './privacy-files';
import { PrivacyLists } from './privacy-lists';

const NAME = 'requests-behind-inspection';

/** With an inspection ends what it stood against: erasures of whom it looked at are laid before the officer again. @source domain.md 2.6 */
@Controller()
export class InspectionEndReaction {
  constructor(
    private readonly files: PrivacyFiles,
    private readonly lists: PrivacyLists,
  ) {}

  @Reaction(eventTypeOf(auditContracts.service, inspectionClosed), NAME)
  async closed(
    @Payload() event: Recorded<InspectionClosed>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const context = reactionContext(event, NAME, auditContracts.service, delivery);
    const { inspectionId: inspection } = event.data;
    for (const { personId, request, requestId } of await this.lists.heldOpenly())
      await this.files.execute(
        { type: 'LayDataRequestAgain', by: context.actor, personId, request, inspection },
        { ...context, commandId: naturalId(context.commandId, requestId) },
      );
  }
}
