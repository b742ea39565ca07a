import { adoptionRoundHeld, type AdoptionRoundHeld } from '@jejak/contracts/training';
import { type Decider, naturalId, streamOf } from '@jejak/kernel';

export interface HoldAdoptionRound {
  readonly type: 'HoldAdoptionRound';
  /** First day of the quarter. */
  readonly quarter: string;
  readonly units: number;
  readonly low: number;
}

/** First days of the quarters whose round was held. */
export interface AdoptionRound {
  readonly held: readonly string[];
}

/** The city has one. */
export const adoptionRoundStream = (): string => streamOf('adoption-round', naturalId('adoption-round'));

/** Every quarter is counted once, unit by unit. @source domain.md 6.3, resistance to change */
export const adoptionRound: Decider<HoldAdoptionRound, AdoptionRoundHeld, AdoptionRound> = {
  initial: { held: [] },
  decide: ({ type: _, ...data }, { held }) => (held.includes(data.quarter) ? [] : [adoptionRoundHeld(data)]),
  evolve: ({ held }, { data: { quarter } }) => ({ held: [...held, quarter] }),
};
