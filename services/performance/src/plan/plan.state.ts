import type {
  ChangeCause,
  CloseCause,
  Indicator,
  PlanAgreed,
  PlanChanged,
  PlanChangeRefused,
  PlanChangeRequested,
  PlanClosed,
  PlanDisputed,
  PlanDisputeDecided,
  PlanDrafted,
  PlanOverdue,
  PlanReturned,
  PlanSubmitted,
  TargetAdjusted,
  TargetConfirmedWithSupport,
  TargetFlaggedUnrealistic,
  TargetRealismChecked,
} from '@jejak/contracts/performance';
import type { Calendar, Moment } from '@jejak/kernel';
import type { CycleStatus } from '../cycle/cycle.decider';
import type { PlanRules } from '../rules/plan-rules';
import type { RealisedYear } from '../scoring/realism';

/** What the employee is expected to live by, a text for each value; null once the person is erased. */
export type BehaviourExpectations = Pick<
  PlanSubmitted['data'],
  Extract<keyof PlanSubmitted['data'], `expect${string}`>
>;

interface ByPerson {
  readonly by: string;
}

export type PlanCommand =
  | ({
      readonly type: 'DraftPlan';
      readonly planId: string;
      readonly employeeId: string;
      readonly year: number;
      readonly indicators: readonly Indicator[];
    } & BehaviourExpectations &
      ByPerson)
  /** After an appointment or a change of position, from the first day on. */
  | { readonly type: 'OpenPlan'; readonly planId: string; readonly employeeId: string; readonly year: number }
  | ({ readonly type: 'SubmitPlan' } & ByPerson)
  | ({
      readonly type: 'ReviewTarget';
      readonly indicatorId: string;
      /** Null keeps the target, which needs support. */
      readonly target: string | null;
      readonly support: readonly { readonly by: string; readonly due: string; readonly what: string }[];
      readonly reason: string;
    } & ByPerson)
  | ({ readonly type: 'AgreePlan' } & ByPerson)
  | ({ readonly type: 'ReturnPlan'; readonly reason: string } & ByPerson)
  | ({ readonly type: 'ContestTarget'; readonly indicatorId: string; readonly reason: string } & ByPerson)
  | ({ readonly type: 'DecideDispute'; readonly target: string; readonly reason: string } & ByPerson)
  | ({
      readonly type: 'RequestPlanChange';
      readonly cause: ChangeCause;
      readonly effectiveFrom: string;
      readonly indicators: readonly Indicator[];
      readonly reason: string;
    } & ByPerson)
  | ({ readonly type: 'DecidePlanChange'; readonly accept: boolean; readonly reason: string } & ByPerson)
  /** The period is over, or the position was left on `lastDay`. */
  | { readonly type: 'ClosePlan'; readonly cause: CloseCause; readonly lastDay: string }
  /** The day by which the plan was to be agreed is over. */
  | { readonly type: 'MarkOverdue' };

export type PlanEvent =
  | PlanDrafted
  | PlanSubmitted
  | TargetRealismChecked
  | TargetFlaggedUnrealistic
  | TargetAdjusted
  | TargetConfirmedWithSupport
  | PlanAgreed
  | PlanReturned
  | PlanDisputed
  | PlanDisputeDecided
  | PlanChangeRequested
  | PlanChanged
  | PlanChangeRefused
  | PlanClosed
  | PlanOverdue;

/** From ACTIVE on a plan binds: contested, to be changed or over, it is still what was agreed. */
export type PlanStatus =
  'DRAFT' | 'SUBMITTED' | 'RETURNED' | 'ACTIVE' | 'DISPUTED' | 'CHANGE_REQUESTED' | 'CLOSED';

export type Existing = Omit<PlanDrafted['data'], 'indicators'> & {
  readonly status: PlanStatus;
  readonly indicators: readonly Indicator[];
  /** 0 before it is first agreed. */
  readonly planVersion: number;
  /** Indicators whose target stretches too far and is not reviewed yet. */
  readonly flagged: readonly string[];
  readonly pinnedPolicies: readonly string[];
  /** The target that is contested. */
  readonly disputed: PlanDisputed['data'] | null;
  /** The change that is asked for. */
  readonly change: PlanChangeRequested['data'] | null;
  /** Last day on which amounts of a closed plan are reported. */
  readonly reportBy: string | null;
  readonly overdue: boolean;
};
export type Plan = { readonly status: 'absent' } | Existing;

