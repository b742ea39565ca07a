import { type Indicator, performanceContracts, type PlanChangeRequested } from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';
import type { PlanEvent, PlanStatus } from './plan.state';

interface CheckedTarget {
  readonly baseline: string;
  readonly ratio: string;
  readonly open: boolean;
  readonly flagged: boolean;
}

export interface PlanRow {
  readonly planId: string;
  readonly employeeId: string;
  readonly position: string;
  readonly unitId: string;
  readonly year: number;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly agreeBy: string;
  readonly status: PlanStatus;
  /** 0 before it is first agreed. */
  readonly planVersion: number;
  readonly indicators: readonly Indicator[];
  /** How each checked target compares with the past, whether it waits for review, and whether it ever did. */
  readonly realism: Readonly<Record<string, CheckedTarget>>;
  readonly pinnedPolicies: readonly string[];
  /** Nobody agreed it in time. */
  readonly overdue: boolean;
  /** The contested indicator. */
  readonly disputed: string | null;
  /** The change that is asked for. */
  readonly change: Pick<
    PlanChangeRequested['data'],
    'requestedBy' | 'cause' | 'effectiveFrom' | 'indicators'
  > | null;
  readonly reportBy: string | null;
}

const settled = (row: PlanRow, indicatorId: string, over: { readonly ratio?: string } = {}): PlanRow => {
  const { [indicatorId]: checked } = row.realism;
  return checked
    ? { ...row, realism: { ...row.realism, [indicatorId]: { ...checked, ...over, open: false } } }
    : row;
};

/** What was flagged of a change that does not come is no longer open. */
const allSettled = ({ realism }: PlanRow): PlanRow['realism'] =>
  Object.fromEntries(Object.entries(realism).map(([id, checked]) => [id, { ...checked, open: false }]));

/** Every plan as it stands. */
export const planList = projection<PlanEvent, PlanRow>()({
  table: 'plan_list',
  source: performanceContracts,
  key: ({ data }) => data.planId,
  opens: {
    PlanDrafted: ({ data }, row) => {
      const { planId, employeeId, position, unitId, year, periodStart, periodEnd, agreeBy, indicators } =
        data;
      return {
        ...{ planId, employeeId, position, unitId, year, periodStart, periodEnd, agreeBy, indicators },
        ...{
          status: 'DRAFT',
          planVersion: 0,
          realism: {},
          pinnedPolicies: [],
          overdue: row?.overdue ?? false,
        },
        ...{ disputed: null, change: null, reportBy: null },
      };
    },
  },
  on: {
    PlanSubmitted: (row, { data: { indicators } }) => ({ ...row, status: 'SUBMITTED', indicators }),
    TargetRealismChecked: (row, { data: { indicatorId, baseline, ratio } }) => ({
      ...row,
      realism: {
        ...row.realism,
        [indicatorId]: { baseline, ratio, open: false, flagged: row.realism[indicatorId]?.flagged ?? false },
      },
    }),
    TargetFlaggedUnrealistic: (row, { data: { indicatorId, baseline, ratio } }) => ({
      ...row,
      realism: { ...row.realism, [indicatorId]: { baseline, ratio, open: true, flagged: true } },
    }),
    TargetAdjusted: (row, { data: { indicatorId, indicators, ratio } }) => ({
      ...settled(row, indicatorId, ratio === null ? {} : { ratio }),
      ...(row.change ? { change: { ...row.change, indicators } } : { indicators }),
    }),
    TargetConfirmedWithSupport: (row, { data: { indicatorId } }) => settled(row, indicatorId),
    PlanAgreed: (row, { data: { planVersion, indicators, pinnedPolicies } }) => ({
      ...row,
      ...{ status: 'ACTIVE', planVersion, indicators, pinnedPolicies },
    }),
    PlanReturned: (row) => ({ ...row, status: 'RETURNED' }),
    PlanDisputed: (row, { data: { indicatorId } }) => ({ ...row, status: 'DISPUTED', disputed: indicatorId }),
    PlanDisputeDecided: (row, { data: { planVersion, indicators } }) => ({
      ...row,
      ...{ status: 'ACTIVE', disputed: null, planVersion, indicators },
    }),
    PlanChangeRequested: (row, { data: { requestedBy, cause, effectiveFrom, indicators } }) => ({
      ...row,
      ...{ status: 'CHANGE_REQUESTED', change: { requestedBy, cause, effectiveFrom, indicators } },
    }),
    PlanChanged: (row, { data: { planVersion, indicators } }) => ({
      ...row,
      ...{ status: 'ACTIVE', change: null, planVersion, indicators },
    }),
    PlanChangeRefused: (row) => ({ ...row, status: 'ACTIVE', change: null, realism: allSettled(row) }),
    PlanClosed: (row, { data: { periodEnd, reportBy } }) => ({
      ...row,
      ...{ status: 'CLOSED', periodEnd, reportBy, disputed: null, change: null },
    }),
    PlanOverdue: (row) => ({ ...row, overdue: true }),
  },
});
