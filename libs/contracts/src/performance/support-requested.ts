import { defineEvent, type EventOf, FreeText, LegalDate, OneOf, Personal, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

export const SUPPORT_KINDS = ['FACILITY', 'TRAINING', 'STAFF', 'BUDGET'] as const;
export type SupportKind = (typeof SUPPORT_KINDS)[number];

/** An employee asks for what the work takes. Stream `support-<supportId>`; subject: the employee. @source domain.md 5.3 */
export const supportRequested = defineEvent({
  type: 'SupportRequested',
  version: 1,
  status: 'RAISED',
  data: Type.Object({
    supportId: Uuid,
    employeeId: Uuid,
    unitId: Uuid,
    kind: OneOf(SUPPORT_KINDS),
    /** The obstacle that it is to remove; null where there is none. */
    obstacleId: Type.Union([Uuid, Type.Null()]),
    what: Personal(FreeText),
  }),
});
export type SupportRequested = EventOf<typeof supportRequested>;

export const supportGranted = defineEvent({
  type: 'SupportGranted',
  version: 1,
  status: 'GRANTED',
  data: Type.Object({ supportId: Uuid, grantedBy: Uuid, kind: OneOf(SUPPORT_KINDS), due: LegalDate }),
});
export type SupportGranted = EventOf<typeof supportGranted>;

/** Not this, but something else; why is the reason (REJECTION). */
export const supportDeclined = defineEvent({
  type: 'SupportDeclined',
  version: 1,
  status: 'DECLINED',
  data: Type.Object({ supportId: Uuid, declinedBy: Uuid, alternative: Personal(FreeText) }),
});
export type SupportDeclined = EventOf<typeof supportDeclined>;

/** Whoever asked has it. */
export const supportDelivered = defineEvent({
  type: 'SupportDelivered',
  version: 1,
  status: 'DELIVERED',
  data: Type.Object({ supportId: Uuid, confirmedBy: Uuid }),
});
export type SupportDelivered = EventOf<typeof supportDelivered>;
