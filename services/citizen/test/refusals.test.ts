import { newId } from '@jejak/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type City, startCity } from './city';

const codeOf = ({ status, body }: Answer): readonly unknown[] => [status, body.code];

/** Refusals that no story comes to. */
describe('what is refused', () => {
  let city: City;
  let unitId: string, officer: string;
  const hr = newId();

  beforeAll(async () => {
    city = await startCity('2026-10-15');
    unitId = await city.unit('DINKES');
    officer = await city.employee(unitId, null, 'complaint_officer');
  }, 120_000);
  afterAll(() => city.stop(), 60_000);

  it('whatever is not there', async () => {
    const as = { hr: city.as(hr, 'hr_admin'), officer: city.as(officer, 'employee') };
    const span = 'from=2026-10-01&to=2026-10-31';
    const reason = { reason: 'Alasan yang cukup panjang untuk dicatat.' };
    expect([
      codeOf(await city.public.get('/tracker/000000000000')),
      codeOf(await as.officer.post(`/complaints/${newId()}/verify`, { class: 'LIGHT' })),
      codeOf(await city.public.get(`/datasets/${newId()}/1`)),
      codeOf(await as.hr.get(`/officers/${newId()}/reviews?${span}`)),
      codeOf(await as.officer.post(`/reviews/${newId()}/release`, reason)),
      codeOf(await as.hr.get(`/surveys/${newId()}`)),
    ]).toEqual([
      [404, 'COMPLAINT_NOT_FOUND'],
      [404, 'COMPLAINT_NOT_FOUND'],
      [404, 'DATASET_NOT_FOUND'],
      [404, 'EMPLOYEE_NOT_FOUND'],
      [404, 'REVIEW_NOT_FOUND'],
      [404, 'SURVEY_NOT_FOUND'],
    ]);
  });

  it('a service without a standard, by a unit that has none', async () => {
    const served = await city.as('queue', 'service', 'client').post('/service-events', {
      ...{ unitId, officerId: officer, standardCode: 'KTP', arrivedAt: '2026-10-14T01:00:00Z' },
      ...{ startedAt: '2026-10-14T01:10:00Z', finishedAt: '2026-10-14T01:20:00Z' },
    });
    expect(codeOf(served)).toEqual([404, 'STANDARD_NOT_FOUND']);
  });
});
