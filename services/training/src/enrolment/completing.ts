import { assessmentOverdue, trainingFailed, trainingPassed } from '@jejak/contracts/training';
import { plusDays, RuleViolated } from '@jejak/kernel';
import type { EnrolmentCommand, EnrolmentGiven, HeldSeat } from './enrolment.commands';
import type { Enrolment, EnrolmentEvent } from './enrolment.state';
import { asksForChangeProject, attendanceOf, failuresOf, finalScore, normalisedGain } from './scoring';

/** What is not recorded yet, in words of the rule. */
const missingOf = ({ attendance, scores, changeProject }: Enrolment, { scheduled }: HeldSeat) => ({
  attendance: scheduled.parts.some(({ part }) => attendance[part] === undefined),
  assessment: scheduled.components.length > 0 && scores === null,
  changeProject: asksForChangeProject(scheduled.stateProgramme) && changeProject === null,
});

const resultOf = (state: Enrolment, seat: HeldSeat, rules: EnrolmentGiven['rules']): EnrolmentEvent => {
  const { enrolmentId, employeeId, scheduled } = seat;
  const { sessionId, programmeId, kind, stateProgramme, endsOn, jp, competencies, components } = scheduled;
  const present = scheduled.parts.filter(({ part }) => state.attendance[part]).length;
  const attendance = attendanceOf(present, scheduled.parts.length);
  const score = finalScore(kind, components, state.scores ?? {}, rules.leadership);
  const changeProject = state.changeProject === true;
  const why = failuresOf(scheduled, { attendance, score, changeProject }, rules);
  const result = {
    ...{ enrolmentId, sessionId, programmeId, employeeId, kind, stateProgramme, endedOn: endsOn },
    score: score?.toFixed(2) ?? null,
    attendance: attendance.toFixed(2),
    gain: normalisedGain(state.scores ?? {}),
  };
  const about = { subject: employeeId, effective: endsOn };
  if (why.length === 0) return trainingPassed({ ...result, jp, competencies: [...competencies] }, about);
  // The basic training is taken once.
  const retryUntil = kind === 'LATSAR' ? null : plusDays(endsOn, rules.other.retryDays);
  return trainingFailed({ ...result, why, retryUntil }, about);
};

/**
 * The result, once everything is recorded. When the session is settled, a part without a record is a part missed; an assessment
 * that nobody made is noted, and decides in neither direction.
 * @source domain.md 2.4, 6.2
 */
export const completeEnrolment = (
  { when }: Extract<EnrolmentCommand, { type: 'CompleteEnrolment' }>,
  state: Enrolment,
  seat: HeldSeat,
  { date, rules }: EnrolmentGiven,
): EnrolmentEvent[] => {
  if (state.result || seat.cancelled) return [];
  const missing = missingOf(state, seat);
  const settled = when === 'SETTLED' || state.overdue;
  const open = [
    ...(missing.attendance && !settled ? ['attendance'] : []),
    ...(missing.assessment ? ['assessment'] : []),
    ...(missing.changeProject ? ['change project'] : []),
    ...(date < seat.scheduled.endsOn ? ['end of the session'] : []),
  ];
  if (open.length === 0) return [resultOf(state, seat, rules)];
  if (when === 'ASKED')
    throw new RuleViolated('COMPONENT_MISSING', 'Something is not recorded yet.', {
      params: { missing: open },
    });
  if (when === 'IF_READY' || state.overdue) return [];
  const { enrolmentId, employeeId, scheduled } = seat;
  const { sessionId } = scheduled;
  return [assessmentOverdue({ enrolmentId, sessionId, employeeId }, { subject: employeeId })];
};
