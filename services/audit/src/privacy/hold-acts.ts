import { legalHoldLifted, legalHoldPlaced } from '@jejak/contracts/audit';
import { Conflict, NotAuthorised, NotFound, reasonFor } from '@jejak/kernel';
import { byOfficer, notErased, notOneself, unfit } from './guards';
import type { CommandOf, PrivacyGiven } from './privacy.commands';
import { evolve, type PrivacyEvent, type PrivacyFile } from './privacy.state';
import { afterLastHold } from './request-acts';

/** Inspectors act as such; of HR only the data officer does. @throws NotAuthorised NOT_RELATED */
const mayHold = (given: PrivacyGiven): void => {
  if (given.role !== 'inspector') byOfficer(given);
};

/** @throws Erased SUBJECT_ERASED; NotFound PERSON_NOT_FOUND; NotAuthorised NOT_RELATED; RuleViolated RULE_VIOLATED, REASON_REQUIRED */
export const placeHold = (
  { by: placedBy, personId, holdId, ground, caseNumber, until, reason }: CommandOf<'PlaceLegalHold'>,
  state: PrivacyFile,
  given: PrivacyGiven,
): PrivacyEvent[] => {
  // Its id comes from the command's: what is there is this very hold.
  if (state.holds.some(({ placed }) => placed.holdId === holdId)) return [];
  notErased(state);
  if (!given.personKnown) throw new NotFound('PERSON_NOT_FOUND', 'The city knows of no such person.');
  mayHold(given);
  if (until !== null && until < given.today)
    throw unfit('hold.until', 'The hold would be over already.', 'until');
  const placedAs = given.role === 'inspector' ? 'inspector' : 'hr_admin';
  return [
    legalHoldPlaced(
      { personId, holdId, ground, caseNumber, until, placedBy, placedAs },
      { subject: personId, reason: reasonFor(ground, reason, given.reasonMinimum) },
    ),
  ];
};

/**
 * What an inspector placed only inspectors lift. With the last of them what it stood against is laid before the officer again.
 * @throws NotFound HOLD_NOT_FOUND; Erased SUBJECT_ERASED; NotAuthorised NOT_RELATED; Conflict ILLEGAL_TRANSITION;
 * RuleViolated SOD_VIOLATION, REASON_REQUIRED
 */
export const liftHold = (
  { by: liftedBy, personId, holdId, reason }: CommandOf<'LiftLegalHold'>,
  state: PrivacyFile,
  given: PrivacyGiven,
): PrivacyEvent[] => {
  const hold = state.holds.find(({ placed }) => placed.holdId === holdId);
  if (!hold) throw new NotFound('HOLD_NOT_FOUND', 'There is no such hold for you to read or lift.');
  notErased(state);
  if (hold.lifted) throw new Conflict('ILLEGAL_TRANSITION', 'The hold has been lifted.');
  notOneself(liftedBy, personId);
  mayHold(given);
  if (hold.placed.placedAs === 'inspector' && given.role !== 'inspector')
    throw new NotAuthorised('NOT_RELATED', 'What an inspector placed an inspector lifts.');
  const lifted = legalHoldLifted(
    { personId, holdId, liftedBy },
    { subject: personId, reason: reasonFor('CANCELLATION', reason, given.reasonMinimum) },
  );
  return [lifted, ...afterLastHold(evolve(state, lifted), given)];
};
