import { PREDICATES } from '@jejak/contracts/performance';
import { FORMATION_KINDS, type FormationKind, type SkdCriterion } from '@jejak/contracts/recruitment';
import { DecimalText, LegalDate, OneOf, RuleViolated } from '@jejak/kernel';
import type { PinnedPolicy } from '@jejak/policies';
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { StageWeights } from '../selection/integrated-score';
import type { PppkRules } from '../selection/pppk';
import type { SkbWeights } from '../selection/skb';
import type { SkdMaxima, SkdThreshold } from '../selection/skd';
import type { PppkThresholds } from '../selection/weighted';

const Count = Type.Integer({ minimum: 0 });
const Threshold = Type.Object({
  twk: Type.Optional(Count),
  tiu: Type.Optional(Count),
  tkp: Type.Optional(Count),
  total: Type.Optional(Count),
});
const Paper = Type.Object({ score: Count });
const Positive = Type.Integer({ minimum: 1 });
/** The least points of a PPPK's test; managerial and socio-cultural together. */
const PPPK_LEAST = { technical: Count, managerialSociocultural: Count, interview: Count };
type PppkLeast = Readonly<Record<keyof typeof PPPK_LEAST, number>>;

/** What this service reads of each policy. A policy may say more. */
const SCHEMAS = {
  'rec.announce.minDays': Type.Object({ minDays: Count }),
  'rec.age': Type.Object({ min: Count, max: Count, maxListed: Count }),
  'rec.skd.threshold': Type.Object({
    selectionYears: Type.Array(Type.Integer()),
    general: Type.Optional(Threshold),
    cumlaude: Type.Optional(Threshold),
    diaspora: Type.Optional(Threshold),
    disability: Type.Optional(Threshold),
    papua: Type.Optional(Threshold),
    remote: Type.Optional(Threshold),
  }),
  'rec.skd.max': Type.Object({ twk: Paper, tiu: Paper, tkp: Paper }),
  'rec.skb.multiplier': Type.Object({ multiplier: Type.Integer({ minimum: 1 }) }),
  'rec.skb.components': Type.Object({
    ...{ cat: DecimalText, interview: DecimalText, psychological: DecimalText },
    /** The points of a perfect CAT. */
    catMax: Positive,
    /** What the tests beside the CAT may weigh together, in percent of the SKB. */
    maxAdditional: DecimalText,
  }),
  'rec.weight': Type.Object({ skd: DecimalText, skb: DecimalText }),
  'rec.objection': Type.Object({ windowDays: Count, answerDays: Count }),
  'rec.clarification.withinDays': Type.Object({ withinDays: Count }),
  'rec.other': Type.Object({
    reserveMultiplier: Count,
    reserveMonths: Count,
    pppkRenewalMinPredicate: OneOf(PREDICATES),
  }),
  'rec.panel': Type.Object({ minMembers: Count, minExternal: Count, maxSpread: DecimalText }),
  'rec.jpt.committee': Type.Object({
    minMembers: Count,
    maxMembers: Count,
    odd: Type.Boolean(),
    maxInternal: DecimalText,
    names: Type.Integer({ minimum: 1 }),
  }),
  'rec.pppk.thresholds': Type.Object({
    ...PPPK_LEAST,
    selectionYears: Type.Array(Type.Integer()),
    /** The points of a perfect paper. */
    max: Type.Object({
      ...{ technical: Positive, managerial: Positive, sociocultural: Positive, interview: Positive },
    }),
    /** What each paper weighs in the final score, in percent. Left out: the points are added up. */
    weights: Type.Optional(
      Type.Object({
        ...{ technical: DecimalText, managerial: DecimalText },
        ...{ sociocultural: DecimalText, interview: DecimalText },
      }),
    ),
    /** Other least points, for some posts or formation kinds: those of the first that names the vacancy. */
    special: Type.Optional(
      Type.Array(
        Type.Object({
          ...PPPK_LEAST,
          /** Left out: all. */
          positions: Type.Optional(Type.Array(Type.String())),
          formationKinds: Type.Optional(Type.Array(OneOf(FORMATION_KINDS))),
        }),
      ),
    ),
  }),
  'gov.other': Type.Object({
    reasonMinChars: Count,
    retention: Type.Object({ unsuccessfulApplicantYears: Count }),
  }),
  pub: Type.Object({ minCell: Count }),
  'gov.calendar': Type.Object({ zone: Type.String(), holidays: Type.Array(LegalDate) }),
} as const satisfies Record<string, TSchema>;

