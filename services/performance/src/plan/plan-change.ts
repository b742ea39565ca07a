import {
  type Indicator,
  planChanged,
  planChangeRefused,
  planChangeRequested,
  planDisputed,
  planDisputeDecided,
} from '@jejak/contracts/performance';
import {
  Conflict,
  decimal,
  endOfDay,
  isBefore,
  legalDate,
  NotAuthorised,
  plusDays,
  reasonFor,
  RuleViolated,
} from '@jejak/kernel';
import { checkIndicators } from './indicator-rules';
import { active, allReviewed, lineOf, supervised } from './plan.guards';
import type { Existing, Handed, PlanCommand, PlanEvent } from './plan.state';
import { realismOf } from './target-review';

type Asked<Type extends PlanCommand['type']> = Extract<PlanCommand, { type: Type }>;

/**
 * The employee's right against a target that was agreed, or imposed: to the superior, for some days after the agreement or
 * the last change. @source domain.md 5.3, 5.9 (safeguard against pressure)
 */
export const contest = (
  { by, indicatorId, reason: text }: Asked<'ContestTarget'>,
  state: Existing,
  given: Handed,
): PlanEvent[] => {
  const { agreedOn, rules, now, calendar } = given;
  if (agreedOn !== null && state.status === 'ACTIVE') {
    const until = plusDays(agreedOn, rules.contestDays);
    if (!given.excepted && !isBefore(now, endOfDay(until, calendar)))
      throw new RuleViolated('DEADLINE_PASSED', `The targets could be contested until ${until}.`, {
        params: { deadline: until },
      });
  }
  active(state);
  if (by !== state.employeeId)
    throw new NotAuthorised('NOT_RELATED', 'Everybody contests the targets of their own plan.');
  const { target } = lineOf(state.indicators, indicatorId);
  if (target === null)
    throw new RuleViolated('RULE_VIOLATED', 'A range has no target to contest.', {
      rule: 'plan.target-of-range',
    });
  const reason = reasonFor('OBJECTION', text, rules.reasonMinimum);
  return [planDisputed({ planId: state.planId, indicatorId, target }, { subject: state.employeeId, reason })];
};

/** Whoever agreed the target does not decide the dispute about it: the superior does. */
export const decideDispute = (
  { by, target, reason: text }: Asked<'DecideDispute'>,
  state: Existing,
  given: Handed,
): PlanEvent[] => {
  if (state.status !== 'DISPUTED' || state.disputed === null)
    throw new Conflict('ILLEGAL_TRANSITION', 'No target of this plan is contested.');
  if (by === state.employeeId || by === given.supervisorId)
    throw new RuleViolated('SOD_VIOLATION', 'Neither side of a dispute decides it.', {
      rule: 'sod.dispute',
    });
  if (by !== given.superiorId)
    throw new NotAuthorised('NOT_RELATED', 'The supervisor’s superior decides about a contested target.');
  const { indicatorId, target: old } = state.disputed;
  if (decimal(target).isZero())
    throw new RuleViolated('TARGET_ZERO', 'A target of zero cannot be realised.', {
      field: 'target',
      params: { indicator: indicatorId },
    });
  const reason = reasonFor('OBJECTION', text, given.rules.reasonMinimum);
  const changed = !decimal(target).equals(old);
  const { planId, planVersion, employeeId, indicators } = state;
  return [
    planDisputeDecided(
      {
        ...{ planId, planVersion: changed ? planVersion + 1 : planVersion, indicatorId, decidedBy: by },
        ...{ old, target },
        indicators: indicators.map((line) => (line.indicatorId === indicatorId ? { ...line, target } : line)),
      },
      { subject: employeeId, reason, effective: legalDate(given.now, given.calendar) },
    ),
  ];
};

