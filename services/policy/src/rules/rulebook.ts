import type { Calendar } from '@jejak/kernel';
import { type PinnedPolicy, Policies } from '@jejak/policies';
import { Injectable } from '@nestjs/common';
import {
  GOVERNANCE_POLICIES,
  type GovernanceRules,
  governanceRulesOf,
  type SocialisationRules,
  socialisationRulesOf,
} from './governance-rules';

/** The city's day of a decision, and what is in force on it. */
export interface Today {
  readonly calendar: Calendar;
  /** Legal date. */
  readonly date: string;
  readonly rules: GovernanceRules;
  /** Every policy version that says so. */
  readonly refs: readonly string[];
}

/** Reads the policies by which policies are governed. */
@Injectable()
export class Rulebook {
  constructor(private readonly policies: Policies) {}

  /** @param now ISO instant. @throws RuleViolated POLICY_MISSING */
  async today(now: string): Promise<Today> {
    const { calendar, date, ref } = await this.policies.cityDay(now);
    const rules = governanceRulesOf(await this.policies.allInForce(GOVERNANCE_POLICIES, date));
    return { calendar, date, rules, refs: [ref, ...rules.refs] };
  }

  /** How a published version is made known: as was in force when it was published. @param ref `gov.socialise@1` */
  async socialisation(ref: string): Promise<SocialisationRules> {
    return socialisationRulesOf(await this.policies.pinned(ref));
  }

  /** @param on legal date. @throws RuleViolated POLICY_MISSING */
  reviewRules(on: string): Promise<PinnedPolicy> {
    return this.policies.inForce('gov.review.rules', on);
  }
}
