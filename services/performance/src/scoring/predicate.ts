import {
  type Expectation,
  type OrganisationPredicate,
  type Predicate,
  PREDICATES,
} from '@jejak/contracts/performance';

/** The regulation whose matrix gives the predicate, as facts name it. */
export const REGULATION = 'PermenPANRB 6/2022';

export { PREDICATE } from '@jejak/contracts/performance';

/** A unit's result is the work-result rating of its head. @source domain.md 5.5 */
export const RESULT_OF_HEAD: Readonly<Record<OrganisationPredicate, Expectation>> = {
  ISTIMEWA: 'ABOVE',
  BAIK: 'MEETS',
  BUTUH_PERBAIKAN: 'BELOW',
  KURANG: 'BELOW',
  SANGAT_KURANG: 'BELOW',
};

/** Steps from one predicate to another on the order of 5.5: positive when `to` is better. */
export const stepsBetween = (from: Predicate, to: Predicate): number =>
  PREDICATES.indexOf(from) - PREDICATES.indexOf(to);
