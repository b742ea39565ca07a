import { type UnitResultPlanned, unitResultPlanned } from '@jejak/contracts/performance';
import { Conflict, type Decider, Locked, NotAuthorised, NotFound, RuleViolated } from '@jejak/kernel';
import type { CycleStatus } from '../cycle/cycle.decider';

export interface PlanUnitResult {
  readonly type: 'PlanUnitResult';
  readonly unitResultId: string;
  readonly code: string;
  readonly year: number;
  readonly unitId: string;
  readonly result: string;
  readonly measure: string;
  readonly supports: string | null;
}
export type UnitResult =
  { readonly status: 'absent' } | (UnitResultPlanned['data'] & { readonly status: 'planned' });

export interface UnitResultGiven {
  /** Of the year; null before it is opened: results are planned before plans. */
  readonly cycle: CycleStatus | null;
  readonly unitExists: boolean;
  /** Whether who asks speaks for the unit: its head, or the leaders. */
  readonly mayPlan: boolean;
  /** Results that a result of this unit can support. */
  readonly unitResults: readonly string[];
}

/** What a unit is to reach in a year; said again, the later word holds. @source domain.md 5.3 (PlanUnitResult) */
export const unitResult: Decider<PlanUnitResult, UnitResultPlanned, UnitResult, UnitResultGiven> = {
  initial: { status: 'absent' },
  decide: ({ type: _, ...planned }, state, { cycle, unitExists, mayPlan, unitResults }) => {
    if (!unitExists) throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit.', { field: 'unitId' });
    if (cycle === 'CLOSED') throw new Locked('PERIOD_LOCKED', `The year ${planned.year} is closed.`);
    if (state.status === 'planned' && state.unitId !== planned.unitId)
      throw new Conflict('UNIT_RESULT_EXISTS', 'Another unit has a result of this code in the year.');
    if (!mayPlan)
      throw new NotAuthorised(
        'NOT_RELATED',
        'The head of the unit, or the city’s leaders, plan its results.',
      );
    if (planned.measure.trim() === '')
      throw new RuleViolated('NOT_MEASURABLE', 'A result says how it is seen whether it was reached.', {
        field: 'measure',
        params: { indicator: planned.code },
      });
    const { supports, unitResultId } = planned;
    if (supports !== null && (supports === unitResultId || !unitResults.includes(supports)))
      throw new RuleViolated('NOT_ALIGNED', 'A result supports one of its own unit, or of a unit above.', {
        field: 'supports',
        params: { indicators: [planned.code] },
      });
    return [unitResultPlanned(planned)];
  },
  evolve: (_, { data }) => ({ ...data, status: 'planned' }),
};
