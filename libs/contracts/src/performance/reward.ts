import {
  DecimalText,
  defineEvent,
  type EventOf,
  FreeText,
  LegalDate,
  OneOf,
  Personal,
  Uuid,
} from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

export const REWARD_KINDS = [
  'APPRECIATION',
  'INCENTIVE',
  'PUBLIC_RECOGNITION',
  'AWARD',
  'PROMOTION_PRIORITY',
  'TRAINING_PRIORITY',
] as const;
export type RewardKind = (typeof REWARD_KINDS)[number];

/** The key of a rule of rewards in the policy that holds them. */
export const RewardRuleId = Type.String({ pattern: '^[A-Z][A-Z0-9_]{0,63}$' });
const Key = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,63}$' });
const Year = Type.Integer({ minimum: 2000, maximum: 2999 });
/** Whole rupiah. */
const Rupiah = Type.Integer({ minimum: 0 });

const whose = {
  rewardId: Uuid,
  ruleId: RewardRuleId,
  employeeId: Uuid,
  unitId: Uuid,
  year: Year,
};

/**
 * A colleague names somebody for a rule that counts nominations. Stream
 * `reward-<naturalId('reward', ruleId, employeeId, year)>`; subject: the one named. @source domain.md 5.8 (e)
 */
export const peerNominated = defineEvent({
  type: 'PeerNominated',
  version: 1,
  data: Type.Object({ ...whose, nominatedBy: Uuid, why: Personal(FreeText) }),
});
export type PeerNominated = EventOf<typeof peerNominated>;

/**
 * A rule of rewards is met, by amounts that somebody else verified: nobody chooses which. Which versions of what was read
 * stands in the core. @source domain.md 5.8
 */
export const rewardProposed = defineEvent({
  type: 'RewardProposed',
  version: 1,
  status: 'PROPOSED',
  data: Type.Object({
    ...whose,
    kinds: Type.Array(OneOf(REWARD_KINDS), { minItems: 1 }),
    /** What the rule read, in the rule's order. */
    inputs: Type.Array(
      Type.Object(
        { fact: Key, value: DecimalText, measurementIds: Type.Array(Uuid) },
        { additionalProperties: false },
      ),
    ),
    /** What it computed for each condition, in the rule's order; 4 places. */
    conditions: Type.Array(Type.Object({ key: Key, value: DecimalText }, { additionalProperties: false }), {
      minItems: 1,
    }),
    amount: Rupiah,
    /** From which it would be paid; null where nothing is. */
    budgetLine: Type.Union([Type.String({ pattern: '^[A-Z][A-Z0-9_]{0,63}$' }), Type.Null()]),
    /** Null: the service found it. */
    proposedBy: Type.Union([Uuid, Type.Null()]),
  }),
});
export type RewardProposed = EventOf<typeof rewardProposed>;

export const rewardApproved = defineEvent({
  type: 'RewardApproved',
  version: 1,
  status: 'APPROVED',
  data: Type.Object({ rewardId: Uuid, approvedBy: Uuid }),
});
export type RewardApproved = EventOf<typeof rewardApproved>;

/** Why is the reason (REJECTION). */
export const rewardDeclined = defineEvent({
  type: 'RewardDeclined',
  version: 1,
  status: 'DECLINED',
  data: Type.Object({ rewardId: Uuid, declinedBy: Uuid }),
});
export type RewardDeclined = EventOf<typeof rewardDeclined>;

/** The reward stands; what is paid is paid elsewhere. */
export const rewardGranted = defineEvent({
  type: 'RewardGranted',
  version: 1,
  status: 'GRANTED',
  data: Type.Object({
    ...whose,
    kinds: Type.Array(OneOf(REWARD_KINDS), { minItems: 1 }),
    amount: Rupiah,
    grantedOn: LegalDate,
  }),
});
export type RewardGranted = EventOf<typeof rewardGranted>;

/** Whether the rewarded person may be named in public; said again, the last word counts. @source UU 27/2022 */
export const recognitionConsented = defineEvent({
  type: 'RecognitionConsented',
  version: 1,
  data: Type.Object({ rewardId: Uuid, employeeId: Uuid, named: Type.Boolean() }),
});
export type RecognitionConsented = EventOf<typeof recognitionConsented>;

/** A reward is made known: with the person where they consented, else by their unit alone. */
export const recognitionPublished = defineEvent({
  type: 'RecognitionPublished',
  version: 1,
  data: Type.Object({
    rewardId: Uuid,
    ruleId: RewardRuleId,
    kinds: Type.Array(OneOf(REWARD_KINDS), { minItems: 1 }),
    unitId: Uuid,
    year: Year,
    /** Null: by unit only. */
    employeeId: Type.Union([Uuid, Type.Null()]),
  }),
});
export type RecognitionPublished = EventOf<typeof recognitionPublished>;

/**
 * A granted reward takes its part of a year's budget. Stream `reward-budget-<naturalId('reward-budget', line, year)>`.
 */
export const rewardBudgetDrawn = defineEvent({
  type: 'RewardBudgetDrawn',
  version: 1,
  data: Type.Object({
    budgetLine: Type.String({ pattern: '^[A-Z][A-Z0-9_]{0,63}$' }),
    year: Year,
    rewardId: Uuid,
    amount: Rupiah,
    left: Rupiah,
  }),
});
export type RewardBudgetDrawn = EventOf<typeof rewardBudgetDrawn>;
