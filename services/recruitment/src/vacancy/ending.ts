import {
  type VacancyCancelled,
  vacancyCancelled,
  type VacancyCompleted,
  vacancyCompleted,
} from '@jejak/contracts/recruitment';
import { isBefore, type Moment, reasonFor, RuleViolated } from '@jejak/kernel';
import { needed } from '../needed';
import type { VacancyGiven } from './vacancy.decider';
import { illegal, type Vacancy } from './vacancy.state';

export interface CancelVacancy {
  readonly type: 'CancelVacancy';
  readonly by: string;
  readonly reason: string;
}

/** The states from which a vacancy may be cancelled: all before its final result. */
const CANCELLABLE: readonly Vacancy['status'][] = [
  'draft',
  'approved',
  'announced',
  'open',
  'closed',
  'admin-published',
  'skd-published',
  'skb-published',
];

/** @throws Conflict ILLEGAL_TRANSITION; RuleViolated REASON_REQUIRED @source domain.md 4.1, 4.2 */
export const cancel = (
  { by, reason }: CancelVacancy,
  state: Vacancy,
  { reasonMinChars }: VacancyGiven,
): VacancyCancelled[] => {
  if (!('draft' in state) || !CANCELLABLE.includes(state.status))
    throw illegal('not cancelled, and without a final result');
  const { vacancyId } = state.draft;
  const why = reasonFor('CANCELLATION', reason, needed(reasonMinChars, 'the length of a reason'));
  return [vacancyCancelled({ vacancyId, cancelledBy: by }, { reason: why })];
};

/** A vacancy is not over while its final result is, or may still be, contested. @source domain.md 4.2 */
const settled = (closesAt: string | null, { now, openObjections }: VacancyGiven & Moment): void => {
  const open = needed(openObjections, 'the open objections');
  if (open > 0 || (closesAt !== null && isBefore(now, closesAt)))
    throw new RuleViolated('OBJECTION_PENDING', 'Objections to the result are still taken, or not decided.', {
      params: { until: closesAt ?? '', open },
    });
};

/**
 * With the last seat the selection is over; before it, nothing.
 * @throws Conflict ILLEGAL_TRANSITION; RuleViolated OBJECTION_PENDING
 * @source domain.md 4.1
 */
export const complete = (state: Vacancy, given: VacancyGiven & Moment): VacancyCompleted[] => {
  if (state.status !== 'final-published') throw illegal('published');
  const { vacancyId, seats } = state.announced;
  if (needed(given.openSeats, 'the open seats') > 0) return [];
  settled(state.results.FINAL?.objectionClosesAt ?? null, given);
  return [vacancyCompleted({ vacancyId, seats })];
};
