import { defineEvent, type EventOf, Instant, LegalDate, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** What a newcomer goes through in the first days. @source domain.md 6.3 */
export const ONBOARDING_TASKS = [
  /** Public-service ethics, in JP. */
  'ETHICS',
  /** Administration management, in JP. */
  'ADMINISTRATION',
  /** The systems and policies of the city are explained. */
  'SOCIALISATION',
  'BUDDY_MEETING',
  /** The first work plan is agreed. */
  'FIRST_SKP',
] as const;
export type OnboardingTask = (typeof ONBOARDING_TASKS)[number];

const Jp = Type.Integer({ minimum: 0, maximum: 2000 });
const employee = { employeeId: Uuid };

/**
 * A candidate is appointed; the onboarding begins with the first day of the appointment.
 * Stream `onboarding-<naturalId('onboarding', employeeId)>`; subject: the employee, also of the facts below.
 */
export const onboardingScheduled = defineEvent({
  type: 'OnboardingScheduled',
  version: 1,
  status: 'SCHEDULED',
  data: Type.Object({
    ...employee,
    unitId: Uuid,
    position: Type.String({ minLength: 1, maxLength: 200 }),
    /** Terhitung mulai tanggal: the first day of the appointment. */
    tmt: LegalDate,
    /** The instant with which that day begins in the city. */
    startsAt: Instant,
  }),
});
export type OnboardingScheduled = EventOf<typeof onboardingScheduled>;

/** The first day has come. */
export const onboardingStarted = defineEvent({
  type: 'OnboardingStarted',
  version: 1,
  status: 'STARTED',
  data: Type.Object({
    ...employee,
    unitId: Uuid,
    /** In the order of `ONBOARDING_TASKS`. */
    tasks: Type.Array(
      Type.Object({
        task: OneOf(ONBOARDING_TASKS),
        /** At least so many training hours; null where the task is not counted in hours. */
        minJp: Type.Union([Jp, Type.Null()]),
      }),
    ),
    /** A colleague of the unit; null where it has none. */
    buddy: Type.Union([Uuid, Type.Null()]),
    startedOn: LegalDate,
    /** Last day. */
    due: LegalDate,
    /** The instant at which that day is over. */
    dueAt: Instant,
  }),
});
export type OnboardingStarted = EventOf<typeof onboardingStarted>;

/** HR named another colleague as the newcomer's buddy. */
export const onboardingBuddyAssigned = defineEvent({
  type: 'OnboardingBuddyAssigned',
  version: 1,
  data: Type.Object({ ...employee, buddy: Uuid }),
});
export type OnboardingBuddyAssigned = EventOf<typeof onboardingBuddyAssigned>;

/** How a task came to be done. */
export const TASK_EVIDENCE = ['PERSON', 'TRAINING', 'WORK_PLAN'] as const;
export type TaskEvidence = (typeof TASK_EVIDENCE)[number];

export const onboardingTaskDone = defineEvent({
  type: 'OnboardingTaskDone',
  version: 1,
  data: Type.Object({
    ...employee,
    task: OneOf(ONBOARDING_TASKS),
    /** Training hours of this task; 0 where it is not counted in hours. */
    jp: Jp,
    doneOn: LegalDate,
    /** A person said so, a training was passed (its hours are credited by that), or a work plan was agreed. */
    by: OneOf(TASK_EVIDENCE),
  }),
});
export type OnboardingTaskDone = EventOf<typeof onboardingTaskDone>;

/** Every task is done. */
export const onboardingCompleted = defineEvent({
  type: 'OnboardingCompleted',
  version: 1,
  status: 'COMPLETED',
  data: Type.Object({
    ...employee,
    /** Training hours of all tasks. */
    jp: Jp,
    completedOn: LegalDate,
    /** Whether the last day had passed. */
    late: Type.Boolean(),
  }),
});
export type OnboardingCompleted = EventOf<typeof onboardingCompleted>;

/** Employment ended before the onboarding did: nobody owes its tasks any more. @source domain.md 12 */
export const onboardingEnded = defineEvent({
  type: 'OnboardingEnded',
  version: 1,
  status: 'ENDED',
  data: Type.Object({ ...employee, open: Type.Array(OneOf(ONBOARDING_TASKS)) }),
});
export type OnboardingEnded = EventOf<typeof onboardingEnded>;

/** The last day has passed and tasks are open: whoever owes them is late. It ends nothing. @source domain.md 2.4 */
export const onboardingOverdue = defineEvent({
  type: 'OnboardingOverdue',
  version: 1,
  data: Type.Object({ ...employee, due: LegalDate, open: Type.Array(OneOf(ONBOARDING_TASKS)) }),
});
export type OnboardingOverdue = EventOf<typeof onboardingOverdue>;
