import {
  clarificationAsked,
  clarificationHeld,
  clarificationMinutesPublished,
  clarificationScheduled,
} from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { clarification } from './clarification.decider';

const { given } = specFor(clarification);
const [clarificationId, vacancyId, member, applicant, guest] = Array.from({ length: 5 }, newId);
// Published on 6 April 2026: clarified to the end of the eleventh.
const dueAt = '2026-04-11T17:00:00.000Z';
const session = { clarificationId, vacancyId, stage: 'FINAL', place: 'Aula BKPSDM' } as const;
const early = '2026-04-10T02:00:00.000Z';
const reason = 'Aula baru dapat dipakai pada tanggal itu.';
const LATE = { marks: ['CLARIFICATION_LATE' as const] };
const because = { reason: { code: 'LATE' as const, text: reason } };
const scheduledAt = (startsAt: string, more: object = { marks: [] }, particulars: object = {}) =>
  clarificationScheduled(
    { ...session, startsAt, resultVersion: 1, scheduledBy: member, dueAt, marks: [], ...more },
    particulars,
  );
const scheduled = scheduledAt(early);
const here = { onCommittee: true, reasonMinChars: 20, now: '2026-04-07T02:00:00.000Z' };

describe('ScheduleClarification', () => {
  const schedule = {
    type: 'ScheduleClarification',
    ...session,
    by: member,
    startsAt: early,
    reason: '',
  } as const;
  const on = { ...here, result: { version: 1, dueAt } };
  it('is in time to the last moment', () => {
    given().when(schedule, on).thenRecords(scheduled);
    const last = '2026-04-11T16:59:59.999Z';
    given()
      .when({ ...schedule, startsAt: last }, on)
      .thenRecords(scheduledAt(last));
  });
  it('is allowed later, marked, and says why', () => {
    given()
      .when({ ...schedule, startsAt: dueAt, reason }, on)
      .thenRecords(scheduledAt(dueAt, LATE, because));
    given()
      .when({ ...schedule, startsAt: dueAt }, on)
      .thenRefuses('REASON_REQUIRED');
  });
  it('explains a published result, ahead of time, by the committee, once', () => {
    given()
      .when(schedule, { ...on, result: null })
      .thenRefuses('ILLEGAL_TRANSITION');
    given(scheduled).when(schedule, on).thenRefuses('ILLEGAL_TRANSITION');
    given()
      .when(schedule, { ...on, onCommittee: false })
      .thenRefuses('NOT_RELATED');
    given()
      .when(schedule, { ...on, now: '2026-04-10T02:00:00.001Z' })
      .thenRefuses('RULE_VIOLATED', { rule: 'clarification.ahead' });
  });
});

describe('the session', () => {
  const question = 'Bagaimana nilai wawancara dihitung?';
  const ask = { type: 'AskClarification', by: applicant, question } as const;
  const asked = (questionNo: number) =>
    clarificationAsked(
      { clarificationId, vacancyId, questionNo, askedBy: applicant, question },
      { subject: applicant },
    );
  const hold = {
    ...({ type: 'HoldClarification', by: member, heldAt: early, reason: '' } as const),
    ...{ attendees: [guest, applicant, guest], questions: [question], answers: ['Rata-rata nilai panel.'] },
  };
  const after = { ...here, now: '2026-04-10T05:00:00.000Z' };
  const heldAt = (at: string, more: object = { marks: [] }, particulars: object = {}) =>
    clarificationHeld(
      {
        ...{ clarificationId, vacancyId, heldBy: member, heldAt: at, attendees: [applicant, guest].sort() },
        ...{ questions: [question], answers: ['Rata-rata nilai panel.'], marks: [], ...more },
      },
      { ...particulars, occurred: at },
    );
  const held = heldAt(early);
  const sha256 = 'c'.repeat(64);
  const publish = { type: 'PublishMinutes', by: member, sha256 } as const;
  const published = clarificationMinutesPublished({
    clarificationId,
    vacancyId,
    publishedBy: member,
    sha256,
  });

  it('is asked beforehand by who has applied', () => {
    given(scheduled).when(ask, { applied: true }).thenRecords(asked(1));
    given(scheduled, asked(1)).when(ask, { applied: true }).thenRecords(asked(2));
    given(scheduled).when(ask, { applied: false }).thenRefuses('NOT_RELATED');
    given(scheduled, held).when(ask, { applied: true }).thenRefuses('ILLEGAL_TRANSITION');
    given().when(ask, { applied: true }).thenRefuses('CLARIFICATION_NOT_FOUND');
  });
  it('is recorded when it took place, each question with its answer', () => {
    given(scheduled).when(hold, after).thenRecords(held);
    given(scheduled).when(hold, here).thenRefuses('RULE_VIOLATED', { rule: 'clarification.held' });
    given(scheduled)
      .when({ ...hold, answers: [] }, after)
      .thenRefuses('RULE_VIOLATED', { rule: 'clarification.answers' });
    given(scheduled)
      .when(hold, { ...after, onCommittee: false })
      .thenRefuses('NOT_RELATED');
    given(scheduled, held).when(hold, after).thenRefuses('ILLEGAL_TRANSITION');
  });
  it('that took place late is marked, and says why', () => {
    const late = { ...here, now: dueAt };
    given(scheduled)
      .when({ ...hold, heldAt: dueAt, reason }, late)
      .thenRecords(heldAt(dueAt, LATE, because));
    given(scheduled)
      .when({ ...hold, heldAt: dueAt }, late)
      .thenRefuses('REASON_REQUIRED');
  });
  it('ends with minutes whose file is there', () => {
    given(scheduled, held)
      .when(publish, { ...after, files: [sha256] })
      .thenRecords(published);
    given(scheduled, held)
      .when(publish, { ...after, files: [] })
      .thenRefuses('RULE_VIOLATED', { rule: 'minutes-missing' });
    given(scheduled)
      .when(publish, { ...after, files: [sha256] })
      .thenRefuses('ILLEGAL_TRANSITION');
    given(scheduled, held, published)
      .when(publish, { ...after, files: [sha256] })
      .thenRefuses('ILLEGAL_TRANSITION');
    given(scheduled, held)
      .when(publish, { ...after, files: [sha256], onCommittee: false })
      .thenRefuses('NOT_RELATED');
  });
});
