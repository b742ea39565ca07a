import {
  holdsDemonstration,
  type Infrastructure,
  prepareData,
  startInfrastructure,
  takePlaceOfDemonstration,
} from '@jejak/embedded';
import { cityLife, endOfLife, worldOf } from '../city-life';
import type { Scenario } from '../city/organisation';
import { type Played, play } from '../engine/play';
import type { Step } from '../engine/step';
import { type Facts, Tally } from '../engine/tally';
import { Journal, sameScenario } from './journal';
import { record } from './recorder';
import { Stores } from './stores';

/** Why a city's life is not recorded here. */
export class Occupied extends Error {
  override readonly name = 'Occupied';
}

/** What came of a life. */
export interface Outcome {
  readonly scenario: Scenario;
  readonly tally: Tally;
  readonly seconds: number;
  /** Of processor time: what a busy machine leaves comparable. */
  readonly cpuSeconds: number;
  /** Steps that were there before, of a life that was cut short; null where nothing was recorded. */
  readonly resumedAfter: number | null;
  /** Largest heap seen, MiB. */
  readonly heapMiB: number;
}

/** Told now and then: how far business time is, and what has happened until then. */
export type Tell = (at: string, tally: Tally) => void;

const beginning = () => ({ at: performance.now(), cpu: process.cpuUsage() });
const since = ({ at, cpu }: ReturnType<typeof beginning>): Pick<Outcome, 'seconds' | 'cpuSeconds'> => {
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - at) / 1000, cpuSeconds: (user + system) / 1e6 };
};

/** So many steps lie between two looks at the heap. */
const LOOK = 10_000;

class HeapWatch {
  mostMiB = 0;
  look(nth: number): void {
    if (nth % LOOK === 0) this.mostMiB = Math.max(this.mostMiB, process.memoryUsage().heapUsed / 2 ** 20);
  }
}

function* watched(played: Iterable<Played>, tally: Tally, heap: HeapWatch, tell: Tell): Generator<Played> {
  for (const one of played) {
    heap.look(one.nth);
    tell(one.step.at, tally);
    yield one;
  }
}

/** Decides a whole life in memory. Nothing is read or written. */
export const rehearse = (
  scenario: Scenario,
  tell: Tell = () => undefined,
  seen: (step: Step, events: Facts) => void = () => undefined,
): Outcome => {
  const tally = new Tally(seen);
  const heap = new HeapWatch();
  const began = beginning();
  const played = watched(play(cityLife(worldOf(scenario)), tally), tally, heap, tell);
  while (!played.next().done);
  heap.look(0);
  return {
    ...{ scenario, tally, ...since(began), resumedAfter: null },
    heapMiB: heap.mostMiB,
  };
};

/**
 * Records a life in the installation of a home, whose services do not run meanwhile: they find it when they start. One that was cut
 * short goes on.
 * @throws Occupied where other life is there · AlreadyRunning, NotRecorded
 */
export const simulate = async (
  scenario: Scenario,
  {
    home,
    tell = () => undefined,
    report,
  }: { readonly home?: string; readonly tell?: Tell; readonly report: (line: string) => void },
): Promise<Outcome> => {
  const infrastructure: Infrastructure = await startInfrastructure({
    ...(home === undefined ? {} : { home }),
    ...{ kafka: false, report },
  });
  try {
    const { home: place } = infrastructure;
    const journal = new Journal(place.path('simulation.json'));
    const { databaseUrls, kek } = await prepareData(infrastructure);
    const stores = await Stores.open({ databaseUrls, keyStore: place.keys, kek });
    try {
      const after = await begunBefore(journal, scenario, stores, holdsDemonstration(place));
      const outcome = await recordLife(stores, scenario, journal, after, tell);
      takePlaceOfDemonstration(place, endOfLife(scenario));
      return outcome;
    } finally {
      await stores.close();
    }
  } finally {
    await infrastructure.stop();
  }
};

/** @returns the last step that is there. @throws Occupied */
const begunBefore = async (
  journal: Journal,
  scenario: Scenario,
  stores: Stores,
  demonstration: boolean,
): Promise<number> => {
  const found = journal.read();
  if (found && !sameScenario(found.scenario, scenario)) {
    const { city, years, seed, firstYear } = found.scenario;
    throw new Occupied(
      `Another life is here: --city ${city} --years ${years} --seed ${seed} --from ${firstYear}. Choose another home with JEJAK_HOME.`,
    );
  }
  if (found?.whole)
    throw new Occupied('This life is here already, whole. Choose another home with JEJAK_HOME.');
  if (found) return found.recorded;
  const full = [...(await stores.counts())].filter(([, events]) => events > 0);
  if (demonstration || full.length > 0)
    throw new Occupied(
      `There is life here already${full.length > 0 ? ` (${full.map(([service, events]) => `${service}: ${events} events`).join(', ')})` : ''}. Choose another home with JEJAK_HOME.`,
    );
  return 0;
};

/** Plays a life from its beginning, and records what is not there yet. */
export const recordLife = async (
  stores: Stores,
  scenario: Scenario,
  journal: Pick<Journal, 'write'>,
  after: number,
  tell: Tell = () => undefined,
): Promise<Outcome> => {
  const tally = new Tally();
  const heap = new HeapWatch();
  const began = beginning();
  journal.write({ scenario, recorded: after, whole: false });
  const all = watched(play(cityLife(worldOf(scenario)), tally), tally, heap, tell);
  let last = after;
  await record(stores, scenario, behind(all, after), (nth) => {
    last = nth;
    journal.write({ scenario, recorded: nth, whole: false });
  });
  journal.write({ scenario, recorded: last, whole: true });
  heap.look(0);
  return {
    ...{ scenario, tally, ...since(began), resumedAfter: after },
    heapMiB: heap.mostMiB,
  };
};

function* behind(played: Iterable<Played>, after: number): Generator<Played> {
  for (const one of played) if (one.nth > after) yield one;
}
