import {
  citizenContracts,
  type ComplaintClosed,
  complaintClosed,
  type ReviewQuarantined,
  reviewQuarantined,
} from '@jejak/contracts/citizen';
import { EventStore } from '@jejak/event-store';
import { eventTypeOf, naturalId, type Recorded, streamOf } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { review } from './review.decider';
import { ReviewChecks } from './review-checks';

const { service } = citizenContracts;
const DEVICE = 'same-device';
const GROUNDLESS = 'groundless-complaint';

/** What follows for reviews from other facts. @source domain.md 9.1, 9.2 */
@Controller()
export class ReviewReaction {
  constructor(
    private readonly store: EventStore,
    private readonly checks: ReviewChecks,
  ) {}

  /** The device gave too many that day: those that were counted before are quarantined too. */
  @Reaction(eventTypeOf(service, reviewQuarantined), DEVICE)
  async quarantineDevice(
    @Payload() event: Recorded<ReviewQuarantined>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    if (event.data.why !== 'DEVICE') return;
    const context = reactionContext(event, DEVICE, service, delivery);
    for (const reviewId of await this.checks.ofSameDevice(event.data.reviewId)) {
      const command = { type: 'QuarantineReview', why: 'DEVICE' } as const;
      const each = { ...context, commandId: naturalId(context.commandId, reviewId) };
      await this.store.execute(review, streamOf('review', reviewId), command, each, { given: {} });
    }
  }

  /** A complaint was groundless: the review of the same receipt counts no more. */
  @Reaction(eventTypeOf(service, complaintClosed), GROUNDLESS)
  async excludeGroundless(
    @Payload() event: Recorded<ComplaintClosed>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { groundless, reviewId } = event.data;
    if (!groundless || reviewId === null) return;
    const context = reactionContext(event, GROUNDLESS, service, delivery);
    const command = { type: 'ExcludeGroundless' } as const;
    await this.store.execute(review, streamOf('review', reviewId), command, context, { given: {} });
  }
}
