import { eventTypeOf, type Recorded } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Change, DEADLINE_TABLE } from './deadline-table';

const FIXTURES = join(__dirname, '..', '..', '..', '..', 'libs', 'contracts', 'fixtures');
/** Which of several. */
const PART = '0198c1a2-0000-7000-8000-00000000000a';
const subject = { personId: 'the-person', unitId: 'the-unit' };

/** What a change says, in a line. */
const said = (change: Change): string => {
  if ('meets' in change) return `met ${change.meets}${change.part ? ` ${change.part}` : ''}`;
  if ('ends' in change) return `${change.why} ${change.ends}${change.part ? ` ${change.part}` : ''}`;
  const { starts, due, obliged, part } = change;
  const who =
    obliged.as === 'DUTY' ? obliged.duties.join('+') : obliged.as === 'ROLE' ? obliged.role : obliged.as;
  const when = due === null ? 'as it was' : 'at' in due ? `before ${due.at}` : `on ${due.on}`;
  return `${starts}${part ? ` ${part}` : ''} ${when}: ${who}`;
};

/** The contracts' frozen example of an event, in its current shape. */
const example = (service: string, type: string, version: number): Record<string, unknown> => {
  const text = readFileSync(join(FIXTURES, service, `${type}.v${version}.json`), 'utf8');
  return (JSON.parse(text) as { data: Record<string, unknown> }).data;
};

/** Whatever the example says of the dates that are optional in it. */
const DATES = { selfAssessBy: '2027-01-10', overdueAt: '2027-01-31T17:00:00.000Z' };

const changesOf = (name: string, more: object = {}): string[] => {
  const [service, type] = name.split('.');
  const rule = DEADLINE_TABLE.find((line) => line.service === service && line.contract.type === type);
  if (!rule) throw new Error(`no line for ${name}`);
  const data = { ...example(service, type, rule.contract.version), ...more };
  expect(rule.contract.faults(data)).toEqual([]);
  const event = { type, data, envelope: {} } as unknown as Recorded;
  return rule.changes(event, rule.needsSubject ? subject : null).map(said);
};

