import {
  type PlanWarning,
  trainingPlanApproved,
  trainingPlanDrafted,
  trainingPlanReported,
} from '@jejak/contracts/training';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { calendar, HR1, PPK, some } from '../../test/people';
import {
  catalogueGaps,
  trainingPlan,
  type TrainingPlanCommand,
  type TrainingPlanGiven,
} from './training-plan.decider';

const { given } = specFor(trainingPlan);
const [TECHNICAL, LEADERSHIP, ETHICS] = [some(1), some(2), some(3)];
const kinds = { [TECHNICAL]: 'TECHNICAL', [LEADERSHIP]: 'LEADERSHIP', [ETHICS]: 'ETHICS' } as const;
const reads: TrainingPlanGiven = {
  ...{ calendar, kinds, belowRight: 0, offersPerYear: 2, publicationDays: 31 },
  realised: {
    seatsTaken: 36,
    passed: 35,
    spentIdr: 9_000_000,
    held: { TECHNICAL: 2, LEADERSHIP: 2, ETHICS: 1 },
  },
};
const line = (programmeId: string) => ({ programmeId, sessions: 2, seats: 40, costPerSeatIdr: 250_000 });
const draft = (over: object = {}): TrainingPlanCommand => ({
  ...{ type: 'DraftPlan', by: HR1, planId: some(9), year: 2026, budgetIdr: 30_000_000 },
  lines: [line(ETHICS), line(TECHNICAL), line(LEADERSHIP)],
  ...over,
});
// 3 × 40 × 250 000 = 30 000 000.
const drafted = (over: object = {}) =>
  trainingPlanDrafted({
    ...{ planId: some(9), year: 2026, budgetIdr: 30_000_000, costIdr: 30_000_000, draftedBy: HR1 },
    lines: [
      { ...line(TECHNICAL), kind: 'TECHNICAL' },
      { ...line(LEADERSHIP), kind: 'LEADERSHIP' },
      { ...line(ETHICS), kind: 'ETHICS' },
    ],
    ...{ warnings: [], belowRight: 0 },
    ...over,
  });
const approved = (warnings: PlanWarning[] = [], belowRight = 0) =>
  trainingPlanApproved({
    ...{ planId: some(9), year: 2026, budgetIdr: 30_000_000, seats: 120, warnings, belowRight },
    reportDueAt: '2026-12-31T17:00:00.000Z',
  });

describe('DraftPlan', () => {
  it('fits the budget to the last rupiah', () => given().when(draft(), reads).thenRecords(drafted()));
  it('is refused one rupiah above', () =>
    given()
      .when(draft({ budgetIdr: 29_999_999 }), reads)
      .thenRefuses('BUDGET_EXCEEDED', { params: { cost: 30_000_000, budget: 29_999_999 } }));
  it('may be written again', () => given(drafted()).when(draft(), reads).thenRecords(drafted()));
  it('warns of rights that it does not serve, and of a catalogue with gaps', () => {
    given()
      .when(draft(), { ...reads, belowRight: 3 })
      .thenRecords(drafted({ warnings: ['JP_BELOW_RIGHT'], belowRight: 3 }));
    given()
      .when(draft(), { ...reads, offersPerYear: 3 })
      .thenRecords(drafted({ warnings: ['CATALOGUE_INCOMPLETE'] }));
  });
  it('is of programmes that exist', () =>
    given()
      .when(draft({ lines: [line(some(7))] }), reads)
      .thenRefuses('PROGRAMME_NOT_FOUND'));
  it('ends with the approval', () =>
    given(drafted(), approved()).when(draft(), reads).thenRefuses('ILLEGAL_TRANSITION'));
});

describe('ApprovePlan', () => {
  const approve = { type: 'ApprovePlan', by: PPK } as const;
  it('is by somebody else than who drafted it', () => {
    given(drafted()).when(approve, reads).thenRecords(approved());
    given(drafted())
      .when({ ...approve, by: HR1 }, reads)
      .thenRefuses('SOD_VIOLATION');
  });
  it('warns, and goes on', () =>
    given(drafted())
      .when(approve, { ...reads, belowRight: 2 })
      .thenRecords(approved(['JP_BELOW_RIGHT'], 2)));
  it('happens once, of a plan', () => {
    given(drafted(), approved()).when(approve, reads).thenRefuses('ILLEGAL_TRANSITION');
    given().when(approve, reads).thenRefuses('TRAINING_PLAN_NOT_FOUND');
  });
});

describe('the report', () => {
  const report = { type: 'ReportPlan' } as const;
  const reportedWith = (published: object) =>
    trainingPlanReported(
      {
        ...{ planId: some(9), year: 2026, seatsPlanned: 120, seatsTaken: 36, passed: 35 },
        ...{ budgetIdr: 30_000_000, spentIdr: 9_000_000, catalogueMissing: ['ETHICS'], ...published },
      },
      { effective: '2026-12-31' },
    );
  // 31 days after 31 December end with 31 January, by the clock in Jakarta.
  const reported = reportedWith({ publishAt: '2027-01-31T17:00:00.000Z' });
  it('says what became of an approved plan, once', () => {
    given(drafted(), approved()).when(report, reads).thenRecords(reported);
    given(drafted(), approved(), reported).when(report, reads).thenRecords();
    given(drafted()).when(report, reads).thenRecords();
    given(drafted(), approved())
      .when(report, { ...reads, publicationDays: null })
      .thenRecords(reportedWith({}));
  });
});

describe('the periodic catalogue', () => {
  it('offers technical, leadership and ethics twice a year each', () => {
    expect(catalogueGaps({ TECHNICAL: 2, LEADERSHIP: 1, DIGITAL: 9 }, 2)).toEqual(['LEADERSHIP', 'ETHICS']);
    expect(catalogueGaps({ TECHNICAL: 2, LEADERSHIP: 2, ETHICS: 2 }, 2)).toEqual([]);
  });
});
