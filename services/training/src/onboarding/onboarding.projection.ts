import { type OnboardingTask, trainingContracts } from '@jejak/contracts/training';
import { projection } from '@jejak/projections';
import type { OnboardingEvent } from './onboarding.decider';

export interface OnboardingRow {
  readonly employeeId: string;
  readonly unitId: string;
  readonly status: 'SCHEDULED' | 'STARTED' | 'COMPLETED' | 'ENDED';
  readonly tmt: string;
  readonly due: string | null;
  readonly buddyId: string | null;
  /** Each with its hours; `doneOn` is null while it is open. */
  readonly tasks: readonly {
    readonly task: OnboardingTask;
    readonly minJp: number | null;
    readonly jp: number | null;
    readonly doneOn: string | null;
  }[];
  readonly overdue: boolean;
  readonly completedOn: string | null;
}

/** How far every newcomer is. */
export const onboardingList = projection<OnboardingEvent, OnboardingRow>()({
  table: 'onboarding_list',
  source: trainingContracts,
  key: ({ data }) => data.employeeId,
  opens: {
    OnboardingScheduled: ({ data: { employeeId, unitId, tmt } }) => ({
      ...{ employeeId, unitId, tmt, status: 'SCHEDULED', due: null, buddyId: null, tasks: [] },
      ...{ overdue: false, completedOn: null },
    }),
  },
  on: {
    OnboardingStarted: (row, { data: { tasks, buddy, due } }) => ({
      ...row,
      ...{ status: 'STARTED', buddyId: buddy, due },
      tasks: tasks.map((task) => ({ ...task, jp: null, doneOn: null })),
    }),
    OnboardingBuddyAssigned: (row, { data: { buddy } }) => ({ ...row, buddyId: buddy }),
    OnboardingTaskDone: (row, { data: { task, jp, doneOn } }) => ({
      ...row,
      tasks: row.tasks.map((named) => (named.task === task ? { ...named, jp, doneOn } : named)),
    }),
    OnboardingCompleted: (row, { data: { completedOn } }) => ({ ...row, status: 'COMPLETED', completedOn }),
    OnboardingOverdue: (row) => ({ ...row, overdue: true }),
    OnboardingEnded: (row) => ({ ...row, status: 'ENDED' }),
  },
});
