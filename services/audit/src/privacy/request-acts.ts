import {
  dataRequestFiled,
  dataRequestFulfilled,
  dataRequestLaidAgain,
  dataRequestOverdue,
  dataRequestRefused,
  type DataRequestLaidAgain,
} from '@jejak/contracts/audit';
import { Conflict, endOfDay, naturalId, NotFound, reasonFor, RuleViolated } from '@jejak/kernel';
import { destroyKeys } from './erasing';
import { byOfficer, notErased, notOneself, openRequest, requestIn, standing, unfit } from './guards';
import type { CommandOf, PrivacyGiven } from './privacy.commands';
import type { DataRequest, PrivacyEvent, PrivacyFile } from './privacy.state';

const HOUR_MS = 3_600_000;

/** The clock of an answer runs by the hour, nights and holidays too. @source UU 27/2022: 3 × 24 hours */
const dueAfter = ({ now, answerHours }: PrivacyGiven): string =>
  new Date(Date.parse(now) + answerHours * HOUR_MS).toISOString();

const named = ({ filed: { personId, requestId, request, kind } }: DataRequest) => ({
  ...{ personId, requestId, request, kind },
});

const words = (text: string | null): string | null => {
  const said = text?.trim() ?? '';
  return said === '' ? null : said;
};

/**
 * @throws Erased SUBJECT_ERASED; NotFound PERSON_NOT_FOUND; NotAuthorised NOT_RELATED; Conflict DATA_REQUEST_EXISTS;
 * RuleViolated RULE_VIOLATED
 */
export const fileRequest = (
  { by, personId, kind, text, forThem }: CommandOf<'FileDataRequest'>,
  state: PrivacyFile,
  given: PrivacyGiven,
): PrivacyEvent[] => {
  notErased(state);
  if (!given.personKnown) throw new NotFound('PERSON_NOT_FOUND', 'The city knows of no such person.');
  if (forThem) byOfficer(given);
  if (state.requests.some(({ filed, status }) => filed.kind === kind && status === 'OPEN'))
    throw new Conflict('DATA_REQUEST_EXISTS', 'A request of this kind waits for its answer.');
  const said = words(text);
  if (said === null && (kind === 'CORRECT' || kind === 'OBJECT'))
    throw unfit('data-request.words', 'Say what is wrong, or what is objected to.', 'text');
  const request = state.requests.length + 1;
  return [
    dataRequestFiled(
      {
        ...{ personId, requestId: naturalId('data-request', personId, String(request)), request, kind },
        ...{ filedBy: forThem ? by : null, dueAt: dueAfter(given), text: said },
      },
      { subject: personId },
    ),
  ];
};

/**
 * Late is better than never, and is marked.
 * @throws NotFound DATA_REQUEST_NOT_FOUND, EVENT_NOT_FOUND; Erased SUBJECT_ERASED; Conflict ILLEGAL_TRANSITION, LOG_INCOMPLETE;
 * NotAuthorised NOT_RELATED; RuleViolated SOD_VIOLATION, LEGAL_HOLD, RETENTION_REQUIRED, RULE_VIOLATED
 */
export const fulfilRequest = (
  command: CommandOf<'FulfilDataRequest'>,
  state: PrivacyFile,
  given: PrivacyGiven,
): PrivacyEvent[] => {
  notErased(state);
  const request = openRequest(state, command.request);
  const { by: handledBy, personId, answer } = command;
  notOneself(handledBy, personId);
  byOfficer(given);
  const { kind } = request.filed;
  if (given.refs === null)
    throw new NotFound('EVENT_NOT_FOUND', 'One of the events is not in the log.', { field: 'events' });
  const said = words(answer);
  if (kind === 'CORRECT' && given.refs.length === 0)
    throw unfit('data-request.correction', 'Name the facts that put it right.', 'events');
  if (kind === 'OBJECT' && said === null)
    throw unfit('data-request.words', 'Say what was done about the objection.', 'answer');
  const destroyed = kind === 'ERASE' ? destroyKeys(request, command, state, given) : [];
  const late = given.now >= request.dueAt;
  return [
    dataRequestFulfilled(
      { ...named(request), handledBy, late, refs: [...given.refs], answer: said },
      { subject: personId },
    ),
    ...destroyed,
  ];
};

