import {
  planChanged,
  planChangeRefused,
  planClosed,
  planDisputed,
  planDisputeDecided,
  planOverdue,
} from '@jejak/contracts/performance';
import type { DomainEvent, Moment } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import {
  at,
  calendar,
  E1,
  expectations,
  indicators,
  PLAN,
  planRules,
  POSITION,
  STRANGER,
  SUP1,
  SUP2,
  UNIT,
  UNIT_RESULT,
} from '../../test/nurse';
import { plan } from './plan.decider';
import { isAgreed, type PlanCommand, type PlanEvent, type PlanGiven, takesReports } from './plan.state';

const { given, stateAfter } = specFor(plan);
const reads = (date: string, over: Partial<PlanGiven & { time: string }> = {}): PlanGiven & Moment => {
  const { time, ...rest } = over;
  return {
    now: at(date, time),
    ...{ calendar, cycle: 'OPEN', supervisorId: SUP1, superiorId: SUP2, rules: planRules, past: {} },
    ...{ unitResults: [UNIT_RESULT], agreedOn: '2026-01-20', excepted: false, missed: [] },
    position: {
      ...{ position: POSITION, unitId: UNIT, from: '2019-04-01' },
      ...{ periodStart: '2026-01-01', periodEnd: '2026-12-31' },
    },
    ...rest,
  };
};
const about = { subject: E1 };
const after = (...steps: readonly (readonly [PlanCommand, PlanGiven & Moment])[]): PlanEvent[] =>
  steps.reduce<PlanEvent[]>((facts, [command, handed]) => {
    const state = facts.reduce((folded, fact) => plan.evolve(folded, fact), plan.initial);
    return [...facts, ...plan.decide(command, state, handed)];
  }, []);
const names = (facts: readonly DomainEvent[]): string => facts.map(({ type }) => type).join();

const draft: PlanCommand = {
  ...{ type: 'DraftPlan', by: E1, planId: PLAN, employeeId: E1, year: 2026 },
  ...{ indicators: indicators('1200'), ...expectations },
};
const drafted = after([draft, reads('2026-01-10')]);
const agreed = after(
  [draft, reads('2026-01-10')],
  [{ type: 'SubmitPlan', by: E1 }, reads('2026-01-12')],
  [{ type: 'AgreePlan', by: SUP1 }, reads('2026-01-20')],
);
const reason = 'Vaksin baru datang pada bulan Agustus.';
const target = (to: string) => indicators(to);

describe('ContestTarget', () => {
  const contest: PlanCommand = { type: 'ContestTarget', by: E1, indicatorId: 'I-1', reason };
  const disputed = planDisputed(
    { planId: PLAN, indicatorId: 'I-1', target: '1200' },
    { ...about, reason: { code: 'OBJECTION', text: reason } },
  );
  const decide: PlanCommand = { type: 'DecideDispute', by: SUP2, target: '1150', reason };

  it('lays an agreed target before the superior, until 30 days are over', () => {
    given(...agreed)
      .when(contest, reads('2026-02-19', { time: '23:59:59.999' }))
      .thenRecords(disputed);
    given(...agreed)
      .when(contest, reads('2026-02-20', { time: '00:00:00.000' }))
      .thenRefuses('DEADLINE_PASSED');
    given(...agreed)
      .when(contest, reads('2026-02-20', { excepted: true }))
      .thenRecords(disputed);
  });
  it('is the employee’s, about a target that there is, with a reason, once it binds', () => {
    given(...agreed)
      .when({ ...contest, by: SUP1 }, reads('2026-02-01'))
      .thenRefuses('NOT_RELATED');
    given(...agreed)
      .when({ ...contest, indicatorId: 'I-9' }, reads('2026-02-01'))
      .thenRefuses('INDICATOR_NOT_FOUND');
    given(...agreed)
      .when({ ...contest, reason: 'sulit' }, reads('2026-02-01'))
      .thenRefuses('REASON_REQUIRED');
    given(...drafted)
      .when(contest, reads('2026-01-11', { agreedOn: null }))
      .thenRefuses('PLAN_NOT_ACTIVE');
    given(...agreed, disputed)
      .when(contest, reads('2026-02-01'))
      .thenRefuses('PLAN_NOT_ACTIVE');
  });
  it('is decided by the superior, as the plan’s next version', () =>
    given(...agreed, disputed)
      .when(decide, reads('2026-02-10'))
      .thenRecords(
        planDisputeDecided(
          {
            ...{
              planId: PLAN,
              planVersion: 2,
              indicatorId: 'I-1',
              decidedBy: SUP2,
              old: '1200',
              target: '1150',
            },
            indicators: target('1150'),
          },
          { ...about, reason: { code: 'OBJECTION', text: reason }, effective: '2026-02-10' },
        ),
      ));
  it('keeps the version where the target stays', () =>
    given(...agreed, disputed)
      .when({ ...decide, target: '1200.0' }, reads('2026-02-10'))
      .thenFacts(([fact]) => expect(fact).toMatchObject({ data: { planVersion: 1 } })));
  it('is decided by neither side, nor by anybody else, and only while it is open', () => {
    for (const by of [E1, SUP1])
      given(...agreed, disputed)
        .when({ ...decide, by }, reads('2026-02-10'))
        .thenRefuses('SOD_VIOLATION');
    given(...agreed, disputed)
      .when({ ...decide, by: STRANGER }, reads('2026-02-10'))
      .thenRefuses('NOT_RELATED');
    given(...agreed, disputed)
      .when({ ...decide, target: '0' }, reads('2026-02-10'))
      .thenRefuses('TARGET_ZERO');
    given(...agreed)
      .when(decide, reads('2026-02-10'))
      .thenRefuses('ILLEGAL_TRANSITION');
  });
});

