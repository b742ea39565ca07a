import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted } from './career-city';
import { evaluationKnown } from './career-facts';
import { some } from './people';
import { type PromotionCity, rankOf, startPromotionCity } from './promotion-city';

const [ENOUGH, SHORT, IMPORTED] = [1, 2, 3].map(some);

describe('the service asks for eligibility without being asked', () => {
  let here: PromotionCity;
  const checksOf = async (employeeId: string) =>
    (await here.city.facts('EligibilityChecked')).filter(({ data }) => data.employeeId === employeeId);
  const asked = (employeeId: string, count = 1) =>
    here.city.known(
      'the service has asked',
      `select count(*)::int as n from rm.eligibility_list where employee_id = $1 and version >= $2`,
      [employeeId, count],
    );

  beforeAll(async () => {
    here = await startPromotionCity([ENOUGH, SHORT, IMPORTED]);
  }, 120_000);
  afterAll(() => here.city.stop());

  it('when a conversion makes points enough, once for the same', async () => {
    const { city, officer } = here;
    // 37.49 + 12.50 are 49.99 of 50; 37.50 + 12.50 are 50.
    await officer(SHORT, '37.49');
    const evaluation = await officer(ENOUGH, '37.50');
    await asked(ENOUGH);
    expect(await checksOf(ENOUGH)).toMatchObject([
      { data: { kind: 'RANK_FUNCTIONAL', eligible: true, to: { rank: 'III/b', level: 'Ahli Pertama' } } },
    ]);
    expect(await checksOf(SHORT)).toEqual([]);
    const { body } = await city.as(ENOUGH, 'employee').get('me/career');
    expect(body.eligibility).toMatchObject([
      { kind: 'RANK_FUNCTIONAL', eligible: true, caseId: null, proposeBy: '2027-04-11' },
    ]);
    // A better predicate: 56.25, another state of what it rests on.
    await city.performance.tell(evaluation.stream, evaluation.reopened, evaluation.final('SANGAT_BAIK', 2));
    await evaluationKnown(city, evaluation.evaluationId, 4);
    await city.recorded('EligibilityChecked', 2);
    await asked(ENOUGH, 2);
    const [, again] = await checksOf(ENOUGH);
    expect(again.data).toMatchObject({ evaluations: [{ evaluationVersion: 2 }] });
    expect(again.inputs.map(({ stream }) => stream)).toContain(evaluation.stream);
  });

  it('once a year of everybody whose points or years may be enough', async () => {
    const { city, hr, opened } = here;
    const documentSha256 = 'ab'.repeat(32);
    const balance = { balance: '60', asOf: '2025-12-31', documentSha256 };
    accepted(await hr.post(`credit-ledgers/${IMPORTED}/import-balance`, balance));
    expect(await city.facts('EligibilityRoundPlanned')).toMatchObject([
      { data: { on: '2027-03-01', dueAt: '2027-02-28T17:00:00.000Z' } },
    ]);
    await city.settled();
    city.moveTo('2027-03-01');
    const [{ data }] = await city.recorded('EligibilityRoundHeld');
    // Two officers; of staff those of the file who hold a rank for four years.
    expect(data).toMatchObject({ on: '2027-03-01', asked: 8 });
    expect((await city.facts('EligibilityRoundPlanned')).at(-1)?.data).toMatchObject({ on: '2028-03-01' });
    // What was told already is not told again; the points that were imported are.
    expect(await checksOf(ENOUGH)).toHaveLength(2);
    expect(await checksOf(IMPORTED)).toMatchObject([
      { data: { kind: 'RANK_FUNCTIONAL', eligible: false, caseId: null } },
    ]);
    await city.settled();
    const { body } = await city.as(IMPORTED, 'employee').get('me/career');
    expect(body.eligibility).toMatchObject([
      {
        kind: 'RANK_FUNCTIONAL',
        checks: expect.arrayContaining([expect.objectContaining({ rule: 'AK', pass: true })]),
      },
    ]);
    await opened(rankOf(ENOUGH));
  });
});
