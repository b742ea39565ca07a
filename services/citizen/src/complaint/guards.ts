import { Conflict, endOfDay, NotAuthorised, plusMonths, reasonFor, RuleViolated } from '@jejak/kernel';
import { needed } from '../needed';
import type { ComplaintGiven } from './complaint.commands';
import type { Complaint, ComplaintIn } from './complaint.state';

type Existing = Exclude<Complaint, { readonly status: 'absent' }>;

/** @throws Conflict ILLEGAL_TRANSITION */
export const inStatus = <const Status extends Existing['status']>(
  state: Complaint,
  ...statuses: readonly Status[]
): ComplaintIn<Status> => {
  if (!(statuses as readonly string[]).includes(state.status))
    throw new Conflict('ILLEGAL_TRANSITION', 'The complaint is not in a state for this.');
  // Just checked.
  return state as ComplaintIn<Status>;
};

/** Whom it is about, and who answers in the head's place. */
interface Answering extends Pick<Existing, 'aboutEmployeeId'> {
  readonly delegateId?: string | null;
}

/**
 * A complaint officer, or where the unit acts its head or whom they delegate; never whom the complaint is about.
 * @throws RuleViolated SOD_VIOLATION (8), NotAuthorised NOT_RELATED
 * @source domain.md 1, separation of duties and duties
 */
export const asOfficer = (
  by: string,
  { aboutEmployeeId, delegateId = null }: Answering,
  { isOfficer, isHead }: ComplaintGiven,
  who: 'officer' | 'or-head' = 'officer',
): void => {
  if (by === aboutEmployeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody decides on a complaint about themselves.');
  const officer = needed(isOfficer, 'the officers');
  const forUnit = who === 'or-head' && (needed(isHead, 'the head') || by === delegateId);
  if (!officer && !forUnit)
    throw new NotAuthorised('NOT_RELATED', 'Only a complaint officer or the unit concerned does this.');
};

/** Until when the contact of a complaint that is over today is kept. @source domain.md 2.6 */
export const keptUntil = (
  { contactId }: Pick<Existing, 'contactId'>,
  { calendar, today, contactYears }: ComplaintGiven,
): { readonly contactUntil?: string } => {
  if (contactId === null) return {};
  const last = plusMonths(today, 12 * needed(contactYears, 'how long contacts are kept'));
  return { contactUntil: endOfDay(last, calendar) };
};

/** Why something is done after its time; undefined in time. @throws RuleViolated REASON_REQUIRED */
export const lateness = (
  dueAt: string | null,
  text: string | null,
  { now, reasonMinimum }: ComplaintGiven & { now: string },
) => (dueAt !== null && now >= dueAt ? { reason: reasonFor('LATE', text ?? '', reasonMinimum) } : {});
