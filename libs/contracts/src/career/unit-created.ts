import { defineEvent, type EventOf, LegalDate, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/**
 * A unit of the city's organisation exists. Stream `unit-<naturalId('unit', code)>`.
 * @source domain.md 7.2
 */
export const unitCreated = defineEvent({
  type: 'UnitCreated',
  version: 1,
  data: Type.Object({
    unitId: Uuid,
    /** The natural key: what imports name a unit by. */
    code: Type.String({ minLength: 1, maxLength: 64 }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    /** Agency, division, school, health centre …: the words of the city's own chart. */
    kind: Type.String({ minLength: 1, maxLength: 64 }),
    /** Null at the top of the chart. */
    parentUnitId: Type.Union([Uuid, Type.Null()]),
    from: LegalDate,
    /** Last day; null while it exists. */
    to: Type.Union([LegalDate, Type.Null()]),
  }),
});
export type UnitCreated = EventOf<typeof unitCreated>;
