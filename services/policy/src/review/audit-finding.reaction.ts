import { auditContracts, type FindingIssued, findingIssued } from '@jejak/contracts/audit';
import { policyContracts } from '@jejak/contracts/policy';
import { EventStore } from '@jejak/event-store';
import { eventTypeOf, parseStream, type Recorded } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { policy } from '../policy/policy.decider';
import { reviewIdOf, Reviews } from './reviews';

const NAME = 'policy-review-audit';

/** An inspector's finding about a policy begins its review, once. @source domain.md 8.1 (triggers: audit finding) */
@Controller()
export class AuditFindingReaction {
  constructor(
    private readonly store: EventStore,
    private readonly reviews: Reviews,
  ) {}

  @Reaction(eventTypeOf(auditContracts.service, findingIssued), NAME)
  async issued(@Payload() event: Recorded<FindingIssued>, @Ctx() { delivery }: EventContext): Promise<void> {
    const { about, findingId: basis } = event.data;
    if (about === null || parseStream(about)?.aggregate !== 'policy') return;
    const { key } = (await this.store.state(policy, about)).state;
    // The stream of no policy of this city.
    if (key === null) return;
    const trigger = 'AUDIT';
    const reviewId = reviewIdOf(key, trigger, basis);
    await this.reviews.execute(
      reviewId,
      { type: 'StartReview', reviewId, policy: key, trigger, basis },
      reactionContext(event, NAME, policyContracts.service, delivery),
    );
  }
}
