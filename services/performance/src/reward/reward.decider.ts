import {
  peerNominated,
  recognitionConsented,
  recognitionPublished,
  rewardApproved,
  rewardDeclined,
  rewardGranted,
  rewardProposed,
} from '@jejak/contracts/performance';
import {
  type Calendar,
  Conflict,
  type Decider,
  isUuid,
  legalDate,
  type Moment,
  NotAuthorised,
  NotFound,
  reasonFor,
  RuleViolated,
} from '@jejak/kernel';
import { amountOf, weigh } from './reward-formula';
import type { RewardRule } from './reward-rule';
import { evolve, initial, type Reward, type RewardEvent } from './reward.state';

/** Whose reward, by which rule, for which year. */
export interface RewardOf {
  readonly rewardId: string;
  readonly ruleId: string;
  readonly employeeId: string;
  readonly year: number;
}

export type RewardCommand =
  | ({ readonly type: 'NominatePeer'; readonly by: string; readonly why: string } & RewardOf)
  | ({ readonly type: 'ProposeReward'; readonly by: string } & RewardOf)
  | { readonly type: 'ApproveReward'; readonly by: string }
  | { readonly type: 'DeclineReward'; readonly by: string; readonly reason: string }
  | { readonly type: 'ConsentToRecognition'; readonly by: string; readonly named: boolean }
  | { readonly type: 'PublishRecognition'; readonly by: string };

/** A fact of the rule as the verified amounts have it. */
export interface RewardInput {
  readonly fact: string;
  readonly value: string | null;
  readonly measurementIds: readonly string[];
}

export interface RewardGiven {
  readonly calendar: Calendar;
  readonly reasonMinimum: number;
  /** Null where the policy in force has no such rule. */
  readonly rule: RewardRule | null;
  readonly inputs: readonly RewardInput[];
  /** The unit in which the employee works; null where career knows of none. */
  readonly unitId: string | null;
  /** Who rates the employee. */
  readonly supervisorId: string | null;
  /** Whether the employee heads the unit. */
  readonly headsUnit: boolean;
  /** An evaluation of the employee is under objection. */
  readonly contested: boolean;
  /** A medium or heavy sanction holds. */
  readonly sanctioned: boolean;
  /** Whether who acts has nobody above them. */
  readonly top: boolean;
}

type Handed = RewardGiven & Moment;
type Named<Name> = Extract<RewardCommand, { readonly type: Name }>;

const decide = (command: RewardCommand, state: Reward, given: Handed): RewardEvent[] => {
  switch (command.type) {
    case 'NominatePeer':
      return nominate(command, state, given);
    case 'ProposeReward':
      return propose(command, state, given);
    case 'ApproveReward':
      return approve(command, state, given);
    case 'DeclineReward': {
      const proposed = waiting(state);
      notOneself(command.by, proposed);
      const reason = reasonFor('REJECTION', command.reason, given.reasonMinimum);
      const { rewardId, employeeId } = proposed;
      return [rewardDeclined({ rewardId, declinedBy: command.by }, { subject: employeeId, reason })];
    }
    case 'ConsentToRecognition': {
      const { rewardId, employeeId } = granted(state);
      if (command.by !== employeeId)
        throw new NotAuthorised('NOT_RELATED', 'Everybody says for themselves whether they are named.');
      if (state.published) throw new Conflict('ILLEGAL_TRANSITION', 'The recognition is published already.');
      return [recognitionConsented({ rewardId, employeeId, named: command.named }, { subject: employeeId })];
    }
    case 'PublishRecognition': {
      const { rewardId, ruleId, kinds, unitId, year, employeeId } = granted(state);
      if (state.published) throw new Conflict('ILLEGAL_TRANSITION', 'The recognition is published already.');
      return [
        recognitionPublished(
          { rewardId, ruleId, kinds: [...kinds], unitId, year, employeeId: state.named ? employeeId : null },
          { subject: employeeId },
        ),
      ];
    }
  }
};

