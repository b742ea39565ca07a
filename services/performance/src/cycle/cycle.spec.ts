import { cycleClosed, cycleOpened } from '@jejak/contracts/performance';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { cycle, type CycleGiven } from './cycle.decider';

const { given } = specFor(cycle);
const cycleId = '0198c1a2-0000-7000-8000-000000000001';
const handed: CycleGiven = {
  calendar: { zone: 'Asia/Jakarta', holidays: [] },
  inForce: ['perf.cap@1', 'perf.result@1'],
  pendingPlans: 0,
  pendingObjections: 0,
};
const opened = cycleOpened(
  { cycleId, year: 2026, pinnedPolicies: ['perf.cap@1', 'perf.result@1'] },
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

describe('CloseCycle', () => {
  const now = '2027-03-01T02:00:00.000Z';
  it('locks the year', () =>
    given(opened)
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
