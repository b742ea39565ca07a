import {
  type Amount,
  type BehaviourRated,
  behaviourRating,
  type BehaviourThresholds,
  type Cap,
  type CitizenIndexRecorded,
  composite,
  type Expectation,
  type Indicator,
  indicatorScore,
  type MeasurementCorrected,
  type MeasurementIngested,
  type MeasurementQuarantined,
  type MeasurementRejected,
  type MeasurementVerified,
  type MeasurementDisputed,
  type MethodWeights,
  type PerformanceInterviewHeld,
  type PlanChanged,
  type PlanChangeRefused,
  type PlanChangeRequested,
  type PlanDisputeDecided,
  type PlanDrafted,
  type PlanSubmitted,
  PREDICATE,
  type Predicate,
  type ProgressReported,
  realisation,
  realised,
  relativeScore,
  resultRating,
  type TargetAdjusted,
  weighed,
} from '@jejak/contracts/performance';
import { decimal } from '@jejak/kernel';
import { parametersOf, type PinnedPolicy } from '@jejak/policies';

/** The policies that the formulas read, which is what can be thought otherwise of them. */
export const FORMULA_KEYS = [
  ...([
    'perf.behaviour',
    'perf.cap',
    'perf.citizen',
    'perf.method.weights',
    'perf.other',
    'perf.result',
  ] as const),
] as const;
export type FormulaKey = (typeof FORMULA_KEYS)[number];
export type FormulaPolicies = Readonly<Record<FormulaKey, PinnedPolicy>>;

interface RatingRules {
  readonly cap: Cap;
  readonly weights: MethodWeights;
  readonly result: { readonly above: string; readonly meets: string };
  readonly behaviour: BehaviourThresholds;
  readonly citizen: { readonly minSample: number; readonly expectedIndex: string };
  readonly interviewExpected: string;
}

export const rulesOf = (policies: FormulaPolicies): RatingRules => {
  const of = (key: FormulaKey) => parametersOf(policies[key]);
  const weights = of('perf.method.weights');
  return {
    cap: { min: of('perf.cap').text('min'), max: of('perf.cap').text('max') },
    weights: {
      ...{ DATA: weights.text('data'), SURVEY: weights.text('survey') },
      INTERVIEW: weights.text('interview'),
    },
    result: { above: of('perf.result').text('above'), meets: of('perf.result').text('meets') },
    behaviour: {
      ...{ above: of('perf.behaviour').text('above'), below: of('perf.behaviour').text('below') },
      belowValues: of('perf.behaviour').integer('belowValues'),
    },
    citizen: {
      minSample: of('perf.citizen').integer('minSample'),
      expectedIndex: of('perf.citizen').text('expectedIndex'),
    },
    interviewExpected: of('perf.other').text('interviewExpected'),
  };
};

/** An amount that counts, and of what. */
export type CountedAmount = Amount & { readonly indicatorId: string };

/** Everything that went into a recommendation, as its facts say it. */
export interface RatingFacts {
  readonly indicators: readonly Indicator[];
  readonly amounts: readonly CountedAmount[];
  /** Of the seven values. */
  readonly behaviour: readonly Expectation[];
  /** The mean of the interview's rubric; null where there was none. */
  readonly interview: string | null;
  readonly citizens: { readonly index: string; readonly n: number } | null;
}

export interface ComputedRating {
  /** 4 places. */
  readonly composite: string;
  readonly resultRating: Expectation;
  readonly behaviourRating: Expectation;
  readonly predicate: Predicate;
}

/**
 * What the formulas make of facts: the very ones by which performance recommends. @param ofUnit the rating of a unit's head is that of the
 * unit, whatever the composite says; null for everyone else
 * @returns null where they say nothing: an indicator without an amount, behaviour not rated
 * @source domain.md 5.3–5.5
 */
