import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import {
  after,
  command,
  data,
  delivered,
  heard,
  names,
  objected,
  prepared,
  rated,
  reads,
  recommended,
  untilDelivery,
  untilHearing,
} from '../../test/appraised';
import { E1, measurementId, STRANGER, SUP1 } from '../../test/nurse';
import { evaluation } from './evaluation.decider';

const { given } = specFor(evaluation);

describe('delivery and acknowledgement', () => {
  it('opens the window of 14 days', () =>
    expect(data(after(...untilDelivery), 'EvaluationDelivered')).toMatchObject({
      ...{ evaluationVersion: 1, predicate: 'BAIK', acknowledgeBy: '2027-01-27', objectBy: '2027-01-27' },
      ...{ deemedAt: '2027-01-27T17:00:00.000Z', finalAt: '2027-01-27T17:00:00.000Z' },
    }));
  it('is the supervisor’s, once, after the rating', () => {
    given(...after(...prepared, recommended))
      .when(...delivered)
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...after(...untilDelivery))
      .when(...delivered)
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...after(...prepared, recommended, rated))
      .when({ ...command.deliver, by: STRANGER }, reads('2027-01-13'))
      .thenRefuses('NOT_RELATED');
  });
  it('is acknowledged by the employee, once', () => {
    const facts = after(...untilDelivery);
    given(...facts)
      .when(command.acknowledge, reads('2027-01-14'))
      .thenFacts((events) => expect(names(events)).toBe('EvaluationAcknowledged'));
    given(...facts)
      .when({ ...command.acknowledge, by: SUP1 }, reads('2027-01-14'))
      .thenRefuses('NOT_RELATED');
    given(...after(...untilDelivery, [command.acknowledge, reads('2027-01-14')]))
      .when(command.acknowledge, reads('2027-01-15'))
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('has the window from when it counts as received, where nothing proved it', () => {
    const move = { type: 'MoveObjectionWindow', receivedOn: '2027-01-16' } as const;
    given(...after(...untilDelivery))
      .when(move, reads('2027-01-13'))
      .thenFacts((events) =>
        expect(data(events, 'ObjectionWindowMoved')).toMatchObject({
          ...{ receivedOn: '2027-01-16', objectBy: '2027-01-30', finalAt: '2027-01-30T17:00:00.000Z' },
        }),
      );
    const moved = after(...untilDelivery, [move, reads('2027-01-13')]);
    // Twice is once, and it never becomes shorter.
    for (const receivedOn of ['2027-01-16', '2027-01-10'])
      given(...moved)
        .when({ ...move, receivedOn }, reads('2027-01-14'))
        .thenRecords();
    given(...moved)
      .when({ type: 'FinaliseEvaluation' }, reads('2027-01-30', { time: '23:59:59.999' }))
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...moved)
      .when({ type: 'FinaliseEvaluation' }, reads('2027-01-31', { time: '00:00:00.000' }))
      .thenFacts((events) => expect(names(events)).toBe('EvaluationFinalised'));
    // Who has acknowledged it has it.
    given(...after(...untilDelivery, [command.acknowledge, reads('2027-01-14')]))
      .when(move, reads('2027-01-15'))
      .thenRecords();
  });
  it('counts as acknowledged, and then as final, when the days are over', () => {
    const deem = { type: 'DeemAcknowledged' } as const;
    const finalise = { type: 'FinaliseEvaluation' } as const;
    const facts = after(...untilDelivery);
    const over = reads('2027-01-28', { time: '00:00:00.000' });
    given(...facts)
      .when(deem, reads('2027-01-27', { time: '23:59:59.999' }))
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...facts)
      .when(finalise, reads('2027-01-27', { time: '23:59:59.999' }))
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...facts)
      .when(deem, over)
      .thenFacts((events) => expect(names(events)).toBe('EvaluationDeemedAcknowledged'));
    given(...facts)
      .when(finalise, over)
      .thenFacts((events) =>
        expect(data(events, 'EvaluationFinalised')).toMatchObject({
          ...{ evaluationVersion: 1, predicate: 'BAIK', composite: '108.8149', year: 2026 },
        }),
      );
    const contested = after(...untilDelivery, objected);
    given(...contested)
      .when(deem, over)
      .thenRecords();
    given(...contested)
      .when(finalise, over)
      .thenRecords();
  });
});

