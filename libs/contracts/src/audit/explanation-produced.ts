import { defineEvent, type EventOf, FreeText, Personal, PolicyRef, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { Stream } from './log-entry';

/**
 * Somebody asked why an object is as it is, and this is the chain of facts that the log gave for it: what its decisions read, what
 * happened to it, and what rested on it. Stream `explanation-<explanationId>`; subject: the person whose object it is, where there is
 * one. @source domain.md 10.2 (AskWhy)
 */
export const explanationProduced = defineEvent({
  type: 'ExplanationProduced',
  version: 1,
  data: Type.Object({
    explanationId: Uuid,
    /** A stream. */
    object: Stream,
    /** The inspection that it is asked in. */
    caseId: Type.Union([Uuid, Type.Null()]),
    askedBy: Uuid,
    /** Ids of events, in the order of the log. */
    chain: Type.Array(Uuid, { minItems: 1 }),
    /** Every policy version that one of them was decided under or with. Sorted. */
    policies: Type.Array(PolicyRef),
    /** The head of the log that proves them: entries, and the root hash (hex). */
    proofs: Type.Object(
      { size: Type.Integer({ minimum: 1 }), root: Type.String({ pattern: '^[0-9a-f]{64}$' }) },
      { additionalProperties: false },
    ),
    /** True where there was more than the chain holds. */
    truncated: Type.Boolean(),
    question: Personal(FreeText),
  }),
});
export type ExplanationProduced = EventOf<typeof explanationProduced>;
