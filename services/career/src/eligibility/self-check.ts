import type { PromotionKind } from '@jejak/contracts/career';
import { type CommandContext, EventStore } from '@jejak/event-store';
import { DomainError, naturalId, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { CareerRulebook } from '../credit/career-rulebook';
import { employment } from '../employment/employment.decider';
import { employmentStream } from '../employment/employments';
import { promotionTurn, turnStream } from '../promotion/promotion-turn.decider';
import { promotion } from '../promotion/promotion.decider';
import { eligibility } from './eligibility.decider';
import { eligibilityStream, nextMonth } from './eligibility.http';
import { EligibilityReading } from './eligibility.reading';

/** What the service asks by itself. */
export interface SelfAsked {
  readonly employeeId: string;
  readonly kind: PromotionKind;
  /** Of a structural promotion. */
  readonly post?: { readonly position: string; readonly unitId: string };
  /** The case that came to nothing; null: points, or years, may be enough. */
  readonly after: string | null;
}

/** Asks for somebody's eligibility without being asked: what is no news is not told. @source domain.md 7.4, 7.7 */
@Injectable()
export class EligibilitySelfCheck {
  constructor(
    private readonly store: EventStore,
    private readonly reading: EligibilityReading,
    private readonly rulebook: CareerRulebook,
  ) {}

  /**
   * @returns whether the answer was news
   * @throws Unavailable while policies or read models are on their way
   */
  async ask({ employeeId, kind, post, after }: SelfAsked, context: CommandContext): Promise<boolean> {
    const end = await this.store.state(employment, employmentStream(employeeId));
    if (end.state.status === 'ended' || (await this.underWay(employeeId, kind))) return false;
    const commandId = naturalId(context.commandId, kind);
    const command = { type: 'CheckByItself', employeeId, kind, after } as const;
    const gather = async (_: unknown, now: string) => {
      const { date } = await this.rulebook.today(now);
      const asked = { employeeId, kind, effective: nextMonth(date), ...(post ? { post } : {}) };
      const read = await this.reading.read(asked, now);
      return { ...read, given: { read: read.given } };
    };
    const stream = eligibilityStream(employeeId);
    try {
      const { events } = await this.store.execute(
        eligibility,
        stream,
        command,
        { ...context, commandId },
        gather,
      );
      return events.length > 0;
    } catch (error) {
      if (saysNothing(error)) return false;
      throw error;
    }
  }

  /** Somebody has opened a case of this kind already. */
  private async underWay(employeeId: string, kind: PromotionKind): Promise<boolean> {
    const { caseId } = (await this.store.state(promotionTurn, turnStream(employeeId))).state;
    if (caseId === null) return false;
    const { state } = await this.store.state(promotion, streamOf('promotion', caseId));
    return state.status !== 'absent' && state.opened.kind === kind;
  }
}

/** Nothing is above, no post is held on that day, or there is no such employee: nobody asked, so nobody is refused. */
const saysNothing = (error: unknown): boolean =>
  error instanceof DomainError &&
  ['RULE_VIOLATED', 'POST_REQUIRED', 'EMPLOYEE_NOT_FOUND'].includes(error.code);
