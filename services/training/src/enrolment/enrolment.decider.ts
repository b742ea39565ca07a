import {
  assessmentRecorded,
  attendanceRecorded,
  changeProjectAccepted,
  changeProjectRejected,
  type Component,
} from '@jejak/contracts/training';
import {
  Conflict,
  type Decider,
  endOfDay,
  isBefore,
  type Moment,
  NotAuthorised,
  NotFound,
  plusDays,
  reasonFor,
  RuleViolated,
} from '@jejak/kernel';
import { completeEnrolment } from './completing';
import { issueCertificate, revokeCertificate } from './certifying';
import { giveReaction, rateApplication } from './evaluating';
import type { AttendedPart, EnrolmentCommand, EnrolmentGiven, HeldSeat } from './enrolment.commands';
import { type Enrolment, type EnrolmentEvent, evolveEnrolment, NOTHING_YET } from './enrolment.state';
import { asksForChangeProject, type Scores } from './scoring';

/** The seat that a command is about. @throws NotFound ENROLMENT_NOT_FOUND */
const held = (seat: HeldSeat | null): HeldSeat => {
  if (!seat?.confirmed) throw new NotFound('ENROLMENT_NOT_FOUND', 'There is no such enrolment.');
  return seat;
};

/** Before the result stands, and of a session that is held. */
const undecided = ({ result }: Enrolment, { cancelled }: HeldSeat): void => {
  if (result || cancelled) throw new Conflict('RESULT_STANDS', 'The result of this training stands.');
};

/** The trainer of the session, by the duty, and nobody about themselves. */
const taught = (by: string, { employeeId, scheduled }: HeldSeat, trainerOnDuty: boolean): void => {
  if (by === employeeId) throw new RuleViolated('SOD_VIOLATION', 'Nobody assesses themselves.');
  if (by !== scheduled.trainerId || !trainerOnDuty)
    throw new NotAuthorised('NOT_RELATED', 'The trainer of the session says so.');
};

const subjectOf = ({ employeeId }: HeldSeat) => ({ subject: employeeId });
const idsOf = ({ enrolmentId, employeeId, scheduled: { sessionId } }: HeldSeat) => ({
  ...{ enrolmentId, sessionId, employeeId },
});

/** All of the parts or none. */
const recordAttendance = (
  { by, parts }: Extract<EnrolmentCommand, { type: 'RecordAttendance' }>,
  state: Enrolment,
  given: EnrolmentGiven & Moment,
): EnrolmentEvent[] => parts.flatMap((part) => attendAt(part, by, state, given));

const attendAt = (
  { sessionPart, present }: AttendedPart,
  by: string,
  state: Enrolment,
  { calendar, date, rules, seat: found, trainerOnDuty, now }: EnrolmentGiven & Moment,
): EnrolmentEvent[] => {
  const seat = held(found);
  const part = seat.scheduled.parts.find(({ part: of }) => of === sessionPart);
  if (!part) throw new NotFound('PART_NOT_FOUND', 'The session has no such part.', { field: 'sessionPart' });
  const { attendanceDays } = rules.other;
  if (!isBefore(now, endOfDay(plusDays(part.on, attendanceDays), calendar)))
    throw new RuleViolated('DEADLINE_PASSED', `Attendance is recorded within ${attendanceDays} days.`, {
      params: { days: attendanceDays },
    });
  undecided(state, seat);
  taught(by, seat, trainerOnDuty);
  if (date < part.on)
    throw new RuleViolated('RULE_VIOLATED', 'This part has not taken place yet.', {
      rule: 'attendance.too-early',
    });
  if (state.attendance[sessionPart] === present) return [];
  return [attendanceRecorded({ ...idsOf(seat), sessionPart, present }, subjectOf(seat))];
};

/** @throws RuleViolated COMPONENT_MISSING naming every one */
const checkComponents = (components: readonly Component[], scores: Scores): void => {
  const missing = components.filter((component) => scores[component] === undefined);
  if (missing.length > 0)
    throw new RuleViolated('COMPONENT_MISSING', 'An assessment covers every component of the programme.', {
      params: { missing },
    });
  const [other] = Object.keys(scores).filter((name) => !components.some((component) => component === name));
  if (other !== undefined)
    throw new RuleViolated('RULE_VIOLATED', `The programme does not assess ${other}.`, {
      rule: 'assessment.component',
    });
};

const recordAssessment = (
  { by, scores }: Extract<EnrolmentCommand, { type: 'RecordAssessment' }>,
  state: Enrolment,
  { date, seat: found, trainerOnDuty }: EnrolmentGiven,
): EnrolmentEvent[] => {
  const seat = held(found);
  undecided(state, seat);
  taught(by, seat, trainerOnDuty);
  if (date < seat.scheduled.startsOn)
    throw new RuleViolated('RULE_VIOLATED', 'The session has not begun yet.', {
      rule: 'assessment.too-early',
    });
  checkComponents(seat.scheduled.components, scores);
  const { PRE: pre, POST: post, THEORY: theory, SIMULATION: simulation } = scores;
  const { CASE_STUDY: caseStudy, PRACTICE: practice } = scores;
  const given = Object.entries({ pre, post, theory, simulation, caseStudy, practice }).filter(
    ([, score]) => score !== undefined,
  );
  return [
    assessmentRecorded({ ...idsOf(seat), assessedBy: by, ...Object.fromEntries(given) }, subjectOf(seat)),
  ];
};

const decideChangeProject = (
  { by, accepted, reason: text }: Extract<EnrolmentCommand, { type: 'DecideChangeProject' }>,
  state: Enrolment,
  { rules, seat: found, trainerOnDuty }: EnrolmentGiven,
): EnrolmentEvent[] => {
  const seat = held(found);
  undecided(state, seat);
  taught(by, seat, trainerOnDuty);
  if (!asksForChangeProject(seat.scheduled.stateProgramme))
    throw new RuleViolated('RULE_VIOLATED', 'This programme asks for no change project.', {
      rule: 'change-project.none',
    });
  if (accepted) return [changeProjectAccepted({ ...idsOf(seat), acceptedBy: by }, subjectOf(seat))];
  const reason = reasonFor('REJECTION', text, rules.reasonMinimum);
  return [changeProjectRejected({ ...idsOf(seat), rejectedBy: by }, { ...subjectOf(seat), reason })];
};

const decide = (
  command: EnrolmentCommand,
  state: Enrolment,
  given: EnrolmentGiven & Moment,
): EnrolmentEvent[] => {
  switch (command.type) {
    case 'RecordAttendance':
      return recordAttendance(command, state, given);
    case 'RecordAssessment':
      return recordAssessment(command, state, given);
    case 'DecideChangeProject':
      return decideChangeProject(command, state, given);
    case 'CompleteEnrolment':
      // Given up meanwhile: nobody waits for a result.
      if (command.when !== 'ASKED' && given.seat?.confirmed === false) return [];
      return completeEnrolment(command, state, held(given.seat), given);
    case 'IssueCertificate':
      return issueCertificate(command, state, held(given.seat), given);
    case 'RevokeCertificate':
      return revokeCertificate(command, state, held(given.seat), given);
    case 'GiveReaction':
      return giveReaction(command, state, held(given.seat));
    case 'RateApplication':
      return rateApplication(command, state, held(given.seat), given);
  }
};

/** What becomes of a seat: attendance, assessment, result, certificate, effect. @source domain.md 6.2, 6.3 */
export const enrolment: Decider<EnrolmentCommand, EnrolmentEvent, Enrolment, EnrolmentGiven> = {
  initial: NOTHING_YET,
  decide,
  evolve: evolveEnrolment,
};
