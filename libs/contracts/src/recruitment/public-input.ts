import { defineEvent, type EventOf, FreeText, OneOf, Personal, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { STAGES } from './selection';

/**
 * Somebody of the public says something about a stage of a vacancy, signed in or not. Stream `public-input-<inputId>`; the
 * words are sealed under the key of who is signed in, else of the installation. @source domain.md 4.2
 */
export const publicInputGiven = defineEvent({
  type: 'PublicInputGiven',
  version: 1,
  status: 'GIVEN',
  data: Type.Object({ inputId: Uuid, vacancyId: Uuid, stage: OneOf(STAGES), text: Personal(FreeText) }),
});
export type PublicInputGiven = EventOf<typeof publicInputGiven>;

/** The committee answers. */
export const publicInputAnswered = defineEvent({
  type: 'PublicInputAnswered',
  version: 1,
  status: 'ANSWERED',
  data: Type.Object({
    inputId: Uuid,
    vacancyId: Uuid,
    stage: OneOf(STAGES),
    answeredBy: Uuid,
    answer: Personal(FreeText),
  }),
});
export type PublicInputAnswered = EventOf<typeof publicInputAnswered>;
