import type { Decider, DomainEvent, Moment } from '@jejak/kernel';
import { DomainError, naturalId } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { command, evidence, readings as yearOf, reads } from '../test/appraised';
import {
  at,
  calendar,
  cycleRules,
  E1,
  EVALUATION,
  eventId,
  expectations,
  indicators,
  measurementId,
  past,
  PINNED,
  PLAN,
  planRules,
  POSITION,
  SUP1,
  SUP2,
  UNIT,
  V1,
  UNIT_RESULT,
} from '../test/nurse';
import { cycle } from './cycle/cycle.decider';
import { evaluation } from './evaluation/evaluation.decider';
import type { Reading } from './evaluation/recommendation';
import {
  type Measurement,
  measurement,
  type MeasurementCommand,
  type MeasurementEvent,
  type MeasurementGiven,
} from './measurement/measurement.decider';
import { plan } from './plan/plan.decider';
import type { PlanCommand, PlanGiven } from './plan/plan.state';

/** One stream: what was asked of it so far, and what it said. */
class Stream<Command extends { type: string }, Event extends DomainEvent, State, Given> {
  private facts: Event[] = [];
  constructor(private readonly decider: Decider<Command, Event, State, Given>) {}

  get state(): State {
    return this.facts.reduce((state, fact) => this.decider.evolve(state, fact), this.decider.initial);
  }

