import {
  disciplineCaseEnded,
  sanctionAppealClockMoved,
  sanctionAppealDecided,
  sanctionAppealed,
  sanctionAppealWindowMoved,
  sanctionDecided,
  SANCTION_KINDS,
  sanctionServed,
  violationDismissed,
} from '@jejak/contracts/performance';
import {
  Conflict,
  endOfDay,
  isBefore,
  legalDate,
  NotAuthorised,
  plusDays,
  plusMonths,
  plusWorkingDays,
  reasonFor,
  RuleViolated,
  underCalendar,
} from '@jejak/kernel';
import { absencePunishment } from './absence';
import type { CommandOf, Handed } from './discipline.commands';
import type { DisciplineEvent, DisciplineStatus, Existing, Punishment } from './discipline.state';
import { twice } from './hearing';

/**
 * The authority of that level decides, after a hearing. Of unexcused absence the table says what.
 * @throws RuleViolated SOD_VIOLATION, HEARING_REQUIRED, AUTHORITY_LEVEL, NE_BIS_IN_IDEM, REASON_REQUIRED
 * @source PP 94/2021; domain.md 5.9
 */
export const decideSanction = (
  { by, reason, level, kind, months }: CommandOf<'DecideSanction'>,
  state: Existing,
  given: Handed,
): DisciplineEvent => {
  undecided(state);
  const { caseId, employeeId, articleRef, absentDays, consecutiveDays } = state.reported;
  impartial(by, state);
  if (!state.heard && state.missed < given.rules.missedHearings)
    throw new RuleViolated('HEARING_REQUIRED', 'The employee is heard before it is decided.');
  const punishment = { level, kind, months };
  known(punishment, given);
  authorised(punishment, given);
  if (given.punished) throw twice();
  if (absentDays !== null) {
    const table = absencePunishment(absentDays, consecutiveDays ?? 0, given.rules.absence);
    if (table?.level !== level || table.kind !== kind || table.months !== months)
      throw new RuleViolated('RULE_VIOLATED', 'Of absence the table says what the sanction is.', {
        field: 'kind',
        rule: 'discipline.absence-table',
        params: { days: absentDays, kind: table?.kind ?? 'none', months: table?.months ?? 0 },
      });
  }
  const because = reasonFor('OVERRIDE', reason, given.reasonMinimum);
  const { calendar, now, rules } = given;
  const appealBy = plusDays(legalDate(now, calendar), rules.appealDays);
  return sanctionDecided(
    {
      ...{ caseId, employeeId, ...punishment, articleRef, decidedBy: by, appealBy },
      servedAt: endOfDay(appealBy, calendar),
    },
    { subject: employeeId, reason: because },
  );
};

export const dismiss = (
  { by, reason }: CommandOf<'DismissViolation'>,
  state: Existing,
  given: Handed,
): DisciplineEvent => {
  undecided(state);
  impartial(by, state);
  if (given.authorities.length === 0) throw notTheirs();
  const { caseId, employeeId } = state.reported;
  return violationDismissed(
    { caseId, decidedBy: by },
    { subject: employeeId, reason: reasonFor('REJECTION', reason, given.reasonMinimum) },
  );
};

