import { type BehaviourValue, type FeedbackRequested, feedbackRequested } from '@jejak/contracts/performance';
import { Conflict, type Decider, NotFound, RuleViolated } from '@jejak/kernel';

export interface RequestFeedback {
  readonly type: 'RequestFeedback';
  readonly requestId: string;
  readonly by: string;
  readonly of: string;
  readonly value: BehaviourValue | null;
  readonly indicatorId: string | null;
}

/** Somebody asks a colleague, superior or subordinate for feedback; answered by giving it. @source domain.md 5.3 */
export const feedbackRequest: Decider<
  RequestFeedback,
  FeedbackRequested,
  'absent' | 'asked',
  { readonly employed: boolean }
> = {
  initial: 'absent',
  decide: ({ type: _, ...request }, state, { employed }) => {
    if (state === 'asked') throw new Conflict('ILLEGAL_TRANSITION', 'This was asked already.');
    if (request.by === request.of)
      throw new RuleViolated('RULE_VIOLATED', 'Feedback comes from somebody else.', {
        field: 'of',
        rule: 'feedback.about-oneself',
      });
    if (!employed) throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.', { field: 'of' });
    return [feedbackRequested(request, { subject: request.by })];
  },
  evolve: () => 'asked',
};
