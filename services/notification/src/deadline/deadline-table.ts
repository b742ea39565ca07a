import * as audit from '@jejak/contracts/audit';
import * as citizen from '@jejak/contracts/citizen';
import * as career from '@jejak/contracts/career';
import type { DeadlineKind, Obliged, WatchEnd } from '@jejak/contracts/notification';
import * as performance from '@jejak/contracts/performance';
import * as policy from '@jejak/contracts/policy';
import * as recruitment from '@jejak/contracts/recruitment';
import * as training from '@jejak/contracts/training';
import type { DomainEvent, EventContract, EventDefinition, Recorded } from '@jejak/kernel';
import type { Due } from './deadline-watch.decider';

/** Whom a thing is about and where it belongs, as the fact that opened it said. */
export interface CaseSubject {
  readonly personId: string;
  readonly unitId: string | null;
}

/** Which of several, where one thing has more than one deadline of a kind. */
interface Numbered {
  readonly part?: string;
}

export interface Starts extends Numbered {
  readonly starts: DeadlineKind;
  /** Null: as it was; somebody else has to act now. */
  readonly due: Due | null;
  readonly obliged: Obliged;
  readonly unitId: string | null;
}

/** What a fact means for a deadline of the thing whose stream it stands in. */
export type Change =
  | Starts
  | (Numbered & { readonly meets: DeadlineKind })
  | (Numbered & { readonly ends: DeadlineKind; readonly why: WatchEnd });

/** One line of the table. */
export interface DeadlineRule {
  readonly service: string;
  readonly contract: EventContract;
  /** The fact itself does not say whom it is about. */
  readonly needsSubject: boolean;
  /** @throws Error where the subject is needed and not handed in */
  changes(event: Recorded, subject: CaseSubject | null): readonly Change[];
}

type Of<Name extends string, Data extends object> = (event: DomainEvent<Name, Data>) => readonly Change[];
type About<Name extends string, Data extends object> = (
  event: DomainEvent<Name, Data>,
  subject: CaseSubject,
) => readonly Change[];

const in_ = (service: string) => ({
  when: <Name extends string, Data extends object>(
    contract: EventDefinition<Name, Data>,
    changes: Of<Name, Data>,
  ): DeadlineRule => ({
    ...{ service, contract, needsSubject: false },
    // The rule is looked up by the event's type.
    changes: (event) => changes(event as unknown as DomainEvent<Name, Data>),
  }),
  whenAbout: <Name extends string, Data extends object>(
    contract: EventDefinition<Name, Data>,
    changes: About<Name, Data>,
  ): DeadlineRule => ({
    ...{ service, contract, needsSubject: true },
    changes: (event, subject) => {
      if (!subject) throw new Error(`${contract.type} needs whom it is about`);
      return changes(event as unknown as DomainEvent<Name, Data>, subject);
    },
  }),
});

const person = (personId: string): Obliged => ({ as: 'PERSON', personId });
const supervisorOf = (personId: string): Obliged => ({ as: 'SUPERVISOR_OF', personId });
const superiorOf = (personId: string): Obliged => ({ as: 'SUPERIOR_OF', personId });
const LEADERSHIP: Obliged = { as: 'ROLE', role: 'leadership' };
const HR: Obliged = { as: 'ROLE', role: 'hr_admin' };
const officers = (scope: string | null): Obliged => ({ as: 'DUTY', duties: ['complaint_officer'], scope });
const unit = (scope: string | null): Obliged => ({
  as: 'DUTY',
  duties: ['complaint_officer', 'unit_head'],
  scope,
});
/** Whom the unit has answer in its head's place, where it has somebody do so. */
const answering = ({
  unitId,
  delegateId,
}: {
  readonly unitId: string | null;
  readonly delegateId?: string;
}): Obliged => (delegateId === undefined ? unit(unitId) : person(delegateId));
const committee = (scope: string): Obliged => ({
  as: 'DUTY',
  duties: ['committee_chair', 'panelist'],
  scope,
});

