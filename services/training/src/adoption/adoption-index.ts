import { decimal, rounded, sum } from '@jejak/kernel';

/** Of the employees of a unit in a quarter. */
export interface Counts {
  readonly employees: number;
  /** Report on their own work every month. */
  readonly selfReporting: number;
  /** Have read the policy. */
  readonly policyRead: number;
  /** Had a dialogue with their supervisor. */
  readonly dialogue: number;
}

/** Per cent; they sum to 100. */
interface Weights {
  readonly selfReporting: string;
  readonly policyRead: string;
  readonly dialogue: string;
}

/**
 * Shares in per cent, and the index that their weights make, all with 4 places.
 * @param threshold an index below it is low
 * @source domain.md 6.3: 0.4 × self-reporting + 0.3 × policy read + 0.3 × dialogue
 */
export const adoptionIndex = (
  { employees, selfReporting, policyRead, dialogue }: Counts,
  weights: Weights,
  threshold: string,
): { selfReporting: string; policyRead: string; dialogue: string; index: string; low: boolean } => {
  const share = (count: number) => decimal(count).times(100).div(employees);
  const index = sum([
    share(selfReporting).times(weights.selfReporting),
    share(policyRead).times(weights.policyRead),
    share(dialogue).times(weights.dialogue),
  ]).div(100);
  return {
    selfReporting: share(selfReporting).toFixed(4),
    policyRead: share(policyRead).toFixed(4),
    dialogue: share(dialogue).toFixed(4),
    index: index.toFixed(4),
    low: rounded(index, 4).lessThan(threshold),
  };
};
