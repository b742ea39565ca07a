import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import {
  after,
  command,
  data,
  evidence,
  names,
  objected,
  prepared,
  rated,
  reads,
  recommended,
  type Step,
  untilDelivery,
  untilHearing,
} from '../../test/appraised';
import { E1, measurementId, STRANGER, SUP1, SUP2 } from '../../test/nurse';
import { evaluation } from './evaluation.decider';

const { given } = specFor(evaluation);
const final: Step = [{ type: 'FinaliseEvaluation' }, reads('2027-01-28', { time: '00:00:00.000' })];
const reopen = {
  ...({ type: 'ReopenEvaluation', by: SUP2, ground: 'FINDING', findingRef: 'LHP-12/2027' } as const),
  ...{ corrections: [{ measurementId: measurementId(5), quantity: '60' }], evidence },
  reason: 'Temuan inspektorat: register asli ada dan tidak dihitung.',
};

describe('ReopenEvaluation', () => {
  const facts = after(...untilDelivery, final);
  it('opens a final evaluation on a finding', () =>
    given(...facts)
      .when(reopen, reads('2027-05-17'))
      .thenFacts(([fact]) => {
        expect(fact).toMatchObject({
          ...{ type: 'EvaluationReopened', reason: { code: 'FINDING' } },
          data: { evaluationVersion: 1, corrections: [{ old: '0', new: '60' }] },
        });
      }));
  it('needs the finding, and its document', () => {
    for (const over of [{ findingRef: ' ' }, { evidence: [] }])
      given(...facts)
        .when({ ...reopen, ...over }, reads('2027-05-17'))
        .thenRefuses('FINDING_REQUIRED');
    given(...facts)
      .when({ ...reopen, reason: 'pendek' }, reads('2027-05-17'))
      .thenRefuses('REASON_REQUIRED');
  });
  it('is the superior’s of the rater, never the rater’s', () => {
    for (const by of [SUP1, E1])
      given(...facts)
        .when({ ...reopen, by }, reads('2027-05-17'))
        .thenRefuses('SOD_VIOLATION');
    given(...facts)
      .when({ ...reopen, by: STRANGER }, reads('2027-05-17'))
      .thenRefuses('NOT_RELATED');
  });
  it('waits until the evaluation is final', () =>
    given(...after(...untilDelivery))
      .when(reopen, reads('2027-01-14'))
      .thenRefuses('ILLEGAL_TRANSITION'));
  it('leads to the next version, whatever it says', () => {
    const again = after(
      ...[...untilDelivery, final],
      [reopen, reads('2027-05-17')],
      [command.recommend, reads('2027-05-18')],
      [command.rate, reads('2027-05-18')],
      [command.deliver, reads('2027-05-18')],
      [{ type: 'FinaliseEvaluation' }, reads('2027-06-02', { time: '00:00:00.000' })],
    );
    expect(data(again, 'RatingRecommended').recommendation).toBe(2);
    expect(data(again, 'EvaluationDelivered').evaluationVersion).toBe(2);
    expect(data(again, 'EvaluationFinalised').evaluationVersion).toBe(2);
  });
});

describe('a rating in the distribution review', () => {
  const facts = after(...prepared, recommended, rated);
  const change = {
    ...({ type: 'ChangeInReview', by: SUP2, resultRating: 'ABOVE', behaviourRating: 'ABOVE' } as const),
    ...{ reason: 'Membina dua puskesmas lain tanpa tambahan tenaga sepanjang tahun itu.', evidence },
  };
  it('changes for a reason of its own, and is delivered as changed', () => {
    given(...facts)
      .when(change, reads('2027-01-13'))
      .thenFacts(([fact]) =>
        expect(fact).toMatchObject({
          ...{ type: 'RatingChangedInReview', reason: { code: 'OVERRIDE' } },
          data: {
            old: { resultRating: 'MEETS', predicate: 'BAIK' },
            new: { resultRating: 'ABOVE', predicate: 'SANGAT_BAIK' },
            deviation: { steps: 1, recommended: 'BAIK' },
          },
        }),
      );
    const changed = after(
      ...prepared,
      recommended,
      rated,
      [change, reads('2027-01-13')],
      [command.deliver, reads('2027-01-13')],
    );
    expect(data(changed, 'EvaluationDelivered').predicate).toBe('SANGAT_BAIK');
  });
  it('needs that reason, and may go no further than the rater might', () => {
    given(...facts)
      .when({ ...change, reason: 'pola' }, reads('2027-01-13'))
      .thenRefuses('REASON_REQUIRED');
    given(...facts)
      .when({ ...change, reason: 'Sesuai pola distribusi unit.' }, reads('2027-01-13'))
      .thenRefuses('DEVIATION_UNJUSTIFIED');
    given(...facts)
      .when({ ...change, resultRating: 'BELOW', behaviourRating: 'BELOW' }, reads('2027-01-13'))
      .thenRefuses('DEVIATION_TOO_LARGE');
    given(...facts)
      .when({ ...change, by: E1 }, reads('2027-01-13'))
      .thenRefuses('SOD_VIOLATION');
  });
  it('is no longer possible once delivered, and says nothing where nothing changes', () => {
    given(...after(...untilDelivery))
      .when(change, reads('2027-01-14'))
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...facts)
      .when({ ...change, resultRating: 'MEETS' }, reads('2027-01-13'))
      .thenRecords();
  });
  it('comes before the delivery, where the city enforces the pattern', () =>
    given(...facts)
      .when(command.deliver, reads('2027-01-13', { reviewDue: true }))
      .thenRefuses('DISTRIBUTION_NOT_REVIEWED'));
});

describe('an objection', () => {
  const late = { type: 'MarkObjectionOverdue' } as const;
  it('that nobody decides is late when its days are over, and stays open', () => {
    const facts = after(...untilDelivery, objected);
    // 22 January + 21 days
    given(...facts)
      .when(late, reads('2027-02-12', { time: '23:59:59.999' }))
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...facts)
      .when(late, reads('2027-02-13', { time: '00:00:00.000' }))
      .thenFacts((found) => expect(data(found, 'ObjectionDecisionOverdue').decideBy).toBe('2027-02-12'));
    const decided = after(...untilHearing, [command.decide, reads('2027-02-05')]);
    given(...decided)
      .when(late, reads('2027-02-13'))
      .thenRecords();
  });
  it('ends with the employment of who filed it: no rating is invented', () => {
    const end = { type: 'EndObjection', reason: 'DEATH' } as const;
    const facts = after(...untilDelivery, objected, [end, reads('2027-01-25')]);
    expect(names(facts.slice(-1))).toBe('ObjectionEnded');
    expect(names(facts)).not.toContain('EvaluationFinalised');
    for (const act of [command.hear, command.decide])
      given(...facts)
        .when(act, reads('2027-01-29'))
        .thenRefuses('ILLEGAL_TRANSITION');
    given(...facts)
      .when({ type: 'FinaliseEvaluation' }, reads('2027-02-28'))
      .thenRecords();
    given(...after(...untilDelivery))
      .when(end, reads('2027-01-25'))
      .thenRecords();
  });
});
