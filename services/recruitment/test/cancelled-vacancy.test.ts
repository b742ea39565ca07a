import { unlikeTheirRebuild } from '@jejak/neighbour';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formationList } from '../src/formation/formation.projection';
import { vacancyBoard } from '../src/vacancy/vacancy.projection';
import { type City, type Person, startCity } from './city';

describe('a vacancy that is cancelled after its announcement', () => {
  let city: City;
  let [hr, mayor, applicant]: Person[] = [];
  beforeAll(async () => {
    city = await startCity('2026-02-02T02:00:00.000Z');
    [hr, mayor, applicant] = await Promise.all([
      city.person('hr_admin'),
      city.person('leadership'),
      city.person('applicant'),
    ]);
  });
  afterAll(() => city.stop());

  it('stays on the board as cancelled, takes no applications, and gives its seats back', async () => {
    const post = (path: string, as: Person, body?: object) => city.ask('POST', path, { as, body });
    const formationId = await city.formation('Arsiparis', 2, hr, mayor);
    const draft = {
      ...{ year: 2026, formationId, formationKind: 'GENERAL', seats: 2, requirements: [] },
      appointment: { kind: 'CPNS', golongan: 'II/c' },
    };
    const { body: drafted } = await post('/vacancies', hr, draft);
    const id = drafted.stream.slice('vacancy-'.length);
    await post(`/vacancies/${id}/approve`, mayor);
    await post(`/vacancies/${id}/announce`, hr, { openOn: '2026-02-02', closeOn: '2026-02-17' });
    const seats = async () => {
      const { body } = await city.ask('GET', `/formations/${formationId}`, { as: hr });
      return (body as unknown as { seatsTaken: number }).seatsTaken;
    };
    await city.settled();
    expect(await seats()).toBe(2);
    const reason = 'Anggaran untuk kursi ini dicabut oleh dewan.';
    expect((await post(`/vacancies/${id}/cancel`, mayor, { reason })).status).toBe(200);
    expect((await post(`/vacancies/${id}/cancel`, mayor, { reason })).body.code).toBe('ILLEGAL_TRANSITION');
    await city.settled();
    expect(await seats()).toBe(0);
    expect((await city.ask('GET', `/vacancies/${id}`)).body).toMatchObject({ status: 'cancelled' });
    const { body: board } = await city.ask('GET', '/vacancies?status=cancelled');
    expect(board.items.map(({ vacancyId }) => vacancyId)).toEqual([id]);
    const application = {
      ...{ channel: 'CAMPUS', educationGpa: '3.5', birthDate: '1999-04-30', noticeAccepted: true },
    };
    expect((await post(`/vacancies/${id}/apply`, applicant, application)).body.code).toBe('WINDOW_CLOSED');

    // A draft that is cancelled was never the public's business.
    const { body: second } = await post('/vacancies', hr, draft);
    const unseen = second.stream.slice('vacancy-'.length);
    expect((await post(`/vacancies/${unseen}/cancel`, mayor, { reason })).status).toBe(200);
    await city.settled();
    expect((await city.ask('GET', `/vacancies/${unseen}`)).status).toBe(404);
    expect((await city.ask('GET', '/vacancies')).body.items).toHaveLength(1);

    // The end of its registration comes, and nothing is left to be done.
    city.at('2026-02-18T02:00:00.000Z');
    const { pool } = city.service.platform;
    await eventually('no timer is open', async () => {
      const { rows } = await pool.query('select from rm.timers where not done');
      return rows.length === 0;
    });
    expect(await unlikeTheirRebuild(city.service.platform, [formationList, vacancyBoard])).toEqual({});
  });
});
