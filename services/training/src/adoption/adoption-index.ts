import { type Decimal, decimal, rounded, RuleViolated, sum } from '@jejak/kernel';

/** Of the employees of a unit in a quarter. */
export interface Counts {
  readonly employees: number;
  /** Report on their own work every month. */
  readonly selfReporting: number;
  /** How often one of them has read one of the policies that were to be read. */
  readonly policyRead: number;
  /** How many policies were to be read. */
  readonly policies: number;
  /** Had a dialogue with their supervisor. */
  readonly dialogue: number;
}

/** Per cent; they sum to 100. */
interface Weights {
  readonly selfReporting: string;
  readonly policyRead: string;
  readonly dialogue: string;
}

interface Adoption {
  readonly selfReporting: string;
  /** Null where there was nothing to read. */
  readonly policyRead: string | null;
  readonly dialogue: string;
  readonly index: string;
  readonly low: boolean;
}

/**
 * Shares in per cent, and the index that their weights make, all with 4 places. Of several policies the share is the mean of theirs,
 * each acknowledged ÷ employees; where there was none to read, its weight moves to the other two in proportion.
 * @param threshold an index below it is low
 * @throws RuleViolated RULE_VIOLATED where the policy gives weight only to what there was nothing of
 * @source domain.md 6.3: 0.4 × self-reporting + 0.3 × policy read + 0.3 × dialogue; docs/adr/0023
 */
export const adoptionIndex = (
  { employees, selfReporting, policyRead, policies, dialogue }: Counts,
  weights: Weights,
  threshold: string,
): Adoption => {
  const share = (count: number, of: number): Decimal => decimal(count).times(100).div(of);
  const reporting = share(selfReporting, employees);
  const read = policies === 0 ? null : share(policyRead, employees * policies);
  const talking = share(dialogue, employees);
  const weight = sum([weights.selfReporting, weights.dialogue, ...(read ? [weights.policyRead] : [])]);
  if (weight.isZero())
    throw new RuleViolated('RULE_VIOLATED', 'No policy was to be read, and nothing else is counted.', {
      rule: 'adoption.nothing-counted',
    });
  const index = sum([
    reporting.times(weights.selfReporting),
    ...(read ? [read.times(weights.policyRead)] : []),
    talking.times(weights.dialogue),
  ]).div(weight);
  return {
    selfReporting: reporting.toFixed(4),
    policyRead: read?.toFixed(4) ?? null,
    dialogue: talking.toFixed(4),
    index: index.toFixed(4),
    low: rounded(index, 4).lessThan(threshold),
  };
};
