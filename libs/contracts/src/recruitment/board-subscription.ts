import { defineEvent, type EventOf, OneOf, Personal, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { FORMATION_KINDS } from './selection';

/**
 * An applicant wants to be told of new vacancies that fit a filter; members that are null fit all. Stream
 * `applicant-<applicantId>`; subject: the applicant, and what somebody looks for is theirs. @source domain.md 4.5
 */
export const boardSubscribed = defineEvent({
  type: 'BoardSubscribed',
  version: 1,
  data: Type.Object({
    applicantId: Uuid,
    subscriptionId: Uuid,
    filter: Type.Object({
      /** Part of the position's name or of a requirement; left out: every one. */
      text: Type.Optional(Personal(Type.String({ minLength: 1, maxLength: 100 }))),
      unitId: Type.Union([Uuid, Type.Null()]),
      formationKind: Type.Union([OneOf(FORMATION_KINDS), Type.Null()]),
    }),
  }),
});
export type BoardSubscribed = EventOf<typeof boardSubscribed>;

/** An applicant wants to be told no longer. Stream `applicant-<applicantId>`. */
export const boardUnsubscribed = defineEvent({
  type: 'BoardUnsubscribed',
  version: 1,
  data: Type.Object({ applicantId: Uuid, subscriptionId: Uuid }),
});
export type BoardUnsubscribed = EventOf<typeof boardUnsubscribed>;
