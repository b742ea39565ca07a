import {
  type CycleClosed,
  cycleClosed,
  type CycleEvaluationBegan,
  cycleEvaluationBegan,
  type CycleOpened,
  cycleOpened,
} from '@jejak/contracts/performance';
import {
  type Calendar,
  Conflict,
  type Decider,
  isBefore,
  type Moment,
  NotFound,
  RuleViolated,
  startOfDay,
} from '@jejak/kernel';
import type { CycleRules } from '../rules/cycle-rules';
import { periodsOf } from './periods';

export type CycleCommand =
  | { readonly type: 'OpenCycle'; readonly cycleId: string; readonly year: number }
  /** The year is over (timer). */
  | { readonly type: 'BeginEvaluation' }
  | { readonly type: 'CloseCycle' };
export type CycleEvent = CycleOpened | CycleEvaluationBegan | CycleClosed;
export type CycleStatus = 'OPEN' | 'EVALUATING' | 'CLOSED';
export type Cycle =
  | { readonly status: 'absent' }
  | {
      readonly status: CycleStatus;
      readonly cycleId: string;
      readonly year: number;
      readonly pinnedPolicies: readonly string[];
    };

export interface CycleGiven {
  readonly calendar: Calendar;
  /** Policy versions in force on the first day of the year, sorted. */
  readonly inForce: readonly string[];
  /** How the year is divided; null for every command but its opening. */
  readonly rules: CycleRules | null;
  /** Plans of the year that nobody has agreed yet, or that are contested or to be changed. */
  readonly pendingPlans: number;
  /** Evaluations of the year under objection. */
  readonly pendingObjections: number;
  /** Agreed plans of the year whose evaluation nobody has delivered, of those who are still employed. */
  readonly pendingEvaluations: number;
}

const decide = (command: CycleCommand, state: Cycle, given: CycleGiven & Moment): CycleEvent[] => {
  const { calendar, now, inForce, rules, pendingPlans, pendingObjections, pendingEvaluations } = given;
  switch (command.type) {
    case 'OpenCycle': {
      const { cycleId, year } = command;
      if (state.status !== 'absent')
        throw new Conflict('CYCLE_EXISTS', `The cycle of ${year} is open already.`);
      // What is in force on the first day cannot be known before that day.
      if (isBefore(now, startOfDay(`${year}-01-01`, calendar)))
        throw new RuleViolated(
          'POLICY_MISSING',
          `The policies of ${year} are not in force before it begins.`,
        );
      if (rules === null) throw new Error('a year is opened with the rules of its periods');
      return [
        cycleOpened(
          {
            ...{ cycleId, year, pinnedPolicies: [...inForce] },
            evaluatingAt: startOfDay(`${year + 1}-01-01`, calendar),
            periods: periodsOf(year, rules, calendar),
          },
          { effective: `${year}-01-01` },
        ),
      ];
    }
    case 'BeginEvaluation': {
      if (state.status === 'absent') throw new NotFound('CYCLE_NOT_FOUND', 'This year was never opened.');
      // Once is enough: the timer may fire again after the facts were read anew.
      if (state.status !== 'OPEN') return [];
      const { cycleId, year } = state;
      if (isBefore(now, startOfDay(`${year + 1}-01-01`, calendar)))
        throw new Conflict('ILLEGAL_TRANSITION', 'A year is evaluated when it is over.');
      return [cycleEvaluationBegan({ cycleId, year })];
    }
    case 'CloseCycle': {
      if (state.status === 'absent') throw new NotFound('CYCLE_NOT_FOUND', 'This year was never opened.');
      const { cycleId, year } = state;
      if (state.status === 'CLOSED' || isBefore(now, startOfDay(`${year + 1}-01-01`, calendar)))
        throw new Conflict('ILLEGAL_TRANSITION', 'A year is closed once, after its evaluations began.');
      if (pendingPlans > 0)
        throw new RuleViolated('PLANS_PENDING', 'Some plans of the year were never agreed.', {
          params: { plans: pendingPlans },
        });
      if (pendingObjections > 0)
        throw new RuleViolated('OBJECTION_PENDING', 'Some objections of the year are not decided.', {
          params: { objections: pendingObjections },
        });
      // Closing locks ratings: of whom nobody has rated yet it would decide that nobody will.
      if (pendingEvaluations > 0)
        throw new RuleViolated('RULE_VIOLATED', 'Some evaluations of the year are not delivered.', {
          rule: 'cycle.evaluations-pending',
          params: { evaluations: pendingEvaluations },
        });
      return [cycleClosed({ cycleId, year })];
    }
  }
};

const evolve = (state: Cycle, event: CycleEvent): Cycle => {
  switch (event.type) {
    case 'CycleOpened':
      return { status: 'OPEN', ...event.data };
    case 'CycleEvaluationBegan':
      return state.status === 'absent' ? state : { ...state, status: 'EVALUATING' };
    case 'CycleClosed':
      return state.status === 'absent' ? state : { ...state, status: 'CLOSED' };
  }
};

export const cycle: Decider<CycleCommand, CycleEvent, Cycle, CycleGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
