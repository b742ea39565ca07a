import {
  onboardingBuddyAssigned,
  onboardingCompleted,
  onboardingOverdue,
  onboardingScheduled,
  onboardingStarted,
  type OnboardingTask,
  onboardingTaskDone,
} from '@jejak/contracts/training';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { at, calendar, E1, E9, HR1, rules, SUP1, UNIT } from '../../test/people';
import { onboarding, type OnboardingCommand } from './onboarding.decider';

const { given } = specFor(onboarding);
const about = { subject: E9 };
const reads = {
  ...{ calendar, rules: rules.other.onboarding, colleague: E1, buddyKnown: true },
  now: at('2026-06-24'),
};
const appointment = { employeeId: E9, unitId: UNIT, position: 'Perawat', tmt: '2026-06-01' };
const scheduled = onboardingScheduled({ ...appointment, startsAt: '2026-05-31T17:00:00.000Z' }, about);
const started = onboardingStarted(
  {
    ...{ employeeId: E9, unitId: UNIT, buddy: E1, startedOn: '2026-06-01', due: '2026-07-01' },
    dueAt: '2026-07-01T17:00:00.000Z',
    tasks: [
      { task: 'ETHICS', minJp: 8 },
      { task: 'ADMINISTRATION', minJp: 8 },
      { task: 'SOCIALISATION', minJp: null },
      { task: 'BUDDY_MEETING', minJp: null },
      { task: 'FIRST_SKP', minJp: null },
    ],
  },
  { ...about, effective: '2026-06-01' },
);
const path = [scheduled, started];
const doneOn = '2026-06-08';
const taskDone = (task: OnboardingTask, jp = 0, by: 'PERSON' | 'WORK_PLAN' | 'TRAINING' = 'PERSON') =>
  onboardingTaskDone({ employeeId: E9, task, jp, doneOn, by }, { ...about, effective: doneOn });
const mark = (task: OnboardingTask, over: object = {}): OnboardingCommand => ({
  ...{ type: 'MarkTaskDone', by: HR1, asHr: true, task, jp: 0, doneOn },
  ...over,
});
const fourDone = [
  taskDone('ETHICS', 8),
  taskDone('ADMINISTRATION', 8),
  taskDone('SOCIALISATION'),
  taskDone('BUDDY_MEETING'),
];
const skp: OnboardingCommand = {
  ...{ type: 'TakeTaskAsDone', task: 'FIRST_SKP', jp: 0, doneOn, evidence: 'WORK_PLAN' },
};
const completed = (late: boolean, completedOn: string) =>
  onboardingCompleted({ employeeId: E9, jp: 16, completedOn, late }, about);

describe('an onboarding', () => {
  const schedule = { type: 'ScheduleOnboarding', ...appointment } as const;
  const start = { type: 'StartOnboarding' } as const;
  it('is scheduled for the first moment of the first day, once', () => {
    given().when(schedule, reads).thenRecords(scheduled);
    given(scheduled).when(schedule, reads).thenRecords();
  });
  it('starts with its tasks and thirty days, once', () => {
    given(scheduled).when(start, reads).thenRecords(started);
    given(...path)
      .when(start, reads)
      .thenRecords();
    given().when(start, reads).thenRefuses('ONBOARDING_NOT_FOUND');
  });
});

