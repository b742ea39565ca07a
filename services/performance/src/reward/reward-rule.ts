import type { Aggregation, RewardKind } from '@jejak/contracts/performance';

/** Which verified amounts a fact of a rule is. */
export interface RewardFact {
  readonly indicatorId: string;
  readonly whose: 'EMPLOYEE' | 'UNIT';
  readonly aggregation: Aggregation;
  /** Of the year before. */
  readonly earlier?: boolean;
}

/** What a condition computes: a fact, or two as a ratio, in per cent, or their difference. */
export type Measured =
  | { readonly fact: string }
  | { readonly ratio: readonly [string, string] }
  | { readonly percent: readonly [string, string] }
  | { readonly difference: readonly [string, string] };

export interface RewardCondition {
  readonly key: string;
  readonly of: Measured;
  /** Decimals; each that is there holds. */
  readonly atMost?: string;
  readonly atLeast?: string;
  readonly below?: string;
}

/** base × min(maxFactor, (1 − value) ÷ (1 − from)), of the value of the condition `key`. */
export interface AmountFormula {
  readonly baseIdr: number;
  readonly key: string;
  readonly from: string;
  readonly maxFactor: string;
}

export const APPROVERS = ['LEADERSHIP', 'TOP'] as const;
export type Approver = (typeof APPROVERS)[number];

/** A rule of rewards, as the policy in force has it. @source domain.md 5.8 */
export interface RewardRule {
  readonly ruleId: string;
  readonly kinds: readonly RewardKind[];
  /** Where the amounts come from, in words. */
  readonly evidence: string;
  readonly facts: Readonly<Record<string, RewardFact>>;
  readonly conditions: readonly RewardCondition[];
  /** Nothing is paid without one. */
  readonly amount?: AmountFormula;
  readonly budgetLine?: string;
  readonly approver: Approver;
  /** Only for heads of units. */
  readonly heads?: boolean;
  /** The fact that counts who nominated, where colleagues nominate. */
  readonly nominations?: string;
}
