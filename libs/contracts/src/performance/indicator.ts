import { DecimalText, OneOf, Uuid } from '@jejak/kernel';
import { type Static, Type } from '@sinclair/typebox';

/** HIGHER: more is better; LOWER: less is better; RANGE: inside the range is right. */
export const DIRECTIONS = ['HIGHER', 'LOWER', 'RANGE'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Who knows the amount: the employee, a system, a survey, an official register. */
export const SOURCES = ['SELF', 'SYSTEM', 'SURVEY', 'REGISTER'] as const;
export type Source = (typeof SOURCES)[number];

/** How the amounts of one period become its realised value. */
export const AGGREGATIONS = ['SUM', 'MEAN', 'LAST'] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

/** Whether a self-report of this indicator needs a document with it. */
export const VERIFICATION_RULES = ['EVIDENCE_REQUIRED', 'EVIDENCE_OPTIONAL'] as const;
export type VerificationRule = (typeof VERIFICATION_RULES)[number];

/** The code of an indicator in the city's catalogue: the same in every year, so that past years are its baseline. */
export const IndicatorId = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' });

/** One line of a work plan (domain.md 5.2). */
export const IndicatorSchema = Type.Object(
  {
    indicatorId: IndicatorId,
    title: Type.String({ minLength: 1, maxLength: 300 }),
    perspective: Type.String({ maxLength: 100 }),
    /** What is counted: children, days, index points, per cent. */
    unit: Type.String({ maxLength: 64 }),
    direction: OneOf(DIRECTIONS),
    /** Null for RANGE, and in a draft that has none yet. */
    target: Type.Union([DecimalText, Type.Null()]),
    rangeLow: Type.Union([DecimalText, Type.Null()]),
    rangeHigh: Type.Union([DecimalText, Type.Null()]),
    /** Per cent; the weights of a plan sum to exactly 100. */
    weight: DecimalText,
    source: OneOf(SOURCES),
    aggregation: OneOf(AGGREGATIONS),
    verificationRule: OneOf(VERIFICATION_RULES),
    /** The unit's result that this one supports; null in a draft that is not aligned yet. */
    parentResultId: Type.Union([Uuid, Type.Null()]),
  },
  { additionalProperties: false },
);
export type Indicator = Static<typeof IndicatorSchema>;
