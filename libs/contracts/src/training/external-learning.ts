import { defineEvent, type EventOf, LegalDate, Personal, Sha256, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

const Jp = Type.Integer({ minimum: 1, maximum: 2000 });

/** Somebody learned elsewhere and has a certificate. Stream `external-learning-<learningId>`; subject: the employee. */
export const externalLearningClaimed = defineEvent({
  type: 'ExternalLearningClaimed',
  version: 1,
  status: 'CLAIMED',
  data: Type.Object({
    learningId: Uuid,
    employeeId: Uuid,
    title: Personal(Type.String({ minLength: 1, maxLength: 200 })),
    provider: Personal(Type.String({ minLength: 1, maxLength: 200 })),
    endedOn: LegalDate,
    jp: Jp,
    certificateSha256: Sha256,
  }),
});
export type ExternalLearningClaimed = EventOf<typeof externalLearningClaimed>;

/** HR read the certificate: it covers these hours. */
export const externalLearningCredited = defineEvent({
  type: 'ExternalLearningCredited',
  version: 1,
  status: 'CREDITED',
  data: Type.Object({ learningId: Uuid, employeeId: Uuid, jp: Jp, documentJp: Jp, endedOn: LegalDate }),
});
export type ExternalLearningCredited = EventOf<typeof externalLearningCredited>;

/** It is not credited; why is the reason (REJECTION). */
export const externalLearningRejected = defineEvent({
  type: 'ExternalLearningRejected',
  version: 1,
  status: 'REJECTED',
  data: Type.Object({ learningId: Uuid, employeeId: Uuid }),
});
export type ExternalLearningRejected = EventOf<typeof externalLearningRejected>;
