/** Work result and work behaviour, each against what was expected. Worst first. @source PermenPANRB 6/2022 */
export const EXPECTATIONS = ['BELOW', 'MEETS', 'ABOVE'] as const;
export type Expectation = (typeof EXPECTATIONS)[number];

/** The yearly predicate (predikat), best first: steps of a deviation count on this order (domain.md 5.5). */
export const PREDICATES = ['SANGAT_BAIK', 'BAIK', 'BUTUH_PERBAIKAN', 'KURANG', 'SANGAT_KURANG'] as const;
export type Predicate = (typeof PREDICATES)[number];

/** What a unit achieved in a period, best first. @source PermenPANRB 6/2022 */
export const ORGANISATION_PREDICATES = [
  'ISTIMEWA',
  'BAIK',
  'BUTUH_PERBAIKAN',
  'KURANG',
  'SANGAT_KURANG',
] as const;
export type OrganisationPredicate = (typeof ORGANISATION_PREDICATES)[number];

/** BerAKHLAK, the seven values of work behaviour, in the order of the name. */
export const BEHAVIOUR_VALUES = [
  'BERORIENTASI_PELAYANAN',
  'AKUNTABEL',
  'KOMPETEN',
  'HARMONIS',
  'LOYAL',
  'ADAPTIF',
  'KOLABORATIF',
] as const;
export type BehaviourValue = (typeof BEHAVIOUR_VALUES)[number];

/** Where the composite score comes from; the weights are the policy `perf.method.weights`. */
export const METHODS = ['DATA', 'SURVEY', 'INTERVIEW'] as const;
export type Method = (typeof METHODS)[number];