/** What a decision about a plan reads beside its stream. */
export interface PlanGiven {
  readonly calendar: Calendar;
  /** The year's cycle; null where it was never opened. */
  readonly cycle: CycleStatus | null;
  /** The position on the day of the command, whole or in part inside the year; null: none. */
  readonly position: {
    readonly position: string;
    readonly unitId: string;
    readonly from: string;
    readonly periodStart: string;
    readonly periodEnd: string;
  } | null;
  /** Who rates the employee on the day of the command, and that person's own supervisor. */
  readonly supervisorId: string | null;
  readonly superiorId: string | null;
  /** Those in force at the start of the plan's period: they are pinned on agreement. */
  readonly rules: PlanRules;
  /** Realised past years by indicator. */
  readonly past: Readonly<Record<string, readonly RealisedYear[]>>;
  /** Results of the year that a plan of this unit can support: the unit's own, and those of the units above it. */
  readonly unitResults: readonly string[];
  /** Legal date of the last agreement or change; null where there is none. */
  readonly agreedOn: string | null;
  /** A deadline of `perf.other` is not to hold for this plan. */
  readonly excepted: boolean;
  /** Indicators that fall short of what was expected by the end of the last period. */
  readonly missed: readonly string[];
}
export type Handed = PlanGiven & Moment;

const BINDING: readonly string[] = ['ACTIVE', 'DISPUTED', 'CHANGE_REQUESTED', 'CLOSED'];

/** Whether it was agreed, whatever became of it; what was closed before anybody agreed it was not. */
export const isAgreed = ({
  status,
  pinnedPolicies,
}: {
  readonly status: string;
  readonly pinnedPolicies: readonly string[];
}): boolean => BINDING.includes(status) && pinnedPolicies.length > 0;

/** Whether amounts are reported on it on a legal date: while it binds, and for some days after its end. */
export const takesReports = (
  plan: Pick<Existing, 'status' | 'pinnedPolicies' | 'reportBy'>,
  date: string,
): boolean => isAgreed(plan) && (plan.reportBy === null || date <= plan.reportBy);

export const evolve = (state: Plan, event: PlanEvent): Plan => {
  if (event.type === 'PlanDrafted')
    return {
      ...event.data,
      ...{ status: 'DRAFT', planVersion: 0, flagged: [], pinnedPolicies: [], disputed: null, change: null },
      ...{ reportBy: null, overdue: state.status !== 'absent' && state.overdue },
    };
  // Every other event follows a draft; an absent plan has none.
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'PlanSubmitted':
      return { ...state, status: 'SUBMITTED', indicators: event.data.indicators, flagged: [] };
    case 'TargetRealismChecked':
      return state;
    case 'TargetFlaggedUnrealistic':
      return {
        ...state,
        flagged: [...without(state.flagged, event.data.indicatorId), event.data.indicatorId],
      };
    case 'TargetAdjusted': {
      const { indicatorId, indicators } = event.data;
      const reviewed = { ...state, flagged: without(state.flagged, indicatorId) };
      return state.change
        ? { ...reviewed, change: { ...state.change, indicators } }
        : { ...reviewed, indicators };
    }
    case 'TargetConfirmedWithSupport':
      return { ...state, flagged: without(state.flagged, event.data.indicatorId) };
    case 'PlanAgreed': {
      const { planVersion, pinnedPolicies } = event.data;
      return { ...state, status: 'ACTIVE', planVersion, pinnedPolicies };
    }
    case 'PlanReturned':
      return { ...state, status: 'RETURNED' };
    case 'PlanDisputed':
      return { ...state, status: 'DISPUTED', disputed: event.data };
    case 'PlanDisputeDecided': {
      const { planVersion, indicators } = event.data;
      return { ...state, status: 'ACTIVE', disputed: null, planVersion, indicators };
    }
    case 'PlanChangeRequested':
      return { ...state, status: 'CHANGE_REQUESTED', change: event.data, flagged: [] };
    case 'PlanChanged': {
      const { planVersion, indicators } = event.data;
      return { ...state, status: 'ACTIVE', change: null, planVersion, indicators };
    }
    case 'PlanChangeRefused':
      return { ...state, status: 'ACTIVE', change: null, flagged: [] };
    case 'PlanClosed': {
      const { periodEnd, reportBy } = event.data;
      return { ...state, status: 'CLOSED', periodEnd, reportBy, disputed: null, change: null };
    }
    case 'PlanOverdue':
      return { ...state, overdue: true };
  }
};

const without = (flagged: readonly string[], indicatorId: string): string[] =>
  flagged.filter((one) => one !== indicatorId);