describe('RequestPlanChange', () => {
  const request: PlanCommand = {
    ...{ type: 'RequestPlanChange', by: E1, cause: 'NEW_ASSIGNMENT', effectiveFrom: '2026-07-01' },
    ...{ indicators: target('1100'), reason },
  };
  const requested = after(
    [draft, reads('2026-01-10')],
    [{ type: 'SubmitPlan', by: E1 }, reads('2026-01-12')],
    [{ type: 'AgreePlan', by: SUP1 }, reads('2026-01-20')],
    [request, reads('2026-06-15')],
  );

  it('is asked for by employee or supervisor', () => {
    expect(names(requested.slice(agreed.length))).toBe('PlanChangeRequested');
    given(...agreed)
      .when({ ...request, by: SUP1 }, reads('2026-06-15'))
      .thenFacts(([fact]) => expect(fact.type).toBe('PlanChangeRequested'));
    given(...agreed)
      .when({ ...request, by: STRANGER }, reads('2026-06-15'))
      .thenRefuses('NOT_RELATED');
  });
  it('is too late in the last 30 days of the year', () => {
    const late = { ...request, effectiveFrom: '2026-12-20' };
    given(...agreed)
      .when(late, reads('2026-12-01'))
      .thenFacts(([fact]) => expect(fact.type).toBe('PlanChangeRequested'));
    given(...agreed)
      .when(late, reads('2026-12-02'))
      .thenRefuses('TOO_LATE_TO_CHANGE');
    given(...agreed)
      .when(late, reads('2026-12-02', { excepted: true }))
      .thenFacts(([fact]) => expect(fact.type).toBe('PlanChangeRequested'));
  });
  it('never holds earlier than it is asked for, nor beyond the plan', () => {
    for (const effectiveFrom of ['2026-06-14', '2027-01-01'])
      given(...agreed)
        .when({ ...request, effectiveFrom }, reads('2026-06-15'))
        .thenRefuses('RULE_VIOLATED', { rule: 'plan.change-effective' });
  });
  it('lowers no target that was missed, unless the cause is external', () => {
    const missed = reads('2026-06-15', { missed: ['I-1'] });
    given(...agreed)
      .when(request, missed)
      .thenRefuses('HINDSIGHT_CHANGE');
    given(...agreed)
      .when({ ...request, cause: 'EXTERNAL' }, missed)
      .thenFacts(([fact]) => expect(fact.type).toBe('PlanChangeRequested'));
    given(...agreed)
      .when({ ...request, indicators: target('1300') }, missed)
      .thenFacts(([fact]) => expect(fact.type).toBe('PlanChangeRequested'));
    // Of a LOWER indicator the easier target is the higher one, and a target that is left out is none at all.
    const slower = target('1200').map((line) =>
      line.indicatorId === 'I-2' ? { ...line, target: '4.0' } : line,
    );
    given(...agreed)
      .when({ ...request, indicators: slower }, reads('2026-06-15', { missed: ['I-2'] }))
      .thenRefuses('HINDSIGHT_CHANGE');
  });
  it('asks for a whole plan, and a reason', () => {
    given(...agreed)
      .when({ ...request, indicators: [] }, reads('2026-06-15'))
      .thenRefuses('WEIGHTS_NOT_100');
    given(...agreed)
      .when({ ...request, reason: 'x' }, reads('2026-06-15'))
      .thenRefuses('REASON_REQUIRED');
    given(...drafted)
      .when(request, reads('2026-06-15'))
      .thenRefuses('PLAN_NOT_ACTIVE');
  });
  it('holds what stretches too far, until it is reviewed', () => {
    const past = { 'I-1': [{ year: 2025, value: '1000' }] };
    const stretched = { ...request, indicators: target('1400') };
    const waiting = [
      ...agreed,
      ...plan.decide(stretched, stateAfter(...agreed), reads('2026-06-15', { past })),
    ];
    expect(names(waiting.slice(agreed.length))).toBe(
      'PlanChangeRequested,TargetRealismChecked,TargetFlaggedUnrealistic',
    );
    const accept: PlanCommand = { type: 'DecidePlanChange', by: SUP1, accept: true, reason: '' };
    given(...waiting)
      .when(accept, reads('2026-06-20'))
      .thenRefuses('TARGET_UNREALISTIC_UNREVIEWED');
    const review: PlanCommand = {
      ...{ type: 'ReviewTarget', by: SUP1, indicatorId: 'I-1', target: '1250', support: [], reason },
    };
    const reviewed = [
      ...waiting,
      ...plan.decide(review, stateAfter(...waiting), reads('2026-06-18', { past })),
    ];
    given(...reviewed)
      .when(accept, reads('2026-06-20'))
      .thenFacts(([fact]) =>
        expect(fact).toMatchObject({ data: { planVersion: 2, indicators: target('1250') } }),
      );
  });
  it('is decided by the supervisor', () => {
    const accept: PlanCommand = { type: 'DecidePlanChange', by: SUP1, accept: true, reason: '' };
    given(...requested)
      .when(accept, reads('2026-06-20'))
      .thenRecords(
        planChanged(
          {
            ...{ planId: PLAN, planVersion: 2, decidedBy: SUP1, effectiveFrom: '2026-07-01' },
            indicators: target('1100'),
          },
          { ...about, effective: '2026-07-01' },
        ),
      );
    given(...requested)
      .when({ ...accept, accept: false, reason }, reads('2026-06-20'))
      .thenRecords(
        planChangeRefused(
          { planId: PLAN, refusedBy: SUP1 },
          { ...about, reason: { code: 'REJECTION', text: reason } },
        ),
      );
    given(...requested)
      .when({ ...accept, accept: false }, reads('2026-06-20'))
      .thenRefuses('REASON_REQUIRED');
    given(...requested)
      .when({ ...accept, by: E1 }, reads('2026-06-20'))
      .thenRefuses('NOT_RELATED');
    given(...agreed)
      .when(accept, reads('2026-06-20'))
      .thenRefuses('ILLEGAL_TRANSITION');
  });
});

