import { defineEvent, type EventOf, LegalDate, OneOf } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** Where a default comes from: a text of law, a text of law not read again in the original, or the city's own choice. */
export const POLICY_STATUSES = ['STATUTORY', 'TO_BE_CONFIRMED', 'CONFIGURED'] as const;
export type PolicyStatus = (typeof POLICY_STATUSES)[number];

/** `perf.result`: the prefix that the keys of one row of domain.md section 3 share. */
export const PolicyKey = Type.String({ pattern: '^[a-z]+(\\.[a-z][A-Za-z0-9]*)*$', maxLength: 60 });

/**
 * The installation began with this policy in force, at its default, without consultation. Version 1 of its key; later ones go
 * through drafting, consultation and approval. Stream `policy-<naturalId('policy', key)>`.
 * @source domain.md 3
 */
export const policySeeded = defineEvent({
  type: 'PolicySeeded',
  version: 1,
  status: 'IN_FORCE',
  data: Type.Object({
    key: PolicyKey,
    version: Type.Literal(1),
    /** Decimals and percentages as text; counts, days and months as integers. */
    parameters: Type.Record(Type.String(), Type.Unknown()),
    /** The regulation, or who may decide it, in words for the public. */
    legalBasis: Type.String({ minLength: 1, maxLength: 500 }),
    origin: OneOf(POLICY_STATUSES),
    /** The installation's first legal date. */
    effectiveFrom: LegalDate,
  }),
});
export type PolicySeeded = EventOf<typeof policySeeded>;
