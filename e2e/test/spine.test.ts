import { join } from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { anyOrder } from './any-order.suite';
import { City, WORKSPACE } from './city';
import { frontDoor } from './front-door.suite';
import { PublicApi } from './public-api';
import { yearInTheLife } from './scenario.suite';
import { SEED } from './seed';
import { timelineOfE1 } from './timeline.suite';
import { selectionRounds } from './selection.suite';
import { faults } from './faults.suite';
import { hostileInput } from './hostile.suite';
import { lifeOfALauncher } from './launcher.suite';
import { newNurse } from './new-nurse.suite';
import { permissionMatrix } from './permissions.suite';
import { promotionOfE1 } from './promotion.suite';
import { withoutBroker } from './without-broker.suite';

/** A demonstration is loaded in a minute on an idle machine. */
const START_LIMIT_MS = 960_000;

const DISORDER = join(WORKSPACE, 'libs', 'chaos', 'dist', 'disorder', 'preload.js');

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
  beforeAll(() => city.start(), START_LIMIT_MS);
  afterAll(() => city.end(), START_LIMIT_MS);

  // In this order: the last of them stops and starts what the others use.
  frontDoor(city, api);
  selectionRounds(city, api);
  yearInTheLife(() => city.said, api);
  anyOrder(city, disorderFile);
  timelineOfE1(api);
  newNurse(api);
  promotionOfE1(api);
  permissionMatrix(api);
  hostileInput(city, api);
  faults(city, api);
  lifeOfALauncher(city, api);
});

// In this file, so that the two installations do not run beside each other.
withoutBroker();
