import {
  evidenceClockMoved,
  evidenceOverdue,
  evidenceProvided,
  evidenceRequested,
} from '@jejak/contracts/audit';
import {
  endOfDay,
  isBefore,
  naturalId,
  NotAuthorised,
  NotFound,
  plusWorkingDays,
  underCalendar,
} from '@jejak/kernel';
import { fitting, openInspection, said, withoutConflict } from './guards';
import type { CommandOf, InspectionGiven } from './inspection.commands';
import type { EvidenceAsked, Inspection, InspectionEvent } from './inspection.state';

/** @throws NotFound EVIDENCE_REQUEST_NOT_FOUND */
const askedIn = (state: Inspection, request: number): EvidenceAsked => {
  const found = state.status === 'absent' ? undefined : state.requests[request - 1];
  if (!found)
    throw new NotFound('EVIDENCE_REQUEST_NOT_FOUND', 'There is no such request for you to read or answer.');
  return found;
};

/** @throws NotFound EMPLOYEE_NOT_FOUND; Conflict ILLEGAL_TRANSITION; RuleViolated SOD_VIOLATION, RULE_VIOLATED */
export const requestEvidence = (
  { by: requestedBy, askedOf, what }: CommandOf<'RequestEvidence'>,
  state: Inspection,
  given: InspectionGiven,
): InspectionEvent[] => {
  const { opened, requests } = openInspection(state);
  if (!given.personExists)
    throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.', { field: 'askedOf' });
  withoutConflict(given);
  const request = requests.length + 1;
  const { inspectionId } = opened;
  const dueOn = plusWorkingDays(given.today, given.evidenceWorkingDays, given.calendar);
  return [
    evidenceRequested({
      ...{ inspectionId, requestId: naturalId('evidence-request', inspectionId, String(request)), request },
      ...{ askedOf, requestedBy, dueOn, dueAt: endOfDay(dueOn, given.calendar) },
      what: said(what, 'what'),
    }),
  ];
};

/**
 * Late is better than never, and is marked; more of it may follow while the inspection is open.
 * @throws NotFound EVIDENCE_REQUEST_NOT_FOUND, EVENT_NOT_FOUND; NotAuthorised NOT_RELATED; Conflict ILLEGAL_TRANSITION;
 * RuleViolated RULE_VIOLATED
 */
export const provideEvidence = (
  { by: providedBy, request, note, documents }: CommandOf<'ProvideEvidence'>,
  state: Inspection,
  { refs, now }: InspectionGiven,
): InspectionEvent[] => {
  const { asked } = askedIn(state, request);
  openInspection(state);
  if (providedBy !== asked.askedOf)
    throw new NotAuthorised('NOT_RELATED', 'Only who is asked for evidence provides it.');
  if (refs === null)
    throw new NotFound('EVENT_NOT_FOUND', 'One of the events is not in the log.', { field: 'events' });
  const words = note?.trim() ?? '';
  if (refs.length === 0 && documents.length === 0 && words === '')
    throw fitting('evidence.given', 'Point at events, hand in a document, or say what there is.', 'note');
  const { inspectionId, requestId } = asked;
  return [
    evidenceProvided(
      {
        ...{ inspectionId, requestId, request, providedBy, refs: [...refs], late: now >= asked.dueAt },
        note: words === '' ? null : words,
      },
      documents.length === 0 ? {} : { evidence: documents },
    ),
  ];
};

/** Says nothing of what was provided, of what is said already, of a clock that was moved, and of an inspection that is over. */
export const markEvidenceOverdue = (
  { request }: CommandOf<'MarkEvidenceOverdue'>,
  state: Inspection,
  { now }: InspectionGiven,
): InspectionEvent[] => {
  const { asked, provided, overdue } = askedIn(state, request);
  if (provided || overdue || state.status === 'CLOSED' || isBefore(now, asked.dueAt)) return [];
  const { inspectionId, requestId, askedOf, dueOn } = asked;
  return [evidenceOverdue({ inspectionId, requestId, request, askedOf, dueOn })];
};

/**
 * Another calendar came into force: a request that had not run out by then has as many working days as before, and ends no earlier than the
 * person was told. @source domain.md 2.4
 */
export const moveEvidenceClocks = (
  { since }: CommandOf<'MoveEvidenceClocks'>,
  state: Inspection,
  { calendar, counted = {} }: InspectionGiven,
): InspectionEvent[] => {
  if (state.status !== 'OPEN') return [];
  return state.requests.flatMap(({ asked, provided, overdue }) => {
    const by = counted[asked.request];
    if (provided || overdue || !by || !isBefore(since, asked.dueAt)) return [];
    const dueOn = underCalendar(by.began, asked.dueOn, by.calendar, calendar);
    if (dueOn <= asked.dueOn) return [];
    const { inspectionId, requestId, request, askedOf, dueAt: insteadOf } = asked;
    const dueAt = endOfDay(dueOn, calendar);
    return evidenceClockMoved({ inspectionId, requestId, request, askedOf, dueOn, dueAt, insteadOf });
  });
};
