import { decimal, fixed } from '@jejak/kernel';
import type { SystemIndicators } from '../rules/system-indicators';

/** What a supervisor and the team did in a quarter. */
export interface TeamQuarter {
  /** Whom the supervisor rates on its last day. */
  readonly subordinates: number;
  /** Feedback entries from the supervisor to one of them. */
  readonly feedback: number;
  /** Their periods that ended in it and years that were to be rated in it, and those rated before they were overdue. */
  readonly periods: number;
  readonly ratedInTime: number;
  /** Their obstacles whose days for a follow-up ended in it, and those that nobody had to escalate. */
  readonly obstacles: number;
  readonly followedUp: number;
}

export type SupervisorFigure = Exclude<keyof SystemIndicators, 'engagement'>;

const share = (part: number, whole: number, of = 1): string | null =>
  whole === 0 ? null : fixed(decimal(part).times(of).dividedBy(whole), 4);

/**
 * The amounts of a supervisor's indicators, 4 decimals; null where there was nothing to measure: nobody to lead, nothing to rate.
 * @source domain.md 5.2, every supervisor
 */
export const supervisorFigures = ({
  subordinates,
  feedback,
  periods,
  ratedInTime,
  obstacles,
  followedUp,
}: TeamQuarter): Readonly<Record<SupervisorFigure, string | null>> => ({
  feedbackPerSubordinate: share(feedback, subordinates),
  evaluationsOnTime: share(ratedInTime, periods, 100),
  obstaclesInTime: share(followedUp, obstacles, 100),
});
