import { planAgreed, planDrafted, planReturned, planSubmitted } from '@jejak/contracts/performance';
import {
  Conflict,
  endOfDay,
  legalDate,
  Locked,
  NotAuthorised,
  plusDays,
  reasonFor,
  RuleViolated,
} from '@jejak/kernel';
import { checkIndicators } from './indicator-rules';
import { allReviewed, inTime, supervised, waiting } from './plan.guards';
import type {
  BehaviourExpectations,
  Existing,
  Handed,
  Plan,
  PlanCommand,
  PlanEvent,
  PlanGiven,
} from './plan.state';
import { realismOf } from './target-review';

type Asked<Type extends PlanCommand['type']> = Extract<PlanCommand, { type: Type }>;

/** @throws Locked PERIOD_LOCKED · Conflict CYCLE_NOT_OPEN, ILLEGAL_TRANSITION · NotAuthorised, RuleViolated */
export const draft = (
  { type: _, by, ...plan }: Asked<'DraftPlan'>,
  state: Plan,
  given: PlanGiven,
): PlanEvent[] => {
  const { cycle, position, calendar } = given;
  if (cycle === 'CLOSED') throw new Locked('PERIOD_LOCKED', `The year ${plan.year} is closed.`);
  if (cycle === null) throw new Conflict('CYCLE_NOT_OPEN', `The cycle of ${plan.year} is not open yet.`);
  if (state.status !== 'absent' && state.status !== 'DRAFT' && state.status !== 'RETURNED')
    throw new Conflict(
      'ILLEGAL_TRANSITION',
      'A plan is written before it is submitted, or after it was returned.',
    );
  if (by !== plan.employeeId) throw new NotAuthorised('NOT_RELATED', 'Everybody drafts their own plan.');
  if (!position)
    throw new RuleViolated('RULE_VIOLATED', 'Career knows of no position for which this plan could be.', {
      rule: 'plan.position',
    });
  const agreeBy = agreeByOf(position.from, plan.year, given);
  return [
    planDrafted(
      {
        ...plan,
        indicators: [...plan.indicators],
        ...{ position: position.position, unitId: position.unitId },
        ...{ periodStart: position.periodStart, periodEnd: position.periodEnd },
        ...{ agreeBy, overdueAt: endOfDay(agreeBy, calendar) },
      },
      { subject: plan.employeeId, effective: position.periodStart },
    ),
  ];
};

const EMPTY: BehaviourExpectations = {
  ...{ expectBerorientasiPelayanan: '', expectAkuntabel: '', expectKompeten: '', expectHarmonis: '' },
  ...{ expectLoyal: '', expectAdaptif: '', expectKolaboratif: '' },
};

/**
 * An empty draft for whoever takes up a position, so that its deadline runs from that day. Says nothing where there is a plan,
 * or where that deadline passed before the position was known of.
 * @source domain.md 12 (CandidateAppointed, PositionChanged)
 */
export const open = (
  { planId, employeeId, year }: Asked<'OpenPlan'>,
  state: Plan,
  given: Handed,
): PlanEvent[] => {
  const { position, cycle, calendar, now } = given;
  if (state.status !== 'absent' || position === null || cycle === 'CLOSED') return [];
  const agreeBy = agreeByOf(position.from, year, given);
  if (agreeBy < legalDate(now, calendar)) return [];
  return [
    planDrafted(
      {
        ...{ planId, employeeId, year, indicators: [], ...EMPTY },
        ...{ position: position.position, unitId: position.unitId },
        ...{ periodStart: position.periodStart, periodEnd: position.periodEnd },
        ...{ agreeBy, overdueAt: endOfDay(agreeBy, calendar) },
      },
      { subject: employeeId, effective: position.periodStart },
    ),
  ];
};

/** By the day of the year, or so many days after joining, if that is later. @source domain.md 3 (`perf.plan.deadline`) */
const agreeByOf = (from: string, year: number, { rules: { deadline } }: PlanGiven): string => {
  const [joining, yearly] = [plusDays(from, deadline.daysAfterJoining), `${year}-${deadline.monthDay}`];
  return joining > yearly ? joining : yearly;
};

export const submit = ({ by }: Asked<'SubmitPlan'>, state: Existing, given: Handed): PlanEvent[] => {
  inTime(state, given);
  if (state.status !== 'DRAFT')
    throw new Conflict(
      'ILLEGAL_TRANSITION',
      'Only a draft is submitted; a returned plan is written again first.',
    );
  if (by !== state.employeeId) throw new NotAuthorised('NOT_RELATED', 'Everybody submits their own plan.');
  checkIndicators(state.indicators, given.rules.indicators, given.unitResults);
  const words = expectations(state);
  if (Object.values(words).some((text) => text === null || text.trim() === ''))
    throw new RuleViolated('RULE_VIOLATED', 'A plan says what is expected of each of the seven values.', {
      field: 'behaviourExpectations',
      rule: 'plan.behaviour-expectations',
    });
  const { planId, employeeId, indicators } = state;
  return [
    planSubmitted({ planId, indicators: [...indicators], ...words }, { subject: employeeId }),
    ...indicators.flatMap((indicator) => realismOf(indicator, state, given)),
  ];
};

export const agree = ({ by }: Asked<'AgreePlan'>, state: Existing, given: Handed): PlanEvent[] => {
  inTime(state, given);
  waiting(state);
  supervised(by, given);
  allReviewed(state);
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

export const giveBack = (
  { by, reason: text }: Asked<'ReturnPlan'>,
  state: Existing,
  given: Handed,
): PlanEvent[] => {
  waiting(state);
  supervised(by, given);
  const reason = reasonFor('RETURN', text, given.rules.reasonMinimum);
  return [planReturned({ planId: state.planId, returnedBy: by }, { subject: state.employeeId, reason })];
};

const expectations = (plan: BehaviourExpectations): BehaviourExpectations => {
  const { expectBerorientasiPelayanan, expectAkuntabel, expectKompeten, expectHarmonis } = plan;
  const { expectLoyal, expectAdaptif, expectKolaboratif } = plan;
  return {
    ...{ expectBerorientasiPelayanan, expectAkuntabel, expectKompeten, expectHarmonis },
    ...{ expectLoyal, expectAdaptif, expectKolaboratif },
  };
};
