import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { City } from './city';
import { kill, processNamed } from './processes';
import { type Accepted, person, PublicApi } from './public-api';
import { progressReported } from './reporting.suite';
import { yearInTheLife } from './scenario.suite';
import { chosen, SEED } from './seed';
import { backAgain, strikeWhile } from './strikes';
import { historyOf } from './timeline.suite';

const LIMIT_MS = 900_000;
/** Feeds are followed in milliseconds; a loaded machine takes its time for everything. */
const ARRIVES_MS = 60_000;
const BACK_LIMIT_MS = 120_000;

/** So much of the story is told here; all of it is told with the broker at its worst (`spine.test.ts`). */
const UNTIL = '2026-06-30';
/** Who is killed while the story is told, one at some instant of each part of it; in the last part it is who tells the story. */
const VICTIMS = ['performance', 'recruitment', 'training', 'career', 'policy', 'notification'];
const PART_SCENES = 9;
const KILLED = [0, 1, 2, 3].map((part) => ({
  name: VICTIMS[(chosen('victim', VICTIMS.length) + part) % VICTIMS.length],
  scene: 2 + part * PART_SCENES + chosen(`scene ${part}`, PART_SCENES),
  afterMs: chosen(`instant ${part}`, 500),
}));
const LAST = { scene: 39 + chosen('the last scene', 4), afterMs: chosen('the last instant', 300) };

const MOVED = person('E-3').id;
const RATER = person('SUP-1').id;

interface Board {
  readonly items: readonly { readonly employeeId: string }[];
}

/** The demonstration has been loaded by the time this begins: every service has followed every other one by then. */
export const withoutBroker = (): void =>
  describe('the whole system without a broker', () => {
    const city = new City({ JEJAK_BROKER: 'none', JEJAK_DEMO_UNTIL: UNTIL });
    const api = new PublicApi(city);
    let accepted: Accepted;
    /** What was told until the story broke off. */
    let said = '';
    beforeAll(async () => {
      const started = city.start().catch((error: unknown) => error);
      await strikeWhile(city, [...KILLED, { ...LAST, name: 'demo-loader' }], started);
      expect(String(await started)).toContain('the loader ended with SIGKILL');
      const areBack = (): boolean => KILLED.every(({ name }) => city.said.includes(backAgain(name)));
      await eventually('whoever was killed is back', areBack, BACK_LIMIT_MS);
      said = city.said;
      expect(await city.stop()).toBe(0);
      // Nobody says any more that there is no broker; the story goes on with the scene that was not over.
      city.environment = { JEJAK_DEMO_UNTIL: UNTIL };
      await city.start();
    }, LIMIT_MS);
    afterAll(() => city.end(), LIMIT_MS);

    it('was interrupted while the story was told, and went on', () => {
      for (const { name } of KILLED)
        expect([SEED, name, said]).toContainEqual(expect.stringContaining(backAgain(name)));
      const scenes = [...city.said.matchAll(/^ +(\d+) of (\d+), /gm)].map(([, scene, of]) =>
        [scene, of].map(Number),
      );
      // It broke off there, or in a scene behind it that had begun meanwhile.
      expect(scenes[0][0]).toBeGreaterThanOrEqual(LAST.scene);
      expect(said).toMatch(new RegExp(`^ +${scenes[0][0]} of `, 'm'));
      expect(scenes.at(-1)?.[0]).toBe(scenes[0][1]);
    });
    yearInTheLife(() => said + city.said, api, UNTIL);

    const team = async (): Promise<readonly string[]> =>
      (await api.get<Board>('/api/performance/v1/team/board', { as: 'SUP-1', role: 'supervisor' })).items.map(
        ({ employeeId }) => employeeId,
      );

    /** E-3 gets another supervisor, or none. */
    const moved = (supervisorId: string | undefined, from: string): Promise<Accepted> =>
      api.command(`/api/career/v1/employees/${MOVED}/assign-supervisor`, {
        ...{ as: 'HR-2', role: 'hr_admin', key: `moved-${from}`, body: { supervisorId, from } },
      });

    it('says so in one line, and starts none', () => {
      const line = /^Broker: none, the services follow each other's feeds \(JEJAK_BROKER says so\)$/m;
      expect(said).toMatch(line);
      expect(processNamed(city.home, 'kafka')).toBeUndefined();
    });

    it('a command in one service shows in the read model of another, and in the timeline', async () => {
      expect(await team()).not.toContain(MOVED);
      accepted = await moved(RATER, '2026-06-01');
      const { stream, version } = accepted;
      await eventually('SUP-1 has E-3 in the team', async () => (await team()).includes(MOVED), ARRIVES_MS);
      const history = await eventually(
        'the timeline has it',
        async () => {
          const found = await historyOf(api, stream);
          return found.length === version && found;
        },
        ARRIVES_MS,
      );
      expect(history[version - 1]).toMatchObject({ version, type: accepted.events[0].type });
    });

    it('an integrator reads it from the feed at the gateway', async () => {
      const feed = '/api/career/feed';
      const asking = { as: 'service-payroll' };
      const items = await api.get<{ id: string; subject: string }[]>(`${feed}?limit=500`, asking);
      expect(items.map(({ id }) => id)).toContain(accepted.events[0].id);
      const range = `${feed}?stream=${accepted.stream}&fromVersion=${accepted.version}`;
      expect(await api.get(range, asking)).toMatchObject([{ id: accepted.events[0].id }]);
    });

    it(
      'goes on when both sides were killed, and nothing is lost',
      async () => {
        const killed = ['career', 'performance'].map((name) => processNamed(city.home, name));
        const moves: Accepted[] = [];
        for (const one of killed) if (one) kill(one);
        expect(killed).not.toContain(undefined);
        for (const [day, rater] of [undefined, RATER, undefined].entries())
          moves.push(
            await eventually('a command is accepted', () => moved(rater, `2026-06-0${day + 2}`), ARRIVES_MS),
          );
        await eventually('SUP-1 has E-3 no more', async () => !(await team()).includes(MOVED), ARRIVES_MS);
        const { stream, version } = moves[moves.length - 1];
        await eventually(
          'the timeline has all',
          async () => (await historyOf(api, stream)).length === version,
        );
      },
      LIMIT_MS,
    );

    it('stays without one, with its data', async () => {
      expect(city.said).toMatch(/^Broker: none, .*this home has worked without one before/m);
      await moved(RATER, '2026-06-05');
      await eventually('E-3 is back', async () => (await team()).includes(MOVED), ARRIVES_MS);
    });

    progressReported(city);
  });
