import { citizenContracts } from '@jejak/contracts/citizen';
import { type Appended, EventStore } from '@jejak/event-store';
import { naturalId, streamOf } from '@jejak/kernel';
import { type DueTimer, timers } from '@jejak/projections';
import { Injectable } from '@nestjs/common';
import { review, type ReviewEvent } from './review.decider';

/** The person of its own under whose key a review's words are sealed. */
export const reviewerIdOf = (reviewId: string): string => naturalId('reviewer', reviewId);

/** When what somebody wrote is no longer kept. @source domain.md 2.6 */
export const reviewTexts = timers<ReviewEvent>({
  name: 'review-texts',
  source: citizenContracts,
  of: {
    ReviewSubmitted: ({ data: { reviewId: key, textUntil: dueAt } }) =>
      dueAt === undefined ? [] : [{ dueAt, command: 'EraseText', key }],
  },
  done: { ReviewTextErased: ({ data: { reviewId: key } }) => [{ key }] },
});

/** Ends what is kept of reviews. */
@Injectable()
export class ReviewTexts {
  constructor(private readonly store: EventStore) {}

  fire({ key, context }: DueTimer): Promise<Appended> {
    const command = { type: 'EraseText', reviewerId: reviewerIdOf(key) } as const;
    return this.store.execute(review, streamOf('review', key), command, context, { given: {} });
  }
}
