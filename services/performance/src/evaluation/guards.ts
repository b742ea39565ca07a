import { Conflict, endOfDay, isBefore, Locked, NotAuthorised, RuleViolated } from '@jejak/kernel';
import type { EvaluationCommand, Handed } from './evaluation.commands';
import type { Existing } from './evaluation.state';

/**
 * What leads to a rating, and the rating itself. Objections, their decisions, what time does and a reopening go on in a closed year: they are
 * the ways in which it may still change.
 */
export const LOCKED_WITH_THE_YEAR: readonly EvaluationCommand['type'][] = [
  ...(['SelfAssess', 'RecordInterview', 'RateBehaviour', 'RecordCitizenIndex'] as const),
  ...(['ComputeRecommendation', 'RateAnnual', 'ChangeInReview', 'DeliverEvaluation'] as const),
];

/** @throws Locked PERIOD_LOCKED @source domain.md 5.1 */
export const inOpenYear = (
  { type }: EvaluationCommand,
  { opened, reopened }: Existing,
  { cycle }: Handed,
): void => {
  if (cycle === 'CLOSED' && !reopened && LOCKED_WITH_THE_YEAR.includes(type))
    throw new Locked('PERIOD_LOCKED', `The year ${opened.year} is closed: its ratings stay as they are.`);
};

/** What a recommendation rests on is recorded until the supervisor rates; it is recommended anew then. */
export const notRatedYet = ({ status }: Existing): void => {
  if (status !== 'OPENED' && status !== 'RECOMMENDED')
    throw new Conflict('ILLEGAL_TRANSITION', 'The evaluation is rated already.');
};

/** @throws NotAuthorised NOT_RELATED */
export const own = (by: string, { opened }: Existing): void => {
  if (by !== opened.employeeId)
    throw new NotAuthorised('NOT_RELATED', 'Only the evaluated employee does this.');
};

/**
 * Nobody rates themselves, whatever relation career may know (domain.md 1, separation of duties 1).
 * @throws RuleViolated SOD_VIOLATION
 * @throws NotAuthorised NOT_RELATED
 */
export const supervises = (by: string, { opened }: Existing, { relation }: Handed): void => {
  if (by === opened.employeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody rates themselves.', { rule: 'sod.rate-oneself' });
  if (by !== relation?.supervisorId)
    throw new NotAuthorised('NOT_RELATED', 'Only the supervisor of that day does this.');
};

/** For what a timer does when a day is over. @throws Conflict ILLEGAL_TRANSITION before */
export const over = (day: string, { now, calendar }: Handed): void => {
  if (isBefore(now, endOfDay(day, calendar)))
    throw new Conflict('ILLEGAL_TRANSITION', `That waits until ${day} is over.`, {
      params: { deadline: day },
    });
};
