import { DecimalText, defineEvent, type EventOf, OneOf, Sha256, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { Points, Score, SKB_COMPONENTS } from './selection';

/**
 * The basic-competency scores of an applicant, as the test provider's file gave them.
 * Stream `application-<applicationId>`; subject: the applicant. @source PermenPANRB 6/2024; domain.md 4.2
 */
export const skdScored = defineEvent({
  type: 'SkdScored',
  version: 1,
  status: 'SKD_SCORED',
  data: Type.Object({
    applicationId: Uuid,
    twk: Points,
    tiu: Points,
    tkp: Points,
    total: Points,
    fileSha256: Sha256,
  }),
});
export type SkdScored = EventOf<typeof skdScored>;

/**
 * The points of an applicant in the four parts of the competence test of a PPPK, one sitting, as the test provider's file gave them.
 * Stream `application-<applicationId>`; subject: the applicant. @source PermenPANRB 6/2024; domain.md 4.3 rule 7
 */
export const competencyScored = defineEvent({
  type: 'CompetencyScored',
  version: 1,
  status: 'COMPETENCY_SCORED',
  data: Type.Object({
    applicationId: Uuid,
    technical: Points,
    managerial: Points,
    sociocultural: Points,
    interview: Points,
    fileSha256: Sha256,
  }),
});
export type CompetencyScored = EventOf<typeof competencyScored>;

/**
 * One component of the field-competency score, or of an open selection (JPT): `raw` of `of` points is `pct` percent, rounded to
 * 3 decimals.
 */
export const skbComponentScored = defineEvent({
  type: 'SkbComponentScored',
  version: 1,
  data: Type.Object({
    applicationId: Uuid,
    component: OneOf([...SKB_COMPONENTS, 'COMPETENCY', 'PAPER', 'TRACK_RECORD'] as const),
    raw: DecimalText,
    of: DecimalText,
    pct: Score,
    fileSha256: Sha256,
  }),
});
export type SkbComponentScored = EventOf<typeof skbComponentScored>;

/** The field-competency score as a finished round gave it: its components are not known. */
export const skbScored = defineEvent({
  type: 'SkbScored',
  version: 1,
  status: 'SKB_SCORED',
  data: Type.Object({ applicationId: Uuid, skb: DecimalText, fileSha256: Sha256 }),
});
export type SkbScored = EventOf<typeof skbScored>;
