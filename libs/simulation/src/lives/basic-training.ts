import { naturalId } from '@jejak/kernel';
import { probation, type ProbationCommand, probationStream } from '@jejak/training/life';
import { asHr, asService } from '../city/actors';
import { at, plus, workingDay, workingDaysAfter } from '../city/days';
import { LATSAR, programmeIdOf } from '../city/programmes';
import type { World } from '../city/world';
import { type Actor, type Life, type Step, Thing, type ThingOf } from '../engine/step';
import type { Balances } from './balances';
import { Classroom, hrFor } from './classroom';

/** Days of one week in class; two such weeks are a month apart, and between them is work in the own unit. */
const WEEK = 5;
const SECOND_WEEK_AFTER = 28;

/** The day on which the basic training of a year is announced: between the classes of everybody. */
export const latsarAnnouncedOn = (year: number): string => workingDay(`${year}-05-17`);

const does = (
  { rules }: World,
  own: ThingOf<typeof probation>,
  when: string,
  by: Actor,
  command: ProbationCommand,
): Step =>
  own.does(
    when,
    by,
    command,
    { calendar: rules.calendar, months: rules.training.other.probationMonths },
    rules.training.refs,
  );

/** Whoever is appointed as a candidate is on probation from the first day on. */
export const beginning = (world: World, employeeId: string, tmt: string, when: string): Step => {
  const own = new Thing('training', probation, probationStream(employeeId));
  world.board.probations.set(employeeId, own);
  return does(world, own, when, asService('training'), { type: 'StartProbation', employeeId, tmt });
};

/** The candidates of a year pass the basic training together, and are put forward as civil servants before the year ends. */
export function* basicTraining(world: World, balances: Balances, year: number): Life {
  const { city, rules, board } = world;
  const people = board
    .employeesOf(year)
    .filter(({ file: { kind, start } }) => kind === 'CPNS' && start === `${year}-01-01`);
  if (people.length === 0) return;
  const { code, ...contents } = LATSAR;
  const announced = latsarAnnouncedOn(year);
  const begins = workingDay(plus(announced, 21));
  const weeks = [begins, workingDay(plus(begins, SECOND_WEEK_AFTER))].map((first) => [
    first,
    ...Array.from({ length: WEEK - 1 }, (_, nth) => workingDaysAfter(first, nth + 1)),
  ]);
  const days = weeks.flat();
  const room = new Classroom(world, {
    ...{ code, year, trainerId: city.trainers[0].id },
    sessionId: naturalId('simulated-latsar', String(city.scenario.seed), String(year)),
    programme: {
      ...{ programmeId: programmeIdOf(code), edition: 1, jp: rules.training.programme.latsar },
      ...{ prerequisites: [], mandatory: true, ...contents },
    },
  });
  yield* room.announced(announced, {
    ...{ capacity: people.length, costIdr: 11_000_000 * people.length },
    parts: days.map((on) => ({ on, from: '07:30', to: '16:30' })),
  });
  const asked = workingDaysAfter(announced, 1);
  for (const one of people) yield room.asked(asked, 9, one);
  const seats = people.map((one) => room.seat(one));
  const chance = city.chance('latsar', year);
  const last = days[days.length - 1];
  for (const [nth, week] of weeks.entries()) {
    const parts = week.map((_, day) => ({ sessionPart: nth * WEEK + day + 1, present: true }));
    for (const seat of seats) yield room.attended(week[week.length - 1], 16, seat, parts);
  }
  for (const seat of seats) {
    const scores = { THEORY: String(chance.between(74, 95)), PRACTICE: String(chance.between(74, 95)) };
    yield room.assessed(last, 17, seat, scores);
  }
  for (const seat of seats) {
    const { one, enrolmentId } = seat;
    const hasPassed = yield* room.completed(last, 18, seat, balances);
    const trial = board.probations.get(one.id);
    if (trial && hasPassed)
      yield does(world, trial, at(last, 18), asService('training'), {
        ...{ type: 'NoteLatsar', employeeId: one.id, enrolmentId },
      });
  }
  const certified = workingDaysAfter(last, 2);
  for (const seat of seats) yield* room.certified(certified, seat);
  yield room.over(last);
  const forward = workingDay(`${year}-11-15`);
  for (const { one } of seats) {
    const trial = board.probations.get(one.id);
    if (trial)
      yield does(world, trial, at(forward, 9), asHr(city), { type: 'PassProbation', by: hrFor(world, one) });
    board.probations.delete(one.id);
  }
}
