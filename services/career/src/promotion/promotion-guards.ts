import { Conflict, DomainError, NotFound, RuleViolated } from '@jejak/kernel';
import { checksOf, failedOf } from '../eligibility/checks';
import type { EligibilityRead } from '../eligibility/eligibility.reading';
import { sourceOf } from '../eligibility/rule-sources';
import type { EligibilityRule, PromotionKind } from '@jejak/contracts/career';
import type { Handed } from './promotion.commands';
import type { OpenCase, Promotion, PromotionStatus } from './promotion.state';

/** The case, in one of the states in which the command may be given. @throws NotFound PROMOTION_NOT_FOUND · Conflict ILLEGAL_TRANSITION */
export const caseIn = (state: Promotion, ...statuses: readonly PromotionStatus[]): OpenCase => {
  if (state.status === 'absent') throw notFound();
  if (!statuses.includes(state.status))
    throw new Conflict('ILLEGAL_TRANSITION', 'The case is past this step, or not there yet.', {
      params: { status: state.status },
    });
  return state;
};

export const notFound = (): NotFound => new NotFound('PROMOTION_NOT_FOUND', 'There is no such promotion.');

/** @throws RuleViolated SOD_VIOLATION @source domain.md 1, separation of duties 6 */
export const kept = (apart: boolean, rule: string): void => {
  if (!apart)
    throw new RuleViolated('SOD_VIOLATION', 'One person stands on both sides of this promotion.', { rule });
};

/** Who proposed, and whose promotion it is, look at nothing that they asked for. @throws RuleViolated SOD_VIOLATION */
export const notProposer = (by: string, { proposed, opened }: OpenCase, rule: string): void =>
  kept(by !== proposed?.proposedBy && by !== opened.employeeId, rule);

/** Nobody is promoted whose end is decided. @throws Conflict EMPLOYMENT_ENDED @source domain.md 7.2, 12 */
export const stillEmployed = ({ employmentEndsOn }: Handed): void => {
  if (employmentEndsOn !== null)
    throw new Conflict('EMPLOYMENT_ENDED', 'The end of this employment is decided.', {
      params: { on: employmentEndsOn },
    });
};

/**
 * Promotions take effect on one day of a month, and never in the past.
 * @throws RuleViolated EFFECTIVE_DATE_INVALID
 * @source Peraturan BKN 4/2025; `car.promo.dates`
 */
export const checkDate = (effective: string, { date, rules }: Handed): void => {
  if (Number(effective.slice(8)) !== rules.dayOfMonth || effective < date)
    throw new RuleViolated(
      'EFFECTIVE_DATE_INVALID',
      'It takes effect on the 1st of a month that is not past.',
      {
        field: 'effective',
        rule: 'car.promo.dates',
        params: { day: rules.dayOfMonth },
      },
    );
};

/** What was read of the employee. @throws DomainError: why it could not be */
export const readIn = ({ eligibility }: Handed): EligibilityRead => {
  if (eligibility instanceof DomainError) throw eligibility;
  if (!eligibility) throw new Error('nothing was read of the employee');
  return eligibility;
};

const sourceText = (rule: EligibilityRule, kind: PromotionKind): string => {
  const { regulation, parameter } = sourceOf(rule, kind);
  return `${rule}: ${regulation}, ${parameter}`;
};

/** Lost one by one since the check, each has its own code. @source domain.md 18 */
const LOST: Readonly<Record<string, string>> = { FORMATION: 'NO_FORMATION', SANCTION: 'SANCTION_ACTIVE' };

/**
 * Every condition is met.
 * @param sinceCheck the case was checked before: what is lost since is told by its own code
 * @throws RuleViolated EVALUATION_CONTESTED, NOT_ELIGIBLE (all rules that fail), NO_FORMATION, SANCTION_ACTIVE
 * @source domain.md 7.2, 7.4, 18
 */
export const checkEligible = (kind: PromotionKind, read: EligibilityRead, sinceCheck: boolean): void => {
  const { facts, rules, policyRefs } = read;
  if (facts.predicates.some(({ contested }) => contested))
    throw new RuleViolated('EVALUATION_CONTESTED', 'An evaluation that counts is under objection.', {
      rule: 'promotion.contested',
    });
  const failed = failedOf(checksOf(kind, facts, rules));
  if (failed.length === 0) return;
  const lost = sinceCheck && failed.length === 1 ? LOST[failed[0]] : undefined;
  throw new RuleViolated(lost ?? 'NOT_ELIGIBLE', 'Conditions of the promotion are not met.', {
    rule: failed.join(' '),
    policyRefs,
    params: { rules: failed, sources: failed.map((rule) => sourceText(rule, kind)) },
  });
};
