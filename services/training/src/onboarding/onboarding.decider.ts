import {
  type OnboardingBuddyAssigned,
  onboardingBuddyAssigned,
  type OnboardingCompleted,
  onboardingCompleted,
  type OnboardingEnded,
  onboardingEnded,
  ONBOARDING_TASKS,
  type OnboardingOverdue,
  onboardingOverdue,
  type OnboardingScheduled,
  onboardingScheduled,
  type OnboardingStarted,
  onboardingStarted,
  type OnboardingTask,
  type OnboardingTaskDone,
  onboardingTaskDone,
  type TaskEvidence,
} from '@jejak/contracts/training';
import {
  type Calendar,
  Conflict,
  type Decider,
  endOfDay,
  isBefore,
  legalDate,
  type Moment,
  NotAuthorised,
  NotFound,
  plusDays,
  RuleViolated,
  startOfDay,
} from '@jejak/kernel';

export type OnboardingCommand =
  | {
      readonly type: 'ScheduleOnboarding';
      readonly employeeId: string;
      readonly unitId: string;
      readonly position: string;
      readonly tmt: string;
    }
  | { readonly type: 'StartOnboarding' }
  | { readonly type: 'AssignBuddy'; readonly buddy: string }
  | {
      readonly type: 'MarkTaskDone';
      readonly by: string;
      /** Whether HR says so, who may say it of every task. */
      readonly asHr: boolean;
      readonly task: OnboardingTask;
      readonly jp: number;
      readonly doneOn: string;
    }
  /** By what was recorded elsewhere; nothing to do where there is no such task open. */
  | {
      readonly type: 'TakeTaskAsDone';
      readonly task: OnboardingTask;
      readonly jp: number;
      readonly doneOn: string;
      readonly evidence: Exclude<TaskEvidence, 'PERSON'>;
    }
  | { readonly type: 'NoteOverdue' }
  /** The last day of the employment is over; nothing to do where nothing is open. */
  | { readonly type: 'EndOnboarding' };

export type OnboardingEvent =
  | OnboardingScheduled
  | OnboardingStarted
  | OnboardingBuddyAssigned
  | OnboardingTaskDone
  | OnboardingCompleted
  | OnboardingOverdue
  | OnboardingEnded;

type Started = OnboardingStarted['data'];

export type Onboarding =
  | { readonly status: 'absent' }
  | { readonly status: 'ended' }
  | { readonly status: 'scheduled'; readonly scheduled: OnboardingScheduled['data'] }
  | {
      readonly status: 'started' | 'completed';
      readonly started: Started;
      readonly buddy: string | null;
      /** Training hours by task that is done. */
      readonly done: Readonly<Partial<Record<OnboardingTask, number>>>;
    };

export interface OnboardingGiven {
  readonly calendar: Calendar;
  readonly rules: { readonly days: number; readonly ethicsJp: number; readonly administrationJp: number };
  /** The colleague who would be the buddy; null where the unit has nobody. */
  readonly colleague: string | null;
  /** Whether career knows the person named as buddy. */
  readonly buddyKnown: boolean;
}

/** Who besides HR may say that a task is done: a training needs proof, and a meeting takes two. */
const SAID_BY: Readonly<Record<OnboardingTask, 'newcomer' | 'buddy' | 'nobody'>> = {
  ETHICS: 'nobody',
  ADMINISTRATION: 'nobody',
  SOCIALISATION: 'newcomer',
  BUDDY_MEETING: 'buddy',
  FIRST_SKP: 'nobody',
};

const openTasks = (tasks: Started['tasks'], done: Readonly<Partial<Record<OnboardingTask, number>>>) =>
  tasks.map(({ task }) => task).filter((task) => done[task] === undefined);

type Running = Extract<Onboarding, { status: 'started' | 'completed' }>;

/** The task, and the completion where it was the last. */
const finished = (
  { started, done }: Running,
  doneNow: {
    readonly task: OnboardingTask;
    readonly jp: number;
    readonly doneOn: string;
    readonly by: TaskEvidence;
  },
  { now, calendar }: OnboardingGiven & Moment,
): OnboardingEvent[] => {
  const { employeeId, tasks, dueAt } = started;
  const about = { subject: employeeId };
  const all = { ...done, [doneNow.task]: doneNow.jp };
  const task = onboardingTaskDone({ employeeId, ...doneNow }, { ...about, effective: doneNow.doneOn });
  if (openTasks(tasks, all).length > 0) return [task];
  const jp = Object.values(all).reduce<number>((total, hours) => total + hours, 0);
  const completed = { employeeId, jp, completedOn: legalDate(now, calendar), late: !isBefore(now, dueAt) };
  return [task, onboardingCompleted(completed, about)];
};

const running = (state: Onboarding): Running => {
  if (state.status === 'absent')
    throw new NotFound('ONBOARDING_NOT_FOUND', 'There is no onboarding of this person.');
  if (state.status === 'scheduled')
    throw new Conflict('ONBOARDING_NOT_STARTED', 'The first day has not come yet.');
  if (state.status === 'ended') throw new Conflict('ILLEGAL_TRANSITION', 'It ended with the employment.');
  return state;
};

