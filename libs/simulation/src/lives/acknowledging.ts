import { acknowledgement } from '@jejak/policy/life';
import { asEmployee } from '../city/actors';
import { at, workingDay } from '../city/days';
import type { Employee } from '../city/organisation';
import type { World } from '../city/world';
import { type Life, Thing } from '../engine/step';
import { acknowledgementStream, READ_BY_ALL } from './founding';

/** The day on which somebody reads what the year is planned and rated by; some never do. */
export const readOn = ({ city }: World, { nth }: Employee): string => {
  const { firstYear } = city.scenario;
  return workingDay(`${firstYear}-02-${String(city.chance('reads', nth).between(1, 26)).padStart(2, '0')}`);
};

/** Somebody says to have read policies. */
export function* acknowledging(world: World, employee: Employee): Life {
  const { city, rules } = world;
  const chance = city.chance('acknowledges', employee.nth);
  for (const [nth, key] of READ_BY_ALL.entries())
    if (chance.happens(0.95))
      yield new Thing('policy', acknowledgement, acknowledgementStream(key, 1, employee.id)).does(
        at(readOn(world, employee), 9 + nth),
        asEmployee(employee),
        { type: 'AcknowledgePolicy', key, version: 1, employeeId: employee.id, quizScore: null },
        { status: 'IN_FORCE', employed: true },
        rules.today,
      );
}
