import type { ImprovementEvent } from './improvement.state';

/** What a plan asks and gives, and what people said of it; null where nobody did, or the employee is erased. */
export interface ImprovementWords {
  readonly goals: readonly string[] | null;
  readonly support: readonly string[] | null;
  readonly assessment: string | null;
  readonly proposal: string | null;
  readonly decision: string | null;
}

const NOTHING: ImprovementWords = {
  ...{ goals: null, support: null, assessment: null, proposal: null, decision: null },
};

/** The words of a plan from its facts: they stand in the log under the employee's key, and in no table. */
export const improvementWordsOf = (facts: readonly ImprovementEvent[]): ImprovementWords =>
  facts.reduce<ImprovementWords>((words, fact) => {
    const said = fact.reason?.text ?? null;
    switch (fact.type) {
      case 'ImprovementPlanRequired':
        return NOTHING;
      case 'ImprovementPlanOpened':
        return { ...words, goals: fact.data.goals, support: fact.data.support };
      case 'ImprovementSucceeded':
      case 'CompetencyTestOrdered':
        return { ...words, assessment: said };
      case 'ConsequenceProposed':
        return { ...words, proposal: said };
      case 'ConsequenceDecided':
        return { ...words, decision: said };
      case 'ImprovementTrainingPassed':
      case 'ImprovementTestTaken':
      case 'ImprovementPlanEnded':
      case 'ImprovementPlanOverdue':
      case 'ImprovementPlanWithdrawn':
        return words;
    }
  }, NOTHING);
