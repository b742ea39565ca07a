import type { Audience, LadderStep } from '@jejak/contracts/notification';
import { type Calendar, plusDays, startOfDay } from '@jejak/kernel';
import type { Rung } from '../rules/notification-rules';

/** `D-14`, `D-0`, `D+3`. */
export const stepName = (days: number): string => (days > 0 ? `D+${days}` : `D-${-days}`);

/** Whether two rungs are one: the same day may tell two audiences. */
export const sameRung = (
  one: Pick<LadderStep, 'step' | 'to'>,
  other: Pick<LadderStep, 'step' | 'to'>,
): boolean => one.step === other.step && one.to === other.to;

/**
 * The ladder of one deadline: each rung begins with its day in the city, so what is n days after the last day begins in the instant in
 * which the deadline is over when n is 1. Rungs that lie before the beginning of the watch never were.
 * @param dueOn the last legal date on which it is not too late
 * @param since ISO instant from which it is watched
 * @param audiences who is told at all
 * @source domain.md 11
 */
export const ladderOf = (
  dueOn: string,
  since: string,
  rungs: readonly Rung[],
  calendar: Calendar,
  audiences: readonly Audience[],
): LadderStep[] =>
  rungs
    .filter(({ to }) => audiences.includes(to))
    .map(({ days, to }) => ({ step: stepName(days), at: startOfDay(plusDays(dueOn, days), calendar), to }))
    .filter((rung, nth, all) => rung.at >= since && all.findIndex((other) => sameRung(other, rung)) === nth);
