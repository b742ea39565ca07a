import {
  type ControlCleared,
  controlCleared,
  type ControlTripped,
  controlTripped,
} from '@jejak/contracts/audit';
import { Conflict, type Decider, NotFound, reasonFor, RuleViolated } from '@jejak/kernel';

export type ControlTripCommand =
  | ({ readonly type: 'TripControl'; readonly subject: string | null } & ControlTripped['data'])
  | { readonly type: 'ClearControl'; readonly by: string; readonly reason: string };
export type ControlTripEvent = ControlTripped | ControlCleared;

export type ControlTrip =
  | { readonly status: 'absent' }
  | {
      readonly status: 'OPEN' | 'CLEARED';
      readonly tripped: ControlTripped['data'];
      readonly subject: string | null;
    };

export interface ControlTripGiven {
  /** Characters (`gov.other`). */
  readonly reasonMinimum: number;
  /** The inspector, as facts name people: UUID and pseudonym. */
  readonly inspector: readonly string[];
  /** Units that the inspector worked in lately. */
  readonly workedIn: readonly string[];
}

/** @throws NotFound CONTROL_TRIP_NOT_FOUND; Conflict ILLEGAL_TRANSITION; RuleViolated SOD_VIOLATION, REASON_REQUIRED */
const clear = (
  { by, reason }: Extract<ControlTripCommand, { type: 'ClearControl' }>,
  state: ControlTrip,
  { reasonMinimum, inspector, workedIn }: ControlTripGiven,
): ControlTripEvent[] => {
  if (state.status === 'absent')
    throw new NotFound('CONTROL_TRIP_NOT_FOUND', 'There is no such question of a control.');
  if (state.status === 'CLEARED') throw new Conflict('ILLEGAL_TRANSITION', 'The question was cleared.');
  const { tripId, control, people, unitId } = state.tripped;
  if (people.some((person) => inspector.includes(person)))
    throw new RuleViolated('SOD_VIOLATION', 'Nobody clears a question that concerns themselves.', {
      rule: 'sod.own-question',
    });
  if (unitId !== null && workedIn.includes(unitId))
    throw new RuleViolated('SOD_VIOLATION', 'Nobody inspects a unit in which they worked lately.', {
      rule: 'sod.inspector-unit',
    });
  return [
    controlCleared(
      { tripId, control, clearedBy: by },
      {
        ...(state.subject === null ? {} : { subject: state.subject }),
        reason: reasonFor('FINDING', reason, reasonMinimum),
      },
    ),
  ];
};

/**
 * A question of a standing control. Its stream is named by what it asks about, so that the same found again says nothing new, also
 * after it was cleared. A trip is a question, not a verdict.
 * @source domain.md 10.3
 */
export const controlTrip: Decider<ControlTripCommand, ControlTripEvent, ControlTrip, ControlTripGiven> = {
  initial: { status: 'absent' },
  decide: (command, state, given) => {
    if (command.type === 'ClearControl') return clear(command, state, given);
    const { type: _, subject, ...data } = command;
    return state.status === 'absent' ? [controlTripped(data, subject === null ? {} : { subject })] : [];
  },
  evolve: (state, event) => {
    if (event.type === 'ControlTripped')
      return { status: 'OPEN', tripped: event.data, subject: event.subject ?? null };
    return state.status === 'absent' ? state : { ...state, status: 'CLEARED' };
  },
};
