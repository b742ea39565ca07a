import type { Recorded } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOTICE_TABLE } from './notice-table';
import { fits } from './vacancy-match';

const FIXTURES = join(__dirname, '..', '..', '..', '..', 'libs', 'contracts', 'fixtures');

const noticeOf = (name: string, more: object = {}): string => {
  const [service, type] = name.split('.');
  const rule = NOTICE_TABLE.find((line) => line.service === service && line.contract.type === type);
  if (!rule) throw new Error(`no line for ${name}`);
  const file = join(FIXTURES, service, `${type}.v${rule.contract.version}.json`);
  const data = { ...(JSON.parse(readFileSync(file, 'utf8')) as { data: object }).data, ...more };
  expect(rule.contract.faults(data)).toEqual([]);
  const { topic, to, due } = rule.of({ type, data } as unknown as Recorded);
  return `${topic}: ${to.map(({ as }) => as).join('+')}${due === null ? '' : ` by ${Object.values(due).join('')}`}`;
};

describe('facts that are told once (domain.md 4.2, 4.5, 11, 12)', () => {
  it.each<[string, object, string]>([
    [
      'performance.EvaluationDelivered',
      { objectBy: '2027-01-27' },
      'EVALUATION_DELIVERED: SUBJECT by 2027-01-27',
    ],
    ['performance.ObjectionDecided', {}, 'EVALUATION: SUBJECT'],
    ['performance.TargetReviewTriggered', {}, 'WORK_PLAN: ROLE'],
    ['performance.SummonsIssued', { hearingOn: '2026-05-04' }, 'SUMMONS: PERSON by 2026-05-04'],
    ['performance.SanctionDecided', { appealBy: '2026-06-30' }, 'SANCTION_DECIDED: PERSON by 2026-06-30'],
    ['career.PromotionDecided', {}, 'PROMOTION: PERSON'],
    ['training.EnrolmentConfirmed', {}, 'TRAINING: PERSON'],
    ['training.OnboardingStarted', {}, 'WELCOME: PERSON'],
    ['recruitment.ApplicationSubmitted', {}, 'APPLICATION: PERSON'],
    ['recruitment.ApplicationSubmitted', { applicantId: null }, 'APPLICATION: '],
    [
      'recruitment.StageResultPublished',
      { objectionClosesAt: '2026-02-23T17:00:00.000Z' },
      'RESULT_PUBLISHED: APPLICANTS+PUBLIC by 2026-02-23T17:00:00.000Z',
    ],
    ['recruitment.StageResultPublished', { objectionClosesAt: null }, 'RESULT_PUBLISHED: APPLICANTS+PUBLIC'],
    ['recruitment.ObjectionUpheld', {}, 'APPLICATION: APPLICANT'],
    ['recruitment.ObjectionPartlyUpheld', {}, 'APPLICATION: APPLICANT'],
    ['recruitment.ObjectionDismissed', {}, 'APPLICATION: APPLICANT'],
    ['recruitment.ApplicationDisqualified', {}, 'APPLICATION: APPLICANT'],
    ['recruitment.ReserveCalled', {}, 'APPLICATION: APPLICANT'],
    ['recruitment.ClarificationScheduled', {}, 'APPLICATION: APPLICANTS'],
    ['recruitment.VacancyAmended', {}, 'APPLICATION: APPLICANTS'],
    ['recruitment.VacancyCancelled', {}, 'APPLICATION: APPLICANTS'],
    [
      'recruitment.VacancyAnnounced',
      { closeAt: '2026-02-17T17:00:00.000Z' },
      'VACANCY: BOARD+PUBLIC by 2026-02-17T17:00:00.000Z',
    ],
    [
      'notification.SubscriberAsked',
      { confirmBy: '2026-02-05T17:00:00.000Z' },
      'CONFIRMATION: SUBSCRIBER by 2026-02-05T17:00:00.000Z',
    ],
  ])('%s %j: %s', (name, more, notice) => expect(noticeOf(name, more)).toBe(notice));

  it('has a line here for each of the table', () => expect(NOTICE_TABLE).toHaveLength(20));
});

describe('a vacancy that somebody waits for', () => {
  const vacancy = {
    ...{ position: 'Perawat Ahli Pertama', unitId: 'health', formationKind: 'GENERAL' },
    requirements: [{ kind: 'EDUCATION', text: 'S1 Keperawatan' }],
  } as Parameters<typeof fits>[0];
  const all = { text: null, unitId: null, formationKind: null };
  it.each([
    [all, true],
    [{ ...all, text: 'perawat' }, true],
    [{ ...all, text: 'keperawatan' }, true],
    [{ ...all, text: 'guru' }, false],
    [{ ...all, unitId: 'health' }, true],
    [{ ...all, unitId: 'school' }, false],
    [{ ...all, formationKind: 'GENERAL' as const }, true],
    [{ ...all, formationKind: 'CUMLAUDE' as const, text: 'perawat' }, false],
  ])('of %j: %s', (filter, expected) => expect(fits(vacancy, filter)).toBe(expected));
});
