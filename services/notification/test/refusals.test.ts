import { newId } from '@jejak/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BOOT_MS, type City, startCity } from './city';

let city: City;
const refused = (status: number, code: string) => ({ status, body: { code } });
const wish = { email: 'warga@contoh.test', topics: ['VACANCY'], language: 'id' };

describe('what is not in force yet', () => {
  beforeAll(async () => {
    city = await startCity(
      '2026-01-05',
      { JEJAK_SMTP_URL: 'smtp://localhost:1', JEJAK_MAIL_FROM: 'jejak@kota.example' },
      { 'ntf.other': { effectiveFrom: '2026-02-01' } },
    );
  }, BOOT_MS);
  afterAll(() => city.stop(), BOOT_MS);

  it('refuses what needs it', async () => {
    expect(await city.public.post('/public-subscriptions', wish)).toMatchObject(
      refused(422, 'POLICY_MISSING'),
    );
    const report = await city.as(newId(), 'hr_admin').get('/reports/deadlines?month=2025-12');
    expect(report).toMatchObject(refused(422, 'POLICY_MISSING'));
    city.moveTo('2026-02-02');
    expect((await city.public.post('/public-subscriptions', wish)).status).toBe(202);
  });
});

describe('an installation without a mail relay', () => {
  beforeAll(async () => {
    city = await startCity('2026-01-05');
  }, BOOT_MS);
  afterAll(() => city.stop(), BOOT_MS);

  it('offers no e-mail', async () => {
    expect(await city.public.post('/public-subscriptions', wish)).toMatchObject(
      refused(422, 'CHANNEL_UNAVAILABLE'),
    );
    const employee = city.as(newId(), 'employee');
    expect((await employee.get('/subscriptions/mine')).body.channels).toEqual([]);
    const set = await employee.post('/subscriptions', { topic: 'VACANCY', channels: ['EMAIL'] });
    expect(set).toMatchObject(refused(422, 'CHANNEL_UNAVAILABLE'));
  });
});