/** What stands against an erasure, as the refusal says it. @throws RuleViolated RULE_VIOLATED where it does not stand */
const standsUntil = (
  { filed: { kind } }: DataRequest,
  { ground }: CommandOf<'RefuseDataRequest'>,
  state: PrivacyFile,
  { retention, inspections, today }: PrivacyGiven,
): string | null => {
  if (ground === 'NOT_JUSTIFIED') return null;
  const unfounded = (): RuleViolated =>
    unfit('data-request.ground', 'This does not stand against the request.', 'ground');
  if (kind !== 'ERASE') throw unfounded();
  if (ground === 'RETENTION_REQUIRED') {
    if (retention === null) throw unfounded();
    return retention.until;
  }
  const holds = standing(state, today);
  if (holds.length === 0 && inspections.length === 0) throw unfounded();
  // Where one of them has no last day, nobody knows the last day of all.
  const ends = holds.map(({ placed: { until } }) => until ?? '');
  return inspections.length > 0 || ends.includes('') ? null : (ends.sort().at(-1) ?? null);
};

/**
 * @throws NotFound DATA_REQUEST_NOT_FOUND; Erased SUBJECT_ERASED; Conflict ILLEGAL_TRANSITION; NotAuthorised NOT_RELATED;
 * RuleViolated SOD_VIOLATION, RULE_VIOLATED, REASON_REQUIRED
 */
export const refuseRequest = (
  command: CommandOf<'RefuseDataRequest'>,
  state: PrivacyFile,
  given: PrivacyGiven,
): PrivacyEvent[] => {
  notErased(state);
  const request = openRequest(state, command.request);
  const { by: handledBy, personId, ground, reason } = command;
  notOneself(handledBy, personId);
  byOfficer(given);
  const until = standsUntil(request, command, state, given);
  return [
    dataRequestRefused(
      {
        ...{ ...named(request), ground, until, handledBy, late: given.now >= request.dueAt },
        untilOverAt: until === null ? null : endOfDay(until, given.calendar),
      },
      { subject: personId, reason: reasonFor('REJECTION', reason, given.reasonMinimum) },
    ),
  ];
};

/** Says nothing of what was answered, of what is said already, and of a person who is erased. */
export const markOverdue = (
  { request: ordinal }: CommandOf<'MarkDataRequestOverdue'>,
  state: PrivacyFile,
  { now }: PrivacyGiven,
): PrivacyEvent[] => {
  const request = requestIn(state, ordinal);
  if (state.erased || request.status !== 'OPEN' || request.overdue || now < request.dueAt) return [];
  return [dataRequestOverdue({ ...named(request), dueAt: request.dueAt })];
};

const again = (request: DataRequest, given: PrivacyGiven): DataRequestLaidAgain =>
  dataRequestLaidAgain({ ...named(request), dueAt: dueAfter(given) });

/** Whether what stood against a request is over: its last day, or the last hold and inspection where no day was known. */
const isOver = ({ status, refused }: DataRequest, state: PrivacyFile, given: PrivacyGiven): boolean => {
  if (status !== 'REFUSED' || refused === null) return false;
  if (refused.until !== null) return refused.until < given.today;
  const held = standing(state, given.today).length > 0 || given.inspections.length > 0;
  return refused.ground === 'LEGAL_HOLD' && !held;
};

/** Of one kind one request is laid again at most. */
export const layAgain = (
  { request: ordinal }: CommandOf<'LayDataRequestAgain'>,
  state: PrivacyFile,
  given: PrivacyGiven,
): PrivacyEvent[] => {
  const request = requestIn(state, ordinal);
  return state.erased || waits(state) || !isOver(request, state, given) ? [] : [again(request, given)];
};

/** The newest of those that a hold stood against, once no hold is left. */
export const afterLastHold = (state: PrivacyFile, given: PrivacyGiven): PrivacyEvent[] => {
  const held = state.requests.filter(
    ({ status, refused }) => status === 'REFUSED' && refused?.ground === 'LEGAL_HOLD',
  );
  const newest = held.at(-1);
  return newest === undefined || waits(state) || standing(state, given.today).length > 0
    ? []
    : [again(newest, given)];
};

/** Whether an erasure waits for its answer already. */
const waits = ({ requests }: PrivacyFile): boolean =>
  requests.some(({ filed, status }) => filed.kind === 'ERASE' && status === 'OPEN');
