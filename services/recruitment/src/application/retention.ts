import { type ApplicationRetentionEnded, applicationRetentionEnded } from '@jejak/contracts/recruitment';
import { isBefore, type Moment } from '@jejak/kernel';
import type { Application, ApplicationStatus } from './application.state';

/** The time is over in which the law asks for the record of who was not taken on (timer, or the end of an objection). */
export interface EndRetention {
  readonly type: 'EndRetention';
}

export interface RetentionGiven {
  /** As the first final result of the vacancy said; null where it said nothing. */
  readonly retainedUntil: string | null;
  /** Objections of this application that nobody has decided. */
  readonly openObjections: number;
}

/** Whose record becomes part of a personnel file, or still may: that is kept for longer. */
const TAKEN_ON: readonly ApplicationStatus[] = ['selected', 'appointed'];

/**
 * Marks what is no longer kept by law; once, and not while an objection waits for its answer. A finished round that was taken over names
 * nobody, so of it there is nothing to mark.
 * @source UU 27/2022; domain.md 2.6
 */
export const endRetention = (
  state: Application,
  { retainedUntil, openObjections, now }: RetentionGiven & Moment,
): ApplicationRetentionEnded[] => {
  if (!('submitted' in state) || state.retentionEnded || TAKEN_ON.includes(state.status)) return [];
  const { applicationId, vacancyId, applicantId } = state.submitted;
  if (applicantId === null || retainedUntil === null || isBefore(now, retainedUntil) || openObjections > 0)
    return [];
  return [
    applicationRetentionEnded(
      { applicationId, vacancyId, applicantId, retainedUntil },
      { subject: applicantId },
    ),
  ];
};
