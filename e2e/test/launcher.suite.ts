import { describe, expect, it } from '@jest/globals';
import type { City } from './city';
import { processesOf } from './processes';
import type { PublicApi } from './public-api';
import { evaluationOfE1, historyOf, type Item } from './timeline.suite';

/** Stopping and starting everything, on a loaded machine. */
const LIMIT_MS = 300_000;

export const lifeOfALauncher = (city: City, api: PublicApi): void =>
  describe('the launcher', () => {
    /** What must be the same after a restart. */
    const known = async (): Promise<{ stream: string; timeline: readonly Item[]; units: unknown[] }> => {
      const stream = await evaluationOfE1(api);
      const timeline = await historyOf(api, stream, true);
      return {
        stream,
        timeline,
        units: await api.all('/api/career/v1/units', { as: 'HR-2', role: 'hr_admin' }),
      };
    };
    const expectResumed = (): void => {
      expect(city.said).not.toMatch(/import \w+:|\d+ of \d+, 20|is loaded/);
      expect(city.said).toMatch(/Everything is up at/);
    };

    it(
      'told to stop ends everything, and the next start goes on with the data',
      async () => {
        const before = await known();
        expect(processesOf(city.home).length).toBeGreaterThan(9);
        expect(await city.stop('SIGTERM')).toBe(0);
        expect(processesOf(city.home)).toEqual([]);
        expect(await city.listening()).toEqual([]);
        await city.start();
        expectResumed();
        expect(await known()).toEqual(before);
      },
      LIMIT_MS,
    );

    it(
      'killed leaves nothing that the next start does not end, and nothing is lost',
      async () => {
        const before = await known();
        const orphans = processesOf(city.home);
        await city.stop('SIGKILL');
        expect(processesOf(city.home).length).toBeGreaterThan(0);
        await city.start();
        expect(city.said).toContain('left over from a launcher that was killed');
        expectResumed();
        const now = processesOf(city.home).map(({ pid }) => pid);
        expect(orphans.filter(({ pid }) => now.includes(pid))).toEqual([]);
        expect(await known()).toEqual(before);
      },
      LIMIT_MS,
    );

    it(
      'is the only one in its home',
      async () => {
        const second = await city.secondLauncher();
        expect(second).toMatchObject({ code: 1, out: expect.stringContaining('already runs here') });
        expect((await api.ask('GET', '/health')).status).toBe(200);
      },
      LIMIT_MS,
    );

    it(
      'ends in the end',
      async () => {
        expect(await city.stop('SIGINT')).toBe(0);
        expect(processesOf(city.home)).toEqual([]);
      },
      LIMIT_MS,
    );
  });
