import {
  type ClarificationAsked,
  clarificationAsked,
  type ClarificationHeld,
  clarificationHeld,
  type ClarificationMark,
  type ClarificationMinutesPublished,
  clarificationMinutesPublished,
  type ClarificationScheduled,
  clarificationScheduled,
  type Stage,
} from '@jejak/contracts/recruitment';
import {
  Conflict,
  type Decider,
  isBefore,
  type Moment,
  NotAuthorised,
  NotFound,
  reasonFor,
  RuleViolated,
} from '@jejak/kernel';
import { needed } from '../needed';

export type ClarificationCommand =
  | {
      readonly type: 'ScheduleClarification';
      readonly by: string;
      readonly clarificationId: string;
      readonly vacancyId: string;
      readonly stage: Stage;
      /** ISO instant. */
      readonly startsAt: string;
      readonly place: string;
      /** Why so late, where it is; else empty. */
      readonly reason: string;
    }
  | { readonly type: 'AskClarification'; readonly by: string; readonly question: string }
  | {
      readonly type: 'HoldClarification';
      readonly by: string;
      /** When it began: an ISO instant. */
      readonly heldAt: string;
      readonly attendees: readonly string[];
      readonly questions: readonly string[];
      /** In the order of the questions. */
      readonly answers: readonly string[];
      readonly reason: string;
    }
  | { readonly type: 'PublishMinutes'; readonly by: string; readonly sha256: string };

export type ClarificationEvent =
  ClarificationScheduled | ClarificationAsked | ClarificationHeld | ClarificationMinutesPublished;

/** What a session is decided by beyond its stream; each command says which of it it needs. */
export interface ClarificationGiven {
  /** Whether the caller is on the vacancy's committee. */
  readonly onCommittee?: boolean;
  /** Whether the caller has applied for the vacancy. */
  readonly applied?: boolean;
  /** The newest version of the stage's result, and the first instant at which its clarification is late; null: none. */
  readonly result?: { readonly version: number; readonly dueAt: string } | null;
  readonly reasonMinChars?: number;
  /** SHA-256 of the files that were handed in as minutes. */
  readonly files?: readonly string[];
}

export type Clarification =
  | { readonly status: 'absent' }
  | {
      readonly status: 'scheduled' | 'held' | 'minutes-published';
      readonly scheduled: ClarificationScheduled['data'];
      readonly asked: number;
    };

type CommandOf<Type> = Extract<ClarificationCommand, { type: Type }>;
type Present = Exclude<Clarification, { status: 'absent' }>;

const present = (state: Clarification): Present => {
  if (state.status === 'absent')
    throw new NotFound('CLARIFICATION_NOT_FOUND', 'There is no such clarification session.');
  return state;
};

/** The state answers before the relation. */
const inState = (state: Clarification, wanted: Present['status']): Present => {
  const there = present(state);
  if (there.status !== wanted)
    throw new Conflict('ILLEGAL_TRANSITION', `The session is ${there.status}; it must be ${wanted}.`);
  return there;
};

const committee = ({ onCommittee }: ClarificationGiven): void => {
  if (!needed(onCommittee, 'the committee'))
    throw new NotAuthorised('NOT_RELATED', 'Only a member of the vacancy’s committee does this.');
};

/** Late is allowed: it is marked, and says why. @source domain.md 2.1, 4.2 */
const lateness = (at: string, dueAt: string, reason: string, given: ClarificationGiven) => {
  if (isBefore(at, dueAt)) return { marks: [] as ClarificationMark[], because: {} };
  const why = reasonFor('LATE', reason, needed(given.reasonMinChars, 'the length of a reason'));
  return { marks: ['CLARIFICATION_LATE'] as ClarificationMark[], because: { reason: why } };
};

