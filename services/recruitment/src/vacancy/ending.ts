import {
  type VacancyCancelled,
  vacancyCancelled,
  type VacancyCompleted,
  vacancyCompleted,
  type VacancySeatFilled,
  vacancySeatFilled,
  type VacancySeatVacated,
  vacancySeatVacated,
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

/** Goes with an appointment: the candidate of this application has a seat now. */
export interface FillSeat {
  readonly type: 'FillSeat';
  readonly applicationId: string;
}

/**
 * One seat, one person: two appointments at once meet here. With the last seat the selection is over.
 * @throws Conflict ILLEGAL_TRANSITION; RuleViolated RULE_VIOLATED (rec.seats), OBJECTION_PENDING
 * @source domain.md 4.1, 4.2 AppointCandidate
 */
export const fillSeat = (
  { applicationId }: FillSeat,
  state: Vacancy,
  given: VacancyGiven & Moment,
): (VacancySeatFilled | VacancyCompleted)[] => {
  if ('filled' in state && state.filled.includes(applicationId)) return [];
  if (state.status !== 'final-published') throw illegal('published, with a seat to fill');
  const { vacancyId, seats } = state.announced;
  if (state.filled.length >= seats)
    throw new RuleViolated('RULE_VIOLATED', 'Every seat of the vacancy is filled.', { rule: 'rec.seats' });
  settled(state.results.FINAL?.objectionClosesAt ?? null, given);
  const seat = state.filled.length + 1;
  const filled = vacancySeatFilled({ vacancyId, applicationId, seat, seats });
  return seat < seats ? [filled] : [filled, vacancyCompleted({ vacancyId, seats })];
};

/**
 * The seats of those who left the service since their appointment are free again: a selection that was over is taken up where its final
 * result was published.
 * @source domain.md 4.2 FillFromReserve
 */
export const vacateSeats = (state: Vacancy, { vacated }: VacancyGiven): VacancySeatVacated[] => {
  const left = needed(vacated, 'who has left the service');
  if (!('filled' in state)) return [];
  const { vacancyId, seats } = state.announced;
  return state.filled
    .filter((applicationId) => left.includes(applicationId))
    .map((applicationId, index) =>
      vacancySeatVacated({ vacancyId, applicationId, filled: state.filled.length - index - 1, seats }),
    );
};
