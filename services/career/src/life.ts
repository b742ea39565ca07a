/**
 * What a generator of a city's life needs of this service: its deciders and the names of their streams. Nothing here reads or
 * writes; whoever decides by it hands in what is given (docs/adr/0021).
 */
export { CAREER_POLICIES, careerRulesOf } from './credit/career-rules';
export { creditLedger } from './credit/credit-ledger.decider';
export { balanceOf, ledgerStream } from './credit/credit-ledger.state';
export { levelOf, rankSince, type RankStep, standingOn } from './credit/ladder';
export { type CareerFacts, checksOf, failedOf } from './eligibility/checks';
export type { EligibilityRead } from './eligibility/eligibility.reading';
export { targetOf } from './eligibility/promotion-target';
export { promotionTurn, turnStream } from './promotion/promotion-turn.decider';
export type { PromotionCommand } from './promotion/promotion.commands';
export { promotion } from './promotion/promotion.decider';
export { promotionStream } from './promotion/promotions';
export { employee } from './employee/employee.decider';
export { employment, type EmploymentCommand } from './employment/employment.decider';
export { employmentStream } from './employment/employments';
export { unit } from './unit/unit.decider';
