import type { Indicator, Method, RatingRecommended } from '@jejak/contracts/performance';
import { decimal, DomainError, type Recorded } from '@jejak/kernel';
import { canonical } from '@jejak/ledger';
import { evolve, type Evaluation, type EvaluationEvent, type Existing } from '../evaluation/evaluation.state';
import { FORMULA_KEYS, inputsSha256, pinnedOf } from '../evaluation/formula-inputs';
import {
  type Organisation,
  type Reading,
  type Recommendation,
  recommend,
} from '../evaluation/recommendation';
import type { FeedbackEvent } from '../feedback/feedback.decider';
import type { MeasurementEvent } from '../measurement/measurement.state';
import type { EvaluationRules } from '../rules/evaluation-rules';
import { REGULATION } from '../scoring/predicate';
import { amountAt, type ExplainedAmount, type Moment } from './explained-amount';
import {
  type ExplainedDecisions,
  explainedDecisions,
  type ExplainedValue,
  explainedValues,
} from './explained-rating';
import { type Fact, factOf } from './fact';

/** The facts from which one number is explained. */
export interface ExplainedFrom {
  /** The whole history of the evaluation. */
  readonly evaluation: readonly Recorded<EvaluationEvent>[];
  /** Which of its recommendations: 1, 2 … */
  readonly recommendation: number;
  /** The plan's indicators as they stood at that moment, with the version of the plan and the fact that made it. */
  readonly plan: {
    readonly indicators: readonly Indicator[];
    readonly planVersion: number;
    readonly pinnedPolicies: readonly string[];
    readonly facts: readonly Recorded[];
  };
  /** Histories of the amounts of the period, by measurement. */
  readonly amounts: readonly (readonly Recorded<MeasurementEvent>[])[];
  readonly feedback: readonly Recorded<FeedbackEvent>[];
  readonly organisation: Organisation;
  readonly rules: EvaluationRules;
  /** Whether the employee reads their own. */
  readonly own: boolean;
}

export interface ExplainedIndicator extends Indicator {
  /** Of what counts, 4 places. */
  readonly actual: string;
  /** Per cent, capped, 4 places. */
  readonly realisation: string;
  /** weight × realisation ÷ 100: its part of S, 4 places. */
  readonly contribution: string;
  readonly amounts: readonly ExplainedAmount[];
}

export interface ExplainedMethod {
  readonly method: Method;
  /** Null where the sample was too small to use. */
  readonly score: string | null;
  /** Per cent as used, and as the policy has it: they differ where another method's weight moved to the data. */
  readonly weight: string;
  readonly policyWeight: string;
  /** weight × score ÷ 100: its part of the composite, 4 places. */
  readonly contribution: string;
  readonly sample: number;
  /** What was reached, against what counts as 100 per cent; null of the data. */
  readonly reached: string | null;
  readonly expected: string | null;
  readonly facts: readonly Fact[];
}

/** "Which facts made this number": from the predicate down to each amount with its facts. */
export interface Explanation {
  readonly recommendation: number;
  readonly fact: Fact;
  readonly predicate: {
    readonly recommended: RatingRecommended['data']['predicate'];
    readonly regulation: string;
    readonly resultRating: RatingRecommended['data']['resultRating'];
    readonly behaviourRating: RatingRecommended['data']['behaviourRating'];
  };
  readonly result: {
    readonly rating: RatingRecommended['data']['resultRating'];
    readonly composite: string;
    readonly thresholds: EvaluationRules['result'];
    readonly policy: string | null;
    /** The result of the unit, where it is its head who is rated. */
    readonly organisation: Organisation;
  };
  readonly methods: readonly ExplainedMethod[];
  readonly indicatorScore: string;
  readonly cap: EvaluationRules['cap'];
  readonly indicators: readonly ExplainedIndicator[];
  readonly behaviour: {
    readonly rating: RatingRecommended['data']['behaviourRating'];
    readonly mean: string;
    readonly thresholds: EvaluationRules['behaviour'];
    readonly policy: string | null;
    readonly values: readonly ExplainedValue[];
    readonly facts: readonly Fact[];
  };
  readonly plan: { readonly planVersion: number; readonly facts: readonly Fact[] };
  readonly decisions: ExplainedDecisions;
  readonly policies: readonly string[];
  readonly recomputed: Recomputed;
}

/** The same formulas over the facts shown. */
export interface Recomputed {
  /** Whether they give what was recorded, to the digit. */
  readonly agrees: boolean;
  /** Whether the facts shown are, by their hash, exactly those that the recorded number was computed from. */
  readonly sameInputs: boolean;
  /** Null where the formulas refuse to compute. */
  readonly composite: string | null;
  /** Members that differ, sorted; or why nothing could be computed. */
  readonly differences: readonly string[];
}

/** Members of a recommendation that are computed. */
const COMPUTED: readonly (keyof Recommendation)[] = [
  'behaviourMean',
  'behaviourRating',
  'composite',
  'indicatorScore',
  'indicatorScores',
  'methodScores',
  'movedToData',
  'predicate',
  'resultRating',
];

type Found = Recorded<RatingRecommended>;
const isThe =
  (recommendation: number) =>
  (fact: Recorded<EvaluationEvent>): fact is Found =>
    fact.type === 'RatingRecommended' && fact.data.recommendation === recommendation;

/**
 * Explains one recommended rating. Everything shown is folded from facts up to the moment of the number, and put through the
 * formulas again: the answer says whether it comes out as it was recorded.
 * @returns null where there is no such recommendation
 * @source domain.md 5.4, 5.10 (rating explainer); UU 27/2022 for what is computed
 */
