import { unlikeTheirRebuild } from '@jejak/neighbour';
import { newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { vacancyBoard } from '../src/vacancy/vacancy.projection';
import { type City, startCity } from './city';
import { announced, applyFor, outcomeOf, type Staff, staffOf } from './round';

describe('a vacancy that is amended while registration is open (domain.md 4.2)', () => {
  let city: City;
  let staff: Staff;
  let id: string;
  beforeAll(async () => {
    city = await startCity('2026-02-02T02:00:00.000Z');
    staff = await staffOf(city);
    const requirements = [
      { kind: 'EDUCATION', text: 'S-1 Keperawatan' },
      { kind: 'EXPERIENCE', text: 'Dua tahun di rumah sakit' },
    ];
    id = await announced(city, staff, 'Perawat', { requirements });
    await eventually('registration opens', async () => (await shown()).status === 'open');
  });
  afterAll(() => city.stop());

  const shown = async () => (await city.ask('GET', `/vacancies/${id}`)).body;
  const reason = 'Jadwal nasional diundur tiga hari.';
  const amend = (body: object, as = staff.hr): Promise<[number, string]> =>
    outcomeOf(city.ask('POST', `/vacancies/${id}/amend`, { as, body }));

  it('is frozen for anything that is not in the applicants’ favour', async () => {
    expect(await amend({ closeOn: '2026-02-16', reason })).toEqual([422, 'VACANCY_FROZEN']);
    expect(await amend({ requirements: [{ kind: 'OTHER', text: 'Tinggi 170 cm' }], reason })).toEqual([
      422,
      'VACANCY_FROZEN',
    ]);
    expect(await amend({ seats: 2, reason })).toEqual([400, 'VALIDATION_FAILED']);
    expect(await amend({ closeOn: '2026-02-30', reason })).toEqual([400, 'VALIDATION_FAILED']);
    expect(await amend({ closeOn: '2026-02-20', reason: 'diundur' })).toEqual([422, 'REASON_REQUIRED']);
    expect(await amend({ closeOn: '2026-02-20', reason }, staff.mayor)).toEqual([403, 'FORBIDDEN_ROLE']);
    const other = city.ask('POST', `/vacancies/${newId()}/amend`, { as: staff.hr, body: { reason } });
    expect(await outcomeOf(other)).toEqual([404, 'VACANCY_NOT_FOUND']);
  });

  it('is extended, and closes when it now says', async () => {
    const requirements = [{ kind: 'EDUCATION', text: 'S-1 Keperawatan' }];
    expect(await amend({ closeOn: '2026-02-20', requirements, reason })).toEqual([200, 'VacancyAmended']);
    await city.settled();
    expect(await shown()).toMatchObject({
      closeAt: '2026-02-20T17:00:00.000Z',
      requirements,
      amendments: [
        {
          at: '2026-02-02T02:00:00.000Z',
          changes: [
            { field: 'closeAt', old: '2026-02-17T17:00:00.000Z', new: '2026-02-20T17:00:00.000Z' },
            { field: 'documentKinds', new: ['DIPLOMA', 'IDENTITY'] },
            { field: 'requirements' },
          ],
        },
      ],
    });
    city.at('2026-02-20T16:59:59.000Z');
    expect((await applyFor(city, id, await city.person('applicant'))).status).toBe(200);
    city.at('2026-02-20T17:00:00.000Z');
    await eventually('registration closes', async () => (await shown()).status === 'closed');
    expect(await amend({ closeOn: '2026-02-25', reason })).toEqual([422, 'VACANCY_FROZEN']);
    expect(await unlikeTheirRebuild(city.service.platform, [vacancyBoard])).toEqual({});
  });
});
