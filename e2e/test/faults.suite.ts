import { eventually } from '@jejak/testing';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { naturalId } from '@jejak/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { City } from './city';
import { SERVICES } from './front-door.suite';
import { Integrator, type Outgoing } from './integrator';
import { kill, processNamed } from './processes';
import { type Accepted, person, type PublicApi } from './public-api';
import { historyOf } from './timeline.suite';

/** A broker or a database that was killed, and everything that hangs on it, on a loaded machine. */
const COMES_BACK_MS = 120_000;

const AUDIT = '/api/audit/v1';
const INSPECTOR = { as: 'INS-1' } as const;
const HR = { as: 'HR-2', role: 'hr_admin' } as const;
const RATER = { as: 'SUP-1', role: 'supervisor' } as const;
const E1 = person('E-1').id;
/** Whose position changes again and again: one stream that grows. */
const MOVED = person('E-3').id;
const NEWCOMER = '01931f00-0000-7000-8000-0000000000e2';
const UNIT = naturalId('unit', 'DINKES-IMUN');

/** Days ahead of the demonstration's last. */
const dayAfter = (days: number): string =>
  new Date(Date.UTC(2027, 5, 2) + days * 86_400_000).toISOString().slice(0, 10);

const feedback = (to: string, number: number): object => ({
  ...{ to, value: 'KOLABORATIF', kind: 'APPRECIATE' },
  ...{ behaviour: `Membantu rekan pada hari ke-${number}.`, effect: 'Antrean layanan berkurang.' },
  suggestion: 'Teruskan, dan catat caranya.',
});

const unitCode = (number: number): string => `KACAU-${String(number).padStart(5, '0')}`;

/** What each sender sends, by number. */
const COMMANDS: Readonly<Record<string, (number: number) => readonly Outgoing[]>> = {
  units: (number) => [
    {
      ...{ path: '/api/career/v1/units/create', ...HR, key: `units-${number}` },
      body: { code: unitCode(number), name: `Unit ${number}`, kind: 'SEKSI', from: '2027-01-01' },
    },
  ],
  positions: (number) => [
    {
      ...{ path: `/api/career/v1/employees/${MOVED}/assign-position`, ...HR, key: `positions-${number}` },
      body: { position: `Jabatan ${number}`, unitId: UNIT, from: dayAfter(number) },
    },
  ],
  feedback: (number) => [
    { path: '/api/performance/v1/feedback', ...RATER, key: `feedback-${number}`, body: feedback(E1, number) },
  ],
  formations: (number) => [
    {
      ...{ path: '/api/recruitment/v1/formations', ...HR, key: `formations-${number}` },
      body: {
        ...{ unitId: UNIT, position: `Analis ${number}`, level: 'Ahli Pertama', education: 'S-1' },
        ...{ seats: 1, workloadHours: '1250' },
      },
    },
  ],
};

const VICTIMS = ['performance', 'recruitment', 'audit', 'gateway', 'kafka', 'postgres'];

