import { Conflict, legalDate, Locked, NotAuthorised, RuleViolated } from '@jejak/kernel';
import type { Existing, Handed, MeasurementGiven, MeasurementStatus } from './measurement.state';

/** @throws Locked PERIOD_LOCKED */
export const unlocked = ({ cycle }: MeasurementGiven): void => {
  if (cycle === 'CLOSED')
    throw new Locked(
      'PERIOD_LOCKED',
      'The year is closed: only the decision of an objection changes its amounts.',
    );
};

/** @throws RuleViolated RULE_VIOLATED for a period that ends before it begins, or in the future */
export const inOrder = ({ from, to }: { from: string; to: string }, { now, calendar }: Handed): void => {
  if (to < from)
    throw new RuleViolated('RULE_VIOLATED', 'A period ends on or after its first day.', {
      field: 'to',
      rule: 'measurement.period',
    });
  if (to > legalDate(now, calendar))
    throw new RuleViolated('RULE_VIOLATED', 'What has not happened yet is not measured.', {
      field: 'to',
      rule: 'measurement.future',
    });
};

/**
 * Verifying one's own amount is refused whatever else one is (domain.md 1, separation of duties 3).
 * @param states those in which this judgement is passed
 * @throws Locked PERIOD_LOCKED · Conflict ILLEGAL_TRANSITION · RuleViolated SOD_VIOLATION · NotAuthorised NOT_RELATED
 */
export const mayJudge = (
  by: string,
  state: Existing,
  given: MeasurementGiven,
  states: readonly MeasurementStatus[],
): void => {
  unlocked(given);
  if (!states.includes(state.status))
    throw new Conflict('ILLEGAL_TRANSITION', 'Nothing about this amount waits for a verdict of that kind.');
  if (by === state.reporterId || by === state.proposed?.by)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody verifies what they reported.', {
      rule: 'sod.reporter-verifier',
    });
  // A quarantined amount waits for a steward: the supervisor of those whom it rates well or ill is none.
  if (!given.steward && (state.status === 'QUARANTINED' || by !== given.supervisorId))
    throw new NotAuthorised('NOT_RELATED', 'The supervisor or a data steward of the unit verifies.');
};
