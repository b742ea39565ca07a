import { type CycleOpened, performanceContracts } from '@jejak/contracts/performance';
import { timers } from '@jejak/projections';
import type { CycleEvent } from './cycle.decider';

/**
 * What the passing of the year does: its periods end, and then it does itself. A period ends once for all plans, so that it is
 * the plans of that day whose evaluation becomes due.
 * @source domain.md 5.1, 5.3
 */
export const cycleTimers = timers<CycleEvent>({
  name: 'cycle',
  source: performanceContracts,
  of: {
    CycleOpened: ({ data }) => [...beginning(data), ...endings(data)],
  },
  done: {
    CycleEvaluationBegan: ({ data: { year } }) => [{ key: String(year) }],
    CycleClosed: ({ data: { year } }) => [{ key: String(year) }],
  },
});

const beginning = ({ year, evaluatingAt }: CycleOpened['data']) =>
  evaluatingAt === null ? [] : [{ dueAt: evaluatingAt, command: 'BeginEvaluation', key: String(year) }];

const endings = ({ periods }: CycleOpened['data']) =>
  periods.flatMap(({ opensAt, ...period }) => [
    { dueAt: opensAt, command: 'OpenPeriods', key: period.period, payload: period },
    // Once the employees had their days to report.
    { dueAt: period.overdueAt, command: 'DrawSample', key: period.period, payload: period },
  ]);
