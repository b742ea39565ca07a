import { defineEvent, type EventOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** A word, not prose: it stands in the public log for ever, so there is no room in it for a person's name. */
const Word = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_.:/-]{0,99}$' });

/**
 * Someone read another person's file: part of the record of processing that the person may ask for. The reader is the actor,
 * the person is the subject; why in prose is the event's `reason`. Stream `access-<uuid>`.
 * @source domain.md 2.6, 10 rule 5
 */
export const fileRead = defineEvent({
  type: 'FileRead',
  version: 1,
  data: Type.Object({
    /** Whose file. In the log itself the person is a pseudonym. */
    subjectId: Uuid,
    /** What for, e.g. `inspection`. */
    purpose: Word,
    /** The inspection, complaint or objection that it was read for. */
    caseId: Type.Optional(Uuid),
    /** Which view, e.g. `career.profile`. */
    what: Word,
  }),
  publicly: { as: 'accessed', of: ({ purpose, caseId, what }) => ({ purpose, caseId, what }) },
});
export type FileRead = EventOf<typeof fileRead>;
