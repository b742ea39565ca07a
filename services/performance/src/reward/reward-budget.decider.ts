import { type RewardBudgetDrawn, rewardBudgetDrawn } from '@jejak/contracts/performance';
import { type Decider, naturalId, RuleViolated, streamOf } from '@jejak/kernel';

export interface DrawRewardBudget {
  readonly type: 'DrawRewardBudget';
  readonly budgetLine: string;
  readonly year: number;
  readonly rewardId: string;
  readonly amount: number;
}
export interface RewardBudget {
  readonly spent: number;
}
export interface RewardBudgetGiven {
  /** Whole rupiah of the year. */
  readonly budget: number;
}

export const rewardBudgetStream = (budgetLine: string, year: number): string =>
  streamOf('reward-budget', naturalId('reward-budget', budgetLine, String(year)));

/** What a year's rewards take of a budget line: decided with the grant, so that two grants cannot both take the last rupiah. */
export const rewardBudget: Decider<DrawRewardBudget, RewardBudgetDrawn, RewardBudget, RewardBudgetGiven> = {
  initial: { spent: 0 },
  decide: ({ type: _, ...draw }, { spent }, { budget }) => {
    const left = budget - spent - draw.amount;
    if (left < 0)
      throw new RuleViolated('BUDGET_EXCEEDED', 'The budget of the year does not suffice.', {
        params: { line: draw.budgetLine, left: budget - spent },
      });
    return [rewardBudgetDrawn({ ...draw, left })];
  },
  evolve: ({ spent }, { data: { amount } }) => ({ spent: spent + amount }),
};
