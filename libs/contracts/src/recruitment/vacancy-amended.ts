import { defineEvent, type EventOf, Instant, OneOf, Sha256, Uuid } from '@jejak/kernel';
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { DOCUMENT_KINDS } from './documents';
import { Requirement } from './vacancy-drafted';

const change = <const Field extends string, Value extends TSchema>(field: Field, value: Value) =>
  Type.Object({ field: Type.Literal(field), old: value, new: value });

/** One thing that an amendment changes, with both values. */
export const VacancyChange = Type.Union([
  change('closeAt', Instant),
  change('documentKinds', Type.Array(OneOf(DOCUMENT_KINDS), { maxItems: 50 })),
  change('documentSha256', Type.Union([Sha256, Type.Null()])),
  change('requirements', Type.Array(Requirement, { maxItems: 50 })),
]);
export type VacancyChange = Static<typeof VacancyChange>;

/**
 * The HR agency has amended an announced vacancy; why stands in the reason. `changes` are sorted by field. Once registration
 * is open they are an extension, or take something off what is asked of applicants. Stream `vacancy-<vacancyId>`.
 * @source domain.md 4.2
 */
export const vacancyAmended = defineEvent({
  type: 'VacancyAmended',
  version: 1,
  data: Type.Object({
    vacancyId: Uuid,
    amendedBy: Uuid,
    changes: Type.Array(VacancyChange, { minItems: 1, maxItems: 10 }),
  }),
});
export type VacancyAmended = EventOf<typeof vacancyAmended>;
