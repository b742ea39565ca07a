import type { DisciplineEvent } from './discipline.state';

/** What people said in a case; null where nobody did, or the employee is erased. */
export interface CaseWords {
  readonly allegation: string | null;
  readonly statement: string | null;
  readonly decision: string | null;
  readonly appeal: string | null;
  readonly answer: string | null;
}

const NOTHING: CaseWords = { allegation: null, statement: null, decision: null, appeal: null, answer: null };

/** The words of a case from its facts: they stand in the log under the employee's key, and in no table. */
export const caseWordsOf = (facts: readonly DisciplineEvent[]): CaseWords =>
  facts.reduce<CaseWords>((words, fact) => {
    const said = fact.reason?.text ?? null;
    switch (fact.type) {
      case 'ViolationReported':
        return { ...words, allegation: fact.data.allegation };
      case 'HearingHeld':
        return { ...words, statement: fact.data.statement ?? words.statement };
      case 'SanctionDecided':
      case 'ViolationDismissed':
        return { ...words, decision: said };
      case 'SanctionAppealed':
        return { ...words, appeal: said };
      case 'SanctionAppealDecided':
        return { ...words, answer: said };
      default:
        return words;
    }
  }, NOTHING);