describe('FileObjection', () => {
  const facts = after(...untilDelivery);
  it('is accepted to the last moment of 27 January', () =>
    given(...facts)
      .when(command.object, reads('2027-01-27', { time: '23:59:59.999' }))
      .thenFacts((events) =>
        expect(data(events, 'EvaluationObjected')).toMatchObject({
          grounds: ['MEASUREMENT'],
          measurementIds: [measurementId(5)],
          // 27 January + 21 days
          decideBy: '2027-02-17',
        }),
      ));
  it('is refused on 28 January 00:00:00, final or not', () => {
    const late = reads('2027-01-28', { time: '00:00:00.000' });
    given(...facts)
      .when(command.object, late)
      .thenRefuses('OBJECTION_WINDOW_CLOSED');
    given(...after(...untilDelivery, [{ type: 'FinaliseEvaluation' }, late]))
      .when(command.object, late)
      .thenRefuses('OBJECTION_WINDOW_CLOSED');
    // By an exception for this one it is taken, final or not.
    for (const before of [facts, after(...untilDelivery, [{ type: 'FinaliseEvaluation' }, late])])
      given(...before)
        .when(command.object, { ...late, excepted: true })
        .thenFacts(([fact]) => expect(fact.type).toBe('EvaluationObjected'));
  });
  it('is possible after acknowledging', () =>
    given(...after(...untilDelivery, [command.acknowledge, reads('2027-01-14')]))
      .when(...objected)
      .thenFacts((events) => expect(names(events)).toBe('EvaluationObjected')));
  it('is the employee’s, once, with reasons, about amounts of the plan', () => {
    given(...facts)
      .when({ ...command.object, by: SUP1 }, reads('2027-01-22'))
      .thenRefuses('NOT_RELATED');
    given(...facts)
      .when({ ...command.object, reason: 'tidak setuju' }, reads('2027-01-22'))
      .thenRefuses('REASON_REQUIRED');
    given(...facts)
      .when({ ...command.object, measurementIds: [measurementId(99)] }, reads('2027-01-22'))
      .thenRefuses('RULE_VIOLATED', { rule: 'objection.measurements' });
    given(...after(...untilDelivery, objected))
      .when(...objected)
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...after(...prepared, recommended, rated))
      .when(...objected)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
});

describe('HearObjection', () => {
  it('is the superior’s', () => {
    given(...after(...untilDelivery, objected))
      .when(...heard)
      .thenFacts((events) =>
        expect(data(events, 'ObjectionHearingHeld')).toMatchObject({ raterHeard: true, employeeHeard: true }),
      );
    given(...after(...untilDelivery, objected))
      .when({ ...command.hear, by: SUP1 }, reads('2027-01-29'))
      .thenRefuses('SOD_VIOLATION');
    given(...after(...untilDelivery, objected))
      .when({ ...command.hear, by: STRANGER }, reads('2027-01-29'))
      .thenRefuses('NOT_RELATED');
  });
  it('needs an objection', () =>
    given(...after(...untilDelivery))
      .when(...heard)
      .thenRefuses('ILLEGAL_TRANSITION'));
});

describe('DecideObjection', () => {
  const date = reads('2027-02-05');
  it('upheld: corrects, recommends anew, decides, and is final as version 2', () =>
    given(...after(...untilHearing))
      .when(command.decide, date)
      .thenFacts((facts) => {
        expect(names(facts)).toBe('RatingRecommended,ObjectionDecided,EvaluationFinalised');
        expect(data(facts, 'RatingRecommended')).toMatchObject({
          ...{ recommendation: 2, indicatorScore: '109.5927', composite: '110.2149', resultRating: 'ABOVE' },
        });
        expect(data(facts, 'ObjectionDecided')).toMatchObject({
          ...{ outcome: 'UPHELD', predicate: 'SANGAT_BAIK', newPredicate: 'SANGAT_BAIK' },
          corrections: [{ measurementId: measurementId(5), old: '0', new: '60' }],
        });
        expect(data(facts, 'EvaluationFinalised')).toMatchObject({
          ...{ evaluationVersion: 2, predicate: 'SANGAT_BAIK', composite: '110.2149' },
        });
      }));
  it('dismissed: nothing changes, and version 1 is final', () =>
    given(...after(...untilHearing))
      .when({ ...command.decide, outcome: 'DISMISSED', corrections: [] }, date)
      .thenFacts((facts) => {
        expect(names(facts)).toBe('ObjectionDecided,EvaluationFinalised');
        expect(data(facts, 'ObjectionDecided').newPredicate).toBeNull();
        expect(data(facts, 'EvaluationFinalised')).toMatchObject({ evaluationVersion: 1, predicate: 'BAIK' });
      }));
  it('partly: another rating of behaviour with the predicate that follows', () =>
    given(...after(...untilHearing))
      .when({ ...command.decide, outcome: 'PARTLY', corrections: [], behaviourRating: 'MEETS' }, date)
      .thenFacts((facts) => {
        expect(data(facts, 'ObjectionDecided')).toMatchObject({ predicate: 'BAIK', newPredicate: null });
        expect(data(facts, 'EvaluationFinalised').evaluationVersion).toBe(2);
      }));
  it('is refused to the rater and the employee', () => {
    for (const by of [SUP1, E1])
      given(...after(...untilHearing))
        .when({ ...command.decide, by }, date)
        .thenRefuses('SOD_VIOLATION');
  });
  it('is refused to everyone but the superior', () =>
    given(...after(...untilHearing))
      .when({ ...command.decide, by: STRANGER }, date)
      .thenRefuses('NOT_RELATED'));
  it('waits until both sides were heard, together or one after the other', () => {
    const [rater, employee] = [
      { ...command.hear, employeeStatement: null },
      { ...command.hear, raterStatement: null },
    ];
    const day = reads('2027-01-29');
    const start = [...untilDelivery, objected];
    given(...after(...start))
      .when(command.decide, date)
      .thenRefuses('BOTH_SIDES_REQUIRED');
    given(...after(...start, [rater, day]))
      .when(command.decide, date)
      .thenRefuses('BOTH_SIDES_REQUIRED');
    given(...after(...start, [employee, day]))
      .when(command.decide, date)
      .thenRefuses('BOTH_SIDES_REQUIRED');
    given(...after(...start, [rater, day], [employee, day]))
      .when(command.decide, date)
      .thenFacts((facts) => expect(facts).toHaveLength(3));
  });
  it('says why, changes something or nothing, and only amounts of the plan', () => {
    const before = after(...untilHearing);
    given(...before)
      .when({ ...command.decide, reason: 'terbukti' }, date)
      .thenRefuses('REASON_REQUIRED');
    given(...before)
      .when({ ...command.decide, outcome: 'DISMISSED' }, date)
      .thenRefuses('RULE_VIOLATED', { rule: 'objection.outcome' });
    given(...before)
      .when({ ...command.decide, corrections: [] }, date)
      .thenRefuses('RULE_VIOLATED', { rule: 'objection.outcome' });
    given(...before)
      .when({ ...command.decide, corrections: [{ measurementId: measurementId(99), quantity: '60' }] }, date)
      .thenRefuses('RULE_VIOLATED', { rule: 'objection.measurements' });
  });
  it('is the last word', () => {
    const decided = after(...untilHearing, [command.decide, date]);
    given(...decided)
      .when(command.decide, date)
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...decided)
      .when({ type: 'FinaliseEvaluation' }, reads('2027-02-06'))
      .thenRecords();
  });
});
