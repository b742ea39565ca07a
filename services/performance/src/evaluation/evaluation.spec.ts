import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import {
  after,
  behaved,
  command,
  data,
  evidence,
  interviewed,
  names,
  opened,
  prepared,
  rated,
  readings,
  reads,
  recommended,
  type Step,
  surveyed,
} from '../../test/appraised';
import { behaviourRatings, E1, feedbackId, STRANGER, SUP1, SUP2 } from '../../test/nurse';
import { evaluation } from './evaluation.decider';

const { given } = specFor(evaluation);

describe('OpenEvaluation', () => {
  it('opens after the period, under the plan’s policies', () => {
    const fact = data(after(opened), 'EvaluationOpened');
    expect(fact).toMatchObject({ employeeId: E1, raterId: SUP1, periodEnd: '2026-12-31' });
    expect(fact.pinnedPolicies).toContain('perf.result@1');
  });
  it('waits for the last moment of the period in the city', () =>
    given()
      .when(command.open, reads('2026-12-31', { time: '23:59:59.999' }))
      .thenRefuses('ILLEGAL_TRANSITION'));
  it('needs an agreed plan', () => {
    const { plan } = reads('2027-01-01');
    given()
      .when(command.open, reads('2027-01-01', { plan: { ...plan, status: 'SUBMITTED' } }))
      .thenRefuses('PLAN_NOT_ACTIVE');
  });
  it('says nothing the second time', () =>
    given(...after(opened))
      .when(...opened)
      .thenRecords());
});

