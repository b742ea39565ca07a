import {
  enrolmentOpened,
  sessionCancelled,
  sessionCompleted,
  sessionScheduled,
} from '@jejak/contracts/training';
import {
  Conflict,
  type Decider,
  endOfDay,
  type Moment,
  NotFound,
  plusDays,
  reasonFor,
  RuleViolated,
  startOfDay,
} from '@jejak/kernel';
import { clash, inOrder } from './schedule';
import { lapseSeat, refuseSeat, requestSeat, withdrawSeat } from './seats';
import type { SessionCommand, SessionGiven } from './session.commands';
import {
  evolveSession,
  type ExistingSession,
  seatsThat,
  type Session,
  type SessionEvent,
} from './session.state';

type Schedule = Extract<SessionCommand, { type: 'ScheduleSession' }>;

const existing = (state: Session): ExistingSession => {
  if (state.status === 'absent') throw new NotFound('SESSION_NOT_FOUND', 'There is no such session.');
  return state;
};

/** @throws RuleViolated RESOURCE_MISSING naming everything that is */
const checkResources = (
  { mode, room, materials }: Pick<Schedule, 'mode' | 'room' | 'materials'>,
  trainerOnDuty: boolean,
): void => {
  const missing = [
    ...(mode !== 'ONLINE' && room === null ? ['room'] : []),
    ...(trainerOnDuty ? [] : ['trainer']),
    ...(materials.length > 0 ? [] : ['materials']),
  ];
  if (missing.length > 0)
    throw new RuleViolated('RESOURCE_MISSING', 'A session needs a room, a trainer and materials.', {
      params: { missing },
    });
};

const schedule = (
  { type: _, ...plan }: Schedule,
  state: Session,
  { calendar, date, rules, programme, trainerOnDuty }: SessionGiven,
): SessionEvent[] => {
  if (state.status !== 'absent')
    throw new Conflict('ILLEGAL_TRANSITION', 'This session is scheduled already.');
  if (!programme)
    throw new NotFound('PROGRAMME_NOT_FOUND', 'There is no such programme.', { field: 'programmeId' });
  const ordered = inOrder(plan.parts);
  const startsOn = ordered[0].on;
  const endsOn = ordered[ordered.length - 1].on;
  if (startsOn < date)
    throw new RuleViolated('RULE_VIOLATED', 'A session is scheduled before it takes place.', {
      rule: 'session.in-the-past',
      field: 'parts',
    });
  const overlapping = ordered.some((part, at) => at > 0 && clash(ordered[at - 1], part));
  if (overlapping || ordered.some(({ from, to }) => from >= to))
    throw new RuleViolated('RULE_VIOLATED', 'The parts of a session follow each other.', {
      rule: 'session.parts',
      field: 'parts',
    });
  checkResources(plan, trainerOnDuty);
  const { edition, title, kind, stateProgramme, jp, components } = programme;
  const { competencies, prerequisites, mandatory } = programme;
  return [
    sessionScheduled({
      ...plan,
      ...{ edition, title, kind, stateProgramme, jp, components, competencies, prerequisites, mandatory },
      materials: [...plan.materials],
      parts: ordered.map(({ on, from, to }, at) => ({ part: at + 1, on, from, to })),
      ...{ startsOn, endsOn, startsAt: startOfDay(startsOn, calendar) },
      settlesAt: endOfDay(plusDays(endsOn, rules.other.attendanceDays), calendar),
    }),
  ];
};

const decide = (command: SessionCommand, state: Session, given: SessionGiven & Moment): SessionEvent[] => {
  switch (command.type) {
    case 'ScheduleSession':
      return schedule(command, state, given);
    case 'OpenEnrolment': {
      const { status, scheduled } = existing(state);
      if (status !== 'SCHEDULED')
        throw new Conflict(
          'ILLEGAL_TRANSITION',
          'Enrolment is opened once, for a session that is scheduled.',
        );
      checkResources(scheduled, given.trainerOnDuty);
      return [enrolmentOpened({ sessionId: scheduled.sessionId })];
    }
    case 'CancelSession': {
      const { status, scheduled } = existing(state);
      if (status === 'CANCELLED' || status === 'COMPLETED')
        throw new Conflict('ILLEGAL_TRANSITION', 'This session is over.');
      const reason = reasonFor('CANCELLATION', command.reason, given.rules.reasonMinimum);
      return [sessionCancelled({ sessionId: scheduled.sessionId }, { reason })];
    }
    case 'CompleteSession': {
      const session = existing(state);
      if (session.status !== 'OPEN' && session.status !== 'SCHEDULED') return [];
      const participants = seatsThat(session, 'CONFIRMED').length;
      return [sessionCompleted({ sessionId: session.scheduled.sessionId, participants })];
    }
    case 'RequestSeat':
      return requestSeat(command, existing(state), given);
    case 'WithdrawSeat':
      return withdrawSeat(command, existing(state), given);
    case 'LapseSeat':
      return lapseSeat(command, existing(state), given);
    case 'RefuseSeat':
      return refuseSeat(command, existing(state), given);
  }
};

/** A session, and its seats: who has one and who waits is decided in one place. @source domain.md 6.2, 6.3 */
export const session: Decider<SessionCommand, SessionEvent, Session, SessionGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve: evolveSession,
};
