import { adoptionRoundHeld, type AdoptionRoundHeld } from '@jejak/contracts/training';
import { type Calendar, type Decider, endOfDay, naturalId, plusDays, streamOf } from '@jejak/kernel';
import { lastDayOf } from './quarter';

export interface HoldAdoptionRound {
  readonly type: 'HoldAdoptionRound';
  /** First day of the quarter. */
  readonly quarter: string;
  readonly units: number;
  readonly low: number;
}

export interface AdoptionRoundGiven {
  readonly calendar: Calendar;
  /** Days after the year in which results still come, before it is published; null: a policy from before that was known. */
  readonly publicationDays: number | null;
}

/** First days of the quarters whose round was held. */
export interface AdoptionRound {
  readonly held: readonly string[];
}

/** The city has one. */
export const adoptionRoundStream = (): string => streamOf('adoption-round', naturalId('adoption-round'));

/** The last quarter ends the year, whose figures are published so many days later. */
const publication = (quarter: string, { calendar, publicationDays: days }: AdoptionRoundGiven) => {
  const last = lastDayOf(quarter);
  return days === null || !last.endsWith('-12-31')
    ? {}
    : { publishAt: endOfDay(plusDays(last, days), calendar) };
};

/** Every quarter is counted once, unit by unit. @source domain.md 6.3, resistance to change; 6.4, published yearly */
export const adoptionRound: Decider<HoldAdoptionRound, AdoptionRoundHeld, AdoptionRound, AdoptionRoundGiven> =
  {
    initial: { held: [] },
    decide: ({ type: _, ...data }, { held }, given) =>
      held.includes(data.quarter)
        ? []
        : [adoptionRoundHeld({ ...data, ...publication(data.quarter, given) })],
    evolve: ({ held }, { data: { quarter } }) => ({ held: [...held, quarter] }),
  };
