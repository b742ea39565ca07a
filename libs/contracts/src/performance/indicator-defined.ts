import { defineEvent, type EventOf, OneOf } from '@jejak/kernel';
import { type Static, Type } from '@sinclair/typebox';
import { AGGREGATIONS, DIRECTIONS, IndicatorId, SOURCES, VERIFICATION_RULES } from './indicator';

/** What the catalogue says of an indicator, for whoever writes one into a plan. */
export const IndicatorTemplateSchema = Type.Object(
  {
    /** Whom it suits, in the catalogue's words: a kind of office or post, e.g. `HEALTH_IMMUNISATION`. */
    role: Type.String({ pattern: '^[A-Z][A-Z0-9_]{0,63}$' }),
    title: Type.String({ minLength: 1, maxLength: 300 }),
    perspective: Type.String({ maxLength: 100 }),
    /** What is counted. */
    unit: Type.String({ minLength: 1, maxLength: 64 }),
    direction: OneOf(DIRECTIONS),
    source: OneOf(SOURCES),
    /** Which register, system or survey knows it. */
    sourceName: Type.String({ minLength: 1, maxLength: 200 }),
    aggregation: OneOf(AGGREGATIONS),
    verificationRule: OneOf(VERIFICATION_RULES),
  },
  { additionalProperties: false },
);
export type IndicatorTemplate = Static<typeof IndicatorTemplateSchema>;

/**
 * The city's catalogue has an indicator, or a new version of one: plans written from now on take it over; those that stand
 * keep what they say. Stream `indicator-<naturalId('indicator', indicatorId)>`. @source domain.md 5.1, 5.2
 */
export const indicatorDefined = defineEvent({
  type: 'IndicatorDefined',
  version: 1,
  data: Type.Object({
    indicatorId: IndicatorId,
    version: Type.Integer({ minimum: 1 }),
    template: IndicatorTemplateSchema,
  }),
});
export type IndicatorDefined = EventOf<typeof indicatorDefined>;