/** @source domain.md 5.3 (RequestPlanChange) */
export const requestChange = (
  command: Asked<'RequestPlanChange'>,
  state: Existing,
  given: Handed,
): PlanEvent[] => {
  const { by, cause, effectiveFrom, indicators } = command;
  const { rules, calendar, now } = given;
  const today = legalDate(now, calendar);
  if (!given.excepted && today > plusDays(`${state.year}-12-31`, -rules.changeFreezeDays))
    throw new RuleViolated(
      'TOO_LATE_TO_CHANGE',
      `In the last ${rules.changeFreezeDays} days of the year a plan stays as it is.`,
      { params: { days: rules.changeFreezeDays } },
    );
  active(state);
  if (by !== state.employeeId && by !== given.supervisorId)
    throw new NotAuthorised('NOT_RELATED', 'The employee, or the supervisor, asks for a change.');
  if (effectiveFrom < today || effectiveFrom > state.periodEnd)
    throw new RuleViolated(
      'RULE_VIOLATED',
      'A change holds from today at the earliest, inside the plan’s period.',
      {
        field: 'effectiveFrom',
        rule: 'plan.change-effective',
      },
    );
  checkIndicators(indicators, rules.indicators, given.unitResults);
  const lowered = state.indicators.filter((line) => isLowered(line, indicators));
  const hindsight = lowered.filter(({ indicatorId }) => given.missed.includes(indicatorId));
  if (hindsight.length > 0 && cause !== 'EXTERNAL')
    throw new RuleViolated(
      'HINDSIGHT_CHANGE',
      'A target that was missed is not lowered without an external cause.',
      {
        field: 'indicators',
        params: { indicators: hindsight.map(({ indicatorId }) => indicatorId) },
      },
    );
  const reason = reasonFor('DEVIATION', command.reason, rules.reasonMinimum);
  const { planId, employeeId } = state;
  const changed = indicators.filter((line) => !sameTarget(line, state.indicators));
  return [
    planChangeRequested(
      { planId, requestedBy: by, cause, effectiveFrom, indicators: [...indicators] },
      { subject: employeeId, reason },
    ),
    ...changed.flatMap((line) => realismOf(line, state, given)),
  ];
};

/** A target gone, or easier than it was. */
const isLowered = (old: Indicator, indicators: readonly Indicator[]): boolean => {
  const line = indicators.find(({ indicatorId }) => indicatorId === old.indicatorId);
  if (!line || line.direction !== old.direction) return true;
  const easier = (from: string | null, to: string | null, way: 'less' | 'more'): boolean =>
    from !== null &&
    (to === null || (way === 'less' ? decimal(to).lessThan(from) : decimal(to).greaterThan(from)));
  switch (old.direction) {
    case 'HIGHER':
      return easier(old.target, line.target, 'less');
    case 'LOWER':
      return easier(old.target, line.target, 'more');
    case 'RANGE':
      return easier(old.rangeLow, line.rangeLow, 'less') || easier(old.rangeHigh, line.rangeHigh, 'more');
  }
};

const sameTarget = (line: Indicator, indicators: readonly Indicator[]): boolean =>
  indicators.some(
    ({ indicatorId, target }) =>
      indicatorId === line.indicatorId &&
      (target === null || line.target === null
        ? target === line.target
        : decimal(target).equals(line.target)),
  );

export const decideChange = (
  { by, accept, reason: text }: Asked<'DecidePlanChange'>,
  state: Existing,
  given: Handed,
): PlanEvent[] => {
  if (state.status !== 'CHANGE_REQUESTED' || state.change === null)
    throw new Conflict('ILLEGAL_TRANSITION', 'No change of this plan is asked for.');
  supervised(by, given);
  const { planId, planVersion, employeeId, change } = state;
  if (!accept) {
    const reason = reasonFor('REJECTION', text, given.rules.reasonMinimum);
    return [planChangeRefused({ planId, refusedBy: by }, { subject: employeeId, reason })];
  }
  allReviewed(state);
  // Asked for some time ago: it holds from that day on, as everybody knew.
  const { effectiveFrom, indicators } = change;
  return [
    planChanged(
      {
        ...{ planId, planVersion: planVersion + 1, decidedBy: by, effectiveFrom },
        indicators: [...indicators],
      },
      { subject: employeeId, effective: effectiveFrom },
    ),
  ];
};
