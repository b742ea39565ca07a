import {
  type BreachAddressee,
  type BreachData,
  type BreachMeasureTaken,
  breachMeasureTaken,
  type BreachNotificationOverdue,
  breachNotificationOverdue,
  type BreachNotified,
  breachNotified,
  type BreachRecorded,
  breachRecorded,
} from '@jejak/contracts/audit';
import { Conflict, type Decider, NotAuthorised, NotFound, RuleViolated } from '@jejak/kernel';

export type BreachCommand = { readonly by: string } & (
  | {
      readonly type: 'RecordBreach';
      readonly breachId: string;
      /** When the city came to know of it. */
      readonly noticedAt: string;
      readonly concerned: readonly BreachData[];
      readonly persons: number | null;
      readonly account: string;
    }
  | { readonly type: 'TakeBreachMeasure'; readonly persons: number | null; readonly measure: string }
  | { readonly type: 'NotifyBreach'; readonly to: BreachAddressee; readonly letter: string }
  | { readonly type: 'MarkBreachOverdue' }
);
export type BreachEvent = BreachRecorded | BreachMeasureTaken | BreachNotified | BreachNotificationOverdue;
export type Breach =
  | { readonly status: 'absent' }
  | {
      readonly status: 'recorded';
      readonly recorded: BreachRecorded['data'];
      readonly notified: readonly BreachAddressee[];
      readonly overdue: boolean;
    };

export interface BreachGiven {
  readonly now: string;
  /** When a notification of what was noticed then comes too late. */
  readonly dueAt: string;
  /** Whether the actor has the duty data_officer. */
  readonly officer: boolean;
}

type CommandOf<Type extends BreachCommand['type']> = Extract<BreachCommand, { type: Type }>;
type Recorded = Extract<Breach, { status: 'recorded' }>;

/** Those who always have to have it; the public only where its services are disturbed. */
const REQUIRED: readonly BreachAddressee[] = ['AUTHORITY', 'PERSONS'];

const missingOf = (notified: readonly BreachAddressee[]): BreachAddressee[] =>
  REQUIRED.filter((one) => !notified.includes(one));

const said = (words: string, field: string): string => {
  if (words.trim() === '')
    throw new RuleViolated('RULE_VIOLATED', 'Say what happened, or what was done.', {
      ...{ field, rule: 'breach.words', params: { rule: 'breach.words' } },
    });
  return words.trim();
};

const record = (command: CommandOf<'RecordBreach'>, { now, dueAt }: BreachGiven): BreachEvent[] => {
  const { by: recordedBy, breachId, noticedAt, concerned, persons, account } = command;
  if (noticedAt > now)
    throw new RuleViolated('RULE_VIOLATED', 'What is noticed was noticed before now.', {
      ...{ field: 'noticedAt', rule: 'breach.noticed', params: { rule: 'breach.noticed' } },
    });
  return [
    breachRecorded({
      ...{ breachId, noticedAt, dueAt, recordedBy, concerned: [...concerned], persons },
      account: said(account, 'account'),
    }),
  ];
};

const notify = (
  { by: notifiedBy, to, letter }: CommandOf<'NotifyBreach'>,
  { recorded: { breachId, dueAt }, notified }: Recorded,
  { now }: BreachGiven,
): BreachEvent[] => {
  if (notified.includes(to)) throw new Conflict('ILLEGAL_TRANSITION', 'They have been notified.');
  const complete = missingOf([...notified, to]).length === 0;
  return [breachNotified({ breachId, to, letter, notifiedBy, late: now >= dueAt, complete })];
};

const overdue = (
  { recorded: { breachId, dueAt }, notified, overdue: known }: Recorded,
  now: string,
): BreachEvent[] => {
  const missing = missingOf(notified);
  return known || missing.length === 0 || now < dueAt
    ? []
    : [breachNotificationOverdue({ breachId, dueAt, missing })];
};

/**
 * A breach of personal data, from when the city knows of it until everybody has been told who has to be. Nothing of it is taken back.
 * @throws NotAuthorised NOT_RELATED; NotFound BREACH_NOT_FOUND; Conflict ILLEGAL_TRANSITION; RuleViolated RULE_VIOLATED
 * @source UU 27/2022; operations.md section 7
 */
export const breach: Decider<BreachCommand, BreachEvent, Breach, BreachGiven> = {
  initial: { status: 'absent' },
  decide: (command, state, given) => {
    if (command.type === 'MarkBreachOverdue')
      return state.status === 'absent' ? [] : overdue(state, given.now);
    if (!given.officer)
      throw new NotAuthorised(
        'NOT_RELATED',
        'Who has the duty of data officer keeps the register of breaches.',
      );
    // Its id comes from the command's: what is there is this very one.
    if (command.type === 'RecordBreach') return state.status === 'absent' ? record(command, given) : [];
    if (state.status === 'absent')
      throw new NotFound('BREACH_NOT_FOUND', 'There is no such breach for you to read or change.');
    if (command.type === 'NotifyBreach') return notify(command, state, given);
    const { by: takenBy, persons, measure } = command;
    const { breachId } = state.recorded;
    return [breachMeasureTaken({ breachId, takenBy, persons, measure: said(measure, 'measure') })];
  },
  evolve: (state, event) => {
    if (event.type === 'BreachRecorded')
      return { status: 'recorded', recorded: event.data, notified: [], overdue: false };
    if (state.status === 'absent') return state;
    if (event.type === 'BreachNotified') return { ...state, notified: [...state.notified, event.data.to] };
    return event.type === 'BreachNotificationOverdue' ? { ...state, overdue: true } : state;
  },
};
