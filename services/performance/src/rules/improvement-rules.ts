import type { PinnedPolicy } from '@jejak/policies';

/** `perf.improvement.months`. @source PP 30/2019; domain.md 5.9 */
export interface ImprovementRules {
  readonly months: number;
  /** Calendar days in which the supervisor opens the plan, and in which it is assessed when it is over. */
  readonly openDays: number;
  readonly assessDays: number;
}

/** @throws Error where the policy says something else than its contract promises */
export const improvementRulesOf = ({ ref, parameters }: PinnedPolicy): ImprovementRules => {
  const integer = (name: string): number => {
    const value = parameters[name];
    if (typeof value !== 'number' || !Number.isInteger(value))
      throw new Error(`${ref} has no integer ${name}`);
    return value;
  };
  return { months: integer('months'), openDays: integer('openDays'), assessDays: integer('assessDays') };
};
