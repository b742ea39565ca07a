import {
  type Indicator,
  planAgreed,
  planDrafted,
  planReturned,
  planSubmitted,
  targetAdjusted,
  targetConfirmedWithSupport,
  targetFlaggedUnrealistic,
  targetRealismChecked,
  type PlanAgreed,
  type PlanDrafted,
  type PlanReturned,
  type PlanSubmitted,
  type TargetAdjusted,
  type TargetConfirmedWithSupport,
  type TargetFlaggedUnrealistic,
  type TargetRealismChecked,
} from '@jejak/contracts/performance';
import {
  type Calendar,
  Conflict,
  type Decider,
  decimal,
  endOfDay,
  isBefore,
  Locked,
  type Moment,
  NotAuthorised,
  NotFound,
  plusDays,
  reasonFor,
  RuleViolated,
} from '@jejak/kernel';
import { realism, type RealisedYear } from '../scoring/realism';
import type { PlanRules } from '../rules/plan-rules';
import { checkIndicators } from './indicator-rules';

/** What the employee is expected to live by, a text for each value; null once the person is erased. */
export type BehaviourExpectations = Pick<
  PlanSubmitted['data'],
  Extract<keyof PlanSubmitted['data'], `expect${string}`>
>;

export type PlanCommand =
  | ({
      readonly type: 'DraftPlan';
      readonly by: string;
      readonly planId: string;
      readonly employeeId: string;
      readonly year: number;
      readonly indicators: readonly Indicator[];
    } & BehaviourExpectations)
  | { readonly type: 'SubmitPlan'; readonly by: string }
  | {
      readonly type: 'ReviewTarget';
      readonly by: string;
      readonly indicatorId: string;
      /** Null keeps the target, which needs support. */
      readonly target: string | null;
      readonly support: readonly { readonly by: string; readonly due: string; readonly what: string }[];
      readonly reason: string;
    }
  | { readonly type: 'AgreePlan'; readonly by: string }
  | { readonly type: 'ReturnPlan'; readonly by: string; readonly reason: string };

export type PlanEvent =
  | PlanDrafted
  | PlanSubmitted
  | TargetRealismChecked
  | TargetFlaggedUnrealistic
  | TargetAdjusted
  | TargetConfirmedWithSupport
  | PlanAgreed
  | PlanReturned;

type Existing = Omit<PlanDrafted['data'], 'indicators'> & {
  readonly status: 'DRAFT' | 'SUBMITTED' | 'RETURNED' | 'ACTIVE';
  readonly indicators: readonly Indicator[];
  /** Indicators whose target stretches too far and is not reviewed yet. */
  readonly flagged: readonly string[];
  readonly pinnedPolicies: readonly string[];
};
export type Plan = { readonly status: 'absent' } | Existing;

/** What a decision about a plan reads beside its stream. */
export interface PlanGiven {
  readonly calendar: Calendar;
  /** The year's cycle; null where it was never opened. */
  readonly cycle: 'OPEN' | 'CLOSED' | null;
  /** The position on the day of the command, whole or in part inside the year; null: none. */
  readonly position: {
    readonly position: string;
    readonly unitId: string;
    readonly from: string;
    readonly periodStart: string;
    readonly periodEnd: string;
  } | null;
  /** Who rates the employee on the day of the command, and that person's own supervisor. */
  readonly supervisorId: string | null;
  readonly superiorId: string | null;
  /** Those in force at the start of the plan's period: they are pinned on agreement. */
  readonly rules: PlanRules;
  /** Realised past years by indicator. */
  readonly past: Readonly<Record<string, readonly RealisedYear[]>>;
}

const decide = (command: PlanCommand, state: Plan, given: PlanGiven & Moment): PlanEvent[] => {
  if (command.type === 'DraftPlan') return draft(command, state, given);
  if (state.status === 'absent') throw new NotFound('PLAN_NOT_FOUND', 'There is no such plan.');
  switch (command.type) {
    case 'SubmitPlan':
      return submit(command, state, given);
    case 'ReviewTarget':
      return review(command, state, given);
    case 'AgreePlan':
      return agree(command, state, given);
    case 'ReturnPlan': {
      submitted(state);
      supervised(command.by, given);
      const reason = reasonFor('RETURN', command.reason, given.rules.reasonMinimum);
      return [
        planReturned({ planId: state.planId, returnedBy: command.by }, { subject: state.employeeId, reason }),
      ];
    }
  }
};

