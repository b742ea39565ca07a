import {
  DecimalText,
  defineEvent,
  type EventOf,
  Instant,
  LegalDate,
  OneOf,
  PolicyRef,
  Uuid,
} from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** What the yearly engagement survey asks, each from 1 to 5. @source domain.md 5.3 */
export const ENGAGEMENT_QUESTIONS = [
  'MOTIVATION',
  'SATISFACTION',
  'COMMITMENT',
  'PRESSURE',
  'LEADERSHIP',
] as const;
export type EngagementQuestion = (typeof ENGAGEMENT_QUESTIONS)[number];

const Mark = Type.Integer({ minimum: 1, maximum: 5 });
const surveyId = { surveyId: Uuid };

/**
 * Employees are asked how they are at work. What governs its index is in force on the day of opening. Stream
 * `engagement-survey-<naturalId('engagement-survey', year)>`.
 * @source domain.md 5.3, 5.9
 */
export const engagementSurveyOpened = defineEvent({
  type: 'EngagementSurveyOpened',
  version: 1,
  status: 'OPEN',
  data: Type.Object({
    ...surveyId,
    year: Type.Integer({ minimum: 2000, maximum: 2999 }),
    /** In the order of ENGAGEMENT_QUESTIONS. */
    questions: Type.Array(OneOf(ENGAGEMENT_QUESTIONS), { minItems: 5, maxItems: 5 }),
    openedBy: Uuid,
    closesOn: LegalDate,
    /** The instant at which that day is over in the city. */
    closesAt: Instant,
    pinnedPolicies: Type.Array(PolicyRef),
  }),
});
export type EngagementSurveyOpened = EventOf<typeof engagementSurveyOpened>;

/**
 * One answer. By whom stands nowhere: the actor is `public`, and its id comes from a code outside the log by a keyed hash. Stream
 * `engagement-answer-<answerId>`.
 */
export const engagementAnswered = defineEvent({
  type: 'EngagementAnswered',
  version: 1,
  data: Type.Object({
    ...surveyId,
    answerId: Uuid,
    unitId: Uuid,
    answers: Type.Object(
      { MOTIVATION: Mark, SATISFACTION: Mark, COMMITMENT: Mark, PRESSURE: Mark, LEADERSHIP: Mark },
      { additionalProperties: false },
    ),
  }),
});
export type EngagementAnswered = EventOf<typeof engagementAnswered>;

/** The survey is over: one such fact for each unit with answers, in order of unit. */
export const engagementComputed = defineEvent({
  type: 'EngagementComputed',
  version: 1,
  status: 'COMPUTED',
  data: Type.Object({
    ...surveyId,
    year: Type.Integer({ minimum: 2000, maximum: 2999 }),
    unitId: Uuid,
    /** Too few answered, or so few elsewhere that this one would give them away: then nothing more is said. */
    suppressed: Type.Boolean(),
    n: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
    /** 0 to 100, 2 decimals: mean of the questions by the highest mark, pressure turned round. */
    index: Type.Union([DecimalText, Type.Null()]),
    /** Mean mark of each question as asked, 2 decimals, in their order; empty where suppressed. */
    means: Type.Array(
      Type.Object(
        { question: OneOf(ENGAGEMENT_QUESTIONS), mean: DecimalText },
        { additionalProperties: false },
      ),
    ),
  }),
});
export type EngagementComputed = EventOf<typeof engagementComputed>;

/** Nobody answers any more. */
export const engagementSurveyClosed = defineEvent({
  type: 'EngagementSurveyClosed',
  version: 1,
  status: 'CLOSED',
  data: Type.Object({ ...surveyId, answers: Type.Integer({ minimum: 0 }) }),
});
export type EngagementSurveyClosed = EventOf<typeof engagementSurveyClosed>;