describe('the end of a plan', () => {
  const close: PlanCommand = { type: 'ClosePlan', cause: 'PERIOD_ENDED', lastDay: '2026-12-31' };
  it('comes with its last day, and leaves some days for reports', () => {
    const closed = planClosed(
      {
        ...{ planId: PLAN, cause: 'PERIOD_ENDED', periodEnd: '2026-12-31', reportBy: '2027-01-05' },
        evaluationDueAt: '2026-12-31T17:00:00.000Z',
      },
      { ...about, effective: '2026-12-31' },
    );
    given(...agreed)
      .when(close, reads('2027-01-01', { time: '00:00:00.000' }))
      .thenRecords(closed);
    given(...agreed)
      .when(close, reads('2026-12-31'))
      .thenRefuses('ILLEGAL_TRANSITION');
    const state = stateAfter(...agreed, closed);
    if (state.status === 'absent') throw new Error('closed');
    expect([takesReports(state, '2027-01-05'), takesReports(state, '2027-01-06')]).toEqual([true, false]);
    given(...agreed, closed)
      .when(close, reads('2027-01-02'))
      .thenRecords();
  });
  it('comes earlier with another position: pro rata, 3 months', () =>
    given(...agreed)
      .when({ ...close, cause: 'POSITION_CHANGED', lastDay: '2026-03-31' }, reads('2026-04-01'))
      .thenFacts(([fact]) =>
        expect(fact).toMatchObject({
          data: { periodEnd: '2026-03-31', evaluationDueAt: '2026-03-31T17:00:00.000Z' },
        }),
      ));
  it('of a year after the employment comes before it began, and nothing is evaluated', () => {
    const ended = { type: 'ClosePlan', cause: 'EMPLOYMENT_ENDED', lastDay: '2025-12-31' } as const;
    const data = { periodEnd: '2025-12-31', reportBy: '2025-12-31', evaluationDueAt: null };
    for (const facts of [drafted, agreed])
      given(...facts)
        .when(ended, reads('2026-02-01'))
        .thenFacts(([fact]) => expect(fact).toMatchObject({ type: 'PlanClosed', data }));
    given(...agreed)
      .when({ ...ended, cause: 'POSITION_CHANGED' }, reads('2026-02-01'))
      .thenRecords();
  });
  it('leaves a plan that nobody agreed open, for somebody to answer for; another position ends it', () => {
    given(...drafted)
      .when(close, reads('2027-01-02'))
      .thenRecords();
    const ended = { ...close, cause: 'POSITION_CHANGED', lastDay: '2026-03-31' } as const;
    const facts = plan.decide(ended, stateAfter(...drafted), reads('2026-04-01'));
    expect(facts).toMatchObject([{ data: { evaluationDueAt: null } }]);
    const state = stateAfter(...drafted, ...facts);
    if (state.status === 'absent') throw new Error('closed');
    expect(isAgreed(state)).toBe(false);
  });
});

