import {
  hearingHeld,
  summonsIssued,
  supervisorOmission,
  violationReported,
} from '@jejak/contracts/performance';
import {
  Conflict,
  daysBetween,
  isUuid,
  legalDate,
  NotAuthorised,
  NotFound,
  plusWorkingDays,
  RuleViolated,
} from '@jejak/kernel';
import type { CommandOf, Handed } from './discipline.commands';
import type { Discipline, DisciplineEvent, Existing } from './discipline.state';

/**
 * A violation is reported by a supervisor of the line or an inspector. A supervisor who knew of it and reported nothing is
 * flagged.
 * @throws RuleViolated NE_BIS_IN_IDEM, SOD_VIOLATION · NotAuthorised NOT_RELATED
 * @source PP 94/2021; domain.md 5.9
 */
export const report = (
  command: CommandOf<'ReportViolation'>,
  state: Discipline,
  given: Handed,
): DisciplineEvent[] => {
  const { type: _, by, supervisorKnewOn, evidence, ...reported } = command;
  const { unitId, supervisorThen, now, calendar, rules } = given;
  const { caseId, employeeId, from, to } = reported;
  if (state.status !== 'absent') {
    if (state.decided !== null) throw twice();
    throw new Conflict('VIOLATION_EXISTS', 'This violation is reported already.');
  }
  if (by === employeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody reports themselves.', { rule: 'sod.report-oneself' });
  concerns(by, given);
  if (unitId === null)
    throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee in a unit.', { field: 'employeeId' });
  const today = legalDate(now, calendar);
  if (to < from || to > today || (supervisorKnewOn !== null && supervisorKnewOn > today))
    throw new RuleViolated(
      'RULE_VIOLATED',
      'What is reported has happened, from its first day to its last.',
      {
        field: to < from || to > today ? 'to' : 'supervisorKnewOn',
        rule: 'discipline.period',
      },
    );
  if ((reported.absentDays ?? 0) < (reported.consecutiveDays ?? 0))
    throw new RuleViolated('RULE_VIOLATED', 'A run of absence is part of the days of absence.', {
      field: 'consecutiveDays',
      rule: 'discipline.absence-days',
    });
  const omitted =
    supervisorKnewOn !== null &&
    supervisorThen !== null &&
    supervisorThen !== by &&
    daysBetween(supervisorKnewOn, today) > rules.omissionDays;
  return [
    violationReported(
      { ...reported, unitId, reportedBy: by },
      { subject: employeeId, evidence, occurred: at(to) },
    ),
    ...(omitted
      ? [
          supervisorOmission(
            { caseId, supervisorId: supervisorThen, knewOn: supervisorKnewOn },
            { subject: employeeId },
          ),
        ]
      : []),
  ];
};

/** At the earliest so many working days from today. @throws RuleViolated RULE_VIOLATED */
export const summon = (
  { by, hearingOn }: CommandOf<'IssueSummons'>,
  state: Existing,
  given: Handed,
): DisciplineEvent => {
  if (state.status !== 'REPORTED' && state.status !== 'HEARD')
    throw new Conflict('ILLEGAL_TRANSITION', 'Who is summoned is heard before the next summons.');
  const { caseId, employeeId } = state.reported;
  concerns(by, given);
  const { calendar, rules, now } = given;
  const earliest = plusWorkingDays(legalDate(now, calendar), rules.summonsWorkingDays, calendar);
  if (hearingOn < earliest)
    throw new RuleViolated('RULE_VIOLATED', `A hearing is at the earliest on ${earliest}.`, {
      field: 'hearingOn',
      rule: 'discipline.summons-days',
      params: { earliest },
    });
  return summonsIssued({ caseId, employeeId, hearingOn, issuedBy: by }, { subject: employeeId });
};

export const hear = (
  { by, employeePresent, statement }: CommandOf<'HoldHearing'>,
  state: Existing,
  given: Handed,
): DisciplineEvent => {
  const { hearingOn } = state;
  if (state.status !== 'SUMMONED' || hearingOn === null)
    throw new Conflict('ILLEGAL_TRANSITION', 'Who is heard was summoned.');
  const { caseId, employeeId } = state.reported;
  concerns(by, given);
  const today = legalDate(given.now, given.calendar);
  if (today < hearingOn)
    throw new RuleViolated('RULE_VIOLATED', `The hearing is on ${hearingOn}.`, {
      rule: 'discipline.hearing-day',
      params: { date: hearingOn },
    });
  return hearingHeld(
    { caseId, heldBy: by, heldOn: today, employeePresent, statement: employeePresent ? statement : null },
    { subject: employeeId },
  );
};

export const twice = () =>
  new RuleViolated('NE_BIS_IN_IDEM', 'Nobody is punished twice for the same violation.');

/** The employee's supervisor, the superior above, or an inspector. */
const concerns = (by: string, { supervisorId, superiorId, inspector }: Handed): void => {
  if (!isUuid(by) || (!inspector && by !== supervisorId && by !== superiorId))
    throw new NotAuthorised('NOT_RELATED', 'A supervisor of the employee’s line or an inspector does this.');
};

/** A legal date as the instant at which it begins at UTC: `occurred` says the day. */
const at = (date: string): string => `${date}T00:00:00.000Z`;
