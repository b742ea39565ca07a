import { defineEvent, type EventOf, LegalDate, OneOf, Personal, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { PREDICATES } from '../performance/ratings';
import { APPOINTMENT_KINDS, Golongan } from './selection';

/**
 * The national civil-service agency has approved an employee number for a selected applicant.
 * Stream `application-<applicationId>`; subject: the applicant. @source domain.md 4.2
 */
export const nipApproved = defineEvent({
  type: 'NipApproved',
  version: 1,
  status: 'NIP_APPROVED',
  data: Type.Object({
    applicationId: Uuid,
    /** 18 digits. */
    nip: Personal(Type.String({ pattern: '^[0-9]{18}$' })),
    decision: Type.String({ minLength: 1, maxLength: 200 }),
  }),
});
export type NipApproved = EventOf<typeof nipApproved>;

/**
 * The mayor has appointed a candidate. From `tmt` on the career, performance and training services act on it.
 * Stream `application-<applicationId>`; subject: the applicant. @source domain.md 4.2, 12
 */
export const candidateAppointed = defineEvent({
  type: 'CandidateAppointed',
  version: 1,
  status: 'APPOINTED',
  data: Type.Object({
    applicationId: Uuid,
    vacancyId: Uuid,
    employeeId: Uuid,
    kind: OneOf(APPOINTMENT_KINDS),
    golongan: Golongan,
    position: Type.String({ minLength: 1, maxLength: 200 }),
    unitId: Uuid,
    /** Of the position (jenjang), as its formation says; left out where the vacancy was drafted before drafts named it. */
    level: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    /** Terhitung mulai tanggal: the first day of the appointment. */
    tmt: LegalDate,
    /** Last day of a PPPK's contract; null for the others. */
    contractEnd: Type.Union([LegalDate, Type.Null()]),
  }),
});
export type CandidateAppointed = EventOf<typeof candidateAppointed>;

/**
 * A seat of the vacancy has its person: recorded with the appointment, so that the vacancy itself says how many are filled, and no two
 * appointments at once fill the same one. Stream `vacancy-<vacancyId>`. @source domain.md 4.2 AppointCandidate
 */
export const vacancySeatFilled = defineEvent({
  type: 'VacancySeatFilled',
  version: 1,
  data: Type.Object({
    vacancyId: Uuid,
    applicationId: Uuid,
    /** The how many-th, from 1. */
    seat: Type.Integer({ minimum: 1 }),
    seats: Type.Integer({ minimum: 1 }),
  }),
});
export type VacancySeatFilled = EventOf<typeof vacancySeatFilled>;

/**
 * A seat of the vacancy is free again: whose it was has left the service, and the reserve is called to it. Recorded with that call.
 * Stream `vacancy-<vacancyId>`. @source domain.md 4.2 FillFromReserve
 */
export const vacancySeatVacated = defineEvent({
  type: 'VacancySeatVacated',
  version: 1,
  data: Type.Object({
    vacancyId: Uuid,
    /** Of the person who left. */
    applicationId: Uuid,
    /** How many of them are filled still. */
    filled: Type.Integer({ minimum: 0 }),
    seats: Type.Integer({ minimum: 1 }),
  }),
});
export type VacancySeatVacated = EventOf<typeof vacancySeatVacated>;

/**
 * A PPPK's contract goes on after its last day, on the predicate of the last final evaluation. What it names of that evaluation is
 * among the `inputs` of the fact. Stream `application-<applicationId>`; subject: the applicant. @source domain.md 4.3 rule 7
 */
export const contractRenewed = defineEvent({
  type: 'ContractRenewed',
  version: 1,
  status: 'CONTRACT_RENEWED',
  data: Type.Object({
    applicationId: Uuid,
    employeeId: Uuid,
    /** The last day as it was. */
    previousEnd: LegalDate,
    /** The last day as it is now. */
    contractEnd: LegalDate,
    predicate: OneOf(PREDICATES),
    evaluationId: Uuid,
    /** Of the decision, as the city numbers it. */
    decision: Type.String({ minLength: 1, maxLength: 200 }),
  }),
});
export type ContractRenewed = EventOf<typeof contractRenewed>;
