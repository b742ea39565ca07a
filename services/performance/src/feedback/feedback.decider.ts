import {
  type BehaviourValue,
  type FeedbackGiven,
  feedbackGiven,
  type FeedbackKind,
} from '@jejak/contracts/performance';
import { Conflict, type Decider, isUuid, NotAuthorised, NotFound, RuleViolated } from '@jejak/kernel';

export interface FeedbackCommand {
  readonly type: 'GiveFeedback';
  readonly by: string;
  readonly feedbackId: string;
  readonly to: string;
  readonly value: BehaviourValue | null;
  readonly indicatorId: string | null;
  readonly kind: FeedbackKind;
  readonly behaviour: string;
  readonly effect: string;
  readonly suggestion: string;
  readonly anonymousToSubject: boolean;
}
export type Feedback =
  | { readonly status: 'absent' }
  | { readonly status: 'given'; readonly to: string; readonly value: BehaviourValue | null };

export interface FeedbackEntryGiven {
  /** Whether career knows the person that it is about. */
  readonly employed: boolean;
  /** Characters that all words together have at least (`perf.other`). */
  readonly minimum: number;
}

export const feedback: Decider<FeedbackCommand, FeedbackGiven, Feedback, FeedbackEntryGiven> = {
  initial: { status: 'absent' },
  decide: ({ type: _, by, ...entry }, state, { employed, minimum }) => {
    if (state.status !== 'absent') throw new Conflict('FEEDBACK_EXISTS', 'This feedback is given already.');
    if (!isUuid(by)) throw new NotAuthorised('NOT_RELATED', 'A person gives feedback.');
    if (by === entry.to)
      throw new RuleViolated('RULE_VIOLATED', 'Feedback is about somebody else.', {
        rule: 'feedback.about-oneself',
      });
    if (!employed) throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.', { field: 'to' });
    const words = [entry.behaviour, entry.effect, entry.suggestion].map((text) => text.trim());
    if (words.some((text) => text === '') || words.join('').length < minimum)
      throw new RuleViolated(
        'FEEDBACK_NOT_CONSTRUCTIVE',
        'Feedback says what was seen, what it did, and what to do next.',
        { params: { minimum } },
      );
    return [feedbackGiven({ ...entry, from: by }, { subject: entry.to })];
  },
  evolve: (_, { data: { to, value } }) => ({ status: 'given', to, value }),
};
