import {
  promotionDecided,
  promotionOverdue,
  promotionVerified,
  technicalApprovalGiven,
  technicalApprovalRefused,
} from '@jejak/contracts/career';
import { Conflict, endOfDay, plusWorkingDays, reasonFor, RuleViolated, startOfDay } from '@jejak/kernel';
import { documentsOf } from '../credit/career-rules';
import { documentMissing } from '../credit/credit-ledger.decider';
import type { CommandNamed, Handed } from './promotion.commands';
import { caseIn, checkDate, checkEligible, notProposer, readIn, stillEmployed } from './promotion-guards';
import type { Promotion, PromotionEvent } from './promotion.state';

/**
 * Somebody else of the HR agency sees that the file is complete.
 * @throws Conflict ILLEGAL_TRANSITION · RuleViolated SOD_VIOLATION, DOCUMENT_MISSING (the kinds)
 * @source domain.md 7.2; `car.other` promotionDocuments
 */
export const verify = (
  { by, documents }: CommandNamed<'VerifyPromotion'>,
  state: Promotion,
  { rules }: Handed,
): PromotionEvent[] => {
  const file = caseIn(state, 'PROPOSED');
  notProposer(by, file, 'sod.proposer-verifier');
  const { caseId, employeeId, kind } = file.opened;
  const handed = documents.map((document) => document.kind);
  const missing = documentsOf(rules, kind).filter((wanted) => !handed.includes(wanted));
  if (missing.length > 0)
    throw new RuleViolated('DOCUMENT_MISSING', 'The file is not complete.', {
      field: 'documents',
      params: { kinds: missing },
    });
  const sorted = [...documents].sort((a, b) => (a.kind < b.kind ? -1 : 1));
  return [
    promotionVerified({ caseId, employeeId, verifiedBy: by, documents: sorted }, { subject: employeeId }),
  ];
};

/**
 * The letter of the national agency; a decision is due so many working days after it.
 * @throws Conflict ILLEGAL_TRANSITION · RuleViolated SOD_VIOLATION, DOCUMENT_MISSING, REASON_REQUIRED
 * @source PP 11/2017 as amended by PP 17/2020; domain.md 7.2, 7.4; `car.other` decisionWorkingDays
 */
export const recordApproval = (
  { by, given, number, documentSha256, reason }: CommandNamed<'RecordTechnicalApproval'>,
  state: Promotion,
  { calendar, date, rules }: Handed,
): PromotionEvent[] => {
  const file = caseIn(state, 'VERIFIED');
  notProposer(by, file, 'sod.proposer-verifier');
  if (documentSha256 === null) throw documentMissing();
  const { caseId, employeeId } = file.opened;
  const letter = { caseId, employeeId, recordedBy: by, number, documentSha256 };
  if (!given)
    return [
      technicalApprovalRefused(letter, {
        subject: employeeId,
        reason: reasonFor('REJECTION', reason, rules.reasonMinimum),
      }),
    ];
  const decideBy = plusWorkingDays(date, rules.other.decisionWorkingDays, calendar);
  const overdueAt = endOfDay(decideBy, calendar);
  return [technicalApprovalGiven({ ...letter, decideBy, overdueAt }, { subject: employeeId })];
};

/**
 * The leadership decides, also anew about what was held on its day. Granted it is only while every condition still holds.
 * @throws Conflict ILLEGAL_TRANSITION, EMPLOYMENT_ENDED · RuleViolated SOD_VIOLATION, APPROVAL_REQUIRED, EFFECTIVE_DATE_INVALID, EVALUATION_CONTESTED,
 * NOT_ELIGIBLE, NO_FORMATION, SANCTION_ACTIVE, REASON_REQUIRED
 * @source PP 11/2017 as amended by PP 17/2020, Peraturan BKN 4/2025; domain.md 7.2
 */
export const decideOn = (
  { by, outcome, reason }: CommandNamed<'DecidePromotion'>,
  state: Promotion,
  given: Handed,
): PromotionEvent[] => {
  const file = caseIn(state, 'PROPOSED', 'VERIFIED', 'APPROVED', 'APPROVAL_REFUSED', 'HELD');
  notProposer(by, file, 'sod.proposer-approver');
  const { caseId, employeeId, kind } = file.opened;
  const decided = { caseId, employeeId, outcome, decidedBy: by };
  if (outcome === 'REJECTED')
    return [
      promotionDecided(
        { ...decided, effective: null, effectiveAt: null, evaluations: [] },
        { subject: employeeId, reason: reasonFor('REJECTION', reason, given.rules.reasonMinimum) },
      ),
    ];
  if (file.status !== 'APPROVED' && file.status !== 'HELD')
    throw new RuleViolated('APPROVAL_REQUIRED', 'The national agency has not given its technical approval.', {
      rule: 'promotion.approval',
    });
  stillEmployed(given);
  const read = readIn(given);
  const { effective, from, balance } = read.facts;
  checkDate(effective, given);
  const { proposed } = file;
  if (from.rank !== proposed?.from.rank || from.level !== proposed.from.level)
    throw new Conflict('ILLEGAL_TRANSITION', 'The employee no longer holds what the proposal starts from.');
  checkEligible(kind, read, true);
  const effectiveAt = startOfDay(effective, given.calendar);
  return [
    promotionDecided(
      { ...decided, effective, effectiveAt, evaluations: [...read.evaluations], balance },
      { subject: employeeId, effective },
    ),
  ];
};

/** Nobody decided in time: it decides nothing. @source domain.md 7.4, 2.4 */
export const markDecisionOverdue = (state: Promotion): PromotionEvent[] => {
  if (state.status !== 'APPROVED' && state.status !== 'HELD') return [];
  const { decideBy: dueOn, overdue } = state;
  if (dueOn === null || overdue.includes(`DECISION|${dueOn}`)) return [];
  const { caseId, employeeId, kind } = state.opened;
  return [promotionOverdue({ caseId, employeeId, kind, clock: 'DECISION', dueOn }, { subject: employeeId })];
};
