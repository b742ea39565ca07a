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
} from '@jejak/testing/hostile';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type City, startCity } from './city';
import { E1, STRANGER, SUP1, SUP2, UNIT, UNIT_RESULT, V1 } from './nurse';
import { oneOfEach } from './one-of-each';

const person = (n: number): string => `0198c1a2-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [HR, PPK] = [person(6), person(7)];

/** Who comes in under a role. */
const WHO: Readonly<Record<Role, string>> = {
  ...{ public: STRANGER, applicant: STRANGER, employee: E1, supervisor: SUP1, hr_admin: HR },
  ...{
    committee: STRANGER,
    leadership: PPK,
    inspector: STRANGER,
    operator: STRANGER,
    monitor: STRANGER,
    service: 'svc',
  },
};

/** Of what nobody knows there are no rows. */
const TAKEN: readonly string[] = [];

const CAUGHT_UP_MS = 60_000;
const LIMIT_MS = 300_000;

/** A year in which there is one of everything, and every entrance of the service, as a hostile caller tries it. */
describe('hostile calls', () => {
  let city: City;
  let plan: HostilePlan;
  let caller: HostileCaller;

  beforeAll(async () => {
    city = await startCity(UNIT, '2026-12-20');
    const people = [
      { id: PPK, nip: '196001011985011001', position: 'Wali Kota', supervisorId: null },
      {
        ...{ id: SUP2, nip: '197501012000011001', position: 'Kepala Bidang', supervisorId: PPK },
        duties: ['unit_head'] as const,
      },
      { id: SUP1, nip: '198001012005011001', position: 'Kepala Seksi', supervisorId: SUP2 },
      { id: E1, nip: '199001012019042001', position: 'Perawat', supervisorId: SUP1 },
      { id: V1, nip: '198501012010012001', position: 'Pengelola Data', supervisorId: SUP1 },
    ];
    for (const one of people) await city.employee(one);
    await city.as(HR, 'hr_admin').post('cycles', { year: 2026 });
    // Of each kind the first, under the part of the path and the member of a body that names it.
    const ids = Object.entries(await oneOfEach(city)).map(([name, of]) => [name, (of as unknown[])[0]]);
    expect(await city.performance.platform.projections.caughtUp(CAUGHT_UP_MS)).toBe(true);
    const first = Object.fromEntries(ids) as Record<string, string>;
    caller = hostileCaller(city.url, async (role) => {
      const token = await city.token(WHO[role], role, role === 'service' ? 'client' : 'person');
      return { authorization: `Bearer ${token}` };
    });
    plan = {
      rolesOf: (permission) => PERMISSIONS[permission as keyof typeof PERMISSIONS].roles,
      known: {
        ...{ employeeId: E1, unitId: UNIT, planId: first.plans, measurementId: first.measurements, to: V1 },
        ...{
          year: 2026,
          indicatorId: 'I-1',
          parentResultId: UNIT_RESULT,
          source: 'REGISTER',
          quantity: '12',
        },
        ...{ from: '2026-03-01', closesOn: '2027-01-20', hearingOn: '2027-02-01', feedbackRefs: [] },
      },
      inPath: { ...first, cycles: '2026', 'unit-dashboard': UNIT },
    };
  }, LIMIT_MS);
  afterAll(() => city.stop(), 60_000);

  it(
    'are refused, or answered, and never break anything',
    async () => {
      const calls = hostileCalls(await caller.contract(), plan);
      expect(calls.length).toBeGreaterThan(1_500);
      const faults = await faultsOf(everyTenth(calls), (call) => caller.send(call));
      expect(faults.filter((fault) => !TAKEN.some((name) => fault.startsWith(`taken: ${name}`)))).toEqual([]);
      expect(await city.performance.platform.projections.caughtUp(CAUGHT_UP_MS)).toBe(true);
    },
    LIMIT_MS,
  );

  it(
    'of one command at once have one outcome',
    async () => {
      expect(await twinFaults(caller, plan)).toEqual([]);
    },
    LIMIT_MS,
  );
});