const meets = (...kinds: readonly DeadlineKind[]): Change[] => kinds.map((kind) => ({ meets: kind }));
const overtakes = (...kinds: readonly DeadlineKind[]): Change[] =>
  kinds.map((kind) => ({ ends: kind, why: 'OVERTAKEN' }));
const starts = (
  kind: DeadlineKind,
  due: Due | null,
  obliged: Obliged,
  unitId: string | null,
): readonly Change[] => (due === null ? [] : [{ starts: kind, due, obliged, unitId }]);
const passesTo = (kind: DeadlineKind, obliged: Obliged, unitId: string | null): readonly Change[] => [
  { starts: kind, due: null, obliged, unitId },
];
const at = (instant: string | null | undefined): Due | null =>
  instant === null || instant === undefined ? null : { at: instant };
const on = (date: string | null | undefined): Due | null =>
  date === null || date === undefined ? null : { on: date };

const p = in_('performance');
const ofPerformance = [
  p.when(performance.planDrafted, ({ data: { employeeId, unitId, overdueAt } }) =>
    starts('WORK_PLAN', at(overdueAt), person(employeeId), unitId),
  ),
  p.when(performance.planAgreed, () => meets('WORK_PLAN')),
  p.when(performance.planClosed, () => overtakes('WORK_PLAN')),
  p.when(performance.periodOpened, ({ data: { employeeId, unitId, selfReportBy, overdueAt } }) => [
    ...starts('SELF_REPORT', on(selfReportBy), person(employeeId), unitId),
    ...starts('PERIOD_RATING', at(overdueAt), supervisorOf(employeeId), unitId),
  ]),
  p.when(performance.periodSelfReported, () => meets('SELF_REPORT')),
  p.when(performance.periodRated, () => [...meets('PERIOD_RATING'), ...overtakes('SELF_REPORT')]),
  p.when(performance.evaluationOpened, ({ data: { employeeId, unitId, selfAssessBy, overdueAt } }) => [
    ...starts('SELF_ASSESSMENT', on(selfAssessBy), person(employeeId), unitId),
    ...starts('ANNUAL_RATING', at(overdueAt), supervisorOf(employeeId), unitId),
  ]),
  p.when(performance.selfAssessed, () => meets('SELF_ASSESSMENT')),
  p.when(performance.annualRated, () => [...meets('ANNUAL_RATING'), ...overtakes('SELF_ASSESSMENT')]),
  p.whenAbout(performance.evaluationDelivered, ({ data: { deemedAt, finalAt } }, { personId, unitId }) => [
    ...starts('ACKNOWLEDGEMENT', at(deemedAt), person(personId), unitId),
    ...starts('EVALUATION_OBJECTION', at(finalAt), person(personId), unitId),
  ]),
  p.whenAbout(performance.objectionWindowMoved, ({ data: { finalAt } }, { personId, unitId }) =>
    starts('EVALUATION_OBJECTION', at(finalAt), person(personId), unitId),
  ),
  p.when(performance.evaluationAcknowledged, () => meets('ACKNOWLEDGEMENT')),
  p.when(performance.evaluationDeemedAcknowledged, () => overtakes('ACKNOWLEDGEMENT')),
  p.whenAbout(performance.evaluationObjected, ({ data: { decideBy, overdueAt } }, { personId, unitId }) => [
    ...meets('EVALUATION_OBJECTION'),
    ...starts('OBJECTION_DECISION', at(overdueAt) ?? on(decideBy), superiorOf(personId), unitId),
  ]),
  p.when(performance.objectionDecided, () => [
    ...meets('OBJECTION_DECISION'),
    ...overtakes('ACKNOWLEDGEMENT'),
  ]),
  p.when(performance.objectionEnded, () => overtakes('OBJECTION_DECISION', 'ACKNOWLEDGEMENT')),
  p.when(performance.evaluationFinalised, () => overtakes('EVALUATION_OBJECTION')),
  p.when(performance.improvementPlanRequired, ({ data: { employeeId, unitId, overdueAt } }) =>
    starts('IMPROVEMENT_PLAN', at(overdueAt), supervisorOf(employeeId), unitId),
  ),
  p.whenAbout(performance.improvementPlanOpened, ({ data: { overdueAt } }, { personId, unitId }) => [
    ...meets('IMPROVEMENT_PLAN'),
    ...starts('IMPROVEMENT_ASSESSMENT', at(overdueAt), supervisorOf(personId), unitId),
  ]),
  p.when(performance.improvementSucceeded, () => meets('IMPROVEMENT_ASSESSMENT')),
  p.when(performance.competencyTestOrdered, () => meets('IMPROVEMENT_ASSESSMENT')),
  p.when(performance.improvementPlanWithdrawn, () => overtakes('IMPROVEMENT_PLAN', 'IMPROVEMENT_ASSESSMENT')),
  p.when(performance.obstacleRaised, ({ data: { employeeId, unitId, escalatesAt } }) =>
    starts('OBSTACLE_RESPONSE', at(escalatesAt), supervisorOf(employeeId), unitId),
  ),
  p.whenAbout(performance.improvementAgreed, ({ data: { owner, due } }, { unitId }) => [
    ...meets('OBSTACLE_RESPONSE'),
    ...starts('OBSTACLE_REMOVAL', on(due), person(owner), unitId),
  ]),
  p.when(performance.obstacleResolved, () => [
    ...meets('OBSTACLE_REMOVAL'),
    ...overtakes('OBSTACLE_RESPONSE'),
  ]),
  p.whenAbout(performance.supportGranted, ({ data: { grantedBy, due } }, { unitId }) =>
    starts('SUPPORT', on(due), person(grantedBy), unitId),
  ),
  p.when(performance.supportDelivered, () => meets('SUPPORT')),
  p.whenAbout(performance.sanctionDecided, ({ data: { employeeId, appealBy } }, { unitId }) =>
    starts('SANCTION_APPEAL', on(appealBy), person(employeeId), unitId),
  ),
  p.whenAbout(performance.sanctionAppealWindowMoved, ({ data: { appealBy } }, { personId, unitId }) =>
    starts('SANCTION_APPEAL', on(appealBy), person(personId), unitId),
  ),
  p.whenAbout(performance.sanctionAppealed, ({ data: { answerDueAt } }, { unitId }) => [
    ...meets('SANCTION_APPEAL'),
    ...starts('SANCTION_APPEAL_ANSWER', at(answerDueAt), LEADERSHIP, unitId),
  ]),
  p.whenAbout(performance.sanctionAppealClockMoved, ({ data: { answerDueAt } }, { unitId }) =>
    starts('SANCTION_APPEAL_ANSWER', at(answerDueAt), LEADERSHIP, unitId),
  ),
  p.when(performance.sanctionAppealDecided, () => meets('SANCTION_APPEAL_ANSWER')),
];

