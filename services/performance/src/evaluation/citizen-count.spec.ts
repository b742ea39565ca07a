import { citizenIndexRecorded } from '@jejak/contracts/performance';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import {
  after,
  command,
  opened,
  prepared,
  reads,
  rated,
  recommended,
  untilDelivery,
} from '../../test/appraised';
import { E1, EVALUATION, eventId } from '../../test/nurse';
import { evaluation } from './evaluation.decider';

const { given } = specFor(evaluation);
const counting = { type: 'CountCitizenReviews' } as const;
const sha = 'e'.repeat(64);
const on = (n: number, index: string) =>
  reads('2027-01-11', { reviews: { n, index, reviewsSha256: sha, countedBefore: eventId(1) } });
const first = citizenIndexRecorded(
  { evaluationId: EVALUATION, index: '90.00', n: 40, reviewsSha256: sha },
  { subject: E1 },
);
const corrected = citizenIndexRecorded(
  {
    ...{ evaluationId: EVALUATION, index: '86.67', n: 30, reviewsSha256: sha },
    corrects: { eventId: eventId(1), index: '90.00', n: 40 },
  },
  { subject: E1, reason: { code: 'CORRECTION', text: 'Ulasan yang dihitung berubah dari 40 menjadi 30.' } },
);

describe('CountCitizenReviews', () => {
  const open = after(opened);
  it('records what the reviews come to, once', () => {
    given(...open)
      .when(counting, on(40, '90.00'))
      .thenRecords(first);
    given(...open, first)
      .when(counting, on(40, '90.0'))
      .thenRecords();
  });
  it('says nothing of nobody', () =>
    given(...open)
      .when(counting, on(0, '0.00'))
      .thenRecords());
  it('corrects a count, and names the one before', () =>
    given(...open, first)
      .when(counting, on(30, '86.67'))
      .thenRecords(corrected));
  it('still corrects what was delivered: the decision of an objection reads it', () =>
    given(...after(...untilDelivery.filter(([{ type }]) => type !== 'RecordCitizenIndex')), first)
      .when(counting, on(30, '86.67'))
      .thenRecords(corrected));
  it('leaves an index that was told, and an evaluation that stands', () => {
    given(...after(...prepared))
      .when(counting, on(30, '86.67'))
      .thenRecords();
    const final = after(...untilDelivery, [{ type: 'FinaliseEvaluation' }, reads('2027-01-28')]);
    given(...final)
      .when(counting, on(30, '86.67'))
      .thenRecords();
  });
  it('is of an evaluation', () => given().when(counting, on(1, '90.00')).thenRefuses('EVALUATION_NOT_FOUND'));
  it('leaves telling by hand to the time before the rating', () =>
    given(...after(...prepared, recommended, rated))
      .when(command.citizens, reads('2027-01-12'))
      .thenRefuses('ILLEGAL_TRANSITION'));
});