/** @throws RuleViolated DEADLINE_PASSED · NotAuthorised NOT_RELATED @source PP 79/2021; domain.md 5.9 */
export const appeal = (
  { by, reason, evidence }: CommandOf<'AppealSanction'>,
  state: Existing,
  given: Handed,
): DisciplineEvent => {
  const { decided, answerBy } = state;
  const { calendar, now, rules } = given;
  // The deadline answers before the state: behind it the sanction is served, which would only say half of why.
  if (decided && !given.excepted && !isBefore(now, endOfDay(decided.appealBy, calendar)))
    throw new RuleViolated('DEADLINE_PASSED', `An appeal was possible until ${decided.appealBy}.`, {
      rule: 'discipline.appeal',
      params: { deadline: decided.appealBy },
    });
  // By an exception one that is served already is appealed too; it goes on until the answer.
  const appealable = state.status === 'DECIDED' || (given.excepted && state.status === 'SERVED');
  if (!appealable || answerBy !== null)
    throw new Conflict('ILLEGAL_TRANSITION', 'A decided sanction is appealed, and once.');
  const { caseId, employeeId } = state.reported;
  if (by !== employeeId) throw new NotAuthorised('NOT_RELATED', 'Only who is sanctioned appeals.');
  const answer = plusWorkingDays(legalDate(now, calendar), rules.appealAnswerWorkingDays, calendar);
  return sanctionAppealed(
    { caseId, answerBy: answer, answerDueAt: endOfDay(answer, calendar) },
    { subject: employeeId, evidence, reason: reasonFor('OBJECTION', reason, given.reasonMinimum) },
  );
};

/**
 * Another calendar came into force: an answer that was not due by then has as many working days as before, and is due no earlier than
 * the employee was told. @source domain.md 2.4
 */
export const moveAppealClock = (
  { since }: CommandOf<'MoveAppealClock'>,
  { status, answerBy: insteadOf, reported }: Existing,
  { counted, calendar }: Handed,
): DisciplineEvent[] => {
  if (status !== 'APPEALED' || insteadOf === null || !counted) return [];
  if (!isBefore(since, endOfDay(insteadOf, counted.calendar))) return [];
  const answerBy = underCalendar(counted.began, insteadOf, counted.calendar, calendar);
  if (answerBy === insteadOf) return [];
  const { caseId, employeeId } = reported;
  return [
    sanctionAppealClockMoved(
      { caseId, answerBy, answerDueAt: endOfDay(answerBy, calendar), insteadOf },
      { subject: employeeId },
    ),
  ];
};

/**
 * The notice could not be brought to the employee: the days of an appeal run from when it counts as received, and it is served after
 * them. What is appealed, answered or served needs no window. @source PP 79/2021; domain.md 5.9, 11
 */
export const moveAppealWindow = (
  { receivedOn }: CommandOf<'MoveAppealWindow'>,
  { status, decided, answerBy, reported }: Existing,
  { calendar, rules }: Handed,
): DisciplineEvent[] => {
  if (status !== 'DECIDED' || !decided || answerBy !== null) return [];
  const appealBy = plusDays(receivedOn, rules.appealDays);
  if (appealBy <= decided.appealBy) return [];
  const { caseId, employeeId } = reported;
  const servedAt = endOfDay(appealBy, calendar);
  return [sanctionAppealWindowMoved({ caseId, receivedOn, appealBy, servedAt }, { subject: employeeId })];
};

/** Another leader than who decided answers; on appeal a sanction becomes no heavier. */
export const decideAppeal = (
  { by, outcome, reason, changed }: CommandOf<'DecideSanctionAppeal'>,
  state: Existing,
  given: Handed,
): DisciplineEvent => {
  const { punishment, decided } = state;
  if (state.status !== 'APPEALED' || !punishment || !decided)
    throw new Conflict('ILLEGAL_TRANSITION', 'There is no appeal that waits for an answer.');
  impartial(by, state);
  if (by === decided.decidedBy)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody answers an appeal against their own decision.', {
      rule: 'sod.decider-appeal',
    });
  if ((outcome === 'CHANGED') !== (changed !== null))
    throw new RuleViolated('RULE_VIOLATED', 'A changed sanction says what it becomes, no other does.', {
      field: 'kind',
      rule: 'discipline.appeal-outcome',
    });
  const becomes = changed ?? punishment;
  known(becomes, given);
  authorised(punishment, given);
  if (changed && !lighter(changed, punishment))
    throw new RuleViolated('RULE_VIOLATED', 'An appeal makes a sanction lighter, or leaves it.', {
      field: 'kind',
      rule: 'discipline.appeal-lighter',
    });
  const { caseId, employeeId } = state.reported;
  const { level, kind, months } = becomes;
  return sanctionAppealDecided(
    { caseId, decidedBy: by, outcome, level, kind, months, servedAt: given.now },
    { subject: employeeId, reason: reasonFor('OBJECTION', reason, given.reasonMinimum) },
  );
};