const c = in_('citizen');
const ofCitizen = [
  c.when(citizen.complaintFiled, ({ data: { unitId, verifyDueAt } }) =>
    starts('COMPLAINT_VERIFICATION', at(verifyDueAt), officers(unitId), unitId),
  ),
  c.when(citizen.complaintSupplemented, ({ data: { unitId, verifyDueAt } }) =>
    starts('COMPLAINT_VERIFICATION', at(verifyDueAt), officers(unitId), unitId),
  ),
  c.when(citizen.complaintReturned, () => meets('COMPLAINT_VERIFICATION')),
  c.when(citizen.complaintForwarded, () => meets('COMPLAINT_VERIFICATION')),
  c.when(citizen.complaintVerified, ({ data: { unitId, dueAt } }) => [
    ...meets('COMPLAINT_VERIFICATION'),
    ...starts('COMPLAINT_ANSWER', at(dueAt), unit(unitId), unitId),
  ]),
  c.when(citizen.complaintAssigned, ({ data: { unitId } }) =>
    passesTo('COMPLAINT_ANSWER', unit(unitId), unitId),
  ),
  c.when(citizen.complaintDelegated, ({ data: { to, unitId } }) =>
    passesTo('COMPLAINT_ANSWER', person(to), unitId),
  ),
  c.when(citizen.complaintClockMoved, ({ data }) =>
    data.clock === 'VERIFY'
      ? starts('COMPLAINT_VERIFICATION', at(data.dueAt), officers(data.unitId), data.unitId)
      : starts('COMPLAINT_ANSWER', at(data.dueAt), answering(data), data.unitId),
  ),
  c.when(citizen.complaintReopened, ({ data }) =>
    starts('COMPLAINT_ANSWER', at(data.dueAt), answering(data), data.unitId),
  ),
  c.when(citizen.complaintAnswered, () => meets('COMPLAINT_ANSWER')),
  c.when(citizen.complaintClosed, () => overtakes('COMPLAINT_VERIFICATION', 'COMPLAINT_ANSWER')),
];

