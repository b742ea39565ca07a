import {
  draftFindingShared,
  draftReplied,
  findingAnswered,
  findingIssued,
  followUpAccepted,
  followUpOverdue,
  followUpReported,
  followUpReturned,
} from '@jejak/contracts/audit';
import {
  Conflict,
  endOfDay,
  naturalId,
  NotAuthorised,
  NotFound,
  plusDays,
  reasonFor,
  RuleViolated,
} from '@jejak/kernel';
import { fitting, openInspection, said, withoutConflict } from './guards';
import type { CommandOf, FindingWords, InspectionGiven } from './inspection.commands';
import type { Finding, Inspection, InspectionEvent } from './inspection.state';

type Issued = Finding & { readonly issued: NonNullable<Finding['issued']> };

/** @throws NotFound FINDING_NOT_FOUND */
const findingIn = (state: Inspection, ordinal: number): Finding => {
  const found = state.status === 'absent' ? undefined : state.findings[ordinal - 1];
  if (!found) throw new NotFound('FINDING_NOT_FOUND', 'There is no such finding for you to read or change.');
  return found;
};

/** @throws NotFound FINDING_NOT_FOUND; Conflict ILLEGAL_TRANSITION */
const issuedIn = (state: Inspection, ordinal: number): Issued => {
  const found = findingIn(state, ordinal);
  if (!found.issued) throw new Conflict('ILLEGAL_TRANSITION', 'The finding is a draft.');
  return { ...found, issued: found.issued };
};

/** @throws NotAuthorised NOT_RELATED */
const byTheUnit = ({ heads }: InspectionGiven): void => {
  if (!heads) throw new NotAuthorised('NOT_RELATED', 'Only the head of the unit speaks for it.');
};

const saidIn = (words: FindingWords): FindingWords => {
  const of = (name: keyof FindingWords): string => said(words[name], name);
  return {
    ...{ condition: of('condition'), criteria: of('criteria'), cause: of('cause') },
    ...{ effect: of('effect'), recommendation: of('recommendation') },
  };
};

/** @throws NotFound UNIT_NOT_FOUND, STREAM_NOT_FOUND; Conflict ILLEGAL_TRANSITION; RuleViolated SOD_VIOLATION, RULE_VIOLATED */
export const shareDraft = (
  command: CommandOf<'ShareDraftFinding'>,
  state: Inspection,
  given: InspectionGiven,
): InspectionEvent[] => {
  const { opened, findings } = openInspection(state);
  const { unitId, about, severity, by: sharedBy } = command;
  if (given.unknownUnits.length > 0)
    throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit.', { field: 'unitId' });
  if (given.unknownObjects.length > 0)
    throw new NotFound('STREAM_NOT_FOUND', 'The log has no event of this stream.', { field: 'about' });
  withoutConflict(given);
  const { inspectionId } = opened;
  const finding = findings.length + 1;
  const replyBy = plusDays(given.today, given.draftReplyDays);
  return [
    draftFindingShared({
      ...{ inspectionId, findingId: naturalId('finding', inspectionId, String(finding)), finding },
      ...{ unitId, about, severity, sharedBy, replyBy, replyOverAt: endOfDay(replyBy, given.calendar) },
      ...saidIn(command),
    }),
  ];
};

/**
 * The unit's reply counts until the finding is issued, also after its days.
 * @throws NotFound FINDING_NOT_FOUND; Conflict ILLEGAL_TRANSITION; NotAuthorised NOT_RELATED; RuleViolated RULE_VIOLATED
 */
export const replyToDraft = (
  { by: repliedBy, finding, reply }: CommandOf<'ReplyToDraft'>,
  state: Inspection,
  given: InspectionGiven,
): InspectionEvent[] => {
  const { draft, issued, replied } = findingIn(state, finding);
  openInspection(state);
  if (issued) throw new Conflict('ILLEGAL_TRANSITION', 'The finding is issued; answer that.');
  if (replied) throw new Conflict('ILLEGAL_TRANSITION', 'The draft was replied to.');
  byTheUnit(given);
  const { inspectionId, findingId } = draft;
  return [draftReplied({ inspectionId, findingId, finding, repliedBy, reply: said(reply, 'reply') })];
};

/**
 * @throws NotFound FINDING_NOT_FOUND, EVENT_NOT_FOUND; Conflict ILLEGAL_TRANSITION; RuleViolated RIGHT_TO_REPLY, SOD_VIOLATION,
 * RULE_VIOLATED
 */
