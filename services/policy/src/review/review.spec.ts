import {
  policyReviewed,
  policyReviewOverdue,
  policyReviewScheduled,
  policyReviewStarted,
  reviewActionDone,
  reviewActionsAgreed,
} from '@jejak/contracts/policy';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { calendar, E1, HR1, PPK, some, text } from '../../test/people';
import { review, type ReviewCommand, type ReviewGiven } from './review.decider';
import { above, halfYearOf, lowForLong } from './trigger-rules';

const { given } = specFor(review);
const about = { reviewId: some(1), policy: 'perf.result' };
const [measure] = text.outcomeMeasures;
const reads: ReviewGiven = {
  ...{ calendar, today: '2026-07-01', findingsDays: 30, unknownOwners: [] },
  version: { version: 1, outcomeMeasures: text.outcomeMeasures },
};
const scheduled = policyReviewScheduled({ ...about, dueOn: '2026-07-01', dueAt: '2026-06-30T17:00:00.000Z' });
const started = policyReviewStarted({
  ...{ ...about, version: 1, trigger: 'CALENDAR', basis: '', startedOn: '2026-07-01' },
  // The thirtieth day after the first of July.
  ...{ findingsDueOn: '2026-07-31', findingsDueAt: '2026-07-31T17:00:00.000Z', measures: [measure.name] },
});
const start: ReviewCommand = { type: 'StartReview', ...about, trigger: 'CALENDAR', basis: '' };
const actions = [{ what: 'Susun versi 2', due: '2026-09-30' }];
const publish = (over: object = {}): ReviewCommand => ({
  ...{
    type: 'PublishReview',
    by: HR1,
    measures: [{ ...measure, actual: '41 %' }],
    verdict: 'ADJUST',
    actions,
  },
  ...over,
});
const reviewed = policyReviewed({
  ...{ ...about, version: 1, measures: [{ ...measure, actual: '41 %' }], verdict: 'ADJUST', actions },
  reviewedBy: HR1,
});
const agreed = reviewActionsAgreed({
  ...{
    ...about,
    actions: [{ action: 1, what: 'Susun versi 2', due: '2026-09-30', owner: E1 }],
    agreedBy: PPK,
  },
});
const done = (over: object = {}): ReviewCommand => ({
  ...{ type: 'CompleteAction', by: HR1, action: 1, doneOn: '2026-09-01', note: 'Diumumkan.', ...over },
});

describe('a review of the calendar', () => {
  it('is scheduled once, and begins on its day', () => {
    const schedule = { type: 'ScheduleReview', ...about, dueOn: '2026-07-01' } as const;
    given().when(schedule, reads).thenRecords(scheduled);
    given(scheduled).when(schedule, reads).thenRecords();
    given(scheduled).when(start, reads).thenRecords(started);
    given(scheduled, started).when(start, reads).thenRecords();
  });
  it('has nothing to look at where the policy was repealed', () =>
    given(scheduled)
      .when(start, { ...reads, version: null })
      .thenRecords());
  it('is overdue when its findings are not there', () => {
    const late = policyReviewOverdue({ ...about, findingsDueOn: '2026-07-31' });
    given(scheduled, started).when({ type: 'MarkReviewOverdue' }, reads).thenRecords(late);
    given(scheduled, started, late).when({ type: 'MarkReviewOverdue' }, reads).thenRecords();
    given(scheduled, started, reviewed).when({ type: 'MarkReviewOverdue' }, reads).thenRecords();
  });
});

describe('PublishReview', () => {
  it('reports every measure of the version', () => {
    given(started).when(publish(), reads).thenRecords(reviewed);
    given(started)
      .when(publish({ measures: [{ ...measure, name: 'Lain', actual: '1' }] }), reads)
      .thenRefuses('RULE_VIOLATED', { rule: 'review.measures' });
  });
  it('looks by some measure also where the version named none', () =>
    given(policyReviewStarted({ ...started.data, measures: [] }))
      .when(publish({ measures: [] }), reads)
      .thenRefuses('RULE_VIOLATED', { rule: 'review.measures' }));
  it('says what is done, on days to come', () => {
    given(started)
      .when(publish({ actions: [] }), reads)
      .thenRefuses('RULE_VIOLATED', { rule: 'review.actions' });
    given(started)
      .when(publish({ actions: [{ what: 'Kemarin', due: '2026-06-30' }] }), reads)
      .thenRefuses('RULE_VIOLATED', { rule: 'review.action-due' });
    given(started)
      .when(publish({ verdict: 'KEEP', actions: [] }), reads)
      .thenRecords(policyReviewed({ ...reviewed.data, verdict: 'KEEP', actions: [] }));
  });
  it('is of a review that runs', () => {
    given(scheduled).when(publish(), reads).thenRefuses('ILLEGAL_TRANSITION');
    given(started, reviewed).when(publish(), reads).thenRefuses('ILLEGAL_TRANSITION');
    given().when(publish(), reads).thenRefuses('REVIEW_NOT_FOUND');
  });
});

describe('its actions', () => {
  const agree = (over: object = {}): ReviewCommand => ({
    ...{ type: 'AgreeActions', by: PPK, actions: [{ ...actions[0], owner: E1 }], ...over },
  });
  it('are agreed with people who work here', () => {
    given(started, reviewed).when(agree(), reads).thenRecords(agreed);
    given(started, reviewed)
      .when(agree(), { ...reads, unknownOwners: [E1] })
      .thenRefuses('EMPLOYEE_NOT_FOUND');
    given(started).when(agree(), reads).thenRefuses('ILLEGAL_TRANSITION');
  });
  it('are done one by one, and then all of them', () => {
    const fact = reviewActionDone({
      ...{ ...about, action: 1, doneOn: '2026-09-01', last: true, note: 'Diumumkan.', recordedBy: HR1 },
    });
    const later = { ...reads, today: '2026-09-01' };
    given(started, reviewed, agreed).when(done(), later).thenRecords(fact);
    given(started, reviewed, agreed, fact).when(done(), later).thenRefuses('ILLEGAL_TRANSITION');
    given(started, reviewed, agreed)
      .when(done({ action: 2 }), later)
      .thenRefuses('ILLEGAL_TRANSITION');
    given(started, reviewed, agreed)
      .when(done({ doneOn: '2026-09-02' }), later)
      .thenRefuses('RULE_VIOLATED', { rule: 'review.done-on' });
  });
});

describe('what begins a review', () => {
  const ikm = { bands: ['C', 'D'], periods: 2, policies: [] };
  it.each([
    [['C', 'D'], true],
    [['D', 'C', 'A'], true],
    [['C', 'B'], false],
    [['B', 'C', 'C'], false],
    [['C'], false],
  ])('a low index for two periods running: %j is %s', (bands, low) =>
    expect(lowForLong(bands, ikm)).toBe(low),
  );
  it.each([
    [1, 5, '20', false],
    [2, 9, '20', true],
    [1, 1, '20', false],
    // 20.0001 of 100 is above; a share is compared to 4 places.
    [200001, 1000000, '20', true],
    [0, 0, '20', false],
  ])('a share above a threshold: %i of %i above %s is %s', (part, whole, share, is) =>
    expect(above(part, whole, share, 5)).toBe(is),
  );
  it.each([
    ['2026-06-30', '2026-01-01'],
    ['2026-07-01', '2026-07-01'],
  ])('the half-year of %s begins on %s', (date, half) => expect(halfYearOf(date)).toBe(half));
});
