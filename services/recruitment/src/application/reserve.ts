import { type ReserveCalled, reserveCalled } from '@jejak/contracts/recruitment';
import { type Calendar, Conflict, legalDate, type Moment, plusMonths, RuleViolated } from '@jejak/kernel';
import type { ApplicationStatus, Present } from './application.state';
import { hasLeft } from './withdrawal';

/** FillFromReserve: calls this one, who stands next. */
export interface CallReserve {
  readonly type: 'CallReserve';
}

/** What the call rests on: the published final ranking, and what became of those above. */
export interface ReserveGiven {
  /** The applications that the published ranking places above this one, in any order. */
  readonly above: readonly ApplicationStatus[];
  readonly seats: number;
  /** When the final result was published, an instant. */
  readonly publishedAt: string;
  /** How many months after it the reserve may be called (`rec.other`). */
  readonly reserveMonths: number;
  readonly calendar: Calendar;
  /** Objections to the result that are not settled. */
  readonly openObjections: number;
  /** Whether the leadership has excepted this application from the time. */
  readonly excepted: boolean;
}

/**
 * The reserve is called in order of rank, to a seat that nobody holds or may still take, for as long as the policy says, or by exception.
 * @throws Conflict ILLEGAL_TRANSITION
 * @throws RuleViolated OBJECTION_PENDING, RANK_ORDER_VIOLATION, RULE_VIOLATED (rec.seats), DEADLINE_PASSED
 * @source domain.md 2.4, 4.2
 */
export const callReserve = ({ status, submitted }: Present, given: ReserveGiven & Moment): ReserveCalled => {
  const { above, seats, publishedAt, reserveMonths, calendar, openObjections, excepted, now } = given;
  if (!excepted && plusMonths(legalDate(publishedAt, calendar), reserveMonths) < legalDate(now, calendar))
    throw new RuleViolated('DEADLINE_PASSED', 'The reserve of this result may no longer be called.', {
      rule: 'rec.reserve',
    });
  if (status !== 'reserved')
    throw new Conflict('ILLEGAL_TRANSITION', `The application is ${status}; it must be reserved.`);
  if (openObjections > 0)
    throw new RuleViolated('OBJECTION_PENDING', 'Objections to the result are not settled.', {
      params: { until: '', open: openObjections },
    });
  const standing = above.filter((other) => !hasLeft(other));
  const waiting = standing.filter((other) => other === 'reserved').length;
  if (waiting > 0)
    throw new RuleViolated('RANK_ORDER_VIOLATION', 'Somebody who stands higher in the reserve comes first.', {
      params: { above: waiting },
    });
  if (standing.length >= seats)
    throw new RuleViolated('RULE_VIOLATED', 'No seat of the vacancy is free.', { rule: 'rec.seats' });
  const { applicationId, vacancyId, participantNo, applicantId } = submitted;
  return reserveCalled(
    { applicationId, vacancyId, participantNo },
    applicantId === null ? {} : { subject: applicantId },
  );
};
