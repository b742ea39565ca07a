import {
  type TrainingPlanDrafted,
  type TrainingPlanReported,
  trainingContracts,
} from '@jejak/contracts/training';
import { projection } from '@jejak/projections';
import type { TrainingPlan, TrainingPlanEvent } from './training-plan.decider';

export type TrainingPlanRow = Omit<TrainingPlanDrafted['data'], 'draftedBy'> & {
  readonly status: Exclude<TrainingPlan['status'], 'absent'>;
  readonly seats: number;
  /** As it was counted when the year was over. */
  readonly report: Omit<TrainingPlanReported['data'], 'planId' | 'year' | 'publishAt'> | null;
};

/** The plans of all years. */
export const trainingPlanList = projection<TrainingPlanEvent, TrainingPlanRow>()({
  table: 'training_plan_list',
  source: trainingContracts,
  key: ({ data }) => String(data.year),
  opens: {
    TrainingPlanDrafted: ({ data: { draftedBy: _, ...plan } }) => ({
      ...{ ...plan, status: 'DRAFT', report: null },
      seats: plan.lines.reduce((total, { seats }) => total + seats, 0),
    }),
  },
  on: {
    TrainingPlanApproved: (row, { data: { warnings, belowRight } }) => ({
      ...{ ...row, status: 'APPROVED', warnings, belowRight },
    }),
    TrainingPlanReported: (row, { data: { planId: _, year: __, publishAt: ___, ...report } }) => ({
      ...{ ...row, status: 'REPORTED', report },
    }),
  },
});
