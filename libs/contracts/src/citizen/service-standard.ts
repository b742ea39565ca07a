import { defineEvent, type EventOf, LegalDate, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/**
 * What the public may expect of a service of a unit: how long it takes, what it costs, what one has to bring. A later version
 * takes the place of the one before; both stay. Stream `service-standard-<naturalId('service-standard', unit, code)>`.
 * @source UU 25/2009, service standards (standar pelayanan); domain.md 9.1
 */
export const serviceStandardSet = defineEvent({
  type: 'ServiceStandardSet',
  version: 1,
  data: Type.Object({
    standardId: Uuid,
    unitId: Uuid,
    /** The unit's own short name of the service. */
    code: Type.String({ pattern: '^[A-Z0-9][A-Z0-9._-]{0,39}$' }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    /** 1, 2, 3 … */
    version: Type.Integer({ minimum: 1 }),
    /** At the counter. Null where the standard is a number of days. */
    standardMinutes: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
    /** Working days. Null where the standard is a number of minutes. */
    standardDays: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
    /** Whole rupiah; 0 where it is free. */
    fee: Type.Integer({ minimum: 0 }),
    requirements: Type.Array(Type.String({ minLength: 1, maxLength: 500 }), { maxItems: 50 }),
    from: LegalDate,
  }),
});
export type ServiceStandardSet = EventOf<typeof serviceStandardSet>;

/** What a served case is measured against: a version of its standard. */
export const StandardRef = Type.Object(
  {
    standardId: Uuid,
    version: Type.Integer({ minimum: 1 }),
    minutes: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
    days: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
  },
  { additionalProperties: false },
);
