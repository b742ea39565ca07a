import { at, foundedOn, workingDay } from './city/days';
import { cityOf, type Employee, type Scenario } from './city/organisation';
import { rulesFrom } from './city/rules';
import { Board, type World, worldIn } from './city/world';
import type { Begins } from './engine/in-order';
import type { Life } from './engine/step';
import { acknowledging, readOn } from './lives/acknowledging';
import { complaining, complaintsOf } from './lives/complaining';
import { counterOpens, counterYear, standardOf } from './lives/counter-year';
import { closedOn, cycleYear, openedOn } from './lives/cycle-year';
import { founding } from './lives/founding';
import { askedFrom, askingEmployees } from './lives/asking-employees';
import { casesOf, disciplining, reportedOn } from './lives/disciplining';
import { nominatedFrom, rewarding } from './lives/rewarding';
import { basicTraining, latsarAnnouncedOn } from './lives/basic-training';
import { changesOf, changing, draftedIn } from './lives/changing-policy';
import { Balances } from './lives/balances';
import { announcedOn, classesOf, learning, learningBegins, learningYear } from './lives/learning';
import { promotedFrom, promoting } from './lives/promoting';
import { draftedOn } from './lives/planning';
import { delivering, issuesPermits, registeringSystem } from './lives/incentives';
import { endProposedOn, leaving } from './lives/leaving';
import { selecting } from './lives/selecting';
import { seatsProposedOn } from './lives/selection/announcing';
import { surveyedFrom, surveyYear } from './lives/survey-year';
import { unitYear } from './lives/unit-year';
import { workYear } from './lives/work-year';

/** The city as it is before anything has happened. @throws RangeError for one that is too small */
export const worldOf = (scenario: Scenario): World => {
  const city = cityOf(scenario);
  return { city, rules: rulesFrom(foundedOn(scenario.firstYear)), board: new Board(city) };
};

/** The instant after which nothing happens any more: the last year is closed. */
export const endOfLife = ({ firstYear, years }: Scenario): string => at(closedOn(firstYear + years - 1), 16);

/**
 * All lives of a city, in order of the instants at which they begin: those of a year come to be when the year does, so that no more
 * is held than goes on. Of the same scenario the same lives.
 */
export function* cityLife(world: World): Generator<Begins> {
  const { firstYear, years } = world.city.scenario;
  const balances = new Balances();
  yield { at: `${firstYear - 1}-12-01T00:00:00.000Z`, life: () => founding(world) };
  yield* inOrderOfTime(learningOf(world, balances, firstYear - 1));
  for (let year = firstYear; year < firstYear + years; year++)
    yield* inOrderOfTime([...learningOf(world, balances, year), ...livesOf(world, balances, year)]);
}

const learningOf = (world: World, balances: Balances, year: number): Begins[] => {
  const { firstYear } = world.city.scenario;
  const when = learningBegins(firstYear, year);
  return world.city.employees.map((one) => ({
    at: when,
    life: () => held(world, one, year, (who) => learningYear(world, balances, who, year)),
  }));
};

const livesOf = (world: World, balances: Balances, year: number): Begins[] => {
  const { city, board } = world;
  const { firstYear } = city.scenario;
  const opens = at(openedOn(year), 8);
  const counters = city.units.filter(({ counter }) => counter);
  const first = year === firstYear;
  return [
    { at: opens, life: () => cycleYear(worldIn(world, year), year) },
    ...city.units.map((unit) => ({ at: opens, life: () => unitYear(worldIn(world, year), unit, year) })),
    ...(first ? counters.map((unit) => ({ at: opens, life: () => standardOf(world, unit) })) : []),
    ...city.employees.map((one) => ({
      at: at(draftedOn(world, one, year), 9),
      life: () => held(world, one, year, (who) => workYear(worldIn(world, year), who, year)),
    })),
    ...city.employees.map((one) => ({
      at: at(promotedFrom(year), 10),
      life: () => held(world, one, year, (who) => promoting(world, who, year)),
    })),
    ...(first
      ? city.employees.map((one) => ({
          at: at(readOn(world, one), 9),
          life: () => acknowledging(world, one),
        }))
      : []),
    ...(first ? [{ at: at(openedOn(year), 10), life: () => registeringSystem(world) }] : []),
    ...city.units.filter(issuesPermits).map((unit) => ({
      at: at(workingDay(`${year}-12-20`), 8),
      life: () => delivering(world, unit, year),
    })),
    ...counters.flatMap((unit) => [
      { at: counterOpens(year), life: () => counterYear(world, unit, year) },
      { at: at(surveyedFrom(year), 8), life: () => surveyYear(world, unit, year) },
    ]),
    { at: at(askedFrom(year), 9), life: () => askingEmployees(world, year) },
    ...city.units.map((unit) => ({
      at: at(nominatedFrom(year), 9),
      life: () => rewarding(world, unit, year),
    })),
    ...casesOf(world, year).map((one) => ({
      at: at(reportedOn(one), 9),
      life: () => disciplining(world, one),
    })),
    ...changesOf(world, year).map((change) => ({
      at: at(draftedIn(year), 9),
      life: () => changing(world, year, change),
    })),
    ...board.leaversOf(year).flatMap((one) => [
      { at: at(endProposedOn(year), 9), life: () => leaving(world, one, year) },
      { at: at(seatsProposedOn(year), 9), life: () => selecting(worldIn(world, year), one, year) },
    ]),
    ...complaintsOf(world, year).map((one) => ({
      at: at(one.on, 11),
      life: () => complaining(world, year, one),
    })),
    { at: at(latsarAnnouncedOn(year), 9), life: () => basicTraining(world, balances, year) },
    ...classesOf(world, year).map((one) => ({
      at: at(announcedOn(one), 9),
      life: () => learning(world, balances, one, year),
    })),
  ];
};

/** The life of whoever has a place in a year, once it begins: until then nobody knows who that is. */
function* held(world: World, place: Employee, year: number, life: (holder: Employee) => Life): Life {
  const holder = world.board.holderOf(place, year);
  if (holder) yield* life(holder);
}

const inOrderOfTime = (lives: Begins[]): Begins[] =>
  lives.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
