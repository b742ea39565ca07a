import { DecimalText } from '@jejak/kernel';
import { PREDICATES, type Predicate } from '@jejak/contracts/performance';
import type { PinnedPolicy } from '@jejak/policies';
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { wordsOf } from '../credit/policy-words';

const Count = Type.Integer({ minimum: 0 });
const Box = Type.Integer({ minimum: 1, maximum: 9 });
const Row = Type.Object({ BELOW: Box, MEETS: Box, ABOVE: Box });
const Points = Type.Object(
  Object.fromEntries(PREDICATES.map((predicate) => [predicate, Count])) as Record<Predicate, typeof Count>,
);

/** What talent, succession, placement and the merit monitor read of each policy. A policy may say more. @source domain.md 3 */
const SCHEMAS = {
  'gov.other': Type.Object({ reasonMinChars: Count }),
  'car.ninebox': Type.Object({
    performance: Type.Object({ above: DecimalText, meets: DecimalText }),
    potential: Type.Object({ high: DecimalText, medium: DecimalText }),
    potentialWeights: Type.Object({
      competency: DecimalText,
      assessment: DecimalText,
      trackRecord: DecimalText,
    }),
    points: Points,
    finals: Type.Integer({ minimum: 1 }),
    inputYears: Count,
    successionMinBox: Box,
    boxes: Type.Object({ HIGH: Row, MEDIUM: Row, LOW: Row }),
  }),
  'car.other': Type.Object({
    minPlacementMatch: DecimalText,
    placementRestYears: Count,
    matchWeights: Type.Object({
      competencies: DecimalText,
      performance: DecimalText,
      experience: DecimalText,
    }),
    meritBands: Type.Object({ veryGood: DecimalText, good: DecimalText, less: DecimalText }),
  }),
} as const satisfies Record<string, TSchema>;

type PolicyKey = keyof typeof SCHEMAS;

/** Every policy that these rules read, sorted. */
export const TALENT_POLICIES = Object.keys(SCHEMAS).sort() as PolicyKey[];

export type NineBoxRules = Static<(typeof SCHEMAS)['car.ninebox']>;
export type PlacementRules = Static<(typeof SCHEMAS)['car.other']>;

/** What the policies in force on a day say. */
export interface TalentRules {
  /** Their versions, sorted. */
  readonly refs: readonly string[];
  /** Characters of a reason. */
  readonly reasonMinimum: number;
  readonly nineBox: NineBoxRules;
  readonly placement: PlacementRules;
}

/** @throws RuleViolated POLICY_MISSING where a policy does not say what the rules need: as good as none */
export const talentRulesOf = (policies: ReadonlyMap<string, PinnedPolicy>): TalentRules => {
  const of = wordsOf(SCHEMAS, policies);
  return {
    refs: TALENT_POLICIES.flatMap((key) => policies.get(key)?.ref ?? []),
    reasonMinimum: of('gov.other').reasonMinChars,
    nineBox: of('car.ninebox'),
    placement: of('car.other'),
  };
};