/** When nobody appeals any more, or the appeal is answered. */
export const serve = (state: Existing, { now, calendar }: Handed): DisciplineEvent[] => {
  const { status, servedAt, servedFrom, punishment, reported } = state;
  if (status !== 'DECIDED' || servedAt === null || !punishment) return [];
  if (isBefore(now, servedAt)) throw new Conflict('ILLEGAL_TRANSITION', 'An appeal is still possible.');
  const { caseId, employeeId } = reported;
  const { kind, months } = punishment;
  // An answer to an appeal while it was served changes what it is, not since when.
  const from = servedFrom ?? legalDate(now, calendar);
  // What has no duration is done with its notice; a dismissal is for good.
  const until =
    months === null ? (kind === 'DISMISSAL' ? null : from) : plusDays(plusMonths(from, months), -1);
  return [
    sanctionServed(
      { caseId, employeeId, ...punishment, from, until, endsAt: until && endOfDay(until, calendar) },
      { subject: employeeId },
    ),
  ];
};

/** Until its decision a case is about somebody who can be punished; of who was dismissed the decision and its appeal go on. */
const OPEN: readonly DisciplineStatus[] = ['REPORTED', 'SUMMONED', 'HEARD'];
const DECIDED: readonly DisciplineStatus[] = ['DECIDED', 'APPEALED'];

/** Nobody is punished who is no longer employed. @source domain.md 12 (EmploymentEnded: open cases end with reason) */
export const endCase = (
  { reason }: CommandOf<'EndCase'>,
  { status, reported: { caseId, employeeId } }: Existing,
): DisciplineEvent[] =>
  OPEN.includes(status) || (DECIDED.includes(status) && reason !== 'DISMISSAL')
    ? [disciplineCaseEnded({ caseId, employeeId, reason }, { subject: employeeId })]
    : [];

const undecided = ({ status }: Existing): void => {
  if (status !== 'REPORTED' && status !== 'SUMMONED' && status !== 'HEARD')
    throw new Conflict('ILLEGAL_TRANSITION', 'The case is decided already.');
};

/** Who reported does not decide, nor does who is concerned (domain.md 1, separation of duties 6). */
const impartial = (by: string, { reported }: Existing): void => {
  if (by === reported.reportedBy || by === reported.employeeId)
    throw new RuleViolated(
      'SOD_VIOLATION',
      'Who reported a violation, or is said to have done it, does not decide.',
      {
        rule: 'sod.reporter-decider',
      },
    );
};

const notTheirs = () =>
  new RuleViolated('AUTHORITY_LEVEL', 'You have no authority for sanctions of this level.', {
    rule: 'discipline.authority',
  });

const authorised = ({ level }: Punishment, { rules, authorities }: Handed): void => {
  if (!rules.authority[level].some((authority) => authorities.includes(authority))) throw notTheirs();
};

/** Whether the level knows this kind, for so many months. */
const known = ({ level, kind, months }: Punishment, { rules }: Handed): void => {
  const durations = rules.kinds[level][kind];
  const fits =
    durations && (durations.length === 0 ? months === null : durations.some((one) => one === months));
  if (!fits)
    throw new RuleViolated('RULE_VIOLATED', 'This level knows no such sanction.', {
      field: 'kind',
      rule: 'discipline.kinds',
    });
};

const lighter = (a: Punishment, b: Punishment): boolean => {
  const [first, second] = [SANCTION_KINDS.indexOf(a.kind), SANCTION_KINDS.indexOf(b.kind)];
  return first < second || (first === second && (a.months ?? 0) < (b.months ?? 0));
};
