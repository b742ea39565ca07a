import {
  type Audience,
  AUDIENCES,
  deadlineMet,
  deadlineMissed,
  deadlineMoved,
  deadlineWatchEnded,
  deadlineWatchStarted,
  type DeadlineKind,
  escalated,
  type Obliged,
  reminderSent,
  type WatchEnd,
} from '@jejak/contracts/notification';
import { type Calendar, type Decider, endOfDay, legalDate, plusDays } from '@jejak/kernel';
import type { NotificationRules } from '../rules/notification-rules';
import { DEADLINES } from './deadline-kinds';
import { type Clock, type DeadlineEvent, evolve, type Source, type Watch } from './deadline-watch.state';
import { ladderOf, sameRung } from './ladder';

/** The first instant that is too late, or the last day that is not. */
export type Due = { readonly at: string } | { readonly on: string };

interface About {
  readonly watchId: string;
  readonly kind: DeadlineKind;
  readonly object: string;
}

export interface StartWatch extends About {
  readonly type: 'StartWatch';
  /** Null: as it is; nothing, where no clock runs. */
  readonly due: Due | null;
  readonly unitId: string | null;
  readonly obliged: Obliged;
  /** When the clock began, ISO instant: steps before it never were. */
  readonly since: string;
  readonly source: Source;
}

export interface EndWatch extends About {
  readonly type: 'EndWatch';
  /** `MET`: what was due is done. */
  readonly how: 'MET' | WatchEnd;
  /** When it was done or became void, ISO instant. */
  readonly at: string;
  /** The fact that says so; null where the passing of time does. */
  readonly source: Source | null;
}

export type DeadlineCommand =
  | StartWatch
  | EndWatch
  | { readonly type: 'FireStep'; readonly step: string; readonly to: Audience }
  | { readonly type: 'CallTime' };

export interface DeadlineGiven {
  readonly calendar: Calendar;
  readonly rules: NotificationRules;
  /** Sorted. */
  readonly refs: readonly string[];
  /** Whom the step in hand tells, as of the day. Sorted; none where nobody is to be told. */
  readonly recipients: readonly string[];
}

type Given = DeadlineGiven & { readonly now: string };
type Open = Extract<Watch, { status: 'open' }>;

/** The last day of what is over at an instant. */
export const lastDay = (dueAt: string, calendar: Calendar): string => {
  const day = legalDate(dueAt, calendar);
  return endOfDay(plusDays(day, -1), calendar) === dueAt ? plusDays(day, -1) : day;
};

const clockOf = (command: StartWatch, due: Due, given: Given): Clock => {
  const { watchId, kind, object, unitId, obliged, since, source } = command;
  const { calendar, rules, refs } = given;
  const { nature, topic } = DEADLINES[kind];
  const dueAt = 'at' in due ? due.at : endOfDay(due.on, calendar);
  const dueOn = 'at' in due ? lastDay(due.at, calendar) : due.on;
  // Whose right it is is told in time, and nobody is told on.
  const audiences: readonly Audience[] = nature === 'DUTY' ? AUDIENCES : ['OBLIGED'];
  const steps = ladderOf(dueOn, since, rules.ladder, calendar, audiences);
  return {
    ...{ watchId, kind, object, nature, topic, unitId, obliged, dueAt, dueOn, steps },
    ...{ pinnedPolicies: [...refs], source },
  };
};

/** Whom the facts are about. */
const about = ({ obliged }: Pick<Clock, 'obliged'>): { subject?: string } =>
  'personId' in obliged ? { subject: obliged.personId } : {};

/** Of one stream the versions say what came first; of two nothing does. */
const isOlder = (one: Source, other: Source | null): boolean =>
  other !== null && one.stream === other.stream && one.version < other.version;

