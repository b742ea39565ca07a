import {
  competencyTestOrdered,
  consequenceDecided,
  consequenceProposed,
  improvementPlanOpened,
  improvementSucceeded,
} from '@jejak/contracts/performance';
import {
  Conflict,
  type Decider,
  endOfDay,
  isBefore,
  isUuid,
  legalDate,
  NotAuthorised,
  NotFound,
  plusDays,
  plusMonths,
  reasonFor,
  RuleViolated,
} from '@jejak/kernel';
import { end, noteTest, noteTraining, overdue } from './improvement-course';
import { reviewNeed } from './improvement-need';
import {
  type CommandOf,
  evolve,
  type Existing,
  type Handed,
  type Improvement,
  type ImprovementCommand,
  type ImprovementEvent,
  type ImprovementGiven,
  type ImprovementStatus,
} from './improvement.state';

const inStatus = ({ status }: Existing, ...wanted: readonly ImprovementStatus[]): void => {
  if (!wanted.includes(status))
    throw new Conflict('ILLEGAL_TRANSITION', 'The improvement plan is not in a state for this.');
};

/** @throws RuleViolated SOD_VIOLATION · NotAuthorised NOT_RELATED */
const supervises = (by: string, { required }: Existing, given: Handed, orSuperior = false): void => {
  if (by === required.employeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody does this about themselves.', {
      rule: 'sod.improve-oneself',
    });
  if (!isUuid(by) || (by !== given.supervisorId && !(orSuperior && by === given.superiorId)))
    throw new NotAuthorised('NOT_RELATED', 'The supervisor of that day does this.');
};

/**
 * The supervisor says what is to be reached, and what the employee gets for it: no plan asks for more and gives nothing.
 * @throws RuleViolated SUPPORT_PLAN_REQUIRED, NOT_MEASURABLE, SOD_VIOLATION · NotAuthorised NOT_RELATED
 * @source PP 30/2019 (perf.improvement.months); domain.md 5.9
 */
const open = (
  { by, goals, support }: CommandOf<'OpenImprovementPlan'>,
  state: Existing,
  given: Handed,
): ImprovementEvent => {
  inStatus(state, 'REQUIRED');
  supervises(by, state, given);
  const said = (lines: readonly string[]): string[] => lines.map((line) => line.trim()).filter(Boolean);
  if (said(goals).length === 0)
    throw new RuleViolated('NOT_MEASURABLE', 'A plan says what is to be reached.', { field: 'goals' });
  if (said(support).length === 0)
    throw new RuleViolated('SUPPORT_PLAN_REQUIRED', 'A plan says what the employee gets for it.', {
      field: 'support',
    });
  const { calendar, now, rules } = given;
  const { improvementId, employeeId } = state.required;
  const from = legalDate(now, calendar);
  const until = plusDays(plusMonths(from, rules.months), -1);
  const assessBy = plusDays(until, rules.assessDays);
  return improvementPlanOpened(
    {
      ...{ improvementId, employeeId, openedBy: by, months: rules.months, from, until, assessBy },
      ...{ goals: said(goals), support: said(support), overdueAt: endOfDay(assessBy, calendar) },
    },
    { subject: employeeId },
  );
};

/**
 * Reached goals may be found at any time; that they are not reached, only when the months are over.
 * @throws RuleViolated RULE_VIOLATED `improvement.months`, REASON_REQUIRED, SOD_VIOLATION · NotAuthorised NOT_RELATED
 */
