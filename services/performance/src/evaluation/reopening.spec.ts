import { newId } from '@jejak/kernel';
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
import { E1, EVALUATION, measurementId, STRANGER, SUP1, SUP2, UNIT } from '../../test/nurse';
import { evaluationStream } from './evaluation-id';
import { evaluation } from './evaluation.decider';
import type { EvaluationEvent } from './evaluation.state';

const { given } = specFor(evaluation);
const FINDING = newId();
/** The finding is about this very evaluation. */
const found = (date: string, over: Parameters<typeof reads>[1] = {}) =>
  reads(date, { finding: { unitId: newId(), about: evaluationStream(EVALUATION) }, ...over });
const stateOf = (facts: readonly EvaluationEvent[]) =>
  facts.reduce((folded, fact) => evaluation.evolve(folded, fact), evaluation.initial);
const final: Step = [{ type: 'FinaliseEvaluation' }, reads('2027-01-28', { time: '00:00:00.000' })];
const reopen = {
  ...({ type: 'ReopenEvaluation', by: SUP2, ground: 'FINDING', findingRef: FINDING } as const),
  ...{ corrections: [{ measurementId: measurementId(5), quantity: '60' }], evidence },
  reason: 'Temuan inspektorat: register asli ada dan tidak dihitung.',
};

describe('ReopenEvaluation', () => {
  const facts = after(...untilDelivery, final);
  it('opens a final evaluation on a finding', () =>
    given(...facts)
      .when(reopen, found('2027-05-17'))
      .thenFacts(([fact]) => {
        expect(fact).toMatchObject({
          ...{ type: 'EvaluationReopened', reason: { code: 'FINDING' } },
          data: { evaluationVersion: 1, corrections: [{ old: '0', new: '60' }] },
        });
      }));
  it('needs the finding, and its document', () => {
    for (const over of [{ findingRef: ' ' }, { evidence: [] }])
      given(...facts)
        .when({ ...reopen, ...over }, found('2027-05-17'))
        .thenRefuses('FINDING_REQUIRED');
    given(...facts)
      .when({ ...reopen, reason: 'pendek' }, found('2027-05-17'))
      .thenRefuses('REASON_REQUIRED');
  });
  it('is of a finding that was issued about the evaluation, or about its unit; a judgment has its own number', () => {
    const on = (finding: ReturnType<typeof reads>['finding']) =>
      given(...facts).when(reopen, reads('2027-05-17', { finding }));
    for (const other of [
      null,
      { unitId: UNIT, about: evaluationStream(newId()) },
      { unitId: newId(), about: null },
    ])
      on(other).thenRefuses('FINDING_REQUIRED');
    on({ unitId: UNIT, about: null }).thenFacts(([{ data: said }]) =>
      expect(said).toMatchObject({ findingRef: FINDING }),
    );
    given(...facts)
      .when({ ...reopen, ground: 'COURT_ORDER', findingRef: '12/G/2027/PTUN' }, reads('2027-05-17'))
      .thenFacts(([{ data: said }]) => expect(said).toMatchObject({ ground: 'COURT_ORDER' }));
  });
  it('is the superior’s of the rater, never the rater’s', () => {
    for (const by of [SUP1, E1])
      given(...facts)
        .when({ ...reopen, by }, found('2027-05-17'))
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
      [reopen, found('2027-05-17')],
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

describe('the evaluations of a closed year', () => {
  const closed = (date: string) => found(date, { cycle: 'CLOSED' });
  const assess = { type: 'SelfAssess', by: E1, text: 'Saya hadir.', indicators: [] } as const;
  const change: Step[0] = {
    ...{ type: 'ChangeInReview', by: SUP2, resultRating: 'ABOVE', behaviourRating: 'ABOVE' },
    ...{ reason: 'Hasil kerja pegawai ini jauh di atas yang lain.', evidence },
  };
  it('are not rated, changed or delivered any more', () => {
    const locked: readonly (readonly [readonly Step[], Step[0]])[] = [
      ...[assess, command.interview, command.behaviour, command.citizens].map(
        (act) => [prepared.slice(0, 1), act] as const,
      ),
      ...[[prepared, command.recommend] as const, [[...prepared, recommended], command.rate] as const],
      ...[change, command.deliver].map((act) => [[...prepared, recommended, rated], act] as const),
    ];
    for (const [before, act] of locked)
      given(...after(...before))
        .when(act, closed('2027-01-04'))
        .thenRefuses('PERIOD_LOCKED');
  });
  it('are acknowledged, objected to, and become final all the same', () => {
    const delivered = after(...untilDelivery);
    for (const act of [command.acknowledge, command.object])
      given(...delivered)
        .when(act, closed('2027-01-22'))
        .thenFacts((facts) => expect(facts).toHaveLength(1));
    given(...after(...untilHearing))
      .when(command.decide, closed('2027-02-05'))
      .thenFacts((facts) =>
        expect(names(facts)).toBe('RatingRecommended,ObjectionDecided,EvaluationFinalised'),
      );
    given(...delivered)
      .when(final[0], { ...final[1], cycle: 'CLOSED' })
      .thenFacts((facts) => expect(names(facts)).toBe('EvaluationFinalised'));
  });
  it('change where they are opened again, until they are final again', () => {
    const again: readonly Step[] = [
      [reopen, closed('2027-05-17')],
      [command.behaviour, closed('2027-05-18')],
      [command.recommend, closed('2027-05-18')],
      [command.rate, closed('2027-05-18')],
      [command.deliver, closed('2027-05-18')],
    ];
    const facts = after(...untilDelivery, final, ...again);
    expect(data(facts, 'EvaluationDelivered').evaluationVersion).toBe(2);
    given(...facts)
      .when({ type: 'FinaliseEvaluation' }, closed('2027-06-02'))
      .thenFacts(([fact]) =>
        expect(evaluation.evolve(stateOf(facts), fact)).toMatchObject({ reopened: false }),
      );
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
