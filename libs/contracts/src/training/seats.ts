import { DecimalText, defineEvent, type EventOf, Instant, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** What decides who goes first on a waiting list, in this order. @source domain.md 6.3 */
export const WAITING_RULES = [
  'MANDATORY',
  'IMPROVEMENT_PLAN',
  'GAP',
  'FEWEST_JP',
  'TIME_OF_REQUEST',
] as const;
export type WaitingRule = (typeof WAITING_RULES)[number];

const seat = { sessionId: Uuid, enrolmentId: Uuid, employeeId: Uuid };

/**
 * Somebody asks for a seat, or is nominated for one. Stream `session-<sessionId>`; subject: the participant, also of the facts
 * below. The grounds are those of the day of the request: what follows later moves nobody.
 */
export const enrolmentRequested = defineEvent({
  type: 'EnrolmentRequested',
  version: 1,
  data: Type.Object({
    ...seat,
    /** Who nominates: the supervisor, or HR, whose reason (EXCEPTION) is the fact's; null where the participant asks. */
    nominatedBy: Type.Union([Uuid, Type.Null()]),
    /** Box of the nine-box as career last mapped it, of a leadership programme; null where it has mapped nothing. */
    talentBox: Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: 9 }), Type.Null()])),
    unitId: Type.Union([Uuid, Type.Null()]),
    mandatory: Type.Boolean(),
    improvementPlan: Type.Boolean(),
    /** Size of the largest open gap that the programme closes, times the weight of its indicator; 4 places. */
    gap: DecimalText,
    /** Training hours credited this year. */
    jpThisYear: Type.Integer({ minimum: 0 }),
    requestedAt: Instant,
  }),
});
export type EnrolmentRequested = EventOf<typeof enrolmentRequested>;

export const enrolmentConfirmed = defineEvent({
  type: 'EnrolmentConfirmed',
  version: 1,
  data: Type.Object({
    ...seat,
    /** The rule that put the participant first on the waiting list; null where a seat was free at once. */
    rule: Type.Union([OneOf(WAITING_RULES), Type.Null()]),
  }),
});
export type EnrolmentConfirmed = EventOf<typeof enrolmentConfirmed>;

/** No seat is free: the place on the waiting list as it is now, and the rule that gives it. */
export const enrolmentWaitlisted = defineEvent({
  type: 'EnrolmentWaitlisted',
  version: 1,
  data: Type.Object({ ...seat, rank: Type.Integer({ minimum: 1 }), rule: OneOf(WAITING_RULES) }),
});
export type EnrolmentWaitlisted = EventOf<typeof enrolmentWaitlisted>;

export const enrolmentWithdrawn = defineEvent({
  type: 'EnrolmentWithdrawn',
  version: 1,
  data: Type.Object(seat),
});
export type EnrolmentWithdrawn = EventOf<typeof enrolmentWithdrawn>;

/** The supervisor does not let the participant go; why is the reason (REJECTION). */
export const enrolmentRefused = defineEvent({
  type: 'EnrolmentRefused',
  version: 1,
  data: Type.Object({ ...seat, refusedBy: Uuid }),
});
export type EnrolmentRefused = EventOf<typeof enrolmentRefused>;
