import { defineEvent, type EventOf, LegalDate, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** The unit has another name from a legal date on; its code and id stay. Stream as of `UnitCreated`. @source domain.md 7.2 */
export const unitRenamed = defineEvent({
  type: 'UnitRenamed',
  version: 1,
  data: Type.Object({ unitId: Uuid, name: Type.String({ minLength: 1, maxLength: 200 }), from: LegalDate }),
});
export type UnitRenamed = EventOf<typeof unitRenamed>;

/** The unit became part of another one, which goes on; `from` is the first day without it. @source domain.md 7.2 */
export const unitMerged = defineEvent({
  type: 'UnitMerged',
  version: 1,
  status: 'MERGED',
  data: Type.Object({ unitId: Uuid, intoUnitId: Uuid, from: LegalDate }),
});
export type UnitMerged = EventOf<typeof unitMerged>;
