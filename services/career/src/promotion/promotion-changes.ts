import type { EligibilityRule, PromotionHold, RevocationGround } from '@jejak/contracts/career';
import { DomainError, decimal } from '@jejak/kernel';
import { checksOf, failedOf } from '../eligibility/checks';
import type { EligibilityRead } from '../eligibility/eligibility.reading';
import type { Handed } from './promotion.commands';
import type { OpenCase } from './promotion.state';

/** What of a granted promotion no longer holds; empty lists: all of it does. */
export interface Lost {
  /** In the order of `PROMOTION_HOLDS`. */
  readonly because: readonly PromotionHold[];
  /** In the order of `ELIGIBILITY_RULES`. */
  readonly failed: readonly EligibilityRule[];
}

/** The conditions as they are now; null where what the employee holds leads to no such promotion any more. */
const readOf = ({ eligibility }: Handed): EligibilityRead | null => {
  if (eligibility instanceof DomainError) return null;
  if (!eligibility) throw new Error('nothing was read of the employee');
  return eligibility;
};

/**
 * Every condition again, under the policies of the case.
 * @source domain.md 7.2, 7.4
 */
export const lostOf = ({ opened, proposed }: OpenCase, given: Handed): Lost => {
  const read = readOf(given);
  if (!read) return { because: ['STANDING'], failed: [] };
  const { facts, rules } = read;
  const failed = failedOf(checksOf(opened.kind, facts, rules));
  const contested = facts.predicates.some((one) => one.contested);
  const moved = facts.from.rank !== proposed?.from.rank || facts.from.level !== proposed.from.level;
  const because: readonly (PromotionHold | false)[] = [
    failed.length > 0 && 'CONDITION',
    contested && 'CONTESTED',
    moved && 'STANDING',
  ];
  return { because: because.filter((one) => one !== false), failed };
};

/** As whom an earlier hold stands for, where nothing of it is left to see now. */
const HELD_AS: Readonly<Record<PromotionHold, RevocationGround>> = {
  CONDITION: 'CONDITION',
  CONTESTED: 'EVALUATION',
  STANDING: 'STANDING',
};

/**
 * What changed of what the grant rests on, in the order of `REVOCATION_GROUNDS`; empty where nothing did.
 * @source domain.md 12 (EvaluationObjected, ObjectionDecided, FindingIssued)
 */
export const groundsOf = (file: OpenCase, given: Handed): readonly RevocationGround[] => {
  const { because, failed } = lostOf(file, given);
  const { decided, held } = file;
  const read = readOf(given);
  const stands = ({ evaluationId, evaluationVersion: used }: EligibilityRead['evaluations'][number]) =>
    read?.evaluations.some((one) => one.evaluationId === evaluationId && one.evaluationVersion === used);
  const evaluated = read !== null && decided?.evaluations.every(stands);
  const [balance, before] = [read?.facts.balance ?? null, decided?.balance ?? null];
  const now: readonly (RevocationGround | false)[] = [
    because.includes('CONDITION') && 'CONDITION',
    read !== null && before !== null && decimal(balance ?? '0').lessThan(before) && 'CREDIT',
    read !== null &&
      (!evaluated || because.includes('CONTESTED') || failed.includes('PREDICATE')) &&
      'EVALUATION',
    (failed.includes('SANCTION') || failed.includes('INTEGRITY')) && 'SANCTION',
    because.includes('STANDING') && 'STANDING',
  ];
  const grounds = now.filter((one) => one !== false);
  return grounds.length > 0 ? grounds : (held?.because.map((one) => HELD_AS[one]) ?? []);
};
