import { eventually } from '@jejak/testing';
import { setTimeout as pause } from 'node:timers/promises';
import type { City } from './city';
import { kill, processNamed } from './processes';

/** Somebody who is killed with `kill -9` while the story is told: in which scene, and how long after it began. */
export interface Strike {
  /** A process of the installation, as its launcher names it. */
  readonly name: string;
  readonly scene: number;
  readonly afterMs: number;
}

const LIMIT_MS = 900_000;

/**
 * Strikes in the order given, until the story is over.
 * @param started settles when the installation has started, or has given up
 */
export const strikeWhile = async (
  city: City,
  strikes: readonly Strike[],
  started: Promise<unknown>,
): Promise<void> => {
  let over = false;
  void started.then(
    () => (over = true),
    () => (over = true),
  );
  for (const { name, scene, afterMs } of strikes) {
    const told = new RegExp(`^ +${scene} of \\d+, `, 'm');
    await eventually(`scene ${scene} is told`, () => over || told.test(city.said), LIMIT_MS);
    // Somewhere in the scene, not where it begins: the instant is part of what is tried.
    await pause(afterMs);
    const victim = processNamed(city.home, name);
    if (victim && !over) kill(victim);
  }
};

/** What the launcher says when it has started somebody again. */
export const backAgain = (name: string): string => `\n${name} is back (restart 1)`;