describe('before the recommendation', () => {
  it('an interview has a mean', () =>
    // 22 of 5 questions
    expect(data(after(opened, interviewed), 'PerformanceInterviewHeld').mean).toBe('4.4000'));
  it('an interview without the employee is none', () =>
    given(...after(opened))
      .when({ ...command.interview, employeePresent: false }, reads('2027-01-11'))
      .thenRefuses('RULE_VIOLATED', { rule: 'evaluation.employee-absent' }));
  it('behaviour has a mean of the seven values', () =>
    expect(data(after(opened, behaved), 'BehaviourRated').mean).toBe('2.7143'));
  it('a value that is not MEETS rests on feedback about this employee and this value', () => {
    const facts = after(opened);
    const without = behaviourRatings.map((line) => ({ ...line, feedbackRefs: [] }));
    const { feedback } = reads('2027-01-11');
    const [first] = behaviourRatings;
    const rate = (over: Partial<typeof feedback>) =>
      given(...facts).when(
        command.behaviour,
        reads('2027-01-11', { feedback: { ...feedback, ...over } as typeof feedback }),
      );
    given(...facts)
      .when({ ...command.behaviour, ratings: without }, reads('2027-01-11'))
      .thenRefuses('BEHAVIOUR_EVIDENCE_REQUIRED');
    given(...facts)
      .when(command.behaviour, reads('2027-01-11', { feedback: {} }))
      .thenRefuses('BEHAVIOUR_EVIDENCE_REQUIRED');
    rate({ [feedbackId(0)]: { to: STRANGER, value: first.value } }).thenRefuses(
      'BEHAVIOUR_EVIDENCE_REQUIRED',
    );
    rate({ [feedbackId(0)]: { to: E1, value: 'LOYAL' } }).thenRefuses('BEHAVIOUR_EVIDENCE_REQUIRED');
    rate({ [feedbackId(0)]: { to: E1, value: null } }).thenFacts((events) => expect(events).toHaveLength(1));
  });
  it('all seven values are rated', () =>
    given(...after(opened))
      .when({ ...command.behaviour, ratings: behaviourRatings.slice(1) }, reads('2027-01-11'))
      .thenRefuses('RULE_VIOLATED', { rule: 'evaluation.seven-values' }));
  it('is the supervisor’s, never one’s own', () => {
    for (const act of [command.interview, command.behaviour]) {
      given(...after(opened))
        .when({ ...act, by: STRANGER }, reads('2027-01-11'))
        .thenRefuses('NOT_RELATED');
      given(...after(opened))
        .when(
          { ...act, by: E1 },
          reads('2027-01-11', { relation: { supervisorId: E1, since: '2020-01-01' } }),
        )
        .thenRefuses('SOD_VIOLATION');
    }
  });
  it('is recorded until the rating, which waits then for another recommendation', () => {
    const acts = [
      [command.interview, 'PerformanceInterviewHeld'],
      [command.behaviour, 'BehaviourRated'],
    ] as const;
    for (const [act, fact] of acts) {
      const step = [act, reads('2027-01-12')] as const;
      given(...after(...prepared, recommended))
        .when(...step)
        .thenFacts((facts) => expect(names(facts)).toBe(fact));
      given(...after(...prepared, recommended, step))
        .when(...rated)
        .thenRefuses('EVALUATION_NOT_OPEN');
      const again = [command.recommend, reads('2027-01-12')] as const;
      given(...after(...prepared, recommended, step, again))
        .when(...rated)
        .thenFacts((facts) => expect(names(facts)).toBe('AnnualRated'));
    }
    for (const act of [command.interview, command.behaviour, command.citizens])
      given(...after(...prepared, recommended, rated))
        .when(act, reads('2027-01-12'))
        .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('the employee may say how the year was, until it is rated', () => {
    const assess = {
      ...({ type: 'SelfAssess', by: E1, text: 'Cakupan naik di setiap triwulan.' } as const),
      indicators: [{ indicatorId: 'I-1', rating: 'ABOVE' }] as const,
    };
    given(...after(opened))
      .when(assess, reads('2027-01-02'))
      .thenFacts((facts) => expect(names(facts)).toBe('SelfAssessed'));
    given(...after(opened))
      .when({ ...assess, by: SUP1 }, reads('2027-01-02'))
      .thenRefuses('NOT_RELATED');
    given(...after(...prepared, recommended, rated))
      .when(assess, reads('2027-01-05'))
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...after(opened))
      .when({ ...assess, indicators: [{ indicatorId: 'I-9', rating: 'ABOVE' }] }, reads('2027-01-02'))
      .thenRefuses('INDICATOR_NOT_FOUND');
  });
  it('has five days for it, to their last moment', () => {
    const assess = { type: 'SelfAssess', by: E1, text: 'Cakupan naik.', indicators: [] } as const;
    given(...after(opened))
      .when(assess, reads('2027-01-05', { time: '23:59:59.999' }))
      .thenFacts(([fact]) => expect(fact.data).not.toHaveProperty('indicators'));
    given(...after(opened))
      .when(assess, reads('2027-01-06', { time: '00:00:00.000' }))
      .thenRefuses('DEADLINE_PASSED');
    // Opened late, on 3 March: to the seventh.
    expect(data(after([command.open, reads('2027-03-03')]), 'EvaluationOpened').selfAssessBy).toBe(
      '2027-03-07',
    );
  });
  it('needs an evaluation', () =>
    given()
      .when(...behaved)
      .thenRefuses('EVALUATION_NOT_FOUND'));
});

describe('ComputeRecommendation', () => {
  it('is the worked example of domain.md 5.4', () => {
    const found = data(after(...prepared, recommended), 'RatingRecommended');
    expect(found.indicatorScores.map(({ actual, realisation }) => [actual, realisation])).toEqual([
      ['1320.0000', '110.0000'],
      ['2.5500', '115.0000'],
      ['85.2500', '103.9634'],
      ['97.0200', '99.0000'],
    ]);
    expect(found.methodScores).toEqual([
      { method: 'DATA', weight: '70', score: '107.5927', sample: 7 },
      { method: 'SURVEY', weight: '20', score: '112.5000', sample: 40 },
      { method: 'INTERVIEW', weight: '10', score: '110.0000', sample: 5 },
    ]);
    expect(found).toMatchObject({
      ...{ recommendation: 1, indicatorScore: '107.5927', composite: '108.8149', resultRating: 'MEETS' },
      ...{ behaviourMean: '2.7143', behaviourRating: 'ABOVE', predicate: 'BAIK', movedToData: [] },
    });
    expect(found.policyRefs).toContain('perf.result@1');
  });
  it('29 reviews are too few: their weight moves to the data; 30 are enough', () => {
    const of = (n: number) =>
      data(
        after(opened, interviewed, behaved, [{ ...command.citizens, n }, reads('2027-01-11')], recommended),
        'RatingRecommended',
      );
    expect(of(29).methodScores.map(({ weight, score }) => [weight, score])).toEqual([
      ['90', '107.5927'],
      ['0', null],
      ['10', '110.0000'],
    ]);
    expect(of(29).movedToData).toEqual(['SURVEY']);
    expect(of(30).movedToData).toEqual([]);
  });
  it('an interview that was not held is a sample of none', () =>
    expect(data(after(opened, behaved, surveyed, recommended), 'RatingRecommended')).toMatchObject({
      movedToData: ['INTERVIEW'],
      // 0.8 × 107.592683 + 0.2 × 112.5
      composite: '108.5741',
    }));
  it('waits for amounts that nobody verified, and for indicators without any', () => {
    const waiting = readings.map((reading, index) =>
      index === 0 ? { ...reading, status: 'REPORTED' as const } : reading,
    );
    given(...after(...prepared))
      .when(command.recommend, reads('2027-01-11', { readings: waiting }))
      .thenRefuses('UNVERIFIED_DATA');
    given(...after(...prepared))
      .when(command.recommend, reads('2027-01-11', { readings: readings.slice(0, 7) }))
      .thenRefuses('UNVERIFIED_DATA');
  });
  it('waits for the rating of behaviour', () =>
    given(...after(opened, surveyed))
      .when(...recommended)
      .thenRefuses('ILLEGAL_TRANSITION'));
  it('takes the result of the unit for its head', () => {
    const of = (organisation: ReturnType<typeof reads>['organisation']) =>
      given(...after(...prepared)).when(command.recommend, reads('2027-01-11', { organisation }));
    of({ result: 'ISTIMEWA' }).thenFacts((facts) =>
      expect(data(facts, 'RatingRecommended')).toMatchObject({
        resultRating: 'ABOVE',
        predicate: 'SANGAT_BAIK',
      }),
    );
    of({ result: null }).thenRefuses('RULE_VIOLATED', { rule: 'evaluation.organisation-result' });
  });
  it('can be computed again until it is rated', () => {
    given(...after(...prepared, recommended))
      .when(...recommended)
      .thenRecords();
    const others = [command.recommend, reads('2027-01-11', { inputsSha256: 'b'.repeat(64) })] as const;
    const facts = after(...prepared, recommended, others);
    expect(data(facts, 'RatingRecommended').recommendation).toBe(2);
    given(...after(...prepared, recommended, rated))
      .when(...recommended)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
});

describe('what is late', () => {
  const late = { type: 'MarkRatingOverdue' } as const;
  it('is noted when January is over, once, and decides nothing', () => {
    const facts = after(...prepared, recommended);
    given(...facts)
      .when(late, reads('2027-01-31', { time: '23:59:59.999' }))
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...facts)
      .when(late, reads('2027-02-01', { time: '00:00:00.000' }))
      .thenFacts((found) => expect(data(found, 'AnnualEvaluationOverdue').rateBy).toBe('2027-01-31'));
    given(...facts, ...after(...prepared, recommended, rated).slice(-1))
      .when(late, reads('2027-02-01'))
      .thenRecords();
  });
  it('of a part of the year: as many days after it', () => {
    const { plan } = reads('2026-04-01');
    const part = reads('2026-04-01', { plan: { ...plan, periodEnd: '2026-03-31' } });
    expect(data(after([command.open, part]), 'EvaluationOpened').rateBy).toBe('2026-05-01');
  });
});

describe('RateAnnual', () => {
  const before = after(...prepared, recommended);
  const justification = 'Membina dua puskesmas lain tanpa tambahan tenaga sepanjang tahun itu.';
  const above = { ...command.rate, resultRating: 'ABOVE', justification, evidence } as const;

  it('follows the recommendation', () =>
    given(...before)
      .when(...rated)
      .thenFacts((facts) =>
        expect(data(facts, 'AnnualRated')).toMatchObject({
          raterId: SUP1,
          predicate: 'BAIK',
          deviation: null,
        }),
      ));
  it('deviates by one step with grounds and evidence', () =>
    given(...before)
      .when(above, reads('2027-01-12'))
      .thenFacts(([fact]) => {
        expect(fact.data).toMatchObject({
          predicate: 'SANGAT_BAIK',
          deviation: { steps: 1, recommended: 'BAIK' },
        });
        expect(fact.reason).toEqual({ code: 'DEVIATION', text: justification });
      }));
  it('needs 50 characters and evidence, even where the predicate stays', () => {
    const meets = { ...command.rate, behaviourRating: 'MEETS' } as const;
    for (const rate of [meets, { ...above, justification: 'x'.repeat(49) }, { ...above, evidence: [] }])
      given(...before)
        .when(rate, reads('2027-01-12'))
        .thenRefuses('DEVIATION_UNJUSTIFIED');
    given(...before)
      .when({ ...meets, justification: 'x'.repeat(50), evidence }, reads('2027-01-12'))
      .thenFacts((facts) =>
        expect(data(facts, 'AnnualRated').deviation).toEqual({ steps: 0, recommended: 'BAIK' }),
      );
  });
  it('never goes from Baik to Sangat Kurang', () =>
    given(...before)
      .when({ ...above, resultRating: 'BELOW', behaviourRating: 'BELOW' }, reads('2027-01-12'))
      .thenRefuses('DEVIATION_TOO_LARGE'));
  it('is refused to the employee, whatever career says', () =>
    given(...before)
      .when(
        { ...command.rate, by: E1 },
        reads('2027-01-12', { relation: { supervisorId: E1, since: '2020-01-01' } }),
      )
      .thenRefuses('SOD_VIOLATION'));
  it('is refused to everyone but the supervisor of the day', () => {
    given(...before)
      .when({ ...command.rate, by: SUP2 }, reads('2027-01-12'))
      .thenRefuses('NOT_RELATED');
    given(...before)
      .when(command.rate, reads('2027-01-12', { relation: null }))
      .thenRefuses('NOT_RELATED');
  });
  it('waits for the employee’s own assessment, or for the end of its days', () => {
    const early: Step[] = [...prepared, recommended].map(([step]) => [
      step,
      reads(step.type === 'OpenEvaluation' ? '2027-01-01' : '2027-01-03'),
    ]);
    given(...after(...early))
      .when(command.rate, reads('2027-01-05', { time: '23:59:59.999' }))
      .thenRefuses('SELF_ASSESSMENT_OPEN');
    given(...after(...early))
      .when(command.rate, reads('2027-01-06', { time: '00:00:00.000' }))
      .thenFacts((facts) => expect(names(facts)).toBe('AnnualRated'));
    const assessed: Step = [
      { type: 'SelfAssess', by: E1, text: 'Cakupan naik.', indicators: [] },
      reads('2027-01-02'),
    ];
    given(...after(early[0], assessed, ...early.slice(1)))
      .when(command.rate, reads('2027-01-04'))
      .thenFacts((facts) => expect(names(facts)).toBe('AnnualRated'));
  });
  it('is final, and comes after the recommendation', () => {
    given(...after(...prepared, recommended, rated))
      .when(...rated)
      .thenRefuses('EVALUATION_NOT_OPEN');
    given(...after(...prepared))
      .when(...rated)
      .thenRefuses('EVALUATION_NOT_OPEN');
  });
  it('of a new supervisor rests on the one before', () => {
    const since = (date: string) =>
      reads('2027-01-12', { relation: { supervisorId: SUP1, since: date }, formerSupervisorId: STRANGER });
    given(...before)
      .when(command.rate, since('2026-10-15'))
      .thenRefuses('RATER_TENURE');
    given(...before)
      .when({ ...command.rate, consultedSupervisorId: SUP2 }, since('2026-10-15'))
      .thenRefuses('RATER_TENURE');
    given(...before)
      .when({ ...command.rate, consultedSupervisorId: STRANGER }, since('2026-10-15'))
      .thenFacts((facts) => expect(data(facts, 'AnnualRated').consultedSupervisorId).toBe(STRANGER));
    // October, November, December: three full months.
    given(...before)
      .when(command.rate, since('2026-10-01'))
      .thenFacts((facts) => expect(facts).toHaveLength(1));
    given(...before)
      .when(command.rate, since('2027-01-02'))
      .thenRefuses('RATER_TENURE');
    given(...before)
      .when(command.rate, { ...since('2026-10-15'), formerSupervisorId: null })
      .thenFacts((facts) => expect(facts).toHaveLength(1));
  });
});
