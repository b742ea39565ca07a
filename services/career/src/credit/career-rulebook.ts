import { type Calendar, DomainError } from '@jejak/kernel';
import { Policies } from '@jejak/policies';
import { Injectable } from '@nestjs/common';
import { TALENT_POLICIES, type TalentRules, talentRulesOf } from '../talent/talent-rules';
import { CAREER_POLICIES, type CareerRules, careerRulesOf } from './career-rules';

/** The city's day of a decision, and what is in force on it. */
export interface CareerDay<Rules> {
  readonly calendar: Calendar;
  /** Legal date. */
  readonly date: string;
  readonly rules: Rules;
  /** Every policy version that says so. */
  readonly refs: readonly string[];
}
/** To decisions on credit and promotion. */
export type Today = CareerDay<CareerRules>;
/** To decisions on talent, succession, places and ends of employment. */
export type TalentDay = CareerDay<TalentRules>;

/** Reads policies for the decisions of this service. */
@Injectable()
export class CareerRulebook {
  constructor(private readonly policies: Policies) {}

  /** @param now ISO instant. @throws RuleViolated POLICY_MISSING */
  today(now: string): Promise<Today> {
    return this.day(now, (date) => this.on(date));
  }

  /** @param now ISO instant. @throws RuleViolated POLICY_MISSING */
  talentToday(now: string): Promise<TalentDay> {
    return this.day(now, async (date) =>
      talentRulesOf(await this.policies.allInForce(TALENT_POLICIES, date)),
    );
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

  /**
   * The day, with the rules of the policy versions that a case pinned at its opening; a policy that it did not pin is the one of the day.
   * The calendar is always that of the day (domain.md 2.4).
   * @param pinned `car.need@1` and the like; undefined: the case pinned none
   * @throws RuleViolated POLICY_MISSING
   * @source domain.md 2.5
   */
  async under(pinned: readonly string[] | undefined, today: Today): Promise<Today> {
    if (pinned === undefined) return today;
    const versions = CAREER_POLICIES.map((key) => refOf(pinned, key) ?? refOf(today.refs, key) ?? key);
    const found = await Promise.all(versions.map((ref) => this.policies.pinned(ref)));
    const rules = careerRulesOf(new Map(found.map((policy) => [policy.key, policy])));
    const [calendarRef] = today.refs;
    return { ...today, rules, refs: [calendarRef, ...rules.refs] };
  }

  private async day<Rules extends { readonly refs: readonly string[] }>(
    now: string,
    rulesOn: (date: string) => Promise<Rules>,
  ): Promise<CareerDay<Rules>> {
    const { calendar, date, ref } = await this.policies.cityDay(now);
    const rules = await rulesOn(date);
    return { calendar, date, rules, refs: [ref, ...rules.refs] };
  }

  private async on(date: string): Promise<CareerRules> {
    return careerRulesOf(await this.policies.allInForce(CAREER_POLICIES, date));
  }
}

/** The version of a policy by its key, of those that were read. */
export const refOf = (refs: readonly string[], key: string): string | undefined =>
  refs.find((ref) => ref.startsWith(`${key}@`));

const isPolicyMissing = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'POLICY_MISSING';
