import { trainingApplicationRated, trainingReactionGiven } from '@jejak/contracts/training';
import { Conflict, NotAuthorised, plusDays, RuleViolated } from '@jejak/kernel';
import type { EnrolmentCommand, EnrolmentGiven, HeldSeat } from './enrolment.commands';
import type { Enrolment, EnrolmentEvent } from './enrolment.state';

/** What the participant thinks, whether passed or not. */
export const giveReaction = (
  { by, rating }: Extract<EnrolmentCommand, { type: 'GiveReaction' }>,
  { result, reacted }: Enrolment,
  { enrolmentId, employeeId, scheduled: { programmeId } }: HeldSeat,
): EnrolmentEvent[] => {
  if (!result) throw new Conflict('ILLEGAL_TRANSITION', 'This training has no result yet.');
  if (reacted) throw new Conflict('EVALUATION_GIVEN', 'This is said once.');
  if (by !== employeeId) throw new NotAuthorised('NOT_RELATED', 'The participant says what they think.');
  return [trainingReactionGiven({ enrolmentId, programmeId, rating }, { subject: employeeId })];
};

/** Whether what was learned is used at work: the supervisor says so, when there was time to see it. @source domain.md 6.2 */
export const rateApplication = (
  { by, rating, observed }: Extract<EnrolmentCommand, { type: 'RateApplication' }>,
  { result, applied }: Enrolment,
  { enrolmentId, employeeId, scheduled: { programmeId, endsOn } }: HeldSeat,
  { date, rules, supervisorId }: EnrolmentGiven,
): EnrolmentEvent[] => {
  if (result?.type !== 'TrainingPassed')
    throw new Conflict('ILLEGAL_TRANSITION', 'Only what was learned can be used.');
  if (applied) throw new Conflict('EVALUATION_GIVEN', 'This is said once.');
  if (by === employeeId) throw new RuleViolated('SOD_VIOLATION', 'Nobody rates themselves.');
  if (by !== supervisorId) throw new NotAuthorised('NOT_RELATED', 'The supervisor sees the work.');
  const { afterDays } = rules.other.application;
  if (date < plusDays(endsOn, afterDays))
    throw new RuleViolated('APPLICATION_TOO_EARLY', `It shows ${afterDays} days after the training.`, {
      params: { days: afterDays },
    });
  const rated = { enrolmentId, programmeId, ratedBy: by, rating, observed };
  return [trainingApplicationRated(rated, { subject: employeeId })];
};
