import {
  type AddressTold,
  addressTold,
  LEGAL_TOPICS,
  OUTBOUND_CHANNELS,
  type OutboundChannel,
  REPORT_TOPICS,
  type SubscriptionSet,
  subscriptionSet,
  type Topic,
  type VacancyFilterRemoved,
  vacancyFilterRemoved,
  type VacancyFilterSet,
  vacancyFilterSet,
  type WebhookRemoved,
  webhookRemoved,
  type WebhookSet,
  webhookSet,
} from '@jejak/contracts/notification';
import { type Decider, NotFound, RuleViolated } from '@jejak/kernel';
import type { QuietHours } from '../rules/notification-rules';

export type SubscriptionEvent =
  SubscriptionSet | AddressTold | WebhookSet | WebhookRemoved | VacancyFilterSet | VacancyFilterRemoved;

/** How somebody is told of a topic. */
export interface Way {
  readonly channels: readonly OutboundChannel[];
  readonly off: boolean;
  readonly quietHours: QuietHours | null;
}

export interface VacancyFilter {
  /** Null: every one; also where it was erased. */
  readonly text: string | null;
  readonly unitId: string | null;
  readonly formationKind: VacancyFilterSet['data']['formationKind'];
}

export type SubscriptionCommand =
  | ({ readonly type: 'Subscribe'; readonly personId: string; readonly topic: Topic } & Way)
  | { readonly type: 'TellAddress'; readonly personId: string; readonly email: string }
  | {
      readonly type: 'SetWebhook';
      readonly personId: string;
      readonly endpointId: string;
      readonly url: string;
    }
  | { readonly type: 'RemoveWebhook'; readonly personId: string }
  | ({
      readonly type: 'SetVacancyFilter';
      readonly personId: string;
      readonly filterId: string;
    } & VacancyFilter)
  | { readonly type: 'RemoveVacancyFilter'; readonly personId: string; readonly filterId: string };

export interface Subscriptions {
  readonly ways: ReadonlyMap<Topic, Way>;
  /** Null: not told, or erased. */
  readonly email: string | null;
  readonly webhook: { readonly endpointId: string; readonly url: string | null } | null;
  readonly filters: ReadonlyMap<string, VacancyFilter>;
}

export interface SubscriptionGiven {
  /** Those that this installation can send by. */
  readonly channels: readonly OutboundChannel[];
}

/** Nobody switches them off: what starts a clock of the law, and the deadlines of reports. @source domain.md 11 */
export const isMandatory = (topic: Topic): boolean =>
  ([...LEGAL_TOPICS, ...REPORT_TOPICS] as readonly Topic[]).includes(topic);

const isLegal = (topic: Topic): boolean => (LEGAL_TOPICS as readonly Topic[]).includes(topic);

/** Of a topic for which somebody has said nothing: by e-mail too where it is one that nobody switches off. */
const unsaid = (topic: Topic): Way => ({
  channels: isMandatory(topic) ? ['EMAIL'] : [],
  off: false,
  quietHours: null,
});

export const wayOf = (state: Subscriptions, topic: Topic): Way => state.ways.get(topic) ?? unsaid(topic);

const subscribe = (
  { type: _, ...said }: Extract<SubscriptionCommand, { type: 'Subscribe' }>,
  state: Subscriptions,
  given: SubscriptionGiven,
): SubscriptionEvent[] => {
  const { personId, topic, off, quietHours } = said;
  if (off && isMandatory(topic))
    throw new RuleViolated(
      'LEGAL_NOTICE_MANDATORY',
      'This is always told; only its channel can be changed.',
      {
        field: 'off',
        rule: isLegal(topic) ? 'ntf.legal' : 'ntf.reports',
      },
    );
  const channels = OUTBOUND_CHANNELS.filter((channel) => said.channels.includes(channel));
  const lacking = channels.find(
    (channel) => !given.channels.includes(channel) || (channel === 'WEBHOOK' && state.webhook === null),
  );
  if (lacking)
    throw new RuleViolated('CHANNEL_UNAVAILABLE', 'Nothing can be sent to you by this channel.', {
      field: 'channels',
      params: { channel: lacking },
    });
  if (quietHours !== null && quietHours.from === quietHours.to)
    throw new RuleViolated('RULE_VIOLATED', 'Quiet hours end at another time than they begin.', {
      field: 'quietHours',
      rule: 'ntf.quiet-hours',
    });
  const now = state.ways.get(topic);
  const next = { channels, off, quietHours };
  if (now && JSON.stringify(now) === JSON.stringify(next)) return [];
  return [subscriptionSet({ personId, topic, ...next }, { subject: personId })];
};

const decide = (
  command: SubscriptionCommand,
  state: Subscriptions,
  given: SubscriptionGiven,
): SubscriptionEvent[] => {
  const { personId } = command;
  const subject = { subject: personId };
  switch (command.type) {
    case 'Subscribe':
      return subscribe(command, state, given);
    case 'TellAddress':
      return command.email === state.email ? [] : [addressTold({ personId, email: command.email }, subject)];
    case 'SetWebhook': {
      const { endpointId, url } = command;
      return state.webhook?.url === url ? [] : [webhookSet({ personId, endpointId, url }, subject)];
    }
    case 'RemoveWebhook':
      if (state.webhook === null) throw new NotFound('WEBHOOK_NOT_FOUND', 'You have no such endpoint.');
      return [webhookRemoved({ personId, endpointId: state.webhook.endpointId }, subject)];
    case 'SetVacancyFilter': {
      const { filterId, text, unitId, formationKind } = command;
      if (state.filters.has(filterId)) return [];
      const data = { personId, filterId, ...(text === null ? {} : { text }), unitId, formationKind };
      return [vacancyFilterSet(data, subject)];
    }
    case 'RemoveVacancyFilter': {
      const { filterId } = command;
      return state.filters.has(filterId) ? [vacancyFilterRemoved({ personId, filterId }, subject)] : [];
    }
  }
};

const evolve = (state: Subscriptions, event: SubscriptionEvent): Subscriptions => {
  switch (event.type) {
    case 'SubscriptionSet': {
      const { topic, channels, off, quietHours } = event.data;
      return { ...state, ways: new Map(state.ways).set(topic, { channels, off, quietHours }) };
    }
    case 'AddressTold':
      return { ...state, email: event.data.email };
    case 'WebhookSet':
      return { ...state, webhook: { endpointId: event.data.endpointId, url: event.data.url } };
    case 'WebhookRemoved':
      return { ...state, webhook: null };
    case 'VacancyFilterSet': {
      const { filterId, text = null, unitId, formationKind } = event.data;
      return { ...state, filters: new Map(state.filters).set(filterId, { text, unitId, formationKind }) };
    }
    case 'VacancyFilterRemoved': {
      const filters = new Map(state.filters);
      filters.delete(event.data.filterId);
      return { ...state, filters };
    }
  }
};

/** How one person is told of what, and where. @source domain.md 11 */
export const subscription: Decider<SubscriptionCommand, SubscriptionEvent, Subscriptions, SubscriptionGiven> =
  {
    initial: { ways: new Map(), email: null, webhook: null, filters: new Map() },
    decide,
    evolve,
  };
