import { feedbackAcknowledged, feedbackGiven, feedbackRequested } from '@jejak/contracts/performance';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { E1, feedbackId, SUP1 } from '../../test/nurse';
import { feedbackRequest } from './feedback-request.decider';
import { feedback, type GiveFeedback, type RecordProvenComplaint } from './feedback.decider';

const { given } = specFor(feedback);
const give: GiveFeedback = {
  ...{
    type: 'GiveFeedback',
    by: SUP1,
    feedbackId: feedbackId(1),
    to: E1,
    value: 'AKUNTABEL',
    indicatorId: null,
  },
  ...{
    kind: 'APPRECIATE',
    behaviour: 'Mencatat hari itu juga.',
    effect: 'Laporan benar.',
    suggestion: 'Teruskan.',
  },
  anonymousToSubject: false,
};
const { type: _, by, ...entry } = give;
const recorded = feedbackGiven({ ...entry, from: by }, { subject: E1 });
const reads = { employed: true, minimum: 20 };

describe('GiveFeedback', () => {
  it('keeps behaviour, effect and suggestion', () => given().when(give, reads).thenRecords(recorded));
  it('is a person’s', () =>
    given()
      .when({ ...give, by: 'svc' }, reads)
      .thenRefuses('NOT_RELATED'));
  it('is refused about oneself', () =>
    given()
      .when({ ...give, by: E1 }, reads)
      .thenRefuses('RULE_VIOLATED', { rule: 'feedback.about-oneself' }));
  it('is refused about nobody', () =>
    given()
      .when(give, { ...reads, employed: false })
      .thenRefuses('EMPLOYEE_NOT_FOUND'));
  it.each([{ behaviour: ' ' }, { effect: '' }, { behaviour: 'Baik.', effect: 'Baik.', suggestion: 'Ya.' }])(
    'is refused where it helps nobody: %j',
    (words) =>
      given()
        .when({ ...give, ...words }, reads)
        .thenRefuses('FEEDBACK_NOT_CONSTRUCTIVE'),
  );
  it('is given once', () => given(recorded).when(give, reads).thenRecords());
});

describe('AcknowledgeFeedback', () => {
  const acknowledge = { type: 'AcknowledgeFeedback', by: E1 } as const;
  const done = feedbackAcknowledged({ feedbackId: feedbackId(1), acknowledgedBy: E1 }, { subject: E1 });
  it('is said once, by whom it is about', () => {
    given(recorded).when(acknowledge, reads).thenRecords(done);
    given(recorded)
      .when({ ...acknowledge, by: SUP1 }, reads)
      .thenRefuses('NOT_RELATED');
    given(recorded, done).when(acknowledge, reads).thenRefuses('ILLEGAL_TRANSITION');
    given().when(acknowledge, reads).thenRefuses('FEEDBACK_NOT_FOUND');
  });
});

describe('RequestFeedback', () => {
  const requests = specFor(feedbackRequest);
  const ask = {
    ...({ type: 'RequestFeedback', requestId: feedbackId(2), by: E1, of: SUP1 } as const),
    ...{ value: null, indicatorId: null },
  };
  const { type: __, ...data } = ask;
  it('asks somebody else who is employed', () => {
    requests
      .given()
      .when(ask, { employed: true })
      .thenRecords(feedbackRequested(data, { subject: E1 }));
    requests
      .given()
      .when({ ...ask, of: E1 }, { employed: true })
      .thenRefuses('RULE_VIOLATED');
    requests.given().when(ask, { employed: false }).thenRefuses('EMPLOYEE_NOT_FOUND');
  });
});

describe('RecordProvenComplaint', () => {
  const complaintId = feedbackId(9);
  const proven: RecordProvenComplaint = {
    ...{ type: 'RecordProvenComplaint', by: SUP1, feedbackId: feedbackId(1), complaintId, to: E1 },
    ...{ category: 'STAFF_CONDUCT', answeredOn: '2026-08-21' },
  };
  const told = feedbackGiven(
    {
      ...{ feedbackId: feedbackId(1), from: SUP1, to: E1, value: null, indicatorId: null, kind: 'CORRECT' },
      behaviour:
        'Pengaduan masyarakat (STAFF_CONDUCT) yang dijawab pada 2026-08-21 terbukti terhadap Saudara.',
      effect: 'Masyarakat tidak menerima layanan sebagaimana mestinya.',
      suggestion: 'Bicarakan dengan atasan apa yang diubah agar tidak terulang.',
      ...{ anonymousToSubject: false, complaintId },
    },
    { subject: E1 },
  );
  const known = { employed: true, minimum: 20 };
  it('tells once whom it is about, in no words of the complainant', () => {
    given().when(proven, known).thenRecords(told);
    given(told).when(proven, known).thenRecords();
  });
  it('waits for career to know the employee', () =>
    given()
      .when(proven, { ...known, employed: false })
      .thenRefuses('EMPLOYEE_NOT_FOUND'));
});
