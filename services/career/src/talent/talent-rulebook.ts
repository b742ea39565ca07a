import type { Calendar } from '@jejak/kernel';
import { Policies } from '@jejak/policies';
import { Injectable } from '@nestjs/common';
import { TALENT_POLICIES, type TalentRules, talentRulesOf } from './talent-rules';

/** The city's day of a decision, and what is in force on it. */
export interface CareerDay {
  readonly calendar: Calendar;
  /** Legal date. */
  readonly date: string;
  readonly rules: TalentRules;
  /** Every policy version that says so. */
  readonly refs: readonly string[];
}

/** Reads policies for decisions about people's places. */
@Injectable()
export class TalentRulebook {
  constructor(private readonly policies: Policies) {}

  /** @param now ISO instant. @throws RuleViolated POLICY_MISSING */
  async today(now: string): Promise<CareerDay> {
    const { calendar, date, ref } = await this.policies.cityDay(now);
    const rules = talentRulesOf(await this.policies.allInForce(TALENT_POLICIES, date));
    return { calendar, date, rules, refs: [ref, ...rules.refs] };
  }

  /** The version by its key, of those that were read. */
  governing({ refs }: CareerDay, key: string): string | undefined {
    return refs.find((ref) => ref.startsWith(`${key}@`));
  }
}
