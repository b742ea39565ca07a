import type { DatasetPublished } from '@jejak/contracts/every-service';
import { type CycleOpened, performanceContracts } from '@jejak/contracts/performance';
import { startOfDay } from '@jejak/kernel';
import { timers } from '@jejak/projections';
import { publishing } from '@jejak/publication';
import { quarterEnding } from '../publication/quarter';
import type { CycleEvent } from './cycle.decider';

/**
 * What the passing of the year does: its periods end, and then it does itself. A period ends once for all plans, so that it is
 * the plans of that day whose evaluation becomes due. What a quarter came to is published once its periods are to be rated.
 * @source domain.md 5.1, 5.3
 */
export const cycleTimers = timers<CycleEvent | DatasetPublished>({
  name: 'cycle',
  source: publishing(performanceContracts),
  of: {
    CycleOpened: ({ data }) => [
      ...[...beginning(data), ...endings(data)],
      ...[...measurements(data), ...publications(data)],
    ],
  },
  done: {
    CycleEvaluationBegan: ({ data: { year } }) => [{ key: String(year) }],
    CycleClosed: ({ data: { year } }) => [{ key: String(year) }],
    // The tables of a quarter are published together: one of them says that all are.
    DatasetPublished: ({ data: { kind, period } }) =>
      kind === 'performance-objections' && period
        ? [{ key: quarterEnding(period.to) ?? '', command: 'PublishQuarter' }]
        : [],
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

/** Supervisors are measured when the last rating of a quarter is overdue. */
const measurements = ({ periods }: CycleOpened['data']) =>
  periods.flatMap(({ to, overdueAt }) => {
    const quarter = quarterEnding(to);
    return quarter === null ? [] : [{ dueAt: overdueAt, command: 'MeasureSupervisors', key: quarter }];
  });

/** On the day by which the last period of a quarter is rated, which has begun everywhere in the country once it has here. */
const LAST_ZONE = { zone: 'Asia/Jakarta' };
const publications = ({ periods }: CycleOpened['data']) =>
  periods.flatMap(({ to, rateBy }) => {
    const quarter = quarterEnding(to);
    return quarter === null
      ? []
      : [{ dueAt: startOfDay(rateBy, LAST_ZONE), command: 'PublishQuarter', key: quarter }];
  });
