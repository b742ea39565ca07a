import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type City, toTheEnd, WORKSPACE } from './city';
import { SEED } from './seed';

/** Every service that reads another; the ledger holds the order in which it heard of things, and that is tried for itself. */
const READERS = ['policy', 'career', 'recruitment', 'performance', 'training', 'citizen', 'notification'];
const SEEDS = [SEED, SEED + 1, SEED + 2].map(String);
const RETELLING = join(WORKSPACE, 'libs', 'chaos', 'dist', 'disorder', 'main.js');
const LIMIT_MS = 180_000;

interface Disorder {
  readonly swapped: number;
  readonly again: number;
}

/**
 * The story has been told while facts of different streams changed places on their way, came again and again, and readers were behind
 * each other; what it came to is what `yearInTheLife` finds. Here it is proved that this was so, and each read model is made once more.
 * @param disorderFile where services wrote down what happened to what they sent
 */
export const anyOrder = (city: City, disorderFile: string): void =>
  describe('in whatever order services hear of each other', () => {
    it('facts changed places and came again while the story was told', () => {
      const told = readFileSync(disorderFile, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Disorder);
      const sum = (of: (one: Disorder) => number): number => told.reduce((all, one) => all + of(one), 0);
      expect(sum(({ swapped }) => swapped)).toBeGreaterThan(100);
      expect(sum(({ again }) => again)).toBeGreaterThan(1_000);
    });

    it.each(READERS)(
      'the read models of %s are the same',
      async (service) => {
        const { code, out, err } = await toTheEnd(
          spawn(process.execPath, [RETELLING, city.home, service, ...SEEDS], {
            ...{ cwd: WORKSPACE, stdio: ['ignore', 'pipe', 'pipe'] },
          }),
        );
        expect({ code, err }).toEqual({ code: 0, err: '' });
        // Each line but the last is a read model that came to something else, with the seed.
        const lines = out.trim().split('\n');
        expect(lines.slice(0, -1)).toEqual([]);
        const { models, deliveries } = JSON.parse(lines[0]) as { models: number; deliveries: number };
        expect(models).toBeGreaterThan(2);
        expect(deliveries).toBeGreaterThan(100 * models);
      },
      LIMIT_MS,
    );
  });
