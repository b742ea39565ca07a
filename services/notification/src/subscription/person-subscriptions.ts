import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import type { OutboundChannel } from '@jejak/contracts/notification';
import { naturalId, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { Channels } from '../channel/channels';
import { subscription, type SubscriptionCommand, type Subscriptions } from './subscription.decider';

export const subscriptionStream = (personId: string): string =>
  streamOf('subscription', naturalId('subscription', personId));

/** What people have said of how they are told; read from the log, since it holds their addresses. */
@Injectable()
export class PersonSubscriptions {
  constructor(
    private readonly store: EventStore,
    private readonly channels: Channels,
  ) {}

  execute(command: SubscriptionCommand, context: CommandContext): Promise<Appended> {
    const given = { channels: this.channels.available };
    return this.store.execute(subscription, subscriptionStream(command.personId), command, context, {
      given,
    });
  }

  async of(personId: string): Promise<{ readonly state: Subscriptions; readonly version: number }> {
    return this.store.state(subscription, subscriptionStream(personId));
  }

  /** Of the channels named, those by which this person can be reached here. */
  reaching(state: Subscriptions, channels: readonly OutboundChannel[]): OutboundChannel[] {
    return channels.filter(
      (channel) =>
        this.channels.available.includes(channel) &&
        (channel === 'EMAIL' ? state.email !== null : state.webhook !== null),
    );
  }
}