const schedule = (
  { type: _, by, reason, ...session }: CommandOf<'ScheduleClarification'>,
  state: Clarification,
  given: ClarificationGiven & Moment,
): ClarificationEvent[] => {
  const result = needed(given.result, 'the result');
  if (state.status !== 'absent' || result === null)
    throw new Conflict('ILLEGAL_TRANSITION', 'A session explains a published result, and is scheduled once.');
  committee(given);
  if (isBefore(session.startsAt, given.now))
    throw new RuleViolated('RULE_VIOLATED', 'A session is scheduled before it begins.', {
      field: 'startsAt',
      rule: 'clarification.ahead',
    });
  const { version: resultVersion, dueAt } = result;
  const { marks, because } = lateness(session.startsAt, dueAt, reason, given);
  return [clarificationScheduled({ ...session, scheduledBy: by, resultVersion, dueAt, marks }, because)];
};

const hold = (
  { by, heldAt, attendees, questions, answers, reason }: CommandOf<'HoldClarification'>,
  state: Clarification,
  given: ClarificationGiven & Moment,
): ClarificationEvent[] => {
  const { clarificationId, vacancyId, dueAt } = inState(state, 'scheduled').scheduled;
  committee(given);
  if (isBefore(given.now, heldAt))
    throw new RuleViolated('RULE_VIOLATED', 'A session is recorded after it has begun.', {
      field: 'heldAt',
      rule: 'clarification.held',
    });
  if (questions.length !== answers.length)
    throw new RuleViolated('RULE_VIOLATED', 'Every question has its answer.', {
      field: 'answers',
      rule: 'clarification.answers',
    });
  const { marks, because } = lateness(heldAt, dueAt, reason, given);
  return [
    clarificationHeld(
      {
        ...{ clarificationId, vacancyId, heldBy: by, heldAt, marks },
        attendees: [...new Set(attendees)].sort(),
        ...{ questions: [...questions], answers: [...answers] },
      },
      { ...because, occurred: heldAt },
    ),
  ];
};

const decide = (
  command: ClarificationCommand,
  state: Clarification,
  given: ClarificationGiven & Moment,
): ClarificationEvent[] => {
  switch (command.type) {
    case 'ScheduleClarification':
      return schedule(command, state, given);
    case 'AskClarification': {
      const { scheduled, asked } = inState(state, 'scheduled');
      if (!needed(given.applied, 'the application'))
        throw new NotAuthorised('NOT_RELATED', 'Only who has applied for the vacancy asks.');
      const { clarificationId, vacancyId } = scheduled;
      const { by, question } = command;
      const about = { clarificationId, vacancyId, questionNo: asked + 1, askedBy: by, question };
      return [clarificationAsked(about, { subject: by })];
    }
    case 'HoldClarification':
      return hold(command, state, given);
    case 'PublishMinutes': {
      const { clarificationId, vacancyId } = inState(state, 'held').scheduled;
      committee(given);
      const { by, sha256 } = command;
      if (!needed(given.files, 'the files').includes(sha256))
        throw new RuleViolated(
          'RULE_VIOLATED',
          'The file of the minutes is handed in before it is published.',
          {
            field: 'sha256',
            rule: 'minutes-missing',
          },
        );
      return [clarificationMinutesPublished({ clarificationId, vacancyId, publishedBy: by, sha256 })];
    }
  }
};

const evolve = (state: Clarification, event: ClarificationEvent): Clarification => {
  if (event.type === 'ClarificationScheduled')
    return { status: 'scheduled', scheduled: event.data, asked: 0 };
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'ClarificationAsked':
      return { ...state, asked: event.data.questionNo };
    case 'ClarificationHeld':
      return { ...state, status: 'held' };
    case 'ClarificationMinutesPublished':
      return { ...state, status: 'minutes-published' };
  }
};

/** A session in which the committee explains a published result, to its minutes. @source domain.md 4.1, 4.2 */
export const clarification: Decider<
  ClarificationCommand,
  ClarificationEvent,
  Clarification,
  ClarificationGiven
> = { initial: { status: 'absent' }, decide, evolve };
