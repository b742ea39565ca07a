import { defineEvent, type EventOf, LegalDate, OneOf, Personal, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** PNS: permanent; CPNS: in the probation year; PPPK: on a fixed contract. @source UU 20/2023 */
export const EMPLOYEE_KINDS = ['PNS', 'CPNS', 'PPPK'] as const;
export type EmployeeKind = (typeof EMPLOYEE_KINDS)[number];

/**
 * A civil servant's file is opened. Stream `employee-<employeeId>`; subject: the employee.
 * @source domain.md 7.2
 */
export const employeeRegistered = defineEvent({
  type: 'EmployeeRegistered',
  version: 1,
  data: Type.Object({
    employeeId: Uuid,
    /** 18 digits. */
    nip: Personal(Type.String({ pattern: '^[0-9]{18}$' })),
    /** 16 digits. */
    nik: Personal(Type.String({ pattern: '^[0-9]{16}$' })),
    name: Personal(Type.String({ minLength: 1, maxLength: 200 })),
    email: Personal(Type.String({ maxLength: 254 })),
    kind: OneOf(EMPLOYEE_KINDS),
    /** Rank; a PPPK has none. */
    golongan: Type.Union([Type.String({ pattern: '^(I|II|III|IV)/[a-e]$' }), Type.Null()]),
    /** Level inside a functional position; null outside them. */
    jenjang: Type.Union([Type.String({ minLength: 1, maxLength: 64 }), Type.Null()]),
    start: LegalDate,
    /** Last day of a PPPK's contract; null for the others. */
    contractEnd: Type.Union([LegalDate, Type.Null()]),
  }),
});
export type EmployeeRegistered = EventOf<typeof employeeRegistered>;
