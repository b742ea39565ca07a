import { complaintVerified } from '@jejak/contracts/citizen';
import { endOfDay, NotFound, plusWorkingDays, RuleViolated } from '@jejak/kernel';
import { needed } from '../needed';
import type { ComplaintGiven, OfficerCommand } from './complaint.commands';
import type { ComplaintEvent, ComplaintIn } from './complaint.state';
import { asOfficer, lateness } from './guards';

/**
 * Finds what a complaint is, which starts the clock of its class: 2, 5, 14 or 60 working days from this day on.
 * @source PermenPANRB 62/2018, by `cit.complaint`
 */
export const verify = (
  command: Extract<OfficerCommand, { type: 'VerifyComplaint' }>,
  state: ComplaintIn<'filed'>,
  given: ComplaintGiven & { now: string },
): ComplaintEvent[] => {
  const { by, lateReason } = command;
  // Whom the receipt names stays; an officer can only add somebody.
  const aboutEmployeeId = state.aboutEmployeeId ?? command.aboutEmployeeId;
  if (command.aboutEmployeeId === by)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody classifies a complaint about themselves.');
  asOfficer(by, { aboutEmployeeId }, given);
  if (!needed(given.unitExists, 'the chart'))
    throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit.', { field: 'unitId' });
  if (!needed(given.employeeExists, 'the employee'))
    throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.', { field: 'aboutEmployeeId' });
  const late = lateness(state.dueAt, lateReason, given);
  const { calendar, today, rules } = given;
  const dueAt = endOfDay(plusWorkingDays(today, rules.answerDays[command.class], calendar), calendar);
  const { complaintId, complainantId: subject } = state.filed;
  const about = { complaintId, unitId: command.unitId ?? state.unitId, aboutEmployeeId };
  return [complaintVerified({ ...about, class: command.class, verifiedBy: by, dueAt }, { subject, ...late })];
};
