import { afterAll, beforeAll, describe } from '@jest/globals';
import { City } from './city';
import { frontDoor } from './front-door.suite';
import { PublicApi } from './public-api';
import { timelineOfE1 } from './timeline.suite';
import { selectionRounds } from './selection.suite';
import { faults } from './faults.suite';
import { hostileInput } from './hostile.suite';
import { lifeOfALauncher } from './launcher.suite';
import { newNurse } from './new-nurse.suite';
import { promotionOfE1 } from './promotion.suite';
import { withoutBroker } from './without-broker.suite';

/** A demonstration is loaded in half a minute on an idle machine. */
const START_LIMIT_MS = 300_000;

describe('the whole system, as npm start runs it', () => {
  const city = new City();
  const api = new PublicApi(city);
  beforeAll(() => city.start(), START_LIMIT_MS);
  afterAll(() => city.end(), START_LIMIT_MS);

  // In this order: the last of them stops and starts what the others use.
  frontDoor(city, api);
  selectionRounds(city, api);
  timelineOfE1(api);
  newNurse(api);
  promotionOfE1(api);
  hostileInput(city, api);
  faults(city, api);
  lifeOfALauncher(city, api);
});

// In this file, so that the two installations do not run beside each other.
withoutBroker();
