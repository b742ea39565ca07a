import { naturalId, newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type City, startCity } from './city';

const CONTACT = { name: 'Warga Contoh', email: 'warga@contoh.test' };
const TEXT = 'Diminta biaya tambahan di loket.';
const WORDS = 'Petugas ramah dan cepat.';

/** What citizens gave is kept for a year (`gov.other` retention), and what was counted of it for ever. */
describe('contacts and words of citizens (domain.md 2.6)', () => {
  let city: City;
  let unitId: string, officer: string, clerk: string;
  let [complaint, code, reviewId] = ['', '', ''];
  const inspector = newId();

  beforeAll(async () => {
    city = await startCity('2026-10-05');
    unitId = await city.unit('DUKCAPIL');
    officer = await city.employee(unitId, null, 'complaint_officer', 'unit_head');
    clerk = await city.employee(unitId, officer);
    const standard = { unitId, code: 'KTP', name: 'KTP', standardDays: 2, fee: 0, requirements: [] };
    await city.as(newId(), 'hr_admin').post('/service-standards', { ...standard, from: '2026-01-01' });
    await city.settled();
    const times = { arrivedAt: '2026-10-05T01:00:00Z', startedAt: '2026-10-05T01:10:00Z' };
    const served = await city.as(clerk, 'employee').post('/service-events', {
      ...{ unitId, officerId: clerk, standardCode: 'KTP', ...times, finishedAt: '2026-10-05T01:20:00Z' },
    });
    const aspects = { speed: 4, accuracy: 4, courtesy: 4 };
    const said = { code: served.body.reviewCode, device: 'device-of-a-citizen', aspects, text: WORDS };
    reviewId = (await city.public.post('/reviews', said)).body.stream.slice('review-'.length);
    const filed = await city.public.post('/complaints', {
      ...{ category: 'FEE', text: TEXT, unitId, contact: CONTACT },
    });
    [code, complaint] = [filed.body.trackingCode, filed.body.stream.slice('complaint-'.length)];
    await city.settled();
    const path = `/complaints/${complaint}`;
    const as = city.as(officer, 'employee');
    for (const [step, body] of [
      ['verify', { class: 'LIGHT' }],
      ['assign', { unitId }],
      ['answer', { answer: 'Mohon maaf.', action: 'Biaya dikembalikan.' }],
    ] as const)
      expect((await as.post(`${path}/${step}`, body)).status).toBe(200);
    await city.settled();
    expect((await city.public.post(`/tracker/${code}/close`)).status).toBe(200);
    await city.settled();
  }, 120_000);
  afterAll(() => city.stop(), 60_000);

  const read = async () => (await city.as(inspector, 'inspector').get(`/complaints/${complaint}`)).body;
  const destroyed = (kind: string, id: string) => city.citizen.platform.keys.isDestroyed(naturalId(kind, id));

  it('are there, sealed apart from what was said, until the last day is over', async () => {
    expect(await city.facts('ComplaintClosed')).toMatchObject([{ contactUntil: '2027-10-05T17:00:00.000Z' }]);
    expect(await city.facts('ReviewSubmitted')).toMatchObject([{ textUntil: '2027-10-05T17:00:00.000Z' }]);
    city.moveTo('2027-10-05', '23:59:59');
    expect(await read()).toMatchObject({ text: TEXT, contact: CONTACT });
    expect(await city.facts('ComplaintContactErased')).toEqual([]);
  });

  it('are gone then, by a fact and with their key; the complaint and the marks stay', async () => {
    city.moveTo('2027-10-06', '00:00:00');
    await eventually('both keys are gone', async () => {
      const gone = await Promise.all([
        destroyed('complaint-contact', complaint),
        destroyed('reviewer', reviewId),
      ]);
      return gone.every(Boolean);
    });
    expect(await city.facts('ComplaintContactErased')).toMatchObject([{ complaintId: complaint }]);
    expect(await city.facts('ReviewTextErased')).toMatchObject([{ reviewId }]);
    await city.settled();
    expect(await read()).toMatchObject({ text: TEXT, contact: null, status: 'closed' });
    expect((await city.public.get(`/tracker/${code}`)).body).toMatchObject({ action: 'Biaya dikembalikan.' });
    expect((await city.public.get(`/reviews/${reviewId}`)).body.status).toBe('COUNTED');
    const own = await city
      .as(clerk, 'employee')
      .get(`/officers/${clerk}/reviews?from=2026-10-01&to=2026-10-31`);
    expect(own.body).toMatchObject({ counted: 1 });
  });
});
