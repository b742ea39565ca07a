import { newId } from '@jejak/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type City, type Person, startCity } from './city';

/** A seat that career has promised to a promotion is offered to nobody else. */
describe('seats that promotions hold (domain.md 4.2, 7.4)', () => {
  let city: City;
  let hr: Person, mayor: Person;
  let formationId: string;
  const draft = (seats: number) =>
    city.ask('POST', '/vacancies', {
      as: hr,
      body: {
        ...{ year: 2026, formationId, formationKind: 'GENERAL', seats },
        appointment: { kind: 'CPNS', golongan: 'III/a' },
        requirements: [{ kind: 'EDUCATION', text: 'S-1 Keperawatan' }],
      },
    });

  beforeAll(async () => {
    city = await startCity();
    [hr, mayor] = [await city.person('hr_admin'), await city.person('leadership')];
    formationId = await city.formation('Perawat', 2, hr, mayor);
  });
  afterAll(() => city.stop());

  it('are not there to draft on', async () => {
    const held = newId();
    await city.promotes(formationId, held, true);
    expect((await draft(2)).body).toMatchObject({ status: 422, code: 'SEATS_EXCEED_FORMATION' });
    await city.settled();
    expect((await city.ask('GET', `/formations/${formationId}`, { as: hr })).body).toMatchObject({
      ...{ seatsApproved: 2, seatsTaken: 0, seatsPromoted: 1 },
    });
    await city.promotes(formationId, held, false);
    const drafted = await draft(2);
    expect(drafted.status).toBe(200);
    const vacancy = `/vacancies/${drafted.body.stream.slice('vacancy-'.length)}`;
    expect((await city.ask('POST', `${vacancy}/approve`, { as: mayor })).status).toBe(200);
    // A promotion is proposed for one of them meanwhile.
    const later = newId();
    await city.promotes(formationId, later, true);
    const announce = () =>
      city.ask('POST', `${vacancy}/announce`, {
        as: hr,
        body: { openOn: '2026-02-02', closeOn: '2026-02-17' },
      });
    expect((await announce()).body).toMatchObject({ status: 422, code: 'SEATS_EXCEED_FORMATION' });
    await city.promotes(formationId, later, false);
    expect((await announce()).status).toBe(200);
  });
});
