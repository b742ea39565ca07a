import {
  evaluation,
  evaluationIdOf,
  evaluationStream,
  type measurement,
  plan,
  planIdOf,
  type PlanGiven,
  planStream,
} from '@jejak/performance/life';
import { type Chance } from '../engine/chance';
import { Thing, type ThingOf } from '../engine/step';
import { LEADING, TEMPLATES, type Template } from '../city/indicators';
import type { Employee } from '../city/organisation';
import type { World } from '../city/world';
import { heldFrom } from './founding';

/** An amount that was reported, as far as it has come. */
export type Amount = ThingOf<typeof measurement>;

/** One employee's year of work. */
export interface Work {
  readonly world: World;
  readonly employee: Employee;
  readonly year: number;
  readonly chance: Chance;
  /** How well it goes: 1 is as planned. */
  readonly ability: number;
  readonly templates: readonly Template[];
  readonly planId: string;
  readonly plan: ThingOf<typeof plan>;
  readonly evaluationId: string;
  readonly evaluation: ThingOf<typeof evaluation>;
  /** All amounts of the year, whatever became of them. */
  readonly amounts: Amount[];
  /** Feedback about the employee, in order of time. */
  readonly feedback: { readonly id: string; readonly on: string }[];
}

export const workOf = (world: World, employee: Employee, year: number): Work => {
  const { city } = world;
  const chance = city.chance('work', employee.id, year);
  const skill = city.chance('skill', employee.id).around(1.03, 0.06);
  const position = positionOf(employee, year);
  const { id: employeeId, unit } = employee;
  const planId = planIdOf(employeeId, position);
  const { periodStart, periodEnd } = position;
  const evaluationId = evaluationIdOf({
    ...{ employeeId, position: employee.position, unitId: unit.unitId, periodStart, periodEnd },
  });
  return {
    ...{ world, employee, year, chance, planId, evaluationId },
    ability: Math.min(1.22, Math.max(0.72, skill + chance.around(0, 0.04))),
    templates: employee.leads ? LEADING : TEMPLATES[unit.work],
    plan: new Thing('performance', plan, planStream(planId)),
    evaluation: new Thing('performance', evaluation, evaluationStream(evaluationId)),
    ...{ amounts: [], feedback: [] },
  };
};

/** The whole year in the one position that somebody has. */
export const positionOf = (employee: Employee, year: number): NonNullable<PlanGiven['position']> => ({
  ...{ position: employee.position, unitId: employee.unit.unitId, from: heldFrom(employee) },
  ...{ periodStart: `${year}-01-01`, periodEnd: `${year}-12-31` },
});
