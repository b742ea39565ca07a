import { DecimalText, defineEvent, type EventOf, FreeText, LegalDate, Personal, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { IndicatorId, IndicatorSchema } from './indicator';

const realism = {
  planId: Uuid,
  indicatorId: IndicatorId,
  target: DecimalText,
  /** Mean of the last realised years, at most three; 4 places. */
  baseline: DecimalText,
  /** Target ÷ baseline, of a LOWER indicator baseline ÷ target; 4 places. */
  ratio: DecimalText,
  /** Above this ratio a target is flagged (`perf.realism.maxStretch`). */
  maxStretch: DecimalText,
};

/** A target was held against the employee's own past: the safeguard against targets nobody can reach. */
export const targetRealismChecked = defineEvent({
  type: 'TargetRealismChecked',
  version: 1,
  data: Type.Object({ ...realism, baselineYears: Type.Array(Type.Integer()) }),
});
export type TargetRealismChecked = EventOf<typeof targetRealismChecked>;

/** The target stretches further than the policy lets pass without review: the plan cannot be agreed until then. */
export const targetFlaggedUnrealistic = defineEvent({
  type: 'TargetFlaggedUnrealistic',
  version: 1,
  data: Type.Object(realism),
});
export type TargetFlaggedUnrealistic = EventOf<typeof targetFlaggedUnrealistic>;

/** A reviewer set another target; why is the reason (OVERRIDE). `indicators` is the plan as it now stands. */
export const targetAdjusted = defineEvent({
  type: 'TargetAdjusted',
  version: 1,
  data: Type.Object({
    planId: Uuid,
    indicatorId: IndicatorId,
    old: DecimalText,
    new: DecimalText,
    /** Null where there is no realised year to compare with. */
    ratio: Type.Union([DecimalText, Type.Null()]),
    reviewedBy: Uuid,
    indicators: Type.Array(IndicatorSchema),
  }),
});
export type TargetAdjusted = EventOf<typeof targetAdjusted>;

/** A flagged target stands because the employee gets what it takes: who gives what by when. */
export const targetConfirmedWithSupport = defineEvent({
  type: 'TargetConfirmedWithSupport',
  version: 1,
  data: Type.Object({
    planId: Uuid,
    indicatorId: IndicatorId,
    reviewedBy: Uuid,
    /** In the order of `supportPlan`'s lines. */
    support: Type.Array(Type.Object({ by: Uuid, due: LegalDate }, { additionalProperties: false }), {
      minItems: 1,
    }),
    /** What is given, one line each. */
    supportPlan: Personal(FreeText),
  }),
});
export type TargetConfirmedWithSupport = EventOf<typeof targetConfirmedWithSupport>;
