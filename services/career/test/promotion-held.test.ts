import { policyInForce, SEED } from '@jejak/contracts/policy';
import { naturalId, streamOf } from '@jejak/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted, refused } from './career-city';
import { evaluationKnown, type evaluationOf } from './career-facts';
import { HR1, PPK, SIGNED, some } from './people';
import { type PromotionCity, rankOf, REASON, startPromotionCity } from './promotion-city';

const [TWICE, REVOKED, HELD, PINNED, LATER, BALANCED] = [1, 2, 3, 4, 5, 6].map(some);

describe('a granted promotion before it takes effect', () => {
  let here: PromotionCity;
  let contested: ReturnType<typeof evaluationOf>;
  let held: string;
  const employee = async (id: string) => (await here.hr.get(`employees/${id}`)).body;

  beforeAll(async () => {
    here = await startPromotionCity([TWICE, REVOKED, HELD, PINNED, LATER, BALANCED]);
  }, 120_000);
  afterAll(() => here.city.stop());

  it('is one of a person at a time, also of two that are opened in the same instant', async () => {
    const { city, hr, hr2, officer } = here;
    await officer(TWICE, '50');
    await city.settled();
    const asking = [hr, hr2, city.as(TWICE, 'employee'), hr, hr2];
    const answers = await Promise.all(asking.map((one) => one.post('promotions', rankOf(TWICE))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    for (const answer of answers.filter(({ status }) => status !== 200))
      expect(answer).toMatchObject(refused(409, 'PROMOTION_EXISTS'));
    const [{ data }, ...more] = await city.facts('PromotionTurnTaken');
    expect(more).toEqual([]);
    const { caseId } = data as { caseId: string };
    accepted(await hr.post(`promotions/${caseId}/withdraw`, { reason: REASON }));
    expect(await city.facts('PromotionTurnReturned')).toMatchObject([{ data: { caseId } }]);
    expect(accepted(await hr.post('promotions', rankOf(TWICE)))).toContain('PromotionOpened');
  });

  it('is revoked by the leadership once what it rests on has changed, with a reason', async () => {
    const { city, hr, mayor, officer, granted, read } = here;
    const evaluation = await officer(REVOKED, '50');
    const caseId = await granted(rankOf(REVOKED));
    const revoke = (as = mayor, reason = REASON) => as.post(`promotions/${caseId}/revoke`, { reason });
    expect(await revoke()).toMatchObject({
      ...{ status: 422, body: { code: 'RULE_VIOLATED', rule: 'promotion.unchanged' } },
    });
    expect(await revoke(hr)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    expect(await revoke(city.as(HR1, 'leadership'))).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(await mayor.post(`promotions/${some(99)}/revoke`, { reason: REASON })).toMatchObject(
      refused(404, 'PROMOTION_NOT_FOUND'),
    );
    expect(await mayor.post(`promotions/${caseId}/revoke`, { reason: 7 })).toMatchObject(
      refused(400, 'VALIDATION_FAILED'),
    );
    await city.performance.tell(evaluation.stream, evaluation.reopened, evaluation.final('KURANG', 2));
    await evaluationKnown(city, evaluation.evaluationId, 4);
    await city.recorded('CreditReversed');
    await city.settled();
    const rests = await mayor.get(`evaluations/${evaluation.evaluationId}/decisions`);
    expect(rests.body).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ what: 'PROMOTION GRANTED', corrected: true, inQuestion: false }),
      ]),
    );
    expect(await revoke(mayor, 'Batal.')).toMatchObject(refused(422, 'REASON_REQUIRED'));
    expect(accepted(await revoke())).toBe('PromotionRevoked');
    expect((await city.facts('PromotionRevoked'))[0].data).toMatchObject({
      ...{ grounds: ['CONDITION', 'CREDIT', 'EVALUATION'], failed: ['PREDICATE'], revokedBy: PPK },
    });
    expect(await read(caseId)).toMatchObject({
      ...{ status: 'REVOKED', stopped: { grounds: ['CONDITION', 'CREDIT', 'EVALUATION'] } },
    });
    expect(await revoke()).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
    const attempts = await city.facts('CommandRefused');
    expect(attempts.map(({ data }) => `${String(data.commandType)} ${String(data.code)}`)).toEqual(
      expect.arrayContaining(['RevokePromotion SOD_VIOLATION', 'RevokePromotion RULE_VIOLATED']),
    );
    expect(await employee(REVOKED)).toMatchObject({ golongan: 'III/a' });
  });

  it('that rests on a balance is listed once that is corrected', async () => {
    const { city, hr, mayor, officer, granted } = here;
    await officer(BALANCED, '50');
    const caseId = await granted(rankOf(BALANCED, '2027-06-01'));
    const listed = async () => {
      await city.settled();
      const { body } = await mayor.get('promotions/changed-grounds');
      return body.items.filter((row) => row.caseId === caseId);
    };
    expect(await listed()).toEqual([]);
    city.moveTo('2027-02-11');
    const decree = { balance: '45', documentSha256: SIGNED, reason: REASON };
    expect(accepted(await hr.post(`credit-ledgers/${BALANCED}/correct-balance`, decree))).toBe(
      'CreditBalanceCorrected',
    );
    expect(await listed()).toMatchObject([
      { status: 'GRANTED', evaluations: [], creditCorrected: '-5.00', effective: '2027-06-01' },
    ]);
  });

  it('is governed to its end by the policies of its opening, whatever is published meanwhile', async () => {
    const { city, hr, officer, opened, granted } = here;
    contested = await officer(HELD, '50');
    await officer(PINNED, '50');
    await officer(LATER, '50');
    await city.settled();
    held = await granted(rankOf(HELD));
    const caseId = await opened(rankOf(PINNED));
    const key = 'car.promo.minPredicate';
    const [opening] = (await city.facts('PromotionOpened')).filter(({ data }) => data.caseId === caseId);
    expect(opening.data.pinnedPolicies).toEqual([
      ...['car.coefficient@1', 'car.conversion@1', 'car.need@1', 'car.other@1', 'car.promo.dates@1'],
      ...['car.promo.minPredicate@1', 'gov.other@1'],
    ]);
    const { legalBasis, origin } = SEED.find((one) => one.key === key) ?? SEED[0];
    const parameters = { minPredicate: 'SANGAT_BAIK', years: 2 };
    await city.policy.tell(
      streamOf('policy', naturalId('policy', key)),
      policyInForce({
        ...{ key, version: 2, parameters, legalBasis, origin, effectiveFrom: '2027-02-15' },
        ...{ acknowledged: 1140, active: 1200, coverage: '95.0000' },
      }),
    );
    await city.known(
      'the policy is known',
      'select count(*)::int as n from rm.policy_version where key = $1',
      [key],
      2,
    );
    city.moveTo('2027-02-20');
    expect(await hr.post('promotions', rankOf(LATER))).toMatchObject({
      status: 422,
      body: { code: 'NOT_ELIGIBLE', rule: 'PREDICATE' },
    });
    expect(accepted(await hr.post(`promotions/${caseId}/propose`, {}))).toBe('PromotionProposed');
    const proposal = (await city.facts('PromotionProposed')).at(-1);
    expect(proposal?.policies).toContain('car.promo.minPredicate@1');
    expect(proposal?.policies).not.toContain('car.promo.minPredicate@2');
  });

  it('is held on its day where an evaluation is contested', async () => {
    const { city, mayor, read } = here;
    city.moveTo('2027-03-20');
    await city.performance.tell(contested.stream, contested.objected);
    await evaluationKnown(city, contested.evaluationId, 3);
    city.moveTo('2027-04-01', '00:00:00.000');
    const [{ data }] = await city.recorded('PromotionHeld');
    expect(data).toMatchObject({
      ...{ caseId: held, because: ['CONDITION', 'CONTESTED'], failed: ['PREDICATE'], decideBy: '2027-04-22' },
    });
    expect(await city.facts('PromotionEffective')).toEqual([]);
    expect(await read(held)).toMatchObject({
      ...{ status: 'HELD', decideBy: '2027-04-22', stopped: { failed: ['PREDICATE'] } },
    });
    const decide = (given: object) => mayor.post(`promotions/${held}/decide`, given);
    const again = { outcome: 'GRANTED', effective: '2027-05-01' };
    expect(await decide(again)).toMatchObject(refused(422, 'EVALUATION_CONTESTED'));
    expect(await decide({ ...again, effective: '2027-03-01' })).toMatchObject(
      refused(422, 'EFFECTIVE_DATE_INVALID'),
    );
    expect(await employee(HELD)).toMatchObject({ golongan: 'III/a', jenjang: 'Ahli Pertama' });
  });

  it('is granted anew, under its own policies, and then the file has the rank', async () => {
    const { city, mayor, read } = here;
    city.moveTo('2027-04-12');
    await city.performance.tell(contested.stream, contested.decided('BAIK'), contested.final('BAIK', 2));
    await evaluationKnown(city, contested.evaluationId, 5);
    // Of whom is proposed now, Sangat Baik is asked.
    const again = { outcome: 'GRANTED', effective: '2027-05-01' };
    expect(accepted(await mayor.post(`promotions/${held}/decide`, again))).toBe('PromotionDecided');
    city.moveTo('2027-05-01', '00:00:00.000');
    const [{ data }] = await city.recorded('PromotionEffective');
    expect(data).toMatchObject({ caseId: held, rank: 'III/b', from: '2027-05-01' });
    expect(await read(held)).toMatchObject({ status: 'EFFECTIVE', stopped: null });
    expect(await employee(HELD)).toMatchObject({ golongan: 'III/b', jenjang: 'Ahli Pertama' });
    expect(await mayor.post(`promotions/${held}/revoke`, { reason: REASON })).toMatchObject(
      refused(409, 'ILLEGAL_TRANSITION'),
    );
  });

  it('that took effect is listed beside the evaluation that is corrected later', async () => {
    const { city, mayor } = here;
    const { evaluationId, stream, reopened, final } = contested;
    const listed = async () =>
      (await mayor.get(`evaluations/${evaluationId}/decisions`)).body as unknown as { what: string }[];
    const promotion = async () => (await listed()).find(({ what }) => what === 'PROMOTION EFFECTIVE');
    expect(await promotion()).toMatchObject({ evaluationVersion: 2, corrected: false, inQuestion: false });
    const shaken = async () =>
      (await mayor.get('promotions/changed-grounds')).body.items as unknown as object[];
    const earlier = await shaken();
    expect(earlier).not.toContainEqual(expect.objectContaining({ caseId: held }));
    await city.performance.tell(stream, reopened);
    await evaluationKnown(city, evaluationId, 6);
    expect(await promotion()).toMatchObject({ corrected: false, inQuestion: true });
    const changed = (over: object) => ({
      ...{ caseId: held, employeeId: HELD, status: 'EFFECTIVE', effective: '2027-05-01' },
      evaluations: [expect.objectContaining({ evaluationId, evaluationVersion: 2, ...over })],
    });
    expect(await shaken()).toContainEqual(
      expect.objectContaining(changed({ currentVersion: 2, corrected: false, inQuestion: true })),
    );
    await city.performance.tell(stream, final('KURANG', 3));
    await evaluationKnown(city, evaluationId, 7);
    expect(await promotion()).toMatchObject({ currentVersion: 3, corrected: true, inQuestion: false });
    const now = { currentVersion: 3, predicate: 'KURANG', corrected: true, inQuestion: false };
    expect(await shaken()).toContainEqual(expect.objectContaining(changed(now)));
    expect(await shaken()).toHaveLength(earlier.length + 1);
    expect(await city.as(HELD, 'employee').get('promotions/changed-grounds')).toMatchObject(
      refused(403, 'FORBIDDEN_ROLE'),
    );
  });

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await here.city.toldAgain()).toEqual([]);
  }, 60_000);
});
