import type { EligibilityRule, PromotionKind } from '@jejak/contracts/career';

/** What asks for a condition, and which policy parameter says how much. */
export interface RuleSource {
  readonly regulation: string;
  readonly parameter: string;
}

const MANAGEMENT = 'PP 11/2017 as amended by PP 17/2020';
const FUNCTIONAL = 'PermenPANRB 1/2023';
const DISCIPLINE = 'PP 94/2021';
const STRUCTURAL = 'car.other structural';

const SOURCES: Readonly<Record<EligibilityRule, RuleSource>> = {
  AK: { regulation: FUNCTIONAL, parameter: 'car.need' },
  COMPETENCY_TEST: { regulation: FUNCTIONAL, parameter: 'car.other competencyTestYears' },
  EDUCATION: { regulation: FUNCTIONAL, parameter: 'car.other education' },
  EXPERIENCE: { regulation: MANAGEMENT, parameter: STRUCTURAL },
  FORMATION: { regulation: MANAGEMENT, parameter: 'formation' },
  INTEGRITY: { regulation: DISCIPLINE, parameter: 'car.other integrityYears' },
  JP: { regulation: 'UU 20/2023', parameter: 'car.other minJpLastYear' },
  LEADERSHIP_TRAINING: { regulation: MANAGEMENT, parameter: STRUCTURAL },
  OPEN_SELECTION: { regulation: 'UU 20/2023', parameter: STRUCTURAL },
  PREDICATE: { regulation: MANAGEMENT, parameter: 'car.promo.minPredicate' },
  RANK: { regulation: MANAGEMENT, parameter: STRUCTURAL },
  SANCTION: { regulation: DISCIPLINE, parameter: 'car.other sanctionRestYears' },
  TALENT_BOX: { regulation: 'PermenPANRB 3/2020', parameter: 'car.other structuralMinBox' },
  YEARS_IN_RANK: { regulation: MANAGEMENT, parameter: 'car.other yearsInRank' },
};

/** Where one kind asks the same by another parameter. */
const OF_KIND: Readonly<
  Partial<Record<PromotionKind, Readonly<Partial<Record<EligibilityRule, RuleSource>>>>>
> = {
  EXTRAORDINARY: { PREDICATE: { regulation: MANAGEMENT, parameter: 'car.other extraordinaryPredicate' } },
  STRUCTURAL: { EDUCATION: { regulation: MANAGEMENT, parameter: 'formation' } },
};

/** Which regulation and which parameter a condition of a kind rests on. @source domain.md 3, 7.4 */
export const sourceOf = (rule: EligibilityRule, kind: PromotionKind): RuleSource =>
  OF_KIND[kind]?.[rule] ?? SOURCES[rule];
