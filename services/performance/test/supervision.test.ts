import { serviceRequestsMeasured } from '@jejak/contracts/citizen';
import {
  annualEvaluationOverdue,
  annualRated,
  evaluationOpened,
  performanceContracts as contracts,
  planAgreed,
  planDrafted,
  planSubmitted,
} from '@jejak/contracts/performance';
import { policyInForce, policySuperseded, SEED } from '@jejak/contracts/policy';
import { naturalId, newId, streamOf } from '@jejak/kernel';
import { fromFixtures } from '@jejak/neighbour';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { evaluationIdOf, evaluationStream } from '../src/evaluation/evaluation-id';
import { planList } from '../src/plan/plan.projection';
import { Rulebook } from '../src/rules/rulebook';
import { accepted } from './answers';
import { type City, startCity } from './city';
import { tell } from './colleagues';
import { E1, expectations, indicators, PINNED, POSITION, SUP1, SUP2, UNIT, V1 } from './nurse';

const HR = '0198c1a2-0000-7000-8000-000000000006';
const PPK = '0198c1a2-0000-7000-8000-000000000007';
const OF_SUPERVISORS = ['SUP-FEEDBACK', 'SUP-ON-TIME', 'SUP-OBSTACLES', 'I-OTHER'];

/** Domain.md 5.2, every supervisor: measured by the system, from what they do in it. */
describe('what a supervisor is measured by', () => {
  let city: City;

  /** An agreed plan of 2027. */
  const planned = async (employeeId: string, lines: ReturnType<typeof indicators>): Promise<string> => {
    const planId = newId();
    const own = { subject: employeeId };
    const stream = streamOf('plan', planId);
    await tell(
      ...([city, stream] as const),
      planDrafted(
        {
          ...{ planId, employeeId, position: POSITION, unitId: UNIT, year: 2027, agreeBy: '2027-01-31' },
          ...{ periodStart: '2027-01-01', periodEnd: '2027-12-31', overdueAt: null },
          ...{ indicators: lines, ...expectations },
        },
        own,
      ),
      planSubmitted({ planId, indicators: lines, ...expectations }, own),
      planAgreed(
        {
          ...{ planId, planVersion: 1, agreedBy: SUP2, indicators: lines, pinnedPolicies: PINNED },
          evaluationDueAt: '2028-01-01T00:00:00.000Z',
        },
        own,
      ),
    );
    await city.shows(planList, { status: 200, body: { stream, version: 3 } });
    return planId;
  };
  const amounts = async (): Promise<string[]> =>
    ((await city.as(HR, 'hr_admin').get('measurements?limit=200')).body.items as Record<string, unknown>[])
      .map(({ employeeId, indicatorId, quantity, fromDate, toDate, status }) =>
        [employeeId, indicatorId, quantity, fromDate, toDate, status].join(' '),
      )
      .sort();

  beforeAll(async () => {
    city = await startCity(UNIT, '2027-01-04');
    for (const one of [
      { id: PPK, nip: '196001011985011001', position: 'Wali Kota', supervisorId: null },
      { id: SUP2, nip: '197501012000011001', position: 'Kepala Bidang', supervisorId: PPK },
      { id: SUP1, nip: '198001012005011001', position: 'Kepala Seksi', supervisorId: SUP2 },
      { id: E1, nip: '199001012019042001', position: POSITION, supervisorId: SUP1 },
      { id: V1, nip: '198501012010012001', position: 'Pengelola Data', supervisorId: SUP1 },
    ])
      await city.employee(one);
    expect(accepted(await city.as(HR, 'hr_admin').post('cycles', { year: 2027 }))).toBe('CycleOpened');
  }, 120_000);
  afterAll(() => city.stop(), 60_000);

  it('is recorded for each quarter whose ratings are over, where the plan asks for it', async () => {
    await planned(
      SUP1,
      indicators('1').map((line, nth) => ({ ...line, indicatorId: OF_SUPERVISORS[nth], source: 'SYSTEM' })),
    );
    const planId = await planned(E1, indicators('1200'));
    await planned(V1, indicators('1200'));
    city.moveTo('2027-02-01');
    const words = {
      ...{ kind: 'APPRECIATE', behaviour: 'Mencatat setiap layanan hari itu juga.' },
      ...{ effect: 'Laporan bulanan tanpa koreksi.', suggestion: 'Bagikan caranya.' },
    };
    // Three to the team of two; what goes up the line, or comes from elsewhere, is none of it.
    for (const [from, to] of [
      [SUP1, E1],
      [SUP1, E1],
      [SUP1, V1],
      [SUP1, SUP2],
      [SUP2, E1],
    ])
      expect(accepted(await city.as(from, 'supervisor').post('feedback', { ...words, to }))).toBe(
        'FeedbackGiven',
      );
    // The year before was to be rated in this quarter: of three, two were in time.
    for (const [employeeId, position, late] of [
      [E1, POSITION, false],
      [E1, 'Perawat Terampil', false],
      [V1, 'Pengelola Data', true],
    ] as const) {
      const period = { position, unitId: UNIT, periodStart: '2026-01-01', periodEnd: '2026-12-31' };
      const evaluationId = evaluationIdOf({ ...period, employeeId });
      const [about, rateBy] = [{ subject: employeeId }, '2027-01-31'];
      const opened = { evaluationId, planId: newId(), employeeId, raterId: SUP1, year: 2026, rateBy };
      await tell(
        ...([city, evaluationStream(evaluationId)] as const),
        evaluationOpened({ ...opened, ...period, pinnedPolicies: PINNED }, about),
        ...(late ? [annualEvaluationOverdue({ evaluationId, rateBy }, about)] : []),
        annualRated(
          {
            ...{ evaluationId, raterId: SUP1, resultRating: 'MEETS', behaviourRating: 'MEETS' },
            ...{ predicate: 'BAIK', regulation: 'PermenPANRB 6/2022', deviation: null },
            consultedSupervisorId: null,
          },
          about,
        ),
      );
    }
    // One is followed up, and nobody looks at the other.
    const { store } = city.performance.platform;
    await fromFixtures(
      { store, contracts },
      ['obstacle', 'obstacleId'],
      [['ObstacleRaised', 'ObstacleAnalysed', 'ImprovementAgreed'], ['ObstacleRaised']],
      (nth) => ({
        ...{ subject: E1, employeeId: E1, planId, unitId: UNIT },
        escalatesAt: nth === 0 ? '2027-12-01T00:00:00.000Z' : '2027-02-15T17:00:00.000Z',
      }),
    );
    city.moveTo('2027-04-01', '00:00:00.000');
    const own = async () =>
      (await city.as(E1, 'employee').get('periods')).body.items as { periodicId: string; version: number }[];
    await city.until(async () => (await own()).length === 1);
    const [{ periodicId }] = await own();
    city.moveTo('2027-04-06');
    const rating = {
      ...{ resultRating: 'MEETS', behaviourRating: 'MEETS', behaviourNotes: 'Sesuai harapan.', next: [] },
    };
    expect(accepted(await city.as(SUP1, 'supervisor').post(`periods/${periodicId}/rate`, rating))).toBe(
      'PeriodRated',
    );
    expect(await amounts()).toEqual([]);
    // V1's is not rated: with the years, three of five are in time.
    city.moveTo('2027-04-11', '00:00:00.000');
    await city.until(async () => (await amounts()).length === 3);
    expect(await amounts()).toEqual([
      `${SUP1} SUP-FEEDBACK 1.5 2027-01-01 2027-03-31 VERIFIED`,
      `${SUP1} SUP-OBSTACLES 50 2027-01-01 2027-03-31 VERIFIED`,
      `${SUP1} SUP-ON-TIME 60 2027-01-01 2027-03-31 VERIFIED`,
    ]);
  });

  it('and every dashboard marks a policy that has changed since the year, or the plan, pinned it', async () => {
    const key = 'perf.cap';
    const mark = { key, pinned: `${key}@1`, inForce: `${key}@2`, since: '2027-04-12' };
    const boards = async () => {
      const own = (await city.as(E1, 'employee').get('me/performance')).body;
      const [plan] = own.plans as { policyChanges: object[] }[];
      const unit = (await city.as(HR, 'hr_admin').get(`unit-dashboard/${UNIT}`)).body;
      const team = (await city.as(SUP1, 'supervisor').get('team/board')).body;
      return [plan.policyChanges, unit.policyChanges, team.policyChanges];
    };
    expect(await boards()).toEqual([[], [], []]);
    const seeded = SEED.find((policy) => policy.key === key);
    await city.policy.tell(
      streamOf('policy', naturalId('policy', key)),
      policySuperseded({ key, version: 1, by: 2, lastDay: '2027-04-11' }),
      policyInForce({
        ...{ key, version: 2, parameters: { ...seeded?.parameters, max: '110' }, origin: 'CONFIGURED' },
        ...{ legalBasis: 'Peraturan Wali Kota 12/2027', effectiveFrom: '2027-04-12' },
        ...{ acknowledged: 9, active: 9, coverage: '100.0000' },
      }),
    );
    city.moveTo('2027-04-12');
    await city.until(async () => JSON.stringify(await boards()) === JSON.stringify([[mark], [mark], [mark]]));
  });

  it('and a unit by what its register came to, as the indicators that the policy names', async () => {
    const key = 'perf.other';
    const seeded = SEED.find((policy) => policy.key === key)?.parameters;
    const named = { caseDays: ['IZIN-DAYS'], casesInTime: ['IZIN-IN-TIME'] };
    const citizenIndicators = { ...(seeded?.citizenIndicators as object), ...named };
    await city.policy.tell(
      streamOf('policy', naturalId('policy', key)),
      policySuperseded({ key, version: 1, by: 2, lastDay: '2027-04-30' }),
      policyInForce({
        ...{ key, version: 2, parameters: { ...seeded, citizenIndicators }, origin: 'CONFIGURED' },
        ...{ legalBasis: 'Peraturan Wali Kota 13/2027', effectiveFrom: '2027-05-01' },
        ...{ acknowledged: 9, active: 9, coverage: '100.0000' },
      }),
    );
    city.moveTo('2027-05-10');
    const rulebook = city.performance.app.get(Rulebook);
    await city.until(async () => {
      const known = await rulebook.citizenIndicators('2027-05-10');
      return known?.caseDays.length === 1;
    });
    const register = (month: string) =>
      streamOf('service-month', naturalId('service-month', 'DINKES', month));
    const april = {
      ...{ unitCode: 'DINKES', unitId: UNIT, from: '2027-04-01', to: '2027-04-30', cases: 48, open: 3 },
      ...{ medianDays: '6.5', shareWithin: '81.2500', withinDays: 14 },
    };
    const ofUnit = async () =>
      (
        (await city.as(HR, 'hr_admin').get('measurements?limit=200')).body.items as {
          indicatorId: string;
          unitId: string;
          quantity: string;
          fromDate: string;
          status: string;
        }[]
      )
        .filter(({ indicatorId }) => indicatorId.startsWith('IZIN-'))
        .map(({ unitId, indicatorId, quantity, fromDate, status }) =>
          [unitId, indicatorId, fromDate, quantity, status].join(' '),
        )
        .sort();
    await city.citizen.tell(register('2027-04'), serviceRequestsMeasured(april));
    await city.until(async () => (await ofUnit()).length === 2);
    // What a later import makes of it is a correction that somebody answers for; of none that is closed there are no days; a month that goes
    // on, or of a unit that nobody knows, is nobody's amount.
    await city.citizen.tell(register('2027-04'), serviceRequestsMeasured({ ...april, medianDays: '7.0' }));
    const may = { from: '2027-05-01', to: '2027-05-31' };
    await city.citizen.tell(register('2027-05'), serviceRequestsMeasured({ ...april, ...may }));
    const march = { from: '2027-03-01', to: '2027-03-31' };
    await city.citizen.tell(
      register('2027-03'),
      serviceRequestsMeasured({ ...april, ...march, unitId: null }),
      serviceRequestsMeasured({ ...april, ...march, open: 48, medianDays: null, shareWithin: '0.0000' }),
    );
    await city.until(async () => (await ofUnit()).length === 3);
    expect(await ofUnit()).toEqual([
      `${UNIT} IZIN-DAYS 2027-04-01 6.5 VERIFIED`,
      `${UNIT} IZIN-IN-TIME 2027-03-01 0 VERIFIED`,
      `${UNIT} IZIN-IN-TIME 2027-04-01 81.25 VERIFIED`,
    ]);
  });

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await city.toldAgain()).toEqual([]);
  }, 60_000);
});