const t = in_('training');
const ofTraining = [
  t.when(training.onboardingStarted, ({ data: { employeeId, unitId, dueAt } }) =>
    starts('ONBOARDING', at(dueAt), person(employeeId), unitId),
  ),
  t.when(training.onboardingCompleted, () => meets('ONBOARDING')),
  t.when(training.onboardingEnded, () => overtakes('ONBOARDING')),
  t.when(training.probationStarted, ({ data: { employeeId, endsAt } }) =>
    starts('PROBATION', at(endsAt), person(employeeId), null),
  ),
  t.when(training.latsarPassed, () => meets('PROBATION')),
  t.when(training.probationPassed, () => overtakes('PROBATION')),
  t.when(training.probationFailed, () => overtakes('PROBATION')),
  t.when(training.probationLapsed, () => overtakes('PROBATION')),
];

const k = in_('career');
const ofCareer = [
  k.whenAbout(career.technicalApprovalGiven, ({ data: { overdueAt } }, { unitId }) =>
    starts('PROMOTION_DECISION', at(overdueAt), LEADERSHIP, unitId),
  ),
  k.when(career.promotionDecided, () => meets('PROMOTION_DECISION')),
  // What was granted no longer holds, and is decided anew.
  k.whenAbout(career.promotionHeld, ({ data: { overdueAt } }, { unitId }) =>
    starts('PROMOTION_DECISION', at(overdueAt), LEADERSHIP, unitId),
  ),
  k.when(career.promotionRevoked, () => meets('PROMOTION_DECISION')),
  k.when(career.promotionLapsed, () => overtakes('PROMOTION_DECISION')),
  k.when(career.promotionWithdrawn, () => overtakes('PROMOTION_DECISION')),
];

const r = in_('recruitment');
const ofRecruitment = [
  r.when(recruitment.objectionFiled, ({ data: { vacancyId, answerDueAt } }) =>
    starts('SELECTION_OBJECTION_ANSWER', at(answerDueAt), committee(vacancyId), null),
  ),
  r.when(recruitment.objectionUpheld, () => meets('SELECTION_OBJECTION_ANSWER')),
  r.when(recruitment.objectionPartlyUpheld, () => meets('SELECTION_OBJECTION_ANSWER')),
  r.when(recruitment.objectionDismissed, () => meets('SELECTION_OBJECTION_ANSWER')),
];

