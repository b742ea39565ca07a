import type { PinnedPolicy } from '@jejak/policies';
import { APPROVERS, type RewardRule } from '../reward/reward-rule';

/** What the policy in force says of rewards. */
export interface RewardRules {
  readonly rules: readonly RewardRule[];
  /** Whole rupiah of a year, by budget line. */
  readonly budgets: Readonly<Record<string, number>>;
}

const isRule = (value: unknown): value is RewardRule => {
  if (typeof value !== 'object' || value === null) return false;
  const { ruleId, kinds, facts, conditions, approver } = value as Partial<RewardRule>;
  return (
    typeof ruleId === 'string' &&
    Array.isArray(kinds) &&
    typeof facts === 'object' &&
    Array.isArray(conditions) &&
    conditions.length > 0 &&
    APPROVERS.some((known) => known === approver)
  );
};

/** `perf.other` as its contract promises it. @throws Error where it says something else */
export const rewardRulesOf = ({ ref, parameters }: PinnedPolicy): RewardRules => {
  const { rewardRules, rewardBudgetsIdr } = parameters;
  if (!Array.isArray(rewardRules) || !rewardRules.every(isRule)) throw new Error(`${ref} has no rewardRules`);
  if (typeof rewardBudgetsIdr !== 'object' || rewardBudgetsIdr === null)
    throw new Error(`${ref} has no rewardBudgetsIdr`);
  return { rules: rewardRules, budgets: rewardBudgetsIdr as Record<string, number> };
};