const decide = (
  command: OnboardingCommand,
  state: Onboarding,
  given: OnboardingGiven & Moment,
): OnboardingEvent[] => {
  const { calendar, rules, colleague, now } = given;
  switch (command.type) {
    case 'ScheduleOnboarding': {
      // The same person is appointed once; a second appointment finds the path that is there.
      if (state.status !== 'absent') return [];
      const { type: _, ...appointment } = command;
      const startsAt = startOfDay(command.tmt, calendar);
      return [onboardingScheduled({ ...appointment, startsAt }, { subject: command.employeeId })];
    }
    case 'StartOnboarding': {
      if (state.status === 'absent')
        throw new NotFound('ONBOARDING_NOT_FOUND', 'There is no onboarding of this person.');
      if (state.status !== 'scheduled') return [];
      const { employeeId, unitId, tmt } = state.scheduled;
      const due = plusDays(tmt, rules.days);
      const minJp = (task: OnboardingTask): number | null =>
        task === 'ETHICS' ? rules.ethicsJp : task === 'ADMINISTRATION' ? rules.administrationJp : null;
      return [
        onboardingStarted(
          {
            ...{ employeeId, unitId, buddy: colleague, startedOn: tmt, due, dueAt: endOfDay(due, calendar) },
            tasks: ONBOARDING_TASKS.map((task) => ({ task, minJp: minJp(task) })),
          },
          // Also when it is recorded late: it counts from the first day of the appointment.
          { subject: employeeId, effective: tmt },
        ),
      ];
    }
    case 'AssignBuddy': {
      const { started, buddy, status } = running(state);
      if (status === 'completed') throw new Conflict('ILLEGAL_TRANSITION', 'The onboarding is complete.');
      if (command.buddy === started.employeeId)
        throw new RuleViolated('RULE_VIOLATED', 'A buddy is somebody else.', { rule: 'onboarding.buddy' });
      if (!given.buddyKnown)
        throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.', { field: 'buddy' });
      if (command.buddy === buddy) return [];
      const { employeeId } = started;
      return [onboardingBuddyAssigned({ employeeId, buddy: command.buddy }, { subject: employeeId })];
    }
    case 'MarkTaskDone': {
      const path = running(state);
      const { started, buddy, done } = path;
      const { by, asHr, task, jp, doneOn } = command;
      const found = started.tasks.find((named) => named.task === task);
      if (!found || done[task] !== undefined)
        throw new Conflict('TASK_DONE', 'This task is done already.', { params: { task } });
      const allowed =
        asHr ||
        (SAID_BY[task] === 'newcomer' && by === started.employeeId) ||
        (SAID_BY[task] === 'buddy' && by === buddy);
      if (by === started.employeeId && SAID_BY[task] !== 'newcomer')
        throw new RuleViolated('SOD_VIOLATION', 'Nobody attests a task of their own that another attests.');
      if (!allowed) throw new NotAuthorised('NOT_RELATED', 'Somebody else says when this task is done.');
      if (doneOn < started.startedOn || doneOn > legalDate(now, calendar))
        throw new RuleViolated(
          'RULE_VIOLATED',
          'A task is done after the first day, and not in the future.',
          {
            rule: 'onboarding.done-on',
            field: 'doneOn',
          },
        );
      const { minJp } = found;
      if (minJp !== null && jp < minJp)
        throw new RuleViolated('JP_BELOW_MINIMUM', `This task takes at least ${minJp} training hours.`, {
          field: 'jp',
          params: { min: minJp },
        });
      return finished(path, { task, jp: minJp === null ? 0 : jp, doneOn, by: 'PERSON' }, given);
    }
    case 'TakeTaskAsDone': {
      const { task, jp, doneOn, evidence } = command;
      if (state.status !== 'started' || state.done[task] !== undefined) return [];
      const minJp = state.started.tasks.find((named) => named.task === task)?.minJp ?? 0;
      if (jp < minJp) return [];
      return finished(state, { task, jp: minJp === 0 ? 0 : jp, doneOn, by: evidence }, given);
    }
    case 'NoteOverdue': {
      if (state.status !== 'started') return [];
      const { employeeId, due, tasks } = state.started;
      return [
        onboardingOverdue({ employeeId, due, open: openTasks(tasks, state.done) }, { subject: employeeId }),
      ];
    }
    case 'EndOnboarding': {
      if (state.status !== 'scheduled' && state.status !== 'started') return [];
      const { employeeId } = state.status === 'scheduled' ? state.scheduled : state.started;
      const open = state.status === 'scheduled' ? [] : openTasks(state.started.tasks, state.done);
      return [onboardingEnded({ employeeId, open }, { subject: employeeId })];
    }
  }
};

const evolve = (state: Onboarding, event: OnboardingEvent): Onboarding => {
  switch (event.type) {
    case 'OnboardingScheduled':
      return { status: 'scheduled', scheduled: event.data };
    case 'OnboardingStarted':
      return { status: 'started', started: event.data, buddy: event.data.buddy, done: {} };
    case 'OnboardingBuddyAssigned':
      return 'started' in state ? { ...state, buddy: event.data.buddy } : state;
    case 'OnboardingTaskDone':
      return 'started' in state
        ? { ...state, done: { ...state.done, [event.data.task]: event.data.jp } }
        : state;
    case 'OnboardingCompleted':
      return 'started' in state ? { ...state, status: 'completed' } : state;
    case 'OnboardingOverdue':
      return state;
    case 'OnboardingEnded':
      return { status: 'ended' };
  }
};

/** The first thirty days of a newcomer. @source domain.md 6.3, onboarding */
export const onboarding: Decider<OnboardingCommand, OnboardingEvent, Onboarding, OnboardingGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
