import { employeeRegistered, positionAssigned, supervisorAssigned } from '@jejak/contracts/career';
import { performanceContracts as contracts, type Predicate } from '@jejak/contracts/performance';
import { exceptionGranted, SEED } from '@jejak/contracts/policy';
import { newId, streamOf } from '@jejak/kernel';
import { fromFixtures } from '@jejak/neighbour';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted, refused } from './answers';
import { type Asking, type City, startCity } from './city';
import { ratedColleagues } from './colleagues';
import { E1, PINNED, STRANGER, SUP1, SUP2, UNIT, V1 } from './nurse';
import { oneOfEach } from './one-of-each';

const person = (n: number): string => `0198c1a2-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [HR, PPK, NEWLY_LED, OTHER_UNIT] = [person(6), person(7), person(51), person(77)];
const CAUGHT_UP_MS = 60_000;
const RATING = { resultRating: 'MEETS', behaviourRating: 'ABOVE' };
const evidence = [{ sha256: 'a'.repeat(64), mediaType: 'application/pdf', size: 2048 }];

/** Refusals that no story comes to. The city of it enforces the pattern of predicates (domain.md 5.6). */
describe('what is refused', () => {
  let city: City;
  let nurse: Asking, rater: Asking, superior: Asking, hr: Asking, mayor: Asking;
  let ids: Readonly<Record<string, readonly string[]>>;
  const caughtUp = async (): Promise<void> =>
    expect(await city.performance.platform.projections.caughtUp(CAUGHT_UP_MS)).toBe(true);
  const told = async (
    named: readonly [string, string],
    row: readonly string[],
    otherwise: Readonly<Record<string, unknown>>,
  ): Promise<string> => {
    const { store } = city.performance.platform;
    const about = { subject: E1, employeeId: E1, unitId: UNIT, pinnedPolicies: PINNED };
    const [id] = await fromFixtures(
      { store, contracts },
      named,
      [row],
      () => ({ ...about, ...otherwise }),
      'refused',
    );
    await caughtUp();
    return id;
  };

  beforeAll(async () => {
    const [{ parameters }] = SEED.filter(({ key }) => key === 'perf.distribution');
    city = await startCity(UNIT, '2026-12-20', {
      'perf.distribution': { parameters: { ...parameters, enforcement: 'block' } },
    });
    const people = [
      { id: PPK, nip: '196001011985011001', position: 'Wali Kota', supervisorId: null },
      {
        ...{ id: SUP2, nip: '197501012000011001', position: 'Kepala Bidang', supervisorId: PPK },
        duties: ['unit_head'] as const,
      },
      { id: SUP1, nip: '198001012005011001', position: 'Kepala Seksi', supervisorId: SUP2 },
      { id: E1, nip: '199001012019042001', position: 'Perawat', supervisorId: SUP1 },
      { id: V1, nip: '198501012010012001', position: 'Pengelola Data', supervisorId: SUP1 },
    ];
    for (const one of people) await city.employee(one);
    [nurse, rater] = [city.as(E1, 'employee'), city.as(SUP1, 'supervisor')];
    [superior, hr, mayor] = [
      city.as(SUP2, 'supervisor'),
      city.as(HR, 'hr_admin'),
      city.as(PPK, 'leadership'),
    ];
    expect(accepted(await hr.post('cycles', { year: 2026 }))).toBe('CycleOpened');
    ids = (await oneOfEach(city)) as typeof ids;
    await caughtUp();
  }, 120_000);
  afterAll(() => city.stop(), 60_000);

  it.each([
    ['cycles/2031', 'CYCLE_NOT_FOUND'],
    [`measurements/${newId()}`, 'MEASUREMENT_NOT_FOUND'],
    [`periods/${newId()}`, 'PERIOD_NOT_FOUND'],
    [`support/${newId()}`, 'SUPPORT_NOT_FOUND'],
    [`sources/${newId()}/affected`, 'SOURCE_NOT_FOUND'],
  ])('to read %s, which is not there', async (path, code) =>
    expect(await hr.get(path)).toMatchObject(refused(404, code)),
  );

  it('to judge, or acknowledge, what is not there', async () => {
    const check = { measurementId: newId(), correct: true };
    expect(await nurse.post(`samples/${newId()}/check`, check)).toMatchObject(
      refused(404, 'SAMPLE_NOT_FOUND'),
    );
    expect(await nurse.post(`feedback/${newId()}/acknowledge`)).toMatchObject(
      refused(404, 'FEEDBACK_NOT_FOUND'),
    );
  });

  it('feedback that says nothing', async () => {
    const words = { to: V1, kind: 'CORRECT', behaviour: 'Malas.', effect: '-', suggestion: '-' };
    expect(await nurse.post('feedback', words)).toMatchObject(refused(422, 'FEEDBACK_NOT_CONSTRUCTIVE'));
  });

  it('a report on a plan that nobody agreed, or of an indicator that it has not', async () => {
    const amount = { indicatorId: 'I-1', quantity: '1', from: '2026-03-01', to: '2026-03-31', evidence };
    const [agreed, drafted] = ids.plans;
    expect(await nurse.post('measurements', { ...amount, planId: drafted })).toMatchObject(
      refused(409, 'PLAN_NOT_ACTIVE'),
    );
    expect(await nurse.post('measurements', { ...amount, planId: agreed, indicatorId: 'I-9' })).toMatchObject(
      refused(404, 'INDICATOR_NOT_FOUND'),
    );
  });

  it('a result of a unit before the year, for the second time, of none, of one’s own, and of another’s', async () => {
    const result = { unitId: UNIT, year: 2026, predicate: 'BAIK', basis: 'Capaian unit tahun 2026.' };
    const set = (by: Asking, over: object = {}) => by.post('organisation-results', { ...result, ...over });
    expect(await set(mayor, { year: 2031 })).toMatchObject(refused(409, 'CYCLE_NOT_OPEN'));
    expect(await set(mayor, { unitId: newId() })).toMatchObject(refused(404, 'UNIT_NOT_FOUND'));
    expect(await set(city.as(SUP2, 'leadership'))).toMatchObject(refused(422, 'SOD_VIOLATION'));
    await city.unitBelow(OTHER_UNIT, newId());
    expect(await set(city.as(SUP2, 'leadership'), { unitId: OTHER_UNIT })).toMatchObject(
      refused(403, 'NOT_RELATED'),
    );
    expect(accepted(await set(mayor))).toBe('OrganisationResultSet');
    expect(await set(mayor)).toMatchObject(refused(409, 'ORGANISATION_RESULT_EXISTS'));
  });

  it('a result planned under the code of another unit’s', async () => {
    const result = { code: 'RENJA-1', year: 2026, unitId: UNIT, result: 'Layanan cepat.', measure: 'menit' };
    expect(accepted(await mayor.post('unit-results', result))).toBe('UnitResultPlanned');
    expect(await mayor.post('unit-results', { ...result, unitId: OTHER_UNIT })).toMatchObject(
      refused(409, 'UNIT_RESULT_EXISTS'),
    );
  });

  it('a violation that is reported already', async () => {
    const violation = {
      ...{ employeeId: V1, articleRef: 'PP 94/2021 Pasal 4', from: '2026-11-02', to: '2026-11-03' },
      allegation: 'Tidak masuk kerja tanpa alasan yang sah.',
    };
    expect(accepted(await rater.post('discipline', violation))).toBe('ViolationReported');
    expect(await rater.post('discipline', violation)).toMatchObject(refused(409, 'VIOLATION_EXISTS'));
  });

  it('a reward on a contested evaluation, and one above what the year has', async () => {
    // Of E-1 an objection is open.
    const [, proposed] = ids.rewards;
    expect(await mayor.post(`rewards/${proposed}/approve`)).toMatchObject(
      refused(422, 'EVALUATION_CONTESTED'),
    );
    const rich = await told(['reward', 'rewardId'], ['RewardProposed'], {
      ...{ subject: V1, employeeId: V1, amount: 1_000_000_000_000 },
    });
    expect(await mayor.post(`rewards/${rich}/approve`)).toMatchObject(refused(422, 'BUDGET_EXCEEDED'));
  });

  it('a delivery before the review of the unit’s predicates, and a review that does not meet the pattern', async () => {
    const predicates = Array<Predicate>(6).fill('BAIK');
    await ratedColleagues(city, UNIT, 2026, predicates);
    const ratedOne = ids.evaluations[3];
    expect(await rater.post(`evaluations/${ratedOne}/deliver`)).toMatchObject(
      refused(422, 'DISTRIBUTION_NOT_REVIEWED'),
    );
    const review = { unitId: UNIT, year: 2026, participants: [SUP1] };
    expect(await superior.post('distribution-reviews', review)).toMatchObject(
      refused(422, 'DISTRIBUTION_PATTERN'),
    );
  });

  it('a rating by who has just come, without a word with who was there before', async () => {
    const about = { subject: NEWLY_LED };
    const held = { employeeId: NEWLY_LED, position: 'Perawat', unitId: UNIT, from: '2020-01-01', to: null };
    const nobody = { nip: null, nik: null, name: null, email: null, jenjang: null, contractEnd: null };
    await city.career.tell(
      streamOf('employee', NEWLY_LED),
      employeeRegistered(
        { employeeId: NEWLY_LED, ...nobody, kind: 'PNS', golongan: 'III/a', start: '2020-01-01' },
        about,
      ),
      positionAssigned(held, about),
      supervisorAssigned({ employeeId: NEWLY_LED, supervisorId: SUP2, from: '2020-01-01', to: null }, about),
      supervisorAssigned({ employeeId: NEWLY_LED, supervisorId: SUP1, from: '2026-11-15', to: null }, about),
    );
    await city.until(async () => (await superior.get(`feedback?about=${NEWLY_LED}`)).status === 200);
    const own = { ...about, employeeId: NEWLY_LED };
    const planId = await told(['plan', 'planId'], ['PlanDrafted', 'PlanSubmitted', 'PlanAgreed'], own);
    const id = await told(
      ['evaluation', 'evaluationId'],
      ['EvaluationOpened', 'BehaviourRated', 'RatingRecommended'],
      { ...own, planId },
    );
    await city.until(async () => {
      const { body } = await rater.post(`evaluations/${id}/rate`, RATING);
      return body.code === 'RATER_TENURE';
    });
    expect(
      accepted(await rater.post(`evaluations/${id}/rate`, { ...RATING, consultedSupervisorId: SUP2 })),
    ).toBe('AnnualRated');
  });

  it('a plan behind its day, unless an exception was granted for it', async () => {
    const [, drafted] = ids.plans;
    const submitted = () => nurse.post(`plans/${drafted}/submit`);
    expect(await submitted()).toMatchObject(refused(422, 'DEADLINE_PASSED'));
    const exceptionId = newId();
    await city.policy.tell(
      streamOf('exception', exceptionId),
      exceptionGranted({
        ...{ exceptionId, case: streamOf('plan', drafted), rule: 'perf.plan.deadline', until: '2026-12-31' },
        ...{ expiresAt: '2026-12-31T17:00:00.000Z', grantedBy: PPK },
      }),
    );
    await city.until(async () => (await submitted()).body.code !== 'DEADLINE_PASSED');
  });

  it('to a stranger what is theirs to read of nobody', async () => {
    const stranger = city.as(STRANGER, 'supervisor');
    for (const [list, code] of [
      ['rewards', 'REWARD_NOT_FOUND'],
      ['improvements', 'IMPROVEMENT_NOT_FOUND'],
      ['discipline', 'CASE_NOT_FOUND'],
      ['obstacles', 'OBSTACLE_NOT_FOUND'],
    ])
      expect(await stranger.get(`${list}/${ids[list][0]}`)).toMatchObject(refused(404, code));
  });
});
