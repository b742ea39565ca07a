import {
  type Language,
  PUBLIC_TOPICS,
  type PublicTopic,
  type SubscriberAsked,
  subscriberAsked,
  type SubscriberConfirmed,
  subscriberConfirmed,
  type SubscriberLeft,
  subscriberLeft,
} from '@jejak/contracts/notification';
import { type Calendar, deadline, type Decider, NotFound, RuleViolated } from '@jejak/kernel';

export type SubscriberEvent = SubscriberAsked | SubscriberConfirmed | SubscriberLeft;

export type SubscriberCommand =
  | {
      readonly type: 'AskSubscription';
      readonly subscriberId: string;
      readonly email: string;
      readonly topics: readonly PublicTopic[];
      readonly language: Language;
    }
  | { readonly type: 'ConfirmSubscription'; readonly subscriberId: string }
  | { readonly type: 'LeaveSubscription'; readonly subscriberId: string };

export interface SubscriberGiven {
  readonly calendar: Calendar;
  /** Calendar days in which it is confirmed. */
  readonly confirmDays: number;
}

interface Wish {
  readonly topics: readonly PublicTopic[];
  readonly language: Language;
}

export interface Subscriber {
  /** Null before it was asked, and once it is erased. */
  readonly email: string | null;
  /** How often it was asked. */
  readonly round: number;
  /** What waits for its confirmation; null where nothing does. */
  readonly asked: (Wish & { readonly confirmBy: string }) | null;
  /** What is sent; null where nothing is. */
  readonly confirmed: Wish | null;
}

const same = (one: Wish | null, other: Wish): boolean =>
  one !== null && one.language === other.language && one.topics.join() === other.topics.join();

const decide = (
  command: SubscriberCommand,
  state: Subscriber,
  { now, calendar, confirmDays }: SubscriberGiven & { readonly now: string },
): SubscriberEvent[] => {
  switch (command.type) {
    case 'AskSubscription': {
      const { subscriberId, email, language } = command;
      const topics = PUBLIC_TOPICS.filter((topic) => command.topics.includes(topic));
      const wish = { topics, language };
      // Whoever asks is told the same in every case: whether an address is known is nobody's business.
      const waits = same(state.asked, wish) && state.asked !== null && now < state.asked.confirmBy;
      if (waits || (state.asked === null && same(state.confirmed, wish))) return [];
      const confirmBy = deadline(now, confirmDays, calendar);
      const data = { subscriberId, email, ...wish, confirmBy, round: state.round + 1 };
      return [subscriberAsked(data, { subject: subscriberId })];
    }
    case 'ConfirmSubscription': {
      const { asked } = state;
      if (asked === null) {
        if (state.confirmed === null) throw unknown();
        return [];
      }
      if (now >= asked.confirmBy)
        throw new RuleViolated('DEADLINE_PASSED', 'The time to confirm is over; ask again.');
      const { topics, language } = asked;
      const { subscriberId } = command;
      return [
        subscriberConfirmed({ subscriberId, topics: [...topics], language }, { subject: subscriberId }),
      ];
    }
    case 'LeaveSubscription':
      if (state.round === 0) throw unknown();
      return state.asked === null && state.confirmed === null
        ? []
        : [subscriberLeft({ subscriberId: command.subscriberId }, { subject: command.subscriberId })];
  }
};

const unknown = (): NotFound => new NotFound('CODE_UNKNOWN', 'Nothing has this code.');

const evolve = (state: Subscriber, event: SubscriberEvent): Subscriber => {
  switch (event.type) {
    case 'SubscriberAsked': {
      const { email, topics, language, confirmBy, round } = event.data;
      return { ...state, email, round, asked: { topics, language, confirmBy } };
    }
    case 'SubscriberConfirmed': {
      const { topics, language } = event.data;
      return { ...state, asked: null, confirmed: { topics, language } };
    }
    case 'SubscriberLeft':
      return { ...state, asked: null, confirmed: null };
  }
};

/** Somebody without an account who is told by e-mail, once the address said yes. @source domain.md 11; UU 27/2022 (consent) */
export const subscriber: Decider<SubscriberCommand, SubscriberEvent, Subscriber, SubscriberGiven> = {
  initial: { email: null, round: 0, asked: null, confirmed: null },
  decide,
  evolve,
};
