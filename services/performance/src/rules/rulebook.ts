import type { Calendar } from '@jejak/kernel';
import { type PinnedPolicy, Policies } from '@jejak/policies';
import { Injectable } from '@nestjs/common';
import type { CycleRules } from './cycle-rules';
import type { EvaluationRules } from './evaluation-rules';
import type { ExecutionRules } from './execution-rules';
import {
  cycleRulesOf,
  evaluationRulesOf,
  executionRulesOf,
  planDeadlineOf,
  planRulesOf,
  type PoliciesByKey,
  reasonMinimumOf,
} from './parameters';
import type { DistributionRules } from '../scoring/distribution';
import { type DisciplineRules, disciplineRulesOf } from './discipline-rules';
import { type CitizenIndicators, citizenIndicatorsOf } from './citizen-indicators';
import { distributionRulesOf } from './distribution-rules';
import { type EngagementRules, engagementRulesOf } from './engagement-rules';
import { type ImprovementRules, improvementRulesOf } from './improvement-rules';
import { PERIOD_POLICIES } from './period-policies';
import type { PlanRules } from './plan-rules';
import { type SystemIndicators, systemIndicatorsOf } from './system-indicators';
import { type RewardRules, rewardRulesOf } from './reward-rules';

/** The city's day of a decision. */
export interface Today {
  readonly calendar: Calendar;
  /** Legal date. */
  readonly date: string;
  /** Characters of a reason. */
  readonly reasonMinimum: number;
  /** The policy versions that say so. */
  readonly refs: readonly string[];
}

/** Reads policies for decisions: what a period pinned, and what is in force today. */
@Injectable()
export class Rulebook {
  // A version never changes, so what was read once holds.
  private readonly known = new Map<string, PinnedPolicy>();

  constructor(private readonly policies: Policies) {}

  /** @throws RuleViolated POLICY_MISSING */
  async today(now: string): Promise<Today> {
    const { calendar, date, ref } = await this.policies.cityDay(now);
    const other = await this.policies.inForce('gov.other', date);
    const reasonMinimum = reasonMinimumOf(new Map([[other.key, other]]));
    return { calendar, date, reasonMinimum, refs: [ref, other.ref] };
  }

  /** @param ref `gov.calendar@1`. @throws RuleViolated POLICY_MISSING */
  calendar(ref: string): Promise<Calendar> {
    return this.policies.calendar(ref);
  }

  /** Versions that a year or plan pins which begins on this legal date, sorted. @throws RuleViolated POLICY_MISSING */
  async pinnedBy(periodStart: string): Promise<readonly string[]> {
    const found = await this.policies.allInForce(PERIOD_POLICIES, periodStart);
    return PERIOD_POLICIES.flatMap((key) => found.get(key)?.ref ?? []);
  }

  /** Of a year, by its first day. @throws RuleViolated POLICY_MISSING */
  async cycleRules(year: number): Promise<CycleRules> {
    return cycleRulesOf(await this.policies.allInForce(['perf.other', 'perf.period'], `${year}-01-01`));
  }

  /** By when plans are agreed, as it holds on a legal date. @throws RuleViolated POLICY_MISSING */
  async planDeadline(date: string): Promise<PlanRules['deadline']> {
    const policy = await this.policies.inForce('perf.plan.deadline', date);
    return planDeadlineOf(new Map([[policy.key, policy]]));
  }

  /** For the work of the year on a legal date, and the version that says so. @throws RuleViolated POLICY_MISSING */
  async executionRules(date: string): Promise<{ readonly rules: ExecutionRules; readonly ref: string }> {
    const other = await this.policies.inForce('perf.other', date);
    return { rules: executionRulesOf(new Map([[other.key, other]])), ref: other.ref };
  }

