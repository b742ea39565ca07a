import { DecimalText, RuleViolated } from '@jejak/kernel';
import type { PinnedPolicy } from '@jejak/policies';
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

const Count = Type.Integer({ minimum: 0 });

/** What this service reads of each policy. A policy may say more. @source domain.md 3 */
const SCHEMAS = {
  'gov.other': Type.Object({ reasonMinChars: Count }),
  pub: Type.Object({ minCell: Count }),
  'tr.jp': Type.Object({ pns: Count, pppk: Count }),
  'tr.leadership.weights': Type.Object({
    theory: DecimalText,
    simulation: DecimalText,
    caseStudy: DecimalText,
    pass: DecimalText,
    minAttendance: DecimalText,
  }),
  'tr.other': Type.Object({
    catalogueOffersPerYear: Count,
    adoptionThreshold: DecimalText,
    adoptionWeights: Type.Object({
      selfReporting: DecimalText,
      policyRead: DecimalText,
      dialogue: DecimalText,
    }),
    onboarding: Type.Object({ days: Count, ethicsJp: Count, administrationJp: Count }),
    probationMonths: Type.Integer({ minimum: 1 }),
    attendanceDays: Count,
    pass: DecimalText,
    minAttendance: DecimalText,
    retryDays: Count,
    application: Type.Object({ afterDays: Count, expected: DecimalText }),
    shortfallFrom: Type.String({ pattern: '^[0-9]{2}-[0-9]{2}$' }),
    /** Versions from before these were known do not say them. */
    leadershipMinBox: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })),
    publicationDays: Type.Optional(Count),
  }),
  'tr.programme': Type.Object({ latsar: Count, pkp: Count, pka: Count, pkn2: Count }),
} as const satisfies Record<string, TSchema>;

type PolicyKey = keyof typeof SCHEMAS;

/** Every policy that this service reads, sorted. */
export const TRAINING_POLICIES = Object.keys(SCHEMAS).sort() as PolicyKey[];

/** What the policies in force on a day say to the rules of this service. */
export interface TrainingRules {
  /** Their versions, sorted. */
  readonly refs: readonly string[];
  /** Characters of a reason. */
  readonly reasonMinimum: number;
  /** The smallest count that the public sees. */
  readonly minCell: number;
  readonly jp: Static<(typeof SCHEMAS)['tr.jp']>;
  readonly leadership: Static<(typeof SCHEMAS)['tr.leadership.weights']>;
  readonly other: Static<(typeof SCHEMAS)['tr.other']>;
  readonly programme: Static<(typeof SCHEMAS)['tr.programme']>;
}

/** @throws RuleViolated POLICY_MISSING where a policy does not say what the rules need: as good as none */
export const trainingRulesOf = (policies: ReadonlyMap<string, PinnedPolicy>): TrainingRules => {
  const of = <Key extends PolicyKey>(key: Key): Static<(typeof SCHEMAS)[Key]> => {
    const policy = policies.get(key);
    if (!policy) throw new Error(`${key} was not read`);
    const { ref, parameters } = policy;
    const schema = SCHEMAS[key];
    if (!Value.Check(schema, parameters))
      throw new RuleViolated('POLICY_MISSING', `The policy ${ref} does not say what this rule needs.`, {
        rule: key,
        policyRefs: [ref],
      });
    return parameters;
  };
  return {
    refs: TRAINING_POLICIES.flatMap((key) => policies.get(key)?.ref ?? []),
    reasonMinimum: of('gov.other').reasonMinChars,
    minCell: of('pub').minCell,
    jp: of('tr.jp'),
    leadership: of('tr.leadership.weights'),
    other: of('tr.other'),
    programme: of('tr.programme'),
  };
};