const draft = (
  { type: _, by, ...plan }: Extract<PlanCommand, { type: 'DraftPlan' }>,
  state: Plan,
  { cycle, position, rules }: PlanGiven,
): PlanEvent[] => {
  if (cycle === 'CLOSED') throw new Locked('PERIOD_LOCKED', `The year ${plan.year} is closed.`);
  if (cycle === null) throw new Conflict('CYCLE_NOT_OPEN', `The cycle of ${plan.year} is not open yet.`);
  if (state.status === 'SUBMITTED' || state.status === 'ACTIVE')
    throw new Conflict(
      'ILLEGAL_TRANSITION',
      'A plan is written before it is submitted, or after it was returned.',
    );
  if (by !== plan.employeeId) throw new NotAuthorised('NOT_RELATED', 'Everybody drafts their own plan.');
  if (!position)
    throw new RuleViolated('RULE_VIOLATED', 'Career knows of no position for which this plan could be.', {
      rule: 'plan.position',
    });
  const { deadline } = rules;
  const [joining, yearly] = [
    plusDays(position.from, deadline.daysAfterJoining),
    `${plan.year}-${deadline.monthDay}`,
  ];
  return [
    planDrafted(
      {
        ...plan,
        indicators: [...plan.indicators],
        position: position.position,
        unitId: position.unitId,
        periodStart: position.periodStart,
        periodEnd: position.periodEnd,
        agreeBy: joining > yearly ? joining : yearly,
      },
      { subject: plan.employeeId, effective: position.periodStart },
    ),
  ];
};

const submit = (
  { by }: Extract<PlanCommand, { type: 'SubmitPlan' }>,
  state: Existing,
  given: PlanGiven & Moment,
): PlanEvent[] => {
  inTime(state, given);
  if (state.status !== 'DRAFT')
    throw new Conflict(
      'ILLEGAL_TRANSITION',
      'Only a draft is submitted; a returned plan is written again first.',
    );
  if (by !== state.employeeId) throw new NotAuthorised('NOT_RELATED', 'Everybody submits their own plan.');
  checkIndicators(state.indicators, given.rules.indicators);
  const { planId, employeeId, indicators } = state;
  const submission = planSubmitted(
    { planId, indicators: [...indicators], ...expectations(state) },
    { subject: employeeId },
  );
  return [submission, ...indicators.flatMap((indicator) => realismOf(indicator, state, given))];
};

/** The automatic check that comes with every submission (domain.md 5.3): a target is held against the past. */
const realismOf = (
  indicator: Indicator,
  { planId, employeeId }: Existing,
  { past, rules }: PlanGiven,
): PlanEvent[] => {
  const { indicatorId, target } = indicator;
  const found = realism(indicator, past[indicatorId] ?? [], rules.maxStretch, rules.baselineYears);
  if (!found || target === null) return [];
  const data = {
    ...{ planId, indicatorId, target, maxStretch: rules.maxStretch },
    baseline: found.baseline.toFixed(4),
    ratio: found.ratio.toFixed(4),
  };
  const checked = targetRealismChecked({ ...data, baselineYears: [...found.years] }, { subject: employeeId });
  return found.unrealistic ? [checked, targetFlaggedUnrealistic(data, { subject: employeeId })] : [checked];
};

const review = (
  command: Extract<PlanCommand, { type: 'ReviewTarget' }>,
  state: Existing,
  given: PlanGiven,
): PlanEvent[] => {
  submitted(state);
  const { by, indicatorId, target, support } = command;
  if (by !== given.supervisorId && by !== given.superiorId)
    throw new NotAuthorised('NOT_RELATED', 'The supervisor, or the supervisor’s superior, reviews a target.');
  const { planId, employeeId, indicators } = state;
  const indicator = indicators.find((line) => line.indicatorId === indicatorId);
  if (!indicator)
    throw new NotFound('INDICATOR_NOT_FOUND', 'The plan has no such indicator.', { field: 'indicatorId' });
  const particulars = { subject: employeeId };
  if (target === null) {
    if (support.length === 0)
      throw new RuleViolated('SUPPORT_PLAN_REQUIRED', 'A target that stretches stands only with support.', {
        field: 'support',
      });
    return [
      targetConfirmedWithSupport(
        {
          ...{ planId, indicatorId, reviewedBy: by },
          support: support.map((item) => ({ by: item.by, due: item.due })),
          supportPlan: support.map(({ what }) => what).join('\n'),
        },
        particulars,
      ),
    ];
  }
  if (indicator.target === null)
    throw new RuleViolated('RULE_VIOLATED', 'A range has no target to adjust.', {
      rule: 'plan.target-of-range',
    });
  if (decimal(target).isZero())
    throw new RuleViolated('TARGET_ZERO', 'A target of zero cannot be realised.', { field: 'target' });
  const reason = reasonFor('OVERRIDE', command.reason, given.rules.reasonMinimum);
  const adjusted = { ...indicator, target };
  const found = realism(
    adjusted,
    given.past[indicatorId] ?? [],
    given.rules.maxStretch,
    given.rules.baselineYears,
  );
  const change = targetAdjusted(
    {
      ...{ planId, indicatorId, reviewedBy: by },
      ...{ old: indicator.target, new: target, ratio: found?.ratio.toFixed(4) ?? null },
      indicators: indicators.map((line) => (line === indicator ? adjusted : line)),
    },
    { ...particulars, reason },
  );
  return found?.unrealistic ? [change, ...realismOf(adjusted, state, given)] : [change];
};

