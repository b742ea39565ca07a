import { naturalId, streamOf } from '@jejak/kernel';
import {
  ingestedIdOf,
  measurement,
  measurementStream,
  realised,
  reward,
  rewardBudget,
  rewardBudgetStream,
  type RewardCommand,
  type RewardGiven,
  rewardIdOf,
  rewardStream,
  source,
  weigh,
} from '@jejak/performance/life';
import { asHr, asLeader, asService } from '../city/actors';
import { at, workingDay, workingDaysAfter } from '../city/days';
import type { Unit } from '../city/organisation';
import { refOf } from '../city/rules';
import { NO_BUDGET } from '../city/texts';
import type { World } from '../city/world';
import { type Actor, type Life, type Step, Thing, until } from '../engine/step';
import { openedOn } from './cycle-year';
import type { Work } from './work';

/** The rule of the policy that is paid from a budget: permits that are issued faster than their standard. @source domain.md 5.8 (a) */
const RULE = 'PTSP_FASTER';
/** The permit system, which counts what no plan does. */
const SYSTEM = 'PTSP';
const sourceId = naturalId('source', SYSTEM);
const SCHEMA = {
  indicatorIds: ['IKM', 'PTSP.COMPLAINTS', 'PTSP.DAYS.STANDARD'],
  ...{ min: '0', max: null },
};
const STANDARD_DAYS = '14';

/** Whether people there may earn it: they issue permits, and citizens are asked about them. */
export const issuesPermits = ({ work, counter }: Unit): boolean => work === 'PERMITS' && counter;

/** The permit system is registered as a source of amounts: once. */
export function* registeringSystem({ city, rules }: World): Life {
  yield new Thing('performance', source, streamOf('source', sourceId)).does(
    at(openedOn(city.scenario.firstYear), 10),
    asHr(city),
    {
      ...{ type: 'RegisterSource', sourceId, code: SYSTEM, kind: 'SYSTEM', ownerUnitId: null },
      ...{ schema: SCHEMA, refresh: 'YEARLY', lastAudit: null },
    },
    { calendar: rules.calendar, ownerExists: true, openAmounts: 0, reasonMinimum: rules.reasonMinimum },
    rules.today,
  );
}

/** The day on which a year's amounts of the permit system arrive. */
const deliveredOn = (year: number): string => workingDay(`${year + 1}-01-06`);

/** What the permit system says of a unit and its people in a year. */
export function* delivering({ city, rules, board }: World, unit: Unit, year: number): Life {
  const chance = city.chance('permits', unit.code, year);
  yield until(at(deliveredOn(year), 8));
  const { unitId } = unit;
  const index = board.indexOf(unit, year);
  const staff = board.staffOf(unit, year).filter(({ leads }) => !leads);
  const amounts = [
    { indicatorId: 'PTSP.DAYS.STANDARD', employeeId: null, quantity: STANDARD_DAYS },
    ...(index === null ? [] : [{ indicatorId: 'IKM', employeeId: null, quantity: index }]),
    ...staff.map(({ id }) => ({
      ...{ indicatorId: 'PTSP.COMPLAINTS', employeeId: id },
      quantity: String(chance.happens(0.8) ? 0 : chance.between(1, 5)),
    })),
  ];
  for (const amount of amounts) {
    const said = { source: SYSTEM, unitId, ...amount, from: `${year}-01-01`, to: `${year}-12-31` };
    const measurementId = ingestedIdOf(said);
    const own = new Thing('performance', measurement, measurementStream(measurementId));
    yield own.does(
      at(deliveredOn(year), 8),
      asService('performance'),
      { type: 'IngestMeasurement', measurementId, ...said, evidenceSha256: null },
      {
        ...{ calendar: rules.calendar, cycle: board.cycleOf(year), plan: null, supervisorId: null },
        ...{ steward: false, reasonMinimum: rules.reasonMinimum, correctsEventId: null },
        delivery: {
          source: { sourceId, version: 1, kind: 'SYSTEM', schema: SCHEMA, suspended: false },
          ...{ known: [], quality: rules.execution.quality },
        },
      },
      [refOf('perf.other'), ...rules.today],
    );
    board.delivered(amount.indicatorId, amount.employeeId ?? unitId, own);
  }
}

/** The rule is run when the evaluation is final; what it comes to is granted by the superior as long as the year's budget lasts. */
export function* incentive({ world, employee, year, amounts, chance }: Work, when: string): Life {
  const { rules, board } = world;
  const { id: employeeId, unit, supervisorId, superiorId } = employee;
  const rule = rules.rewards.rules.find(({ ruleId }) => ruleId === RULE);
  if (!rule || superiorId === null || board.heldBack(employeeId)) return;
  const inputs = Object.entries(rule.facts).map(([fact, { indicatorId, whose, aggregation }]) => {
    const delivered = board.deliveredTo(indicatorId, whose === 'UNIT' ? unit.unitId : employeeId);
    const counted = [...amounts, ...(delivered ? [delivered] : [])]
      .flatMap(({ state }) => (state.status === 'VERIFIED' && state.indicatorId === indicatorId ? state : []))
      .sort((a, b) => (a.measurementId < b.measurementId ? -1 : 1));
    const value = realised(aggregation, counted)?.toString() ?? null;
    return { fact, value, measurementIds: counted.map(({ measurementId }) => measurementId) };
  });
  const given: RewardGiven = {
    ...{ calendar: rules.calendar, reasonMinimum: rules.reasonMinimum, rule, inputs, supervisorId },
    ...{ unitId: unit.unitId, headsUnit: false, contested: false, sanctioned: false, top: false },
  };
  const facts = Object.fromEntries(inputs.map(({ fact, value }) => [fact, value]));
  if (!weigh(rule, facts).every(({ met }) => met)) return;
  const rewardId = rewardIdOf(RULE, employeeId, year);
  const own = new Thing('performance', reward, rewardStream(rewardId));
  const policies = [refOf('perf.other'), ...rules.today];
  const does = (on: string, by: Actor, command: RewardCommand): Step =>
    own.does(on, by, command, given, policies);
  yield does(when, asService('performance'), {
    ...{ type: 'ProposeReward', by: 'performance', rewardId, ruleId: RULE, employeeId, year },
  });
  const { proposed } = own.state;
  if (!proposed) return;
  const leader = asLeader(superiorId);
  const on = at(workingDaysAfter(when.slice(0, 10), chance.between(2, 4)), 14);
  const { amount, budgetLine } = proposed;
  if (budgetLine === null) return;
  const budget = rules.rewards.budgets[budgetLine] ?? 0;
  const drawn = board.budgetOf(
    budgetLine,
    year,
    () => new Thing('performance', rewardBudget, rewardBudgetStream(budgetLine, year)),
  );
  // Only on its day is it known what the others have left.
  yield until(on);
  if (board.heldBack(employeeId) || drawn.state.spent + amount > budget) {
    yield does(on, leader, { type: 'DeclineReward', by: superiorId, reason: NO_BUDGET });
    return;
  }
  yield does(on, leader, { type: 'ApproveReward', by: superiorId });
  yield drawn.does(
    on,
    leader,
    { type: 'DrawRewardBudget', budgetLine, year, rewardId, amount },
    { budget },
    policies,
  );
}
