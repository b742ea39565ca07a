import {
  type ApplicationDisqualified,
  applicationDisqualified,
  type DisqualificationHearingHeld,
  disqualificationHearingHeld,
  type DisqualificationVoted,
  disqualificationVoted,
} from '@jejak/contracts/recruitment';
import { Conflict, reasonFor, RuleViolated } from '@jejak/kernel';
import { type ApplicationStatus, type Present, illegalStatus } from './application.state';
import { assertMayJudge, type CommitteeGiven } from './committee';
import { about } from './subject';

/** The accused was heard, or was called and did not come. */
export interface RecordDisqualificationHearing {
  readonly type: 'RecordDisqualificationHearing';
  readonly by: string;
  /** Legal date. */
  readonly heldOn: string;
  readonly minutesSha256: string;
}

/** One vote of the committee on whether fraud is proven. */
export interface DisqualifyApplicant {
  readonly type: 'DisqualifyApplicant';
  readonly by: string;
  readonly inFavour: boolean;
  readonly reason: string;
}

/** The last hearing, and who voted since. */
export interface Hearing {
  readonly minutesSha256: string;
  readonly votes: readonly { readonly voter: string; readonly inFavour: boolean }[];
}

export const hearingAfter = (
  hearing: Hearing | null,
  event: DisqualificationHearingHeld | DisqualificationVoted,
): Hearing | null => {
  if (event.type === 'DisqualificationHearingHeld')
    return { minutesSha256: event.data.minutesSha256, votes: [] };
  const { voter, inFavour } = event.data;
  return hearing && { ...hearing, votes: [...hearing.votes, { voter, inFavour }] };
};

/** Out of the selection already, or an employee, to whom the rules of discipline apply. */
const ENDED: readonly ApplicationStatus[] = ['appointed', 'disqualified', 'withdrawn'];

const assertInSelection = (status: ApplicationStatus): void => {
  if (ENDED.includes(status)) throw illegalStatus(status, 'in the selection');
};

/** @throws Conflict ILLEGAL_TRANSITION; RuleViolated SOD_VIOLATION, CONFLICT_OF_INTEREST, RULE_VIOLATED; NotAuthorised NOT_RELATED */
export const recordHearing = (
  { by, heldOn, minutesSha256 }: RecordDisqualificationHearing,
  state: Present,
  { members, today }: CommitteeGiven,
): DisqualificationHearingHeld[] => {
  const { submitted, status, hearing } = state;
  assertInSelection(status);
  assertMayJudge(by, state, members);
  // The same hearing again takes nobody's vote back.
  if (hearing?.minutesSha256 === minutesSha256) return [];
  if (heldOn > today)
    throw new RuleViolated('RULE_VIOLATED', 'A hearing is recorded after it was held.', {
      field: 'heldOn',
      rule: 'rec.hearing',
    });
  const { applicationId, vacancyId } = submitted;
  return [
    disqualificationHearingHeld(
      { applicationId, vacancyId, recordedBy: by, heldOn, minutesSha256 },
      about(submitted),
    ),
  ];
};

/**
 * More than half of the committee, as it is assigned on the day of the last vote, holds the fraud to be proven. Votes of who
 * has left the committee, or has declared a conflict since, do not count.
 * @throws Conflict ILLEGAL_TRANSITION, ALREADY_VOTED; RuleViolated SOD_VIOLATION, CONFLICT_OF_INTEREST, HEARING_REQUIRED,
 * REASON_REQUIRED; NotAuthorised NOT_RELATED
 * @source domain.md 4.1 (Disqualified), 4.2 DisqualifyApplicant
 */
export const disqualify = (
  { by, inFavour, reason }: DisqualifyApplicant,
  state: Present,
  { members, reasonMinChars }: CommitteeGiven,
): (DisqualificationVoted | ApplicationDisqualified)[] => {
  const { submitted, status, hearing, conflicts } = state;
  assertInSelection(status);
  if (hearing?.votes.some(({ voter }) => voter === by))
    throw new Conflict('ALREADY_VOTED', 'You have voted on this since the last hearing.');
  assertMayJudge(by, state, members);
  if (!hearing)
    throw new RuleViolated('HEARING_REQUIRED', 'Nobody is disqualified without having been heard.');
  const why = reasonFor('REJECTION', reason, reasonMinChars);
  const particulars = { ...about(submitted), reason: why };
  const { applicationId, vacancyId } = submitted;
  const voted = disqualificationVoted({ applicationId, vacancyId, voter: by, inFavour }, particulars);
  const votesInFavour = [...hearing.votes, { voter: by, inFavour }].filter(
    (vote) => vote.inFavour && members.includes(vote.voter) && !conflicts.includes(vote.voter),
  ).length;
  if (!inFavour || 2 * votesInFavour <= members.length) return [voted];
  const { minutesSha256 } = hearing;
  return [
    voted,
    applicationDisqualified(
      { applicationId, vacancyId, minutesSha256, votesInFavour, members: members.length },
      particulars,
    ),
  ];
};
