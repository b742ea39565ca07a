import { cycleClosed, cycleEvaluationBegan, cycleOpened } from '@jejak/contracts/performance';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { cycle, type CycleGiven } from './cycle.decider';
import { periodsOf } from './periods';

const { given } = specFor(cycle);
const cycleId = '0198c1a2-0000-7000-8000-000000000001';
const calendar = { zone: 'Asia/Jakarta', holidays: [] };
const rules = { frequency: 'QUARTERLY', selfReportDays: 5, rateDays: 10 } as const;
const handed: CycleGiven = {
  ...{ calendar, rules },
  inForce: ['perf.cap@1', 'perf.result@1'],
  pendingPlans: 0,
  pendingObjections: 0,
  pendingEvaluations: 0,
};
const opened = cycleOpened(
  {
    ...{ cycleId, year: 2026, pinnedPolicies: ['perf.cap@1', 'perf.result@1'] },
    evaluatingAt: '2026-12-31T17:00:00.000Z',
    periods: periodsOf(2026, rules, calendar),
  },
  { effective: '2026-01-01' },
);
const open = { type: 'OpenCycle', cycleId, year: 2026 } as const;
const close = { type: 'CloseCycle' } as const;

describe('OpenCycle', () => {
  it('pins the policies in force on the first day', () =>
    given()
      .when(open, { ...handed, now: '2026-01-05T02:00:00.000Z' })
      .thenRecords(opened));
  it('is possible from the first moment of the year in the city', () =>
    given()
      .when(open, { ...handed, now: '2025-12-31T17:00:00.000Z' })
      .thenRecords(opened));
  it('is refused before the year begins', () =>
    given()
      .when(open, { ...handed, now: '2025-12-31T16:59:59.999Z' })
      .thenRefuses('POLICY_MISSING'));
  it('happens once', () =>
    given(opened)
      .when(open, { ...handed, now: '2026-01-06T02:00:00.000Z' })
      .thenRefuses('CYCLE_EXISTS'));
});

describe('the periods of a year', () => {
  it('are quarters: reported within 5 days, rated within 10', () => {
    const found = periodsOf(2026, rules, calendar);
    expect(found.map(({ period }) => period)).toEqual(['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']);
    expect(found[0]).toEqual({
      ...{ period: '2026-Q1', from: '2026-01-01', to: '2026-03-31', opensAt: '2026-03-31T17:00:00.000Z' },
      ...{ selfReportBy: '2026-04-05', rateBy: '2026-04-10', overdueAt: '2026-04-10T17:00:00.000Z' },
    });
  });
  it('are months where the city chose so', () => {
    const found = periodsOf(2028, { ...rules, frequency: 'MONTHLY' }, calendar);
    expect(found).toHaveLength(12);
    expect(found[1]).toMatchObject({ period: '2028-02', from: '2028-02-01', to: '2028-02-29' });
    expect(found[11]).toMatchObject({ period: '2028-12', to: '2028-12-31', rateBy: '2029-01-10' });
  });
});

const begin = { type: 'BeginEvaluation' } as const;
const began = cycleEvaluationBegan({ cycleId, year: 2026 });
describe('BeginEvaluation', () => {
  const now = '2026-12-31T17:00:00.000Z';
  it('comes with 1 January', () =>
    given(opened)
      .when(begin, { ...handed, now })
      .thenRecords(began));
  it('is refused before', () =>
    given(opened)
      .when(begin, { ...handed, now: '2026-12-31T16:59:59.999Z' })
      .thenRefuses('ILLEGAL_TRANSITION'));
  it('says nothing twice', () =>
    given(opened, began)
      .when(begin, { ...handed, now })
      .thenRecords());
  it('needs a cycle', () =>
    given()
      .when(begin, { ...handed, now })
      .thenRefuses('CYCLE_NOT_FOUND'));
});

describe('CloseCycle', () => {
  const now = '2027-03-01T02:00:00.000Z';
  it('locks the year', () =>
    given(opened, began)
      .when(close, { ...handed, now })
      .thenRecords(cycleClosed({ cycleId, year: 2026 })));
  it('waits for plans', () =>
    given(opened)
      .when(close, { ...handed, now, pendingPlans: 1 })
      .thenRefuses('PLANS_PENDING'));
  it('waits for objections', () =>
    given(opened)
      .when(close, { ...handed, now, pendingObjections: 1 })
      .thenRefuses('OBJECTION_PENDING'));
  it('waits for evaluations, which it locks', () =>
    given(opened)
      .when(close, { ...handed, now, pendingEvaluations: 2 })
      .thenRefuses('RULE_VIOLATED', { rule: 'cycle.evaluations-pending', params: { evaluations: 2 } }));
  it('is refused inside the year', () =>
    given(opened)
      .when(close, { ...handed, now: '2026-12-31T16:59:59.999Z' })
      .thenRefuses('ILLEGAL_TRANSITION'));
  it('happens once', () =>
    given(opened, cycleClosed({ cycleId, year: 2026 }))
      .when(close, { ...handed, now })
      .thenRefuses('ILLEGAL_TRANSITION'));
  it('needs a cycle', () =>
    given()
      .when(close, { ...handed, now })
      .thenRefuses('CYCLE_NOT_FOUND'));
});
