import { type Calendar, DomainError, Unavailable } from '@jejak/kernel';
import { Policies } from '@jejak/policies';
import { Injectable } from '@nestjs/common';
import { CAREER_POLICIES, type CareerRules, careerRulesOf } from './career-rules';

/** The city's day of a decision, and what is in force on it. */
export interface Today {
  readonly calendar: Calendar;
  /** Legal date. */
  readonly date: string;
  readonly rules: CareerRules;
  /** Every policy version that says so. */
  readonly refs: readonly string[];
}

/** Reads policies for decisions on credit and promotion. */
@Injectable()
export class CareerRulebook {
  constructor(private readonly policies: Policies) {}

  /** @param now ISO instant. @throws RuleViolated POLICY_MISSING */
  async today(now: string): Promise<Today> {
    const { calendar, date, ref } = await this.policies.cityDay(now);
    const rules = await this.on(date);
    return { calendar, date, rules, refs: [ref, ...rules.refs] };
  }

  /**
   * What governs a period to its end is what was in force on its first day; of what began before the installation did, what is in
   * force today.
   * @throws RuleViolated POLICY_MISSING
   * @source domain.md 2.5
   */
  async governing(date: string, today: Today): Promise<CareerRules> {
    try {
      return await this.on(date);
    } catch (error) {
      if (isPolicyMissing(error)) return today.rules;
      throw error;
    }
  }

  private async on(date: string): Promise<CareerRules> {
    return careerRulesOf(await this.policies.allInForce(CAREER_POLICIES, date));
  }
}

const isPolicyMissing = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'POLICY_MISSING';

/**
 * For what runs by itself: a policy that is missing is on its way to this service. So it is no refusal, which would stop the stream,
 * but tried again.
 * @throws Unavailable in place of POLICY_MISSING
 */
export const policiesKnown = async <Value>(act: () => Promise<Value>): Promise<Value> => {
  try {
    return await act();
  } catch (error) {
    if (isPolicyMissing(error)) throw new Unavailable('UNAVAILABLE', 'The policies are not known here yet.');
    throw error;
  }
};
