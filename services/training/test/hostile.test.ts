import { PERMISSIONS } from '@jejak/auth';
import type { Role } from '@jejak/kernel';
import {
  everyTenth,
  faultsOf,
  type HostileCaller,
  hostileCaller,
  hostileCalls,
  type HostilePlan,
  twinFaults,
  untriedEntrances,
} from '@jejak/testing/hostile';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { enrolmentIdOf } from '../src/session/session.reading';
import { accepted, idOf } from './answers';
import { type City, startCity } from './city';
import { E1, E3, HR1, OUTSIDER, PPK, STRANGER, SUP1, SUP2, TRAINER, UNIT } from './people';
import { openSession } from './sessions';

/** Who comes in under a role. */
const WHO: Readonly<Record<Role, string>> = {
  ...{ public: STRANGER, applicant: STRANGER, employee: E3, supervisor: SUP2, hr_admin: HR1 },
  ...{
    committee: OUTSIDER,
    leadership: PPK,
    inspector: STRANGER,
    operator: STRANGER,
    monitor: STRANGER,
    service: 'svc',
  },
};

const NUMBERS = /"(jp|priority|rating|participants|documentJp|capacity|budgetIdr|policyRead)":\d+/;
const other = (body: string): string =>
  NUMBERS.test(body) ? body.replace(NUMBERS, '"$1":5') : body.replace(/"Kata yang/, '"Lain kata yang');

/** Thousands of requests: half a minute where nothing else runs. */
const LIMIT_MS = 240_000;

/** A city in which there is one of everything, and every entrance of the service, as a hostile caller tries it. */
describe('hostile calls', () => {
  let city: City;
  let plan: HostilePlan;
  let caller: HostileCaller;

  beforeAll(async () => {
    city = await startCity('2026-03-02');
    await city.employee({ id: TRAINER, duties: ['trainer'] });
    await city.employee({ id: SUP1, supervisorId: SUP2 });
    for (const id of [E1, E3]) await city.employee({ id, supervisorId: SUP1 });
    const hr = city.as(HR1, 'hr_admin');
    const { sessionId, programmeId } = await openSession(city, { jp: 8, on: ['2026-03-05'] });
    accepted(await city.as(E1, 'employee').post(`sessions/${sessionId}/enrol`));
    const need = await city.as(SUP1, 'supervisor').post('needs', {
      ...{ employeeId: E1, competency: 'COLD_CHAIN', gap: '30', source: 'OBSTACLE' },
    });
    const topic = await city.as(E1, 'employee').post('topics', { title: 'Antrean dengan nomor' });
    const told = await city.as(E1, 'employee').post(`topics/${idOf(topic)}/share`, { text: 'Loket kedua.' });
    const claim = await city.as(E1, 'employee').post('external-learning', {
      ...{ title: 'Kursus', provider: 'Politeknik', endedOn: '2026-02-04', jp: 10 },
      certificateSha256: 'c'.repeat(64),
    });
    const line = { programmeId, sessions: 1, seats: 10, costPerSeatIdr: 1_000 };
    const drafted = await hr.post('training-plans', { year: 2026, budgetIdr: 1_000_000, lines: [line] });
    const index = await city.as('svc', 'service').post('adoption', {
      ...{ unitId: UNIT, quarter: '2025-10-01', policyRead: 1, employees: 9, selfReporting: 1, dialogue: 1 },
    });
    for (const made of [need, topic, told, claim, drafted, index]) accepted(made);
    await city.settled();
    city.moveTo('2026-03-05', '16:00:00.000');
    const [{ data }] = await city.facts('ExperienceShared');
    caller = hostileCaller(city.url, async (role) => ({
      authorization: `Bearer ${await city.token(WHO[role], role)}`,
    }));
    plan = {
      rolesOf: (permission) => PERMISSIONS[permission as keyof typeof PERMISSIONS].roles,
      known: {
        ...{ employeeId: E1, programmeId, trainerId: TRAINER, unitId: UNIT, buddy: E1 },
        ...{ experienceId: data.experienceId, units: [UNIT], prerequisites: [programmeId], year: 2026 },
        ...{ on: '2026-04-01', from: '08:00', to: '09:00', quarter: '2025-10-01', endedOn: '2026-02-04' },
      },
      inPath: {
        ...{ programmes: programmeId, sessions: sessionId, enrolments: enrolmentIdOf(sessionId, E1) },
        ...{
          needs: idOf(need),
          topics: idOf(topic),
          'external-learning': idOf(claim),
          adoption: idOf(index),
        },
        ...{ 'training-plans': '2026', 'learning-balances': E1, onboardings: E1, probations: E1 },
      },
    };
  }, LIMIT_MS);
  afterAll(() => city.stop());

  it(
    'are refused, or answered, and never break anything',
    async () => {
      const contract = await caller.contract();
      const calls = hostileCalls(contract, plan);
      expect(calls.length).toBeGreaterThan(1_500);
      expect(untriedEntrances(contract, calls)).toEqual([]);
      expect(await faultsOf(everyTenth(calls), (call) => caller.send(call))).toEqual([]);
      await city.settled();
    },
    LIMIT_MS,
  );

  it(
    'of one command at once have one outcome, and under its id there is no other',
    async () => {
      expect(await twinFaults(caller, plan, other)).toEqual([]);
    },
    LIMIT_MS,
  );
});
