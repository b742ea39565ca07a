import {
  promotionEffective,
  promotionHeld,
  promotionLapsed,
  promotionRevoked,
  promotionWithdrawn,
} from '@jejak/contracts/career';
import { endOfDay, plusWorkingDays, reasonFor, RuleViolated } from '@jejak/kernel';
import { groundsOf, lostOf } from './promotion-changes';
import type { CommandNamed, Handed } from './promotion.commands';
import { caseIn, notFound, notProposer } from './promotion-guards';
import { type OpenCase, type Promotion, type PromotionEvent, UNDER_WAY } from './promotion.state';

/** Until it is decided. @throws NotFound PROMOTION_NOT_FOUND · Conflict ILLEGAL_TRANSITION · RuleViolated REASON_REQUIRED */
export const withdraw = (
  { by, role, reason }: CommandNamed<'WithdrawPromotion'>,
  state: Promotion,
  { rules }: Handed,
): PromotionEvent[] => {
  // Nobody else knows of the case.
  if (role !== 'hr_admin' && state.status !== 'absent' && by !== state.opened.employeeId) throw notFound();
  const { opened } = caseIn(state, 'OPENED', 'PROPOSED', 'VERIFIED', 'APPROVED', 'APPROVAL_REFUSED');
  const { caseId, employeeId, kind } = opened;
  return [
    promotionWithdrawn(
      { caseId, employeeId, kind, withdrawnBy: by },
      { subject: employeeId, reason: reasonFor('CANCELLATION', reason, rules.reasonMinimum) },
    ),
  ];
};

/**
 * The leadership takes back what it granted, before it takes effect, where what it rests on has changed.
 * @throws Conflict ILLEGAL_TRANSITION · RuleViolated SOD_VIOLATION, RULE_VIOLATED (promotion.unchanged), REASON_REQUIRED
 * @source domain.md 2.6, 7.2, 12
 */
export const revoke = (
  { by, reason }: CommandNamed<'RevokePromotion'>,
  state: Promotion,
  given: Handed,
): PromotionEvent[] => {
  const file = caseIn(state, 'GRANTED', 'HELD');
  notProposer(by, file, 'sod.proposer-approver');
  const { caseId, employeeId, kind } = file.opened;
  const grounds = [...groundsOf(file, given)];
  if (grounds.length === 0)
    throw new RuleViolated('RULE_VIOLATED', 'Nothing has changed of what the promotion rests on.', {
      rule: 'promotion.unchanged',
    });
  return [
    promotionRevoked(
      { caseId, employeeId, kind, revokedBy: by, grounds, failed: [...lostOf(file, given).failed] },
      { subject: employeeId, reason: reasonFor('CANCELLATION', reason, given.rules.reasonMinimum) },
    ),
  ];
};

/**
 * The day has come: the promotion takes effect, or what no longer holds is laid before the leadership again.
 * @source domain.md 2.6, 7.2, 7.4; `car.other` decisionWorkingDays
 */
export const takeEffect = (state: Promotion, given: Handed): PromotionEvent[] => {
  if (state.status === 'absent' || ['EFFECTIVE', 'HELD', 'REVOKED', 'LAPSED'].includes(state.status))
    return [];
  const file = caseIn(state, 'GRANTED');
  const { opened, proposed, decided } = file;
  if (!proposed || !decided?.effective) throw new Error('a granted promotion was proposed for a day');
  if (given.date < decided.effective) return [];
  const over = lapse(state, given);
  if (over.length > 0) return over;
  const { caseId, employeeId, kind } = opened;
  const { effective } = decided;
  const { because, failed } = lostOf(file, given);
  if (because.length > 0) {
    const { calendar, date, rules, eligibility } = given;
    const decideBy = plusWorkingDays(date, rules.other.decisionWorkingDays, calendar);
    const evaluations = eligibility && 'evaluations' in eligibility ? [...eligibility.evaluations] : [];
    return [
      promotionHeld(
        {
          ...{ caseId, employeeId, kind, effective, because: [...because], failed: [...failed], evaluations },
          ...{ decideBy, overdueAt: endOfDay(decideBy, calendar) },
        },
        { subject: employeeId },
      ),
    ];
  }
  const { to, from: previous, position, unitId } = proposed;
  return [
    promotionEffective(
      { caseId, employeeId, kind, ...to, from: effective, previous, position, unitId },
      { subject: employeeId, effective },
    ),
  ];
};

/**
 * What the case was for is not there any more: the employment has ended (one that is granted takes effect on a day up to the last one), or
 * the employee was moved to a post that a promotion to a level or post does not fit.
 * @source domain.md 12 (EmploymentEnded, PositionChanged)
 */
export const lapse = (state: Promotion, given: Handed): PromotionEvent[] => {
  if (state.status === 'absent') return [];
  const waiting: readonly string[] = [...UNDER_WAY, 'APPROVAL_REFUSED'];
  if (!waiting.includes(state.status)) return [];
  const { caseId, employeeId, kind } = state.opened;
  const over = overOf(state, given);
  return over ? [promotionLapsed({ caseId, employeeId, kind, ...over }, { subject: employeeId })] : [];
};

const overOf = (file: OpenCase, { employmentEndsOn, place }: Handed) => {
  const { status, opened, proposed, decided } = file;
  const inTime = status === 'GRANTED' && decided?.effective && decided.effective <= (employmentEndsOn ?? '');
  if (employmentEndsOn !== null && !inTime)
    return { why: 'EMPLOYMENT_ENDED' as const, on: employmentEndsOn, movedTo: null };
  if (!proposed || !place || (opened.kind !== 'LEVEL' && opened.kind !== 'STRUCTURAL')) return null;
  const { position, unitId } = proposed;
  // Of a structural promotion that was proposed before facts named the post that was held, nobody knows it.
  const held = proposed.heldPost ?? (opened.kind === 'LEVEL' ? { position, unitId } : place);
  const fits = [held, { position, unitId }].some(
    (post) => post.position === place.position && post.unitId === place.unitId,
  );
  if (fits) return null;
  const movedTo = { position: place.position, unitId: place.unitId };
  return { why: 'MOVED' as const, on: place.from, movedTo };
};
