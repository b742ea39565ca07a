import { objectionEvidenceRead, objectionOverdue } from '@jejak/contracts/recruitment';
import { Conflict, type Decider, isBefore, type Moment } from '@jejak/kernel';
import { needed } from '../needed';
import { fileObjection, type FileObjection, type FilingGiven } from './filing';
import {
  evolveObjection,
  type Objection,
  type ObjectionEvent,
  presentObjection,
  undecided,
} from './objection.state';
import { voteOnObjection, type VoteOnObjection, type VotingGiven } from './voting';

export type ObjectionCommand =
  | FileObjection
  /** A member of the committee has opened a document. */
  | { readonly type: 'ReadEvidence'; readonly by: string; readonly sha256: string }
  | VoteOnObjection
  /** The time for the answer is over. */
  | { readonly type: 'MarkOverdue' };

/** What an objection is decided by beyond its stream; each command says which of it it needs. */
export interface ObjectionGiven {
  readonly filing?: FilingGiven;
  readonly voting?: VotingGiven;
}

const decide = (
  command: ObjectionCommand,
  state: Objection,
  given: ObjectionGiven & Moment,
): ObjectionEvent[] => {
  switch (command.type) {
    case 'FileObjection':
      return fileObjection(command, state, { ...needed(given.filing, 'the windows'), now: given.now });
    case 'ReadEvidence': {
      const { filed, read, status } = presentObjection(state);
      const { by, sha256 } = command;
      // What is read after the decision decides nothing.
      if (status !== 'filed' || (read[by] ?? []).includes(sha256)) return [];
      const { objectionId, applicantId } = filed;
      return [objectionEvidenceRead({ objectionId, readBy: by, sha256 }, { subject: applicantId })];
    }
    case 'VoteOnObjection':
      return voteOnObjection(command, state, needed(given.voting, 'the committee'));
    case 'MarkOverdue': {
      const { filed, overdue } = undecided(state);
      const { objectionId, applicationId, vacancyId, stage, answerDueAt, applicantId } = filed;
      if (isBefore(given.now, answerDueAt))
        throw new Conflict('ILLEGAL_TRANSITION', 'The time for the answer is not over.');
      const late = { objectionId, applicationId, vacancyId, stage, answerDueAt };
      return overdue ? [] : [objectionOverdue(late, { subject: applicantId })];
    }
  }
};

/** An applicant's objection (sanggah) to the published result of a stage, from its filing to the decision. @source domain.md 4.1, 4.2 */
export const objection: Decider<ObjectionCommand, ObjectionEvent, Objection, ObjectionGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve: evolveObjection,
};
