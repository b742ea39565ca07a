import { DecimalText, defineEvent, type EventOf, LegalDate, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** What is not as it should be in an imported case, which is taken all the same. @source domain.md 2.9 */
export const REQUEST_FLAGS = ['CATEGORY_MISSING', 'UNIT_UNKNOWN'] as const;
export type RequestFlag = (typeof REQUEST_FLAGS)[number];

/**
 * A case that citizens opened with an office, taken over from the office's own register.
 * Stream `service-request-<naturalId('service-request', case)>`.
 * @source domain.md 2.9, import `service-requests`
 */
export const serviceRequestImported = defineEvent({
  type: 'ServiceRequestImported',
  version: 1,
  data: Type.Object({
    requestId: Uuid,
    /** Its number in the register. */
    case: Type.String({ minLength: 1, maxLength: 64 }),
    /** As the register names the office. */
    unitCode: Type.String({ minLength: 1, maxLength: 64 }),
    /** Null where the chart has no such unit. */
    unitId: Type.Union([Uuid, Type.Null()]),
    /** Null where it is empty or the form's placeholder. */
    category: Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Null()]),
    detail: Type.Union([Type.String({ minLength: 1, maxLength: 500 }), Type.Null()]),
    openedOn: LegalDate,
    /** Null while it is open. */
    closedOn: Type.Union([LegalDate, Type.Null()]),
    /** Sorted. */
    flags: Type.Array(OneOf(REQUEST_FLAGS)),
  }),
});
export type ServiceRequestImported = EventOf<typeof serviceRequestImported>;

/**
 * What the cases of one unit and month of opening come to; a later import can change it, in a later version.
 * Stream `service-month-<naturalId('service-month', unit code, month)>`.
 * @source domain.md 2.9, import `service-requests`
 */
export const serviceRequestsMeasured = defineEvent({
  type: 'ServiceRequestsMeasured',
  version: 1,
  data: Type.Object({
    unitCode: Type.String({ minLength: 1, maxLength: 64 }),
    /** Null where the chart has no such unit: then it is nobody's measurement. */
    unitId: Type.Union([Uuid, Type.Null()]),
    /** First and last day of the month. */
    from: LegalDate,
    to: LegalDate,
    cases: Type.Integer({ minimum: 1 }),
    open: Type.Integer({ minimum: 0 }),
    /** Of closed − opened over the closed, in days, 1 decimal; null where none is closed. */
    medianDays: Type.Union([DecimalText, Type.Null()]),
    /** Closed within 14 days of all cases, in percent, 4 decimals: an open case is not closed in time. */
    shareWithin: DecimalText,
    /** The days of `shareWithin`. */
    withinDays: Type.Integer({ minimum: 1 }),
  }),
});
export type ServiceRequestsMeasured = EventOf<typeof serviceRequestsMeasured>;
