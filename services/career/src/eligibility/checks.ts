import {
  type Degree,
  DEGREES,
  ELIGIBILITY_RULES,
  type EligibilityChecked,
  type EligibilityRule,
  type FunctionalLevel,
  type PromotionKind,
  STRUCTURAL_RULES,
} from '@jejak/contracts/career';
import { type Predicate, PREDICATES } from '@jejak/contracts/performance';
import { decimal, plusMonths } from '@jejak/kernel';
import type { CareerRules } from '../credit/career-rules';
import { needOf, policyNameOf } from '../credit/ladder';
import { rankStepOf, type Standing } from './promotion-target';
import { sourceOf } from './rule-sources';
import {
  type Sanction,
  STRUCTURAL_CONDITIONS,
  type StructuralFacts,
  type StructuralRule,
} from './structural-conditions';

export type Check = EligibilityChecked['data']['checks'][number];

/** What is known of an employee on the day on which a promotion would take effect. */
export interface CareerFacts {
  /** Legal date. */
  readonly effective: string;
  readonly from: Standing;
  readonly to: Standing;
  /** Points of the section of the present level, 2 places; null outside functional positions. */
  readonly balance: string | null;
  /** Since when the rank is held. */
  readonly rankSince: string | null;
  /** Every predicate of the years that count. */
  readonly predicates: readonly {
    readonly year: number;
    /** Null where none is final. */
    readonly predicate: Predicate | null;
    readonly contested: boolean;
  }[];
  readonly tests: readonly {
    readonly level: FunctionalLevel;
    readonly score: string;
    readonly validUntil: string;
  }[];
  readonly degrees: readonly Degree[];
  /** Of the position and level in the unit; null where there is none. */
  readonly formation: { readonly free: number; readonly education: string } | null;
  readonly jp: { readonly year: number; readonly credited: number };
  readonly sanctions: readonly Sanction[];
  /** Null of a promotion to no structural post. */
  readonly structural: StructuralFacts | null;
}

/** A condition: what it asks, and what there is. */
type Condition = (facts: CareerFacts, rules: CareerRules, kind: PromotionKind) => Omit<Check, 'rule'>;

/** Which conditions a kind asks. @source PP 11/2017 as amended by PP 17/2020; PermenPANRB 1/2023; domain.md 7.4 */
const ASKED: Readonly<Record<PromotionKind, readonly EligibilityRule[]>> = {
  LEVEL: ['AK', 'COMPETENCY_TEST', 'EDUCATION', 'FORMATION', 'JP', 'PREDICATE', 'SANCTION'],
  RANK_FUNCTIONAL: ['AK', 'PREDICATE', 'SANCTION', 'YEARS_IN_RANK'],
  RANK_REGULAR: ['PREDICATE', 'SANCTION', 'YEARS_IN_RANK'],
  EXTRAORDINARY: ['PREDICATE', 'SANCTION', 'YEARS_IN_RANK'],
  STRUCTURAL: ['EDUCATION', 'FORMATION', 'PREDICATE', 'SANCTION', ...STRUCTURAL_RULES],
};

/** Points for the next level, or for the n-th rank inside it: n × need. @source domain.md 7.3, 18; `car.need` */
const credit: Condition = ({ from, balance }, rules, kind) => {
  const need = from.level && needOf(rules, from.level);
  if (!need || !from.level || balance === null)
    return { needed: 'functional level', actual: null, pass: false };
  const step = from.rank ? rankStepOf({ rank: from.rank, level: from.level }, rules) : null;
  const needed =
    kind === 'LEVEL' ? need.nextLevel : step && decimal(need.nextRank).times(step.step).toFixed();
  return { needed, actual: balance, pass: needed !== null && decimal(balance).greaterThanOrEqualTo(needed) };
};

/** A test of the level above that is valid on the day. @source PermenPANRB 1/2023; `car.other` competencyTestYears */
const competencyTest: Condition = ({ effective, tests, to }, { other }) => {
  const valid = tests.find(({ level, validUntil }) => level === to.level && validUntil >= effective);
  const last = valid ?? tests.find(({ level }) => level === to.level);
  return {
    needed: `${to.level ?? ''} ≥ ${other.competencyTestPass}`,
    actual: last ? `${last.score}, valid until ${last.validUntil}` : null,
    pass: valid !== undefined,
  };
};

/** The least degree of the level, or the higher one that the formation names. @source PermenPANRB 1/2023; `car.other` education */
const education: Condition = ({ to, degrees, formation }, { other }) => {
  const ofLevel = to.level && other.education[policyNameOf(to.level)];
  const named =
    formation && DEGREES.findLast((degree) => formation.education.toUpperCase().startsWith(degree));
  const least = Math.max(
    DEGREES.findIndex((degree) => degree === ofLevel),
    named ? DEGREES.indexOf(named) : -1,
  );
  const highest = Math.max(-1, ...degrees.map((degree) => DEGREES.indexOf(degree)));
  return { needed: DEGREES[least] ?? null, actual: DEGREES[highest] ?? null, pass: highest >= least };
};

