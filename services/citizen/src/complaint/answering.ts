import { complaintAnswered, complaintClosed, complaintReopened } from '@jejak/contracts/citizen';
import {
  Conflict,
  deadline,
  endOfDay,
  isBefore,
  legalDate,
  NotFound,
  plusDays,
  plusWorkingDays,
  reasonFor,
  RuleViolated,
} from '@jejak/kernel';
import { needed } from '../needed';
import type {
  CloseByInspection,
  ComplainantCommand,
  ComplaintGiven,
  OfficerCommand,
} from './complaint.commands';
import type { Complaint, ComplaintEvent, ComplaintIn } from './complaint.state';
import { asOfficer, inStatus, keptUntil, lateness } from './guards';

type Open = ComplaintIn<'assigned' | 'in-progress' | 'reopened'>;
type Moment = ComplaintGiven & { now: string };

/** The unit answers: what it says, what it did, and what it found. @source domain.md 9.1 */
export const answer = (
  command: Extract<OfficerCommand, { type: 'AnswerComplaint' }>,
  state: Open,
  given: Moment,
): ComplaintEvent[] => {
  const { by, provenAgainst, groundless } = command;
  const { filed, unitId, dueAt } = state;
  if (unitId === null) throw new Conflict('ILLEGAL_TRANSITION', 'No unit has to answer yet.');
  if (by === provenAgainst)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody decides on a complaint about themselves.');
  asOfficer(by, state, given, 'or-head');
  const [said, action] = [command.answer.trim(), command.action.trim()];
  if (said === '' || action === '')
    throw new RuleViolated(
      'ANSWER_EMPTY',
      'An answer says something, and what was done or why nothing was.',
      {
        field: said === '' ? 'answer' : 'action',
      },
    );
  if (provenAgainst !== null && groundless)
    throw new RuleViolated('RULE_VIOLATED', 'What is groundless is proven against nobody.', {
      rule: 'complaint.groundless-and-proven',
      field: 'groundless',
    });
  if (!needed(given.employeeExists, 'the employee'))
    throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.', { field: 'provenAgainst' });
  const late = lateness(dueAt, command.lateReason, given);
  const { calendar, today, rules, now } = given;
  const data = {
    ...{
      complaintId: filed.complaintId,
      unitId,
      answeredBy: by,
      answer: said,
      action,
      provenAgainst,
      groundless,
    },
    ...{ answeredAt: now, answeredOn: today, onTime: dueAt === null || now < dueAt },
    closesAt: deadline(now, rules.closeDays, calendar),
  };
  return [complaintAnswered(data, { subject: filed.complainantId, ...late })];
};

/** Twice the unit looks again, with the clock of the class; then it is the inspectorate's. @source domain.md 9.1 */
export const dispute = (
  { reason: text }: Extract<ComplainantCommand, { type: 'DisputeAnswer' }>,
  found: Complaint,
  { calendar, today, rules, reasonMinimum, now, excepted = false }: Moment,
): ComplaintEvent[] => {
  // The deadline answers before the state: behind it the complaint is closed, which would only say half of why.
  if (!excepted && 'closesAt' in found && found.closesAt !== null && !isBefore(now, found.closesAt))
    throw new RuleViolated('DEADLINE_PASSED', 'The time to dispute the answer is over.', {
      rule: 'complaint.dispute',
      params: { deadline: plusDays(legalDate(found.closesAt, calendar), -1) },
    });
  // By an exception one that is closed is disputed all the same.
  const state = excepted ? inStatus(found, 'answered', 'closed') : inStatus(found, 'answered');
  const reason = reasonFor('OBJECTION', text, reasonMinimum);
  const disputes = state.disputes + 1;
  const again = disputes <= rules.disputes;
  const due = endOfDay(plusWorkingDays(today, rules.answerDays[state.class], calendar), calendar);
  const { complaintId, complainantId: subject } = state.filed;
  const data = {
    ...{ complaintId, unitId: unitOf(state), disputes },
    ...(again ? ({ level: 'UNIT', dueAt: due } as const) : ({ level: 'INSPECTORATE', dueAt: null } as const)),
    // Who answered in the head's place answers again.
    ...(again && state.delegateId !== null ? { delegateId: state.delegateId } : {}),
  };
  return [complaintReopened(data, { subject, reason })];
};

/**
 * An inspection ends a complaint that the inspectorate has: with a finding about it, or by its own end without one. Where it found
 * something the complaint is not groundless. It names nobody, so against whom it is proven stays as the unit last found it. One that the
 * inspectorate does not have goes on as it was.
 * @source domain.md 9.1, 10.2, 12 (FindingIssued)
 */
export const closeByInspection = (
  { inspection }: CloseByInspection,
  state: Complaint,
  given: ComplaintGiven,
): ComplaintEvent[] => {
  if (state.status !== 'inspectorate') return [];
  const { answer: last } = state;
  const found = inspection.finding ? { ...last, groundless: false } : last;
  return close({ ...state, answer: found }, null, given, inspection);
};

/**
 * @param satisfied null: nobody replied in time
 * @param inspection that ends it, where one does
 */
export const close = (
  state: ComplaintIn<'answered' | 'inspectorate'>,
  satisfied: boolean | null,
  given: ComplaintGiven,
  inspection?: CloseByInspection['inspection'],
): ComplaintEvent[] => {
  const { filed, answer: found, firstAnswer, onTime } = state;
  if (!firstAnswer) throw new Error('an answered complaint has a first answer');
  const responseMinutes = Math.floor((Date.parse(firstAnswer.at) - Date.parse(filed.filedAt)) / 60_000);
  return [
    complaintClosed({
      ...{
        complaintId: filed.complaintId,
        unitId: unitOf(state),
        class: state.class,
        category: filed.category,
      },
      ...{
        satisfied,
        provenAgainst: found.provenAgainst,
        groundless: found.groundless,
        answeredBy: found.answeredBy,
        reviewId: filed.reviewId,
      },
      ...{ filedOn: filed.filedOn, answeredOn: firstAnswer.on, responseMinutes, onTime },
      ...(inspection ? { inspection } : {}),
      ...keptUntil(state, given),
    }),
  ];
};

const unitOf = ({ unitId }: Pick<Open, 'unitId'>): string => {
  if (unitId === null) throw new Error('an answered complaint has a unit');
  return unitId;
};
