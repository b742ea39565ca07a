import {
  deadlineMet,
  deadlineMissed,
  deadlineMoved,
  deadlineWatchEnded,
  deadlineWatchStarted,
  type DeadlineWatchStarted,
  escalated,
  type Obliged,
  reminderSent,
} from '@jejak/contracts/notification';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import {
  type DeadlineCommand,
  type DeadlineGiven,
  deadlineWatch,
  type StartWatch,
} from './deadline-watch.decider';

const { given } = specFor(deadlineWatch);
const [watchId, employee, unitId] = [newId(), newId(), newId()];
const object = `plan-${newId()}`;
const calendar = { zone: 'Asia/Jakarta', holidays: [] };
const handed: DeadlineGiven & { now: string } = {
  calendar,
  rules: {
    ...{
      ref: 'ntf.other@1',
      quietHours: { from: '20:00', to: '06:00' },
      retryMinutes: [1],
      inboxProofDays: 3,
    },
    confirmDays: 3,
    ladder: [
      { days: -7, to: 'OBLIGED' },
      { days: -1, to: 'OBLIGED' },
      { days: 0, to: 'OBLIGED' },
      { days: 1, to: 'SUPERVISOR' },
      { days: 7, to: 'HR' },
    ],
  },
  refs: ['gov.calendar@1', 'ntf.other@1'],
  recipients: [`person:${employee}`],
  now: '2026-01-05T02:00:00.000Z',
};
const at = (now: string, recipients = handed.recipients) => ({ ...handed, now, recipients });
const PERSON: Obliged = { as: 'PERSON', personId: employee };
const about = { watchId, kind: 'WORK_PLAN', object } as const;
const from = (version: number, stream = object) => ({ stream, version });

const startAt = (dueAt: string, version: number, obliged: Obliged = PERSON): StartWatch => ({
  ...{ type: 'StartWatch', ...about, due: { at: dueAt }, unitId, obliged },
  ...{ since: '2026-01-05T02:00:00.000Z', source: from(version) },
});
const DUE = '2026-01-31T17:00:00.000Z';
const start = startAt(DUE, 1);
const done = (version: number, when = '2026-01-20T03:00:00.000Z'): DeadlineCommand => ({
  ...{ type: 'EndWatch', ...about, how: 'MET', at: when, source: from(version) },
});
const clock: DeadlineWatchStarted['data'] = {
  ...about,
  ...{ nature: 'DUTY', topic: 'WORK_PLAN', unitId, obliged: PERSON, dueAt: DUE, dueOn: '2026-01-31' },
  steps: [
    { step: 'D-7', at: '2026-01-23T17:00:00.000Z', to: 'OBLIGED' },
    { step: 'D-1', at: '2026-01-29T17:00:00.000Z', to: 'OBLIGED' },
    { step: 'D-0', at: '2026-01-30T17:00:00.000Z', to: 'OBLIGED' },
    { step: 'D+1', at: '2026-01-31T17:00:00.000Z', to: 'SUPERVISOR' },
    { step: 'D+7', at: '2026-02-06T17:00:00.000Z', to: 'HR' },
  ],
  pinnedPolicies: ['gov.calendar@1', 'ntf.other@1'],
  source: from(1),
};
const subject = { subject: employee };
const started = deadlineWatchStarted(clock, subject);
const met = (data: { metAt: string; dueAt: string | null; late: boolean; version: number }) =>
  deadlineMet(
    {
      ...{ ...about, unitId: data.dueAt === null ? null : unitId, metAt: data.metAt },
      ...{ dueAt: data.dueAt, late: data.late, source: from(data.version) },
    },
    data.dueAt === null ? {} : subject,
  );
const inTime = met({ metAt: '2026-01-20T03:00:00.000Z', dueAt: DUE, late: false, version: 2 });
const missed = deadlineMissed({ ...about, unitId, dueAt: DUE, dueOn: '2026-01-31' }, subject);
const told = { ...about, topic: 'WORK_PLAN', unitId, dueAt: DUE, dueOn: '2026-01-31' } as const;
const reminded = (step: string, late: boolean) =>
  reminderSent({ ...told, step, to: [`person:${employee}`], late }, subject);

describe('a clock that begins', () => {
  it('is watched, with its ladder', () => given().when(start, handed).thenRecords(started));
  it('is watched once', () => given(started).when(start, handed).thenRecords());
  it('takes a last day as it is', () =>
    given()
      .when({ ...start, due: { on: '2026-01-31' } }, handed)
      .thenRecords(started));
  it('moves with a later fact of the same thing', () => {
    const dueAt = '2026-02-10T17:00:00.000Z';
    given(started)
      .when(startAt(dueAt, 3), handed)
      .thenFacts(([fact]) => {
        if (fact.type !== 'DeadlineMoved') throw new Error(fact.type);
        const { dueOn, steps, source } = fact.data;
        if (dueOn !== '2026-02-10' || steps[0].at !== '2026-02-02T17:00:00.000Z' || source.version !== 3)
          throw new Error('not moved');
      });
  });
  it('passes to somebody else as it was, where it runs', () => {
    const passed: StartWatch = {
      ...start,
      ...{ due: null, obliged: { as: 'SUPERVISOR_OF', personId: employee }, source: from(3) },
    };
    given(started)
      .when(passed, handed)
      .thenFacts(([fact]) => {
        if (fact.type !== 'DeadlineMoved') throw new Error(fact.type);
        const { dueAt, obliged } = fact.data;
        if (dueAt !== DUE || obliged.as !== 'SUPERVISOR_OF') throw new Error('not passed');
      });
    given().when(passed, handed).thenRecords();
    given(started, inTime).when(passed, handed).thenRecords();
  });
  it('moves to somebody else', () => {
    const other: Obliged = { as: 'SUPERVISOR_OF', personId: employee };
    const moved = deadlineMoved({ ...clock, obliged: other, source: from(2) }, subject);
    given(started)
      .when(startAt(DUE, 2, other), handed)
      .thenRecords(moved);
  });
  it('does not move back with an older fact', () =>
    given(deadlineWatchStarted({ ...clock, source: from(5) }))
      .when(startAt('2026-01-20T17:00:00.000Z', 3), handed)
      .thenRecords());
});

