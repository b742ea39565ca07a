import { type SanctionKind, type SanctionLevel, SANCTION_LEVELS } from '@jejak/contracts/performance';
import type { PinnedPolicy } from '@jejak/policies';
import type { AbsenceTable } from '../discipline/absence';

/** Who may decide: the head of the employee's unit or of one above it, or who has nobody above them. */
export const AUTHORITIES = ['UNIT_HEAD', 'TOP'] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** What the policies in force say of discipline. @source PP 94/2021; domain.md 5.9 */
export interface DisciplineRules {
  readonly summonsWorkingDays: number;
  /** Calendar days. */
  readonly appealDays: number;
  readonly appealAnswerWorkingDays: number;
  readonly missedHearings: number;
  /** Calendar days. */
  readonly omissionDays: number;
  /** By level the kinds that it knows, and for how many months each may last; none: it has no duration. */
  readonly kinds: Readonly<Record<SanctionLevel, Readonly<Partial<Record<SanctionKind, readonly number[]>>>>>;
  readonly authority: Readonly<Record<SanctionLevel, readonly Authority[]>>;
  readonly absence: AbsenceTable;
}

/** `disc.other` and `disc.absence` as their contracts promise them. @throws Error where they say something else */
export const disciplineRulesOf = (other: PinnedPolicy, absence: PinnedPolicy): DisciplineRules => {
  const integer = (name: string): number => {
    const value = other.parameters[name];
    if (typeof value !== 'number') throw new Error(`${other.ref} has no integer ${name}`);
    return value;
  };
  const byLevel = <Value>(name: string): Record<SanctionLevel, Value> => {
    const value = other.parameters[name] as Record<SanctionLevel, Value> | undefined;
    if (!value || !SANCTION_LEVELS.every((level) => level in value))
      throw new Error(`${other.ref} has no ${name} by level`);
    return value;
  };
  const { steps, consecutive } = absence.parameters;
  if (!Array.isArray(steps) || typeof consecutive !== 'number')
    throw new Error(`${absence.ref} has no steps`);
  return {
    summonsWorkingDays: integer('summonsWorkingDays'),
    appealDays: integer('appealDays'),
    appealAnswerWorkingDays: integer('appealAnswerWorkingDays'),
    missedHearings: integer('missedHearings'),
    omissionDays: integer('omissionDays'),
    kinds: byLevel('kinds'),
    authority: byLevel('authority'),
    absence: { steps: steps as AbsenceTable['steps'], consecutive },
  };
};
