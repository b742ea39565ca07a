import { defineEvent, type EventOf, FreeText, LegalDate, Personal, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** People of several units did something together. Stream `team-activity-<activityId>`; subject: who organised it. */
export const teamActivityHeld = defineEvent({
  type: 'TeamActivityHeld',
  version: 1,
  data: Type.Object({
    activityId: Uuid,
    organisedBy: Uuid,
    heldOn: LegalDate,
    /** Sorted. */
    units: Type.Array(Uuid),
    participants: Type.Integer({ minimum: 2, maximum: 100_000 }),
    goal: Personal(FreeText),
  }),
});
export type TeamActivityHeld = EventOf<typeof teamActivityHeld>;

/** A discussion begins. Stream `topic-<topicId>`; subject: who opened it. */
export const topicOpened = defineEvent({
  type: 'TopicOpened',
  version: 1,
  data: Type.Object({
    topicId: Uuid,
    openedBy: Uuid,
    title: Personal(Type.String({ minLength: 1, maxLength: 200 })),
  }),
});
export type TopicOpened = EventOf<typeof topicOpened>;

/** Somebody tells of what worked. Subject: who tells. */
export const experienceShared = defineEvent({
  type: 'ExperienceShared',
  version: 1,
  data: Type.Object({ topicId: Uuid, experienceId: Uuid, sharedBy: Uuid, text: Personal(FreeText) }),
});
export type ExperienceShared = EventOf<typeof experienceShared>;

/** A unit does it that way from now on. Subject: who said so for the unit. */
export const practiceAdopted = defineEvent({
  type: 'PracticeAdopted',
  version: 1,
  data: Type.Object({ topicId: Uuid, experienceId: Uuid, unitId: Uuid, adoptedBy: Uuid }),
});
export type PracticeAdopted = EventOf<typeof practiceAdopted>;
