import { DecimalText, defineEvent, type EventOf, LegalDate, OneOf, Uuid } from '@jejak/kernel';
import { type Static, Type } from '@sinclair/typebox';
import { IndicatorId, SOURCES } from './indicator';

/** How often a source has new amounts. */
export const REFRESHES = ['DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY'] as const;
export type Refresh = (typeof REFRESHES)[number];

/** A source's name in files of amounts. */
export const SourceCode = Type.String({ pattern: '^[A-Z][A-Z0-9_-]{0,63}$' });

/** What a source delivers: an amount that is not so waits for a steward. */
export const SourceSchemaSchema = Type.Object(
  {
    /** The indicators that it knows; empty: any. */
    indicatorIds: Type.Array(IndicatorId),
    /** The smallest and largest amount that can be; null: no such bound. */
    min: Type.Union([DecimalText, Type.Null()]),
    max: Type.Union([DecimalText, Type.Null()]),
  },
  { additionalProperties: false },
);
export type SourceSchema = Static<typeof SourceSchemaSchema>;

/**
 * A source of amounts is registered, or registered anew, which gives its next version and ends a suspension.
 * Stream `source-<naturalId('source', code)>`. @source domain.md 5.7
 */
export const sourceRegistered = defineEvent({
  type: 'SourceRegistered',
  version: 1,
  status: 'ACTIVE',
  data: Type.Object({
    sourceId: Uuid,
    code: SourceCode,
    version: Type.Integer({ minimum: 1 }),
    kind: OneOf(SOURCES.filter((kind) => kind !== 'SELF') as ['SYSTEM', 'SURVEY', 'REGISTER']),
    /** The unit that answers for it; null: the city as a whole. */
    ownerUnitId: Type.Union([Uuid, Type.Null()]),
    schema: SourceSchemaSchema,
    refresh: OneOf(REFRESHES),
    lastAudit: Type.Union([LegalDate, Type.Null()]),
  }),
});
export type SourceRegistered = EventOf<typeof sourceRegistered>;

/** Somebody looked whether a source tells the truth. */
export const sourceAudited = defineEvent({
  type: 'SourceAudited',
  version: 1,
  data: Type.Object({ sourceId: Uuid, auditedOn: LegalDate, passed: Type.Boolean() }),
});
export type SourceAudited = EventOf<typeof sourceAudited>;

/** The source failed an audit and delivers no more; why is the reason (FINDING). */
export const sourceSuspended = defineEvent({
  type: 'SourceSuspended',
  version: 1,
  status: 'SUSPENDED',
  data: Type.Object({
    sourceId: Uuid,
    /** How many amounts of it stand in open years: their evaluations are listed to the supervisors. */
    openAmounts: Type.Integer({ minimum: 0 }),
  }),
});
export type SourceSuspended = EventOf<typeof sourceSuspended>;
