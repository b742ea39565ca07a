import { defineEvent, type EventOf, LegalDate, Sha256, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** 12 characters of Crockford's base 32: what stands on the paper, and anyone may ask for. */
export const CertificateSerial = Type.String({ pattern: '^[0-9A-HJKMNP-TV-Z]{12}$' });

/** Stream `enrolment-<enrolmentId>`; subject: the participant, also of the fact below. */
export const certificateIssued = defineEvent({
  type: 'CertificateIssued',
  version: 1,
  data: Type.Object({
    enrolmentId: Uuid,
    programmeId: Uuid,
    serial: CertificateSerial,
    /** Of the signed document. */
    sha256: Sha256,
    jp: Type.Integer({ minimum: 1 }),
    issuedOn: LegalDate,
  }),
});
export type CertificateIssued = EventOf<typeof certificateIssued>;

/** It holds no longer; why is the reason (CORRECTION). */
export const certificateRevoked = defineEvent({
  type: 'CertificateRevoked',
  version: 1,
  data: Type.Object({ enrolmentId: Uuid, serial: CertificateSerial, revokedOn: LegalDate }),
});
export type CertificateRevoked = EventOf<typeof certificateRevoked>;
