import type { EvaluationEvent } from './evaluation.state';

/** What people wrote in the course of an evaluation; null where nobody did, or the employee is erased. */
export interface EvaluationWords {
  /** The employee's view of the year. */
  readonly selfAssessment: string | null;
  /** What rater and employee agreed on in their dialogue. */
  readonly interview: string | null;
  /** Why the rating is not the recommended one. */
  readonly justification: string | null;
  /** The employee's comment on the rating. */
  readonly comment: string | null;
  readonly objection: string | null;
  readonly decision: string | null;
}

const NOTHING: EvaluationWords = {
  ...{ selfAssessment: null, interview: null, justification: null },
  ...{ comment: null, objection: null, decision: null },
};

const said = ({ reason }: Pick<EvaluationEvent, 'reason'>): string | null => reason?.text ?? null;

/** The words of an evaluation from its facts: they stand in the log under the employee's key, and in no table. */
export const wordsOf = (facts: readonly EvaluationEvent[]): EvaluationWords =>
  facts.reduce<EvaluationWords>((words, fact) => {
    switch (fact.type) {
      case 'SelfAssessed':
        return { ...words, selfAssessment: fact.data.text };
      case 'PerformanceInterviewHeld':
        return { ...words, interview: fact.data.agreedSummary };
      case 'AnnualRated':
        return { ...words, justification: said(fact) };
      case 'EvaluationAcknowledged':
        return { ...words, comment: fact.data.comment };
      case 'EvaluationObjected':
        return { ...words, objection: said(fact) };
      case 'ObjectionDecided':
        return { ...words, decision: said(fact) };
      default:
        return words;
    }
  }, NOTHING);
