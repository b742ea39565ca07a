import {
  type PublicInputAnswered,
  publicInputAnswered,
  type PublicInputGiven,
  publicInputGiven,
  type Stage,
} from '@jejak/contracts/recruitment';
import { Conflict, type Decider, NotAuthorised, NotFound } from '@jejak/kernel';
import { needed } from '../needed';

export type PublicInputCommand =
  | {
      readonly type: 'GiveInput';
      readonly inputId: string;
      readonly vacancyId: string;
      readonly stage: Stage;
      readonly text: string;
      /** Who is signed in; null: nobody. */
      readonly personId: string | null;
    }
  | { readonly type: 'AnswerInput'; readonly by: string; readonly answer: string };

export type PublicInputEvent = PublicInputGiven | PublicInputAnswered;

/** What an input is decided by beyond its stream; each command says which of it it needs. */
export interface InputGiven {
  /** Whether the vacancy takes part in public life: announced, and not cancelled. */
  readonly announced?: boolean;
  /** Whether the caller is on the vacancy's committee. */
  readonly onCommittee?: boolean;
}

export type PublicInput =
  | { readonly status: 'absent' }
  | {
      readonly status: 'given' | 'answered';
      readonly given: PublicInputGiven['data'];
      /** Under whose key it is sealed; null: the installation's. */
      readonly personId: string | null;
    };

const decide = (
  command: PublicInputCommand,
  state: PublicInput,
  { announced, onCommittee }: InputGiven,
): PublicInputEvent[] => {
  switch (command.type) {
    case 'GiveInput': {
      const { type: _, personId, ...input } = command;
      if (!needed(announced, 'the vacancy'))
        throw new Conflict(
          'ILLEGAL_TRANSITION',
          'Input is given on a vacancy that is announced, and not cancelled.',
        );
      return state.status === 'absent'
        ? [publicInputGiven(input, personId === null ? {} : { subject: personId })]
        : [];
    }
    case 'AnswerInput': {
      if (state.status === 'absent') throw new NotFound('PUBLIC_INPUT_NOT_FOUND', 'There is no such input.');
      if (state.status !== 'given') throw new Conflict('ILLEGAL_TRANSITION', 'The input is answered.');
      if (!needed(onCommittee, 'the committee'))
        throw new NotAuthorised('NOT_RELATED', 'Only a member of the vacancy’s committee answers.');
      const { inputId, vacancyId, stage } = state.given;
      const { by, answer } = command;
      const about = state.personId === null ? {} : { subject: state.personId };
      return [publicInputAnswered({ inputId, vacancyId, stage, answeredBy: by, answer }, about)];
    }
  }
};

/** What somebody of the public says on a stage of a vacancy, and the committee's answer. @source domain.md 4.2 */
export const publicInput: Decider<PublicInputCommand, PublicInputEvent, PublicInput, InputGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve: (state, event) => {
    switch (event.type) {
      case 'PublicInputGiven':
        return { status: 'given', given: event.data, personId: event.subject ?? null };
      case 'PublicInputAnswered':
        return state.status === 'absent' ? state : { ...state, status: 'answered' };
    }
  },
};