const nominate = (
  { by, why, rewardId, ruleId, employeeId, year }: Named<'NominatePeer'>,
  state: Reward,
  { rule, unitId }: Handed,
): RewardEvent[] => {
  const known = ruleOf(rule);
  if (state.status !== 'absent' && state.status !== 'NOMINATED')
    throw new Conflict('ILLEGAL_TRANSITION', 'The reward is proposed already.');
  if (state.nominators.includes(by))
    throw new Conflict('NOMINATED_ALREADY', 'You have named this colleague for the year.');
  if (by === employeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody nominates themselves.', { rule: 'sod.nominate-oneself' });
  if (known.nominations === undefined)
    throw new RuleViolated('RULE_VIOLATED', 'This rule counts no nominations.', {
      field: 'ruleId',
      rule: 'reward.nominations',
    });
  return [
    peerNominated(
      { rewardId, ruleId, employeeId, unitId: placed(unitId), year, nominatedBy: by, why },
      { subject: employeeId },
    ),
  ];
};

/**
 * A reward is proposed where the rule in force is met by verified amounts, which nobody chooses.
 * @throws RuleViolated SOD_VIOLATION, RULE_NOT_MET (the keys of the conditions), EVALUATION_CONTESTED, SANCTION_ACTIVE
 * @source domain.md 5.8, 18
 */
const propose = (
  { by, rewardId, ruleId, employeeId, year }: Named<'ProposeReward'>,
  state: Reward,
  given: Handed,
): RewardEvent[] => {
  const rule = ruleOf(given.rule);
  if (state.status === 'PROPOSED' || state.status === 'APPROVED' || state.status === 'GRANTED')
    throw new Conflict('REWARD_EXISTS', 'The reward of this rule and year is proposed already.');
  if (by === employeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody proposes themselves.', { rule: 'sod.propose-oneself' });
  if (isUuid(by) && by !== given.supervisorId)
    throw new NotAuthorised('NOT_RELATED', 'The supervisor of the employee proposes a reward.');
  clean(given);
  const counted: readonly RewardInput[] =
    rule.nominations === undefined
      ? given.inputs
      : [
          ...given.inputs,
          { fact: rule.nominations, value: String(state.nominators.length), measurementIds: [] },
        ];
  const weighed = weigh(rule, Object.fromEntries(counted.map(({ fact, value }) => [fact, value])));
  const unmet = [
    ...(rule.heads && !given.headsUnit ? ['heads'] : []),
    ...weighed.filter(({ met }) => !met).map(({ key }) => key),
  ];
  if (unmet.length > 0)
    throw new RuleViolated('RULE_NOT_MET', 'The rule is not met.', { params: { conditions: unmet } });
  return [
    rewardProposed(
      {
        ...{ rewardId, ruleId, employeeId, unitId: placed(given.unitId), year, kinds: [...rule.kinds] },
        inputs: counted.flatMap(({ fact, value, measurementIds }) =>
          value === null ? [] : { fact, value, measurementIds: [...measurementIds] },
        ),
        conditions: weighed.flatMap(({ key, value }) => (value === null ? [] : { key, value })),
        amount: amountOf(rule.amount, weighed),
        budgetLine: rule.budgetLine ?? null,
        proposedBy: isUuid(by) ? by : null,
      },
      { subject: employeeId },
    ),
  ];
};

/** @throws RuleViolated SOD_VIOLATION, AUTHORITY_LEVEL, EVALUATION_CONTESTED, SANCTION_ACTIVE */
const approve = ({ by }: Named<'ApproveReward'>, state: Reward, given: Handed): RewardEvent[] => {
  const proposed = waiting(state);
  notOneself(by, proposed);
  if (ruleOf(given.rule).approver === 'TOP' && !given.top)
    throw new RuleViolated('AUTHORITY_LEVEL', 'Only who has nobody above them grants this reward.', {
      rule: 'reward.approver',
    });
  clean(given);
  const { rewardId, ruleId, employeeId, unitId, year, kinds, amount } = proposed;
  const about = { subject: employeeId };
  return [
    rewardApproved({ rewardId, approvedBy: by }, about),
    rewardGranted(
      {
        ...{ rewardId, ruleId, employeeId, unitId, year, kinds: [...kinds], amount },
        grantedOn: legalDate(given.now, given.calendar),
      },
      about,
    ),
  ];
};

const ruleOf = (rule: RewardRule | null): RewardRule => {
  if (!rule) throw new NotFound('REWARD_RULE_NOT_FOUND', 'There is no such rule.', { field: 'ruleId' });
  return rule;
};

const placed = (unitId: string | null): string => {
  if (unitId === null)
    throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee in a unit.', { field: 'employeeId' });
  return unitId;
};

/** Nobody is rewarded on a contested rating, or under a sanction. */
const clean = ({ contested, sanctioned }: RewardGiven): void => {
  if (contested)
    throw new RuleViolated('EVALUATION_CONTESTED', 'An evaluation of the employee is under objection.');
  if (sanctioned) throw new RuleViolated('SANCTION_ACTIVE', 'A medium or heavy sanction holds.');
};

const waiting = ({ status, proposed }: Reward) => {
  if (status === 'absent' || status === 'NOMINATED' || !proposed)
    throw new NotFound('REWARD_NOT_FOUND', 'There is no such reward.');
  if (status !== 'PROPOSED') throw new Conflict('ILLEGAL_TRANSITION', 'The reward is decided already.');
  return proposed;
};

const granted = ({ status, proposed }: Reward) => {
  if (!proposed) throw new NotFound('REWARD_NOT_FOUND', 'There is no such reward.');
  if (status !== 'GRANTED') throw new Conflict('ILLEGAL_TRANSITION', 'The reward is not granted.');
  return proposed;
};

/** Who proposed does not decide, nor who is rewarded (domain.md 1, separation of duties 6). */
const notOneself = (
  by: string,
  { proposedBy, employeeId }: { readonly proposedBy: string | null; readonly employeeId: string },
): void => {
  if (by === proposedBy || by === employeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody decides on a reward that they proposed or receive.', {
      rule: 'sod.proposer-approver',
    });
};

/** One employee's reward by one rule for one year. */
export const reward: Decider<RewardCommand, RewardEvent, Reward, RewardGiven> = {
  initial,
  decide,
  evolve,
};
