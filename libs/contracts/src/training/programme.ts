import { defineEvent, type EventOf, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** @source domain.md 6.1 */
export const PROGRAMME_KINDS = [
  'TECHNICAL',
  'LEADERSHIP',
  'ETHICS',
  'DIGITAL',
  'ONBOARDING',
  'LATSAR',
  'SOCIALISATION',
] as const;
export type ProgrammeKind = (typeof PROGRAMME_KINDS)[number];

/** Programmes of the state whose training hours are fixed by policy (`tr.programme`). */
export const STATE_PROGRAMMES = ['LATSAR', 'PKP', 'PKA', 'PKN2'] as const;
export type StateProgramme = (typeof STATE_PROGRAMMES)[number];

/** What is assessed. PRE is compared with POST and never counts for passing. */
export const COMPONENTS = ['PRE', 'POST', 'THEORY', 'SIMULATION', 'CASE_STUDY', 'PRACTICE'] as const;
export type Component = (typeof COMPONENTS)[number];

/** Short word for an ability, as needs, programmes and careers name it: `COLD_CHAIN`. */
export const Competency = Type.String({ pattern: '^[A-Z][A-Z0-9_]{1,63}$' });
/** Training hours of 45 minutes. */
export const ProgrammeJp = Type.Integer({ minimum: 1, maximum: 2000 });

export const ProgrammeTitle = Type.String({ minLength: 1, maxLength: 200 });

const programme = {
  programmeId: Uuid,
  title: ProgrammeTitle,
  kind: OneOf(PROGRAMME_KINDS),
  /** Null where the city made it itself. */
  stateProgramme: Type.Union([OneOf(STATE_PROGRAMMES), Type.Null()]),
  jp: ProgrammeJp,
  /** In the order of `COMPONENTS`; empty: attendance alone counts. */
  components: Type.Array(OneOf(COMPONENTS)),
  /** Sorted. */
  competencies: Type.Array(Competency),
  /** Programmes that must be passed before; sorted. */
  prerequisites: Type.Array(Uuid),
  /** Whether a law or decree demands it of those who take part: it goes before everything else on a waiting list. */
  mandatory: Type.Boolean(),
};

/** A programme is part of the catalogue: its first edition. Stream `programme-<programmeId>`. */
export const programmeDefined = defineEvent({
  type: 'ProgrammeDefined',
  version: 1,
  data: Type.Object(programme),
});
export type ProgrammeDefined = EventOf<typeof programmeDefined>;

/**
 * The programme has a new edition, which holds for sessions that are scheduled from now on; those that are scheduled keep the
 * edition that they were scheduled by.
 */
export const programmeRevised = defineEvent({
  type: 'ProgrammeRevised',
  version: 1,
  data: Type.Object({ ...programme, edition: Type.Integer({ minimum: 2, maximum: 1_000_000 }) }),
});
export type ProgrammeRevised = EventOf<typeof programmeRevised>;
