import {
  externalLearningClaimed,
  externalLearningCredited,
  externalLearningRejected,
} from '@jejak/contracts/training';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { E1, HR1, some } from '../../test/people';
import { externalLearning, type ExternalLearningCommand } from './external-learning.decider';

const { given } = specFor(externalLearning);
const reads = { date: '2026-05-10', reasonMinimum: 20 };
const about = { subject: E1 };
const data = {
  ...{ learningId: some(1), employeeId: E1, title: 'Kursus statistik', provider: 'Politeknik' },
  ...{ endedOn: '2026-05-04', jp: 10, certificateSha256: 'a'.repeat(64) },
};
const claim = (over: object = {}): ExternalLearningCommand => ({
  type: 'ClaimExternalLearning',
  ...data,
  ...over,
});
const claimed = externalLearningClaimed(data, about);
const credit = (documentJp: number, by = HR1) =>
  ({ type: 'CreditExternalLearning', by, documentJp }) as const;
const ids = { learningId: some(1), employeeId: E1 };
const credited = externalLearningCredited(
  { ...ids, jp: 10, documentJp: 10, endedOn: '2026-05-04' },
  { ...about, effective: '2026-05-04' },
);
const text = 'Sertifikat tidak memuat nama pegawai.';
const reject = (reason = text, by = HR1) => ({ type: 'RejectExternalLearning', by, reason }) as const;
const rejected = externalLearningRejected(ids, { ...about, reason: { code: 'REJECTION', text } });

describe('ClaimExternalLearning', () => {
  it('rests on a certificate', () => {
    given().when(claim(), reads).thenRecords(claimed);
    given()
      .when(claim({ certificateSha256: null }), reads)
      .thenRefuses('CERTIFICATE_REQUIRED');
  });
  it('is claimed once, and again after a rejection', () => {
    given(claimed).when(claim(), reads).thenRefuses('LEARNING_CLAIMED');
    given(claimed, credited).when(claim(), reads).thenRefuses('LEARNING_CLAIMED');
    given(claimed, rejected).when(claim(), reads).thenRecords(claimed);
  });
  it('has ended', () =>
    given()
      .when(claim({ endedOn: '2026-05-11' }), reads)
      .thenRefuses('RULE_VIOLATED', { rule: 'external.ended-on' }));
});

describe('the verification', () => {
  it('credits what the document covers', () => {
    given(claimed).when(credit(10), reads).thenRecords(credited);
    given(claimed).when(credit(9), reads).thenRefuses('JP_EXCEEDS_DOCUMENT');
  });
  it('rejects with a reason', () => {
    given(claimed).when(reject(), reads).thenRecords(rejected);
    given(claimed).when(reject('Tidak sah.'), reads).thenRefuses('REASON_REQUIRED');
  });
  it.each([credit(10, E1), reject(text, E1)])('is another person’s: $type', (command) =>
    given(claimed).when(command, reads).thenRefuses('SOD_VIOLATION'),
  );
  it.each([credit(10), reject()])('happens once: $type', (command) => {
    given(claimed, credited).when(command, reads).thenRefuses('ILLEGAL_TRANSITION');
    given().when(command, reads).thenRefuses('LEARNING_NOT_FOUND');
  });
});
