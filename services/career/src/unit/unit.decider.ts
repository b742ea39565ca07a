import {
  type UnitCreated,
  unitCreated,
  type UnitMerged,
  unitMerged,
  type UnitRenamed,
  unitRenamed,
} from '@jejak/contracts/career';
import { Conflict, type Decider, Malformed, NotFound, plusDays } from '@jejak/kernel';

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
export type UnitCommand =
  | CreateUnit
  | { readonly type: 'RenameUnit'; readonly name: string; readonly from: string }
  | { readonly type: 'MergeUnit'; readonly intoUnitId: string; readonly from: string };
export type UnitEvent = UnitCreated | UnitRenamed | UnitMerged;
export type Unit =
  | { readonly status: 'absent' }
  | {
      readonly status: 'open' | 'merged';
      readonly unitId: string;
      readonly from: string;
      /** Its last day; null while it is there. */
      readonly to: string | null;
      /** First day of the name that it has. */
      readonly namedFrom: string;
    };

/** What a change of a unit reads beside its stream. */
export interface UnitGiven {
  /** The city's legal date. */
  readonly today: string;
  /** Whether the unit into which it goes is there on the first day; null where the command names none. */
  readonly intoOpen: boolean | null;
  /** Who holds a position here, and which units are below, on the first day without it. */
  readonly people: number;
  readonly parts: number;
  /** False where nobody knows the unit above on the first day; left out where that was looked up before. */
  readonly parentThere?: boolean;
}

const decideExisting = (
  command: Exclude<UnitCommand, CreateUnit>,
  state: Exclude<Unit, { status: 'absent' }>,
  { today, intoOpen, people, parts }: UnitGiven,
): UnitEvent[] => {
  const { unitId } = state;
  if (state.status === 'merged' || (state.to !== null && state.to < command.from))
    throw new Conflict('ILLEGAL_TRANSITION', 'The unit is not there any more on that day.', {
      field: 'from',
    });
  switch (command.type) {
    case 'RenameUnit':
      // Every service shows one name: that of today. So a name is recorded when it holds, not before.
      if (command.from < state.namedFrom || command.from > today)
        throw new Malformed('PERIOD_INVALID', 'A name follows the one before, and holds by today.', {
          field: 'from',
        });
      return [unitRenamed({ unitId, name: command.name, from: command.from }, { effective: command.from })];
    case 'MergeUnit': {
      const { intoUnitId, from } = command;
      if (intoUnitId === unitId)
        throw new Conflict('CYCLE_IN_LINE', 'A unit cannot be part of itself.', { field: 'into' });
      if (from <= state.from)
        throw new Malformed('PERIOD_INVALID', 'A unit is there at least one day.', { field: 'from' });
      if (intoOpen !== true)
        throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit on that day.', { field: 'into' });
      if (people > 0 || parts > 0)
        throw new Conflict('UNIT_IN_USE', 'People or units still belong to it on that day.', {
          params: { people, parts },
        });
      return [unitMerged({ unitId, intoUnitId, from }, { effective: from })];
    }
  }
};

/** A unit of the organisation chart, which has validity dates. @source domain.md 7.2 */
export const unit: Decider<UnitCommand, UnitEvent, Unit, UnitGiven> = {
  initial: { status: 'absent' },
  decide: (command, state, given) => {
    if (command.type !== 'CreateUnit') {
      if (state.status === 'absent') throw new NotFound('UNIT_NOT_FOUND', 'There is no unit with this code.');
      return decideExisting(command, state, given);
    }
    const { type: _, ...data } = command;
    if (state.status !== 'absent') throw new Conflict('UNIT_EXISTS', 'A unit with this code exists already.');
    if (data.to !== null && data.to < data.from)
      throw new Malformed('PERIOD_INVALID', 'A period ends on or after the day it begins.', { field: 'to' });
    if (data.parentUnitId === data.unitId)
      throw new Conflict('CYCLE_IN_LINE', 'A unit cannot be part of itself.', { field: 'parentUnitId' });
    // What is there before cannot be part of what comes after: no line of units is a circle.
    if (given.parentThere === false)
      throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit on that day.', { field: 'parentUnitId' });
    return [unitCreated(data)];
  },
  evolve: (state, event) => {
    if (event.type === 'UnitCreated') {
      const { unitId, from, to } = event.data;
      return { status: 'open', unitId, from, to, namedFrom: from };
    }
    if (state.status === 'absent') return state;
    switch (event.type) {
      case 'UnitRenamed':
        return { ...state, namedFrom: event.data.from };
      case 'UnitMerged':
        return { ...state, status: 'merged', to: plusDays(event.data.from, -1) };
    }
  },
};
