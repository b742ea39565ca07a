import {
  complaintAssigned,
  complaintContactErased,
  complaintContactGiven,
  complaintDelegated,
  complaintFiled,
  complaintForwarded,
  complaintOverdue,
  complaintReturned,
  complaintSupplemented,
  complaintTakenUp,
} from '@jejak/contracts/citizen';
import {
  Conflict,
  type Decider,
  endOfDay,
  isBefore,
  NotFound,
  plusWorkingDays,
  reasonFor,
  RuleViolated,
} from '@jejak/kernel';
import { needed } from '../needed';
import { attach } from './attaching';
import { answer, close, closeByInspection, dispute } from './answering';
import type { ComplaintCommand, ComplaintGiven, FileComplaint } from './complaint.commands';
import { type Complaint, type ComplaintEvent, type ComplaintIn, evolve } from './complaint.state';
import { asOfficer, inStatus, keptUntil } from './guards';
import { clockOf, moveClock } from './moved-clock';
import { verify } from './verification';

const file = (
  command: FileComplaint,
  state: Complaint,
  given: ComplaintGiven & { now: string },
): ComplaintEvent[] => {
  // Its id comes from the command's: what is there is this very complaint.
  if (state.status !== 'absent') return [];
  const { type: _, contact, contactId, ...said } = command;
  if (said.text.trim() === '')
    throw new RuleViolated('COMPLAINT_EMPTY', 'The complaint says nothing.', { field: 'text' });
  if (!needed(given.unitExists, 'the chart'))
    throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit.', { field: 'unitId' });
  const verifyDueAt = verificationDue(given);
  const about = { filedAt: given.now, filedOn: given.today, verifyDueAt, named: contact !== null };
  const { complaintId, unitId, complainantId } = said;
  return [
    complaintFiled({ ...said, ...about, contact: null }, { subject: complainantId }),
    ...(contact === null
      ? []
      : [complaintContactGiven({ complaintId, unitId, contactId, contact }, { subject: contactId })]),
  ];
};

/** Working days from filing. @source cit.complaint.verify */
const verificationDue = ({ calendar, today, rules }: ComplaintGiven): string =>
  endOfDay(plusWorkingDays(today, rules.verifyDays, calendar), calendar);

const decide = (
  command: ComplaintCommand,
  state: Complaint,
  given: ComplaintGiven & { now: string },
): ComplaintEvent[] => {
  if (command.type === 'FileComplaint') return file(command, state, given);
  if (state.status === 'absent') throw new NotFound('COMPLAINT_NOT_FOUND', 'There is no such complaint.');
  const { filed, unitId } = state;
  const { complaintId } = filed;
  const sealed = { subject: filed.complainantId };
  switch (command.type) {
    case 'VerifyComplaint':
      return verify(command, inStatus(state, 'filed'), given);
    case 'ReturnComplaint': {
      inStatus(state, 'filed');
      asOfficer(command.by, state, given);
      const reason = reasonFor('RETURN', command.reason, given.reasonMinimum);
      const returned = { complaintId, unitId, returnedBy: command.by, ...keptUntil(state, given) };
      return [complaintReturned(returned, { ...sealed, reason })];
    }
    case 'SupplementComplaint': {
      inStatus(state, 'returned');
      if (command.text.trim() === '')
        throw new RuleViolated('COMPLAINT_EMPTY', 'Nothing was added.', { field: 'text' });
      const verifyDueAt = verificationDue(given);
      return [complaintSupplemented({ complaintId, unitId, text: command.text, verifyDueAt }, sealed)];
    }
    case 'AttachDocument':
      return attach(command, state);
    case 'ForwardComplaint': {
      inStatus(state, 'filed');
      asOfficer(command.by, state, given);
      const reason = reasonFor('RETURN', command.reason, given.reasonMinimum);
      const { to, by: forwardedBy } = command;
      const forwarded = { complaintId, unitId, to, forwardedBy, ...keptUntil(state, given) };
      return [complaintForwarded(forwarded, { ...sealed, reason })];
    }
    case 'AssignComplaint':
      inStatus(state, 'verified', 'assigned', 'in-progress', 'reopened');
      asOfficer(command.by, state, given);
      if (!needed(given.unitExists, 'the chart'))
        throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit.', { field: 'unitId' });
      return [complaintAssigned({ complaintId, unitId: command.unitId, assignedBy: command.by })];
    case 'DelegateComplaint':
      return delegate(command, inStatus(state, 'assigned', 'in-progress', 'reopened'), given);
    case 'TakeUpComplaint': {
      const open = inStatus(state, 'assigned', 'reopened');
      asOfficer(command.by, state, given, 'or-head');
      return [complaintTakenUp({ complaintId, unitId: answering(open.unitId), takenUpBy: command.by })];
    }
    case 'AnswerComplaint':
      return answer(command, inStatus(state, 'assigned', 'in-progress', 'reopened'), given);
    case 'DisputeAnswer':
      return dispute(command, state, given);
    case 'CloseComplaint':
      return close(inStatus(state, 'answered'), true, given);
    case 'CloseUnanswered':
      // A reply came first, or the window moved with a later answer.
      return state.status === 'answered' ? close(state, null, given) : [];
    case 'CloseByInspection':
      return closeByInspection(command, state, given);
    case 'EraseContact': {
      const { contactId, contactUntil } = state;
      if (contactId === null || contactUntil === null || isBefore(given.now, contactUntil)) return [];
      return [complaintContactErased({ complaintId, unitId, contactId }, { subject: contactId })];
    }
    case 'MarkOverdue': {
      const { clock } = command;
      const { dueAt } = state;
      if (clockOf(state) !== clock || dueAt === null || state.overdue.includes(clock)) return [];
      // It may have moved since its timer was set.
      return isBefore(given.now, dueAt) ? [] : [complaintOverdue({ complaintId, unitId, clock, dueAt })];
    }
    case 'MoveClock':
      return moveClock(command, state, given);
  }
};

/** Somebody of the unit answers in the place of its head. @source domain.md 1, duties */
const delegate = (
  { by, to }: Extract<ComplaintCommand, { type: 'DelegateComplaint' }>,
  state: ComplaintIn<'assigned' | 'in-progress' | 'reopened'>,
  given: ComplaintGiven,
): ComplaintEvent[] => {
  if (to === state.aboutEmployeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody answers a complaint about themselves.', { field: 'to' });
  // Who was delegated delegates no further.
  asOfficer(by, { aboutEmployeeId: state.aboutEmployeeId }, given, 'or-head');
  const unitId = answering(state.unitId);
  if (!needed(given.employeeExists, 'the employee'))
    throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.', { field: 'to' });
  if (!needed(given.ofUnit, 'where the employee works'))
    throw new RuleViolated('RULE_VIOLATED', 'Somebody of the unit answers for it.', {
      rule: 'complaint.delegate-of-unit',
      field: 'to',
    });
  if (state.delegateId === to) return [];
  return [complaintDelegated({ complaintId: state.filed.complaintId, unitId, to, delegatedBy: by })];
};

/** A complaint that is assigned has a unit. */
const answering = (unitId: string | null): string => {
  if (unitId === null) throw new Conflict('ILLEGAL_TRANSITION', 'No unit has to answer yet.');
  return unitId;
};

/** A citizen's complaint, from its filing to its end. @source Perpres 76/2013; PermenPANRB 62/2018; domain.md 9.1 */
export const complaint: Decider<ComplaintCommand, ComplaintEvent, Complaint, ComplaintGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
