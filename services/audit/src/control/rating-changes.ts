import type {
  AnnualRated,
  EvaluationDelivered,
  EvaluationFinalised,
  EvaluationObjected,
  EvaluationOpened,
  EvaluationReopened,
  Expectation,
  ObjectionDecided,
  Predicate,
  RatingChangedInReview,
} from '@jejak/contracts/performance';
import type { LogFact } from './log-fact';

/** The facts of an evaluation that say how it is rated, or when that may change. */
export type RatingFact =
  | EvaluationOpened
  | AnnualRated
  | RatingChangedInReview
  | EvaluationDelivered
  | EvaluationObjected
  | ObjectionDecided
  | EvaluationFinalised
  | EvaluationReopened;
export const RATING_FACTS = [
  ...(['EvaluationOpened', 'AnnualRated', 'RatingChangedInReview', 'EvaluationDelivered'] as const),
  ...(['EvaluationObjected', 'ObjectionDecided', 'EvaluationFinalised', 'EvaluationReopened'] as const),
] satisfies readonly RatingFact['type'][];

interface Rating {
  readonly resultRating: Expectation;
  readonly behaviourRating: Expectation;
  readonly predicate: Predicate;
}

/** A rating that stood became another one. */
export interface RatingChange {
  readonly by: LogFact<RatingFact>;
  /** The fact that said the rating before. */
  readonly before: LogFact<RatingFact>;
  /** The employee had it already. */
  readonly delivered: boolean;
  /** An objection, or the opening of a final evaluation on a finding or a judgment, stood between. */
  readonly contested: boolean;
}

const ratingIn = (fact: LogFact<RatingFact>): Rating | null => {
  switch (fact.type) {
    case 'AnnualRated':
    case 'ObjectionDecided':
    case 'EvaluationFinalised':
      return fact.data;
    case 'RatingChangedInReview':
      return fact.data.new;
    case 'EvaluationOpened':
    case 'EvaluationDelivered':
    case 'EvaluationObjected':
    case 'EvaluationReopened':
      return null;
  }
};

const alike = (a: Rating, b: Rating): boolean =>
  a.resultRating === b.resultRating && a.behaviourRating === b.behaviourRating && a.predicate === b.predicate;

/** Where a rating that stood became another one. Pure. @param facts of one evaluation, in their order */
export const ratingChanges = (facts: readonly LogFact<RatingFact>[]): readonly RatingChange[] => {
  const changes: RatingChange[] = [];
  let stands: { readonly fact: LogFact<RatingFact>; readonly rating: Rating } | null = null;
  let [delivered, contested] = [false, false];
  for (const fact of facts) {
    if (fact.type === 'EvaluationDelivered') [delivered, contested] = [true, false];
    if (fact.type === 'EvaluationObjected' || fact.type === 'EvaluationReopened') contested = true;
    const rating = ratingIn(fact);
    if (!rating) continue;
    if (stands && !alike(stands.rating, rating))
      changes.push({ by: fact, before: stands.fact, delivered, contested });
    stands = { fact, rating };
    if (fact.type === 'EvaluationFinalised') contested = false;
  }
  return changes;
};
