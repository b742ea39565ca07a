import { type UnitCreated, unitCreated } from '@jejak/contracts/career';
import { Conflict, type Decider, Malformed } from '@jejak/kernel';

export interface CreateUnit {
  readonly type: 'CreateUnit';
  readonly unitId: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parentUnitId: string | null;
  readonly from: string;
  readonly to: string | null;
}
export type UnitCommand = CreateUnit;
export type UnitEvent = UnitCreated;
export type Unit =
  | { readonly status: 'absent' }
  | { readonly status: 'open'; readonly from: string; readonly to: string | null };

/** A unit of the organisation chart, which has validity dates. @source domain.md 7.2 */
export const unit: Decider<UnitCommand, UnitEvent, Unit> = {
  initial: { status: 'absent' },
  decide: ({ type: _, ...command }, state) => {
    if (state.status !== 'absent') throw new Conflict('UNIT_EXISTS', 'A unit with this code exists already.');
    if (command.to !== null && command.to < command.from)
      throw new Malformed('PERIOD_INVALID', 'A period ends on or after the day it begins.', { field: 'to' });
    if (command.parentUnitId === command.unitId)
      throw new Conflict('CYCLE_IN_LINE', 'A unit cannot be part of itself.', { field: 'parentUnitId' });
    return [unitCreated(command)];
  },
  evolve: (_, { data }) => ({ status: 'open', from: data.from, to: data.to }),
};
