import { type Calendar, endOfDay, isBefore, legalDate, plusDays } from '@jejak/kernel';

/** When one published version of a stage's result may be contested, and whether it concerns the one who would. */
export interface ResultWindow {
  readonly resultVersion: number;
  /** ISO instants; the second is the first instant at which an objection comes too late. */
  readonly opensAt: string;
  readonly closesAt: string;
  /** The first version concerns everyone in it; a later one those whose row it changed, and nobody else. */
  readonly concerns: boolean;
}

const isOpen = ({ opensAt, closesAt }: ResultWindow, now: string): boolean =>
  !isBefore(now, opensAt) && isBefore(now, closesAt);

/**
 * The newest version that this applicant may contest now; undefined where there is none.
 * @param windows of one stage, oldest first
 * @source domain.md 4.2: a new version opens a window for what it changed only
 */
export const openWindow = (windows: readonly ResultWindow[], now: string): ResultWindow | undefined =>
  windows.findLast((window) => window.concerns && isOpen(window, now));

/**
 * The first instant at which an answer comes too late: `answerDays` calendar days after the last day of the window.
 * @param closesAt where the window ends, the beginning of the day after its last
 * @source domain.md 3, `rec.objection`
 */
export const answerDueAt = (closesAt: string, answerDays: number, calendar: Calendar): string =>
  endOfDay(plusDays(legalDate(closesAt, calendar), answerDays - 1), calendar);
