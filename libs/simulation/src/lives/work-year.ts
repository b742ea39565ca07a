import { realised } from '@jejak/performance/life';
import type { Life } from '../engine/step';
import type { Employee } from '../city/organisation';
import type { World } from '../city/world';
import { appraisal, opening, ownView } from './appraisal';
import { closing, planning } from './planning';
import { quarterOf, resultsOf } from './quarter';
import { workOf, type Work } from './work';

/** One employee's year: the plan, four quarters of work, and what it is found to be worth. */
export function* workYear(world: World, employee: Employee, year: number): Life {
  const work = workOf(world, employee, year);
  yield* planning(work);
  const periods = world.board.periodsOf(year);
  for (const [nth, period] of periods.entries()) {
    yield* quarterOf(work, period);
    if (nth === periods.length - 1) {
      yield closing(work);
      yield opening(work);
    }
    const last = nth === periods.length - 1;
    yield* resultsOf(work, period, last ? (on) => ownView(work, on) : nothing);
    if (last) remember(work);
  }
  yield* appraisal(work);
}

/** A life in which nothing happens. */
function* nothing(): Life {}

/** What the year came to is what the next one's targets are held against. */
const remember = ({ world, employee, year, templates, amounts }: Work): void => {
  for (const { indicatorId, aggregation } of templates) {
    const counted = amounts.flatMap(({ state }) =>
      state.status === 'VERIFIED' && state.indicatorId === indicatorId ? state : [],
    );
    const value = realised(aggregation, counted);
    if (value) world.board.realised(employee, indicatorId, year, value.toFixed(4));
  }
};
