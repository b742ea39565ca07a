import {
  type BehaviourRated,
  type EvaluationFinalised,
  type EvaluationOpened,
  type Expectation,
  type Method,
  performanceContracts,
  type Predicate,
  type RatingRecommended,
} from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';

/** What went into an evaluation's recommendation, as far as it can be computed again. Names nobody but by the evaluation's id. */
export interface EvaluationBasisRow {
  readonly evaluationId: string;
  /** Legal dates. */
  readonly periodStart: string;
  readonly periodEnd: string;
  /** What the plan pinned. */
  readonly pinned: readonly string[];
  /** Null before the recommendation. */
  readonly methods: readonly { readonly method: Method; readonly score: string | null }[] | null;
  readonly composite: string | null;
  readonly resultRating: Expectation | null;
  /** The seven, in the order of BEHAVIOUR_VALUES. */
  readonly behaviour: readonly Expectation[];
  readonly behaviourRating: Expectation | null;
  readonly predicate: Predicate | null;
  readonly final: boolean;
}

type BasisEvent = EvaluationOpened | BehaviourRated | RatingRecommended | EvaluationFinalised;

/** Of performance's evaluations. */
export const evaluationBases = projection<BasisEvent, EvaluationBasisRow>()({
  table: 'evaluation_basis',
  source: performanceContracts,
  key: ({ data }) => data.evaluationId,
  opens: {
    EvaluationOpened: ({ data: { evaluationId, periodStart, periodEnd, pinnedPolicies } }) => ({
      ...{ evaluationId, periodStart, periodEnd, pinned: pinnedPolicies, methods: null, composite: null },
      ...{ resultRating: null, behaviour: [], behaviourRating: null, predicate: null, final: false },
    }),
  },
  on: {
    BehaviourRated: (row, { data: { ratings } }) => ({
      ...row,
      behaviour: ratings.map(({ rating }) => rating),
    }),
    RatingRecommended: (row, { data }) => ({
      ...{ ...row, composite: data.composite, resultRating: data.resultRating },
      ...{ behaviourRating: data.behaviourRating, predicate: data.predicate },
      methods: data.methodScores.map(({ method, score }) => ({ method, score })),
    }),
    EvaluationFinalised: (row) => ({ ...row, final: true }),
  },
});
