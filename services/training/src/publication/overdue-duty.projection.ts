import { type AssessmentOverdue, type OnboardingOverdue, trainingContracts } from '@jejak/contracts/training';
import { projection } from '@jejak/projections';

/** What somebody should have done: complete an onboarding, or assess a participant. */
export type OverdueDuty = 'ONBOARDING' | 'ASSESSMENT';

/** One duty that was missed, whether or not it was done later. */
export interface OverdueDutyRow {
  readonly eventId: string;
  readonly duty: OverdueDuty;
  /** The newcomer, or the enrolment. */
  readonly aboutId: string;
  readonly overdueAt: string;
}

/** What was missed stays counted when it is done late: lists forget it, a city does not. @source domain.md 2.4 (overdue duties) */
export const overdueDutyList = projection<OnboardingOverdue | AssessmentOverdue, OverdueDutyRow>()({
  table: 'overdue_duty',
  source: trainingContracts,
  key: ({ envelope }) => envelope.id,
  opens: {
    OnboardingOverdue: ({ data: { employeeId: aboutId }, envelope: { id: eventId, at: overdueAt } }) => ({
      ...{ eventId, duty: 'ONBOARDING', aboutId, overdueAt },
    }),
    AssessmentOverdue: ({ data: { enrolmentId: aboutId }, envelope: { id: eventId, at: overdueAt } }) => ({
      ...{ eventId, duty: 'ASSESSMENT', aboutId, overdueAt },
    }),
  },
});
