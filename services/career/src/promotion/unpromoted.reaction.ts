import {
  careerContracts,
  type PromotionDecided,
  promotionDecided,
  type PromotionLapsed,
  promotionLapsed,
  type PromotionRevoked,
  promotionRevoked,
  type TechnicalApprovalRefused,
  technicalApprovalRefused,
} from '@jejak/contracts/career';
import { EventStore } from '@jejak/event-store';
import { eventTypeOf, type Recorded } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { EligibilitySelfCheck } from '../eligibility/self-check';
import { promotion } from './promotion.decider';
import { promotionStream } from './promotions';

const { service } = careerContracts;
const AFTER = 'check-after-case';

type Ended = PromotionDecided | PromotionRevoked | PromotionLapsed | TechnicalApprovalRefused;

/**
 * A case came to nothing, and not by the employee's own will: who is eligible all the same is waiting again, and is listed to the leadership
 * if nobody proposes in time.
 * @source domain.md 7.4: nobody is passed over silently
 */
@Controller()
export class UnpromotedReaction {
  constructor(
    private readonly store: EventStore,
    private readonly checks: EligibilitySelfCheck,
  ) {}

  @Reaction(eventTypeOf(service, promotionDecided), AFTER)
  async decided(
    @Payload() event: Recorded<PromotionDecided>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    if (event.data.outcome === 'REJECTED') await this.check(event, delivery);
  }

  @Reaction(eventTypeOf(service, promotionRevoked), AFTER)
  revoked(@Payload() event: Recorded<PromotionRevoked>, @Ctx() { delivery }: EventContext): Promise<void> {
    return this.check(event, delivery);
  }

  @Reaction(eventTypeOf(service, promotionLapsed), AFTER)
  lapsed(@Payload() event: Recorded<PromotionLapsed>, @Ctx() { delivery }: EventContext): Promise<void> {
    return this.check(event, delivery);
  }

  @Reaction(eventTypeOf(service, technicalApprovalRefused), AFTER)
  refused(
    @Payload() event: Recorded<TechnicalApprovalRefused>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    return this.check(event, delivery);
  }

  private async check(event: Recorded<Ended>, delivery: EventContext['delivery']): Promise<void> {
    const { caseId, employeeId } = event.data;
    const { state } = await this.store.state(promotion, promotionStream(caseId));
    if (state.status === 'absent') return;
    const { kind, position, unitId } = state.opened;
    const post = kind === 'STRUCTURAL' ? { post: { position, unitId } } : {};
    const context = reactionContext(event, AFTER, service, delivery);
    await this.checks.ask({ employeeId, kind, after: caseId, ...post }, context);
  }
}