export const rate = (
  { indicators, amounts, behaviour, interview, citizens }: RatingFacts,
  rules: RatingRules,
  ofUnit: Expectation | null,
): ComputedRating | null => {
  const lines = indicators.flatMap((indicator) => {
    const actual = realised(
      indicator.aggregation,
      amounts.filter(({ indicatorId }) => indicatorId === indicator.indicatorId),
    );
    if (actual === null) return [];
    return { weight: indicator.weight, realisation: realisation(indicator, actual, rules.cap) };
  });
  if (lines.length < indicators.length || lines.length === 0 || behaviour.length === 0) return null;
  const surveyed = citizens !== null && citizens.n > 0 && citizens.n >= rules.citizen.minSample;
  const total = composite(
    weighed(rules.weights, [
      { method: 'DATA', score: indicatorScore(lines), sample: amounts.length },
      {
        ...{ method: 'SURVEY', sample: citizens?.n ?? 0 },
        score: surveyed ? relativeScore(citizens.index, rules.citizen.expectedIndex, rules.cap) : null,
      },
      {
        ...{ method: 'INTERVIEW', sample: interview === null ? 0 : 1 },
        score: interview === null ? null : relativeScore(interview, rules.interviewExpected, rules.cap),
      },
    ]),
  );
  const result = ofUnit ?? resultRating(total, rules.result);
  const conduct = behaviourRating(behaviour, rules.behaviour);
  return {
    ...{ composite: total.toFixed(4), resultRating: result, behaviourRating: conduct },
    predicate: PREDICATE[result][conduct],
  };
};

/** The facts of a plan that say its indicators. */
export type PlanFact =
  | PlanDrafted
  | PlanSubmitted
  | TargetAdjusted
  | PlanDisputeDecided
  | PlanChangeRequested
  | PlanChangeRefused
  | PlanChanged;

/** A plan's indicators as they stood behind its facts; targets adjusted while a change is asked for are those of the change. */
export const indicatorsOf = (facts: readonly PlanFact[]): readonly Indicator[] =>
  facts.reduce<{ readonly indicators: readonly Indicator[]; readonly asked: boolean }>(
    ({ indicators, asked }, { type, data }) => {
      switch (type) {
        case 'PlanDrafted':
        case 'PlanSubmitted':
          return { indicators: data.indicators, asked };
        case 'TargetAdjusted':
          return { indicators: asked ? indicators : data.indicators, asked };
        case 'PlanChangeRequested':
          return { indicators, asked: true };
        case 'PlanChangeRefused':
          return { indicators, asked: false };
        case 'PlanChanged':
          return { indicators: data.indicators, asked: false };
        case 'PlanDisputeDecided':
          return { indicators: data.indicators, asked };
        default:
          return { indicators, asked };
      }
    },
    { indicators: [], asked: false },
  ).indicators;

/** The facts of an amount. */
export type AmountFact =
  | ProgressReported
  | MeasurementIngested
  | MeasurementQuarantined
  | MeasurementVerified
  | MeasurementRejected
  | MeasurementDisputed
  | MeasurementCorrected;

/** An amount, and whether it counts. */
type StandingAmount = CountedAmount & { readonly counts: boolean };

/** How an amount stands behind its facts; null before the first. */
export const amountOf = (facts: readonly AmountFact[]): StandingAmount | null =>
  facts.reduce<StandingAmount | null>((amount, { type, data }) => {
    switch (type) {
      case 'ProgressReported':
      case 'MeasurementQuarantined': {
        const { indicatorId, quantity, from, to } = data;
        return { indicatorId, quantity, from, to, counts: false };
      }
      case 'MeasurementIngested': {
        const { indicatorId, quantity, from, to } = data;
        return { indicatorId, quantity, from, to, counts: true };
      }
      case 'MeasurementVerified':
        return amount && { ...amount, counts: true };
      case 'MeasurementRejected':
      case 'MeasurementDisputed':
        return amount && { ...amount, counts: false };
      case 'MeasurementCorrected':
        return amount && { ...amount, counts: true, quantity: data.new };
      default:
        return amount;
    }
  }, null);

/** The facts of an evaluation that go into its recommendation beside the amounts. */
export type AppraisalFact = BehaviourRated | PerformanceInterviewHeld | CitizenIndexRecorded;

export const appraisalOf = (
  facts: readonly AppraisalFact[],
): Pick<RatingFacts, 'behaviour' | 'interview' | 'citizens'> =>
  facts.reduce<Pick<RatingFacts, 'behaviour' | 'interview' | 'citizens'>>(
    (read, { type, data }) => {
      switch (type) {
        case 'BehaviourRated':
          return { ...read, behaviour: data.ratings.map(({ rating }) => rating) };
        case 'PerformanceInterviewHeld':
          return { ...read, interview: data.mean };
        case 'CitizenIndexRecorded':
          return { ...read, citizens: { index: data.index, n: data.n } };
        default:
          return read;
      }
    },
    { behaviour: [], interview: null, citizens: null },
  );

/** Where decimals of two computations are the same number. */
export const sameRating = (a: ComputedRating, b: ComputedRating): boolean =>
  decimal(a.composite).equals(b.composite) &&
  a.resultRating === b.resultRating &&
  a.behaviourRating === b.behaviourRating &&
  a.predicate === b.predicate;
