import {
  BEHAVIOUR_VALUES,
  type BehaviourRated,
  behaviourRated,
  type BehaviourValue,
  evaluationDelivered,
  evaluationOpened,
  performanceInterviewHeld,
  type RatingRecommended,
  ratingRecommended,
  selfAssessed,
} from '@jejak/contracts/performance';
import {
  Conflict,
  daysBetween,
  endOfDay,
  isBefore,
  legalDate,
  NotFound,
  plusDays,
  rounded,
  RuleViolated,
  startOfDay,
  sum,
} from '@jejak/kernel';
import { isAgreed } from '../plan/plan.state';
import { behaviourMean } from '../scoring/behaviour';
import type { CommandOf, Handed } from './evaluation.commands';
import type { Evaluation, EvaluationEvent, Existing } from './evaluation.state';
import { notRatedYet, own, supervises } from './guards';
import { type Reading, recommend } from './recommendation';

export const open = (
  { evaluationId }: CommandOf<'OpenEvaluation'>,
  state: Evaluation,
  { plan, relation, calendar, now, rules }: Handed,
): EvaluationEvent[] => {
  // The timer may fire again after an outage.
  if (state.status !== 'absent') return [];
  const { planId, employeeId, position, unitId, year, periodStart, periodEnd, pinnedPolicies } = plan;
  if (!isAgreed(plan)) throw new Conflict('PLAN_NOT_ACTIVE', 'Only an agreed plan is evaluated.');
  if (isBefore(now, startOfDay(plusDays(periodEnd, 1), calendar)))
    throw new Conflict('ILLEGAL_TRANSITION', 'A plan is evaluated after its period.');
  const dayBefore = plusDays(legalDate(now, calendar), -1);
  // An evaluation that is opened late leaves the employee the same days.
  const selfAssessBy = plusDays(dayBefore > periodEnd ? dayBefore : periodEnd, rules.selfAssessDays);
  // Of a part of the year: as many days after it as after a whole one.
  const rateBy = plusDays(periodEnd, daysBetween(`${year}-12-31`, `${year + 1}-${rules.annualDueBy}`));
  return [
    evaluationOpened(
      {
        ...{ evaluationId, planId, employeeId, position, unitId, year, periodStart, periodEnd },
        raterId: relation?.supervisorId ?? null,
        pinnedPolicies: [...pinnedPolicies],
        ...{ selfAssessBy, rateBy, overdueAt: endOfDay(rateBy, calendar) },
      },
      { subject: employeeId },
    ),
  ];
};

/**
 * How the employee sees the year: it informs the rater, and weighs nothing.
 * @throws RuleViolated DEADLINE_PASSED when its days are over
 */
export const selfAssess = (
  { by, text, indicators }: CommandOf<'SelfAssess'>,
  state: Existing,
  given: Handed,
): EvaluationEvent => {
  const { evaluationId, employeeId, selfAssessBy } = state.opened;
  if (
    !given.excepted &&
    selfAssessBy !== undefined &&
    !isBefore(given.now, endOfDay(selfAssessBy, given.calendar))
  )
    throw new RuleViolated('DEADLINE_PASSED', `The year could be assessed until ${selfAssessBy}.`, {
      rule: 'evaluation.self-assessment',
      params: { deadline: selfAssessBy },
    });
  notRatedYet(state);
  own(by, state);
  const known = given.plan.indicators.map(({ indicatorId }) => indicatorId);
  if (indicators.some(({ indicatorId }) => !known.includes(indicatorId)))
    throw new NotFound('INDICATOR_NOT_FOUND', 'The plan has no such indicator.', { field: 'indicators' });
  const seen = known.flatMap(
    (indicatorId) => indicators.find((line) => line.indicatorId === indicatorId) ?? [],
  );
  return selfAssessed(
    { evaluationId, text, ...(seen.length > 0 ? { indicators: seen } : {}) },
    { subject: employeeId },
  );
};

