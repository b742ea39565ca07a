import {
  reviewExcluded,
  reviewQuarantined,
  reviewReleased,
  reviewSubmitted,
  reviewTextErased,
} from '@jejak/contracts/citizen';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { review, type SubmitReview } from './review.decider';

const { given } = specFor(review);
const [reviewId, unitId, officerId, reviewerId, clerk] = Array.from({ length: 5 }, newId);
const REASON = 'Empat ulasan dari satu perangkat pada satu hari.';
const submitting: SubmitReview = {
  ...{ type: 'SubmitReview', reviewId, unitId, officerId, servedOn: '2026-08-31' },
  ...{ aspects: { speed: 4, accuracy: 4, courtesy: 3 }, text: null, reviewerId },
};
// 11 ÷ 3.
const about = { reviewId, unitId, officerId, submittedOn: '2026-09-30', score: '3.6667' };
const submitted = reviewSubmitted({ ...about, aspects: submitting.aspects, text: null });
const quarantined = reviewQuarantined({ ...about, why: 'DEVICE' });
const open = {
  ...{ today: '2026-09-30', reviewDays: 30, suspicion: null, reasonMinimum: 20, isOfficer: true },
  ...{ textYears: 1, calendar: { zone: 'Asia/Jakarta', holidays: [] } },
};
const textUntil = '2027-09-30T17:00:00.000Z';

describe('SubmitReview', () => {
  it('counts the mean of its three aspects', () => given().when(submitting, open).thenRecords(submitted));
  it('seals what is written under a key of its own', () => {
    const text = 'Ramah.';
    given()
      .when({ ...submitting, text }, open)
      .thenRecords(reviewSubmitted({ ...submitted.data, text, textUntil }, { subject: reviewerId }));
    given()
      .when({ ...submitting, text: ' ' }, open)
      .thenRecords(submitted);
  });
  it('is quarantined in the same moment where something speaks against it', () =>
    given()
      .when(submitting, { ...open, suspicion: 'DEVICE' })
      .thenRecords(submitted, quarantined));
  it('uses the code once, within 30 days', () => {
    given(submitted).when(submitting, open).thenRefuses('CODE_USED');
    given()
      .when(submitting, { ...open, today: '2026-10-01' })
      .thenRefuses('DEADLINE_PASSED');
  });
});

describe('a review in quarantine', () => {
  const release = { type: 'ReleaseReview', by: clerk, reason: REASON } as const;
  const exclude = { type: 'ExcludeReview', by: clerk, reason: REASON } as const;
  const released = reviewReleased(
    { ...about, decidedBy: clerk },
    { reason: { code: 'OVERRIDE', text: REASON } },
  );
  const excluded = reviewExcluded(
    { ...about, ground: 'NOT_GENUINE', decidedBy: clerk },
    { reason: { code: 'REJECTION', text: REASON } },
  );
  it('is released or excluded with a reason', () => {
    given(submitted, quarantined).when(release, open).thenRecords(released);
    given(submitted, quarantined).when(exclude, open).thenRecords(excluded);
    given(submitted, quarantined)
      .when({ ...exclude, reason: 'x' }, open)
      .thenRefuses('REASON_REQUIRED');
    given(submitted, quarantined)
      .when({ ...release, reason: '' }, open)
      .thenRefuses('REASON_REQUIRED');
  });
  it('is decided by an officer who is not concerned, once', () => {
    given(submitted, quarantined)
      .when({ ...release, by: officerId }, open)
      .thenRefuses('SOD_VIOLATION');
    given(submitted, quarantined)
      .when(exclude, { ...open, isOfficer: false })
      .thenRefuses('NOT_RELATED');
    given(submitted, quarantined, released).when(exclude, open).thenRefuses('ILLEGAL_TRANSITION');
    given(submitted).when(release, open).thenRefuses('ILLEGAL_TRANSITION');
    given().when(release, open).thenRefuses('REVIEW_NOT_FOUND');
  });
  it('follows its device, unless somebody has decided on it', () => {
    const device = { type: 'QuarantineReview', why: 'DEVICE' } as const;
    given(submitted).when(device).thenRecords(quarantined);
    for (const facts of [[], [submitted, quarantined], [submitted, quarantined, released]])
      given(...facts)
        .when(device)
        .thenRecords();
  });
  it('is excluded with a groundless complaint, whatever it was', () => {
    const groundless = { type: 'ExcludeGroundless' } as const;
    const gone = reviewExcluded({ ...about, ground: 'COMPLAINT_GROUNDLESS', decidedBy: null });
    given(submitted).when(groundless).thenRecords(gone);
    given(submitted, gone).when(groundless).thenRecords();
    given().when(groundless).thenRecords();
  });
});

describe('what somebody wrote', () => {
  const erase = { type: 'EraseText', reviewerId } as const;
  const written = reviewSubmitted({ ...submitted.data, text: 'Ramah.', textUntil }, { subject: reviewerId });
  const erased = reviewTextErased({ reviewId, reviewerId }, { subject: reviewerId });
  it('is kept for a year, whatever became of the review', () => {
    given(written, quarantined).when(erase, { now: '2027-09-30T16:59:59.999Z' }).thenRecords();
    given(written, quarantined).when(erase, { now: textUntil }).thenRecords(erased);
    given(written, erased).when(erase, { now: textUntil }).thenRecords();
  });
  it('is nothing where nothing was written', () => {
    given(submitted).when(erase, { now: textUntil }).thenRecords();
    given().when(erase, { now: textUntil }).thenRecords();
  });
});
