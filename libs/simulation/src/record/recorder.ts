import { DomainError, naturalId, Unavailable } from '@jejak/kernel';
import { setTimeout as pause } from 'node:timers/promises';
import type { Scenario } from '../city/organisation';
import type { Played } from '../engine/play';
import { type Living, LIVING } from '../engine/step';
import type { Stores } from './stores';

/** Steps that are held before they are written. */
const MOST = 2_000;
/** So often a store that does not answer is asked. */
const ATTEMPTS = 5;

/** The store decided otherwise than the memory did: a defect of the generator. */
export class NotRecorded extends Error {
  override readonly name = 'NotRecorded';
}

/** Steps of one instant, in order. */
interface Batch {
  readonly at: string;
  readonly played: Played[];
}

/**
 * Gives each step to its service's store, which decides it again by what is stored: those of one instant together, the next instant
 * when all of them are there. What is decided in memory meanwhile is one batch ahead. A step has the same command id each time, so
 * what was recorded before is not recorded twice.
 * @param recorded told after each batch of the number of its last step
 * @throws NotRecorded, and as `EventStore.executeEach`
 */
export const record = async (
  stores: Stores,
  scenario: Scenario,
  played: Iterable<Played>,
  recorded: (nth: number, at: string) => void,
): Promise<void> => {
  let writing: Promise<void> = Promise.resolve();
  const write = async (batch: Batch): Promise<void> => {
    await writing;
    writing = writeBatch(stores, scenario, batch).then(() =>
      recorded(batch.played[batch.played.length - 1].nth, batch.at),
    );
    // It is awaited before the next one; until then its failure is nobody's yet.
    writing.catch(() => undefined);
  };
  let batch: Batch | null = null;
  try {
    for (const one of played) {
      const { at } = one.step;
      if (batch && (batch.at !== at || batch.played.length >= MOST)) {
        await write(batch);
        batch = null;
      }
      batch ??= { at, played: [] };
      batch.played.push(one);
    }
    if (batch) await write(batch);
  } finally {
    // Also of a life that was cut short: what is on its way is there before anybody closes the stores.
    await writing;
  }
};

/** Ids of commands of one life are those of no other. */
const idOf = ({ seed, city, years, firstYear }: Scenario, nth: number): string =>
  naturalId('simulated-command', [seed, city, years, firstYear].join('|'), String(nth));

const writeBatch = async (stores: Stores, scenario: Scenario, { at, played }: Batch): Promise<void> => {
  stores.moveTo(at);
  await Promise.all(
    LIVING.map((service) =>
      writeTo(
        service,
        stores,
        scenario,
        played.filter(({ step }) => step.service === service),
      ),
    ),
  );
};

const writeTo = async (
  service: Living,
  stores: Stores,
  scenario: Scenario,
  own: readonly Played[],
): Promise<void> => {
  if (own.length === 0) return;
  const items = own.map(({ nth, step }) => step.execution(idOf(scenario, nth)));
  const results = await untilThere(() => stores.of(service).executeEach(items));
  for (const [nth, result] of results.entries())
    if (result instanceof DomainError) {
      const { step } = own[nth];
      throw new NotRecorded(
        `${step.command.type} of ${step.stream} at ${step.at}: ${result.code}, ${result.message}`,
      );
    }
};

/** A store that does not answer in time is asked again; with the same command ids, so that what it did is done once. @throws Unavailable */
const untilThere = async <Result>(ask: () => Promise<Result>): Promise<Result> => {
  for (let attempt = 1; ; attempt++)
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Unavailable) || attempt === ATTEMPTS) throw error;
      await pause(attempt * 1_000);
    }
};
