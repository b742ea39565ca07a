import { type EngagementAnswered, engagementAnswered } from '@jejak/contracts/performance';
import { Conflict, type Decider, isBefore, RuleViolated } from '@jejak/kernel';

export type AnswerEngagement = { readonly type: 'AnswerEngagement' } & EngagementAnswered['data'];

export interface EngagementAnswerGiven {
  /** Instant at which nobody answers any more. */
  readonly closesAt: string;
}

/**
 * One answer for a code, and nothing that says whose.
 * @throws RuleViolated DEADLINE_PASSED · Conflict CODE_USED
 * @source domain.md 5.3
 */
export const engagementAnswer: Decider<
  AnswerEngagement,
  EngagementAnswered,
  'absent' | 'answered',
  EngagementAnswerGiven
> = {
  initial: 'absent',
  decide: ({ type: _, ...data }, state, { closesAt, now }) => {
    if (!isBefore(now, closesAt))
      throw new RuleViolated('DEADLINE_PASSED', 'The survey is closed.', { rule: 'engagement.open' });
    if (state === 'answered') throw new Conflict('CODE_USED', 'This code was used.');
    return [engagementAnswered(data)];
  },
  evolve: () => 'answered',
};
