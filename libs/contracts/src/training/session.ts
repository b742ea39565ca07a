import { defineEvent, type EventOf, Instant, LegalDate, OneOf, Sha256, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import {
  Competency,
  COMPONENTS,
  PROGRAMME_KINDS,
  ProgrammeJp,
  ProgrammeTitle,
  STATE_PROGRAMMES,
} from './programme';

export const SESSION_MODES = ['IN_PERSON', 'ONLINE', 'BLENDED'] as const;
export type SessionMode = (typeof SESSION_MODES)[number];

const WallTime = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });

/** One block of a session: a legal date, and from when to when by the clock on the city's wall. */
export const SessionPart = Type.Object({
  part: Type.Integer({ minimum: 1, maximum: 200 }),
  on: LegalDate,
  from: WallTime,
  to: WallTime,
});

/**
 * A programme is held at these times, with room, trainer and materials. What the programme says now holds for this session to
 * its end. Stream `session-<sessionId>`, which also holds who has a seat.
 */
export const sessionScheduled = defineEvent({
  type: 'SessionScheduled',
  version: 1,
  status: 'SCHEDULED',
  data: Type.Object({
    sessionId: Uuid,
    programmeId: Uuid,
    /** Of the programme by which it is held, and what that is called; left out of what was scheduled by the first one. */
    edition: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    title: Type.Optional(ProgrammeTitle),
    kind: OneOf(PROGRAMME_KINDS),
    stateProgramme: Type.Union([OneOf(STATE_PROGRAMMES), Type.Null()]),
    jp: ProgrammeJp,
    components: Type.Array(OneOf(COMPONENTS)),
    competencies: Type.Array(Competency),
    prerequisites: Type.Array(Uuid),
    mandatory: Type.Boolean(),
    capacity: Type.Integer({ minimum: 1, maximum: 1000 }),
    mode: OneOf(SESSION_MODES),
    /** Null where everybody takes part from afar. */
    room: Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Null()]),
    trainerId: Uuid,
    materials: Type.Array(Sha256),
    /** In order. */
    parts: Type.Array(SessionPart),
    startsOn: LegalDate,
    endsOn: LegalDate,
    /** Whole rupiah that the session costs. */
    costIdr: Type.Integer({ minimum: 0 }),
    startsAt: Instant,
    /** Until then attendance is recorded; then what is missing is noted. */
    settlesAt: Instant,
  }),
});
export type SessionScheduled = EventOf<typeof sessionScheduled>;

export const enrolmentOpened = defineEvent({
  type: 'EnrolmentOpened',
  version: 1,
  status: 'OPEN',
  data: Type.Object({ sessionId: Uuid }),
});
export type EnrolmentOpened = EventOf<typeof enrolmentOpened>;

/** It is not held; why is the reason (CANCELLATION). */
export const sessionCancelled = defineEvent({
  type: 'SessionCancelled',
  version: 1,
  status: 'CANCELLED',
  data: Type.Object({ sessionId: Uuid }),
});
export type SessionCancelled = EventOf<typeof sessionCancelled>;

/** It was held, and the time to record attendance is over. */
export const sessionCompleted = defineEvent({
  type: 'SessionCompleted',
  version: 1,
  status: 'COMPLETED',
  data: Type.Object({ sessionId: Uuid, participants: Type.Integer({ minimum: 0 }) }),
});
export type SessionCompleted = EventOf<typeof sessionCompleted>;
