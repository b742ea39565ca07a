import { defineEvent, type EventOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** A word, not prose: it stands in the public log for ever, so there is no room in it for a person's name. */
const Word = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_.:/-]{0,99}$' });

/**
 * Someone asked the log a question whose answer is no single person's file: a policy's history, all ratings under a policy, the
 * completeness of a source. Reads of a person's file are `FileRead`. The reader is the actor. Stream `access-<uuid>`.
 * @source audit-ledger.md section 14: every question leaves an access event
 */
export const logRead = defineEvent({
  type: 'LogRead',
  version: 1,
  data: Type.Object({
    /** What for, e.g. a case number. */
    purpose: Word,
    caseId: Type.Optional(Uuid),
    /** Which view, e.g. `audit.history`. */
    what: Word,
    /** The stream or event that was read; null for a list. */
    object: Type.Union([Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_.:/-]{0,199}$' }), Type.Null()]),
  }),
  publicly: {
    as: 'accessed',
    of: ({ purpose, caseId, what, object }) => ({
      purpose,
      caseId,
      what,
      ...(object === null ? {} : { object }),
    }),
  },
});
export type LogRead = EventOf<typeof logRead>;
