import { DecimalText, defineEvent, type EventOf, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { provenEntries, Stream } from './log-entry';

/** The standing controls. What each asks stands in the audit service. @source domain.md 10.3 */
export const CONTROLS = [
  ...(['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'] as const),
  ...(['C8', 'C9', 'C10', 'C11', 'C12', 'C13', 'C14'] as const),
] as const;
export type ControlKey = (typeof CONTROLS)[number];

/** UUID where a fact names the person, else the pseudonym of the log. */
const Person = Type.String({ pattern: '^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|p_[A-Za-z0-9_-]{22})$' });

/**
 * A standing control has a question. No verdict: nobody may act on it but the inspector who asks. Stream
 * `control-trip-<naturalId('control-trip', control, what it is about)>`, so that the same found again says nothing new; subject: the
 * person it is about, where there is one. @source domain.md 10.3
 */
export const controlTripped = defineEvent({
  type: 'ControlTripped',
  version: 1,
  status: 'OPEN',
  data: Type.Object({
    tripId: Uuid,
    control: OneOf(CONTROLS),
    /** Streams that it asks about, sorted. */
    objects: Type.Array(Stream, { minItems: 1, maxItems: 200 }),
    unitId: Type.Union([Uuid, Type.Null()]),
    /** Whom the question concerns, and who therefore does not clear it. Sorted. */
    people: Type.Array(Person, { maxItems: 200 }),
    /** What the control measured, in its own unit: days, standard deviations, seconds …; 4 places. 1 where there is nothing to measure. */
    score: DecimalText,
    /** The boundary that it was held against, as the policy had it; null where there is none. */
    limit: Type.Union([DecimalText, Type.Null()]),
    /** The entries of the log that it rests on, in their order. */
    refs: provenEntries,
  }),
});
export type ControlTripped = EventOf<typeof controlTripped>;

/** An inspector looked, and the question is answered; how is the reason (FINDING). @source domain.md 10.3, 15 step 55 */
export const controlCleared = defineEvent({
  type: 'ControlCleared',
  version: 1,
  status: 'CLEARED',
  data: Type.Object({ tripId: Uuid, control: OneOf(CONTROLS), clearedBy: Uuid }),
});
export type ControlCleared = EventOf<typeof controlCleared>;
