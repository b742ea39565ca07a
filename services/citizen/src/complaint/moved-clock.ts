import { complaintClockMoved, type ComplaintClock } from '@jejak/contracts/citizen';
import { endOfDay, isBefore, legalDate, plusDays, underCalendar } from '@jejak/kernel';
import { needed } from '../needed';
import type { ClockCommand, ComplaintGiven } from './complaint.commands';
import type { Complaint, ComplaintEvent } from './complaint.state';

type Existing = Exclude<Complaint, { readonly status: 'absent' }>;

/** Which clock it is that runs, where one does. */
export const clockOf = (state: Existing): ComplaintClock | null =>
  state.status === 'filed' ? 'VERIFY' : 'class' in state ? 'ANSWER' : null;

/**
 * Another calendar came into force: a clock that had not run out by then has as many working days as before, and ends no earlier than
 * the complainant was told. @source domain.md 2.4
 */
export const moveClock = (
  { since }: Extract<ClockCommand, { type: 'MoveClock' }>,
  state: Existing,
  given: ComplaintGiven,
): ComplaintEvent[] => {
  const clock = clockOf(state);
  const { dueAt: insteadOf, filed, unitId, overdue } = state;
  const counted = needed(given.counted, 'what the clock was counted by');
  if (clock === null || counted === null || insteadOf === null || overdue.includes(clock)) return [];
  if (!isBefore(since, insteadOf)) return [];
  const last = plusDays(legalDate(insteadOf, counted.calendar), -1);
  const moved = underCalendar(counted.began, last, counted.calendar, given.calendar);
  const dueAt = endOfDay(moved, given.calendar);
  if (!isBefore(insteadOf, dueAt)) return [];
  const delegateId = 'delegateId' in state ? state.delegateId : null;
  return [
    complaintClockMoved({
      ...{ complaintId: filed.complaintId, unitId, clock, dueAt, insteadOf },
      ...(delegateId === null ? {} : { delegateId }),
    }),
  ];
};
