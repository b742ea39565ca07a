import { careerContracts } from '@jejak/contracts/career';
import type { Appended } from '@jejak/event-store';
import { type DueTimer, timers } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import type { PromotionEvent } from './promotion.state';
import { Promotions } from './promotions';

const EFFECT = 'TakeEffect';
const OVERDUE = 'MarkDecisionOverdue';

/** When a promotion takes effect, and when its decision is late. @source domain.md 7.2, 7.4 */
export const promotionTimers = timers<PromotionEvent>({
  name: 'promotion',
  source: careerContracts,
  of: {
    TechnicalApprovalGiven: ({ data: { caseId, overdueAt } }) => [
      { dueAt: overdueAt, command: OVERDUE, key: caseId },
    ],
    PromotionDecided: ({ data: { caseId, effectiveAt } }) =>
      effectiveAt === null ? [] : [{ dueAt: effectiveAt, command: EFFECT, key: caseId }],
    PromotionHeld: ({ data: { caseId, overdueAt } }) => [{ dueAt: overdueAt, command: OVERDUE, key: caseId }],
  },
  done: {
    PromotionDecided: ({ data: { caseId } }) => [{ key: caseId, command: OVERDUE }],
    PromotionHeld: ({ data: { caseId } }) => [{ key: caseId, command: EFFECT }],
    PromotionWithdrawn: ({ data: { caseId } }) => [{ key: caseId }],
    PromotionRevoked: ({ data: { caseId } }) => [{ key: caseId }],
    PromotionLapsed: ({ data: { caseId } }) => [{ key: caseId }],
    PromotionEffective: ({ data: { caseId } }) => [{ key: caseId, command: EFFECT }],
    PromotionOverdue: ({ data: { caseId, clock } }) =>
      caseId !== null && clock === 'DECISION' ? [{ key: caseId, command: OVERDUE }] : [],
  },
});

@Injectable()
export class PromotionTimerCommands implements TimerCommands {
  constructor(private readonly promotions: Promotions) {}

  fire({ command, key, context }: DueTimer): Promise<Appended> {
    if (command === EFFECT) return this.promotions.takeEffect(key, context);
    if (command !== OVERDUE) throw new Error(`no timer of promotion gives ${command}`);
    return this.promotions.ask(key, { type: OVERDUE }, context);
  }
}
