import {
  objectionDismissed,
  objectionEvidenceRead,
  objectionFiled,
  objectionOverdue,
  objectionPartlyUpheld,
  objectionUpheld,
  objectionVoteCast,
  type SanggahGround,
  type SanggahOutcome,
} from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import type { FilingGiven } from './filing';
import { answerDueAt, openWindow, type ResultWindow } from './objection-window';
import { objection } from './objection.decider';
import type { VoteOnObjection, VotingGiven } from './voting';

const { given } = specFor(objection);
const [objectionId, applicationId, vacancyId, applicantId] = Array.from({ length: 4 }, newId);
const [one, two, three, four, scorer] = Array.from({ length: 5 }, newId);
const subject = applicantId;
const calendar = { zone: 'Asia/Jakarta', holidays: [] };
/** Published on 6 April 2026 at 10:00, open to the end of the ninth; the answer is due on the sixteenth. */
const first: ResultWindow = {
  resultVersion: 1,
  ...{ opensAt: '2026-04-06T03:00:00.000Z', closesAt: '2026-04-09T17:00:00.000Z', concerns: true },
};
const second: ResultWindow = {
  resultVersion: 2,
  ...{ opensAt: '2026-04-13T03:00:00.000Z', closesAt: '2026-04-16T17:00:00.000Z', concerns: true },
};
const evidence = [{ sha256: 'a'.repeat(64), mediaType: 'application/pdf', size: 1200 }];
const text = 'Nilai psikologi saya diketik 75, sedangkan laporannya 85.';
const objecting = {
  objectionId,
  applicationId,
  vacancyId,
  applicantId,
  stage: 'FINAL',
  ground: 'SCORE',
  text,
} as const;
const filedFact = objectionFiled(
  { ...objecting, resultVersion: 1, answerDueAt: '2026-04-16T17:00:00.000Z' },
  { subject, evidence },
);

describe('the window of a result (domain.md 16)', () => {
  it.each([
    ['2026-04-06T02:59:59.999Z', undefined],
    ['2026-04-06T03:00:00.000Z', 1],
    ['2026-04-09T16:59:59.000Z', 1],
    ['2026-04-09T16:59:59.999Z', 1],
    ['2026-04-09T17:00:00.000Z', undefined],
    ['2026-04-13T03:00:00.000Z', 2],
    ['2026-04-16T17:00:00.000Z', undefined],
  ])('at %s the version open is %s', (now, version) =>
    expect(openWindow([first, second], now)?.resultVersion).toBe(version),
  );
  it('of a later version is open only for those whose row changed', () => {
    const unchanged = [first, { ...second, concerns: false }];
    expect(openWindow(unchanged, '2026-04-13T03:00:00.000Z')).toBeUndefined();
    const overlapping = { ...second, opensAt: '2026-04-08T03:00:00.000Z', concerns: false };
    expect(openWindow([first, overlapping], '2026-04-09T03:00:00.000Z')).toBe(first);
  });
  // ADMIN published 20 February, window to the 23rd: answers due 2 March. FINAL 6 April, to the 9th: due 16 April.
  it.each([
    ['2026-02-23T17:00:00.000Z', '2026-03-02T17:00:00.000Z'],
    ['2026-04-09T17:00:00.000Z', '2026-04-16T17:00:00.000Z'],
  ])('that closes at %s is answered before %s', (closesAt, due) =>
    expect(answerDueAt(closesAt, 7, calendar)).toBe(due),
  );
});

describe('FileObjection', () => {
  const file = { type: 'FileObjection', ...objecting, resultVersion: 1, evidence } as const;
  const filing: FilingGiven = {
    ...{
      windows: [first],
      withdrawn: false,
      pendingOnSameGround: false,
      kept: evidence,
      answerDays: 7,
      calendar,
    },
    policies: ['rec.objection@1'],
  };
  const on = (now: string, change: Partial<FilingGiven> = {}) => ({ filing: { ...filing, ...change }, now });
  const inTime = on('2026-04-08T02:00:00.000Z');

  it('is refused to who has withdrawn', () =>
    given()
      .when(file, on('2026-04-08T02:00:00.000Z', { withdrawn: true }))
      .thenRefuses('ILLEGAL_TRANSITION'));
  it('is taken to the last moment of D+3', () =>
    given().when(file, on('2026-04-09T16:59:59.000Z')).thenRecords(filedFact));
  it('is refused from D+4 00:00:00 on, and before the publication', () => {
    given()
      .when(file, on('2026-04-09T17:00:00.000Z'))
      .thenRefuses('OBJECTION_WINDOW_CLOSED', {
        policyRefs: ['rec.objection@1'],
        params: { until: '2026-04-09T17:00:00.000Z' },
      });
    given().when(file, on('2026-04-06T02:59:59.999Z')).thenRefuses('OBJECTION_WINDOW_CLOSED');
    given()
      .when(file, on('2026-04-08T02:00:00.000Z', { windows: [] }))
      .thenRefuses('OBJECTION_WINDOW_CLOSED');
  });
  it('of a later version is refused to those whom it did not change', () =>
    given()
      .when(
        { ...file, resultVersion: 2 },
        on('2026-04-14T02:00:00.000Z', { windows: [first, { ...second, concerns: false }] }),
      )
      .thenRefuses('OBJECTION_WINDOW_CLOSED'));
  it.each<SanggahGround>(['OWN_LATE_DOCUMENT', 'OWN_WRONG_DOCUMENT'])('is refused on %s', (ground) =>
    given()
      .when({ ...file, ground }, inTime)
      .thenRefuses('NOT_OBJECTIONABLE'),
  );
  it('is refused a second time, and while another version is contested on the same ground', () => {
    given(filedFact).when(file, inTime).thenRefuses('DUPLICATE_OBJECTION');
    given()
      .when(file, on('2026-04-08T02:00:00.000Z', { pendingOnSameGround: true }))
      .thenRefuses('DUPLICATE_OBJECTION');
  });
  it('rests on documents that were handed in, or on none', () => {
    given()
      .when(file, on('2026-04-08T02:00:00.000Z', { kept: [] }))
      .thenRefuses('RULE_VIOLATED', { rule: 'evidence-missing' });
    given()
      .when({ ...file, evidence: [{ ...evidence[0], size: 1 }] }, inTime)
      .thenRefuses('RULE_VIOLATED', { rule: 'evidence-missing' });
    given()
      .when({ ...file, evidence: [] }, on('2026-04-08T02:00:00.000Z', { kept: [] }))
      .thenRecords(objectionFiled(filedFact.data, { subject }));
  });
});

