import {
  improvementPlanEnded,
  improvementPlanOverdue,
  type ImprovementStep,
  improvementTestTaken,
  improvementTrainingPassed,
} from '@jejak/contracts/performance';
import { Conflict, endOfDay, isBefore } from '@jejak/kernel';
import type { CommandOf, Existing, Handed, ImprovementEvent, ImprovementStatus } from './improvement.state';

/** A training that ends inside the months of an open plan is progress; it is noted once. @source domain.md 12 */
export const noteTraining = (
  { enrolmentId, jp, endedOn }: CommandOf<'NoteTraining'>,
  { status, opened, required, trainings }: Existing,
): ImprovementEvent[] => {
  if (status !== 'OPEN' || !opened || trainings.includes(enrolmentId)) return [];
  if (endedOn < opened.from || endedOn > opened.until) return [];
  const { improvementId, employeeId } = required;
  return [
    improvementTrainingPassed(
      { improvementId, employeeId, enrolmentId, jp, endedOn },
      { subject: employeeId },
    ),
  ];
};

/** A test after the months of the plan, as career told of it: once, also before the supervisor has ordered one. @source domain.md 5.9 */
export const noteTest = (
  { type: _, ...test }: CommandOf<'NoteTest'>,
  { status, opened, required, test: known }: Existing,
): ImprovementEvent[] => {
  if (status !== 'OPEN' && status !== 'TEST_ORDERED' && status !== 'PROPOSED') return [];
  if (!opened || test.takenOn <= opened.until || known?.testId === test.testId) return [];
  const { improvementId, employeeId } = required;
  return [improvementTestTaken({ improvementId, employeeId, ...test }, { subject: employeeId })];
};

const GOES_ON: readonly ImprovementStatus[] = ['REQUIRED', 'OPEN', 'TEST_ORDERED', 'PROPOSED'];

/** Who is no longer employed need not improve. @source domain.md 12 (EmploymentEnded) */
export const end = (
  { reason }: CommandOf<'EndImprovement'>,
  { status, required: { improvementId, employeeId } }: Existing,
): ImprovementEvent[] =>
  GOES_ON.includes(status)
    ? [improvementPlanEnded({ improvementId, employeeId, reason }, { subject: employeeId })]
    : [];

/** What the supervisor did not do in time: said once, and nothing is decided by it. @source domain.md 2.4 */
export const overdue = (
  step: ImprovementStep,
  dueBy: string | null,
  state: Existing,
  { now, calendar }: Handed,
): ImprovementEvent[] => {
  const waiting = step === 'OPEN' ? state.status === 'REQUIRED' : state.status === 'OPEN';
  if (!waiting || dueBy === null || state.overdue.includes(step)) return [];
  if (isBefore(now, endOfDay(dueBy, calendar)))
    throw new Conflict('ILLEGAL_TRANSITION', `That waits until ${dueBy} is over.`, {
      params: { deadline: dueBy },
    });
  const { improvementId, employeeId } = state.required;
  return [improvementPlanOverdue({ improvementId, employeeId, step, dueBy }, { subject: employeeId })];
};
