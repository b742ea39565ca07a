import { defineEvent, type EventOf, Instant, OneOf, PolicyRef, Sha256, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { FORMATION_KINDS, SelectionYear, STAGE_KINDS } from './selection';
import { Requirement, Weight } from './vacancy-drafted';

/**
 * A vacancy is announced to the public, with the rules that will govern it to its end: `pinnedPolicies` are those in
 * force at the announcement, and later versions do not touch it. Stream `vacancy-<vacancyId>`.
 * @source domain.md 2.5, 4.2
 */
export const vacancyAnnounced = defineEvent({
  type: 'VacancyAnnounced',
  version: 1,
  status: 'ANNOUNCED',
  data: Type.Object({
    vacancyId: Uuid,
    year: SelectionYear,
    position: Type.String({ minLength: 1, maxLength: 200 }),
    unitId: Uuid,
    seats: Type.Integer({ minimum: 1, maximum: 100_000 }),
    formationKind: OneOf(FORMATION_KINDS),
    requirements: Type.Array(Requirement, { maxItems: 50 }),
    /** In order; weights are percent and sum to 100. */
    stages: Type.Array(
      Type.Object({
        kind: OneOf(STAGE_KINDS),
        weight: Weight,
        /** Of the SKB: its result is published by itself, and not with FINAL only. */
        published: Type.Optional(Type.Literal(true)),
      }),
    ),
    /** From this instant on, and before `closeAt`, applications are taken. */
    openAt: Instant,
    closeAt: Instant,
    /** Sorted. */
    pinnedPolicies: Type.Array(PolicyRef),
    /** The signed announcement, kept apart from the log; null where it has not been deposited. */
    documentSha256: Type.Union([Sha256, Type.Null()]),
  }),
});
export type VacancyAnnounced = EventOf<typeof vacancyAnnounced>;
