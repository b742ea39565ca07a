import { ORGANISATION_PREDICATES, type OrganisationPredicate } from '@jejak/contracts/performance';
import type { PinnedPolicy } from '@jejak/policies';
import type { DistributionPattern, DistributionRules } from '../scoring/distribution';

/** `perf.distribution` as its contract promises it: the patterns by the organisation's predicate. */
export const distributionRulesOf = ({ ref, parameters }: PinnedPolicy): DistributionRules => {
  const { enforcement, exemptBelowStaff, patterns } = parameters;
  if (enforcement !== 'warn' && enforcement !== 'block') throw new Error(`${ref} has no enforcement`);
  if (typeof exemptBelowStaff !== 'number') throw new Error(`${ref} has no integer exemptBelowStaff`);
  if (typeof patterns !== 'object' || patterns === null) throw new Error(`${ref} has no patterns`);
  const named = patterns as Readonly<Record<string, Partial<DistributionPattern> | undefined>>;
  const of = (predicate: OrganisationPredicate): DistributionPattern => {
    const { max = {}, min = [], minCount = [] } = named[predicate] ?? {};
    return { max, min, minCount };
  };
  return {
    enforcement,
    exemptBelowStaff,
    // One entry for each of the closed list.
    patterns: Object.fromEntries(
      ORGANISATION_PREDICATES.map((predicate) => [predicate, of(predicate)]),
    ) as Record<OrganisationPredicate, DistributionPattern>,
  };
};
