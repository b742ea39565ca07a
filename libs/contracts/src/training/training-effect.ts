import { defineEvent, type EventOf, FreeText, Personal, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

const Stars = Type.Integer({ minimum: 1, maximum: 5 });

/** What the participant thinks of the training. Stream `enrolment-<enrolmentId>`; subject: the participant. */
export const trainingReactionGiven = defineEvent({
  type: 'TrainingReactionGiven',
  version: 1,
  data: Type.Object({ enrolmentId: Uuid, programmeId: Uuid, rating: Stars }),
});
export type TrainingReactionGiven = EventOf<typeof trainingReactionGiven>;

/** Whether what was learned is used at work, as the supervisor sees it later. Subject: the participant. */
export const trainingApplicationRated = defineEvent({
  type: 'TrainingApplicationRated',
  version: 1,
  data: Type.Object({
    enrolmentId: Uuid,
    programmeId: Uuid,
    ratedBy: Uuid,
    rating: Stars,
    /** What was seen. */
    observed: Personal(FreeText),
  }),
});
export type TrainingApplicationRated = EventOf<typeof trainingApplicationRated>;
