import { naturalId } from '@jejak/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted, refused } from './career-city';
import { formationFor } from './career-facts';
import { some, UNIT } from './people';
import { levelOf, type PromotionCity, rankOf, REASON, startPromotionCity } from './promotion-city';

/** Leaves before the day; leaves after it; is moved; moves after the day; waits, and is refused. */
const [GONE, STAYS, MOVED, AHEAD, REFUSED] = [1, 2, 3, 4, 5].map(some);
const SCHOOL = naturalId('unit', 'DISDIK');
const WHY = 'Kasus yang terbuka tidak menghalangi pemberhentian.';

describe('a promotion whose ground is gone', () => {
  let here: PromotionCity;
  const cases: Record<string, string> = {};
  const positions = async (employeeId: string) =>
    (await here.city.facts('PositionAssigned')).filter(({ data }) => data.employeeId === employeeId);

  beforeAll(async () => {
    here = await startPromotionCity([GONE, STAYS, REFUSED], [MOVED, AHEAD]);
    const { city, officer, qualified, granted, proposed } = here;
    for (const id of [GONE, STAYS]) await officer(id, '50');
    for (const id of [MOVED, AHEAD]) {
      await officer(id, '100');
      await qualified(id);
    }
    await formationFor(city, some(90), 'Ahli Muda', 2);
    await city.settled();
    for (const id of [GONE, STAYS]) cases[id] = await granted(rankOf(id));
    cases[MOVED] = await proposed(levelOf(MOVED));
    cases[AHEAD] = await granted(levelOf(AHEAD));
  }, 180_000);
  afterAll(() => here.city.stop());

  it('holds its seat on the map of formations, from the proposal on', async () => {
    const { city, hr } = here;
    const { body } = await hr.get('formation-map');
    expect(body).toEqual({
      items: [
        {
          ...{ formationId: some(90), unitId: UNIT, position: 'Perawat', level: 'Ahli Muda' },
          ...{
            education: 'S-1 Keperawatan',
            approved: 2,
            inVacancies: 0,
            inPromotions: 2,
            free: 0,
            holders: 0,
          },
        },
      ],
      next: null,
    });
    const employee = city.as(STAYS, 'employee');
    expect((await employee.get(`formation-map?unitId=${SCHOOL}`)).body).toEqual({ items: [], next: null });
    expect(await city.anyone('formation-map')).toMatchObject({ status: 401 });
  });

  it('is among what an end of employment names, and ends with it', async () => {
    const { city, hr, mayor, read } = here;
    const leaves = async (id: string, on: string) => {
      const [propose, approve] = ['propose', 'approve'].map((step) => `employment-ends/${id}/${step}`);
      const end = { kind: 'RESIGNED', on };
      expect(await hr.post(propose, end)).toMatchObject(refused(422, 'REASON_REQUIRED'));
      expect(accepted(await hr.post(propose, { ...end, reason: WHY }))).toBe('EmploymentEndProposed');
      expect(await mayor.post(approve, {})).toMatchObject(refused(422, 'REASON_REQUIRED'));
      expect(accepted(await mayor.post(approve, { reason: WHY }))).toBe('EmploymentEnded');
      const ended = (await city.facts('EmploymentEnded')).at(-1);
      expect(ended?.data).toMatchObject({ openCases: [{ kind: 'PROMOTION', caseId: cases[id] }] });
    };
    await leaves(GONE, '2027-03-31');
    const [{ data }] = await city.recorded('PromotionLapsed');
    expect(data).toMatchObject({
      ...{ caseId: cases[GONE], why: 'EMPLOYMENT_ENDED', on: '2027-03-31', movedTo: null },
    });
    expect(await read(cases[GONE])).toMatchObject({ status: 'LAPSED', stopped: { why: 'EMPLOYMENT_ENDED' } });
    for (const step of ['revoke', 'withdraw'])
      expect(
        await here[step === 'revoke' ? 'mayor' : 'hr'].post(`promotions/${cases[GONE]}/${step}`, {
          reason: REASON,
        }),
      ).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
    expect(await hr.post('promotions', rankOf(GONE))).toMatchObject(refused(409, 'EMPLOYMENT_ENDED'));
    // Who still serves on the day is promoted on it.
    await leaves(STAYS, '2027-12-31');
    await city.settled();
    expect(await city.facts('PromotionLapsed')).toHaveLength(1);
  });

  it('is stopped by a move to a post that it does not fit, and its seat is there again', async () => {
    const { city, hr, read } = here;
    const move = { position: 'Perawat', unitId: SCHOOL, from: '2027-03-20' };
    expect(accepted(await hr.post(`employees/${MOVED}/assign-position`, move))).toBe('PositionAssigned');
    await city.recorded('PromotionLapsed', 2);
    expect((await city.facts('PromotionLapsed'))[1].data).toMatchObject({
      ...{ caseId: cases[MOVED], why: 'MOVED', on: '2027-03-20' },
      movedTo: { position: 'Perawat', unitId: SCHOOL },
    });
    expect(await city.facts('PromotionSeatReturned')).toMatchObject([
      { data: { formationId: some(90), caseId: cases[MOVED] } },
    ]);
    expect(await read(cases[MOVED])).toMatchObject({ status: 'LAPSED', stopped: { why: 'MOVED' } });
    expect(await hr.post(`promotions/${cases[MOVED]}/verify`, { documents: [] })).toMatchObject(
      refused(409, 'ILLEGAL_TRANSITION'),
    );
    // The seat and the turn are free: only the formation of the new unit is missing.
    expect(await hr.post('promotions', levelOf(MOVED))).toMatchObject({
      body: { code: 'NOT_ELIGIBLE', rule: 'FORMATION' },
    });
  });

  it('takes effect before a move that comes after its day, and leaves the later place as it is', async () => {
    const { city, hr } = here;
    const later = { position: 'Perawat', unitId: SCHOOL, from: '2027-06-01' };
    expect(accepted(await hr.post(`employees/${AHEAD}/assign-position`, later))).toBe('PositionAssigned');
    // The yearly round is over before the day.
    city.moveTo('2027-03-25');
    await city.recorded('EligibilityRoundHeld');
    city.moveTo('2027-04-01', '00:00:00.000');
    const effective = await city.recorded('PromotionEffective', 2);
    expect(effective.map(({ data }) => data.employeeId).sort()).toEqual([AHEAD, STAYS].sort());
    expect((await positions(AHEAD)).map(({ data }) => data.from)).toEqual(['2019-05-01', '2027-06-01']);
    await city.settled();
    // One has the seat and the level; the other seat is free again.
    expect((await hr.get(`formation-map?unitId=${UNIT}`)).body.items).toMatchObject([
      { formationId: some(90), inPromotions: 1, free: 1, holders: 1 },
    ]);
    expect((await hr.get(`employees/${AHEAD}`)).body).toMatchObject({
      ...{ golongan: 'III/c', jenjang: 'Ahli Muda' },
      positions: [{ unitId: UNIT }, { unitId: SCHOOL, from: '2027-06-01' }],
    });
  });

  it('is listed as late where nobody proposed, again after a refusal, page by page', async () => {
    const { city, hr, mayor, officer, proposed } = here;
    await officer(REFUSED, '50');
    await city.recorded('EligibilityChecked');
    await city.known(
      'the service has asked',
      `select count(*)::int as n from rm.eligibility_list where employee_id = $1 and eligible`,
      [REFUSED],
    );
    // 60 days after 1 April.
    city.moveTo('2027-06-01');
    const late = async (query = '') => {
      await city.settled();
      const { body } = await mayor.get(`promotions/overdue${query}`);
      return body.items.map(({ clock, employeeId }) => [clock, employeeId]);
    };
    const waits = ['NOT_PROPOSED', REFUSED];
    await city.known(
      'it is marked',
      `select count(*)::int as n from rm.promotion_overdue where employee_id = $1`,
      [REFUSED],
    );
    expect(await late()).toContainEqual(waits);
    const caseId = await proposed(rankOf(REFUSED, '2027-08-01'));
    expect(await late()).not.toContainEqual(waits);
    const reject = { outcome: 'REJECTED', reason: REASON };
    expect(accepted(await mayor.post(`promotions/${caseId}/decide`, reject))).toBe('PromotionDecided');
    expect(await late()).toContainEqual(waits);
    // And asked anew, so that another sixty days begin.
    await city.known(
      'the service has asked again',
      `select count(*)::int as n from rm.eligibility_list where employee_id = $1 and propose_by = '2027-07-31'`,
      [REFUSED],
    );
    const again = (await city.facts('EligibilityChecked')).filter(({ data }) => data.afterCaseId === caseId);
    expect(again).toMatchObject([{ data: { eligible: true, employeeId: REFUSED } }]);
    const all = await late();
    const paged: unknown[] = [];
    for (let query = '?limit=1'; query !== '';) {
      const { items, next } = (await mayor.get(`promotions/overdue${query}`)).body;
      paged.push(...items.map(({ clock, employeeId }) => [clock, employeeId]));
      query = typeof next === 'string' ? `?limit=1&cursor=${next}` : '';
    }
    expect(paged).toEqual(all);
    expect(await mayor.get('promotions/overdue?cursor=AAAA')).toMatchObject(refused(400, 'CURSOR_INVALID'));
    expect(await city.as(REFUSED, 'employee').get('promotions/overdue')).toMatchObject(
      refused(403, 'FORBIDDEN_ROLE'),
    );
    expect(await hr.post(`promotions/${caseId}/propose`, {})).toMatchObject(
      refused(409, 'ILLEGAL_TRANSITION'),
    );
  });

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await here.city.toldAgain()).toEqual([]);
  }, 60_000);
});
