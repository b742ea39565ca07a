import { type PlanAgreed, performanceContracts, type PlanDrafted } from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';

export interface WorkPlanRow {
  readonly planId: string;
  readonly employeeId: string;
  readonly periodStart: string;
  /** ISO instant; null until supervisor and employee agreed. */
  readonly agreedAt: string | null;
}

/** Whose a work plan (SKP) is, and when it was agreed: the first one is a task of the onboarding. */
export const workPlans = projection<PlanDrafted | PlanAgreed, WorkPlanRow>()({
  table: 'work_plan',
  source: performanceContracts,
  key: ({ data }) => data.planId,
  opens: {
    PlanDrafted: ({ data: { planId, employeeId, periodStart } }, row) => ({
      ...{ planId, employeeId, periodStart, agreedAt: row?.agreedAt ?? null },
    }),
  },
  on: {
    PlanAgreed: (row, { envelope: { at } }) => ({ ...row, agreedAt: row.agreedAt ?? at }),
  },
});