/** A free seat of the position and level in the unit; who was selected openly for it has that of the vacancy. @source domain.md 7.4 */
const formationSeat: Condition = ({ formation, structural }) => {
  const free = (formation?.free ?? 0) + ((structural?.selectedFrom ?? null) === null ? 0 : 1);
  return { needed: '1', actual: String(free), pass: free >= 1 };
};

/** Training hours of the last whole year. @source UU 20/2023; `car.other` minJpLastYear */
const trainingHours: Condition = ({ jp }, { other }) => ({
  ...{ needed: `${other.minJpLastYear} in ${jp.year}`, actual: String(jp.credited) },
  pass: jp.credited >= other.minJpLastYear,
});

/** The years whose predicates count, oldest first: those before the year of the day. @source `car.promo.minPredicate` */
export const yearsOf = (kind: PromotionKind, effective: string, { minPredicate }: CareerRules): number[] => {
  const count = kind === 'EXTRAORDINARY' ? 1 : minPredicate.years;
  const year = Number(effective.slice(0, 4));
  return Array.from({ length: count }, (_, at) => year - count + at);
};

/** At least so good in each of the last years; contested or missing is not. @source PP 11/2017; `car.promo.minPredicate` */
const predicate: Condition = ({ effective, predicates }, rules, kind) => {
  const least =
    kind === 'EXTRAORDINARY' ? rules.other.extraordinaryPredicate : rules.minPredicate.minPredicate;
  const worst = PREDICATES.findIndex((one) => one === least);
  const years = yearsOf(kind, effective, rules);
  const good = (year: number) => {
    const own = predicates.filter((one) => one.year === year);
    return (
      own.length > 0 &&
      own.every((one) => !one.contested && one.predicate && PREDICATES.indexOf(one.predicate) <= worst)
    );
  };
  const said = years.map((year) => {
    const own = predicates.filter((one) => one.year === year);
    const words = own.map((one) => (one.contested ? 'contested' : (one.predicate ?? 'not final')));
    return `${year} ${words.length === 0 ? 'none' : words.join(' + ')}`;
  });
  return { needed: `${least} in ${years.join(', ')}`, actual: said.join(', '), pass: years.every(good) };
};

/** No medium or heavy sanction that holds, or ended less than so many years before. @source PP 94/2021; `car.other` sanctionRestYears */
const sanction: Condition = ({ effective, sanctions }, { other }) => {
  const blocking = sanctions.filter(
    ({ level, until }) =>
      level !== 'LIGHT' && (until === null || plusMonths(until, 12 * other.sanctionRestYears) > effective),
  );
  const words = blocking.map(({ level, until }) => `${level}${until === null ? '' : ` until ${until}`}`);
  return { needed: 'none', actual: words.length === 0 ? 'none' : words.join(', '), pass: words.length === 0 };
};

/** Whole years in the rank on the day. @source PP 11/2017 as amended by PP 17/2020; `car.other` yearsInRank */
const yearsInRank: Condition = ({ effective, rankSince }, { other }, kind) => {
  const { functional, regular, extraordinary } = other.yearsInRank;
  const needed = kind === 'RANK_FUNCTIONAL' ? functional : kind === 'EXTRAORDINARY' ? extraordinary : regular;
  return {
    ...{ needed: String(needed), actual: rankSince && `since ${rankSince}` },
    pass: rankSince !== null && plusMonths(rankSince, 12 * needed) <= effective,
  };
};

const isStructural = (rule: EligibilityRule): rule is StructuralRule =>
  (STRUCTURAL_RULES as readonly EligibilityRule[]).includes(rule);

const CONDITIONS: Readonly<Record<Exclude<EligibilityRule, StructuralRule>, Condition>> = {
  AK: credit,
  COMPETENCY_TEST: competencyTest,
  EDUCATION: education,
  FORMATION: formationSeat,
  JP: trainingHours,
  PREDICATE: predicate,
  SANCTION: sanction,
  YEARS_IN_RANK: yearsInRank,
};

const checkOf = (
  rule: EligibilityRule,
  kind: PromotionKind,
  facts: CareerFacts,
  rules: CareerRules,
): Omit<Check, 'rule'> => {
  if (!isStructural(rule)) return CONDITIONS[rule](facts, rules, kind);
  const { structural, effective, sanctions } = facts;
  if (!structural) throw new Error('nothing was read of the post');
  return STRUCTURAL_CONDITIONS[rule]({ ...structural, effective, sanctions }, rules);
};

/**
 * Every condition, in the order of `ELIGIBILITY_RULES`, those of posts where the promotion is to one; one that this kind does not ask has
 * nothing needed, and passes.
 * @source domain.md 7.4, 18
 */
export const checksOf = (kind: PromotionKind, facts: CareerFacts, rules: CareerRules): Check[] =>
  ELIGIBILITY_RULES.filter((rule) => kind === 'STRUCTURAL' || !isStructural(rule)).map((rule) =>
    ASKED[kind].includes(rule)
      ? { rule, ...checkOf(rule, kind, facts, rules), ...sourceOf(rule, kind) }
      : { rule, needed: null, actual: null, pass: true },
  );

/** The rules that fail, in order. */
export const failedOf = (checks: readonly Check[]): EligibilityRule[] =>
  checks.filter(({ pass }) => !pass).map(({ rule }) => rule);
