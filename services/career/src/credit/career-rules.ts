import { type PromotionDocument, type PromotionKind } from '@jejak/contracts/career';
import type { Predicate } from '@jejak/contracts/performance';
import { DecimalText } from '@jejak/kernel';
import type { PinnedPolicy } from '@jejak/policies';
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { wordsOf } from './policy-words';

const Count = Type.Integer({ minimum: 0 });
const Named = <Schema extends TSchema>(schema: Schema) => Type.Record(Type.String(), schema);

/** What credit and promotion read of each policy. A policy may say more. @source domain.md 3, 7.3, 7.4 */
const SCHEMAS = {
  'car.coefficient': Named(DecimalText),
  'car.conversion': Named(DecimalText),
  'car.need': Named(
    Type.Object({
      ranks: Type.Array(Type.String(), { minItems: 1 }),
      nextRank: DecimalText,
      nextLevel: Type.Union([DecimalText, Type.Null()]),
    }),
  ),
  'car.other': Type.Object({
    minMonths: Type.Integer({ minimum: 1 }),
    carryOnLevel: Type.Boolean(),
    competencyTestYears: Type.Integer({ minimum: 1 }),
    competencyTestPass: DecimalText,
    minJpLastYear: Count,
    sanctionRestYears: Count,
    proposalDays: Count,
    decisionWorkingDays: Count,
    notProposedDays: Count,
    conversionWorkingDays: Count,
    yearsInRank: Type.Object({ functional: Count, regular: Count, extraordinary: Count }),
    educationCreditPct: DecimalText,
    education: Named(Type.String()),
    extraordinaryPredicate: Type.String(),
    promotionDocuments: Named(Type.Array(Type.String())),
    // Of a version from before they were asked for: nobody is promoted to a post, and no round is held, until one says them.
    structuralMinBox: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })),
    structural: Type.Optional(
      Named(
        Type.Object({
          minRank: Type.String({ pattern: '^(I|II|III|IV)/[a-e]$' }),
          experienceYears: Count,
          trainings: Type.Array(Type.String()),
          openSelection: Type.Boolean(),
        }),
      ),
    ),
    integrityYears: Type.Optional(Count),
    /** Month and day; none that a year may lack. */
    eligibilityRound: Type.Optional(Type.String({ pattern: '^(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$' })),
  }),
  'car.promo.dates': Type.Object({ dayOfMonth: Type.Integer({ minimum: 1, maximum: 28 }) }),
  'car.promo.minPredicate': Type.Object({ minPredicate: Type.String(), years: Type.Integer({ minimum: 1 }) }),
  'gov.other': Type.Object({ reasonMinChars: Count }),
} as const satisfies Record<string, TSchema>;

type PolicyKey = keyof typeof SCHEMAS;

/** Every policy that credit and promotion read, sorted. */
export const CAREER_POLICIES = Object.keys(SCHEMAS).sort() as PolicyKey[];

/** A level's row of table 7.3: its ranks, lowest first, and the points needed. @source PermenPANRB 1/2023 */
export type LevelNeed = Static<(typeof SCHEMAS)['car.need']>[string];

/** What the policies in force on a day say to the rules of credit and promotion. */
export interface CareerRules {
  /** Their versions, sorted. */
  readonly refs: readonly string[];
  /** Characters of a reason. */
  readonly reasonMinimum: number;
  /** Per cent of the coefficient, by predicate. */
  readonly conversion: Readonly<Partial<Record<Predicate, string>>>;
  /** Points a year, by level (`AHLI_PERTAMA`). */
  readonly coefficient: Readonly<Partial<Record<string, string>>>;
  readonly need: Readonly<Partial<Record<string, LevelNeed>>>;
  readonly minPredicate: Static<(typeof SCHEMAS)['car.promo.minPredicate']>;
  readonly dayOfMonth: number;
  readonly other: Static<(typeof SCHEMAS)['car.other']>;
}

/** Kinds of documents that a promotion's file holds. */
export const documentsOf = ({ other }: CareerRules, kind: PromotionKind): readonly PromotionDocument[] =>
  // The policy names them by the words of the contract; one that it does not know asks for what nobody can hand in.
  (other.promotionDocuments[kind] ?? []) as PromotionDocument[];

/** @throws RuleViolated POLICY_MISSING where a policy does not say what the rules need: as good as none */
export const careerRulesOf = (policies: ReadonlyMap<string, PinnedPolicy>): CareerRules => {
  const of = wordsOf(SCHEMAS, policies);
  return {
    refs: CAREER_POLICIES.flatMap((key) => policies.get(key)?.ref ?? []),
    reasonMinimum: of('gov.other').reasonMinChars,
    conversion: of('car.conversion'),
    coefficient: of('car.coefficient'),
    need: of('car.need'),
    minPredicate: of('car.promo.minPredicate'),
    dayOfMonth: of('car.promo.dates').dayOfMonth,
    other: of('car.other'),
  };
};
