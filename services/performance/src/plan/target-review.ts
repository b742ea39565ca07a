import {
  type Indicator,
  targetAdjusted,
  targetConfirmedWithSupport,
  targetFlaggedUnrealistic,
  targetRealismChecked,
} from '@jejak/contracts/performance';
import { Conflict, decimal, NotAuthorised, reasonFor, RuleViolated } from '@jejak/kernel';
import { realism } from '../scoring/realism';
import { lineOf } from './plan.guards';
import type { Existing, PlanCommand, PlanEvent, PlanGiven } from './plan.state';

/** The automatic check that comes with every submission (domain.md 5.3): a target is held against the past. */
export const realismOf = (
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

/** Of a plan that waits, or of the change that is asked for. */
export const review = (
  command: Extract<PlanCommand, { type: 'ReviewTarget' }>,
  state: Existing,
  given: PlanGiven,
): PlanEvent[] => {
  if (state.status !== 'SUBMITTED' && state.status !== 'CHANGE_REQUESTED')
    throw new Conflict('ILLEGAL_TRANSITION', 'The plan is not waiting for its supervisor.');
  const { by, indicatorId, target, support } = command;
  if (by !== given.supervisorId && by !== given.superiorId)
    throw new NotAuthorised('NOT_RELATED', 'The supervisor, or the supervisor’s superior, reviews a target.');
  const { planId, employeeId } = state;
  const indicators = state.change?.indicators ?? state.indicators;
  const indicator = lineOf(indicators, indicatorId);
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
    throw new RuleViolated('TARGET_ZERO', 'A target of zero cannot be realised.', {
      field: 'target',
      params: { indicator: indicatorId },
    });
  const reason = reasonFor('OVERRIDE', command.reason, given.rules.reasonMinimum);
  const adjusted = { ...indicator, target };
  const { rules, past } = given;
  const found = realism(adjusted, past[indicatorId] ?? [], rules.maxStretch, rules.baselineYears);
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
