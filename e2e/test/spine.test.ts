import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actsOfAnEvaluation } from './acting.suite';
import { singleActs } from './acts.suite';
import { anyOrder } from './any-order.suite';
import { City, WORKSPACE } from './city';
import { placesJourneys } from './console-places.suite';
import { consoleJourneys } from './console.suite';
import { drills } from './drills.suite';
import { frontDoor } from './front-door.suite';
import { PublicApi } from './public-api';
import { yearInTheLife } from './scenario.suite';
import { chosen, SEED } from './seed';
import { backAgain, strikeWhile } from './strikes';
import { timelineOfE1 } from './timeline.suite';
import { selectionRounds } from './selection.suite';
import { faults } from './faults.suite';
import { hostileInput } from './hostile.suite';
import { inspectionOfE1 } from './inspection.suite';
import { lifeOfALauncher } from './launcher.suite';
import { newNurse } from './new-nurse.suite';
import { permissionMatrix } from './permissions.suite';
import { promotionOfE1 } from './promotion.suite';
import { withoutBroker } from './without-broker.suite';

/** A demonstration is loaded in a minute on an idle machine. */
const START_LIMIT_MS = 960_000;

const DISORDER = join(WORKSPACE, 'libs', 'chaos', 'dist', 'disorder', 'preload.js');

/** Two services are killed in the middle of the story, each at some instant of some scene. */
const STRUCK = [
  ['training', 50],
  ['career', 84],
].map(([name, from]) => ({
  ...{ name: String(name), scene: Number(from) + chosen(`strike ${name}`, 20) },
  afterMs: chosen(`instant of ${name}`, 500),
}));

describe('the whole system, as npm start runs it', () => {
  const city = new City();
  const disorderFile = join(city.home, 'disorder.jsonl');
  // Its broker is at its worst: facts change places and come again, and readers are behind each other.
  city.environment = {
    NODE_OPTIONS: `--require ${DISORDER}`,
    DISORDER_SEED: String(SEED),
    DISORDER_FILE: disorderFile,
  };
  const api = new PublicApi(city);
  beforeAll(async () => {
    const started = city.start();
    await Promise.all([started, strikeWhile(city, STRUCK, started)]);
  }, START_LIMIT_MS);
  afterAll(() => city.end(), START_LIMIT_MS);

  it('has gone on when services were killed in the middle of the story', () => {
    for (const { name } of STRUCK)
      expect([SEED, city.said]).toContainEqual(expect.stringContaining(backAgain(name)));
  });
  // In this order: the last of them stops and starts what the others use.
  frontDoor(city, api);
  selectionRounds(city, api);
  yearInTheLife(() => city.said, api);
  anyOrder(city, disorderFile);
  timelineOfE1(api);
  newNurse(api);
  promotionOfE1(api);
  inspectionOfE1(city, api);
  consoleJourneys(city);
  singleActs(city, api);
  placesJourneys(city);
  permissionMatrix(api);
  hostileInput(city, api);
  faults(city, api);
  lifeOfALauncher(city, api);
  drills(city, api);
});

// In this file, so that the installations do not run beside each other.
withoutBroker();
actsOfAnEvaluation();
