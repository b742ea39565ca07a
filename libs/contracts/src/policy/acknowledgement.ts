import { DecimalText, defineEvent, type EventOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { PolicyKey } from './policy-seeded';

/**
 * An employee has read a published version. Stream
 * `policy-acknowledgement-<naturalId('policy-acknowledgement', key, version, employeeId)>`; subject: the employee.
 * @source domain.md 8.1
 */
export const policyAcknowledged = defineEvent({
  type: 'PolicyAcknowledged',
  version: 1,
  data: Type.Object({
    key: PolicyKey,
    version: Type.Integer({ minimum: 1 }),
    employeeId: Uuid,
    /** Per cent of right answers, where a quiz was taken. */
    quizScore: Type.Optional(DecimalText),
  }),
});
export type PolicyAcknowledged = EventOf<typeof policyAcknowledged>;
