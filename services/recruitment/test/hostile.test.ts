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
import { type City, type Person, startCity } from './city';
import { selectNurses, SKD_PUBLISHED_AT } from './nurse-selection';

/** Of what nobody knows there are no rows; a licence may be known before its holder; and who names no wish wishes to hear of all. */
const TAKEN = [
  'GET /v1/vacancies/{id}/applications, at what nobody knows',
  'GET /v1/vacancies/{id}/panel-board, at what nobody knows',
  'POST /v1/psychologists/{id}/register-licence, at what nobody knows',
  'POST /v1/my/subscriptions, the body ',
];

const LIMIT_MS = 240_000;

/** A selection that has come to a published result, and every entrance of the service, as a hostile caller tries it. */
describe('hostile calls', () => {
  let city: City;
  let plan: HostilePlan;
  let caller: HostileCaller;
  /** Who comes in under a role. */
  let who: Readonly<Record<Role, Person>>;

  beforeAll(async () => {
    city = await startCity();
    const selection = await selectNurses(city);
    await city.settled();
    city.at(SKD_PUBLISHED_AT);
    const { vacancyId, hr, mayor, chair, provider } = selection;
    const applicationId = selection.application('A-2');
    const formationId = await city.formation('Bidan', 2, hr, mayor);
    const objection = await city.ask('POST', `/applications/${applicationId}/object`, {
      as: selection.applicant('A-2'),
      body: {
        stage: 'FINAL',
        ground: 'SCORE',
        text: 'Nilai TWK saya 105, bukan 100.',
      },
    });
    const clarification = await city.ask('POST', `/vacancies/${vacancyId}/clarifications`, {
      as: chair,
      body: { stage: 'SKD', startsAt: '2026-03-13T02:00:00.000Z', place: 'Aula BKPSDM' },
    });
    const input = await city.ask('POST', `/vacancies/${vacancyId}/inputs`, {
      body: { stage: 'SKD', text: 'Mohon daftar nilai dibuka.' },
    });
    const idIn = (answer: { readonly body: { readonly stream?: string } }): string =>
      answer.body.stream?.slice(-36) ?? newId();
    await city.settled();
    const listed = await city.ask('GET', `/vacancies/${vacancyId}/ranking?stage=SKD`);
    const stranger = await city.person('operator');
    who = {
      ...{
        public: stranger,
        applicant: selection.applicant('A-1'),
        employee: stranger,
        supervisor: stranger,
      },
      ...{ hr_admin: hr, committee: chair, leadership: mayor, inspector: await city.person('inspector') },
      ...{ operator: stranger, monitor: stranger, service: provider },
    };
    caller = hostileCaller(city.service.url, (role) =>
      Promise.resolve({ authorization: `Bearer ${who[role].token}`, 'x-acting-role': role }),
    );
    plan = {
      rolesOf: (permission) => PERMISSIONS[permission as keyof typeof PERMISSIONS].roles,
      known: {
        ...{ formationId, vacancyId, applicationId, year: 2026, openOn: '2026-05-04', closeOn: '2026-06-01' },
        ...{ golongan: 'III/a', tmt: '2026-06-01', nip: '199904302026062001', stage: 'SKD' },
      },
      inPath: {
        ...{ vacancies: vacancyId, applications: applicationId, formations: formationId },
        ...{ objections: idIn(objection), clarifications: idIn(clarification), 'public-inputs': idIn(input) },
        ...{ ranking: selection.number('A-1'), psychologists: chair.id },
        datasets: String(listed.body.datasetId ?? newId()),
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