describe('a clock that ends', () => {
  it('is met in time', () => given(started).when(done(2), handed).thenRecords(inTime));
  it.each([
    ['2026-01-31T16:59:59.999Z', false],
    ['2026-01-31T17:00:00.000Z', true],
  ])('is met at %s, late: %s', (metAt, late) =>
    given(started)
      .when(done(2, metAt), handed)
      .thenRecords(met({ metAt, dueAt: DUE, late, version: 2 })),
  );
  it('is met once', () => given(started, inTime).when(done(2), handed).thenRecords());
  it('was in time although word of it came after it was missed', () =>
    given(started, missed).when(done(2), handed).thenRecords(inTime));
  it('is not ended by what lies before its beginning', () =>
    given(deadlineWatchStarted({ ...clock, source: from(5) }))
      .when(done(3), handed)
      .thenRecords());
  it('begins again with a later turn of the same thing', () =>
    given(started, inTime)
      .when(startAt(DUE, 4), handed)
      .thenRecords(deadlineWatchStarted({ ...clock, source: from(4) }, subject)));
});

describe('an end that is heard of first', () => {
  const early = met({ metAt: '2026-01-20T03:00:00.000Z', dueAt: null, late: false, version: 4 });
  it('is a fact of its own', () => given().when(done(4), handed).thenRecords(early));
  it('keeps the watch closed when the beginning comes', () => given(early).when(start, handed).thenRecords());
  it('keeps it closed where nothing says which came first', () =>
    given(early)
      .when({ ...start, source: from(9, `plan-${newId()}`) }, handed)
      .thenRecords());
  it('keeps it closed where it became void', () => {
    const void_: DeadlineCommand = {
      ...{ type: 'EndWatch', ...about, how: 'OVERTAKEN', at: '2026-01-20T03:00:00.000Z', source: from(4) },
    };
    const ended = deadlineWatchEnded({ ...about, unitId: null, why: 'OVERTAKEN', source: from(4) });
    given().when(void_, handed).thenRecords(ended);
    given(ended).when(start, handed).thenRecords();
  });
});

describe('a rung of the ladder', () => {
  const fire = (step: string, to: 'OBLIGED' | 'SUPERVISOR' | 'HR' = 'OBLIGED'): DeadlineCommand => ({
    ...{ type: 'FireStep', step, to },
  });
  it('reminds on its day', () =>
    given(started).when(fire('D-7'), at('2026-01-23T17:00:00.000Z')).thenRecords(reminded('D-7', false)));
  it('is not climbed before', () =>
    given(started).when(fire('D-7'), at('2026-01-23T16:59:59.999Z')).thenRecords());
  it('is climbed once', () =>
    given(started, reminded('D-7', false)).when(fire('D-7'), at('2026-01-24T00:00:00.000Z')).thenRecords());
  it('is late on a later day', () =>
    given(started).when(fire('D-7'), at('2026-01-25T00:00:00.000Z')).thenRecords(reminded('D-7', true)));
  it('is left out where a later one is due too: an outage is made up for once', () => {
    const now = at('2026-01-30T18:00:00.000Z');
    given(started).when(fire('D-7'), now).thenRecords();
    given(started).when(fire('D-1'), now).thenRecords();
    given(started).when(fire('D-0'), now).thenRecords(reminded('D-0', false));
  });
  it('tells each of those above, also after an outage', () => {
    const now = at('2026-02-09T00:00:00.000Z', ['role:hr_admin']);
    const risen = (step: string, level: 'SUPERVISOR' | 'HR') =>
      escalated({ ...told, step, level, to: ['role:hr_admin'], late: true }, subject);
    given(started, missed).when(fire('D+1', 'SUPERVISOR'), now).thenRecords(risen('D+1', 'SUPERVISOR'));
    given(started, missed).when(fire('D+7', 'HR'), now).thenRecords(risen('D+7', 'HR'));
  });
  it('says nothing once it is met, and of a ladder that is none any more', () => {
    given(started, inTime).when(fire('D+1', 'SUPERVISOR'), at('2026-02-01T00:00:00.000Z')).thenRecords();
    given(started).when(fire('D-3'), at('2026-01-29T00:00:00.000Z')).thenRecords();
  });
});

describe('the end of the time', () => {
  const call: DeadlineCommand = { type: 'CallTime' };
  it('misses a duty', () => given(started).when(call, at(DUE)).thenRecords(missed));
  it('misses it once', () => given(started, missed).when(call, at(DUE)).thenRecords());
  it('is not called before', () => given(started).when(call, at('2026-01-31T16:59:59.999Z')).thenRecords());
  it('lets a right lapse', () =>
    given(deadlineWatchStarted({ ...clock, nature: 'RIGHT' }))
      .when(call, at(DUE))
      .thenRecords(deadlineWatchEnded({ ...about, unitId, why: 'LAPSED', source: null }, subject)));
  it('lets nobody above know of a right', () =>
    given()
      .when({ ...start, kind: 'EVALUATION_OBJECTION' }, handed)
      .thenFacts(([fact]) => {
        if (fact.type !== 'DeadlineWatchStarted' || fact.data.steps.some(({ to }) => to !== 'OBLIGED'))
          throw new Error('somebody above is told');
      }));
});
