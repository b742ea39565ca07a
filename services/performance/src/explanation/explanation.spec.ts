import {
  feedbackGiven,
  measurementCorrected,
  measurementIngested,
  measurementRejected,
  measurementVerified,
  progressReported,
} from '@jejak/contracts/performance';
import type { DomainEvent, Recorded } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { after, command, decision, readings, reads, type Step, untilHearing } from '../../test/appraised';
import {
  at,
  behaviourRatings,
  E1,
  EVALUATION,
  evaluationRules,
  eventId,
  indicators,
  measurementId,
  PINNED,
  PLAN,
  SUP2,
  UNIT,
  V1,
} from '../../test/nurse';
import { recorded } from '@jejak/testing/recorded';
import { FORMULA_KEYS, inputsSha256, pinnedOf } from '../evaluation/formula-inputs';
import { correct, type Reading } from '../evaluation/recommendation';
import type { MeasurementEvent } from '../measurement/measurement.state';
import { explain, type ExplainedFrom } from './explanation';

/** Facts as the log has them, each of its own day. */
const on = <Event extends DomainEvent>(facts: readonly Recorded<Event>[], days: readonly string[]) =>
  facts.map((fact, index) => ({ ...fact, envelope: { ...fact.envelope, at: at(days[index]) } }));

const evaluationOf = (...steps: readonly Step[]) => {
  const days = steps.flatMap((step, index) => {
    const before = after(...steps.slice(0, index)).length;
    const now = step[1].now.slice(0, 10);
    return Array<string>(after(...steps.slice(0, index + 1)).length - before).fill(now);
  });
  return on(recorded('performance', `evaluation-${EVALUATION}`, after(...steps)), days);
};

const amountOf = (
  { measurementId: id, indicatorId, quantity, from, to }: Reading,
  index: number,
): Recorded<MeasurementEvent>[] => {
  const said = { measurementId: id, indicatorId, quantity, from, to, unitId: UNIT };
  const reported = progressReported({ ...said, planId: PLAN, employeeId: E1, channel: 'WEB' });
  const facts: MeasurementEvent[] =
    index > 4
      ? [
          measurementIngested({
            ...{ ...said, employeeId: E1, source: 'SYSTEM', evidenceSha256: null },
            ...{ sourceId: null, sourceVersion: null },
          }),
        ]
      : index === 4
        ? [
            reported,
            measurementRejected(
              { measurementId: id, rejectedBy: V1, code: 'SOURCE_MISSING', quantity },
              { reason: { code: 'REJECTION', text: 'Register sumber tidak ditemukan.' } },
            ),
            measurementCorrected(
              {
                ...{ measurementId: id, correctsEventId: eventId(1), correctedBy: SUP2, quantity: '60' },
                ...{ evaluationId: EVALUATION, oldStatus: 'REJECTED', old: '0', new: '60' },
              },
              { reason: { code: 'OBJECTION', text: decision } },
            ),
          ]
        : [reported, measurementVerified({ measurementId: id, verifiedBy: V1, method: 'SAMPLE', quantity })];
  return on(recorded('performance', `measurement-${id}`, facts), ['2026-12-30', '2026-12-30', '2027-02-05']);
};

const policies = pinnedOf(FORMULA_KEYS, PINNED);
const hashOf = (of: readonly Reading[]) =>
  inputsSha256({
    ...{ indicators: indicators('1200'), readings: of, policies, organisation: 'not-head' },
    evaluation: {
      behaviour: { evaluationId: EVALUATION, ratedBy: SUP2, ratings: behaviourRatings, mean: '2.7143' },
      interview: {
        ...{ evaluationId: EVALUATION, heldBy: SUP2, agreedSummary: null, mean: '4.4000' },
        rubric: [...command.interview.rubric],
      },
      citizen: { evaluationId: EVALUATION, index: '90.00', n: 40 },
    },
  });

const steps = untilHearing.map(([asked, given]): Step =>
  asked.type === 'ComputeRecommendation'
    ? [asked, { ...given, inputsSha256: hashOf(readings) }]
    : [asked, given],
);
const decided: Step = [
  command.decide,
  reads('2027-02-05', { inputsSha256: hashOf(correct(readings, command.decide.corrections)) }),
];
const feedback = recorded(
  'performance',
  'feedback-x',
  behaviourRatings.flatMap(({ value, feedbackRefs }) =>
    feedbackRefs.map((feedbackId) =>
      feedbackGiven({
        ...{ feedbackId, from: V1, to: E1, value, indicatorId: null, kind: 'APPRECIATE' },
        ...{ behaviour: 'b', effect: 'e', suggestion: 's', anonymousToSubject: true },
      }),
    ),
  ),
);

