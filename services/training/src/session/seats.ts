import {
  enrolmentConfirmed,
  enrolmentRefused,
  enrolmentRequested,
  enrolmentWaitlisted,
  enrolmentWithdrawn,
} from '@jejak/contracts/training';
import {
  Conflict,
  isBefore,
  type Moment,
  NotAuthorised,
  NotFound,
  reasonFor,
  RuleViolated,
} from '@jejak/kernel';
import { askedBy } from './nominating';
import { clashing } from './schedule';
import type { Participant, SessionCommand, SessionGiven } from './session.commands';
import {
  evolveSession,
  type ExistingSession,
  type Seat,
  seatsThat,
  type SessionEvent,
} from './session.state';
import { waitingList } from './waiting-list';

type Request = Extract<SessionCommand, { type: 'RequestSeat' }>;
type Given = SessionGiven & Moment;

const begun = ({ scheduled: { startsAt } }: ExistingSession, { now }: Moment): boolean =>
  !isBefore(now, startsAt);

/** Until the session begins. */
const inTime = (session: ExistingSession, moment: Moment): void => {
  const { startsAt } = session.scheduled;
  if (begun(session, moment))
    throw new RuleViolated('DEADLINE_PASSED', 'The session has begun.', { params: { until: startsAt } });
};

const opened = ({ status }: ExistingSession): void => {
  if (status !== 'OPEN') throw new Conflict('ENROLMENT_NOT_OPEN', 'Nobody can be enrolled in this session.');
};

/** The person must be known: what they may do follows from it. */
const known = (participant: Participant | null): Participant => {
  if (!participant || participant.kind === null)
    throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.', { field: 'employeeId' });
  return participant;
};

/** Who leaves before the session is over has no seat in it. */
const employedThen = ({ scheduled: { endsOn } }: ExistingSession, { employedUntil }: Participant): void => {
  if (employedUntil !== null && employedUntil < endsOn)
    throw new RuleViolated('RULE_VIOLATED', 'The employment ends before the session does.', {
      rule: 'participant.employed',
      params: { until: employedUntil },
    });
};

/** What a participant must bring along. @source domain.md 6.2, 6.3 */
const checkPrerequisites = (
  { scheduled }: ExistingSession,
  { kind, passed, latsarTaken }: Participant,
): void => {
  const missing = (rule: string, message: string): RuleViolated =>
    new RuleViolated('PREREQUISITE_MISSING', message, { rule });
  if (scheduled.kind === 'LATSAR' && kind !== 'CPNS')
    throw missing('latsar.candidate', 'The basic training is for candidates in their probation year.');
  if (scheduled.kind === 'LATSAR' && latsarTaken)
    throw new RuleViolated('LATSAR_ONCE', 'The basic training is taken once.');
  if (scheduled.prerequisites.some((programmeId) => !passed.includes(programmeId)))
    throw missing('session.prerequisites', 'A programme that this one builds on is not passed.');
};

