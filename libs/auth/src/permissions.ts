import type { Role } from '@jejak/kernel';

/** Who may use a permission. */
export interface PermissionRule {
  readonly roles: readonly Role[];
  /** Commands of class *decision*: their refusals are recorded as `CommandRefused` (domain.md 2.2 and 18). */
  readonly decision: boolean;
}

const to = (...roles: Role[]): PermissionRule => ({ roles, decision: false });
const deciding = (...roles: Role[]): PermissionRule => ({ roles, decision: true });

/** Everyone who is signed in as a person. A duty named in domain.md asks for one of the staff roles too. */
const PEOPLE = [
  'applicant',
  'employee',
  'supervisor',
  'hr_admin',
  'committee',
  'leadership',
  'inspector',
] as const satisfies readonly Role[];

/**
 * Every permission of the installation and the roles that have it; the only place where a role is tied to an act. A role opens
 * the door: relations, duties, assignments and the separation of duties are rules of the decider, and who may see a row is
 * part of the query. `public` means: also without login.
 * @source domain.md 4.2, 5.3, 6.2, 7.2, 8.1, 9.1, 10.2 (role columns), 13 (reading), 2.9 (imports); operations.md 6
 */
export const PERMISSIONS = {
  // ---- Recruitment: domain.md 4.2
  'recruitment:propose-formation': to('hr_admin'), // ProposeFormation
  'recruitment:approve-formation': deciding('leadership'), // ApproveFormation, RejectFormation
  'recruitment:draft-vacancy': to('hr_admin'), // DraftVacancy
  'recruitment:approve-vacancy': deciding('leadership'), // ApproveVacancy
  'recruitment:announce-vacancy': deciding('hr_admin'), // AnnounceVacancy
  'recruitment:amend-vacancy': to('hr_admin'), // AmendVacancy
  'recruitment:cancel-vacancy': deciding('leadership'), // CancelVacancy
  'recruitment:apply': to('applicant'), // RegisterApplicant, DraftApplication, SubmitApplication, Withdraw
  'recruitment:verify': to('committee'), // VerifyApplication
  'recruitment:disqualify': deciding('committee'), // DisqualifyApplicant
  'recruitment:import': to('service'), // ImportSkdScores, ImportSkbScores: imports `scores`
  'recruitment:import-selection': to('hr_admin', 'service'), // 2.9 `selection`; 13: hr_admin C includes imports
  'recruitment:appoint-panel': to('hr_admin'), // 4.1 Panel: assignment of its members
  'recruitment:license-psychologist': to('hr_admin'), // what LICENCE_REQUIRED is checked against
  'recruitment:declare-conflict': to('committee'), // DeclareConflict, RecusePanelist
  'recruitment:score': deciding('committee'), // SealScore
  'recruitment:reveal': deciding('service'), // RevealScores
  'recruitment:reconcile': deciding('committee'), // ReconcilePanel
  'recruitment:record-psychological-result': deciding('committee'), // RecordPsychologicalResult
  'recruitment:rank': deciding('service'), // ComputeRanking
  'recruitment:publish': deciding('committee'), // PublishStageResult (duty committee_chair)
  'recruitment:object': deciding('applicant'), // FileObjection
  'recruitment:decide': deciding('committee'), // DecideObjection
  'recruitment:schedule-clarification': to('committee'), // ScheduleClarification, HoldClarification
  'recruitment:ask-clarification': to('applicant'), // AskClarification
  'recruitment:give-input': to('public'), // GiveInput
  'recruitment:answer-input': to('committee'), // AnswerInput
  'recruitment:record-nip': to('hr_admin'), // RecordNipApproval
  'recruitment:appoint': deciding('leadership'), // AppointCandidate, FillFromReserve, RenewContract
  'recruitment:read': to('applicant', 'hr_admin', 'committee', 'leadership', 'inspector'), // 13: own, all, assigned, all, all
  'recruitment:read-drafts': to('hr_admin', 'leadership', 'inspector'), // 13: all, all, all; nobody else before the announcement
  'recruitment:read-published': to('public'), // 13: public r, employee r; 4.4
  'recruitment:read-effectiveness': to('hr_admin', 'leadership', 'inspector'), // 4.5, feeds policy review
  'recruitment:feed': to('service'), // architecture.md 2, HTTP feeds

  // ---- Performance: domain.md 5.3
  'performance:cycle': to('hr_admin'), // OpenCycle, CloseCycle
  'performance:set-direction': to('leadership'), // SetDirection
  'performance:plan-unit-result': to('leadership', 'employee'), // PlanUnitResult (duty unit_head)
  'performance:define-indicator': to('hr_admin'), // DefineIndicator
  'performance:draft-plan': to('employee'), // DraftPlan, SubmitPlan
  'performance:agree-plan': to('supervisor'), // AgreePlan, ReturnPlan
  'performance:check-realism': to('service'), // (automatic) realism check
  'performance:review-target': to('supervisor'), // ReviewTarget
  'performance:contest-target': to('employee'), // ContestTarget
  'performance:decide-dispute': deciding('supervisor'), // the superior's PlanDisputeDecided
  'performance:request-plan-change': to('employee', 'supervisor'), // RequestPlanChange
  'performance:decide-plan-change': to('supervisor'), // RequestPlanChange / decide
  'performance:report': to('employee'), // ReportProgress
  'performance:ingest': to('service'), // IngestMeasurement
  'performance:manage-sources': to('hr_admin'), // 5.7: registered sources and their audits
  'performance:import-measurements': to('service', 'hr_admin'), // 2.9 `measurements`; 13: hr_admin C includes imports
  'performance:verify': to('supervisor', 'employee'), // VerifyMeasurement, RejectMeasurement (duty data_steward)
  'performance:correct': to('employee', 'supervisor'), // CorrectMeasurement, DisputeRejection
  'performance:feedback': to('employee', 'supervisor'), // GiveFeedback: superior, peer, subordinate; acknowledge
  'performance:obstacle': to('employee', 'supervisor'), // RaiseObstacle, AnalyseObstacle, AgreeImprovement, Close
  'performance:request-support': to('employee'), // RequestSupport
  'performance:decide-support': to('supervisor', 'employee'), // RequestSupport / decide (unit head for facilities)
  'performance:self-report': to('employee'), // SelfReportPeriod
  'performance:rate-period': deciding('supervisor'), // RatePeriod
  'performance:self-assess': to('employee'), // SelfAssess
  'performance:interview': to('supervisor'), // RecordInterview
  'performance:rate-behaviour': deciding('supervisor'), // RateBehaviour
  'performance:set-organisation-result': deciding('leadership'), // SetOrganisationResult
  'performance:recommend': to('service'), // ComputeRecommendation
  'performance:rate': deciding('supervisor'), // RateAnnual
  'performance:review-distribution': deciding('employee', 'supervisor'), // HoldDistributionReview (duty unit_head + supervisors)
  'performance:deliver': to('supervisor'), // DeliverEvaluation
  'performance:acknowledge': to('employee'), // Acknowledge (plan, period, evaluation)
  'performance:object': deciding('employee'), // FileObjection
  'performance:hear': deciding('supervisor'), // HearObjection
  'performance:decide': deciding('supervisor'), // DecideObjection
  'performance:reopen': deciding('supervisor'), // ReopenEvaluation
  'performance:propose-reward': deciding('service', 'supervisor'), // ProposeReward
  'performance:nominate-peer': deciding('employee'), // NominatePeer
  'performance:approve-reward': deciding('leadership'), // ApproveReward
  'performance:consent-recognition': to('employee'), // 5.8: whether one is named in public
  'performance:report-violation': deciding('supervisor', 'inspector'), // ReportViolation, Summon, HoldHearing
  'performance:decide-sanction': deciding('leadership'), // DecideSanction
  'performance:appeal-sanction': deciding('employee'), // AppealSanction
  'performance:improve': deciding('supervisor'), // 5.9: opens and assesses an improvement plan, proposes what follows
  'performance:open-survey': to('hr_admin'), // OpenEngagementSurvey
  'performance:answer-survey': to('employee'), // AnswerEngagement
  'performance:read': to('employee', 'supervisor', 'hr_admin', 'leadership', 'inspector'), // 13: own, team, all but rating, all, all
  'performance:read-published': to('public'), // 13: public r
  'performance:publish': deciding('hr_admin'), // 2.7, 5.10: figures of a quarter; the timer asks nobody
  'performance:read-fairness': to('hr_admin', 'leadership', 'inspector'), // 5.10 fairness monitor; 13: R (all)
  'performance:export-allowance': to('hr_admin'), // 5.8: the allowance factor by predicate is exported
  'performance:feed': to('service'), // architecture.md 2

  // ---- Training: domain.md 6.2
  'training:identify-need': to('service', 'supervisor', 'employee'), // IdentifyNeed
  'training:plan': to('hr_admin'), // DraftPlan, PrioritiseNeed
  'training:approve-plan': deciding('leadership'), // ApprovePlan
  'training:define': to('hr_admin'), // DefineProgramme, ScheduleSession, OpenEnrolment, Cancel
  'training:nominate': to('supervisor', 'hr_admin'), // Nominate; 6.3: HR past the nine-box, with a reason
  'training:refuse-seat': to('supervisor'), // Nominate: refused by the supervisor
  'training:enrol': to('employee'), // SelfEnrol, withdraw
  'training:teach': deciding('employee', 'committee'), // RecordAttendance, RecordAssessment (duty trainer)
  'training:complete': to('service'), // CompleteEnrolment
  'training:certify': to('hr_admin'), // IssueCertificate, revoke
  'training:claim': to('employee'), // ClaimExternalLearning
  'training:verify-claim': to('hr_admin'), // ClaimExternalLearning: hr_admin verifies
  'training:evaluate': deciding('employee', 'supervisor'), // EvaluateTraining: participant, supervisor
  'training:onboard': to('service', 'employee', 'hr_admin'), // StartOnboarding, OnboardingTaskDone
  'training:assign-buddy': to('hr_admin'), // who goes with a newcomer, where the first choice does not fit
  'training:pass-probation': deciding('hr_admin'), // 6.3: PNS appointment, LATSAR_REQUIRED
  'training:compute-adoption': to('service'), // 6.3: the counts behind the index
  'training:share': to('employee', 'hr_admin'), // team activities, topics, posts, adopted practices
  'training:read': to('employee', 'supervisor', 'hr_admin', 'leadership', 'inspector'), // 13: own, team, all, all, all
  'training:read-taught': to('employee', 'supervisor', 'hr_admin', 'leadership', 'inspector', 'committee'), // trainers from outside
  'training:publish': deciding('hr_admin'), // 2.7, 6.4: figures of a year; the timer asks nobody
  'training:read-published': to('public'), // 13: public r; certificates by serial
  'training:feed': to('service'), // architecture.md 2

  // ---- Career: domain.md 7.2
  'career:organise': to('hr_admin'), // CreateUnit, RenameUnit, MergeUnits
  'career:register-employee': to('hr_admin'), // RegisterEmployee
  'career:assign': to('hr_admin'), // AssignPosition, AssignSupervisor, AssignDuty
  'career:import': to('hr_admin'), // 2.9 `units`, `employees`
  'career:end-employment': to('hr_admin'), // EndEmployment: proposes
  'career:decide-employment-end': deciding('leadership'), // EndEmployment: decides
  'career:import-record': to('hr_admin'), // ImportCreditBalance, CorrectCreditBalance, ImportPastPredicate
  'career:convert': to('service'), // ConvertPredicate
  'career:add-education-credit': to('hr_admin'), // AddEducationCredit
  'career:check-eligibility': to('employee', 'hr_admin'), // CheckEligibility: about oneself; hr_admin
  'career:open-promotion': deciding('employee', 'hr_admin'), // OpenPromotion
  'career:propose-promotion': deciding('hr_admin'), // Propose
  'career:verify-promotion': deciding('hr_admin'), // VerifyPromotion, RecordTechnicalApproval
  'career:decide-promotion': deciding('leadership'), // DecidePromotion
  'career:register-test': to('employee'), // RegisterCompetencyTest
  'career:record-test': deciding('employee', 'committee'), // RecordCompetencyTest (duty assessor)
  'career:assess-potential': deciding('hr_admin'), // AssessPotential
  'career:map-talent': deciding('employee', 'committee'), // MapTalent (duty talent_committee)
  'career:form-succession': deciding('leadership'), // FormSuccession, Nominate
  'career:propose-placement': deciding('hr_admin'), // ProposePlacement
  'career:decide-placement': deciding('leadership'), // Decide (placement)
  'career:read': to('employee', 'supervisor', 'hr_admin', 'leadership', 'inspector'), // 13: own, team, all, all, all
  'career:declare-kinship': to('employee'), // what KINSHIP_LINE is checked against
  'career:read-merit': to('hr_admin', 'leadership', 'inspector'), // 7.6, 7.7
  'career:read-overdue': to('hr_admin', 'leadership', 'inspector'), // 7.4: listed to leadership; decisions that rest on an evaluation
  'career:read-outsiders': to('hr_admin', 'leadership', 'inspector'), // 13: all, all, all; the others have no part in them
  'career:publish': deciding('hr_admin'), // 2.4, 2.7: what was late in a quarter; the timer asks nobody
  'career:read-published': to('public'), // 13: public r
  'career:feed': to('service'), // architecture.md 2

  // ---- Policy: domain.md 8.1
  'policy:draft': to('hr_admin'), // DraftPolicy
  'policy:simulate': to('hr_admin', 'leadership'), // SimulatePolicy
  'policy:consult': to('hr_admin'), // OpenConsultation, AnswerOpinion
  'policy:give-opinion': to('public', 'employee'), // SubmitOpinion
  'policy:approve': deciding('leadership'), // ApprovePolicy
  'policy:publish': deciding('hr_admin'), // PublishPolicy
  'policy:socialise': to('hr_admin'), // RecordSocialisation
  'policy:acknowledge': to('employee'), // AcknowledgePolicy
  'policy:activate': to('service'), // BringIntoForce
  'policy:start-review': to('service'), // StartReview
  'policy:publish-review': to('hr_admin'), // PublishReview
  'policy:agree-actions': deciding('leadership'), // AgreeActions
  'policy:request-exception': deciding('employee', 'supervisor'), // RequestException (duty unit_head); 13: supervisor exception
  'policy:grant-exception': deciding('leadership'), // GrantException
  'policy:verify-institution': to('hr_admin'), // 1: “public with a verified organisation”
  'policy:read': to('public'), // 13: R for everyone
  'policy:read-drafts': to('hr_admin', 'leadership', 'inspector'), // 13; nobody else before people are asked
  'policy:read-exceptions': to('employee', 'supervisor', 'hr_admin', 'leadership', 'inspector'), // own requests; all
  'policy:read-decisions': to('hr_admin', 'leadership', 'inspector'), // 8: which decisions used version n
  'policy:feed': to('service'), // architecture.md 2

  // ---- Citizen: domain.md 9.1
  'citizen:set-standard': to('hr_admin'), // SetServiceStandard
  'citizen:record-service': to('service', 'employee'), // RecordServiceEvent
  'citizen:review': to('public'), // SubmitReview
  'citizen:decide-review': to('employee'), // release or exclude (duty complaint_officer)
  'citizen:survey': to('hr_admin'), // RunSurvey
  'citizen:answer-survey': to('public'), // SurveyResponseRecorded
  'citizen:compute-index': to('service'), // ComputeIkm
  'citizen:complain': to('public'), // FileComplaint, DisputeAnswer
  'citizen:handle-complaint': to('employee'), // VerifyComplaint, AssignComplaint (duty complaint_officer)
  'citizen:answer-complaint': to('employee'), // AnswerComplaint (duty unit_head, or complaint_officer)
  'citizen:register-device': to('hr_admin'), // 9.1 staff device: what is reviewed from it is looked at
  'citizen:publish': deciding('hr_admin'), // 2.7, 9.3: complaints of a month, an index, indices; the timer asks nobody
  'citizen:import': to('service', 'hr_admin'), // 2.9 `service-requests`, `survey`; 13: hr_admin C includes imports
  'citizen:read': to('employee', 'supervisor', 'hr_admin', 'leadership', 'inspector'), // 13: r, r unit, R, r, R
  'citizen:read-published': to('public'), // 13: public R own by tracking code, r
  // 13, as above: those who see what is not published, or too small to be, see it on the same routes
  'citizen:read-figures': to('public', 'hr_admin', 'leadership', 'inspector'),
  'citizen:feed': to('service'), // architecture.md 2

  // ---- Notification: domain.md 11; 13: everyone own inbox and subscriptions, hr_admin templates
  'notification:subscribe': to(...PEOPLE), // Subscribe: the own ones
  'notification:read-own': to(...PEOPLE), // own inbox, deadlines, delivery evidence
  'notification:subscribe-publicly': to('public'), // by e-mail, confirmed
  'notification:publish-template': to('hr_admin'), // PublishTemplate
  'notification:read-templates': to('hr_admin', 'inspector'), // what people are told
  'notification:read-deadlines': to('employee', 'supervisor', 'hr_admin', 'leadership', 'inspector'), // calendar: own, team, all, all, all
  'notification:read-evidence': to('hr_admin', 'inspector'), // delivery evidence, for disputes
  'notification:read-report': to('hr_admin', 'leadership', 'inspector'), // monthly report
  'notification:feed': to('service'), // architecture.md 2

  // ---- Audit: domain.md 10.2
  'audit:inspect': to('inspector'), // OpenInspection, RequestEvidence, ShareDraftFinding, CloseInspection, ClearControl
  'audit:ask-why': to('inspector'), // AskWhy
  'audit:read-timeline': to('inspector'), // 10.4 evidence timeline; 13: inspector
  'audit:read-entries': to('inspector', 'monitor', 'service'), // audit-ledger.md 7: leaves have no personal value; a monitor reads them and nothing else
  'audit:issue-finding': to('inspector'), // IssueFinding, FollowUpAccepted
  'audit:provide-evidence': to(...PEOPLE), // Provide, ReplyToDraft: any
  'audit:answer-finding': to('supervisor', 'employee'), // RespondFinding, FollowUp (duty unit_head); 13: supervisor
  'audit:read-findings': to('inspector', 'leadership', 'supervisor', 'employee'), // 13: leadership R findings; the head of a unit those that they answer
  'audit:raise-alarm': to('service'), // RaiseIntegrityAlarm
  'audit:resolve-alarm': to('inspector'), // ResolveIntegrityAlarm
  'audit:read-own-access': to('applicant', 'employee', 'inspector'), // 13: own access log; an inspector reads anyone's
  'audit:request-data': to('public', 'applicant', 'employee'), // FileDataRequest: the person; 13: public own data request
  'audit:handle-data-request': deciding('hr_admin'), // HandleDataRequest (duty data_officer)
  'audit:read-data-requests': to('applicant', 'employee', 'hr_admin', 'inspector'), // 13: the own ones; data officer and inspector all
  'audit:hold': deciding('hr_admin', 'inspector'), // PlaceLegalHold, LiftLegalHold (duty data_officer, or inspector); audit-ledger.md 3
  'audit:read-erasures': to('hr_admin', 'inspector'), // holds, and what was erased: question 23 of audit-ledger.md 14
  'audit:keep-breaches': deciding('hr_admin'), // breach register (duty data_officer): operations.md 7
  'audit:read-breaches': to('hr_admin', 'inspector', 'leadership'), // the register: those who answer for it
  'audit:read-published': to('public'), // 2.7: how many requests about data were answered late, of nobody in particular
  'audit:verify': to('public', 'inspector'), // 13: public verify proofs; 10.1.3; an inspector who says what for is recorded
  'audit:seal': to('service'), // 13: service seal
  'audit:feed': to('service'), // architecture.md 2

  // ---- Operations: operations.md 6, in every service
  'operations:read': to('operator'), // status, what is parked, how far a rebuild or replay is
  'operations:redrive': to('operator'), // parked streams and dead rows of the outbox
  'operations:rebuild': to('operator'), // rebuild, rollback, discard
  'operations:replay': to('operator'), // fills a lost topic again
  'operations:read-keys': to('operator', 'inspector'), // how old the keys are: operations.md 6
  'operations:rotate-keys': deciding('operator'), // another KEK: two persons
  'operations:reconcile': to('operator', 'inspector'), // compares stores with the log: audit-ledger.md 4
} as const satisfies Record<`${string}:${string}`, PermissionRule>;

export type Permission = keyof typeof PERMISSIONS;

/** The roles that have a permission. */
export const rolesOf = (permission: Permission): readonly Role[] => PERMISSIONS[permission].roles;

/** True where the refusal of a command is itself recorded. */
export const isDecision = (permission: Permission): boolean => PERMISSIONS[permission].decision;
