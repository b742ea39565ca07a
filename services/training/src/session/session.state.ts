import type {
  EnrolmentConfirmed,
  EnrolmentOpened,
  EnrolmentRefused,
  EnrolmentRequested,
  EnrolmentWaitlisted,
  EnrolmentWithdrawn,
  SessionCancelled,
  SessionCompleted,
  SessionScheduled,
} from '@jejak/contracts/training';

export type SessionEvent =
  | SessionScheduled
  | EnrolmentOpened
  | SessionCancelled
  | SessionCompleted
  | EnrolmentRequested
  | EnrolmentConfirmed
  | EnrolmentWaitlisted
  | EnrolmentWithdrawn
  | EnrolmentRefused;

/** Who asked for a seat, and what became of it. */
export interface Seat extends Omit<EnrolmentRequested['data'], 'sessionId' | 'nominatedBy' | 'unitId'> {
  readonly seat: 'CONFIRMED' | 'WAITLISTED' | 'WITHDRAWN' | 'REFUSED';
}

export interface ExistingSession {
  readonly status: 'SCHEDULED' | 'OPEN' | 'CANCELLED' | 'COMPLETED';
  readonly scheduled: SessionScheduled['data'];
  /** By enrolment. */
  readonly seats: Readonly<Record<string, Seat>>;
}
export type Session = { readonly status: 'absent' } | ExistingSession;

/** Those who have a seat, or wait for one. */
export const seatsThat = ({ seats }: Pick<ExistingSession, 'seats'>, seat: Seat['seat']): Seat[] =>
  Object.values(seats).filter((one) => one.seat === seat);

const moved = (state: Session, enrolmentId: string, seat: Seat['seat']): Session => {
  if (state.status === 'absent') return state;
  const { [enrolmentId]: one } = state.seats;
  return { ...state, seats: { ...state.seats, [enrolmentId]: { ...one, seat } } };
};

export const evolveSession = (state: Session, event: SessionEvent): Session => {
  switch (event.type) {
    case 'SessionScheduled':
      return { status: 'SCHEDULED', scheduled: event.data, seats: {} };
    case 'EnrolmentOpened':
      return state.status === 'absent' ? state : { ...state, status: 'OPEN' };
    case 'SessionCancelled':
      return state.status === 'absent' ? state : { ...state, status: 'CANCELLED' };
    case 'SessionCompleted':
      return state.status === 'absent' ? state : { ...state, status: 'COMPLETED' };
    case 'EnrolmentRequested': {
      if (state.status === 'absent') return state;
      const { sessionId: _, nominatedBy: __, unitId: ___, ...grounds } = event.data;
      const seat: Seat = { ...grounds, seat: 'WAITLISTED' };
      return { ...state, seats: { ...state.seats, [grounds.enrolmentId]: seat } };
    }
    case 'EnrolmentConfirmed':
      return moved(state, event.data.enrolmentId, 'CONFIRMED');
    case 'EnrolmentWaitlisted':
      return moved(state, event.data.enrolmentId, 'WAITLISTED');
    case 'EnrolmentWithdrawn':
      return moved(state, event.data.enrolmentId, 'WITHDRAWN');
    case 'EnrolmentRefused':
      return moved(state, event.data.enrolmentId, 'REFUSED');
  }
};