const y = in_('policy');
const ofPolicy = [
  y.when(policy.policyReviewStarted, ({ data: { findingsDueAt } }) =>
    starts('POLICY_REVIEW', at(findingsDueAt), HR, null),
  ),
  y.when(policy.policyReviewed, () => meets('POLICY_REVIEW')),
  y.when(policy.reviewActionsAgreed, ({ data: { actions } }) =>
    actions.map(({ action, owner, due }): Change => ({
      ...{ starts: 'POLICY_ACTION', due: { on: due }, obliged: person(owner), unitId: null },
      part: String(action),
    })),
  ),
  y.when(policy.reviewActionDone, ({ data: { action } }) => [
    { meets: 'POLICY_ACTION', part: String(action) },
  ]),
];

const heads = (scope: string): Obliged => ({ as: 'DUTY', duties: ['unit_head'], scope });
const DATA_OFFICERS: Obliged = { as: 'DUTY', duties: ['data_officer'], scope: null };

const a = in_('audit');
/** An inspection has several requests and findings, and a person may ask more than once: each has a clock of its own. */
const ofAudit = [
  a.when(audit.evidenceRequested, ({ data: { requestId: part, askedOf, dueAt } }) => [
    { starts: 'EVIDENCE', due: { at: dueAt }, obliged: person(askedOf), unitId: null, part },
  ]),
  a.when(audit.evidenceClockMoved, ({ data: { requestId: part, askedOf, dueAt } }) => [
    { starts: 'EVIDENCE', due: { at: dueAt }, obliged: person(askedOf), unitId: null, part },
  ]),
  a.when(audit.evidenceProvided, ({ data: { requestId: part } }) => [{ meets: 'EVIDENCE', part }]),
  a.when(audit.draftFindingShared, ({ data: { findingId: part, unitId, replyOverAt } }) => [
    { starts: 'DRAFT_REPLY', due: { at: replyOverAt }, obliged: heads(unitId), unitId, part },
  ]),
  a.when(audit.draftReplied, ({ data: { findingId: part } }) => [{ meets: 'DRAFT_REPLY', part }]),
  a.when(audit.findingIssued, ({ data: { findingId: part, unitId, followUpOverAt } }) => [
    { ends: 'DRAFT_REPLY', why: 'OVERTAKEN', part },
    { starts: 'FOLLOW_UP', due: { at: followUpOverAt }, obliged: heads(unitId), unitId, part },
  ]),
  a.when(audit.followUpReported, ({ data: { findingId: part } }) => [{ meets: 'FOLLOW_UP', part }]),
  // It does not do: the clock goes on, to the day that it had.
  a.when(audit.followUpReturned, ({ data: { findingId: part, unitId, followUpOverAt } }) =>
    unitId === undefined
      ? []
      : [{ starts: 'FOLLOW_UP', due: { at: followUpOverAt }, obliged: heads(unitId), unitId, part }],
  ),
  a.when(audit.followUpAccepted, ({ data: { findingId: part } }) => [
    { ends: 'FOLLOW_UP', why: 'OVERTAKEN', part },
  ]),
  a.when(audit.dataRequestFiled, ({ data: { requestId: part, dueAt } }) => [
    { starts: 'DATA_REQUEST', due: { at: dueAt }, obliged: DATA_OFFICERS, unitId: null, part },
  ]),
  a.when(audit.dataRequestLaidAgain, ({ data: { requestId: part, dueAt } }) => [
    { starts: 'DATA_REQUEST', due: { at: dueAt }, obliged: DATA_OFFICERS, unitId: null, part },
  ]),
  a.when(audit.dataRequestFulfilled, ({ data: { requestId: part } }) => [{ meets: 'DATA_REQUEST', part }]),
  a.when(audit.dataRequestRefused, ({ data: { requestId: part } }) => [{ meets: 'DATA_REQUEST', part }]),
];

/** Which facts of the other services start, move and end which clocks. @source domain.md 11, 12, and the sections named there */
export const DEADLINE_TABLE: readonly DeadlineRule[] = [
  ...ofPerformance,
  ...ofCitizen,
  ...ofTraining,
  ...ofCareer,
  ...ofRecruitment,
  ...ofPolicy,
  ...ofAudit,
];