const assess = (
  { by, succeeded, reason: text, evidence }: CommandOf<'AssessImprovement'>,
  state: Existing,
  given: Handed,
): ImprovementEvent => {
  inStatus(state, 'OPEN');
  supervises(by, state, given);
  const { opened, required } = state;
  if (!opened) throw new Error('an open plan was opened');
  if (!succeeded && isBefore(given.now, endOfDay(opened.until, given.calendar)))
    throw new RuleViolated('RULE_VIOLATED', `The employee has until ${opened.until} to improve.`, {
      rule: 'improvement.months',
      params: { until: opened.until },
    });
  const { improvementId, employeeId } = required;
  const reason = reasonFor(succeeded ? 'OVERRIDE' : 'REJECTION', text, given.reasonMinimum);
  const fact = succeeded ? improvementSucceeded : competencyTestOrdered;
  return fact({ improvementId, employeeId, assessedBy: by }, { subject: employeeId, reason, evidence });
};

/** The supervisor or the superior proposes, on the report of the test. */
const propose = (
  { by, kind, testRef, reason: text, evidence }: CommandOf<'ProposeConsequence'>,
  state: Existing,
  given: Handed,
): ImprovementEvent => {
  inStatus(state, 'TEST_ORDERED');
  supervises(by, state, given, true);
  // The number of a report on paper, else the test that career told of.
  const report = testRef.trim() === '' ? (state.test?.testId ?? '') : testRef.trim();
  if (report === '')
    throw new RuleViolated('RULE_VIOLATED', 'What is proposed rests on the report of the test.', {
      field: 'testRef',
      rule: 'improvement.test',
    });
  const { improvementId, employeeId } = state.required;
  return consequenceProposed(
    { improvementId, employeeId, kind, testRef: report, proposedBy: by },
    { subject: employeeId, evidence, reason: reasonFor('REJECTION', text, given.reasonMinimum) },
  );
};

/**
 * The appointing authority decides, and is nobody who proposed it (domain.md 1, separation of duties 6).
 * @throws RuleViolated SOD_VIOLATION, AUTHORITY_LEVEL, REASON_REQUIRED
 */
const decideConsequence = (
  { by, approve, reason: text }: CommandOf<'DecideConsequence'>,
  state: Existing,
  given: Handed,
): ImprovementEvent => {
  inStatus(state, 'PROPOSED');
  const { proposed, required } = state;
  if (!proposed) throw new Error('a proposal was made');
  if (by === proposed.proposedBy || by === required.employeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Who proposed it, or is concerned, does not decide.', {
      rule: 'sod.proposer-decider',
    });
  if (!given.top)
    throw new RuleViolated('AUTHORITY_LEVEL', 'The appointing authority decides this.', {
      rule: 'improvement.authority',
    });
  const { improvementId, employeeId } = required;
  return consequenceDecided(
    { improvementId, employeeId, kind: proposed.kind, approved: approve, decidedBy: by },
    {
      subject: employeeId,
      reason: reasonFor(approve ? 'OVERRIDE' : 'REJECTION', text, given.reasonMinimum),
    },
  );
};

const decide = (command: ImprovementCommand, state: Improvement, given: Handed): ImprovementEvent[] => {
  if (command.type === 'ReviewImprovementNeed') return reviewNeed(command, state, given);
  if (state.status === 'absent')
    throw new NotFound('IMPROVEMENT_NOT_FOUND', 'There is no such improvement plan.');
  switch (command.type) {
    case 'OpenImprovementPlan':
      return [open(command, state, given)];
    case 'AssessImprovement':
      return [assess(command, state, given)];
    case 'ProposeConsequence':
      return [propose(command, state, given)];
    case 'DecideConsequence':
      return [decideConsequence(command, state, given)];
    case 'NoteTraining':
      return noteTraining(command, state);
    case 'NoteTest':
      return noteTest(command, state);
    case 'EndImprovement':
      return end(command, state);
    case 'MarkOpeningOverdue':
      return overdue('OPEN', state.required.openBy, state, given);
    case 'MarkAssessmentOverdue':
      return overdue('ASSESS', state.opened?.assessBy ?? null, state, given);
  }
};

/** Months to improve after a bad year: what makes them due, what they ask and give, and what follows. @source domain.md 5.9 */
export const improvement: Decider<ImprovementCommand, ImprovementEvent, Improvement, ImprovementGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
