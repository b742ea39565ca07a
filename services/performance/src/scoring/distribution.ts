import { type OrganisationPredicate, type Predicate, PREDICATES } from '@jejak/contracts/performance';
import { decimal, rounded, sum } from '@jejak/kernel';

/** What the staff's predicates look like under one predicate of the organisation. Shares are per cent of the staff. */
export interface DistributionPattern {
  readonly max: Readonly<Partial<Record<Predicate, string>>>;
  readonly min: readonly { readonly of: readonly Predicate[]; readonly share: string }[];
  readonly minCount: readonly { readonly of: readonly Predicate[]; readonly count: number }[];
}

/** `perf.distribution` */
export interface DistributionRules {
  /** Whether a pattern that is not met warns the leader, or refuses the review. */
  readonly enforcement: 'warn' | 'block';
  /** Units with fewer staff have no pattern. */
  readonly exemptBelowStaff: number;
  readonly patterns: Readonly<Record<OrganisationPredicate, DistributionPattern>>;
}

export type PredicateCounts = Readonly<Record<Predicate, number>>;

export const countsOf = (predicates: readonly Predicate[]): PredicateCounts =>
  // One entry for each of the closed list.
  Object.fromEntries(
    PREDICATES.map((predicate) => [predicate, predicates.filter((one) => one === predicate).length]),
  ) as Record<Predicate, number>;

export const staffOf = (counts: PredicateCounts): number =>
  sum(PREDICATES.map((predicate) => counts[predicate])).toNumber();

/** Per cent of the staff, 2 places. */
export const sharesOf = (counts: PredicateCounts): Readonly<Record<Predicate, string>> => {
  const staff = staffOf(counts);
  const share = (count: number) => (staff === 0 ? decimal(0) : decimal(count).times(100).dividedBy(staff));
  return Object.fromEntries(
    PREDICATES.map((predicate) => [predicate, share(counts[predicate]).toFixed(2)]),
  ) as Record<Predicate, string>;
};

/**
 * Keys of the pattern's rules that these predicates do not meet, sorted; none in a unit that is exempt. A share is compared
 * as per cent, rounded to 4 places.
 * @source MenPANRB circular of 2023; domain.md 5.6, 18
 */
export const unmetPattern = (
  counts: PredicateCounts,
  organisation: OrganisationPredicate,
  { exemptBelowStaff, patterns }: DistributionRules,
): string[] => {
  const staff = staffOf(counts);
  if (staff < exemptBelowStaff || staff === 0) return [];
  const { max, min, minCount } = patterns[organisation];
  const together = (of: readonly Predicate[]) => sum(of.map((predicate) => counts[predicate]));
  const share = (of: readonly Predicate[]) => rounded(together(of).times(100).dividedBy(staff), 4);
  const unmet = [
    ...PREDICATES.filter((predicate) => {
      const most = max[predicate];
      return most !== undefined && share([predicate]).greaterThan(decimal(most));
    }).map((predicate) => `max.${predicate}`),
    ...min
      .filter(({ of, share: least }) => share(of).lessThan(decimal(least)))
      .map(({ of }) => `min.${of.join('.')}`),
    ...minCount
      .filter(({ of, count }) => together(of).lessThan(count))
      .map(({ of }) => `minCount.${of.join('.')}`),
  ];
  return unmet.sort();
};
