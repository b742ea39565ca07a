import { defineEvent, type EventOf, FreeText, OneOf, Uuid } from '@jejak/kernel';
import { type Static, Type } from '@sinclair/typebox';
import { DOCUMENT_KINDS } from './documents';
import {
  APPOINTMENT_KINDS,
  FORMATION_KINDS,
  Golongan,
  JPT_COMPONENTS,
  REQUIREMENT_KINDS,
  SelectionYear,
} from './selection';

/** One condition for applicants, as announced. */
export const Requirement = Type.Object({ kind: OneOf(REQUIREMENT_KINDS), text: FreeText });
export type Requirement = Static<typeof Requirement>;

/** Percent. */
export const Weight = Type.String({ pattern: '^[0-9]+(\\.[0-9]+)?$' });

/**
 * The HR agency has drafted a vacancy on an approved formation (kebutuhan). Stream `vacancy-<vacancyId>`.
 * @source domain.md 4.2
 */
export const vacancyDrafted = defineEvent({
  type: 'VacancyDrafted',
  version: 1,
  status: 'DRAFT',
  data: Type.Object({
    vacancyId: Uuid,
    /** The person who drafted it, and so may not approve it. */
    draftedBy: Uuid,
    year: SelectionYear,
    position: Type.String({ minLength: 1, maxLength: 200 }),
    unitId: Uuid,
    /** Of the position (jenjang), as its formation says. Left out in facts from before it was asked for. */
    level: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    formationKind: OneOf(FORMATION_KINDS),
    seats: Type.Integer({ minimum: 1, maximum: 100_000 }),
    /** The approved formation whose seats it takes. */
    formationId: Uuid,
    appointment: Type.Object({ kind: OneOf(APPOINTMENT_KINDS), golongan: Golongan }),
    requirements: Type.Array(Requirement, { maxItems: 50 }),
    /** The documents without which nobody applies, sorted. Left out in facts from before any were asked for. */
    documentKinds: Type.Optional(Type.Array(OneOf(DOCUMENT_KINDS), { maxItems: 50 })),
    /** One of the posts for which the decree allows a higher age. */
    listedPost: Type.Boolean(),
    /** What an open selection (JPT) assesses, in order; weights sum to 100. Left out for the others, whose stages law and policies give. */
    assessments: Type.Optional(
      Type.Array(Type.Object({ kind: OneOf(JPT_COMPONENTS), weight: Weight }), { maxItems: 4 }),
    ),
    /** The result of the SKB is published by itself, before FINAL. @source domain.md 4.1 */
    skbPublished: Type.Optional(Type.Literal(true)),
  }),
});
export type VacancyDrafted = EventOf<typeof vacancyDrafted>;
