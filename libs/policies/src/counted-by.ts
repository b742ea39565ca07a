import type { Recorded } from '@jejak/kernel';

/** What a running clock of working days was counted by. */
export interface CountedBy {
  /** ISO instant: when the clock began. */
  readonly beganAt: string;
  /** The calendar's version, `gov.calendar@1`. */
  readonly calendar: string;
}

/** Which facts of a stream begin a clock, and which moves the one that runs. */
export interface ClockFacts {
  readonly begins: readonly string[];
  readonly moves: string;
}

/**
 * What the clock that runs was counted by: when it began, and the calendar of the fact that last said when it ends. Pure.
 * @param history of the stream, in order
 * @returns null where no clock began, or the fact names no calendar
 */
export const countedBy = (history: readonly Recorded[], { begins, moves }: ClockFacts): CountedBy | null =>
  history.reduce<CountedBy | null>((counted, { type, envelope }) => {
    const calendar = envelope.policies.find((ref) => ref.startsWith('gov.calendar@'));
    if (begins.includes(type)) return calendar ? { beganAt: envelope.at, calendar } : null;
    return type === moves && counted && calendar ? { ...counted, calendar } : counted;
  }, null);
