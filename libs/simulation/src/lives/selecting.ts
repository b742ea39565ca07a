import { naturalId, streamOf } from '@jejak/kernel';
import { vacancy } from '@jejak/recruitment/life';
import { plus, workingDay, workingDaysAfter } from '../city/days';
import type { Employee } from '../city/organisation';
import type { World } from '../city/world';
import { type Life, Thing } from '../engine/step';
import { announcing } from './selection/announcing';
import { applying } from './selection/applying';
import { appointing } from './selection/appointing';
import type { Round } from './selection/round';
import { testing, finishing } from './selection/testing';
import { verifying } from './selection/verifying';

/** Days after a result until the next step: objections are taken for fewer. */
const PAUSE = 5;

/** A place that became free is granted anew, announced, applied for, and goes to the first of the final ranking. */
export function* selecting(world: World, place: Employee, year: number): Life {
  const { city } = world;
  const { seed } = city.scenario;
  const vacancyId = naturalId('simulated-vacancy', String(seed), place.id);
  const round: Round = {
    ...{ world, place, year, vacancyId, chance: city.chance('selection', place.id) },
    vacancy: new Thing('recruitment', vacancy, streamOf('vacancy', vacancyId)),
  };
  const closeOn = yield* announcing(round);
  const applied = yield* applying(round, closeOn);
  const verified = workingDaysAfter(closeOn, 1);
  yield* verifying(round, applied, verified);
  const tested = workingDay(plus(verified, PAUSE));
  yield* testing(round, applied, tested);
  const finished = workingDay(plus(tested, PAUSE));
  yield* finishing(round, applied, finished);
  yield* appointing(round, applied, workingDay(plus(finished, PAUSE)));
}
