import { type Calendar, DomainError } from '@jejak/kernel';
import { Policies } from '@jejak/policies';
import { Injectable } from '@nestjs/common';
import { TRAINING_POLICIES, type TrainingRules, trainingRulesOf } from './training-rules';

/** The city's day of a decision, and what is in force on it. */
export interface Today {
  readonly calendar: Calendar;
  /** Legal date. */
  readonly date: string;
  readonly rules: TrainingRules;
  /** Every policy version that says so. */
  readonly refs: readonly string[];
}

/** Reads policies for decisions. */
@Injectable()
export class Rulebook {
  constructor(private readonly policies: Policies) {}

  /** @param now ISO instant. @throws RuleViolated POLICY_MISSING */
  async today(now: string): Promise<Today> {
    const { calendar, date, ref } = await this.policies.cityDay(now);
    const rules = await this.on(date);
    return { calendar, date, rules, refs: [ref, ...rules.refs] };
  }

  /**
   * What governs to its end that which begins on a legal date. Of what began before the installation did, nothing was in force
   * here on that day: then it is what is in force today.
   * @throws RuleViolated POLICY_MISSING
   * @source domain.md 2.5
   */
  async governing(date: string, today: Today): Promise<TrainingRules> {
    try {
      return await this.on(date);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'POLICY_MISSING') return today.rules;
      throw error;
    }
  }

  private async on(date: string): Promise<TrainingRules> {
    return trainingRulesOf(await this.policies.allInForce(TRAINING_POLICIES, date));
  }
}
