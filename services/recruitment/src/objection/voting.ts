import {
  type CorrectableScore,
  objectionDismissed,
  objectionPartlyUpheld,
  objectionUpheld,
  objectionVoteCast,
  type SanggahOutcome,
  type Stage,
} from '@jejak/contracts/recruitment';
import { decimal, fixed, NotAuthorised, reasonFor, RuleViolated } from '@jejak/kernel';
import { COMPONENTS, SUBTESTS, type Subtest } from '@jejak/contracts/recruitment';
import { type Objection, type ObjectionEvent, type PresentObjection, undecided } from './objection.state';

/** A score as it should be. */
export interface ProposedScore {
  readonly component: CorrectableScore;
  readonly value: string;
}

export interface VoteOnObjection {
  readonly type: 'VoteOnObjection';
  readonly by: string;
  readonly outcome: SanggahOutcome;
  /** Null where no score is to be corrected. */
  readonly correction: ProposedScore | null;
  readonly reasons: string;
}

/** What a vote reads beyond the objection's stream. */
export interface VotingGiven {
  /** The members of the vacancy's committee today. */
  readonly members: readonly string[];
  /** Those of them, and of the caller, who scored or verified this candidate. */
  readonly scorers: readonly string[];
  /** Members who have declared a conflict of interest with the candidate. */
  readonly conflicts: readonly string[];
  /** The score that the vote would correct, as it is recorded; null where there is none. */
  readonly recorded: {
    readonly value: string;
    readonly most: number;
    /** Whether it counts whole points, as every paper of a PPPK's test does. */
    readonly whole?: boolean;
  } | null;
  readonly reasonMinChars: number;
}

/** The scores that the result of a stage rests on. The ADMIN stage has none. */
const OF_STAGE: Readonly<Record<Stage, readonly CorrectableScore[]>> = {
  ADMIN: [],
  SKD: SUBTESTS,
  SKB: ['CAT', 'INTERVIEW', 'PSYCHOLOGICAL'],
  FINAL: COMPONENTS,
};

const isSubtest = (component: CorrectableScore): component is Subtest =>
  SUBTESTS.some((subtest) => subtest === component);

const unfit = (rule: string, message: string): RuleViolated =>
  new RuleViolated('RULE_VIOLATED', message, { field: 'correction', rule });

/**
 * The correction as it will be recorded: whole points of a subtest, percent with 3 decimals of a component.
 * @throws RuleViolated RULE_VIOLATED, SCORE_OUT_OF_RANGE
 */
const checked = (
  { outcome, correction }: VoteOnObjection,
  { filed }: PresentObjection,
  { recorded }: VotingGiven,
): ProposedScore | null => {
  if (!correction) {
    if (outcome !== 'DISMISSED' && filed.ground === 'SCORE' && filed.stage !== 'ADMIN')
      throw unfit('objection.outcome', 'Who finds a score wrong says what it should be.');
    return null;
  }
  const { component, value } = correction;
  if (outcome === 'DISMISSED') throw unfit('objection.outcome', 'A dismissed objection changes nothing.');
  if (!OF_STAGE[filed.stage].includes(component))
    throw unfit('objection.component', 'The result of this stage does not rest on this score.');
  if (!recorded) throw unfit('objection.component', 'This score is not recorded.');
  const places = recorded.whole || isSubtest(component) ? 0 : 3;
  if (
    decimal(value).lessThan(0) ||
    decimal(value).greaterThan(recorded.most) ||
    decimal(value).decimalPlaces() > places
  )
    throw new RuleViolated('SCORE_OUT_OF_RANGE', 'A score lies between 0 and the most there is.', {
      field: 'correction.value',
      params: { most: recorded.most },
    });
  if (decimal(value).equals(recorded.value))
    throw unfit('objection.correction', 'The score is recorded like this already.');
  return { component, value: fixed(value, places) };
};

const ballot = ({ outcome, correction }: { outcome: string; correction: ProposedScore | null }): string =>
  [outcome, correction?.component ?? '', correction?.value ?? ''].join('|');

/**
 * A member of the committee votes. Who scored or verified the candidate does not; more than half of all others, of one mind
 * on outcome and correction, decide.
 * @returns the vote, and behind it the decision where the vote completes the majority
 * @throws RuleViolated SOD_VIOLATION, CONFLICT_OF_INTEREST, REASON_REQUIRED, SCORE_OUT_OF_RANGE, RULE_VIOLATED (`evidence-unread`, `objection.…`)
 * @throws NotAuthorised NOT_RELATED; Conflict ILLEGAL_TRANSITION
 * @source domain.md 1 (separation of duties 5), 4.2
 */
export const voteOnObjection = (
  command: VoteOnObjection,
  state: Objection,
  given: VotingGiven,
): ObjectionEvent[] => {
  const there = undecided(state);
  const { filed } = there;
  const { by, outcome } = command;
  if (given.scorers.includes(by) || by === filed.applicantId)
    throw new RuleViolated(
      'SOD_VIOLATION',
      'Who scored or verified a candidate does not decide the objection.',
      {
        rule: 'sod.scorer-decider',
      },
    );
  if (given.conflicts.includes(by))
    throw new RuleViolated(
      'CONFLICT_OF_INTEREST',
      'A conflict of interest bars from deciding this objection.',
    );
  if (!given.members.includes(by))
    throw new NotAuthorised('NOT_RELATED', 'Only a member of the vacancy’s committee votes.');
  const read = there.read[by] ?? [];
  if (!there.evidence.every((sha256) => read.includes(sha256)))
    throw new RuleViolated('RULE_VIOLATED', 'Nobody votes on evidence that they have not opened.', {
      rule: 'evidence-unread',
    });
  const reason = reasonFor('OBJECTION', command.reasons, given.reasonMinChars);
  const correction = checked(command, there, given);
  const { objectionId, applicationId, vacancyId, stage, applicantId } = filed;
  const vote = { objectionId, voter: by, outcome, correction, reasons: reason.text };
  const about = { subject: applicantId };
  const cast = objectionVoteCast(vote, about);
  const electorate = electorateOf(filed.applicantId, given);
  const votes = { ...there.votes, [by]: vote };
  const majority = electorate
    .filter((member) => votes[member] && ballot(votes[member]) === ballot(vote))
    .sort();
  if (majority.length * 2 <= electorate.length) return [cast];
  const decision = {
    ...{ objectionId, applicationId, vacancyId, stage, majority, electorate: electorate.length },
    reasons: reason.text,
  };
  const changed = correction &&
    given.recorded && { component: correction.component, old: given.recorded.value, new: correction.value };
  const why = { ...about, reason };
  switch (outcome) {
    case 'UPHELD':
      return [cast, objectionUpheld({ ...decision, correction: changed }, why)];
    case 'PARTLY_UPHELD':
      return [cast, objectionPartlyUpheld({ ...decision, correction: changed }, why)];
    case 'DISMISSED':
      return [cast, objectionDismissed(decision, why)];
  }
};

/** Who may vote: the committee without who scored or verified the candidate or has declared a conflict, and without the candidate. */
export const electorateOf = (
  applicantId: string,
  { members, scorers, conflicts }: Pick<VotingGiven, 'members' | 'scorers' | 'conflicts'>,
): string[] =>
  members.filter(
    (member) => !scorers.includes(member) && !conflicts.includes(member) && member !== applicantId,
  );
