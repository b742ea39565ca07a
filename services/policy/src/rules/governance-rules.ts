import { parametersOf, type PinnedPolicy } from '@jejak/policies';

/** How a version is made known before it comes into force. @source domain.md 3 `gov.socialise` */
export interface SocialisationRules {
  readonly ref: string;
  /** Per cent. */
  readonly minCoverage: string;
  /** Calendar days since its publication: at least, and after which it comes into force all the same. */
  readonly minDays: number;
  readonly maxDays: number;
}

/** What governs policies themselves. */
export interface GovernanceRules {
  /** Sorted. */
  readonly refs: readonly string[];
  readonly otherRef: string;
  /** Calendar days. */
  readonly consultationDays: number;
  readonly exceptionDays: number;
  readonly reasonMinimum: number;
  readonly reviewMonths: number;
  /** Calendar days. */
  readonly findingsDays: number;
  readonly minCell: number;
  readonly socialise: SocialisationRules;
}

/** Those that every decision of this service reads. Sorted. */
export const GOVERNANCE_POLICIES = [
  'gov.other',
  'gov.review.months',
  'gov.review.rules',
  'gov.socialise',
  'pub',
] as const;

export const socialisationRulesOf = (socialise: PinnedPolicy): SocialisationRules => {
  const parameters = parametersOf(socialise);
  return {
    ref: socialise.ref,
    minCoverage: parameters.text('minCoverage'),
    minDays: parameters.integer('minDays'),
    maxDays: parameters.integer('maxDays'),
  };
};

/** @param policies by key, those of GOVERNANCE_POLICIES */
export const governanceRulesOf = (policies: ReadonlyMap<string, PinnedPolicy>): GovernanceRules => {
  const of = (key: (typeof GOVERNANCE_POLICIES)[number]): PinnedPolicy => {
    const found = policies.get(key);
    if (!found) throw new Error(`${key} was not read`);
    return found;
  };
  const other = parametersOf(of('gov.other'));
  return {
    refs: [...policies.values()].map(({ ref }) => ref).sort(),
    otherRef: of('gov.other').ref,
    consultationDays: other.integer('consultationDays'),
    exceptionDays: other.integer('exceptionDays'),
    reasonMinimum: other.integer('reasonMinChars'),
    reviewMonths: parametersOf(of('gov.review.months')).integer('months'),
    findingsDays: parametersOf(of('gov.review.rules')).integer('findingsDays'),
    minCell: parametersOf(of('pub')).integer('minCell'),
    socialise: socialisationRulesOf(of('gov.socialise')),
  };
};
