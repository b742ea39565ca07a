import {
  reward,
  type RewardCommand,
  type RewardGiven,
  rewardIdOf,
  rewardStream,
} from '@jejak/performance/life';
import { asEmployee, asLeader, asSupervisor } from '../city/actors';
import { at, workingDay, workingDaysAfter } from '../city/days';
import type { Unit } from '../city/organisation';
import { refOf } from '../city/rules';
import { NOMINATION } from '../city/texts';
import type { World } from '../city/world';
import { type Actor, type Life, type Step, Thing } from '../engine/step';

/** The day from which colleagues name each other. */
export const nominatedFrom = (year: number): string => workingDay(`${year}-11-10`);

/** How often a unit names somebody in a year. */
const NAMES = 0.6;

/** Colleagues name one of them; where enough do, the supervisor proposes the reward and the superior grants it. */
export function* rewarding({ city, rules, board }: World, unit: Unit, year: number): Life {
  const chance = city.chance('rewards', unit.code, year);
  const rule = rules.rewards.rules.find(({ nominations }) => nominations !== undefined);
  const staff = board.staffOf(unit, year).filter(({ leads }) => !leads);
  if (!rule || staff.length < 2 || !chance.happens(NAMES)) return;
  const named = chance.oneOf(staff);
  const { id: employeeId, supervisorId, superiorId } = named;
  if (superiorId === null || board.heldBack(employeeId)) return;
  const { ruleId } = rule;
  const rewardId = rewardIdOf(ruleId, employeeId, year);
  const own = new Thing('performance', reward, rewardStream(rewardId));
  const given: RewardGiven = {
    ...{ calendar: rules.calendar, reasonMinimum: rules.reasonMinimum, rule, inputs: [], supervisorId },
    ...{ unitId: unit.unitId, headsUnit: false, contested: false, sanctioned: false, top: false },
  };
  const does = (when: string, by: Actor, command: RewardCommand): Step =>
    own.does(when, by, command, given, [refOf('perf.other'), ...rules.today]);
  const of = { rewardId, ruleId, employeeId, year };
  const on = nominatedFrom(year);
  const others = staff.filter((one) => one !== named).slice(0, chance.between(1, MOST_NAMING));
  for (const [nth, { id: by }] of others.entries())
    yield does(at(workingDaysAfter(on, nth), 9), asEmployee({ id: by }), {
      ...{ type: 'NominatePeer', by, why: NOMINATION, ...of },
    });
  if (others.length < Number(rule.conditions[0].atLeast)) return;
  const proposed = workingDaysAfter(on, MOST_NAMING + 2);
  // Somebody may have come under a sanction since.
  if (board.heldBack(employeeId)) return;
  yield does(at(proposed, 10), asSupervisor(supervisorId), {
    type: 'ProposeReward',
    by: supervisorId,
    ...of,
  });
  const leader = asLeader(superiorId);
  const granted = workingDaysAfter(proposed, 4);
  yield does(at(granted, 10), leader, { type: 'ApproveReward', by: superiorId });
  if (own.state.status !== 'GRANTED') return;
  const consents = workingDaysAfter(granted, 1);
  yield does(at(consents, 9), asEmployee(named), {
    ...{ type: 'ConsentToRecognition', by: employeeId, named: chance.happens(0.8) },
  });
  yield does(at(workingDaysAfter(consents, 2), 9), leader, { type: 'PublishRecognition', by: superiorId });
}

/** So many name the same one at most. */
const MOST_NAMING = 6;
