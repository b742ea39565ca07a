import { defineEvent, type EventOf, Personal, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/**
 * Somebody has registered to apply: the issuer of the token vouched for the citizen number (NIK), and the notice on personal
 * data was accepted. The number itself is not taken: nothing here needs it. Stream `applicant-<applicantId>`; subject: the
 * applicant. @source domain.md 1, 2.6, 4.2
 */
export const applicantRegistered = defineEvent({
  type: 'ApplicantRegistered',
  version: 1,
  status: 'REGISTERED',
  data: Type.Object({
    applicantId: Uuid,
    name: Personal(Type.String({ minLength: 1, maxLength: 200 })),
    email: Personal(Type.String({ minLength: 3, maxLength: 254 })),
    /** Left out where none was given. */
    phone: Type.Optional(Personal(Type.String({ pattern: '^\\+?[0-9]{6,15}$' }))),
  }),
});
export type ApplicantRegistered = EventOf<typeof applicantRegistered>;