const agree = (
  { by }: Extract<PlanCommand, { type: 'AgreePlan' }>,
  state: Existing,
  given: PlanGiven & Moment,
): PlanEvent[] => {
  inTime(state, given);
  submitted(state);
  supervised(by, given);
  if (state.flagged.length > 0)
    throw new RuleViolated(
      'TARGET_UNREALISTIC_UNREVIEWED',
      `Review these targets first: ${state.flagged.join(', ')}.`,
      { params: { indicators: state.flagged } },
    );
  const { planId, employeeId, indicators, periodStart } = state;
  return [
    planAgreed(
      {
        ...{ planId, planVersion: 1, agreedBy: by, indicators: [...indicators] },
        pinnedPolicies: [...given.rules.pinned],
        evaluationDueAt: endOfDay(state.periodEnd, given.calendar),
      },
      { subject: employeeId, effective: periodStart },
    ),
  ];
};

/** @throws RuleViolated DEADLINE_PASSED @source domain.md 2.4, 3 (`perf.plan.deadline`) */
const inTime = ({ agreeBy }: Existing, { now, calendar }: PlanGiven & Moment): void => {
  if (!isBefore(now, endOfDay(agreeBy, calendar)))
    throw new RuleViolated('DEADLINE_PASSED', `The plan was to be agreed by ${agreeBy}.`, {
      params: { deadline: agreeBy },
    });
};

const submitted = ({ status }: Existing): void => {
  if (status !== 'SUBMITTED')
    throw new Conflict('ILLEGAL_TRANSITION', 'The plan is not waiting for its supervisor.');
};

const supervised = (by: string, { supervisorId }: PlanGiven): void => {
  if (by !== supervisorId)
    throw new NotAuthorised('NOT_RELATED', 'Only the supervisor of that day decides about a plan.');
};

const expectations = (plan: BehaviourExpectations): BehaviourExpectations => {
  const { expectBerorientasiPelayanan, expectAkuntabel, expectKompeten, expectHarmonis } = plan;
  const { expectLoyal, expectAdaptif, expectKolaboratif } = plan;
  return {
    ...{ expectBerorientasiPelayanan, expectAkuntabel, expectKompeten, expectHarmonis },
    ...{ expectLoyal, expectAdaptif, expectKolaboratif },
  };
};

const evolve = (state: Plan, event: PlanEvent): Plan => {
  if (event.type === 'PlanDrafted')
    return { ...event.data, status: 'DRAFT', flagged: [], pinnedPolicies: [] };
  // Every other event follows a draft; an absent plan has none.
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'PlanSubmitted':
      return { ...state, status: 'SUBMITTED', indicators: event.data.indicators, flagged: [] };
    case 'TargetRealismChecked':
      return state;
    case 'TargetFlaggedUnrealistic':
      return { ...state, flagged: [...state.flagged, event.data.indicatorId] };
    case 'TargetAdjusted':
      return {
        ...state,
        indicators: event.data.indicators,
        flagged: state.flagged.filter((flagged) => flagged !== event.data.indicatorId),
      };
    case 'TargetConfirmedWithSupport':
      return { ...state, flagged: state.flagged.filter((flagged) => flagged !== event.data.indicatorId) };
    case 'PlanAgreed':
      return { ...state, status: 'ACTIVE', pinnedPolicies: event.data.pinnedPolicies };
    case 'PlanReturned':
      return { ...state, status: 'RETURNED' };
  }
};

export const plan: Decider<PlanCommand, PlanEvent, Plan, PlanGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
