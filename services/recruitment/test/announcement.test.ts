import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer } from './answer';
import { type City, startCity } from './city';
import { announced, outcomeOf, type Staff, staffOf } from './round';

const COMPONENTS = { cat: '60', interview: '25', psychological: '15', catMax: 500, maxAdditional: '40' };

describe('what a vacancy is announced under (domain.md 2.5, 3, 4.2, 17)', () => {
  let city: City;
  let staff: Staff;
  beforeAll(async () => {
    city = await startCity('2026-02-02T02:00:00.000Z');
    staff = await staffOf(city);
  });
  afterAll(() => city.stop());

  const announce = async (change: object = {}): Promise<Answer> => {
    const { hr, mayor } = staff;
    const draft = {
      ...{ year: 2026, formationKind: 'GENERAL', seats: 1, requirements: [], ...change },
      formationId: await city.formation('Perawat', 1, hr, mayor),
      appointment: { kind: 'CPNS', golongan: 'III/a' },
    };
    const { body } = await city.ask('POST', '/vacancies', { as: hr, body: draft });
    const at = `/vacancies/${body.stream.slice('vacancy-'.length)}`;
    await city.ask('POST', `${at}/approve`, { as: mayor });
    const window = { openOn: '2026-02-02', closeOn: '2026-02-17' };
    return city.ask('POST', `${at}/announce`, { as: hr, body: window });
  };

  it('is no decree of another year', async () => {
    expect((await announce({ year: 2027 })).body).toMatchObject({
      ...{ status: 422, code: 'POLICY_MISSING', rule: 'rec.skd.threshold' },
    });
    expect(await outcomeOf(announce())).toEqual([200, 'VacancyAnnounced']);
  });

  it('is no SKB in which the tests beside the CAT weigh more than they may', async () => {
    const before = await announced(city, staff, 'Bidan');
    const heavier = { cat: '50', interview: '30', psychological: '20' };
    await city.decree('rec.skb.components', { ...COMPONENTS, ...heavier }, 2);
    const refused = { status: 422, code: 'RULE_VIOLATED', rule: 'rec.skb.components' };
    expect((await announce()).body).toMatchObject(refused);
    // The bound is the policy's own: of 50 they may.
    await city.decree('rec.skb.components', { ...COMPONENTS, ...heavier, maxAdditional: '50' }, 3);
    expect(await outcomeOf(announce())).toEqual([200, 'VacancyAnnounced']);
    await city.decree('rec.skb.components', { ...COMPONENTS, maxAdditional: '39.999' }, 4);
    expect((await announce()).body).toMatchObject(refused);
    await city.decree('rec.skb.components', { ...COMPONENTS, interview: '24.999' }, 5);
    expect((await announce()).body).toMatchObject({ status: 422, code: 'WEIGHTS_NOT_100' });
    await city.decree('rec.skb.components', COMPONENTS, 6);
    expect(await outcomeOf(announce())).toEqual([200, 'VacancyAnnounced']);
    // What was announced before keeps what it was announced under.
    await city.settled();
    const { body } = await city.ask('GET', `/vacancies/${before}`);
    expect(body.pinnedPolicies).toContain('rec.skb.components@1');
  });

  it('is no set of stages that weighs more or less than 100', async () => {
    await city.decree('rec.weight', { skd: '40', skb: '60.001' }, 2);
    expect((await announce()).body).toMatchObject({ status: 422, code: 'WEIGHTS_NOT_100' });
  });
});