const start = (command: StartWatch, state: Watch, given: Given): DeadlineEvent[] => {
  const { source } = command;
  const due = command.due ?? (state.status === 'open' ? { at: state.clock.dueAt } : null);
  if (due === null) return [];
  if (state.status === 'closed') {
    const { by } = state;
    // Whose end was heard of first stays closed, unless this is a later turn of the very same thing.
    const later = by !== null && by.stream === source.stream && by.version < source.version;
    if (!later) return [];
  }
  const clock = clockOf(command, due, given);
  if (state.status !== 'open') return [deadlineWatchStarted(clock, about(clock))];
  if (isOlder(source, state.clock.source)) return [];
  const same =
    clock.dueAt === state.clock.dueAt &&
    clock.unitId === state.clock.unitId &&
    JSON.stringify(clock.obliged) === JSON.stringify(state.clock.obliged);
  return same ? [] : [deadlineMoved(clock, about(clock))];
};

const end = (command: EndWatch, state: Watch): DeadlineEvent[] => {
  const { watchId, kind, object, how, at, source } = command;
  if (state.status === 'closed') return [];
  if (state.status === 'open' && source !== null && isOlder(source, state.clock.source)) return [];
  const clock = state.status === 'open' ? state.clock : null;
  const data = { watchId, kind, object, unitId: clock?.unitId ?? null };
  const whom = clock === null ? {} : about(clock);
  if (how !== 'MET') {
    // What nobody began to watch, and nobody has to, leaves no trace; what is done does.
    if (clock === null && source === null) return [];
    return [deadlineWatchEnded({ ...data, why: how, source }, whom)];
  }
  if (source === null) throw new Error('what is done was done by a fact');
  const dueAt = clock?.dueAt ?? null;
  return [deadlineMet({ ...data, metAt: at, dueAt, late: dueAt !== null && at >= dueAt, source }, whom)];
};

/** Of several rungs for whoever has to act that an outage let pass, the last one is climbed. */
const isOvertaken = (at: string, { clock }: Open, now: string): boolean =>
  clock.steps.some((other) => other.to === 'OBLIGED' && other.at > at && other.at <= now);

const fire = (step: string, to: Audience, state: Open, given: Given): DeadlineEvent[] => {
  const { clock, told } = state;
  const { now, calendar, recipients } = given;
  const rung = clock.steps.find((known) => sameRung(known, { step, to }));
  if (!rung || now < rung.at || told.some((done) => sameRung(done, rung))) return [];
  const { watchId, kind, object, topic, unitId, dueAt, dueOn } = clock;
  const late = legalDate(now, calendar) > legalDate(rung.at, calendar);
  const data = { watchId, kind, object, topic, unitId, step, dueAt, dueOn, to: [...recipients], late };
  if (to !== 'OBLIGED') return [escalated({ ...data, level: to }, about(clock))];
  return isOvertaken(rung.at, state, now) ? [] : [reminderSent(data, about(clock))];
};

const callTime = ({ clock, missed }: Open, now: string): DeadlineEvent[] => {
  const { watchId, kind, object, nature, unitId, dueAt, dueOn } = clock;
  if (missed || now < dueAt) return [];
  const data = { watchId, kind, object, unitId };
  return nature === 'DUTY'
    ? [deadlineMissed({ ...data, dueAt, dueOn }, about(clock))]
    : [deadlineWatchEnded({ ...data, why: 'LAPSED', source: null }, about(clock))];
};

const decide = (command: DeadlineCommand, state: Watch, given: Given): DeadlineEvent[] => {
  switch (command.type) {
    case 'StartWatch':
      return start(command, state, given);
    case 'EndWatch':
      return end(command, state);
    case 'FireStep':
      return state.status === 'open' ? fire(command.step, command.to, state, given) : [];
    case 'CallTime':
      return state.status === 'open' ? callTime(state, given.now) : [];
  }
};

/**
 * One deadline of one thing, from the fact that starts its clock to the one that ends it: reminded of before, missed, told on above.
 * Facts arrive twice and in any order: it comes to the same. @source domain.md 11, 2.4
 */
export const deadlineWatch: Decider<DeadlineCommand, DeadlineEvent, Watch, DeadlineGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
