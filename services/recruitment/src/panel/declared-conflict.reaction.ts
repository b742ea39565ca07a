import type { ConflictDeclared, PanelAppointed, PanelReserveAppointed } from '@jejak/contracts/recruitment';
import { EventStore } from '@jejak/event-store';
import { naturalId, type Recorded } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ErasedPeople } from '../committee/erased-people';
import { panel } from './panel.decider';
import { panelStream } from './panel.state';
import { Panels } from './panels';

const RECUSALS = 'declared-recusals';
const PANEL = 'asn.recruitment.PanelAppointed.v1';
const RESERVE = 'asn.recruitment.PanelReserveAppointed.v1';
const CONFLICT = 'asn.recruitment.ConflictDeclared.v1';

/**
 * A conflict may be declared before the panel is appointed, or in the same moment: whichever comes last, the member is recused for
 * that application, and replaced from the reserve. Until then the declaration alone bars from scoring.
 * @source domain.md 4.2 DeclareConflict
 */
@Controller()
export class DeclaredConflictReaction {
  constructor(
    private readonly store: EventStore,
    private readonly panels: Panels,
    private readonly erasures: ErasedPeople,
  ) {}

  @Reaction(PANEL, RECUSALS)
  async appointed(
    @Payload() event: Recorded<PanelAppointed>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { vacancyId, members, reserves } = event.data;
    await this.recuse(
      await this.panels.conflictedWith(vacancyId, [...members, ...reserves]),
      event,
      delivery,
    );
  }

  @Reaction(RESERVE, RECUSALS)
  async joined(
    @Payload() event: Recorded<PanelReserveAppointed>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { vacancyId, reserves } = event.data;
    await this.recuse(await this.panels.conflictedWith(vacancyId, reserves), event, delivery);
  }

  @Reaction(CONFLICT, RECUSALS)
  async declared(
    @Payload() event: Recorded<ConflictDeclared>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    await this.recuse([event.data.applicationId], event, delivery);
  }

  private async recuse(
    applications: readonly string[],
    event: Recorded,
    delivery: EventContext['delivery'],
  ): Promise<void> {
    const context = reactionContext(event, RECUSALS, 'recruitment', delivery);
    for (const applicationId of applications) {
      // Who is erased is scored by nobody any more.
      const { applicantId } = await this.panels.applied(applicationId);
      if (await this.erasures.isErased(applicantId)) continue;
      await this.store.execute(
        panel,
        panelStream(applicationId),
        { type: 'RecuseDeclared' } as const,
        { ...context, commandId: naturalId(context.commandId, applicationId) },
        (_, now) => this.panels.givenFor(applicationId, context.actor, now),
      );
    }
  }
}
