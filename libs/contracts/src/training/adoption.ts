import {
  DecimalText,
  defineEvent,
  type EventOf,
  Instant,
  LegalDate,
  OneOf,
  PolicyRef,
  Sha256,
  Uuid,
} from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/**
 * How far a unit works the new way. Stream `adoption-<naturalId('adoption', unitId, quarter)>`. Shares in per cent, 4 places.
 * @source domain.md 6.3, resistance to change
 */
export const adoptionIndexComputed = defineEvent({
  type: 'AdoptionIndexComputed',
  version: 2,
  data: Type.Object({
    adoptionId: Uuid,
    unitId: Uuid,
    /** First day of the quarter. */
    quarter: LegalDate,
    employees: Type.Integer({ minimum: 1 }),
    selfReporting: DecimalText,
    /** Null where there was nothing to read: then its weight is that of the other two, as theirs are to each other. */
    policyRead: Type.Union([DecimalText, Type.Null()]),
    /** Which versions were to be read, by key; null where a machine said how many had read. */
    policiesToRead: Type.Union([Type.Array(PolicyRef), Type.Null()]),
    dialogue: DecimalText,
    index: DecimalText,
    /** Whether the unit is below the threshold, and so gets help. */
    low: Type.Boolean(),
    policyRefs: Type.Array(PolicyRef),
    /**
     * SHA-256 of everything that was counted: who worked in the unit by their files, each report, dialogue and reading. Too many to be
     * named one by one. Left out where a machine handed counts in, and of earlier facts.
     */
    inputsSha256: Type.Optional(Sha256),
  }),
  // Of v1 a machine had always said how many had read.
  upcasters: { 1: (v1: object) => ({ ...v1, policiesToRead: null }) },
});
export type AdoptionIndexComputed = EventOf<typeof adoptionIndexComputed>;

/** How a unit is helped. A sanction is no help, and no measure. */
export const ADOPTION_MEASURES = ['SOCIALISATION_SESSION', 'MENTOR'] as const;
export type AdoptionMeasure = (typeof ADOPTION_MEASURES)[number];

/** A unit with a low index gets help. */
export const adoptionSupportGiven = defineEvent({
  type: 'AdoptionSupportGiven',
  version: 1,
  data: Type.Object({
    adoptionId: Uuid,
    unitId: Uuid,
    measure: OneOf(ADOPTION_MEASURES),
    /** The mentor, or the session; null where that is not known yet. */
    ref: Type.Union([Uuid, Type.Null()]),
  }),
});
export type AdoptionSupportGiven = EventOf<typeof adoptionSupportGiven>;

/**
 * A quarter is over, and the index of every unit in which somebody works is computed of it. Stream
 * `adoption-round-<naturalId('adoption-round')>`; the next quarter follows from it.
 */
export const adoptionRoundHeld = defineEvent({
  type: 'AdoptionRoundHeld',
  version: 1,
  data: Type.Object({
    /** First day of the quarter. */
    quarter: LegalDate,
    /** Units that have an index of it, and how many of them are below the threshold. */
    units: Type.Integer({ minimum: 0 }),
    low: Type.Integer({ minimum: 0 }),
    /** Of the last quarter of a year: when its figures are published, whether or not anybody planned it (domain.md 6.4). */
    publishAt: Type.Optional(Instant),
  }),
});
export type AdoptionRoundHeld = EventOf<typeof adoptionRoundHeld>;
