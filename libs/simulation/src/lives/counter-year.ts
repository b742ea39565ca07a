import { review, serviceEvent, serviceStandard, standardIdOf } from '@jejak/citizen/life';
import { naturalId, streamOf } from '@jejak/kernel';
import { asEmployee, asHr, asOfficer, PUBLIC } from '../city/actors';
import { at, plus, workingDay, workingDaysAfter } from '../city/days';
import type { Employee, Unit } from '../city/organisation';
import { DECIDED_REVIEW, REVIEW } from '../city/texts';
import type { World } from '../city/world';
import type { Chance } from '../engine/chance';
import { type Life, type Part, Thing, type ThingOf } from '../engine/step';
import { openedOn } from './cycle-year';

const CODE = 'LOKET';
const STANDARD_MINUTES = 30;
const MINUTE_MS = 60_000;
/** Weeks of a year in which counters are open. */
const WEEKS = 50;

/** A counter in one year. */
interface Counter {
  readonly world: World;
  readonly unit: Unit;
  readonly year: number;
  readonly chance: Chance;
}
interface Served {
  readonly officer: Employee;
  readonly id: string;
  readonly on: string;
}
interface Doubtful {
  readonly officer: Employee;
  readonly review: ThingOf<typeof review>;
  readonly mark: number;
}

/** Who serves at the counter of a unit. */
export const atCounter = ({ board }: World, unit: Unit, year: number): readonly Employee[] =>
  board.staffOf(unit, year).filter(({ leads }) => !leads);

/** The counter says what may be expected of it: once, when the city's first year begins. */
export function* standardOf({ city, rules }: World, { unitId }: Unit): Life {
  const from = openedOn(city.scenario.firstYear);
  const standardId = standardIdOf(unitId, CODE);
  yield new Thing('citizen', serviceStandard, streamOf('service-standard', standardId)).does(
    at(from, 13),
    asHr(city),
    {
      ...{ type: 'SetServiceStandard', standardId, unitId, code: CODE, name: 'Layanan loket' },
      ...{ standardMinutes: STANDARD_MINUTES, standardDays: null, fee: 0, from },
      requirements: ['Kartu tanda penduduk', 'Formulir permohonan'],
    },
    { unitExists: true },
    rules.today,
  );
}

/** The day of the n-th week, from 1, on which what happened in it is recorded. */
const dayOf = (year: number, week: number): string => workingDay(plus(`${year}-01-05`, 7 * (week - 1)));
/** The instant before which no counter of the year has done anything. */
export const counterOpens = (year: number): string => at(dayOf(year, 1), 15);

/** A year at a counter: people are served, and most of them say how it was. */
export function* counterYear(world: World, unit: Unit, year: number): Life {
  const counter: Counter = { world, unit, year, chance: world.city.chance('counter', unit.code, year) };
  const { chance } = counter;
  const officers = atCounter(world, unit, year);
  for (let week = 1; week <= WEEKS; week++) {
    const on = dayOf(year, week);
    const served: Served[] = [];
    for (const officer of officers)
      for (let nth = chance.between(0, 2); nth > 0; nth--)
        served.push(yield* serve(counter, officer, on, `${week}|${nth}`));
    const next = workingDaysAfter(on, 1);
    const doubtful: Doubtful[] = [];
    for (const one of served) if (chance.happens(0.7)) doubtful.push(...(yield* say(counter, one, next)));
    for (const one of doubtful) yield* decide(counter, one, workingDaysAfter(next, 1));
  }
}

function* serve(
  { world, unit, chance }: Counter,
  officer: Employee,
  on: string,
  which: string,
): Part<Served> {
  const { unitId } = unit;
  const id = naturalId('simulated-service', officer.id, on, which);
  const arrived = Date.parse(at(on, 8)) + chance.between(0, 240) * MINUTE_MS;
  const started = arrived + Math.max(0, Math.round(chance.around(35, 15))) * MINUTE_MS;
  const finished = started + Math.max(5, Math.round(chance.around(22, 6))) * MINUTE_MS;
  const [arrivedAt, startedAt, finishedAt] = [arrived, started, finished].map((ms) =>
    new Date(ms).toISOString(),
  );
  yield new Thing('citizen', serviceEvent, streamOf('service-event', id)).does(
    at(on, 15),
    asEmployee(officer),
    {
      ...{ type: 'RecordService', by: officer.id, serviceEventId: id, unitId, officerId: officer.id },
      ...{ arrivedAt, startedAt, finishedAt },
    },
    {
      ...{ calendar: world.rules.calendar, officerInUnit: true, recorderInUnit: true },
      standard: { standardId: standardIdOf(unitId, CODE), version: 1, minutes: STANDARD_MINUTES, days: null },
    },
    world.rules.today,
  );
  return { officer, id, on };
}

/** @returns the review, where it looks made up and waits for somebody */
function* say({ world, unit, year, chance }: Counter, served: Served, today: string): Part<Doubtful[]> {
  const { officer, id, on: servedOn } = served;
  const reviewId = naturalId('simulated-review', id);
  const own = new Thing('citizen', review, streamOf('review', reviewId));
  const good = chance.around(3.35, 0.45);
  const mark = (): number => Math.max(1, Math.min(4, Math.round(good + chance.around(0, 0.35))));
  const aspects = { speed: mark(), accuracy: mark(), courtesy: mark() };
  const doubted = chance.happens(0.01);
  yield own.does(
    at(today, 10),
    PUBLIC,
    {
      ...{ type: 'SubmitReview', reviewId, unitId: unit.unitId, officerId: officer.id, servedOn, aspects },
      ...{ text: chance.happens(0.05) ? REVIEW : null, reviewerId: naturalId('reviewer', reviewId) },
    },
    {
      ...{ today, reviewDays: world.rules.reviews.reviewDays, suspicion: doubted ? 'DEVICE' : null },
      ...{ calendar: world.rules.calendar, textYears: world.rules.contactYears },
    },
    world.rules.today,
  );
  const { speed, accuracy, courtesy } = aspects;
  const mean = (speed + accuracy + courtesy) / 3;
  if (doubted) return [{ officer, review: own, mark: mean }];
  world.board.hears(officer, year, mean);
  return [];
}

function* decide(
  { world, year, chance }: Counter,
  { officer, review: own, mark }: Doubtful,
  on: string,
): Life {
  const [first, second] = world.city.officers;
  const by = first === officer ? second.id : first.id;
  const genuine = chance.happens(0.3);
  yield own.does(
    at(on, 9),
    asOfficer(by),
    { type: genuine ? 'ReleaseReview' : 'ExcludeReview', by, reason: DECIDED_REVIEW },
    { isOfficer: true, reasonMinimum: world.rules.reasonMinimum },
    world.rules.today,
  );
  if (genuine) world.board.hears(officer, year, mark);
}
