import {
  type PlacementTurnReturned,
  placementTurnReturned,
  type PlacementTurnTaken,
  placementTurnTaken,
} from '@jejak/contracts/career';
import { Conflict, type Decider, streamOf } from '@jejak/kernel';

export interface PlacementTurnCommand {
  readonly type: 'TakeTurn' | 'ReturnTurn';
  readonly employeeId: string;
  readonly placementId: string;
}
export type PlacementTurnEvent = PlacementTurnTaken | PlacementTurnReturned;

/** The employee's placement that waits for a decision or for the file; null: none. */
export interface PlacementTurn {
  readonly placementId: string | null;
}

export const placementTurnStream = (employeeId: string): string => streamOf('placement-turn', employeeId);

/**
 * One placement of an employee at a time: recorded with the proposal and with the end of a placement, so that of two proposed in the
 * same instant one wins.
 * @throws Conflict ILLEGAL_TRANSITION @source domain.md 7.2
 */
export const placementTurn: Decider<PlacementTurnCommand, PlacementTurnEvent, PlacementTurn> = {
  initial: { placementId: null },
  decide: ({ type, employeeId, placementId }, { placementId: waiting }) => {
    const about = { subject: employeeId };
    switch (type) {
      case 'TakeTurn':
        if (waiting === placementId) return [];
        if (waiting !== null)
          throw new Conflict('ILLEGAL_TRANSITION', 'Another placement of this employee waits already.', {
            field: 'employeeId',
            params: { placementId: waiting },
          });
        return [placementTurnTaken({ employeeId, placementId }, about)];
      case 'ReturnTurn':
        return waiting === placementId ? [placementTurnReturned({ employeeId, placementId }, about)] : [];
    }
  },
  evolve: (_, { type, data: { placementId } }) => ({
    placementId: type === 'PlacementTurnTaken' ? placementId : null,
  }),
};
