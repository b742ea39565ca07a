import type { SanctionKind, SanctionLevel } from '@jejak/contracts/performance';
import type { Punishment } from './discipline.state';

/** `disc.absence`: sanctions by unexcused working days in a year. */
export interface AbsenceTable {
  readonly steps: readonly {
    readonly from: number;
    /** Null: and more. */
    readonly to: number | null;
    readonly level: SanctionLevel;
    readonly kind: SanctionKind;
    readonly months?: number;
  }[];
  /** So many days in one run weigh as much as the last step. */
  readonly consecutive: number;
}

/**
 * What the table says of so many days; null: nothing yet.
 * @source PP 94/2021; domain.md 5.9
 */
export const absencePunishment = (
  days: number,
  consecutive: number,
  { steps, consecutive: longest }: AbsenceTable,
): Punishment | null => {
  const step =
    consecutive >= longest
      ? steps.at(-1)
      : steps.find(({ from, to }) => days >= from && (to === null || days <= to));
  return step ? { level: step.level, kind: step.kind, months: step.months ?? null } : null;
};
