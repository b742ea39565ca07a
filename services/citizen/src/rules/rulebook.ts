import { type Calendar, legalDate } from '@jejak/kernel';
import { parametersOf, type PinnedPolicy, Policies } from '@jejak/policies';
import { Injectable } from '@nestjs/common';
import {
  type ComplaintRules,
  complaintRulesOf,
  type ReviewRules,
  reviewRulesOf,
  SURVEY_POLICIES,
  type SurveyRules,
  surveyRulesOf,
} from './rules';

/** The city's day of a decision. */
export interface Today {
  readonly calendar: Calendar;
  /** Legal date. */
  readonly date: string;
  /** Characters of a reason. */
  readonly reasonMinimum: number;
  /** Years for which contacts of complainants, and what reviewers wrote, are kept. @source domain.md 2.6 */
  readonly contactYears: number;
  /** The policy versions that say so. */
  readonly refs: readonly string[];
}

/** Rules, and the policy versions that they come from. */
export interface Ruled<Rules> {
  readonly rules: Rules;
  readonly refs: readonly string[];
}

/** Reads policies for decisions: what is in force today, or what a survey pinned. */
@Injectable()
export class Rulebook {
  constructor(private readonly policies: Policies) {}

  /** @throws RuleViolated POLICY_MISSING */
  async today(now: string): Promise<Today> {
    const { calendar, date, ref } = await this.policies.cityDay(now);
    const other = await this.policies.inForce('gov.other', date);
    const parameters = parametersOf(other);
    const reasonMinimum = parameters.integer('reasonMinChars');
    const contactYears = parameters.within('retention').integer('reviewContactYears');
    return { calendar, date, reasonMinimum, contactYears, refs: [ref, other.ref] };
  }

  /** @param ref `gov.calendar@1`. @throws RuleViolated POLICY_MISSING */
  calendar(ref: string): Promise<Calendar> {
    return this.policies.calendar(ref);
  }

  /** The legal date of an instant in the city. @throws RuleViolated POLICY_MISSING */
  async dateOf(instant: string): Promise<string> {
    return legalDate(instant, (await this.policies.cityDay(instant)).calendar);
  }

  /** @param date legal date. @throws RuleViolated POLICY_MISSING */
  async complaints(date: string): Promise<Ruled<ComplaintRules>> {
    const [clocks, other] = await this.inForce(['cit.complaint', 'cit.other'], date);
    return { rules: complaintRulesOf(clocks, other), refs: [clocks.ref, other.ref] };
  }

  /** @throws RuleViolated POLICY_MISSING */
  async reviews(date: string): Promise<Ruled<ReviewRules>> {
    const other = await this.policies.inForce('cit.other', date);
    return { rules: reviewRulesOf(other), refs: [other.ref] };
  }

  /** Reviews that an index of an officer takes at least. @throws RuleViolated POLICY_MISSING */
  async smallestSample(date: string): Promise<number> {
    return parametersOf(await this.policies.inForce('perf.citizen', date)).integer('minSample');
  }

  /** Days in which a service request is closed in time. @throws RuleViolated POLICY_MISSING */
  async requests(date: string): Promise<Ruled<{ readonly withinDays: number }>> {
    const other = await this.policies.inForce('cit.other', date);
    return { rules: { withinDays: parametersOf(other).integer('requestDays') }, refs: [other.ref] };
  }

  /** The smallest count that the public sees. @throws RuleViolated POLICY_MISSING */
  async smallestCell(date: string): Promise<Ruled<number>> {
    const pub = await this.policies.inForce('pub', date);
    return { rules: parametersOf(pub).integer('minCell'), refs: [pub.ref] };
  }

  /** Of a survey whose period begins on this legal date. @throws RuleViolated POLICY_MISSING */
  async surveyFrom(date: string): Promise<SurveyRules> {
    return surveyRulesOf(await this.inForce(SURVEY_POLICIES, date));
  }

  /** @param pinned by the survey. @throws RuleViolated POLICY_MISSING */
  async pinnedSurvey(pinned: readonly string[]): Promise<SurveyRules> {
    return surveyRulesOf(await Promise.all(pinned.map((ref) => this.policies.pinned(ref))));
  }

  private inForce(keys: readonly string[], date: string): Promise<PinnedPolicy[]> {
    return Promise.all(keys.map((key) => this.policies.inForce(key, date)));
  }
}
