import {
  DecimalText,
  defineEvent,
  type EventOf,
  Instant,
  LegalDate,
  OneOf,
  PolicyRef,
  Sha256,
  Uuid,
} from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/**
 * The nine elements of public satisfaction: requirements, procedure, time, cost, product, staff competence, staff behaviour,
 * complaint handling, facilities.
 * @source PermenPANRB 14/2017; domain.md 9.2
 */
export const ELEMENTS = ['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8', 'U9'] as const;
export type Element = (typeof ELEMENTS)[number];

export const IKM_BANDS = ['A', 'B', 'C', 'D'] as const;
export type IkmBand = (typeof IKM_BANDS)[number];

const Mark = Type.Integer({ minimum: 1, maximum: 4 });

export const SurveyPeriod = Type.Object({ from: LegalDate, to: LegalDate }, { additionalProperties: false });

const about = { surveyId: Uuid, unitId: Uuid };

/** What a campaign measures is fixed before anyone answers. */
const plan = {
  ...about,
  title: Type.String({ minLength: 1, maxLength: 200 }),
  period: SurveyPeriod,
  /** How many were served in the period. */
  population: Type.Integer({ minimum: 1 }),
  /** How many answers it takes at least. */
  sample: Type.Integer({ minimum: 1 }),
};

/** A survey of satisfaction (SKM) will be held. Stream `survey-<surveyId>`. @source PermenPANRB 14/2017 */
export const surveyPlanned = defineEvent({
  type: 'SurveyPlanned',
  version: 1,
  status: 'PLANNED',
  data: Type.Object(plan),
});
export type SurveyPlanned = EventOf<typeof surveyPlanned>;

/** Answers are taken from now on. The policies in force at the start of its period govern it to the end (domain.md 2.5). */
export const surveyOpened = defineEvent({
  type: 'SurveyOpened',
  version: 1,
  status: 'COLLECTING',
  data: Type.Object({
    ...plan,
    pinnedPolicies: Type.Array(PolicyRef),
    /** The first instant after its period: it closes then by itself. */
    closesAt: Instant,
  }),
});
export type SurveyOpened = EventOf<typeof surveyOpened>;

/** How an answer came in. */
export const RESPONSE_CHANNELS = ['CODE', 'IMPORT'] as const;
export type ResponseChannel = (typeof RESPONSE_CHANNELS)[number];

/**
 * One answer: a mark from 1 to 4 for each element. By whom stands nowhere; its id comes from the code by a keyed hash, or from the
 * respondent's number in the file. Stream `survey-response-<responseId>`.
 */
export const surveyResponseRecorded = defineEvent({
  type: 'SurveyResponseRecorded',
  version: 1,
  data: Type.Object({
    ...about,
    responseId: Uuid,
    channel: OneOf(RESPONSE_CHANNELS),
    answers: Type.Object(
      { U1: Mark, U2: Mark, U3: Mark, U4: Mark, U5: Mark, U6: Mark, U7: Mark, U8: Mark, U9: Mark },
      { additionalProperties: false },
    ),
  }),
});
export type SurveyResponseRecorded = EventOf<typeof surveyResponseRecorded>;

/** No more answers are taken. `closedBy` is null at the end of its period. */
export const surveyClosed = defineEvent({
  type: 'SurveyClosed',
  version: 1,
  status: 'CLOSED',
  data: Type.Object({ ...about, closedBy: Type.Union([Uuid, Type.Null()]) }),
});
export type SurveyClosed = EventOf<typeof surveyClosed>;

const index = {
  ...about,
  period: SurveyPeriod,
  /** U1 … U9 in order: the mean of each, 4 decimals. */
  elements: Type.Array(
    Type.Object({ element: OneOf(ELEMENTS), mean: DecimalText }, { additionalProperties: false }),
    {
      minItems: 9,
      maxItems: 9,
    },
  ),
  /** (Σ Uᵢ ÷ 9) × 25 from the exact means, 2 decimals: what enters a measurement (domain.md 18). */
  index: DecimalText,
  /** By the rounded index. */
  band: OneOf(IKM_BANDS),
  /** Answers. */
  n: Type.Integer({ minimum: 1 }),
};

/** The satisfaction index (IKM) of a unit and period is computed. @source PermenPANRB 14/2017; domain.md 9.2 */
export const ikmComputed = defineEvent({
  type: 'IkmComputed',
  version: 1,
  status: 'COMPUTED',
  data: Type.Object(index),
});
export type IkmComputed = EventOf<typeof ikmComputed>;

/** The index is public, as a dataset whose SHA-256 this is. */
export const ikmPublished = defineEvent({
  type: 'IkmPublished',
  version: 1,
  status: 'PUBLISHED',
  data: Type.Object({ ...index, publishedBy: Uuid, datasetId: Uuid, sha256: Sha256 }),
});
export type IkmPublished = EventOf<typeof ikmPublished>;
