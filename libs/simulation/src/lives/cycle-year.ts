import { naturalId } from '@jejak/kernel';
import { cycle, cycleStream, periodsOf } from '@jejak/performance/life';
import { asHr, asService } from '../city/actors';
import { at, endOf, workingDay } from '../city/days';
import { cycleGiven, type World } from '../city/world';
import { type Life, Thing } from '../engine/step';

/** The day on which a year is opened. */
export const openedOn = (year: number): string => workingDay(`${year}-01-01`);
/** The day on which it is closed, in the year after it: every objection is decided by then. */
export const closedOn = (year: number): string => workingDay(`${year + 1}-03-02`);

/** A year is opened, evaluated when it is over, and locked. */
export function* cycleYear(world: World, year: number): Life {
  const { city, rules, board } = world;
  const own = new Thing('performance', cycle, cycleStream(year));
  const policies = rules.plan.pinned;
  const opening = { type: 'OpenCycle', cycleId: naturalId('cycle', String(year)), year } as const;
  yield own.does(at(openedOn(year), 8), asHr(city), opening, cycleGiven(world), policies);
  board.opened(year, periodsOf(year, rules.cycle, rules.calendar));
  yield own.does(
    endOf(`${year}-12-31`),
    asService('performance'),
    { type: 'BeginEvaluation' },
    cycleGiven(world),
    policies,
  );
  board.moved(year, 'EVALUATING');
  yield own.does(at(closedOn(year), 9), asHr(city), { type: 'CloseCycle' }, cycleGiven(world), policies);
  board.moved(year, 'CLOSED');
}