  /** @returns the names of the facts recorded, or the code of the refusal */
  ask(asked: Command, given: Given & Moment): string {
    try {
      const facts = this.decider.decide(asked, this.state, given);
      this.facts = [...this.facts, ...facts];
      return facts.map(({ type }) => type).join(' ');
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  }

  last<Name extends Event['type']>(name: Name): Extract<Event, { readonly type: Name }>['data'] {
    const found = this.facts.findLast(({ type }) => type === name);
    if (!found) throw new Error(`no ${name}`);
    // Found by its name.
    return found.data;
  }
}

type MeasurementStream = Stream<MeasurementCommand, MeasurementEvent, Measurement, MeasurementGiven>;

/** Domain.md 15, steps 3–6, 23, 34–37 and 39–41: the facts of one stream are what the next decision reads. */
describe('a year of E-1', () => {
  const year = new Stream(cycle);
  const skp = new Stream(plan);
  const measurements = new Map<string, MeasurementStream>();
  const file = new Stream(evaluation);

  const planReads = (date: string): PlanGiven & Moment => ({
    now: at(date),
    ...{ calendar, rules: planRules, past, cycle: 'OPEN', supervisorId: SUP1, superiorId: SUP2 },
    ...{ unitResults: [UNIT_RESULT], agreedOn: null, excepted: false, missed: [] },
    position: {
      ...{ position: POSITION, unitId: UNIT, from: '2019-04-01' },
      ...{ periodStart: '2026-01-01', periodEnd: '2026-12-31' },
    },
  });
  const agreed = () => {
    const { state } = skp;
    if (state.status === 'absent') throw new Error('no plan');
    return state;
  };
  const measurementReads = (date: string): MeasurementGiven & Moment => ({
    ...{ now: at(date), calendar, cycle: 'OPEN', plan: agreed(), supervisorId: SUP1, steward: true },
    ...{ reasonMinimum: 20, correctsEventId: eventId(5), delivery: null },
  });
  const measure = (n: number) => {
    const id = measurementId(n);
    const stream = measurements.get(id) ?? new Stream(measurement);
    measurements.set(id, stream);
    return stream;
  };
  const report = (n: number, quantity: string, from: string, to: string, on: string) =>
    measure(n).ask(
      {
        ...{
          type: 'ReportProgress',
          by: E1,
          measurementId: measurementId(n),
          planId: PLAN,
          indicatorId: 'I-1',
        },
        ...{ quantity, from, to, channel: 'WEB', evidence },
      },
      measurementReads(on),
    );
  const verify = (n: number, on: string, by = V1) =>
    measure(n).ask({ type: 'VerifyMeasurement', by, method: 'REGISTER_CHECK' }, measurementReads(on));
  /** What the service would read for the evaluation: the streams of I-1, and the year's figures of the others. */
  const evaluationReads = (date: string) => {
    const own = [...measurements.values()].map((stream) => stream.state as Reading);
    const { planId, employeeId, position, unitId, periodStart, periodEnd, pinnedPolicies, status } = agreed();
    return reads(date, {
      readings: [...own, ...yearOf.filter(({ indicatorId }) => indicatorId !== 'I-1')],
      plan: {
        ...{
          status,
          planId,
          employeeId,
          position,
          unitId,
          periodStart,
          periodEnd,
          pinnedPolicies,
          year: 2026,
        },
        indicators: agreed().indicators,
      },
    });
  };

  it('3 · the cycle opens, not before its year', () => {
    const open = { type: 'OpenCycle', cycleId: naturalId('cycle', '2026'), year: 2026 } as const;
    const handed = {
      calendar,
      rules: cycleRules,
      inForce: PINNED,
      pendingPlans: 0,
      pendingObjections: 0,
      pendingEvaluations: 0,
    };
    expect(year.ask(open, { ...handed, now: at('2025-12-31') })).toBe('POLICY_MISSING');
    expect(year.ask(open, { ...handed, now: at('2026-01-05') })).toBe('CycleOpened');
    expect(year.last('CycleOpened').pinnedPolicies).toContain('perf.result@1');
  });

  it('4 · the plan is submitted, and I-1 flagged: 1 500 of 1 063.3333 is 1.4107', () => {
    const draft: PlanCommand = {
      ...{ type: 'DraftPlan', by: E1, planId: PLAN, employeeId: E1, year: 2026 },
      ...{ indicators: indicators('1500'), ...expectations },
    };
    expect(skp.ask(draft, planReads('2026-01-12'))).toBe('PlanDrafted');
    expect(skp.ask({ type: 'SubmitPlan', by: E1 }, planReads('2026-01-12'))).toBe(
      'PlanSubmitted TargetRealismChecked TargetFlaggedUnrealistic',
    );
    expect(skp.last('TargetFlaggedUnrealistic')).toMatchObject({
      ...{ indicatorId: 'I-1', baseline: '1063.3333', ratio: '1.4107', maxStretch: '1.25' },
    });
  });

  it('5 and 6 · it is agreed after the target is reviewed, before 31 January', () => {
    const agree = { type: 'AgreePlan', by: SUP1 } as const;
    expect(skp.ask(agree, planReads('2026-01-13'))).toBe('TARGET_UNREALISTIC_UNREVIEWED');
    const review: PlanCommand = {
      ...{ type: 'ReviewTarget', by: SUP1, indicatorId: 'I-1', target: '1200', support: [] },
      reason: 'Kapasitas rantai dingin hanya untuk seribu dua ratus anak.',
    };
    expect(skp.ask(review, planReads('2026-01-20'))).toBe('TargetAdjusted');
    expect(skp.last('TargetAdjusted')).toMatchObject({ old: '1500', new: '1200', ratio: '1.1285' });
    expect(skp.ask(agree, planReads('2026-01-20'))).toBe('PlanAgreed');
    expect(skp.last('PlanAgreed').pinnedPolicies).toContain('perf.result@1');
  });

  it('23 · 330 children are reported by E-1 and verified by somebody else', () => {
    expect(report(1, '330', '2026-01-01', '2026-03-31', '2026-04-08')).toBe('ProgressReported');
    expect(verify(1, '2026-04-08', E1)).toBe('SOD_VIOLATION');
    expect(verify(1, '2026-04-08')).toBe('MeasurementVerified');
    for (const [n, quantity, from, to, on] of [
      [2, '345', '2026-04-01', '2026-06-30', '2026-07-02'],
      [3, '350', '2026-07-01', '2026-09-30', '2026-10-02'],
    ] as const) {
      expect(report(n, quantity, from, to, on)).toBe('ProgressReported');
      expect(verify(n, on)).toBe('MeasurementVerified');
    }
  });

  it('34 · of the last quarter 295 are verified and 60 rejected', () => {
    expect(report(4, '295', '2026-10-01', '2026-11-30', '2026-12-30')).toBe('ProgressReported');
    expect(report(5, '60', '2026-12-01', '2026-12-29', '2026-12-30')).toBe('ProgressReported');
    expect(verify(4, '2026-12-30')).toBe('MeasurementVerified');
    const reject: MeasurementCommand = {
      ...{ type: 'RejectMeasurement', by: V1, code: 'SOURCE_MISSING' },
      reason: 'Register sumber tidak ditemukan.',
    };
    expect(measure(5).ask(reject, measurementReads('2026-12-30'))).toBe('MeasurementRejected');
  });

  it('35 · the recommendation is Baik: composite 108.8149', () => {
    expect(file.ask(command.open, evaluationReads('2027-01-01'))).toBe('EvaluationOpened');
    for (const step of [command.interview, command.behaviour, command.citizens, command.recommend])
      file.ask(step, evaluationReads('2027-01-11'));
    expect(file.last('RatingRecommended')).toMatchObject({
      ...{ indicatorScore: '107.5927', composite: '108.8149', resultRating: 'MEETS' },
      ...{ behaviourMean: '2.7143', behaviourRating: 'ABOVE', predicate: 'BAIK' },
    });
    expect(file.last('RatingRecommended').policyRefs).toContain('perf.result@1');
  });

  it('36 and 37 · rated and delivered on 13 January, contested on the 22nd, too late on the 28th', () => {
    expect(file.ask(command.rate, evaluationReads('2027-01-12'))).toBe('AnnualRated');
    expect(file.ask(command.deliver, evaluationReads('2027-01-13'))).toBe('EvaluationDelivered');
    expect(file.last('EvaluationDelivered').objectBy).toBe('2027-01-27');
    expect(file.ask(command.object, evaluationReads('2027-01-28'))).toBe('OBJECTION_WINDOW_CLOSED');
    expect(file.ask(command.object, evaluationReads('2027-01-22'))).toBe('EvaluationObjected');
    expect(file.last('EvaluationObjected').decideBy).toBe('2027-02-12');
  });

  it('39 and 40 · the rater does not decide, nor the superior before hearing both', () => {
    expect(file.ask({ ...command.decide, by: SUP1 }, evaluationReads('2027-01-25'))).toBe('SOD_VIOLATION');
    expect(file.ask(command.decide, evaluationReads('2027-01-28'))).toBe('BOTH_SIDES_REQUIRED');
    const hear = { ...command.hear, witnesses: [V1] };
    expect(file.ask(hear, evaluationReads('2027-01-29'))).toBe('ObjectionHearingHeld');
  });

  it('41 · upheld: 60 count, composite 110.2149, Sangat Baik, version 2', () => {
    expect(file.ask(command.decide, evaluationReads('2027-02-05'))).toBe(
      'RatingRecommended ObjectionDecided EvaluationFinalised',
    );
    const correct: MeasurementCommand = {
      ...{ type: 'CorrectMeasurement', by: SUP2, evaluationId: EVALUATION, quantity: '60' },
      reason: command.decide.reason,
    };
    expect(measure(5).ask(correct, measurementReads('2027-02-05'))).toBe('MeasurementCorrected');
    expect(file.last('RatingRecommended').indicatorScores[0]).toMatchObject({
      ...{ actual: '1380.0000', realisation: '115.0000' },
    });
    expect(file.last('EvaluationFinalised')).toMatchObject({
      ...{ evaluationVersion: 2, composite: '110.2149', resultRating: 'ABOVE', predicate: 'SANGAT_BAIK' },
    });
  });
});
