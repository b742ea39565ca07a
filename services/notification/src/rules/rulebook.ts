import type { Calendar } from '@jejak/kernel';
import { parametersOf, Policies } from '@jejak/policies';
import { Injectable } from '@nestjs/common';
import { type NotificationRules, notificationRulesOf } from './notification-rules';

/** The city's day of a decision, and what is in force on it. */
export interface Today {
  readonly calendar: Calendar;
  /** Legal date. */
  readonly date: string;
  readonly rules: NotificationRules;
  /** The policy versions that say so, sorted. */
  readonly refs: readonly string[];
}

/** Reads policies for decisions. */
@Injectable()
export class Rulebook {
  constructor(private readonly policies: Policies) {}

  /** @param now ISO instant. @throws RuleViolated POLICY_MISSING */
  async today(now: string): Promise<Today> {
    const { calendar, date, ref } = await this.policies.cityDay(now);
    const rules = notificationRulesOf(await this.policies.inForce('ntf.other', date));
    return { calendar, date, rules, refs: [ref, rules.ref].sort() };
  }

  /** The smallest count that is shown of people. @throws RuleViolated POLICY_MISSING */
  async smallestCell(date: string): Promise<number> {
    return parametersOf(await this.policies.inForce('pub', date)).integer('minCell');
  }
}
