import { defineEvent, type EventOf, FreeText, OneOf, Personal, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { PolicyKey } from './policy-seeded';

/** Who speaks: anyone, a civil servant, or an education institution that the city has verified. @source domain.md 1, 8.1 */
export const OPINION_GROUPS = ['PUBLIC', 'EMPLOYEE', 'EDUCATION'] as const;
export type OpinionGroup = (typeof OPINION_GROUPS)[number];

const about = { opinionId: Uuid, key: PolicyKey, version: Type.Integer({ minimum: 1 }) };

/**
 * Somebody says what they think of a draft in consultation. Stream `opinion-<opinionId>`; the words are sealed under the key of who
 * is signed in, else of the installation, and shown openly without who said them. @source domain.md 8.1
 */
export const opinionSubmitted = defineEvent({
  type: 'OpinionSubmitted',
  version: 1,
  status: 'SUBMITTED',
  data: Type.Object({
    ...about,
    group: OneOf(OPINION_GROUPS),
    /** Of EDUCATION. */
    institutionId: Type.Union([Uuid, Type.Null()]),
    text: Personal(FreeText),
  }),
});
export type OpinionSubmitted = EventOf<typeof opinionSubmitted>;

/** HR answers it: every opinion is, before the draft is approved. */
export const opinionAnswered = defineEvent({
  type: 'OpinionAnswered',
  version: 1,
  status: 'ANSWERED',
  data: Type.Object({
    ...about,
    answeredBy: Uuid,
    /** Whether the draft follows it. */
    adopted: Type.Boolean(),
    answer: Personal(FreeText),
  }),
});
export type OpinionAnswered = EventOf<typeof opinionAnswered>;

/**
 * An organisation is verified as an education institution: who has its code speaks for it in consultations. Stream
 * `institution-<institutionId>`. @source domain.md 1
 */
export const institutionVerified = defineEvent({
  type: 'InstitutionVerified',
  version: 1,
  status: 'VERIFIED',
  data: Type.Object({
    institutionId: Uuid,
    name: Type.String({ minLength: 1, maxLength: 200 }),
    /** Keyed hash of its code: it finds the institution again, and tells nobody the code. */
    codeKey: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    verifiedBy: Uuid,
  }),
});
export type InstitutionVerified = EventOf<typeof institutionVerified>;