describe('ReadEvidence', () => {
  const read = { type: 'ReadEvidence', by: one, sha256: evidence[0].sha256 } as const;
  const fact = objectionEvidenceRead({ objectionId, readBy: one, sha256: evidence[0].sha256 }, { subject });
  it('is recorded once', () => {
    given(filedFact).when(read).thenRecords(fact);
    given(filedFact, fact).when(read).thenRecords();
    given().when(read).thenRefuses('OBJECTION_NOT_FOUND');
  });
});

describe('VoteOnObjection', () => {
  const reasons = 'Laporan psikolog menyebut 85; angka 75 adalah salah ketik.';
  const correction = { component: 'PSYCHOLOGICAL', value: '85.000' } as const;
  const vote = (by: string, change: Partial<VoteOnObjection> = {}): VoteOnObjection => ({
    ...{ type: 'VoteOnObjection', by, outcome: 'UPHELD', correction, reasons },
    ...change,
  });
  const dismiss = { outcome: 'DISMISSED', correction: null } as const;
  const voting: VotingGiven = {
    ...{ members: [one, two, three, scorer], scorers: [scorer], conflicts: [], reasonMinChars: 20 },
    recorded: { value: '75.000', most: 100 },
  };
  const with_ = (change: Partial<VotingGiven> = {}) => ({ voting: { ...voting, ...change } });
  const readBy = (person: string) =>
    objectionEvidenceRead({ objectionId, readBy: person, sha256: evidence[0].sha256 }, { subject });
  const opened = [filedFact, readBy(one), readBy(two), readBy(three), readBy(four), readBy(scorer)] as const;
  const cast = (
    voter: string,
    outcome: SanggahOutcome = 'UPHELD',
    proposed: typeof correction | null = correction,
  ) => objectionVoteCast({ objectionId, voter, outcome, correction: proposed, reasons }, { subject });
  const decision = { objectionId, applicationId, vacancyId, stage: 'FINAL' as const, electorate: 3, reasons };
  const majority = [one, two].sort();
  const why = { subject, reason: { code: 'OBJECTION' as const, text: reasons } };
  const change = { component: 'PSYCHOLOGICAL' as const, old: '75.000', new: '85.000' };
  const upheld = objectionUpheld({ ...decision, majority, correction: change }, why);

  it('decides with more than half of those who may vote', () => {
    given(...opened)
      .when(vote(one), with_())
      .thenRecords(cast(one));
    given(...opened, cast(one))
      .when(vote(two, { correction: { component: 'PSYCHOLOGICAL', value: '85' } }), with_())
      .thenRecords(cast(two), upheld);
  });
  it('decides in each of the three ways', () => {
    given(...opened, cast(one, 'PARTLY_UPHELD'))
      .when(vote(two, { outcome: 'PARTLY_UPHELD' }), with_())
      .thenRecords(
        cast(two, 'PARTLY_UPHELD'),
        objectionPartlyUpheld({ ...decision, majority, correction: change }, why),
      );
    given(...opened, cast(one, 'DISMISSED', null))
      .when(vote(two, dismiss), with_())
      .thenRecords(cast(two, 'DISMISSED', null), objectionDismissed({ ...decision, majority }, why));
  });
  it('half is no majority; nor are votes of different minds', () => {
    given(...opened, cast(one))
      .when(vote(two), with_({ members: [one, two, three, four] }))
      .thenRecords(cast(two));
    given(...opened, cast(one))
      .when(vote(two, { correction: { component: 'PSYCHOLOGICAL', value: '80' } }), with_())
      .thenFacts((facts) => expect(facts).toHaveLength(1));
    given(...opened, cast(one))
      .when(vote(two, dismiss), with_())
      .thenRecords(cast(two, 'DISMISSED', null));
  });
  it('may be changed until the decision, and counts once', () => {
    given(...opened, cast(one))
      .when(vote(one, dismiss), with_())
      .thenRecords(cast(one, 'DISMISSED', null));
    given(...opened, cast(one), cast(one, 'DISMISSED', null))
      .when(vote(two), with_())
      .thenRecords(cast(two));
    given(...opened, cast(one))
      .when(vote(one), with_())
      .thenRecords(cast(one));
  });
  it('of somebody who left the committee, or turned out to have scored, counts no more', () => {
    given(...opened, cast(one))
      .when(vote(two), with_({ members: [two, three, four] }))
      .thenRecords(cast(two));
    given(...opened, cast(one))
      .when(vote(two), with_({ members: [one, two, three, four], scorers: [one] }))
      .thenRecords(cast(two));
  });
  it('is refused to who has declared a conflict, and waits for nobody like that', () => {
    given(...opened)
      .when(vote(three), with_({ conflicts: [three] }))
      .thenRefuses('CONFLICT_OF_INTEREST');
    given(...opened, cast(one))
      .when(vote(two), with_({ members: [one, two, three, four, scorer], conflicts: [four] }))
      .thenRecords(cast(two), upheld);
  });
  it('is refused to who scored, also to a member who is alone with it, and to the applicant', () => {
    given(...opened)
      .when(vote(scorer), with_())
      .thenRefuses('SOD_VIOLATION');
    given(...opened)
      .when(vote(applicantId), with_({ members: [applicantId, one] }))
      .thenRefuses('SOD_VIOLATION');
  });
  it('is refused to who is not on the committee', () =>
    given(...opened)
      .when(vote(four), with_())
      .thenRefuses('NOT_RELATED'));
  it('is refused on evidence unread', () =>
    given(filedFact).when(vote(one), with_()).thenRefuses('RULE_VIOLATED', { rule: 'evidence-unread' }));
  it('needs reasons', () =>
    given(...opened)
      .when(vote(one, { reasons: 'Salah ketik.       ' }), with_())
      .thenRefuses('REASON_REQUIRED'));
  it.each([
    [vote(one, { outcome: 'DISMISSED' }), 'RULE_VIOLATED', 'objection.outcome'],
    [vote(one, { correction: null }), 'RULE_VIOLATED', 'objection.outcome'],
    [vote(one, { correction: { component: 'TWK', value: '90' } }), 'RULE_VIOLATED', 'objection.component'],
    [vote(one, { correction: { ...correction, value: '75' } }), 'RULE_VIOLATED', 'objection.correction'],
    [vote(one, { correction: { ...correction, value: '100.001' } }), 'SCORE_OUT_OF_RANGE', undefined],
  ])('does not correct what cannot be corrected (%#)', (command, code, rule) =>
    given(...opened)
      .when(command, with_())
      .thenRefuses(code, rule ? { rule } : {}),
  );
  it('corrects no score that is not recorded', () =>
    given(...opened)
      .when(vote(one), with_({ recorded: null }))
      .thenRefuses('RULE_VIOLATED', { rule: 'objection.component' }));
  it('corrects a subtest by whole points', () => {
    const skd = objectionFiled({ ...filedFact.data, stage: 'SKD' }, { subject });
    const points = { members: [one], recorded: { value: '64', most: 150 } };
    const twk = (value: string) => vote(one, { correction: { component: 'TWK', value } });
    given(skd).when(twk('65.5'), with_(points)).thenRefuses('SCORE_OUT_OF_RANGE');
    given(skd).when(twk('151'), with_(points)).thenRefuses('SCORE_OUT_OF_RANGE');
    given(skd)
      .when(twk('65'), with_(points))
      .thenFacts(([, decided]) =>
        expect(decided).toMatchObject({ data: { correction: { component: 'TWK', old: '64', new: '65' } } }),
      );
  });
  it('comes too late after the decision', () =>
    given(...opened, cast(one), cast(two), upheld)
      .when(vote(three), with_())
      .thenRefuses('ILLEGAL_TRANSITION'));
});

describe('MarkOverdue', () => {
  const mark = { type: 'MarkOverdue' } as const;
  const about = { objectionId, applicationId, vacancyId, stage: 'FINAL' as const };
  const overdue = objectionOverdue({ ...about, answerDueAt: '2026-04-16T17:00:00.000Z' }, { subject });
  it('notes that the answer is late, once, and decides nothing', () => {
    given(filedFact).when(mark, { now: '2026-04-16T17:00:00.000Z' }).thenRecords(overdue);
    given(filedFact, overdue).when(mark, { now: '2026-04-17T17:00:00.000Z' }).thenRecords();
    given(filedFact).when(mark, { now: '2026-04-16T16:59:59.999Z' }).thenRefuses('ILLEGAL_TRANSITION');
  });
});
