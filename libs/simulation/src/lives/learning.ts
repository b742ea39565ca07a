import { naturalId } from '@jejak/kernel';
import { asService } from '../city/actors';
import { at, endOf, plus, workingDay, workingDaysAfter } from '../city/days';
import type { Employee } from '../city/organisation';
import { programmeIdOf, PROGRAMMES } from '../city/programmes';
import type { World } from '../city/world';
import type { Life } from '../engine/step';
import { balanceGiven, type Balances } from './balances';
import { Classroom } from './classroom';

/** Places whose people learn together, what, from when on. */
export interface Class {
  readonly nth: number;
  readonly people: readonly Employee[];
  readonly programme: number;
  /** First of its two days. */
  readonly on: string;
}

/** People of one class. */
const SEATS = 25;
/** Rounds of a year, by the day on which each begins: in each of them everybody learns once. */
const ROUNDS = ['03-02', '08-03'] as const;
/** Days over which the classes of a round are spread. */
const SPREAD = 70;

/** The classes of a year in order of the days on which they are announced. */
export const classesOf = ({ city }: World, year: number): Class[] => {
  const taught = city.employees.filter((one) => !city.trainers.includes(one));
  const size = Math.ceil(taught.length / SEATS);
  return ROUNDS.flatMap((from, round) =>
    Array.from({ length: size }, (_, nth): Class => {
      const days = Math.floor((SPREAD * nth) / size);
      return {
        nth: round * size + nth,
        people: taught.filter((_, of) => of % size === nth),
        programme: (year + round) % PROGRAMMES.length,
        on: workingDay(plus(`${year}-${from}`, days)),
      };
    }),
  );
};

/** The day on which a class is announced, and seats are asked for the day after. */
export const announcedOn = ({ on }: Class): string => workingDay(plus(on, -21));

/** Of one person: a year of learning begins, and is closed when it is over. */
export function* learningYear(world: World, balances: Balances, employee: Employee, year: number): Life {
  const { rules, city } = world;
  const given = balanceGiven(world);
  const balance = balances.of(employee, year);
  const { firstYear } = city.scenario;
  const policies = rules.training.refs;
  const { id: employeeId, file } = employee;
  // Who was taken over into the system inside a year has no whole one in it.
  const whole = year >= firstYear;
  yield balance.does(
    learningBegins(firstYear, year),
    asService('training'),
    { type: 'OpenBalance', employeeId, year, kind: file.kind, whole },
    given,
    policies,
  );
  yield balance.does(endOf(`${year}-12-31`), asService('training'), { type: 'CloseYear' }, given, policies);
  balances.forget(employee, year);
}

/** The instant at which the hours of a year are opened: with the file, or when the year before is closed. */
export const learningBegins = (firstYear: number, year: number): string =>
  year < firstYear ? at(workingDay(`${year}-12-22`), 9) : endOf(`${year - 1}-12-31`);

/** A class is announced, filled, held and settled; who passes has a certificate and the hours. */
export function* learning(world: World, balances: Balances, of: Class, year: number): Life {
  const { city } = world;
  const { nth, on } = of;
  const people = of.people.flatMap((place) => world.board.holderOf(place, year) ?? []);
  const { seed } = city.scenario;
  const chance = city.chance('class', year, nth);
  const { code, ...contents } = PROGRAMMES[of.programme];
  const [first, second] = [on, workingDaysAfter(on, 1)];
  const announced = announcedOn(of);
  const room = new Classroom(world, {
    ...{ code, year, trainerId: city.trainers[nth % city.trainers.length].id },
    sessionId: naturalId('simulated-session', String(seed), String(year), String(nth)),
    programme: {
      ...{ programmeId: programmeIdOf(code), edition: 1, ...contents, stateProgramme: null },
      ...{ prerequisites: [], mandatory: false },
    },
  });
  yield* room.announced(announced, {
    ...{ capacity: SEATS + 5, costIdr: 5_000_000 },
    parts: [first, second].map((day) => ({ on: day, from: '08:00', to: '11:45' })),
  });
  const asked = workingDaysAfter(announced, 1);
  for (const [of, one] of people.entries())
    yield room.asked(asked, 9 + Math.floor((of * 8) / people.length), one);
  const seats = people.map((one) => ({
    ...{ there: !chance.happens(0.03), before: chance.between(45, 70), after: chance.between(72, 98) },
    seat: room.seat(one),
  }));
  for (const [part, date] of [first, second].entries())
    for (const { seat, there } of seats)
      yield room.attended(date, 12, seat, [{ sessionPart: part + 1, present: there || part === 0 }]);
  for (const { seat, before, after } of seats)
    yield room.assessed(second, 14, seat, { PRE: String(before), POST: String(after) });
  for (const { seat } of seats) yield* room.completed(second, 15, seat, balances);
  const certified = workingDaysAfter(second, 2);
  for (const { seat } of seats) yield* room.certified(certified, seat);
  yield room.over(second);
}