describe('MarkTaskDone', () => {
  it('waits for the first day', () =>
    given(scheduled).when(mark('ETHICS'), reads).thenRefuses('ONBOARDING_NOT_STARTED'));
  it('needs an onboarding', () => given().when(mark('ETHICS'), reads).thenRefuses('ONBOARDING_NOT_FOUND'));
  it.each(['ETHICS', 'ADMINISTRATION'] as const)('asks for eight hours of %s', (task) => {
    given(...path)
      .when(mark(task, { jp: 7 }), reads)
      .thenRefuses('JP_BELOW_MINIMUM');
    given(...path)
      .when(mark(task, { jp: 8 }), reads)
      .thenRecords(taskDone(task, 8));
  });
  // Who may say so: the newcomer of the socialisation, the buddy of the meeting, HR of all.
  it.each([
    ['SOCIALISATION', E9, null],
    ['SOCIALISATION', E1, 'NOT_RELATED'],
    ['BUDDY_MEETING', E1, null],
    ['BUDDY_MEETING', E9, 'SOD_VIOLATION'],
    ['BUDDY_MEETING', SUP1, 'NOT_RELATED'],
    ['ETHICS', E9, 'SOD_VIOLATION'],
    ['ADMINISTRATION', E1, 'NOT_RELATED'],
    ['FIRST_SKP', E1, 'NOT_RELATED'],
    ['FIRST_SKP', E9, 'SOD_VIOLATION'],
  ] as const)('of %s by %s: %s', (task, by, refusal) => {
    const spec = given(...path).when(mark(task, { by, asHr: false }), reads);
    if (refusal === null) spec.thenRecords(taskDone(task));
    else spec.thenRefuses(refusal);
  });
  it('lets nobody of HR attest for themselves', () =>
    given(...path)
      .when(mark('ETHICS', { by: E9, jp: 8 }), reads)
      .thenRefuses('SOD_VIOLATION'));
  it.each(['2026-05-31', '2026-06-25'])('is neither before the first day nor in the future: %s', (day) =>
    given(...path)
      .when(mark('SOCIALISATION', { doneOn: day }), reads)
      .thenRefuses('RULE_VIOLATED', { rule: 'onboarding.done-on' }),
  );
  it('happens once', () =>
    given(...path, taskDone('SOCIALISATION'))
      .when(mark('SOCIALISATION'), reads)
      .thenRefuses('TASK_DONE'));
});

describe('the end of an onboarding', () => {
  it('is the last task: 8 + 8 = 16 hours', () =>
    given(...path, ...fourDone)
      .when(skp, reads)
      .thenRecords(taskDone('FIRST_SKP', 0, 'WORK_PLAN'), completed(false, '2026-06-24')));
  it.each([
    ['2026-07-01', '23:59:59.999', false],
    ['2026-07-02', '00:00:00.000', true],
  ])('on %s %s is late: %s', (day, time, late) =>
    given(...path, ...fourDone)
      .when(skp, { ...reads, now: at(day, time) })
      .thenRecords(taskDone('FIRST_SKP', 0, 'WORK_PLAN'), completed(late, day)),
  );
  it('takes what is known already as nothing new', () => {
    given(...path, taskDone('FIRST_SKP', 0, 'WORK_PLAN'))
      .when(skp, reads)
      .thenRecords();
    given().when(skp, reads).thenRecords();
  });
  it('counts a training with enough hours as its task', () => {
    const trained = (jp: number): OnboardingCommand => ({
      ...{ type: 'TakeTaskAsDone', task: 'ETHICS', jp, doneOn, evidence: 'TRAINING' },
    });
    given(...path)
      .when(trained(7), reads)
      .thenRecords();
    given(...path)
      .when(trained(10), reads)
      .thenRecords(taskDone('ETHICS', 10, 'TRAINING'));
  });
  it('is noted as overdue with what is open, and as nothing where all is done', () => {
    const note = { type: 'NoteOverdue' } as const;
    given(...path, ...fourDone)
      .when(note, reads)
      .thenRecords(onboardingOverdue({ employeeId: E9, due: '2026-07-01', open: ['FIRST_SKP'] }, about));
    given(...path, ...fourDone, taskDone('FIRST_SKP'), completed(false, '2026-06-24'))
      .when(note, reads)
      .thenRecords();
  });
});

describe('AssignBuddy', () => {
  const assign = (buddy: string) => ({ type: 'AssignBuddy', buddy }) as const;
  it('names another colleague', () =>
    given(...path)
      .when(assign(SUP1), reads)
      .thenRecords(onboardingBuddyAssigned({ employeeId: E9, buddy: SUP1 }, about)));
  it('says nothing new of the same one', () =>
    given(...path)
      .when(assign(E1), reads)
      .thenRecords());
  it('is never oneself', () =>
    given(...path)
      .when(assign(E9), reads)
      .thenRefuses('RULE_VIOLATED', { rule: 'onboarding.buddy' }));
  it('is somebody', () =>
    given(...path)
      .when(assign(SUP1), { ...reads, buddyKnown: false })
      .thenRefuses('EMPLOYEE_NOT_FOUND'));
  it('comes before the end', () =>
    given(...path, ...fourDone, taskDone('FIRST_SKP'), completed(false, '2026-06-24'))
      .when(assign(SUP1), reads)
      .thenRefuses('ILLEGAL_TRANSITION'));
});
