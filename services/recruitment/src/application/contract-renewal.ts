import { type Predicate, PREDICATES } from '@jejak/contracts/performance';
import { type ContractRenewed, contractRenewed } from '@jejak/contracts/recruitment';
import { Conflict, RuleViolated } from '@jejak/kernel';
import type { Present } from './application.state';
import { about } from './subject';

export interface RenewContract {
  readonly type: 'RenewContract';
  /** Legal date, the new last day. */
  readonly contractEnd: string;
  /** Number of the decision. */
  readonly decision: string;
}

/** What the renewal of a contract rests on. */
export interface RenewalGiven {
  /** The last final evaluation of the person; null where there is none. */
  readonly rating: { readonly evaluationId: string; readonly predicate: Predicate } | null;
  /** The least that it must say (`rec.other`, `pppkRenewalMinPredicate`). */
  readonly atLeast: Predicate;
  /** Legal date of the command. */
  readonly today: string;
  /** Whether the leadership has excepted this application from the time. */
  readonly excepted: boolean;
}

/**
 * A PPPK's contract is renewed before it ends, or by exception later, for longer, and on a good enough predicate.
 * @throws Conflict ILLEGAL_TRANSITION for who has no contract; RuleViolated RULE_VIOLATED, DEADLINE_PASSED
 * @source domain.md 2.4, 4.3 rule 7; PP 49/2018
 */
export const renewContract = (
  { contractEnd, decision }: RenewContract,
  { submitted, contract }: Present,
  { rating, atLeast, today, excepted }: RenewalGiven,
): ContractRenewed => {
  if (contract === null)
    throw new Conflict('ILLEGAL_TRANSITION', 'The application has led to no contract that ends.');
  const { employeeId, ends: previousEnd } = contract;
  if (today > previousEnd && !excepted)
    throw new RuleViolated('DEADLINE_PASSED', 'The contract is over.', { params: { dueAt: previousEnd } });
  if (contractEnd <= previousEnd)
    throw new RuleViolated('RULE_VIOLATED', 'A renewed contract ends later than before.', {
      ...{ field: 'contractEnd', rule: 'rec.contract' },
    });
  if (rating === null || PREDICATES.indexOf(rating.predicate) > PREDICATES.indexOf(atLeast))
    throw new RuleViolated(
      'RULE_VIOLATED',
      'The last final evaluation is not good enough, or there is none.',
      {
        rule: 'rec.other.pppkRenewalMinPredicate',
        params: { predicate: rating?.predicate ?? 'NONE', atLeast },
      },
    );
  const { applicationId } = submitted;
  return contractRenewed(
    { applicationId, employeeId, previousEnd, contractEnd, decision, ...rating },
    { ...about(submitted), effective: previousEnd },
  );
};