describe('facts and deadlines (domain.md 11, 12)', () => {
  it.each<[string, object, string[]]>([
    [
      'performance.PlanDrafted',
      { overdueAt: DATES.overdueAt },
      ['WORK_PLAN before 2027-01-31T17:00:00.000Z: PERSON'],
    ],
    ['performance.PlanDrafted', { overdueAt: null }, []],
    ['performance.PlanAgreed', {}, ['met WORK_PLAN']],
    ['performance.PlanClosed', {}, ['OVERTAKEN WORK_PLAN']],
    [
      'performance.PeriodOpened',
      { selfReportBy: '2026-04-05', overdueAt: '2026-04-10T17:00:00.000Z' },
      ['SELF_REPORT on 2026-04-05: PERSON', 'PERIOD_RATING before 2026-04-10T17:00:00.000Z: SUPERVISOR_OF'],
    ],
    ['performance.PeriodSelfReported', {}, ['met SELF_REPORT']],
    ['performance.PeriodRated', {}, ['met PERIOD_RATING', 'OVERTAKEN SELF_REPORT']],
    [
      'performance.EvaluationOpened',
      DATES,
      [
        'SELF_ASSESSMENT on 2027-01-10: PERSON',
        'ANNUAL_RATING before 2027-01-31T17:00:00.000Z: SUPERVISOR_OF',
      ],
    ],
    ['performance.SelfAssessed', {}, ['met SELF_ASSESSMENT']],
    ['performance.AnnualRated', {}, ['met ANNUAL_RATING', 'OVERTAKEN SELF_ASSESSMENT']],
    [
      'performance.EvaluationDelivered',
      { deemedAt: '2027-01-27T17:00:00.000Z', finalAt: '2027-01-28T17:00:00.000Z' },
      [
        'ACKNOWLEDGEMENT before 2027-01-27T17:00:00.000Z: PERSON',
        'EVALUATION_OBJECTION before 2027-01-28T17:00:00.000Z: PERSON',
      ],
    ],
    [
      'performance.ObjectionWindowMoved',
      { finalAt: '2027-01-30T17:00:00.000Z' },
      ['EVALUATION_OBJECTION before 2027-01-30T17:00:00.000Z: PERSON'],
    ],
    ['performance.EvaluationAcknowledged', {}, ['met ACKNOWLEDGEMENT']],
    ['performance.EvaluationDeemedAcknowledged', {}, ['OVERTAKEN ACKNOWLEDGEMENT']],
    [
      'performance.EvaluationObjected',
      { decideBy: '2027-02-12', overdueAt: '2027-02-12T17:00:00.000Z' },
      ['met EVALUATION_OBJECTION', 'OBJECTION_DECISION before 2027-02-12T17:00:00.000Z: SUPERIOR_OF'],
    ],
    ['performance.ObjectionDecided', {}, ['met OBJECTION_DECISION', 'OVERTAKEN ACKNOWLEDGEMENT']],
    ['performance.ObjectionEnded', {}, ['OVERTAKEN OBJECTION_DECISION', 'OVERTAKEN ACKNOWLEDGEMENT']],
    ['performance.EvaluationFinalised', {}, ['OVERTAKEN EVALUATION_OBJECTION']],
    [
      'performance.ImprovementPlanRequired',
      { overdueAt: DATES.overdueAt },
      ['IMPROVEMENT_PLAN before 2027-01-31T17:00:00.000Z: SUPERVISOR_OF'],
    ],
    [
      'performance.ImprovementPlanOpened',
      { overdueAt: DATES.overdueAt },
      ['met IMPROVEMENT_PLAN', 'IMPROVEMENT_ASSESSMENT before 2027-01-31T17:00:00.000Z: SUPERVISOR_OF'],
    ],
    ['performance.ImprovementSucceeded', {}, ['met IMPROVEMENT_ASSESSMENT']],
    ['performance.CompetencyTestOrdered', {}, ['met IMPROVEMENT_ASSESSMENT']],
    [
      'performance.ImprovementPlanWithdrawn',
      {},
      ['OVERTAKEN IMPROVEMENT_PLAN', 'OVERTAKEN IMPROVEMENT_ASSESSMENT'],
    ],
    [
      'performance.ObstacleRaised',
      { escalatesAt: DATES.overdueAt },
      ['OBSTACLE_RESPONSE before 2027-01-31T17:00:00.000Z: SUPERVISOR_OF'],
    ],
    [
      'performance.ImprovementAgreed',
      { due: '2026-06-30' },
      ['met OBSTACLE_RESPONSE', 'OBSTACLE_REMOVAL on 2026-06-30: PERSON'],
    ],
    ['performance.ObstacleResolved', {}, ['met OBSTACLE_REMOVAL', 'OVERTAKEN OBSTACLE_RESPONSE']],
    ['performance.SupportGranted', { due: '2026-06-30' }, ['SUPPORT on 2026-06-30: PERSON']],
    ['performance.SupportDelivered', {}, ['met SUPPORT']],
    ['performance.SanctionDecided', { appealBy: '2026-06-30' }, ['SANCTION_APPEAL on 2026-06-30: PERSON']],
    [
      'performance.SanctionAppealWindowMoved',
      { appealBy: '2026-07-07' },
      ['SANCTION_APPEAL on 2026-07-07: PERSON'],
    ],
    [
      'performance.SanctionAppealed',
      { answerDueAt: DATES.overdueAt },
      ['met SANCTION_APPEAL', 'SANCTION_APPEAL_ANSWER before 2027-01-31T17:00:00.000Z: leadership'],
    ],
    [
      'performance.SanctionAppealClockMoved',
      { answerDueAt: DATES.overdueAt },
      ['SANCTION_APPEAL_ANSWER before 2027-01-31T17:00:00.000Z: leadership'],
    ],
    ['performance.SanctionAppealDecided', {}, ['met SANCTION_APPEAL_ANSWER']],
    [
      'citizen.ComplaintFiled',
      { verifyDueAt: '2026-08-18T17:00:00.000Z' },
      ['COMPLAINT_VERIFICATION before 2026-08-18T17:00:00.000Z: complaint_officer'],
    ],
    [
      'citizen.ComplaintSupplemented',
      { verifyDueAt: '2026-08-18T17:00:00.000Z' },
      ['COMPLAINT_VERIFICATION before 2026-08-18T17:00:00.000Z: complaint_officer'],
    ],
    ['citizen.ComplaintReturned', {}, ['met COMPLAINT_VERIFICATION']],
    ['citizen.ComplaintForwarded', {}, ['met COMPLAINT_VERIFICATION']],
    [
      'citizen.ComplaintVerified',
      { dueAt: '2026-08-21T17:00:00.000Z' },
      [
        'met COMPLAINT_VERIFICATION',
        'COMPLAINT_ANSWER before 2026-08-21T17:00:00.000Z: complaint_officer+unit_head',
      ],
    ],
    ['citizen.ComplaintAssigned', {}, ['COMPLAINT_ANSWER as it was: complaint_officer+unit_head']],
    ['citizen.ComplaintDelegated', {}, ['COMPLAINT_ANSWER as it was: PERSON']],
    [
      'citizen.ComplaintClockMoved',
      { clock: 'VERIFY' },
      ['COMPLAINT_VERIFICATION before 2026-08-24T17:00:00.000Z: complaint_officer'],
    ],
    [
      'citizen.ComplaintClockMoved',
      {},
      ['COMPLAINT_ANSWER before 2026-08-24T17:00:00.000Z: complaint_officer+unit_head'],
    ],
    [
      'citizen.ComplaintReopened',
      { dueAt: '2026-08-21T17:00:00.000Z' },
      ['COMPLAINT_ANSWER before 2026-08-21T17:00:00.000Z: complaint_officer+unit_head'],
    ],
    [
      'citizen.ComplaintReopened',
      { dueAt: '2026-08-21T17:00:00.000Z', delegateId: '0198c1a2-0000-7000-8000-0000000000e3' },
      ['COMPLAINT_ANSWER before 2026-08-21T17:00:00.000Z: PERSON'],
    ],
    [
      'citizen.ComplaintClockMoved',
      { delegateId: '0198c1a2-0000-7000-8000-0000000000e3' },
      ['COMPLAINT_ANSWER before 2026-08-24T17:00:00.000Z: PERSON'],
    ],
    ['citizen.ComplaintReopened', { dueAt: null }, []],
    ['citizen.ComplaintAnswered', {}, ['met COMPLAINT_ANSWER']],
    ['citizen.ComplaintClosed', {}, ['OVERTAKEN COMPLAINT_VERIFICATION', 'OVERTAKEN COMPLAINT_ANSWER']],
    [
      'training.OnboardingStarted',
      { dueAt: '2026-06-30T17:00:00.000Z' },
      ['ONBOARDING before 2026-06-30T17:00:00.000Z: PERSON'],
    ],
    ['training.OnboardingCompleted', {}, ['met ONBOARDING']],
    ['training.OnboardingEnded', {}, ['OVERTAKEN ONBOARDING']],
    [
      'training.ProbationStarted',
      { endsAt: '2027-05-31T17:00:00.000Z' },
      ['PROBATION before 2027-05-31T17:00:00.000Z: PERSON'],
    ],
    ['training.LatsarPassed', {}, ['met PROBATION']],
    ['training.ProbationPassed', {}, ['OVERTAKEN PROBATION']],
    ['training.ProbationFailed', {}, ['OVERTAKEN PROBATION']],
    ['training.ProbationLapsed', {}, ['OVERTAKEN PROBATION']],
    [
      'career.TechnicalApprovalGiven',
      { overdueAt: '2027-03-24T17:00:00.000Z' },
      ['PROMOTION_DECISION before 2027-03-24T17:00:00.000Z: leadership'],
    ],
    ['career.PromotionDecided', {}, ['met PROMOTION_DECISION']],
    ['career.PromotionWithdrawn', {}, ['OVERTAKEN PROMOTION_DECISION']],
    [
      'career.PromotionHeld',
      { overdueAt: '2027-04-22T17:00:00.000Z' },
      ['PROMOTION_DECISION before 2027-04-22T17:00:00.000Z: leadership'],
    ],
    ['career.PromotionRevoked', {}, ['met PROMOTION_DECISION']],
    ['career.PromotionLapsed', {}, ['OVERTAKEN PROMOTION_DECISION']],
    [
      'policy.PolicyReviewStarted',
      { findingsDueAt: '2026-07-31T17:00:00.000Z' },
      ['POLICY_REVIEW before 2026-07-31T17:00:00.000Z: hr_admin'],
    ],
    ['policy.PolicyReviewed', {}, ['met POLICY_REVIEW']],
    ['policy.ReviewActionsAgreed', {}, ['POLICY_ACTION 1 on 2026-09-30: PERSON']],
    ['policy.ReviewActionDone', { action: 1 }, ['met POLICY_ACTION 1']],
    [
      'recruitment.ObjectionFiled',
      { answerDueAt: '2026-03-02T17:00:00.000Z' },
      ['SELECTION_OBJECTION_ANSWER before 2026-03-02T17:00:00.000Z: committee_chair+panelist'],
    ],
    ['recruitment.ObjectionUpheld', {}, ['met SELECTION_OBJECTION_ANSWER']],
    ['recruitment.ObjectionPartlyUpheld', {}, ['met SELECTION_OBJECTION_ANSWER']],
    ['recruitment.ObjectionDismissed', {}, ['met SELECTION_OBJECTION_ANSWER']],
    [
      'audit.EvidenceRequested',
      { requestId: PART, dueAt: '2027-05-10T17:00:00.000Z' },
      [`EVIDENCE ${PART} before 2027-05-10T17:00:00.000Z: PERSON`],
    ],
    [
      'audit.EvidenceClockMoved',
      { requestId: PART, dueAt: '2027-05-11T17:00:00.000Z' },
      [`EVIDENCE ${PART} before 2027-05-11T17:00:00.000Z: PERSON`],
    ],
    ['audit.EvidenceProvided', { requestId: PART }, [`met EVIDENCE ${PART}`]],
    [
      'audit.DraftFindingShared',
      { findingId: PART, replyOverAt: '2027-05-12T17:00:00.000Z' },
      [`DRAFT_REPLY ${PART} before 2027-05-12T17:00:00.000Z: unit_head`],
    ],
    ['audit.DraftReplied', { findingId: PART }, [`met DRAFT_REPLY ${PART}`]],
    [
      'audit.FindingIssued',
      { findingId: PART, followUpOverAt: '2027-07-16T17:00:00.000Z' },
      [`OVERTAKEN DRAFT_REPLY ${PART}`, `FOLLOW_UP ${PART} before 2027-07-16T17:00:00.000Z: unit_head`],
    ],
    ['audit.FollowUpReported', { findingId: PART }, [`met FOLLOW_UP ${PART}`]],
    [
      'audit.FollowUpReturnedByInspector',
      { findingId: PART, unitId: PART, followUpOverAt: '2027-07-16T17:00:00.000Z' },
      [`FOLLOW_UP ${PART} before 2027-07-16T17:00:00.000Z: unit_head`],
    ],
    ['audit.FollowUpReturnedByInspector', {}, []],
    ['audit.FollowUpAccepted', { findingId: PART }, [`OVERTAKEN FOLLOW_UP ${PART}`]],
    [
      'audit.DataRequestFiled',
      { requestId: PART, dueAt: '2027-06-04T02:00:00.000Z' },
      [`DATA_REQUEST ${PART} before 2027-06-04T02:00:00.000Z: data_officer`],
    ],
    [
      'audit.DataRequestLaidAgain',
      { requestId: PART, dueAt: '2028-04-10T02:00:00.000Z' },
      [`DATA_REQUEST ${PART} before 2028-04-10T02:00:00.000Z: data_officer`],
    ],
    ['audit.DataRequestFulfilled', { requestId: PART }, [`met DATA_REQUEST ${PART}`]],
    ['audit.DataRequestRefused', { requestId: PART }, [`met DATA_REQUEST ${PART}`]],
  ])('%s %j: %j', (name, more, changes) => expect(changesOf(name, more)).toEqual(changes));

  it('have one line each', () => {
    const names = DEADLINE_TABLE.map(({ service, contract }) => eventTypeOf(service, contract));
    expect(new Set(names).size).toBe(names.length);
  });
});
