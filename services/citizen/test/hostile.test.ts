import { PERMISSIONS } from '@jejak/auth';
import { newId, type Role } from '@jejak/kernel';
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

/** Of what nobody knows there are no rows, and nothing to count. */
const TAKEN = [
  'GET /v1/units/{id}/service-standards, at what nobody knows',
  'GET /v1/units/{id}/ikm, at what nobody knows',
  'GET /v1/imports/{id}/rows, at what nobody knows',
];

const LIMIT_MS = 240_000;

/** An office that has one of everything, and every entrance of the service, as a hostile caller tries it. */
describe('hostile calls', () => {
  const [hr, stranger] = [newId(), newId()];
  const WHO: Record<Role, string> = {
    ...{ public: stranger, applicant: stranger, employee: '', supervisor: '', hr_admin: hr },
    ...{
      committee: stranger,
      leadership: stranger,
      inspector: stranger,
      operator: stranger,
      monitor: stranger,
      service: 'svc',
    },
  };
  let city: City;
  let plan: HostilePlan;
  let caller: HostileCaller;

  beforeAll(async () => {
    city = await startCity('2026-08-03', {
      JEJAK_PUBLIC_WRONG_CODES: '100000',
      JEJAK_PUBLIC_FILINGS: '100000',
    });
    const unitId = await city.unit('KOTA');
    const boss = await city.employee(unitId, null);
    const officer = await city.employee(unitId, boss, 'complaint_officer', 'unit_head');
    const clerk = await city.employee(unitId, boss);
    [WHO.employee, WHO.supervisor] = [officer, boss];
    const as = city.as(hr, 'hr_admin');
    await as.post('/service-standards', {
      ...{
        unitId,
        code: 'KODE-1',
        name: 'KTP',
        standardDays: 2,
        fee: 0,
        requirements: [],
        from: '2026-01-01',
      },
    });
    await city.settled();
    const served = async (): Promise<string> => {
      const { body } = await city.as(clerk, 'employee').post('/service-events', {
        ...{ unitId, officerId: clerk, standardCode: 'KODE-1', arrivedAt: '2026-08-03T01:00:00Z' },
        ...{ startedAt: '2026-08-03T01:10:00Z', finishedAt: '2026-08-03T01:20:00Z' },
      });
      return body.reviewCode;
    };
    const device = 'kiosk-of-the-office-1';
    await as.post('/staff-devices', { device, unitId });
    await city.settled();
    const aspects = { speed: 4, accuracy: 4, courtesy: 4 };
    const review = await city.public.post('/reviews', { code: await served(), device, aspects });
    const complaint = await city.public.post('/complaints', {
      category: 'FEE',
      text: 'Ada pungutan.',
      unitId,
    });
    const survey = await as.post('/surveys', {
      ...{ unitId, title: 'SKM', period: { from: '2026-08-01', to: '2026-12-31' } },
      ...{ population: 10, sample: 10 },
    });
    const register = await as.csv(
      '/imports/service-requests',
      'case,unit,category,detail,opened,closed\nC-1,KOTA,,,2026-07-01,2026-07-03\n',
    );
    await city.settled();
    const surveyId = survey.body.stream.slice(-36);
    caller = hostileCaller(city.url, async (role) => {
      const token = await city.token(WHO[role], role, role === 'service' ? 'client' : 'person');
      return { authorization: `Bearer ${token}` };
    });
    plan = {
      rolesOf: (permission) => PERMISSIONS[permission as keyof typeof PERMISSIONS].roles,
      known: {
        ...{ unitId, officerId: clerk, aboutEmployeeId: clerk, surveyId, device, standardCode: 'KODE-1' },
        ...{ code: await served(), arrivedAt: '2026-08-03T01:00:00Z', startedAt: '2026-08-03T01:10:00Z' },
        ...{ finishedAt: '2026-08-03T01:20:00Z', from: '2026-08-01', to: '2026-08-31', month: '2026-07' },
      },
      inPath: {
        ...{ units: unitId, officers: clerk, surveys: surveyId, tracker: complaint.body.trackingCode },
        ...{ complaints: complaint.body.stream.slice(-36), reviews: review.body.stream.slice(-36) },
        imports: String(register.body.importId),
      },
    };
  }, LIMIT_MS);
  afterAll(() => city.stop());

  it(
    'are refused, or answered, and never break anything',
    async () => {
      const calls = hostileCalls(await caller.contract(), plan);
      expect(calls.length).toBeGreaterThan(1_500);
      const faults = await faultsOf(everyTenth(calls), (call) => caller.send(call));
      expect(faults.filter((fault) => !TAKEN.some((name) => fault.startsWith(`taken: ${name}`)))).toEqual([]);
      await city.settled();
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