export type PolicyKey = keyof typeof SCHEMAS;
export type Parameters<Key extends PolicyKey> = Static<(typeof SCHEMAS)[Key]>;

/** The one that governs the vacancies of PPPK only, and has no default. */
export const PPPK_POLICY = 'rec.pppk.thresholds' satisfies PolicyKey;
/** Every policy that governs a vacancy of any kind: pinned at its announcement. */
export const VACANCY_POLICIES = Object.keys(SCHEMAS)
  .filter((key) => key !== PPPK_POLICY)
  .sort() as PolicyKey[];
/** Those that rank a finished round: no thresholds, no windows. */
export const ROUND_POLICIES = ['rec.skd.max', 'rec.weight'] as const satisfies readonly PolicyKey[];

/**
 * The parameters of a policy.
 * @throws RuleViolated POLICY_MISSING where they do not say what the rule needs: as good as no policy
 */
export const parametersOf = <Key extends PolicyKey>(
  key: Key,
  { ref, parameters }: PinnedPolicy,
): Parameters<Key> => {
  const schema = SCHEMAS[key];
  if (!Value.Check(schema, parameters))
    throw new RuleViolated('POLICY_MISSING', `The policy ${ref} does not say what this rule needs.`, {
      rule: key,
      policyRefs: [ref],
    });
  return parameters;
};

/** The thresholds of a formation kind; null where the decree has none for it. */
export const thresholdOf = (
  thresholds: Parameters<'rec.skd.threshold'>,
  kind: FormationKind,
): SkdThreshold | null => {
  const named = thresholds[kind.toLowerCase() as Lowercase<FormationKind>];
  if (!named) return null;
  const criteria = Object.entries(named).map(
    ([name, points]) => [name.toUpperCase() as SkdCriterion, points] as const,
  );
  return criteria.length === 0 ? null : Object.fromEntries(criteria);
};

export const maximaOf = ({ twk, tiu, tkp }: Parameters<'rec.skd.max'>): SkdMaxima => ({
  ...{ TWK: twk.score, TIU: tiu.score, TKP: tkp.score },
});

export const skbWeightsOf = ({
  cat,
  interview,
  psychological,
}: Parameters<'rec.skb.components'>): SkbWeights => ({
  ...{ CAT: cat, INTERVIEW: interview, PSYCHOLOGICAL: psychological },
});

export const stageWeightsOf = ({ skd, skb }: Parameters<'rec.weight'>): StageWeights => ({ skd, skb });

const leastOf = ({ technical, managerialSociocultural, interview }: PppkLeast): PppkThresholds => ({
  ...{ TECHNICAL: technical, MANAGERIAL_SOCIOCULTURAL: managerialSociocultural, INTERVIEW: interview },
});

/** What the decree of a year says of the competence test of a PPPK, as rules read it. */
export const pppkRulesOf = ({
  selectionYears,
  max,
  weights,
  special,
  ...least
}: Parameters<typeof PPPK_POLICY>): PppkRules => ({
  years: selectionYears,
  thresholds: leastOf(least),
  special: (special ?? []).map(({ positions, formationKinds, ...points }) => ({
    ...{ positions: positions ?? null, formationKinds: formationKinds ?? null, thresholds: leastOf(points) },
  })),
  max: {
    ...{ TECHNICAL: max.technical, MANAGERIAL: max.managerial },
    ...{ SOCIOCULTURAL: max.sociocultural, INTERVIEW: max.interview },
  },
  weights: weights
    ? {
        ...{ TECHNICAL: weights.technical, MANAGERIAL: weights.managerial },
        ...{ SOCIOCULTURAL: weights.sociocultural, INTERVIEW: weights.interview },
      }
    : null,
});
