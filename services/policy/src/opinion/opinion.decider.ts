import {
  type OpinionAnswered,
  opinionAnswered,
  type OpinionGroup,
  type OpinionSubmitted,
  opinionSubmitted,
} from '@jejak/contracts/policy';
import { Conflict, type Decider, isBefore, NotFound } from '@jejak/kernel';
import { needed } from '../needed';

export type OpinionCommand =
  | {
      readonly type: 'SubmitOpinion';
      readonly opinionId: string;
      readonly key: string;
      readonly version: number;
      readonly group: OpinionGroup;
      readonly institutionId: string | null;
      readonly text: string;
      /** Who is signed in; null: nobody. */
      readonly personId: string | null;
    }
  | {
      readonly type: 'AnswerOpinion';
      readonly by: string;
      readonly answer: string;
      readonly adopted: boolean;
    };
export type OpinionEvent = OpinionSubmitted | OpinionAnswered;

/** What an opinion is decided by beyond its stream. */
export interface OpinionGiven {
  /** The instant at which the consultation on the version ends; null where nobody is asked. */
  readonly closesAt?: string | null;
}

export type Opinion =
  | { readonly status: 'absent' }
  | {
      readonly status: 'SUBMITTED' | 'ANSWERED';
      readonly submitted: OpinionSubmitted['data'];
      /** Under whose key it is sealed; null: the installation's. */
      readonly personId: string | null;
    };

const decide = (
  command: OpinionCommand,
  state: Opinion,
  given: OpinionGiven & { now: string },
): OpinionEvent[] => {
  switch (command.type) {
    case 'SubmitOpinion': {
      // Its id comes from the command's: what is there is this very opinion.
      if (state.status !== 'absent') return [];
      const closesAt = needed(given.closesAt, 'the consultation');
      if (closesAt === null || !isBefore(given.now, closesAt))
        throw new Conflict('CONSULTATION_CLOSED', 'Opinions are given while the draft is in consultation.');
      const { type: _, personId, ...opinion } = command;
      return [opinionSubmitted(opinion, personId === null ? {} : { subject: personId })];
    }
    case 'AnswerOpinion': {
      if (state.status === 'absent') throw new NotFound('OPINION_NOT_FOUND', 'There is no such opinion.');
      if (state.status === 'ANSWERED')
        throw new Conflict('ILLEGAL_TRANSITION', 'The opinion is answered already.');
      const { opinionId, key, version } = state.submitted;
      const { by: answeredBy, adopted, answer } = command;
      const about = state.personId === null ? {} : { subject: state.personId };
      return [opinionAnswered({ opinionId, key, version, answeredBy, adopted, answer }, about)];
    }
  }
};

/** What somebody thinks of a draft, and what HR answers. @source domain.md 8.1 */
export const opinion: Decider<OpinionCommand, OpinionEvent, Opinion, OpinionGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve: (state, event) => {
    switch (event.type) {
      case 'OpinionSubmitted':
        return { status: 'SUBMITTED', submitted: event.data, personId: event.subject ?? null };
      case 'OpinionAnswered':
        return state.status === 'absent' ? state : { ...state, status: 'ANSWERED' };
    }
  },
};