export const requestSeat = (command: Request, session: ExistingSession, given: Given): SessionEvent[] => {
  const { by, enrolmentId, employeeId, nominatedAs } = command;
  const { scheduled, seats } = session;
  const { sessionId } = scheduled;
  inTime(session, given);
  opened(session);
  const before = (seats as Partial<typeof seats>)[enrolmentId];
  if (before && (before.seat === 'CONFIRMED' || before.seat === 'WAITLISTED'))
    throw new Conflict('SEAT_REQUESTED', 'This person has a seat already, or waits for one.');
  if (employeeId === scheduled.trainerId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody takes part in a training of their own.');
  const participant = known(given.participant);
  if (before?.seat === 'REFUSED' && nominatedAs === null)
    throw new Conflict('SEAT_REFUSED', 'The supervisor has refused this seat.');
  const reason = askedBy(command, scheduled, participant, given.rules);
  employedThen(session, participant);
  checkPrerequisites(session, participant);
  if (clashing(scheduled.parts, participant.busy))
    throw new RuleViolated('SCHEDULE_CLASH', 'Another training takes place at the same time.');
  const { pppk } = given.rules.jp;
  if (participant.kind === 'PPPK' && participant.fundedJp + scheduled.jp > pppk)
    throw new RuleViolated('PPPK_FUNDED_LIMIT', `The city pays ${pppk} training hours a year.`, {
      params: { max: pppk, funded: participant.fundedJp, jp: scheduled.jp },
    });
  const { unitId, improvementPlan, gap, jpThisYear, talentBox } = participant;
  const about = { subject: employeeId };
  const seat = { sessionId, enrolmentId, employeeId };
  const requested = enrolmentRequested(
    {
      ...{ ...seat, nominatedBy: nominatedAs === null ? null : by, unitId, mandatory: scheduled.mandatory },
      ...{ improvementPlan, gap, jpThisYear, requestedAt: given.now },
      ...(scheduled.kind === 'LEADERSHIP' ? { talentBox } : {}),
    },
    { ...about, ...(reason ? { reason } : {}) },
  );
  if (seatsThat(session, 'CONFIRMED').length < scheduled.capacity)
    return [requested, enrolmentConfirmed({ ...seat, rule: null }, about)];
  const after = evolveSession(session, requested) as ExistingSession;
  const place = waitingList(seatsThat(after, 'WAITLISTED')).find(
    ({ who }) => who.enrolmentId === enrolmentId,
  );
  if (!place) throw new Error('who asks is on the list');
  return [requested, enrolmentWaitlisted({ ...seat, rank: place.rank, rule: place.rule }, about)];
};

/** A seat that becomes free is given to the first who waits; once the session has begun, to nobody. */
const promoted = (session: ExistingSession, { enrolmentId, seat }: Seat, moment: Moment): SessionEvent[] => {
  if (seat !== 'CONFIRMED' || session.status !== 'OPEN' || begun(session, moment)) return [];
  const [first] = waitingList(
    seatsThat(session, 'WAITLISTED').filter((waiting) => waiting.enrolmentId !== enrolmentId),
  );
  if (!first) return [];
  const { sessionId } = session.scheduled;
  const { enrolmentId: next, employeeId } = first.who;
  return [
    enrolmentConfirmed(
      { sessionId, enrolmentId: next, employeeId, rule: first.rule },
      { subject: employeeId },
    ),
  ];
};

const held = ({ seats }: ExistingSession, enrolmentId: string): Seat => {
  const seat = (seats as Partial<typeof seats>)[enrolmentId];
  if (!seat) throw new NotFound('ENROLMENT_NOT_FOUND', 'Nobody asked for this seat.');
  return seat;
};

const active = (seat: Seat): Seat => {
  if (seat.seat !== 'CONFIRMED' && seat.seat !== 'WAITLISTED')
    throw new Conflict('ILLEGAL_TRANSITION', 'This seat has been given up already.');
  return seat;
};

const isOver = ({ status }: ExistingSession): boolean => status === 'CANCELLED' || status === 'COMPLETED';

/**
 * Who has the seat gives it up, until the training has its result. Of a session that has begun it is a late act, and says why.
 * @throws Conflict ILLEGAL_TRANSITION, RESULT_STANDS · NotAuthorised NOT_RELATED · RuleViolated REASON_REQUIRED
 * @source domain.md 6.1 (Attending → Withdrawn), 2.1; parameter `gov.other` reasonMinChars
 */
export const withdrawSeat = (
  { by, enrolmentId, reason: text }: Extract<SessionCommand, { type: 'WithdrawSeat' }>,
  session: ExistingSession,
  given: Given,
): SessionEvent[] => {
  const seat = active(held(session, enrolmentId));
  if (isOver(session)) throw new Conflict('ILLEGAL_TRANSITION', 'This session is over.');
  if (given.resultStands) throw new Conflict('RESULT_STANDS', 'The result of this training stands.');
  const { employeeId } = seat;
  if (by !== employeeId) throw new NotAuthorised('NOT_RELATED', 'Who has the seat gives it up.');
  const late = seat.seat === 'CONFIRMED' && begun(session, given);
  const why = late ? { reason: reasonFor('LATE', text, given.rules.reasonMinimum) } : {};
  const { sessionId } = session.scheduled;
  return [
    enrolmentWithdrawn({ sessionId, enrolmentId, employeeId }, { subject: employeeId, ...why }),
    ...promoted(session, seat, given),
  ];
};

/** The employment ends before the session does; nothing to do where the seat is given up, or the result stands. @source domain.md 12 (EmploymentEnded) */
export const lapseSeat = (
  { enrolmentId }: Extract<SessionCommand, { type: 'LapseSeat' }>,
  session: ExistingSession,
  given: Given,
): SessionEvent[] => {
  const seat = held(session, enrolmentId);
  const waits = seat.seat === 'CONFIRMED' || seat.seat === 'WAITLISTED';
  if (!waits || isOver(session) || given.resultStands) return [];
  const { employeeId } = seat;
  const reason = { code: 'CANCELLATION', text: 'Hubungan kerja berakhir.' } as const;
  const { sessionId } = session.scheduled;
  return [
    enrolmentWithdrawn({ sessionId, enrolmentId, employeeId }, { subject: employeeId, reason }),
    ...promoted(session, seat, given),
  ];
};

export const refuseSeat = (
  { by, enrolmentId, reason: text }: Extract<SessionCommand, { type: 'RefuseSeat' }>,
  session: ExistingSession,
  given: Given,
): SessionEvent[] => {
  const seat = held(session, enrolmentId);
  inTime(session, given);
  active(seat);
  const { employeeId } = seat;
  if (by !== known(given.participant).supervisorId)
    throw new NotAuthorised('NOT_RELATED', 'The supervisor lets people go, or not.');
  const reason = reasonFor('REJECTION', text, given.rules.reasonMinimum);
  const { sessionId } = session.scheduled;
  return [
    enrolmentRefused({ sessionId, enrolmentId, employeeId, refusedBy: by }, { subject: employeeId, reason }),
    ...promoted(session, seat, given),
  ];
};
