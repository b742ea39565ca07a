import {
  annualRated,
  BEHAVIOUR_VALUES,
  type BehaviourRated,
  behaviourRated,
  type BehaviourValue,
  evaluationDelivered,
  evaluationOpened,
  performanceInterviewHeld,
  type RatingRecommended,
  ratingRecommended,
} from '@jejak/contracts/performance';
import {
  Conflict,
  endOfDay,
  isBefore,
  legalDate,
  plusDays,
  plusMonths,
  rounded,
  RuleViolated,
  startOfDay,
  sum,
} from '@jejak/kernel';
import { isAgreed } from '../plan/plan.state';
import { behaviourMean } from '../scoring/behaviour';
import { PREDICATE, REGULATION, stepsBetween } from '../scoring/predicate';
import type { CommandOf, Handed } from './evaluation.commands';
import type { Evaluation, EvaluationEvent, Existing } from './evaluation.state';
import { notRecommendedYet, supervises } from './guards';
import { type Reading, recommend } from './recommendation';

/** The most steps on the order of predicates that a rater may go from the recommendation. @source domain.md 5.3 */
const MOST_STEPS = 1;

export const open = (
  { evaluationId }: CommandOf<'OpenEvaluation'>,
  state: Evaluation,
  { plan, relation, calendar, now }: Handed,
): EvaluationEvent[] => {
  // The timer may fire again after an outage.
  if (state.status !== 'absent') return [];
  const { planId, employeeId, position, unitId, year, periodStart, periodEnd, pinnedPolicies } = plan;
  if (!isAgreed(plan)) throw new Conflict('PLAN_NOT_ACTIVE', 'Only an agreed plan is evaluated.');
  if (isBefore(now, startOfDay(plusDays(periodEnd, 1), calendar)))
    throw new Conflict('ILLEGAL_TRANSITION', 'A plan is evaluated after its period.');
  return [
    evaluationOpened(
      {
        ...{ evaluationId, planId, employeeId, position, unitId, year, periodStart, periodEnd },
        raterId: relation?.supervisorId ?? null,
        pinnedPolicies: [...pinnedPolicies],
      },
      { subject: employeeId },
    ),
  ];
};

export const recordInterview = (
  { by, rubric, agreedSummary, employeePresent }: CommandOf<'RecordInterview'>,
  state: Existing,
  given: Handed,
): EvaluationEvent => {
  notRecommendedYet(state);
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
  notRecommendedYet(state);
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

/**
 * The rater decides. The predicate follows the table; a rating other than the recommended one is justified with evidence,
 * even where the predicate stays.
 * @throws RuleViolated SOD_VIOLATION, DEVIATION_TOO_LARGE, DEVIATION_UNJUSTIFIED, RATER_TENURE
 * @source PermenPANRB 6/2022; domain.md 5.3, 18
 */
export const rateAnnual = (
  command: CommandOf<'RateAnnual'>,
  state: Existing,
  given: Handed,
): EvaluationEvent => {
  const { recommended } = state;
  if (state.status !== 'RECOMMENDED' || !recommended)
    throw new Conflict('EVALUATION_NOT_OPEN', 'An evaluation is rated once, after its recommendation.');
  const { by, resultRating, behaviourRating, justification, evidence } = command;
  supervises(by, state, given);
  const predicate = PREDICATE[resultRating][behaviourRating];
  const steps = stepsBetween(recommended.predicate, predicate);
  if (Math.abs(steps) > MOST_STEPS)
    throw new RuleViolated(
      'DEVIATION_TOO_LARGE',
      'The predicate is more than one step from the recommended one.',
      {
        params: { recommended: recommended.predicate, predicate },
      },
    );
  const deviates =
    resultRating !== recommended.resultRating || behaviourRating !== recommended.behaviourRating;
  const text = justification.trim();
  if (deviates && (text.length < given.rules.justificationMinimum || evidence.length === 0))
    throw new RuleViolated(
      'DEVIATION_UNJUSTIFIED',
      'A rating other than the recommended one needs grounds and evidence.',
      {
        field: 'justification',
        params: { minimum: given.rules.justificationMinimum },
      },
    );
  const consultedSupervisorId = consulted(command, state, given);
  const { evaluationId, employeeId } = state.opened;
  return annualRated(
    {
      ...{ evaluationId, raterId: by, resultRating, behaviourRating, predicate },
      regulation: REGULATION,
      deviation: deviates ? { steps, recommended: recommended.predicate } : null,
      consultedSupervisorId,
    },
    { subject: employeeId, evidence, ...(deviates ? { reason: { code: 'DEVIATION' as const, text } } : {}) },
  );
};

/**
 * A rater who knew the employee for fewer than the full months of the rated year asks the supervisor before.
 * @throws RuleViolated RATER_TENURE
 * @source domain.md 5.3, 18
 */
const consulted = (
  { consultedSupervisorId }: CommandOf<'RateAnnual'>,
  { opened }: Existing,
  { relation, formerSupervisorId, rules }: Handed,
): string | null => {
  const yearStart = `${opened.year}-01-01`;
  const since = relation && relation.since > yearStart ? relation.since : yearStart;
  const tenured = plusMonths(since, rules.raterTenureMonths) <= `${opened.year + 1}-01-01`;
  if (tenured || formerSupervisorId === null) return consultedSupervisorId;
  if (consultedSupervisorId !== formerSupervisorId)
    throw new RuleViolated('RATER_TENURE', 'The supervisor before has to be consulted.', {
      field: 'consultedSupervisorId',
      params: { months: rules.raterTenureMonths },
    });
  return consultedSupervisorId;
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
  const { evaluationId, employeeId } = opened;
  const { calendar, now, rules } = given;
  const today = legalDate(now, calendar);
  const acknowledgeBy = plusDays(today, rules.acknowledgeDays);
  const objectBy = plusDays(today, rules.objectionDays);
  return evaluationDelivered(
    {
      ...{ evaluationId, deliveredBy: by, evaluationVersion: 1, predicate: rated.predicate },
      ...{ acknowledgeBy, objectBy },
      deemedAt: endOfDay(acknowledgeBy, calendar),
      finalAt: endOfDay(objectBy, calendar),
    },
    { subject: employeeId },
  );
};
