import { promotionOpened, promotionOverdue, promotionProposed } from '@jejak/contracts/career';
import { Conflict, NotAuthorised, plusDays, RuleViolated } from '@jejak/kernel';
import { checkedBy } from '../eligibility/eligibility.decider';
import type { CommandNamed, Handed } from './promotion.commands';
import { caseIn, checkDate, checkEligible, kept, readIn, stillEmployed } from './promotion-guards';
import type { Promotion, PromotionEvent } from './promotion.state';

/**
 * A case is opened by oneself or by the HR agency, for somebody who meets every condition; what is in force now governs it to its end.
 * @throws Conflict ILLEGAL_TRANSITION, PROMOTION_EXISTS, EMPLOYMENT_ENDED · RuleViolated SOD_VIOLATION, EFFECTIVE_DATE_INVALID, DOCUMENT_MISSING,
 * EVALUATION_CONTESTED, NOT_ELIGIBLE · NotAuthorised NOT_RELATED
 * @source domain.md 2.5, 7.2, 7.4; 16 (two roles)
 */
export const open = (
  command: CommandNamed<'OpenPromotion'>,
  state: Promotion,
  given: Handed,
): PromotionEvent[] => {
  const { by, role, caseId, employeeId, kind, documentSha256 } = command;
  if (state.status !== 'absent') throw new Conflict('ILLEGAL_TRANSITION', 'The case is open already.');
  if (role === 'hr_admin') {
    kept(by !== employeeId, 'sod.own-promotion');
    kept(by !== given.supervisorId, 'sod.supervisor-promotion');
  } else if (by !== employeeId)
    throw new NotAuthorised('NOT_RELATED', 'Everybody opens their own promotion.');
  // Only now: whether there is one is nobody else's business.
  noOther(given);
  stillEmployed(given);
  const read = readIn(given);
  const { effective, from, to } = read.facts;
  checkDate(effective, given);
  if (kind === 'EXTRAORDINARY' && documentSha256 === null)
    throw new RuleViolated('DOCUMENT_MISSING', 'An extraordinary promotion rests on a documented result.', {
      field: 'documentSha256',
      params: { kinds: ['AWARD'] },
    });
  checkEligible(kind, read, false);
  const { position, unitId, formationId } = read.post;
  const opened = {
    ...{ caseId, employeeId, kind, openedBy: by, from, to, position, unitId, formationId, effective },
    ...{ documentSha256, pinnedPolicies: [...given.rules.refs] },
  };
  return [promotionOpened(opened, { subject: employeeId }), checkedBy({ caseId, employeeId, kind }, read)];
};

/**
 * The HR agency proposes; late is allowed, and marked.
 * @throws Conflict ILLEGAL_TRANSITION, PROMOTION_EXISTS, EMPLOYMENT_ENDED · RuleViolated SOD_VIOLATION, EFFECTIVE_DATE_INVALID, EVALUATION_CONTESTED,
 * NOT_ELIGIBLE, NO_FORMATION, SANCTION_ACTIVE
 * @source domain.md 7.2, 7.4, 18; `car.other` proposalDays
 */
export const propose = (
  { by }: CommandNamed<'ProposePromotion'>,
  state: Promotion,
  given: Handed,
): PromotionEvent[] => {
  const { opened } = caseIn(state, 'OPENED');
  noOther(given);
  const { caseId, employeeId, kind } = opened;
  kept(by !== employeeId, 'sod.own-promotion');
  kept(by !== given.supervisorId, 'sod.supervisor-promotion');
  stillEmployed(given);
  const read = readIn(given);
  const { effective, from, to } = read.facts;
  checkDate(effective, given);
  checkEligible(kind, read, true);
  const { position, unitId, formationId } = read.post;
  const { place } = given;
  const about = { subject: employeeId };
  const dueOn = plusDays(effective, -given.rules.other.proposalDays);
  const late =
    given.date > dueOn
      ? [promotionOverdue({ caseId, employeeId, kind, clock: 'PROPOSAL', dueOn }, about)]
      : [];
  const proposed = {
    ...{ caseId, employeeId, kind, proposedBy: by, from, to, position, unitId, formationId, effective },
    ...(place ? { heldPost: { position: place.position, unitId: place.unitId } } : {}),
  };
  return [promotionProposed(proposed, about), ...late];
};

const noOther = ({ anotherOpen }: Handed): void => {
  if (anotherOpen) throw new Conflict('PROMOTION_EXISTS', 'Another promotion of this employee is open.');
};