export const issueFinding = (
  { by: issuedBy, finding, documents, words, severity }: CommandOf<'IssueFinding'>,
  state: Inspection,
  given: InspectionGiven,
): InspectionEvent[] => {
  const { draft, issued, replied } = findingIn(state, finding);
  openInspection(state);
  if (issued) throw new Conflict('ILLEGAL_TRANSITION', 'The finding is issued.');
  withoutConflict(given);
  if (given.refs === null)
    throw new NotFound('EVENT_NOT_FOUND', 'One of the events is not in the log.', { field: 'events' });
  if (given.refs.length === 0 && documents.length === 0)
    throw fitting('finding.evidence', 'A finding names what it rests on.', 'events');
  if (!replied && given.now < draft.replyOverAt)
    throw new RuleViolated('RIGHT_TO_REPLY', `The unit may reply until ${draft.replyBy} is over.`, {
      params: { date: draft.replyBy },
    });
  const { inspectionId, findingId, unitId, about } = draft;
  const followUpBy = plusDays(given.today, given.followUpDays);
  return [
    findingIssued(
      {
        ...{ inspectionId, findingId, finding, unitId, about, severity: severity ?? draft.severity },
        ...{ issuedBy, refs: [...given.refs], followUpBy },
        followUpOverAt: endOfDay(followUpBy, given.calendar),
        ...saidIn(wordsOf(draft, words)),
      },
      documents.length === 0 ? {} : { evidence: documents },
    ),
  ];
};

/** What is said anew, else what was drafted; a word that was erased has to be said anew. */
const wordsOf = (draft: Finding['draft'], anew: CommandOf<'IssueFinding'>['words']): FindingWords => {
  const of = (name: keyof FindingWords): string => anew[name] ?? draft[name] ?? '';
  return {
    ...{ condition: of('condition'), criteria: of('criteria'), cause: of('cause') },
    ...{ effect: of('effect'), recommendation: of('recommendation') },
  };
};

/** @throws NotFound FINDING_NOT_FOUND; Conflict ILLEGAL_TRANSITION; NotAuthorised NOT_RELATED; RuleViolated RULE_VIOLATED */
export const respond = (
  { by: answeredBy, finding, accepts, answer }: CommandOf<'RespondFinding'>,
  state: Inspection,
  given: InspectionGiven,
): InspectionEvent[] => {
  const { issued, answered } = issuedIn(state, finding);
  if (answered) throw new Conflict('ILLEGAL_TRANSITION', 'The finding was answered.');
  byTheUnit(given);
  const { inspectionId, findingId } = issued;
  return [
    findingAnswered({
      ...{ inspectionId, findingId, finding, answeredBy, accepts },
      answer: said(answer, 'answer'),
    }),
  ];
};

/** @throws NotFound FINDING_NOT_FOUND; Conflict ILLEGAL_TRANSITION; NotAuthorised NOT_RELATED; RuleViolated RULE_VIOLATED */
export const reportFollowUp = (
  { by: reportedBy, finding, done, documents }: CommandOf<'ReportFollowUp'>,
  state: Inspection,
  given: InspectionGiven,
): InspectionEvent[] => {
  const { issued, followUp } = issuedIn(state, finding);
  if (followUp === 'REPORTED' || followUp === 'ACCEPTED')
    throw new Conflict('ILLEGAL_TRANSITION', 'The follow-up is reported.');
  byTheUnit(given);
  const { inspectionId, findingId } = issued;
  return [
    followUpReported(
      { inspectionId, findingId, finding, reportedBy, done: said(done, 'done') },
      documents.length === 0 ? {} : { evidence: documents },
    ),
  ];
};

/** @throws NotFound FINDING_NOT_FOUND; Conflict ILLEGAL_TRANSITION; RuleViolated SOD_VIOLATION, REASON_REQUIRED */
export const judgeFollowUp = (
  command: CommandOf<'AcceptFollowUp'> | CommandOf<'ReturnFollowUp'>,
  state: Inspection,
  given: InspectionGiven,
): InspectionEvent[] => {
  const { issued, followUp } = issuedIn(state, command.finding);
  if (followUp !== 'REPORTED')
    throw new Conflict('ILLEGAL_TRANSITION', 'There is no follow-up that waits for you.');
  withoutConflict(given);
  const { inspectionId, findingId, finding, unitId, followUpBy, followUpOverAt } = issued;
  const about = { inspectionId, findingId, finding };
  if (command.type === 'AcceptFollowUp') return [followUpAccepted({ ...about, acceptedBy: command.by })];
  return [
    followUpReturned(
      { ...about, unitId, returnedBy: command.by, followUpBy, followUpOverAt },
      { reason: reasonFor('RETURN', command.reason, given.reasonMinimum) },
    ),
  ];
};

/** Says nothing of what is reported, accepted, or said already. */
export const markFollowUpOverdue = (
  { finding }: CommandOf<'MarkFollowUpOverdue'>,
  state: Inspection,
): InspectionEvent[] => {
  const { issued, followUp, overdue } = issuedIn(state, finding);
  if (overdue || followUp === 'REPORTED' || followUp === 'ACCEPTED') return [];
  const { inspectionId, findingId, unitId, followUpBy } = issued;
  return [followUpOverdue({ inspectionId, findingId, finding, unitId, followUpBy })];
};
