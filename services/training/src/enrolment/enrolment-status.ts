import type { Seat } from '../session/session.state';

/**
 * How far an enrolment is. Whoever asks is given a seat, or a place on the waiting list, in the same moment.
 * @source domain.md 6.1
 */
export const ENROLMENT_STATUSES = [
  'NOMINATED',
  'WAITLISTED',
  'CONFIRMED',
  'ATTENDING',
  'PASSED',
  'FAILED',
  'WITHDRAWN',
  'REFUSED',
] as const;
export type EnrolmentStatus = (typeof ENROLMENT_STATUSES)[number];

/** What an enrolment's status follows from. */
export interface EnrolmentProgress {
  /** Null while the request is not answered. */
  readonly seat: Seat['seat'] | null;
  /** Presence by part of the session. */
  readonly presence: Readonly<Record<string, boolean>>;
  readonly result: 'PASSED' | 'FAILED' | null;
}

/** Somebody attends from the first part at which they were present to the result. @source domain.md 6.1 */
export const enrolmentStatus = ({ seat, presence, result }: EnrolmentProgress): EnrolmentStatus => {
  if (result) return result;
  if (seat === null) return 'NOMINATED';
  return seat === 'CONFIRMED' && Object.values(presence).includes(true) ? 'ATTENDING' : seat;
};
