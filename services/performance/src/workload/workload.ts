import { decimal } from '@jejak/kernel';

/** What a unit has on its hands. */
export interface UnitLoad {
  readonly unitId: string;
  /** Plans that bind and are not over. */
  readonly openPlans: number;
  readonly staff: number;
  /** Targets of its plans in the year, and those that were flagged as unrealistic. */
  readonly targets: number;
  readonly flagged: number;
}

/**
 * Open plans ÷ normal hours, for 100 hours of the staff: who carries the plans of two posts in one working week raises it.
 * @param hoursPerWeek of one full-time post (`perf.other`)
 * @returns 4 places; null for a unit without staff
 * @source domain.md 5.9
 */
export const workloadIndex = (
  { openPlans, staff }: Pick<UnitLoad, 'openPlans' | 'staff'>,
  hoursPerWeek: string,
): string | null =>
  staff === 0 ? null : decimal(openPlans).times(100).dividedBy(decimal(hoursPerWeek).times(staff)).toFixed(4);

/** Flagged targets of all, in per cent with 4 places; null where there are none. */
export const flaggedShare = ({ targets, flagged }: Pick<UnitLoad, 'targets' | 'flagged'>): string | null =>
  targets === 0 ? null : decimal(flagged).times(100).dividedBy(targets).toFixed(4);
