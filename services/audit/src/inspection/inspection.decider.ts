import { inspectionClosed, inspectionOpened } from '@jejak/contracts/audit';
import { type Decider, NotAuthorised, NotFound, RuleViolated } from '@jejak/kernel';
import { markEvidenceOverdue, moveEvidenceClocks, provideEvidence, requestEvidence } from './evidence-acts';
import {
  issueFinding,
  judgeFollowUp,
  markFollowUpOverdue,
  replyToDraft,
  reportFollowUp,
  respond,
  shareDraft,
} from './finding-acts';
import { fitting, knownInspection, openInspection, said, withoutConflict } from './guards';
import type { CommandOf, InspectionCommand, InspectionGiven } from './inspection.commands';
import { evolve, type Inspection, type InspectionEvent } from './inspection.state';

/** @throws RuleViolated ASSIGNMENT_REQUIRED, SOD_VIOLATION, RULE_VIOLATED; NotFound UNIT_NOT_FOUND, STREAM_NOT_FOUND */
const open = (
  command: CommandOf<'OpenInspection'>,
  state: Inspection,
  given: InspectionGiven,
): InspectionEvent[] => {
  // Its id comes from the command's: what is there is this very inspection.
  if (state.status !== 'absent') return [];
  const { by: inspectorId, inspectionId, assignment, letter, units, objects, from, to, question } = command;
  if (given.unknownUnits.length > 0)
    throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit.', { field: 'units' });
  if (given.unknownObjects.length > 0)
    throw new NotFound('STREAM_NOT_FOUND', 'The log has no event of this stream.', { field: 'objects' });
  withoutConflict(given);
  if (!assignment || assignment.number.trim() === '' || !letter)
    throw new RuleViolated('ASSIGNMENT_REQUIRED', 'An inspection rests on a letter of assignment.', {
      field: letter ? 'assignment' : 'letter',
    });
  const { issuedOn } = assignment;
  if (issuedOn > given.today)
    throw fitting('inspection.assignment', 'The letter is of a day to come.', 'assignment');
  if (units.length + objects.length === 0)
    throw fitting('inspection.scope', 'Name the units or objects that are inspected.', 'units');
  if (from > to) throw fitting('inspection.period', 'The period ends before it begins.', 'to');
  return [
    inspectionOpened(
      {
        ...{ inspectionId, inspectorId, assignment: { number: assignment.number.trim(), issuedOn } },
        ...{ scope: { units: [...new Set(units)].sort(), objects: [...new Set(objects)].sort() }, from, to },
        question: said(question, 'question'),
      },
      { evidence: [letter] },
    ),
  ];
};

/** @throws NotFound INSPECTION_NOT_FOUND; Conflict ILLEGAL_TRANSITION; NotAuthorised NOT_RELATED; RuleViolated RULE_VIOLATED */
const close = (
  { by: closedBy, summary }: CommandOf<'CloseInspection'>,
  state: Inspection,
  { chief }: InspectionGiven,
): InspectionEvent[] => {
  const { opened, findings } = openInspection(state);
  if (!chief) throw new NotAuthorised('NOT_RELATED', 'The chief inspector closes an inspection.');
  const severe = findings.filter(
    ({ issued, followUp }) => issued?.severity === 'SEVERE' && followUp !== 'ACCEPTED',
  );
  if (severe.length > 0)
    throw fitting('inspection.severe-open', 'A severe finding is not followed up yet.', 'summary');
  const { inspectionId } = opened;
  return [inspectionClosed({ inspectionId, closedBy, summary: said(summary, 'summary') })];
};

const decide = (command: InspectionCommand, state: Inspection, given: InspectionGiven): InspectionEvent[] => {
  if (command.type === 'OpenInspection') return open(command, state, given);
  knownInspection(state);
  switch (command.type) {
    case 'RequestEvidence':
      return requestEvidence(command, state, given);
    case 'ProvideEvidence':
      return provideEvidence(command, state, given);
    case 'MarkEvidenceOverdue':
      return markEvidenceOverdue(command, state, given);
    case 'MoveEvidenceClocks':
      return moveEvidenceClocks(command, state, given);
    case 'ShareDraftFinding':
      return shareDraft(command, state, given);
    case 'ReplyToDraft':
      return replyToDraft(command, state, given);
    case 'IssueFinding':
      return issueFinding(command, state, given);
    case 'RespondFinding':
      return respond(command, state, given);
    case 'ReportFollowUp':
      return reportFollowUp(command, state, given);
    case 'AcceptFollowUp':
    case 'ReturnFollowUp':
      return judgeFollowUp(command, state, given);
    case 'MarkFollowUpOverdue':
      return markFollowUpOverdue(command, state);
    case 'CloseInspection':
      return close(command, state, given);
  }
};

/**
 * An inspection from its letter of assignment to its end: what is asked, what is found, and what comes of it.
 * @source domain.md 10.2; PP 60/2008
 */
export const inspection: Decider<InspectionCommand, InspectionEvent, Inspection, InspectionGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
