import {
  DecimalText,
  defineEvent,
  type EventOf,
  FreeText,
  LegalDate,
  OneOf,
  Personal,
  PolicyRef,
  Uuid,
} from '@jejak/kernel';
import { type Static, Type } from '@sinclair/typebox';
import { ELIGIBILITY_RULES } from '../career/eligibility';
import { EXPECTATIONS, PREDICATES } from '../performance/ratings';
import { Stream } from './log-entry';

const closed = { additionalProperties: false };

const Rating = Type.Object(
  {
    /** 4 places. */
    composite: DecimalText,
    resultRating: OneOf(EXPECTATIONS),
    behaviourRating: OneOf(EXPECTATIONS),
    predicate: OneOf(PREDICATES),
  },
  closed,
);

/**
 * What would have come of an evaluation, had one fact not been, or under another version of a policy. A supposition: nothing of it ever
 * held, and nothing rests on it. @source domain.md 10.1 (4)
 */
const Hypothetical = Type.Object(
  {
    label: Type.Literal('HYPOTHETICAL'),
    /** The fact that is left out; the policy version that is put in place of what the plan pinned. */
    withoutEvent: Type.Union([Uuid, Type.Null()]),
    underPolicy: Type.Union([PolicyRef, Type.Null()]),
    /** The recommendation that was computed again: first as it was, to the digit. */
    recommendation: Uuid,
    /** The version of that policy which governs the evaluation, and whether it is the supposed one. */
    governedBy: Type.Union([PolicyRef, Type.Null()]),
    applies: Type.Union([Type.Boolean(), Type.Null()]),
    was: Rating,
    /** Null where the formulas say nothing then: an indicator without an amount. */
    would: Type.Union([Rating, Type.Null()]),
    /** Entries of points that count, and what they would have been; 2 places. */
    credits: Type.Array(
      Type.Object({ entryId: Uuid, points: DecimalText, hypothetical: DecimalText }, closed),
    ),
    /** Checks of promotions that rest on the evaluation; every other condition as it was. */
    eligibility: Type.Array(
      Type.Object(
        {
          eventId: Uuid,
          caseId: Type.Union([Uuid, Type.Null()]),
          effective: LegalDate,
          eligible: Type.Boolean(),
          hypothetical: Type.Object(
            {
              eligible: Type.Boolean(),
              balance: Type.Union([DecimalText, Type.Null()]),
              needed: Type.Union([Type.String({ maxLength: 300 }), Type.Null()]),
              failed: Type.Array(OneOf(ELIGIBILITY_RULES)),
            },
            closed,
          ),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type Counterfactual = Static<typeof Hypothetical>;

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
    /** Where it was asked what would have been otherwise. */
    hypothetical: Type.Optional(Hypothetical),
    question: Personal(FreeText),
  }),
});
export type ExplanationProduced = EventOf<typeof explanationProduced>;
