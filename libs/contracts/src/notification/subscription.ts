import { defineEvent, type EventOf, OneOf, Personal, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { FORMATION_KINDS } from '../recruitment/selection';
import { OUTBOUND_CHANNELS, TOPICS } from './topics';

const WallTime = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });

/** From when to when by the clock on the city's wall nothing is sent out; over midnight where it ends before it begins. */
export const QuietHours = Type.Object({ from: WallTime, to: WallTime }, { additionalProperties: false });

const person = { personId: Uuid };

/**
 * A person says how to be told of a topic. Stream `subscription-<naturalId('subscription', personId)>`; subject: the person, also of
 * the facts below. The inbox gets it always, unless the topic is switched off. @source domain.md 11
 */
export const subscriptionSet = defineEvent({
  type: 'SubscriptionSet',
  version: 1,
  data: Type.Object({
    ...person,
    topic: OneOf(TOPICS),
    /** Beside the inbox, in order. */
    channels: Type.Array(OneOf(OUTBOUND_CHANNELS), { uniqueItems: true }),
    /** Not told at all. Never of legal notices and of reports. */
    off: Type.Boolean(),
    quietHours: Type.Union([QuietHours, Type.Null()]),
  }),
});
export type SubscriptionSet = EventOf<typeof subscriptionSet>;

/** Career or recruitment told under which address a person is reached. */
export const addressTold = defineEvent({
  type: 'AddressTold',
  version: 1,
  data: Type.Object({ ...person, email: Personal(Type.String({ minLength: 3, maxLength: 254 })) }),
});
export type AddressTold = EventOf<typeof addressTold>;

/** A person wants messages at an address of their own system, signed with the secret of this endpoint. */
export const webhookSet = defineEvent({
  type: 'WebhookSet',
  version: 1,
  data: Type.Object({
    ...person,
    endpointId: Uuid,
    url: Personal(Type.String({ minLength: 8, maxLength: 500 })),
  }),
});
export type WebhookSet = EventOf<typeof webhookSet>;

export const webhookRemoved = defineEvent({
  type: 'WebhookRemoved',
  version: 1,
  data: Type.Object({ ...person, endpointId: Uuid }),
});
export type WebhookRemoved = EventOf<typeof webhookRemoved>;

/**
 * An applicant wants to be told of vacancies that fit, as recruitment told. What somebody looks for is theirs. Members that are null
 * fit all. Stream `subscription-…` of the applicant. @source domain.md 4.5
 */
export const vacancyFilterSet = defineEvent({
  type: 'VacancyFilterSet',
  version: 1,
  data: Type.Object({
    ...person,
    filterId: Uuid,
    /** Part of the position's name or of a requirement; left out: every one. */
    text: Type.Optional(Personal(Type.String({ minLength: 1, maxLength: 100 }))),
    unitId: Type.Union([Uuid, Type.Null()]),
    formationKind: Type.Union([OneOf(FORMATION_KINDS), Type.Null()]),
  }),
});
export type VacancyFilterSet = EventOf<typeof vacancyFilterSet>;

export const vacancyFilterRemoved = defineEvent({
  type: 'VacancyFilterRemoved',
  version: 1,
  data: Type.Object({ ...person, filterId: Uuid }),
});
export type VacancyFilterRemoved = EventOf<typeof vacancyFilterRemoved>;
