import type { City, Employee } from './organisation';

/** How many of the staff leave in a year, of 1; at least one does. */
const SHARE = 0.02;

/**
 * Who leaves in which year of the life, each place once. Those whose work for the whole city no other life could take over stay: heads,
 * the officers, the trainers and the personnel agency's own.
 */
export const leavingFrom = (city: City): ReadonlyMap<Employee, number> => {
  const { firstYear, years } = city.scenario;
  const staying = new Set<Employee>([city.hr, ...city.officers, ...city.trainers]);
  const leaving = new Map<Employee, number>();
  for (let year = firstYear; year < firstYear + years; year++) {
    const chance = city.chance('leaves', year);
    const left = city.employees.filter((one) => !one.leads && !staying.has(one) && !leaving.has(one));
    if (left.length === 0) break;
    const chosen = left.filter(() => chance.happens(SHARE));
    for (const one of chosen.length > 0 ? chosen : [chance.oneOf(left)]) leaving.set(one, year);
  }
  return leaving;
};

/** The last day of whoever leaves in a year: the work of the year before is rated by then, and none of this one is planned. */
export const lastDayIn = (year: number): string => `${year}-02-28`;
