import {
  behaviourRating,
  composite,
  type Expectation,
  PREDICATE,
  type Predicate,
  PREDICATES,
  resultRating,
  weighed,
} from '@jejak/contracts/performance';
import type { PolicySimulated } from '@jejak/contracts/policy';
import { decimal } from '@jejak/kernel';
import type { Values } from '../parameters/parameter-shape';
import type { EvaluationBasisRow } from './evaluation-basis.projection';

/** Policies of which it can be computed again what they would have come to. The others are judged by their impact note. */
export const COMPUTABLE = ['perf.behaviour', 'perf.method.weights', 'perf.result'] as const;
export type ComputableKey = (typeof COMPUTABLE)[number];
export const isComputable = (key: string): key is ComputableKey =>
  (COMPUTABLE as readonly string[]).includes(key);

/** The parameters of the three that govern a rating. */
export type RatingParameters = Readonly<Record<ComputableKey, Values>>;

const text = (values: Values, name: string): string => {
  const value = values[name];
  if (typeof value !== 'string') throw new Error(`there is no text ${name}`);
  return value;
};

const resultBy = (score: string, { 'perf.result': values }: RatingParameters): Expectation =>
  resultRating(score, { above: text(values, 'above'), meets: text(values, 'meets') });

/** The composite under other weights; of methods without a usable sample the weight moves to DATA, as it did. */
const compositeBy = (
  { methods }: EvaluationBasisRow,
  { 'perf.method.weights': values }: RatingParameters,
): string =>
  composite(
    weighed(
      { DATA: text(values, 'data'), SURVEY: text(values, 'survey'), INTERVIEW: text(values, 'interview') },
      (methods ?? []).map(({ method, score }) => ({
        ...{ method, score: score === null ? null : decimal(score), sample: 0 },
      })),
    ),
  ).toFixed(4);

const behaviourBy = (ratings: readonly Expectation[], { 'perf.behaviour': values }: RatingParameters) =>
  behaviourRating(ratings, {
    ...{ above: text(values, 'above'), below: text(values, 'below') },
    belowValues: Number(values.belowValues),
  });

/**
 * The predicate that would have been recommended under a draft. The result of who heads a unit is that unit's, whatever the composite
 * says: it stays. @returns null where nothing was recommended
 * @param draft one of the three takes the place of what the plan pinned
 */
export const wouldBe = (
  row: EvaluationBasisRow,
  pinned: RatingParameters,
  draft: { readonly key: ComputableKey; readonly parameters: Values },
): Predicate | null => {
  if (row.composite === null || row.resultRating === null || row.behaviourRating === null) return null;
  const under: RatingParameters = { ...pinned, [draft.key]: draft.parameters };
  const ofUnit = resultBy(row.composite, pinned) !== row.resultRating;
  const score = draft.key === 'perf.method.weights' ? compositeBy(row, under) : row.composite;
  const result = ofUnit ? row.resultRating : resultBy(score, under);
  const behaviour =
    draft.key === 'perf.behaviour' && row.behaviour.length > 0
      ? behaviourBy(row.behaviour, under)
      : row.behaviourRating;
  return PREDICATE[result][behaviour];
};

type Effects = NonNullable<PolicySimulated['data']['effects']>;

/** Counts what changes, evaluation by evaluation. */
export class EffectCount {
  private evaluated = 0;
  private readonly counts = new Map<string, number>();

  add(from: Predicate, to: Predicate): void {
    this.evaluated++;
    if (from === to) return;
    const shift = `${from} ${to}`;
    this.counts.set(shift, (this.counts.get(shift) ?? 0) + 1);
  }

  effects(): Effects {
    const shifts = PREDICATES.flatMap((from) =>
      PREDICATES.flatMap((to) => {
        const count = this.counts.get(`${from} ${to}`) ?? 0;
        return count > 0 ? [{ from, to, count }] : [];
      }),
    );
    const changed = shifts.reduce((total, { count }) => total + count, 0);
    return { of: 'EVALUATIONS', evaluated: this.evaluated, changed, shifts };
  }
}