  /** Of a plan whose period begins on this legal date. @throws RuleViolated POLICY_MISSING */
  async planRules(periodStart: string, now: string): Promise<PlanRules> {
    const found = new Map(await this.policies.allInForce(PERIOD_POLICIES, periodStart));
    return planRulesOf(found.set('gov.other', await this.other(now)));
  }

  /** @param pinned by the plan. @throws RuleViolated POLICY_MISSING */
  async evaluationRules(pinned: readonly string[], now: string): Promise<EvaluationRules> {
    const [versions, other] = await Promise.all([
      Promise.all(pinned.map((ref) => this.version(ref))),
      this.other(now),
    ]);
    const byKey: PoliciesByKey = new Map([...versions, other].map((policy) => [policy.key, policy]));
    return evaluationRulesOf(byKey);
  }

  /** Of a year that begins on this legal date. @throws RuleViolated POLICY_MISSING */
  async distributionRules(
    yearStart: string,
  ): Promise<{ readonly ref: string; readonly distribution: DistributionRules }> {
    const found = await this.policies.inForce('perf.distribution', yearStart);
    return { ref: found.ref, distribution: distributionRulesOf(found) };
  }

  /** Of rewards, in force today: a reward belongs to no period that could have pinned them. */
  async rewards(now: string): Promise<RewardRules & { readonly ref: string }> {
    const found = await this.policies.inForce('perf.other', (await this.policies.cityDay(now)).date);
    return { ref: found.ref, ...rewardRulesOf(found) };
  }

  /** Which indicators citizens' facts are amounts of, on a legal date. @throws RuleViolated POLICY_MISSING */
  async citizenIndicators(date: string): Promise<CitizenIndicators | null> {
    return citizenIndicatorsOf(await this.policies.inForce('perf.other', date));
  }

  /** Which indicators the system measures by itself, on a legal date. @throws RuleViolated POLICY_MISSING */
  async systemIndicators(date: string): Promise<SystemIndicators | null> {
    return systemIndicatorsOf(await this.policies.inForce('perf.other', date));
  }

  /** Of improvement plans, in force today. @throws RuleViolated POLICY_MISSING */
  async improvement(now: string): Promise<{ readonly ref: string; readonly rules: ImprovementRules }> {
    const found = await this.policies.inForce(
      'perf.improvement.months',
      (await this.policies.cityDay(now)).date,
    );
    return { ref: found.ref, rules: improvementRulesOf(found) };
  }

  /** Of an engagement survey that opens on a legal date. @throws RuleViolated POLICY_MISSING */
  async engagementFrom(date: string): Promise<EngagementRules> {
    const keys = ['perf.other', 'pub'] as const;
    const [other, pub] = await Promise.all(keys.map((key) => this.policies.inForce(key, date)));
    return engagementRulesOf(other, pub);
  }

  /** Of one that pinned these versions. */
  async engagementPinned(pinned: readonly string[]): Promise<EngagementRules> {
    const [other, pub] = await Promise.all(pinned.map((ref) => this.version(ref)));
    return engagementRulesOf(other, pub);
  }

  /** Of discipline, in force today. @throws RuleViolated POLICY_MISSING */
  async discipline(
    now: string,
  ): Promise<{ readonly ref: string; readonly refs: readonly string[]; readonly rules: DisciplineRules }> {
    const { date } = await this.policies.cityDay(now);
    const [other, absence] = await Promise.all([
      this.policies.inForce('disc.other', date),
      this.policies.inForce('disc.absence', date),
    ]);
    return { ref: other.ref, refs: [other.ref, absence.ref], rules: disciplineRulesOf(other, absence) };
  }

  private async other(now: string): Promise<PinnedPolicy> {
    return this.policies.inForce('gov.other', (await this.policies.cityDay(now)).date);
  }

  private async version(ref: string): Promise<PinnedPolicy> {
    const known = this.known.get(ref);
    if (known) return known;
    const found = await this.policies.pinned(ref);
    this.known.set(ref, found);
    return found;
  }
}
