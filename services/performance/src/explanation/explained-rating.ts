import type { BehaviourValue, Expectation, FeedbackKind } from '@jejak/contracts/performance';
import type { Recorded } from '@jejak/kernel';
import type { EvaluationEvent } from '../evaluation/evaluation.state';
import type { FeedbackEvent } from '../feedback/feedback.decider';
import { POINTS } from '../scoring/behaviour';
import { anonymous, type Fact, factOf } from './fact';

/** One of the seven values, with the feedback on which its rating rests. */
export interface ExplainedValue {
  readonly value: BehaviourValue;
  readonly rating: Expectation;
  /** 1 BELOW, 2 MEETS, 3 ABOVE. */
  readonly points: number;
  readonly feedback: readonly {
    readonly feedbackId: string;
    readonly kind: FeedbackKind;
    readonly fact: Fact;
  }[];
}

/** What officials made of the recommendation, each with its fact; null or empty while there is none. */
export interface ExplainedDecisions {
  readonly rating: (Said<'AnnualRated'> & { readonly fact: Fact }) | null;
  readonly reviewChanges: readonly (Said<'RatingChangedInReview'> & { readonly fact: Fact })[];
  readonly delivered: Fact | null;
  readonly objection: {
    readonly filed: Fact;
    readonly hearings: readonly Fact[];
    readonly decided: (Said<'ObjectionDecided'> & { readonly fact: Fact }) | null;
  } | null;
  readonly final: (Said<'EvaluationFinalised'> & { readonly fact: Fact }) | null;
  readonly reopened: readonly Fact[];
}

type DataOf<Name extends EvaluationEvent['type']> = Extract<EvaluationEvent, { type: Name }>['data'];
type Said<Name extends EvaluationEvent['type']> = Omit<DataOf<Name>, 'evaluationId'>;

/**
 * The seven values as they were rated.
 * @param own whether the employee reads: who gave anonymous feedback is not for them to know (domain.md 5.3)
 */
export const explainedValues = (
  ratings: DataOf<'BehaviourRated'>['ratings'],
  feedback: readonly Recorded<FeedbackEvent>[],
  own: boolean,
): ExplainedValue[] =>
  ratings.map(({ value, rating, feedbackRefs }) => ({
    ...{ value, rating, points: POINTS[rating] },
    feedback: feedbackRefs.flatMap((feedbackId) =>
      feedback.flatMap((fact) => {
        if (fact.type !== 'FeedbackGiven' || fact.data.feedbackId !== feedbackId) return [];
        const shown = factOf(fact);
        const hidden = own && fact.data.anonymousToSubject;
        return { feedbackId, kind: fact.data.kind, fact: hidden ? anonymous(shown) : shown };
      }),
    ),
  }));

const of = <Name extends EvaluationEvent['type']>(facts: readonly Recorded<EvaluationEvent>[], name: Name) =>
  facts.filter((fact): fact is Recorded<Extract<EvaluationEvent, { type: Name }>> => fact.type === name);

const said = <Data extends { readonly evaluationId: string }>(
  fact: Recorded & { readonly data: Data },
): Omit<Data, 'evaluationId'> & { readonly fact: Fact } => {
  const { evaluationId: _, ...data } = fact.data;
  return { ...data, fact: factOf(fact) };
};

/** What was decided on the number; of what happened twice the last, changes of the review all. */
export const explainedDecisions = (facts: readonly Recorded<EvaluationEvent>[]): ExplainedDecisions => {
  const [rating, delivered, filed, decided, final] = [
    of(facts, 'AnnualRated').at(-1),
    of(facts, 'EvaluationDelivered').at(-1),
    of(facts, 'EvaluationObjected').at(-1),
    of(facts, 'ObjectionDecided').at(-1),
    of(facts, 'EvaluationFinalised').at(-1),
  ];
  return {
    rating: rating ? said(rating) : null,
    reviewChanges: of(facts, 'RatingChangedInReview').map((fact) => said(fact)),
    delivered: delivered ? factOf(delivered) : null,
    objection: filed
      ? {
          filed: factOf(filed),
          hearings: of(facts, 'ObjectionHearingHeld').map(factOf),
          decided: decided ? said(decided) : null,
        }
      : null,
    final: final ? said(final) : null,
    reopened: of(facts, 'EvaluationReopened').map(factOf),
  };
};
