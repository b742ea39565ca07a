import { defineEvent, type EventOf, LegalDate, Personal, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { Score } from './selection';

/**
 * The HR agency has seen a psychologist's licence to practise and registered it. Stream `psychologist-<personId>`; subject:
 * the psychologist. @source domain.md 4.2, RecordPsychologicalResult
 */
export const psychologistLicensed = defineEvent({
  type: 'PsychologistLicensed',
  version: 1,
  data: Type.Object({
    personId: Uuid,
    registeredBy: Uuid,
    licenceNo: Personal(Type.String({ minLength: 1, maxLength: 60 })),
    /** First and last day of its validity. */
    validFrom: LegalDate,
    validTo: LegalDate,
  }),
});
export type PsychologistLicensed = EventOf<typeof psychologistLicensed>;

/**
 * A licensed psychologist has recorded the result of an applicant's test: the score is a component of the SKB, the report
 * stays where it is and is referred to. Stream `application-<applicationId>`; subject: the applicant.
 * @source domain.md 2.6, 4.2
 */
export const psychologicalResultRecorded = defineEvent({
  type: 'PsychologicalResultRecorded',
  version: 1,
  data: Type.Object({
    applicationId: Uuid,
    vacancyId: Uuid,
    /** Who may read the report's reference beside the applicant and an inspector. */
    psychologist: Uuid,
    score: Score,
    reportRef: Personal(Type.String({ minLength: 1, maxLength: 500 })),
  }),
});
export type PsychologicalResultRecorded = EventOf<typeof psychologicalResultRecorded>;
