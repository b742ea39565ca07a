import type { Indicator } from '@jejak/contracts/performance';
import type { PlanCommand, PlanGiven } from '@jejak/performance/life';
import { asEmployee, asService, asSupervisor } from '../city/actors';
import { at, endOf, plus, workingDay, workingDaysAfter } from '../city/days';
import { indicatorOf, type Template } from '../city/indicators';
import type { Employee } from '../city/organisation';
import { ADJUSTED, CONTESTED, DISPUTE_DECIDED, EXPECTED, RETURNED, SUPPORT } from '../city/texts';
import type { World } from '../city/world';
import type { Life, Step } from '../engine/step';
import type { Actor } from '../engine/step';
import { resultCodeOf, resultsAbove } from './unit-year';
import { unitResultIdOf } from '@jejak/performance/life';
import { positionOf, type Work } from './work';

/** The day on which somebody writes the plan of a year: when the amounts of the year before are verified. */
export const draftedOn = ({ city }: World, { nth }: Employee, year: number): string =>
  workingDay(`${year}-01-${city.chance('drafts', nth, year).between(10, 17)}`);

const givenOf = ({ world: { rules, board }, employee, year }: Work): PlanGiven => ({
  ...{ calendar: rules.calendar, cycle: board.cycleOf(year), position: positionOf(employee, year) },
  ...{ supervisorId: employee.supervisorId, superiorId: employee.superiorId, rules: rules.plan },
  ...{ past: board.pastOf(employee), unitResults: resultsAbove(employee.unit, year) },
  ...{ agreedOn: null, excepted: false, missed: [] },
});

const does = (
  work: Work,
  when: string,
  by: Actor,
  command: PlanCommand,
  more: Partial<PlanGiven> = {},
): Step =>
  work.plan.does(when, by, command, { ...givenOf(work), ...more }, [
    ...['perf.plan.indicators@1', ...work.world.rules.today],
    ...work.world.rules.plan.pinned,
  ]);

/** From the first draft to the day on which a plan binds, and what is contested of it. */
export function* planning(work: Work): Life {
  const { employee, chance, plan, planId, year } = work;
  const { id: employeeId, supervisorId } = employee;
  const own = asEmployee(employee);
  const above = asSupervisor(supervisorId);
  const drafted = draftedOn(work.world, employee, year);
  const draft: PlanCommand = {
    ...{ type: 'DraftPlan', by: employeeId, planId, employeeId, year, ...EXPECTED },
    indicators: linesOf(work),
  };
  yield does(work, at(drafted, 9), own, draft);
  yield does(work, at(drafted, 11), own, { type: 'SubmitPlan', by: employeeId });
  let looked = workingDaysAfter(drafted, chance.between(1, 2));
  if (chance.happens(0.04)) {
    yield does(work, at(looked, 9), above, { type: 'ReturnPlan', by: supervisorId, reason: RETURNED });
    yield does(work, at(looked, 13), own, draft);
    yield does(work, at(looked, 14), own, { type: 'SubmitPlan', by: employeeId });
    looked = workingDaysAfter(looked, 1);
  }
  for (const indicatorId of flaggedOf(work))
    yield does(work, at(looked, 10), above, reviewOf(work, indicatorId, looked));
  yield does(work, at(looked, 11), above, { type: 'AgreePlan', by: supervisorId });
  const { superiorId } = employee;
  if (superiorId === null || !chance.happens(0.008) || plan.state.status !== 'ACTIVE') return;
  const [{ indicatorId, target }] = plan.state.indicators;
  const contested = workingDaysAfter(looked, 3);
  const agreedOn = looked;
  const asked = { type: 'ContestTarget', by: employeeId, indicatorId, reason: CONTESTED } as const;
  yield does(work, at(contested, 9), own, asked, { agreedOn });
  const decision = {
    type: 'DecideDispute',
    by: superiorId,
    target: target ?? '1',
    reason: DISPUTE_DECIDED,
  } as const;
  yield does(work, at(workingDaysAfter(contested, 4), 9), asSupervisor(superiorId), decision);
}

/** Time closes the plan with its period. */
export const closing = (work: Work): Step => {
  const lastDay = `${work.year}-12-31`;
  return does(work, endOf(lastDay), asService('performance'), {
    type: 'ClosePlan',
    cause: 'PERIOD_ENDED',
    lastDay,
  });
};

const flaggedOf = ({ plan: { state } }: Work): readonly string[] =>
  state.status === 'absent' ? [] : state.flagged;

/** A target that stretches too far is set lower, or stands with support. */
const reviewOf = (work: Work, indicatorId: string, on: string): PlanCommand => {
  const { employee, chance, world } = work;
  const about = { type: 'ReviewTarget', by: employee.supervisorId, indicatorId, reason: ADJUSTED } as const;
  const baseline = meanOf(world, employee, indicatorId);
  if (baseline === null || chance.happens(0.3)) {
    const support = [{ by: employee.supervisorId, due: plus(on, 60), what: SUPPORT }];
    return { ...about, target: null, support };
  }
  const template = work.templates.find((one) => one.indicatorId === indicatorId);
  const stretched = template?.direction === 'LOWER' ? baseline / 1.1 : baseline * 1.1;
  return { ...about, target: stretched.toFixed(2), support: [] };
};

const meanOf = ({ board }: World, employee: Employee, indicatorId: string): number | null => {
  const years = board.pastOf(employee)[indicatorId] ?? [];
  return years.length === 0 ? null : years.reduce((sum, { value }) => sum + Number(value), 0) / years.length;
};

/** Somewhat more than in the past; now and then far more. */
const linesOf = ({ world, employee, year, chance, templates }: Work): Indicator[] => {
  const parent = unitResultIdOf(resultCodeOf(employee.unit), year);
  return templates.map((template) =>
    indicatorOf(template, targetOf(template, world, employee, chance), parent),
  );
};

const targetOf = (
  { indicatorId, direction, from, to, most }: Template,
  world: World,
  employee: Employee,
  chance: Work['chance'],
): string => {
  const before = meanOf(world, employee, indicatorId);
  const stretch = chance.happens(0.02) ? 1.35 : 1 + chance.next() * 0.06;
  const wanted =
    before === null
      ? from + chance.next() * (to - from)
      : direction === 'LOWER'
        ? before / stretch
        : before * stretch;
  return Math.min(most === undefined ? Infinity : most * 0.95, wanted).toFixed(2);
};
