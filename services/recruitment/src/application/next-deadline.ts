import type { PublishedStage } from '@jejak/contracts/recruitment';
import { isBefore } from '@jejak/kernel';
import type { ApplicationStatus } from './application.state';

/** The next instant from which something that the applicant may do now is no longer possible. */
export interface NextDeadline {
  /** REGISTRATION: to submit, to change, to submit again. OBJECTION: to object to a published result. */
  readonly what: 'REGISTRATION' | 'OBJECTION';
  readonly stage: PublishedStage | null;
  /** ISO instant; the first at which it comes too late. */
  readonly at: string;
}

/** A published result with the end of its objections; null in a round that was finished elsewhere. */
export interface ObjectionWindow {
  readonly stage: PublishedStage;
  readonly objectionClosesAt: string | null;
}

const CHANGEABLE: readonly (ApplicationStatus | 'draft')[] = ['draft', 'submitted', 'withdrawn'];

/**
 * @param closeAt of the registration; null where it is not announced
 * @param now ISO instant
 * @source domain.md 4.5
 */
export const nextDeadline = (
  status: ApplicationStatus | 'draft',
  closeAt: string | null,
  windows: readonly ObjectionWindow[],
  now: string,
): NextDeadline | null => {
  if (CHANGEABLE.includes(status) && closeAt !== null && isBefore(now, closeAt))
    return { what: 'REGISTRATION', stage: null, at: closeAt };
  // Who has left, or never was there, objects to nothing.
  if (status === 'draft' || status === 'withdrawn') return null;
  const open = windows.flatMap(({ stage, objectionClosesAt: at }): NextDeadline[] =>
    at !== null && isBefore(now, at) ? [{ what: 'OBJECTION', stage, at }] : [],
  );
  return open.reduce<NextDeadline | null>(
    (first, one) => (first === null || isBefore(one.at, first.at) ? one : first),
    null,
  );
};
