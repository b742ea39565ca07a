import {
  periodAcknowledged,
  periodicEvaluationOverdue,
  periodOpened,
  periodRated,
  periodSelfReported,
} from '@jejak/contracts/performance';
import type { Moment } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { at, calendar, E1, eventId, PLAN, STRANGER, SUP1, UNIT } from '../../test/nurse';
import { period, type PeriodCommand, type PeriodGiven } from './period.decider';

const { given } = specFor(period);
const reads = (date: string, over: Partial<PeriodGiven> = {}, time?: string): PeriodGiven & Moment => ({
  ...{ now: at(date, time), calendar, cycle: 'OPEN', supervisorId: SUP1, dialogues: 1, minDialogues: 1 },
  ...over,
});
const periodicId = eventId(90);
const about = { subject: E1 };
const q1 = {
  ...{
    periodicId,
    planId: PLAN,
    employeeId: E1,
    unitId: UNIT,
    period: '2026-Q1',
    from: '2026-01-01',
    to: '2026-03-31',
  },
  ...{ selfReportBy: '2026-04-05', rateBy: '2026-04-10', overdueAt: '2026-04-10T17:00:00.000Z' },
};
const opened = periodOpened(q1, { ...about, effective: '2026-03-31' });
const report: PeriodCommand = { type: 'SelfReportPeriod', by: E1, text: 'Tiga ratus tiga puluh anak.' };
const reported = periodSelfReported({ periodicId, text: 'Tiga ratus tiga puluh anak.' }, about);
const rate: PeriodCommand = {
  ...{ type: 'RatePeriod', by: SUP1, resultRating: 'ABOVE', behaviourRating: 'MEETS' },
  ...{ behaviourNotes: 'Ramah.', next: ['Dua desa terpencil.'] },
};
const rated = periodRated(
  {
    ...{ periodicId, period: '2026-Q1', ratedBy: SUP1, resultRating: 'ABOVE', behaviourRating: 'MEETS' },
    ...{
      predicate: 'BAIK',
      regulation: 'PermenPANRB 6/2022',
      behaviourNotes: 'Ramah.',
      next: 'Dua desa terpencil.',
    },
  },
  about,
);

describe('the evaluation of a period', () => {
  it('opens once', () => {
    given()
      .when({ type: 'OpenPeriod', ...q1 }, reads('2026-04-01'))
      .thenRecords(opened);
    given(opened)
      .when({ type: 'OpenPeriod', ...q1 }, reads('2026-04-01'))
      .thenRecords();
  });
  it('hears the employee first', () => {
    given(opened).when(report, reads('2026-04-03')).thenRecords(reported);
    given(opened)
      .when({ ...report, by: SUP1 }, reads('2026-04-03'))
      .thenRefuses('NOT_RELATED');
    given(opened, reported).when(report, reads('2026-04-03')).thenRefuses('ILLEGAL_TRANSITION');
    given().when(report, reads('2026-04-03')).thenRefuses('PERIOD_NOT_FOUND');
  });
  it('is rated after the report, or when the day for it is over', () => {
    given(opened, reported).when(rate, reads('2026-04-03')).thenRecords(rated);
    given(opened)
      .when(rate, reads('2026-04-05', {}, '23:59:59.999'))
      .thenRefuses('ILLEGAL_TRANSITION');
    given(opened)
      .when(rate, reads('2026-04-06', {}, '00:00:00.000'))
      .thenRecords(rated);
  });
  it('rests on a dialogue', () =>
    given(opened, reported)
      .when(rate, reads('2026-04-08', { dialogues: 0 }))
      .thenRefuses('NO_DIALOGUE'));
  it('is the supervisor’s of that day, never one’s own, and given once', () => {
    given(opened, reported)
      .when({ ...rate, by: STRANGER }, reads('2026-04-08'))
      .thenRefuses('NOT_RELATED');
    given(opened, reported)
      .when({ ...rate, by: E1 }, reads('2026-04-08', { supervisorId: E1 }))
      .thenRefuses('SOD_VIOLATION');
    given(opened, reported, rated).when(rate, reads('2026-04-08')).thenRefuses('ILLEGAL_TRANSITION');
  });
  it('is overdue after 10 days, and can still be given', () => {
    const mark: PeriodCommand = { type: 'MarkPeriodOverdue' };
    const overdue = periodicEvaluationOverdue({ periodicId, rateBy: '2026-04-10' }, about);
    given(opened)
      .when(mark, reads('2026-04-11', {}, '00:00:00.000'))
      .thenRecords(overdue);
    given(opened)
      .when(mark, reads('2026-04-10', {}, '23:59:59.999'))
      .thenRefuses('ILLEGAL_TRANSITION');
    given(opened, reported, rated).when(mark, reads('2026-04-11')).thenRecords();
    given(opened, overdue).when(mark, reads('2026-04-12')).thenRecords();
    given(opened, overdue)
      .when(rate, reads('2026-04-12'))
      .thenFacts(([fact]) => expect(fact.type).toBe('PeriodRated'));
  });
  it('is acknowledged by the employee', () => {
    const acknowledge: PeriodCommand = { type: 'AcknowledgePeriod', by: E1, agree: false };
    given(opened, reported, rated)
      .when(acknowledge, reads('2026-04-12'))
      .thenRecords(periodAcknowledged({ periodicId, agree: false }, about));
    given(opened, reported, rated)
      .when({ ...acknowledge, by: SUP1 }, reads('2026-04-12'))
      .thenRefuses('NOT_RELATED');
    given(opened, reported).when(acknowledge, reads('2026-04-12')).thenRefuses('ILLEGAL_TRANSITION');
  });
  it('stays as it is once its year is closed', () => {
    const closed = reads('2027-02-20', { cycle: 'CLOSED' });
    given(opened).when(report, closed).thenRefuses('PERIOD_LOCKED');
    given(opened, reported).when(rate, closed).thenRefuses('PERIOD_LOCKED');
    given(opened, reported, rated)
      .when({ type: 'AcknowledgePeriod', by: E1, agree: true }, closed)
      .thenRefuses('PERIOD_LOCKED');
    // The clock of the duty goes on.
    given(opened)
      .when({ type: 'MarkPeriodOverdue' }, closed)
      .thenFacts(([fact]) => expect(fact.type).toBe('PeriodicEvaluationOverdue'));
  });
});