export const explain = (from: ExplainedFrom): Explanation | null => {
  const { plan, rules, own, organisation } = from;
  const at = from.evaluation.findIndex(isThe(from.recommendation));
  const fact = from.evaluation.find(isThe(from.recommendation));
  if (!fact) return null;
  const before = from.evaluation.slice(0, at);
  const state = before.reduce<Evaluation>(evolve, { status: 'absent' });
  if (state.status === 'absent') return null;
  const { evaluationId } = fact.data;
  const next = from.evaluation.at(at + 1);
  const corrections = next?.type === 'ObjectionDecided' ? next.data.corrections : [];
  const corrected = corrections.map(({ measurementId }) => measurementId);
  const moment: Moment = { at: fact.envelope.at, evaluationId, corrected };
  const amounts = from.amounts.flatMap((history) => amountAt(history, moment) ?? []);
  const policies = pinnedOf(FORMULA_KEYS, plan.pinnedPolicies);
  const readings = amounts.map(({ reading }) => reading);
  return {
    ...{ recommendation: from.recommendation, fact: factOf(fact), policies },
    predicate: {
      ...{ recommended: fact.data.predicate, regulation: REGULATION },
      ...{ resultRating: fact.data.resultRating, behaviourRating: fact.data.behaviourRating },
    },
    result: {
      ...{ rating: fact.data.resultRating, composite: fact.data.composite, thresholds: rules.result },
      ...{ policy: policyOf(policies, 'perf.result'), organisation },
    },
    methods: methodsOf(fact.data, state, before, rules),
    ...{ indicatorScore: fact.data.indicatorScore, cap: rules.cap },
    indicators: indicatorsOf(fact.data, plan.indicators, amounts),
    behaviour: {
      ...{ rating: fact.data.behaviourRating, mean: fact.data.behaviourMean, thresholds: rules.behaviour },
      policy: policyOf(policies, 'perf.behaviour'),
      values: explainedValues(state.behaviour?.ratings ?? [], from.feedback, own),
      facts: lastOf(before, 'BehaviourRated'),
    },
    plan: { planVersion: plan.planVersion, facts: plan.facts.map(factOf) },
    decisions: explainedDecisions(from.evaluation),
    recomputed: recomputed(fact.data, state, { ...from, readings, policies }),
  };
};

const policyOf = (policies: readonly string[], key: string): string | null =>
  policies.find((ref) => ref.startsWith(`${key}@`)) ?? null;

const lastOf = (
  facts: readonly Recorded<EvaluationEvent>[],
  name: EvaluationEvent['type'],
): readonly Fact[] => {
  const found = facts.findLast(({ type }) => type === name);
  return found ? [factOf(found)] : [];
};

const part = (weight: string, score: string | null): string =>
  decimal(weight)
    .times(score ?? 0)
    .dividedBy(100)
    .toFixed(4);

const methodsOf = (
  { methodScores }: RatingRecommended['data'],
  { citizen, interview }: Existing,
  before: readonly Recorded<EvaluationEvent>[],
  rules: EvaluationRules,
): ExplainedMethod[] => {
  const beside = {
    DATA: { reached: null, expected: null, facts: [] },
    SURVEY: {
      ...{ reached: citizen?.index ?? null, expected: rules.citizen.expectedIndex },
      facts: lastOf(before, 'CitizenIndexRecorded'),
    },
    INTERVIEW: {
      ...{ reached: interview?.mean ?? null, expected: rules.interviewExpected },
      facts: lastOf(before, 'PerformanceInterviewHeld'),
    },
  } as const;
  return methodScores.map(({ method, score, weight, sample }) => ({
    ...{ method, score, weight, sample, policyWeight: rules.methodWeights[method] },
    ...{ contribution: part(weight, score), ...beside[method] },
  }));
};

const indicatorsOf = (
  { indicatorScores }: RatingRecommended['data'],
  indicators: readonly Indicator[],
  amounts: readonly { readonly reading: Reading; readonly amount: ExplainedAmount }[],
): ExplainedIndicator[] =>
  indicatorScores.flatMap(({ indicatorId, actual, realisation, weight }) =>
    indicators
      .filter((indicator) => indicator.indicatorId === indicatorId)
      .map((indicator) => ({
        ...{ ...indicator, actual, realisation, contribution: part(weight, realisation) },
        amounts: amounts
          .filter(({ reading }) => reading.indicatorId === indicatorId)
          .map(({ amount }) => amount),
      })),
  );

const recomputed = (
  recorded: RatingRecommended['data'],
  state: Existing,
  from: ExplainedFrom & { readonly readings: readonly Reading[]; readonly policies: readonly string[] },
): Recomputed => {
  const { readings, organisation, rules, policies, plan } = from;
  const { behaviour, interview, citizen } = state;
  const { indicators } = plan;
  const hash = inputsSha256({ indicators, readings, policies, organisation, evaluation: state });
  const sameInputs = hash === recorded.inputsSha256;
  try {
    const again = recommend({ indicators, readings, behaviour, interview, citizen, organisation, rules });
    const differences = COMPUTED.filter((member) => textOf(again[member]) !== textOf(recorded[member]));
    return { agrees: differences.length === 0, sameInputs, composite: again.composite, differences };
  } catch (refusal) {
    // That the formulas would not even compute from these facts is an answer too.
    if (!(refusal instanceof DomainError)) throw refusal;
    return { agrees: false, sameInputs, composite: null, differences: [refusal.code] };
  }
};

/** The same text for the same value, in whatever order its members came. */
const textOf = (value: Recommendation[keyof Recommendation]): string => canonical({ value });
