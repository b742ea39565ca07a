import {
  policyContracts,
  type PolicyInForce,
  policyInForce,
  type PolicyReviewStarted,
  policyReviewStarted,
  type PolicySeeded,
  policySeeded,
} from '@jejak/contracts/policy';
import { EventStore } from '@jejak/event-store';
import { eventTypeOf, naturalId, plusDays, plusMonths, type Recorded } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { policy } from '../policy/policy.decider';
import { streamOfPolicy } from '../policy/policy-stream';
import { Rulebook } from '../rules/rulebook';
import { reviewIdOf, Reviews } from './reviews';

const { service } = policyContracts;
const NAME = 'policy-review-calendar';

/** Every policy is looked at again each so many months since it came into force. @source domain.md 3 `gov.review.months`, 8.1 */
@Controller()
export class ReviewCalendarReaction {
  constructor(
    private readonly store: EventStore,
    private readonly reviews: Reviews,
    private readonly rulebook: Rulebook,
  ) {}

  @Reaction(eventTypeOf(service, policySeeded), NAME)
  seeded(@Payload() event: Recorded<PolicySeeded>, @Ctx() context: EventContext): Promise<void> {
    return this.schedule(event, event.data.key, event.data.effectiveFrom, context);
  }

  /** Where it took another's place the calendar of that one goes on. */
  @Reaction(eventTypeOf(service, policyInForce), NAME)
  async inForce(@Payload() event: Recorded<PolicyInForce>, @Ctx() context: EventContext): Promise<void> {
    const { key, effectiveFrom } = event.data;
    const { state } = await this.store.state(policy, streamOfPolicy(key));
    const eve = plusDays(effectiveFrom, -1);
    const goesOn = state.versions.some(({ status, lastDay }) => status === 'SUPERSEDED' && lastDay === eve);
    if (!goesOn) await this.schedule(event, key, effectiveFrom, context);
  }

  /** One review of the calendar leads to the next; those that a rule began stand beside it. */
  @Reaction(eventTypeOf(service, policyReviewStarted), NAME)
  async started(
    @Payload() event: Recorded<PolicyReviewStarted>,
    @Ctx() context: EventContext,
  ): Promise<void> {
    const { trigger, policy, startedOn } = event.data;
    if (trigger === 'CALENDAR') await this.schedule(event, policy, startedOn, context);
  }

  private async schedule(
    event: Recorded<PolicySeeded | PolicyInForce | PolicyReviewStarted>,
    key: string,
    since: string,
    { delivery }: EventContext,
  ): Promise<void> {
    const { rules } = await this.rulebook.today(event.envelope.at);
    const dueOn = plusMonths(since, rules.reviewMonths);
    const reviewId = reviewIdOf(key, 'CALENDAR', dueOn);
    const context = reactionContext(event, NAME, service, delivery);
    const own = { ...context, commandId: naturalId(context.commandId, dueOn) };
    await this.reviews.execute(reviewId, { type: 'ScheduleReview', reviewId, policy: key, dueOn }, own);
  }
}