const from = (recommendation: number, over: Partial<ExplainedFrom> = {}): ExplainedFrom => ({
  ...{ evaluation: evaluationOf(...steps, decided), recommendation, feedback, organisation: 'not-head' },
  plan: { indicators: indicators('1200'), planVersion: 1, pinnedPolicies: PINNED, facts: [] },
  ...{ amounts: readings.map(amountOf), rules: evaluationRules, own: false, ...over },
});

describe('which facts made this number', () => {
  it('gives 108.8149 again, from the facts as they stood before the objection', () => {
    const found = explain(from(1));
    expect(found?.recomputed).toEqual({
      ...{ agrees: true, sameInputs: true, composite: '108.8149', differences: [] },
    });
    expect(found?.result).toMatchObject({
      ...{ rating: 'MEETS', thresholds: { above: '110', meets: '90' }, policy: 'perf.result@1' },
    });
    // 0.7 × 107.5927 + 22.5 + 11
    expect(found?.methods.map(({ contribution }) => contribution)).toEqual(['75.3149', '22.5000', '11.0000']);
    // 46 would be 40 × 115; here 40 × 110 = 44
    expect(found?.indicators.map(({ contribution }) => contribution)).toEqual([
      ...['44.0000', '23.0000', '20.7927', '19.8000'],
    ]);
    const december = found?.indicators[0].amounts.at(-1);
    expect(december).toMatchObject({ status: 'REJECTED', counted: false, quantity: '60' });
    expect(december?.facts).toMatchObject([
      { type: 'ProgressReported', who: E1 },
      { type: 'MeasurementRejected', who: V1, reason: { code: 'REJECTION' } },
    ]);
    expect(december?.since).toMatchObject([{ type: 'MeasurementCorrected', who: SUP2 }]);
  });

  it('gives 110.2149 again, with the sixty that the decision corrects', () => {
    const found = explain(from(2));
    expect(found?.recomputed).toEqual({
      ...{ agrees: true, sameInputs: true, composite: '110.2149', differences: [] },
    });
    expect(found?.predicate).toMatchObject({ recommended: 'SANGAT_BAIK', resultRating: 'ABOVE' });
    expect(found?.indicators[0]).toMatchObject({ actual: '1380.0000', realisation: '115.0000' });
    expect(found?.indicators[0].amounts.at(-1)).toMatchObject({ status: 'CORRECTED', counted: true });
    expect(found?.decisions).toMatchObject({
      rating: { predicate: 'BAIK', deviation: null },
      objection: { decided: { outcome: 'UPHELD', newPredicate: 'SANGAT_BAIK' } },
      final: { evaluationVersion: 2 },
    });
  });

  it('shows the seven values with their feedback, and keeps from the employee whose it is', () => {
    const shown = (own: boolean) => explain(from(1, { own }))?.behaviour.values[0];
    expect(shown(false)).toMatchObject({
      ...{ rating: 'ABOVE', points: 3 },
      feedback: [{ kind: 'APPRECIATE', fact: { actor: 'performance' } }],
    });
    expect(shown(true)?.feedback[0].fact).toMatchObject({ actor: null, role: null, who: null });
  });

  it('says so where the facts shown give another number, or none', () => {
    const changed = from(1).amounts.map((history) =>
      history.map((fact) =>
        fact.type === 'ProgressReported' && fact.data.measurementId === measurementId(1)
          ? { ...fact, data: { ...fact.data, quantity: '331' } }
          : fact,
      ),
    );
    expect(explain(from(1, { amounts: changed }))?.recomputed).toEqual({
      ...{ agrees: false, sameInputs: false, composite: '108.8382' },
      differences: ['composite', 'indicatorScore', 'indicatorScores', 'methodScores'],
    });
    expect(explain(from(1, { amounts: [] }))?.recomputed).toMatchObject({
      ...{ agrees: false, composite: null, differences: ['UNVERIFIED_DATA'] },
    });
  });

  it('has nothing to say of a number that was never computed', () => expect(explain(from(3))).toBeNull());
});
