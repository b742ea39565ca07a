import {
  type AppointmentKind,
  type CandidateAppointed,
  candidateAppointed,
} from '@jejak/contracts/recruitment';
import { Conflict, isBefore, type Moment, RuleViolated } from '@jejak/kernel';
import type { ApplicationStatus, Present } from './application.state';
import { hasLeft } from './withdrawal';
import { choiceOf, type JptGiven } from './jpt-choice';

export interface AppointCandidate {
  readonly type: 'AppointCandidate';
  /** The id by which the person is known as an employee. */
  readonly employeeId: string;
  /** Legal date, the first day of the appointment. */
  readonly tmt: string;
  /** Legal date; for a PPPK only. */
  readonly contractEnd: string | null;
  /** Why this one: of a JPT, where it is not the first. */
  readonly reason?: string | null;
}

/** What an appointment rests on: the published final ranking, and what became of those above. */
export interface AppointmentGiven {
  /** The applications that the published ranking places above this one, in order. */
  readonly above: readonly ApplicationStatus[];
  readonly seats: number;
  readonly position: string;
  readonly unitId: string;
  /** Of the position (jenjang); undefined where the draft did not name it. */
  readonly level?: string;
  readonly appointment: { readonly kind: AppointmentKind; readonly golongan: string };
  /** The first instant at which an objection to the published result comes too late. */
  readonly objectionClosesAt: string;
  /** Objections to it that wait for a decision. */
  readonly openObjections: number;
  /** For a JPT, of whom the mayor chooses one of the best; null for the others. */
  readonly jpt?: JptGiven | null;
}

/** How many of those above have a seat: who has left holds none. */
export const filledSeats = (above: readonly ApplicationStatus[]): number =>
  above.filter((other) => other === 'appointed').length;

/** By rank, as far as the seats go. */
const assertInOrder = (status: ApplicationStatus, { above, seats }: AppointmentGiven): object => {
  if (status !== 'selected' && status !== 'reserved')
    throw new Conflict(
      'ILLEGAL_TRANSITION',
      `The application is ${status}; it must be selected or reserved.`,
    );
  const passedOver = above.filter((other) => other !== 'appointed' && !hasLeft(other)).length;
  if (passedOver > 0)
    throw new RuleViolated('RANK_ORDER_VIOLATION', 'Somebody who stands higher has not been appointed.', {
      params: { above: passedOver },
    });
  if (filledSeats(above) >= seats)
    throw new RuleViolated('RULE_VIOLATED', 'Every seat of the vacancy is filled.', { rule: 'rec.seats' });
  return {};
};

/**
 * The appointment goes by rank: nobody is passed over, no seat is filled twice, and not before objections are closed. Of a
 * JPT the mayor chooses one of the best instead.
 * @throws Conflict ILLEGAL_TRANSITION, RuleViolated RANK_ORDER_VIOLATION, OBJECTION_PENDING, NIP_REQUIRED, RULE_VIOLATED
 * @source domain.md 4.2
 */
export const appoint = (
  { employeeId, tmt, contractEnd, reason }: AppointCandidate,
  { status, submitted, hasNip }: Present,
  given: AppointmentGiven & Moment,
): CandidateAppointed => {
  const { kind, golongan } = given.appointment;
  const why = given.jpt
    ? choiceOf(
        status,
        given.above.filter((other) => other !== 'appointed' && !hasLeft(other)).length,
        given.seats,
        reason ?? null,
        given.jpt,
      )
    : assertInOrder(status, given);
  if (isBefore(given.now, given.objectionClosesAt) || given.openObjections > 0)
    throw new RuleViolated('OBJECTION_PENDING', 'Objections to the result are still taken, or not decided.', {
      params: { until: given.objectionClosesAt, open: given.openObjections },
    });
  // A senior leader by open selection is an employee with a number already.
  if (!hasNip && !given.jpt)
    throw new RuleViolated('NIP_REQUIRED', 'The employee number has not been approved.');
  if ((kind === 'PPPK') !== (contractEnd !== null) || (contractEnd !== null && contractEnd <= tmt))
    throw new RuleViolated('RULE_VIOLATED', 'A contract ends after its first day, and only a PPPK has one.', {
      field: 'contractEnd',
      rule: 'rec.contract',
    });
  const { applicationId, vacancyId, applicantId } = submitted;
  return candidateAppointed(
    {
      ...{ applicationId, vacancyId, employeeId, kind, golongan },
      ...{ position: given.position, unitId: given.unitId, tmt, contractEnd },
      ...(given.level === undefined ? {} : { level: given.level }),
    },
    { ...(applicantId === null ? {} : { subject: applicantId }), effective: tmt, ...why },
  );
};
