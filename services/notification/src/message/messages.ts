import type { Topic } from '@jejak/contracts/notification';
import {
  type Appended,
  type CommandContext,
  EventStore,
  type Execution,
  execution,
  type Gather,
} from '@jejak/event-store';
import { Erased, legalDate, naturalId, plusDays, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { Rulebook, type Today } from '../rules/rulebook';
import { PersonSubscriptions } from '../subscription/person-subscriptions';
import { type Way, wayOf } from '../subscription/subscription.decider';
import { Templates } from '../template/templates';
import { filled } from '../template/texts';
import {
  message,
  type MessageCommand,
  type MessageGiven,
  type QueueMessage,
  type Telling,
} from './message.decider';
import type { Message } from './message.state';
import { outsideQuietHours } from './quiet-hours';

/** Something that people are told. */
export type News = Omit<QueueMessage, 'type' | 'messageId' | 'recipient'>;

export const messageStream = (messageId: string): string => streamOf('message', messageId);

/** Exactly one for each topic, object, step and recipient. */
export const messageIdOf = ({ topic, object, turn, step }: News, recipient: string): string =>
  naturalId('message', topic, object, turn, step, recipient);

const MINUTE_MS = 60_000;
const laterBy = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * MINUTE_MS).toISOString();

/** So many are queued in one transaction. */
const TOGETHER = 200;

/** Asked by the first who needs it. */
const once = <Value>(ask: () => Promise<Value>): (() => Promise<Value>) => {
  let asked: Promise<Value> | undefined;
  return () => (asked ??= ask());
};

/** Tells people, each once. */
@Injectable()
export class Messages {
  constructor(
    private readonly store: EventStore,
    private readonly rulebook: Rulebook,
    private readonly templates: Templates,
    private readonly subscriptions: PersonSubscriptions,
  ) {}

  /**
   * Whoever has switched the topic off, or is erased, is not told; nor later, when they have switched it on.
   * @param recipients `person:<uuid>`, `subscriber:<uuid>`, `role:<role>`
   * @param context of the reaction; each message gets a command id of its own
   */
  async tell(news: News, recipients: readonly string[], context: CommandContext): Promise<void> {
    for (let from = 0; from < recipients.length; from += TOGETHER) {
      // One look at the text for all of them.
      const text = once(() => this.templates.of(news.topic, news.occasion));
      const some = recipients
        .slice(from, from + TOGETHER)
        .map((recipient) => this.telling(news, recipient, text, context));
      for (const result of await this.store.executeEach(some))
        if (result instanceof Error && !(result instanceof Erased)) throw result;
    }
  }

  /** What came of trying a channel, or that somebody read it. */
  execute(messageId: string, command: MessageCommand, context: CommandContext): Promise<Appended> {
    const gather: Gather<Message, MessageGiven> = async (_, now) => {
      const { date, rules, refs } = await this.rulebook.today(now);
      return {
        given: {
          retries: rules.retryMinutes.map((minutes) => laterBy(now, minutes)),
          inboxProofOn: plusDays(date, rules.inboxProofDays),
        },
        policy: rules.ref,
        policies: refs,
      };
    };
    return this.store.execute(message, messageStream(messageId), command, context, gather);
  }

  private telling(
    news: News,
    recipient: string,
    text: () => ReturnType<Templates['of']>,
    context: CommandContext,
  ): Execution {
    const messageId = messageIdOf(news, recipient);
    const command: MessageCommand = { ...news, type: 'QueueMessage', messageId, recipient };
    const gather: Gather<Message, MessageGiven> = async (_, now) => {
      const today = await this.rulebook.today(now);
      const telling = await this.wayTo(news, recipient, text, today, now);
      return {
        given: { telling, retries: [], inboxProofOn: today.date },
        policy: today.rules.ref,
        policies: today.refs,
      };
    };
    return execution({
      ...{ decider: message, stream: messageStream(messageId), command, gather },
      context: { ...context, commandId: naturalId(context.commandId, messageId) },
    });
  }

  private async wayTo(
    news: News,
    recipient: string,
    text: () => ReturnType<Templates['of']>,
    today: Today,
    now: string,
  ): Promise<Telling | null> {
    const { calendar, rules, refs } = today;
    const way = await this.wayOf(news.topic, recipient);
    if (way === null) return null;
    const { version: templateVersion, title } = await text();
    const notBefore = outsideQuietHours(now, way.quietHours ?? rules.quietHours, calendar);
    const late = today.date > legalDate(news.since, calendar);
    return {
      title: filled(title, news.dueOn),
      templateVersion,
      channels: way.channels,
      notBefore,
      late,
      refs,
    };
  }

  /** Null: not at all. */
  private async wayOf(topic: Topic, recipient: string): Promise<Omit<Way, 'off'> | null> {
    const [kind, id] = recipient.split(':');
    // A desk has an inbox and no address; who has no account has an address and no inbox.
    if (kind === 'role') return { channels: [], quietHours: null };
    if (kind === 'subscriber') return { channels: ['EMAIL'], quietHours: null };
    const { state } = await this.subscriptions.of(id);
    const way = wayOf(state, topic);
    return way.off ? null : { ...way, channels: this.subscriptions.reaching(state, way.channels) };
  }
}
