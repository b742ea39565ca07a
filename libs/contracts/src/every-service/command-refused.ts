import { defineEvent, type EventOf } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/**
 * A command of class decision (rating, scoring, promotion, sanction, policy …) was refused by rule: attempts matter to
 * inspectors. Who tried, when and under which role stands in the core. Stream `refusal-<uuid>`, one per command.
 * @source domain.md 2.2
 */
export const commandRefused = defineEvent({
  type: 'CommandRefused',
  version: 1,
  data: Type.Object({
    /** The imperative, e.g. `RateAnnual`. */
    commandType: Type.String({ pattern: '^[A-Z][A-Za-z0-9]{0,99}$' }),
    /** The refusal's code, e.g. `SOD_VIOLATION`. */
    code: Type.String({ pattern: '^[A-Z][A-Z0-9_]{0,99}$' }),
    /** The stream that the command was for. */
    stream: Type.String({ minLength: 1, maxLength: 200 }),
    /** The rule's key, where the code is a general one. */
    rule: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  }),
});
export type CommandRefused = EventOf<typeof commandRefused>;
