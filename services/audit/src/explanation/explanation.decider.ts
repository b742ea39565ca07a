import { type Counterfactual, type ExplanationProduced, explanationProduced } from '@jejak/contracts/audit';
import { type Decider, RuleViolated } from '@jejak/kernel';

export interface AskWhy {
  readonly type: 'AskWhy';
  readonly by: string;
  readonly explanationId: string;
  readonly object: string;
  readonly caseId: string | null;
  readonly question: string;
}

/** What the log says to it. */
export interface ExplanationGiven {
  /** Ids of events, in the order of the log. */
  readonly chain: readonly string[];
  readonly policies: readonly string[];
  readonly truncated: boolean;
  readonly proofs: ExplanationProduced['data']['proofs'];
  /** Where it is asked what would have been otherwise. */
  readonly hypothetical?: Counterfactual;
  /** The person whose object it is; null: nobody's. */
  readonly subject: string | null;
}

export interface Explained {
  readonly status: 'absent' | 'produced';
}

/** An answer is a fact: what was asked, and exactly which facts were given for it. @source domain.md 10.2 */
export const explanation: Decider<AskWhy, ExplanationProduced, Explained, ExplanationGiven> = {
  initial: { status: 'absent' },
  decide: ({ by: askedBy, explanationId, object, caseId, question }, state, given) => {
    // Its id comes from the command's: what is there is this very answer.
    if (state.status === 'produced') return [];
    if (question.trim() === '')
      throw new RuleViolated('RULE_VIOLATED', 'Say what is asked.', {
        ...{ field: 'question', rule: 'inspection.words', params: { rule: 'inspection.words' } },
      });
    const { chain, policies, truncated, proofs, subject, hypothetical } = given;
    return [
      explanationProduced(
        {
          ...{ explanationId, object, caseId, askedBy, chain: [...chain], policies: [...policies], proofs },
          ...{ truncated, question: question.trim() },
          ...(hypothetical ? { hypothetical } : {}),
        },
        subject === null ? {} : { subject },
      ),
    ];
  },
  evolve: () => ({ status: 'produced' }),
};