export const faults = (city: City, api: PublicApi): void =>
  describe('under load, after kill -9', () => {
    const everyone = Object.entries(COMMANDS).map(([name, commands]) => new Integrator(api, name, commands));
    const of = (name: string): Accepted[] => everyone.find((one) => one.name === name)?.accepted ?? [];
    /** The business moment before the first command. */
    let since = '';

    const healthy = async (): Promise<boolean> => (await api.ask('GET', '/health')).status === 200;
    const sources = () =>
      api.get<{
        asOf: { time: string };
        items: { source: string; state: string; gaps: unknown[]; conflicts: number; pending: number }[];
      }>(`${AUDIT}/sources?purpose=test`, INSPECTOR);
    const logged = (type: string): Promise<{ id: string; stream: string; version: number }[]> =>
      api.all(
        `${AUDIT}/events?${new URLSearchParams({ type, from: since, purpose: 'test' }).toString()}`,
        INSPECTOR,
      );

    beforeAll(async () => {
      since = (await sources()).asOf.time;
      for (const one of everyone) one.begin();
    });
    afterAll(() => Promise.all(everyone.map((one) => one.stop())));

    it.each(VICTIMS)(
      '%s comes back by itself, and commands go on',
      async (name) => {
        const victim = await eventually(`${name} runs`, () => processNamed(city.home, name));
        kill(victim);
        await eventually(
          `${name} is started again`,
          () => {
            const now = processNamed(city.home, name);
            return now !== undefined && now.pid !== victim.pid;
          },
          COMES_BACK_MS,
        );
        await eventually(
          `${name} answers again`,
          () => city.said.includes(`\n${name} is back (restart 1)`),
          COMES_BACK_MS,
        );
        await eventually('everything is ready', healthy, COMES_BACK_MS);
        const counts = everyone.map(({ accepted }) => accepted.length);
        await eventually(
          'everybody has got commands through',
          () => everyone.every(({ accepted }, at) => accepted.length > counts[at] + 1),
          COMES_BACK_MS,
        );
      },
      2 * COMES_BACK_MS,
    );

    it(
      'no sender met an answer that it need not expect',
      async () => {
        await Promise.all(everyone.map((one) => one.stop()));
        expect(everyone.flatMap(({ surprises }) => surprises)).toEqual([]);
        // Otherwise nothing was proved.
        for (const { name, accepted } of everyone)
          expect([name, accepted.length > 2 * VICTIMS.length]).toEqual([name, true]);
        expect(Math.max(...everyone.map(({ again }) => again))).toBeGreaterThan(0);
      },
      COMES_BACK_MS,
    );

    it.each([
      ['units', 'UnitCreated'],
      ['positions', 'PositionAssigned'],
      ['feedback', 'FeedbackGiven'],
      ['formations', 'FormationProposed'],
    ])(
      'every accepted command of %s is a fact, once',
      async (name, type) => {
        const answered = of(name).flatMap(({ stream, version, events }) =>
          events.map(({ id }) => `${stream} ${version} ${id}`),
        );
        // What waited for the broker is still on its way.
        const facts = await eventually(
          'the log has heard of all of them',
          async () => {
            const found = await logged(type);
            return found.length >= answered.length && found;
          },
          COMES_BACK_MS,
        );
        const named = facts.map(({ id, stream, version }) => `${stream} ${version} ${id}`);
        expect({
          lost: answered.filter((one) => !named.includes(one)),
          made: named.filter((one) => !answered.includes(one)),
          twice: named.filter((one, at) => named.indexOf(one) !== at),
        }).toEqual({ lost: [], made: [], twice: [] });
      },
      COMES_BACK_MS,
    );

    it(
      'the log is complete, without gap or conflict',
      async () => {
        // One answer is judged: what asks the log is itself recorded in it, and is on its way again a
        // moment later.
        const items = await eventually(
          'every source is complete',
          async () => {
            const found = (await sources()).items;
            return found.every(({ state }) => state === 'complete') && found;
          },
          COMES_BACK_MS,
        );
        expect(
          items.map(({ source, gaps, conflicts, pending }) => ({ source, gaps, conflicts, pending })),
        ).toEqual(
          [...SERVICES].map((source) => ({
            ...{ source, gaps: [], conflicts: 0, pending: 0 },
          })),
        );
      },
      COMES_BACK_MS,
    );

    it(
      'streams have every version in its order, and can be checked',
      async () => {
        const stream = `employee-${MOVED}`;
        const history = await historyOf(api, stream);
        expect(history.map(({ version }) => version)).toEqual(history.map((_, at) => at + 1));
        const positions = of('positions');
        expect(history.length).toBe(positions.at(-1)?.version);
        const streams = [stream, ...everyone.flatMap(({ accepted }) => accepted.slice(-3))].map((one) =>
          typeof one === 'string' ? one : one.stream,
        );
        for (const one of new Set(streams)) {
          const { items } = await api.get<{ items: { valid: boolean; withoutPayload: number[] }[] }>(
            `${AUDIT}/streams/${one}/verify?purpose=test`,
            INSPECTOR,
          );
          expect([one, items[0].valid, items[0].withoutPayload]).toEqual([one, true, []]);
        }
      },
      COMES_BACK_MS,
    );

    it(
      'every read model has everything, once',
      async () => {
        const ids = (name: string): string[] =>
          of(name)
            .map(({ stream }) => stream.slice(-36))
            .sort();
        const shown: Record<string, () => Promise<string[]>> = {
          units: async () =>
            (await api.all<{ unitId: string; code: string; version: number }>('/api/career/v1/units', HR))
              .filter(({ code, version }) => code.startsWith('KACAU-') && version === 1)
              .map(({ unitId }) => unitId),
          feedback: async () => {
            const path = '/api/performance/v1/feedback';
            const found = await api.all<{ feedbackId: string; behaviour: string }>(path, { as: 'E-1' });
            return found
              .filter(({ behaviour }) => behaviour.startsWith('Membantu rekan'))
              .map(({ feedbackId }) => feedbackId);
          },
          formations: async () => {
            const path = '/api/recruitment/v1/formations';
            const found = await api.all<{ formationId: string; position: string }>(path, HR);
            return found
              .filter(({ position }) => position.startsWith('Analis '))
              .map(({ formationId }) => formationId);
          },
        };
        for (const [name, list] of Object.entries(shown)) {
          const wanted = ids(name);
          await eventually(`${name} are all there`, async () => (await list()).length >= wanted.length);
          expect((await list()).sort()).toEqual(wanted);
        }
        const moves = of('positions').length;
        await eventually('the last position is there', async () => {
          const { positions, version } = await api.get<{ positions: unknown[]; version: number }>(
            `/api/career/v1/employees/${MOVED}`,
            HR,
          );
          return version === of('positions').at(-1)?.version && positions.length === moves + 1;
        });
      },
      COMES_BACK_MS,
    );

    it(
      'what one service says reaches the others still',
      async () => {
        const file = join(city.home, 'newcomer.csv');
        writeFileSync(
          file,
          [
            'nip,nik,name,kind,golongan,jenjang,position,unit_code,supervisor_nip,start,contract_end,email,employee_id',
            '199503032026011099,9999030395000099,Pegawai Baru,PNS,III/a,Ahli Pertama,Analis,BKPSDM,197803142003012002,' +
              `2026-01-01,,baru@kota-contoh.example,${NEWCOMER}`,
          ].join('\n'),
        );
        const told = await city.jejak('import', 'employees', file);
        expect(told).toMatchObject({ code: 0, err: expect.any(String) });
        await eventually('performance has heard of the newcomer', async () => {
          const answer = await api.ask('POST', '/api/performance/v1/feedback', {
            ...{ ...RATER, key: 'newcomer', body: feedback(NEWCOMER, 1) },
          });
          return answer.status === 200;
        });
      },
      COMES_BACK_MS,
    );
  });
