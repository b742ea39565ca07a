import type { Language, PublicTopic, Topic } from '@jejak/contracts/notification';
import {
  type Appended,
  type CommandContext,
  EventStore,
  type Gather,
  type KeyStore,
} from '@jejak/event-store';
import { NotFound, streamOf } from '@jejak/kernel';
import { anonymously, Codes, KEY_STORE } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import {
  type Subscriber,
  subscriber,
  type SubscriberCommand,
  type SubscriberGiven,
} from './subscriber.decider';

const KIND = 'subscriber';
export const subscriberStream = (subscriberId: string): string => streamOf('subscriber', subscriberId);

/** Where a mail to somebody without an account goes. */
export interface SubscriberAddress {
  readonly email: string;
  readonly language: Language;
  /** Confirms and ends the subscription. */
  readonly code: string;
}

/** Whoever is told by e-mail without an account; addresses stand in the log alone, each under a key of its own. */
@Injectable()
export class Subscribers {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    private readonly codes: Codes,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
  ) {}

  /** The same address is the same subscriber, and nobody without the key can tell which. */
  async ask(
    said: { readonly email: string; readonly topics: readonly PublicTopic[]; readonly language: Language },
    context: CommandContext,
  ): Promise<void> {
    const email = said.email.toLowerCase();
    const hash = (await this.keys.blindIndex('subscriber-email', email)).toString('hex');
    const subscriberId = this.codes.idOf(KIND, hash);
    await this.keepCode(subscriberId);
    await this.execute({ type: 'AskSubscription', subscriberId, ...said, email }, context);
  }

  confirm(typed: string, context: CommandContext): Promise<Appended> {
    return this.byCode(typed, 'ConfirmSubscription', context);
  }

  leave(typed: string, context: CommandContext): Promise<Appended> {
    return this.byCode(typed, 'LeaveSubscription', context);
  }

  /** Null where nothing may be sent to this subscriber about this topic. */
  async addressOf(subscriberId: string, topic: Topic): Promise<SubscriberAddress | null> {
    const { state } = await this.store.state(subscriber, subscriberStream(subscriberId));
    const wish = topic === 'CONFIRMATION' ? state.asked : state.confirmed;
    const wanted =
      wish !== null && (topic === 'CONFIRMATION' || (wish.topics as readonly Topic[]).includes(topic));
    if (!wanted || state.email === null) return null;
    return { email: state.email, language: wish.language, code: await this.codes.issue(KIND, subscriberId) };
  }

  /** Those who confirmed a topic, sorted. */
  async of(topic: PublicTopic): Promise<string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      'select subscriber_id as id from rm.subscriber where topics ? $1 order by 1',
      [topic],
    );
    return rows.map(({ id }) => `subscriber:${id}`);
  }

  /** @throws NotFound CODE_UNKNOWN, the same for every code that opens nothing */
  private async byCode(
    typed: string,
    type: 'ConfirmSubscription' | 'LeaveSubscription',
    context: CommandContext,
  ): Promise<Appended> {
    const hash = await this.codes.hashOf(KIND, typed);
    const [row] =
      hash === null
        ? []
        : await this.db.query<{ id: string }[]>(
            'select subscriber_id as id from notification.subscriber_code where keyed_hash = $1',
            [hash],
          );
    if (!row) throw new NotFound('CODE_UNKNOWN', 'Nothing has this code.');
    return this.execute({ type, subscriberId: row.id }, context);
  }

  /** Apart from the log: the keyed hash of the code finds the subscriber again. */
  private async keepCode(subscriberId: string): Promise<void> {
    const hash = await this.codes.hashOf(KIND, await this.codes.issue(KIND, subscriberId));
    await this.db.query(
      'insert into notification.subscriber_code (keyed_hash, subscriber_id) values ($1, $2) on conflict do nothing',
      [hash, subscriberId],
    );
  }

  private execute(command: SubscriberCommand, context: CommandContext): Promise<Appended> {
    const gather: Gather<Subscriber, SubscriberGiven> = async (_, now) => {
      const { calendar, rules, refs } = await this.rulebook.today(now);
      return { given: { calendar, confirmDays: rules.confirmDays }, policy: rules.ref, policies: refs };
    };
    const stream = subscriberStream(command.subscriberId);
    return this.store.execute(subscriber, stream, command, anonymously(context), gather);
  }
}