export const recordInterview = (
  { by, rubric, agreedSummary, employeePresent }: CommandOf<'RecordInterview'>,
  state: Existing,
  given: Handed,
): EvaluationEvent => {
  notRatedYet(state);
  supervises(by, state, given);
  if (!employeePresent)
    throw new RuleViolated('RULE_VIOLATED', 'A dialogue needs the employee.', {
      rule: 'evaluation.employee-absent',
    });
  const { evaluationId, employeeId } = state.opened;
  const mean = rounded(sum(rubric.map(({ score }) => score)).dividedBy(rubric.length), 4).toFixed(4);
  return performanceInterviewHeld(
    { evaluationId, heldBy: by, rubric: [...rubric], mean, agreedSummary },
    { subject: employeeId },
  );
};

export const rateBehaviour = (
  { by, ratings }: CommandOf<'RateBehaviour'>,
  state: Existing,
  given: Handed,
): EvaluationEvent => {
  notRatedYet(state);
  supervises(by, state, given);
  const { evaluationId, employeeId } = state.opened;
  const bears = (ref: string, value: BehaviourValue): boolean => {
    const entry = given.feedback[ref];
    return entry?.to === employeeId && (entry.value === null || entry.value === value);
  };
  const ordered = BEHAVIOUR_VALUES.map((value): BehaviourRated['data']['ratings'][number] => {
    const line = ratings.find((candidate) => candidate.value === value);
    if (!line)
      throw new RuleViolated('RULE_VIOLATED', `The value ${value} is not rated.`, {
        rule: 'evaluation.seven-values',
      });
    const { rating, feedbackRefs } = line;
    if (rating !== 'MEETS' && (feedbackRefs.length === 0 || !feedbackRefs.every((ref) => bears(ref, value))))
      throw new RuleViolated(
        'BEHAVIOUR_EVIDENCE_REQUIRED',
        `The rating of ${value} names no feedback that bears it.`,
        {
          field: 'ratings',
          params: { value },
        },
      );
    return { value, rating, feedbackRefs: [...feedbackRefs] };
  });
  const mean = behaviourMean(ordered.map(({ rating }) => rating)).toFixed(4);
  return behaviourRated({ evaluationId, ratedBy: by, ratings: ordered, mean }, { subject: employeeId });
};

/** What the formulas make of the evaluation as it stands, with these readings. */
export const recommendation = (
  state: Existing,
  given: Handed,
  readings: readonly Reading[],
): RatingRecommended => {
  const { opened, behaviour, interview, citizen, recommended } = state;
  const { plan, organisation, rules, inputsSha256 } = given;
  const found = recommend({
    indicators: plan.indicators,
    readings,
    behaviour,
    interview,
    citizen,
    organisation,
    rules,
  });
  return ratingRecommended(
    {
      evaluationId: opened.evaluationId,
      recommendation: (recommended?.recommendation ?? 0) + 1,
      ...found,
      policyRefs: [...rules.formulas],
      inputsSha256,
    },
    { subject: opened.employeeId },
  );
};

export const deliver = (
  { by }: CommandOf<'DeliverEvaluation'>,
  state: Existing,
  given: Handed,
): EvaluationEvent => {
  const { rated, opened } = state;
  if (state.status !== 'RATED' || !rated)
    throw new Conflict('ILLEGAL_TRANSITION', 'A rated evaluation is delivered, and once.');
  supervises(by, state, given);
  if (given.reviewDue)
    throw new RuleViolated(
      'DISTRIBUTION_NOT_REVIEWED',
      'The unit has not held the review of its predicates yet.',
    );
  const { evaluationId, employeeId } = opened;
  const { calendar, now, rules } = given;
  const today = legalDate(now, calendar);
  const acknowledgeBy = plusDays(today, rules.acknowledgeDays);
  const objectBy = plusDays(today, rules.objectionDays);
  return evaluationDelivered(
    {
      ...{ evaluationId, deliveredBy: by, predicate: rated.predicate },
      evaluationVersion: state.version + 1,
      ...{ acknowledgeBy, objectBy },
      deemedAt: endOfDay(acknowledgeBy, calendar),
      finalAt: endOfDay(objectBy, calendar),
    },
    { subject: employeeId },
  );
};
