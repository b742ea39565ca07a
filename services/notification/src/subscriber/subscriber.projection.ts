import { notificationContracts, type PublicTopic } from '@jejak/contracts/notification';
import { projection } from '@jejak/projections';
import type { SubscriberEvent } from './subscriber.decider';

/** Who confirmed what; no address. */
export interface SubscriberRow {
  readonly subscriberId: string;
  readonly topics: readonly PublicTopic[];
}

export const subscriberList = projection<SubscriberEvent, SubscriberRow>()({
  table: 'subscriber',
  source: notificationContracts,
  key: ({ data }) => data.subscriberId,
  opens: {
    SubscriberConfirmed: ({ data: { subscriberId, topics } }) => ({ subscriberId, topics }),
    SubscriberLeft: () => null,
  },
  ignores: ['SubscriberAsked'],
});
