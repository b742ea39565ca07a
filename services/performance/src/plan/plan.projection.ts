import { type Indicator, performanceContracts } from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';
import type { PlanEvent } from './plan.decider';

export interface PlanRow {
  readonly planId: string;
  readonly employeeId: string;
  readonly position: string;
  readonly unitId: string;
  readonly year: number;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly agreeBy: string;
  readonly status: 'DRAFT' | 'SUBMITTED' | 'RETURNED' | 'ACTIVE';
  /** 0 before it is first agreed. */
  readonly planVersion: number;
  readonly indicators: readonly Indicator[];
  /** How each checked target compares with the past, and whether it waits for review. */
  readonly realism: Readonly<
    Record<string, { readonly baseline: string; readonly ratio: string; readonly open: boolean }>
  >;
  readonly pinnedPolicies: readonly string[];
}

const settled = (row: PlanRow, indicatorId: string, over: { readonly ratio?: string } = {}): PlanRow => {
  const { [indicatorId]: checked } = row.realism;
  return checked
    ? { ...row, realism: { ...row.realism, [indicatorId]: { ...checked, ...over, open: false } } }
    : row;
};

/** Every plan as it stands. */
export const planList = projection<PlanEvent, PlanRow>()({
  table: 'plan_list',
  source: performanceContracts,
  key: ({ data }) => data.planId,
  opens: {
    PlanDrafted: ({ data }) => {
      const { planId, employeeId, position, unitId, year, periodStart, periodEnd, agreeBy, indicators } =
        data;
      return {
        ...{ planId, employeeId, position, unitId, year, periodStart, periodEnd, agreeBy, indicators },
        ...{ status: 'DRAFT', planVersion: 0, realism: {}, pinnedPolicies: [] },
      };
    },
  },
  on: {
    PlanSubmitted: (row, { data: { indicators } }) => ({ ...row, status: 'SUBMITTED', indicators }),
    TargetRealismChecked: (row, { data: { indicatorId, baseline, ratio } }) => ({
      ...row,
      realism: { ...row.realism, [indicatorId]: { baseline, ratio, open: false } },
    }),
    TargetFlaggedUnrealistic: (row, { data: { indicatorId, baseline, ratio } }) => ({
      ...row,
      realism: { ...row.realism, [indicatorId]: { baseline, ratio, open: true } },
    }),
    TargetAdjusted: (row, { data: { indicatorId, indicators, ratio } }) => ({
      ...settled(row, indicatorId, ratio === null ? {} : { ratio }),
      indicators,
    }),
    TargetConfirmedWithSupport: (row, { data: { indicatorId } }) => settled(row, indicatorId),
    PlanAgreed: (row, { data: { planVersion, indicators, pinnedPolicies } }) => ({
      ...row,
      ...{ status: 'ACTIVE', planVersion, indicators, pinnedPolicies },
    }),
    PlanReturned: (row) => ({ ...row, status: 'RETURNED' }),
  },
});
