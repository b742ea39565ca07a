import { defineEvent, type EventOf, LegalDate, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** What a leader wants to reach: a public text, so it names nobody. */
const PublicText = Type.String({ minLength: 1, maxLength: 4000 });

/**
 * The city's leaders said where it is to go. Stream `direction-<naturalId('direction', from)>`; said again for the same
 * beginning, the later word holds. @source domain.md 5.3 (SetDirection), 14 (Tebingtinggi)
 */
export const directionSet = defineEvent({
  type: 'DirectionSet',
  version: 1,
  data: Type.Object({
    directionId: Uuid,
    vision: PublicText,
    mission: PublicText,
    period: Type.Object({ from: LegalDate, to: LegalDate }, { additionalProperties: false }),
  }),
});
export type DirectionSet = EventOf<typeof directionSet>;

/** The code of a unit's result: unique in its year. */
export const UnitResultCode = Type.String({ pattern: '^[A-Z0-9][A-Z0-9._-]{0,63}$' });

/**
 * What a unit is to reach in a year: the plans of its people, and of the units below, align to it.
 * Stream `unit-result-<naturalId('unit-result', code, year)>`. @source domain.md 5.3 (PlanUnitResult)
 */
export const unitResultPlanned = defineEvent({
  type: 'UnitResultPlanned',
  version: 1,
  data: Type.Object({
    unitResultId: Uuid,
    code: UnitResultCode,
    year: Type.Integer({ minimum: 2000, maximum: 2999 }),
    unitId: Uuid,
    result: PublicText,
    /** How it is seen whether it was reached. */
    measure: Type.String({ minLength: 1, maxLength: 300 }),
    /** The result, of this unit or one above, that this one supports; null: the city's direction itself. */
    supports: Type.Union([Uuid, Type.Null()]),
  }),
});
export type UnitResultPlanned = EventOf<typeof unitResultPlanned>;
