import { PERMISSIONS } from '@jejak/auth';
import { newId, type Role } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
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
import { BOOT_MS, type City, startCity } from './city';
import { draftPlan } from './facts';
import { type MailRelay, startMailRelay } from './relay';

const other = (body: string): string =>
  body
    .replace('"off":false', '"off":true')
    .replace('"Kata yang', '"Lain kata yang')
    .replace('agenda.kota', 'lain.kota');

/** A city in which there is one of everything, and every entrance of the service, as a hostile caller tries it. */
describe('hostile calls', () => {
  let city: City;
  let relay: MailRelay;
  let plan: HostilePlan;
  let caller: HostileCaller;
  let who: Readonly<Record<Role, string>>;

  beforeAll(async () => {
    relay = await startMailRelay();
    city = await startCity('2026-01-05', {
      ...{ JEJAK_SMTP_URL: relay.url, JEJAK_MAIL_FROM: 'jejak@kota.example' },
      // All of them come from one address: what is tried here is not their number.
      JEJAK_PUBLIC_SUBSCRIPTIONS: '100000',
    });
    const unitId = await city.unit('DINKES');
    const supervisor = await city.employee(unitId, null, 'unit_head');
    const employee = await city.employee(unitId, supervisor);
    const stranger = newId();
    who = {
      ...{ public: '', applicant: stranger, employee, supervisor, hr_admin: newId(), committee: stranger },
      ...{
        leadership: newId(),
        inspector: stranger,
        operator: stranger,
        monitor: stranger,
        service: 'service-policy',
      },
    };
    const object = await draftPlan(city, employee, unitId, '2026-01-31');
    await eventually('it is watched', async () => (await city.facts('DeadlineWatchStarted')).length === 1);
    city.moveTo('2026-01-17');
    await eventually('it is told', async () => (await city.facts('MessageQueued')).length === 1);
    await city.settled();
    const [{ messageId }] = await city.facts('MessageQueued');
    caller = hostileCaller(city.url, async (role): Promise<Record<string, string>> => {
      if (role === 'public') return {};
      const token = await city.token(who[role], role, role === 'service' ? 'client' : 'person');
      return { authorization: `Bearer ${token}` };
    });
    plan = {
      rolesOf: (permission) => PERMISSIONS[permission as keyof typeof PERMISSIONS].roles,
      known: {
        ...{ personId: employee, unitId, object, month: '2025-12', url: 'https://agenda.kota.example/jejak' },
        ...{ channels: ['EMAIL'], off: false, from: '21:00', to: '05:00', email: 'warga@contoh.test' },
      },
      inPath: { deliveries: String(messageId), inbox: String(messageId) },
    };
  }, BOOT_MS);
  afterAll(async () => {
    await city.stop();
    await relay.stop();
  }, BOOT_MS);

  it(
    'are refused, or answered, and never break anything',
    async () => {
      const contract = await caller.contract();
      const calls = hostileCalls(contract, plan);
      expect(calls.length).toBeGreaterThan(700);
      expect(untriedEntrances(contract, calls)).toEqual([]);
      expect(await faultsOf(everyTenth(calls), (call) => caller.send(call))).toEqual([]);
      await city.settled();
    },
    BOOT_MS,
  );

  it(
    'of one command at once have one outcome, and under its id there is no other',
    async () => {
      // An address that no call before has set: what changes nothing is not remembered.
      const fresh = { ...plan, known: { ...plan.known, url: 'https://agenda.kota.example/jejak-baru' } };
      expect(await twinFaults(caller, fresh, other)).toEqual([]);
    },
    BOOT_MS,
  );
});
