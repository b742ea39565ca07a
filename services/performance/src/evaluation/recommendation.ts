import type {
  BehaviourRated,
  CitizenIndexRecorded,
  Indicator,
  OrganisationPredicate,
  PerformanceInterviewHeld,
  RatingRecommended,
} from '@jejak/contracts/performance';
import { Conflict, decimal, RuleViolated } from '@jejak/kernel';
import { isUndecided, type MeasurementStatus } from '../measurement/measurement.state';
import type { EvaluationRules } from '../rules/evaluation-rules';
import { behaviourMean, behaviourRating } from '../scoring/behaviour';
import { composite, indicatorScore, relativeScore, resultRating, weighed } from '../scoring/composite';
import { PREDICATE, RESULT_OF_HEAD } from '../scoring/predicate';
import { realisation, realised } from '../scoring/realisation';

/** An amount of one of the plan's indicators, as it stood when it was read. */
export interface Reading {
  readonly measurementId: string;
  readonly indicatorId: string;
  readonly quantity: string;
  readonly from: string;
  readonly to: string;
  readonly status: MeasurementStatus;
}

/** What a correction makes of an amount. */
export interface Correction {
  readonly measurementId: string;
  readonly quantity: string;
}

/** For the head of a unit its result, null where nobody set it; `not-head` for everyone else. */
export type Organisation = { readonly result: OrganisationPredicate | null } | 'not-head';

/** Everything that goes into the formulas. */
export interface Basis {
  readonly indicators: readonly Indicator[];
  readonly readings: readonly Reading[];
  readonly behaviour: BehaviourRated['data'] | null;
  readonly interview: PerformanceInterviewHeld['data'] | null;
  readonly citizen: CitizenIndexRecorded['data'] | null;
  readonly organisation: Organisation;
  readonly rules: EvaluationRules;
}

export type Recommendation = Omit<
  RatingRecommended['data'],
  'evaluationId' | 'recommendation' | 'policyRefs' | 'inputsSha256'
>;

/** The readings as a decision corrects them. */
export const correct = (readings: readonly Reading[], corrections: readonly Correction[]): Reading[] =>
  readings.map((reading) => {
    const correction = corrections.find(({ measurementId }) => measurementId === reading.measurementId);
    // As its fact will say it, so that whoever computes it again from the facts reads the same text.
    const quantity = correction && decimal(correction.quantity).toString();
    return quantity === undefined ? reading : { ...reading, quantity, status: 'CORRECTED' };
  });

/** @throws RuleViolated UNVERIFIED_DATA where an amount waits to be verified, or an indicator has none that counts */
const measured = (indicator: Indicator, readings: readonly Reading[], { cap }: EvaluationRules) => {
  const { indicatorId, aggregation, target, weight } = indicator;
  const own = readings.filter((reading) => reading.indicatorId === indicatorId);
  const verified = own.filter(({ status }) => status === 'VERIFIED' || status === 'CORRECTED');
  const actual = realised(aggregation, verified);
  if (own.some(({ status }) => isUndecided(status)) || actual === null)
    throw new RuleViolated(
      'UNVERIFIED_DATA',
      `Indicator ${indicatorId} has amounts that nobody verified, or none.`,
      {
        params: { indicator: indicatorId },
      },
    );
  return {
    indicatorId,
    target,
    actual,
    realisation: realisation(indicator, actual, cap),
    weight,
    sample: verified.length,
  };
};

/**
 * Both ratings and the predicate, from verified facts: indicators → S; survey and interview where their sample suffices,
 * else their weight moves to the data; composite → work result; seven values → behaviour; both → predicate. The result of
 * a unit is that of its head, whatever the composite says.
 * @throws RuleViolated UNVERIFIED_DATA; RULE_VIOLATED `evaluation.organisation-result`
 * @throws Conflict ILLEGAL_TRANSITION while behaviour is not rated
 * @source domain.md 5.3–5.5
 */
export const recommend = (basis: Basis): Recommendation => {
  const { indicators, readings, behaviour, interview, citizen, organisation, rules } = basis;
  if (!behaviour)
    throw new Conflict('ILLEGAL_TRANSITION', 'Behaviour is rated before a rating is recommended.');
  const lines = indicators.map((indicator) => measured(indicator, readings, rules));
  const data = indicatorScore(lines);
  const surveyed = citizen !== null && citizen.n > 0 && citizen.n >= rules.citizen.minSample;
  const methods = weighed(rules.methodWeights, [
    { method: 'DATA', score: data, sample: lines.reduce((total, { sample }) => total + sample, 0) },
    {
      method: 'SURVEY',
      score: surveyed ? relativeScore(citizen.index, rules.citizen.expectedIndex, rules.cap) : null,
      sample: citizen?.n ?? 0,
    },
    {
      method: 'INTERVIEW',
      score: interview && relativeScore(interview.mean, rules.interviewExpected, rules.cap),
      sample: interview?.rubric.length ?? 0,
    },
  ]);
  const total = composite(methods);
  const ratings = behaviour.ratings.map(({ rating }) => rating);
  const result =
    organisation === 'not-head' ? resultRating(total, rules.result) : resultOfHead(organisation.result);
  const conduct = behaviourRating(ratings, rules.behaviour);
  return {
    indicatorScores: lines.map(({ indicatorId, target, actual, realisation: percent, weight }) => ({
      ...{ indicatorId, target, weight },
      ...{ actual: actual.toFixed(4), realisation: percent.toFixed(4) },
    })),
    indicatorScore: data.toFixed(4),
    methodScores: methods.map(({ method, weight, score, sample }) => ({
      ...{ method, sample, weight: weight.toString() },
      score: score?.toFixed(4) ?? null,
    })),
    movedToData: methods.filter(({ score }) => score === null).map(({ method }) => method),
    composite: total.toFixed(4),
    resultRating: result,
    behaviourMean: decimal(behaviourMean(ratings)).toFixed(4),
    behaviourRating: conduct,
    predicate: PREDICATE[result][conduct],
  };
};

const resultOfHead = (result: OrganisationPredicate | null) => {
  if (result === null)
    throw new RuleViolated(
      'RULE_VIOLATED',
      'The head of a unit is rated by its result, which nobody has set.',
      {
        rule: 'evaluation.organisation-result',
      },
    );
  return RESULT_OF_HEAD[result];
};