describe('a plan that nobody agreed in time', () => {
  const mark: PlanCommand = { type: 'MarkOverdue' };
  it('is overdue when the day is over, once', () => {
    const overdue = planOverdue({ planId: PLAN, agreeBy: '2026-01-31' }, about);
    given(...drafted)
      .when(mark, reads('2026-02-01', { time: '00:00:00.000' }))
      .thenRecords(overdue);
    given(...drafted)
      .when(mark, reads('2026-01-31'))
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...drafted, overdue)
      .when(mark, reads('2026-02-02'))
      .thenRecords();
    given(...agreed)
      .when(mark, reads('2026-02-02'))
      .thenRecords();
  });
});

describe('OpenPlan', () => {
  const joined = {
    ...{ position: POSITION, unitId: UNIT, from: '2026-06-01' },
    ...{ periodStart: '2026-06-01', periodEnd: '2026-12-31' },
  };
  const open: PlanCommand = { type: 'OpenPlan', planId: PLAN, employeeId: E1, year: 2026 };
  it('gives who takes up a position an empty draft, due in 30 days', () =>
    given()
      .when(open, reads('2026-06-01', { position: joined }))
      .thenFacts(([fact]) =>
        expect(fact).toMatchObject({
          type: 'PlanDrafted',
          data: { agreeBy: '2026-07-01', overdueAt: '2026-07-01T17:00:00.000Z', indicators: [] },
        }),
      ));
  it('says nothing where there is a plan, the deadline has passed, or the year is closed', () => {
    given(...drafted)
      .when(open, reads('2026-06-01', { position: joined }))
      .thenRecords();
    given()
      .when(open, reads('2026-07-02', { position: joined }))
      .thenRecords();
    given()
      .when(open, reads('2026-06-01', { position: joined, cycle: 'CLOSED' }))
      .thenRecords();
  });
  it('is submitted only once it says something', () => {
    const empty = after([open, reads('2026-06-01', { position: joined })]);
    given(...empty)
      .when({ type: 'SubmitPlan', by: E1 }, reads('2026-06-10'))
      .thenRefuses('WEIGHTS_NOT_100');
    const silent = after([{ ...draft, expectLoyal: '  ' }, reads('2026-01-10')]);
    given(...silent)
      .when({ type: 'SubmitPlan', by: E1 }, reads('2026-01-12'))
      .thenRefuses('RULE_VIOLATED', { rule: 'plan.behaviour-expectations' });
  });
});
