import { unlikeTheirRebuild } from '@jejak/neighbour';
import { findingIssued } from '@jejak/contracts/audit';
import {
  behaviourRated,
  evaluationObjected,
  evaluationOpened,
  type Predicate,
} from '@jejak/contracts/performance';
import { naturalId, newId, type Recorded, streamOf } from '@jejak/kernel';
import type { Core } from '@jejak/ledger';
import type { Projection } from '@jejak/projections';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cycleList } from '../src/cycle/cycle.projection';
import { evaluationList } from '../src/evaluation/evaluation.projection';
import { evaluationIdOf, evaluationStream } from '../src/evaluation/evaluation-id';
import { feedbackList } from '../src/feedback/feedback.projection';
import { measurementList } from '../src/measurement/measurement.projection';
import { planList } from '../src/plan/plan.projection';
import { planIdOf, planStream } from '../src/plan/plan.reading';
import { datasets } from '../src/publication/datasets.projection';
import { datasetIdOf } from '../src/publication/quarter-publications';
import { accepted, idOf, refused } from './answers';
import { ratedColleagues, tell } from './colleagues';
import { type Answer, type Asking, type City, startCity } from './city';
import {
  behaviourRatings,
  E1,
  indicators,
  PINNED,
  POSITION,
  rubric,
  STRANGER,
  SUP1,
  SUP2,
  UNIT,
  V1,
} from './nurse';

const HR = '0198c1a2-0000-7000-8000-000000000006';
const PPK = '0198c1a2-0000-7000-8000-000000000007';
const INSPECTOR = '0198c1a2-0000-7000-8000-000000000008';
const NIP = '199001012019042001';
const SEEN_MS = 10_000;

const period = {
  position: POSITION,
  unitId: UNIT,
  from: '2026-01-01',
  periodStart: '2026-01-01',
  periodEnd: '2026-12-31',
};
const planId = planIdOf(E1, period);
const evaluationId = evaluationIdOf({ ...period, employeeId: E1 });
const evidence = [{ sha256: 'a'.repeat(64), mediaType: 'application/pdf', size: 2048 }];

/** Domain.md 15, steps 3–6, 23, 34–37 and 39–41, through HTTP, with PostgreSQL, Kafka and a simulated clock. */
describe('a year of E-1', () => {
  let city: City;
  let nurse: Asking,
    rater: Asking,
    superior: Asking,
    steward: Asking,
    hr: Asking,
    service: Asking,
    stranger: Asking;

  const shows = (projection: Pick<Projection, 'name'>, answer: Answer): Promise<void> =>
    city.shows(projection, answer);
  const history = (stream: string): Promise<Recorded[]> => city.performance.platform.store.history(stream);
  const coreOf = async (stream: string, version: number): Promise<Core> => {
    const { rows } = await city.performance.platform.pool.query<{ core: string }>(
      'select core from es.events where stream_id = $1 and version = $2',
      [stream, version],
    );
    return JSON.parse(rows[0].core) as Core;
  };
  const report = async (indicatorId: string, quantity: string, from: string, to: string): Promise<string> => {
    const answer = await nurse.post('measurements', { planId, indicatorId, quantity, from, to, evidence });
    expect(accepted(answer)).toBe('ProgressReported');
    await shows(measurementList, answer);
    return idOf(answer);
  };
  const verify = (id: string, by = steward) =>
    by.post(`measurements/${id}/verify`, { method: 'REGISTER_CHECK' });

  beforeAll(async () => {
    city = await startCity(UNIT, '2025-12-30');
    await city.employee({
      id: SUP2,
      nip: '197501012000011001',
      position: 'Kepala Bidang',
      supervisorId: PPK,
      duties: ['unit_head'],
    });
    await city.employee({
      id: SUP1,
      nip: '198001012005011001',
      position: 'Kepala Seksi',
      supervisorId: SUP2,
    });
    await city.employee({
      id: E1,
      nip: NIP,
      position: POSITION,
      supervisorId: SUP1,
      duties: ['data_steward'],
    });
    await city.employee({
      id: V1,
      nip: '198501012010012001',
      position: 'Pengelola Data',
      supervisorId: SUP2,
      duties: ['data_steward'],
    });
    [nurse, steward] = [city.as(E1, 'employee'), city.as(V1, 'employee')];
    [rater, superior, stranger] = [
      city.as(SUP1, 'supervisor'),
      city.as(SUP2, 'supervisor'),
      city.as(STRANGER, 'supervisor'),
    ];
    [hr, service] = [city.as(HR, 'hr_admin'), city.as('svc', 'service', 'client')];
  }, 120_000);
  afterAll(() => city.stop(), 60_000);

  it('3 · opens the cycle under perf.result@1, not before its year', async () => {
    expect(await hr.post('cycles', { year: 2026 })).toMatchObject(refused(422, 'POLICY_MISSING'));
    city.moveTo('2026-01-05');
    const opened = await hr.post('cycles', { year: 2026 });
    expect(accepted(opened)).toBe('CycleOpened');
    await shows(cycleList, opened);
    const { body } = await hr.get('cycles/2026');
    expect(body).toMatchObject({ year: 2026, status: 'OPEN', plans: {}, version: 1 });
    expect(body.pinnedPolicies).toContain('perf.result@1');
    expect(await hr.post('cycles', { year: 2026 })).toMatchObject(refused(409, 'CYCLE_EXISTS'));
  });

  it('has its past years from a file', async () => {
    const file = [
      'source,indicator_id,unit_code,nip,from,to,quantity',
      ...[1010, 1060, 1120].map(
        (n, year) => `REGISTER,I-1,,${NIP},${2023 + year}-01-01,${2023 + year}-12-31,${n}`,
      ),
    ].join('\n');
    expect((await service.post('imports/measurements', file)).body).toMatchObject({
      state: 'COMPLETED',
      accepted: 3,
    });
  });

  it('4 · flags 1 500 children: baseline 1 063.3333, ratio 1.4107', async () => {
    city.moveTo('2026-01-12');
    const behaviourExpectations = Object.fromEntries(
      ['berorientasiPelayanan', 'akuntabel', 'kompeten', 'harmonis', 'loyal', 'adaptif', 'kolaboratif'].map(
        (value) => [value, `Harapan pada nilai ${value}.`],
      ),
    );
    const lines = indicators('1500').map(({ rangeLow: _, rangeHigh: __, ...line }) => line);
    const draft = await nurse.post('plans', { year: 2026, indicators: lines, behaviourExpectations });
    expect(accepted(draft)).toBe('PlanDrafted');
    expect(draft.body.stream).toBe(planStream(planId));
    const submitted = await nurse.post(`plans/${planId}/submit`);
    expect(accepted(submitted)).toBe('PlanSubmitted TargetRealismChecked TargetFlaggedUnrealistic');
    await shows(planList, submitted);
    expect((await nurse.get(`plans/${planId}`)).body).toMatchObject({
      status: 'SUBMITTED',
      realism: { 'I-1': { baseline: '1063.3333', ratio: '1.4107', open: true } },
    });
    expect(await stranger.get(`plans/${planId}`)).toMatchObject(refused(404, 'PLAN_NOT_FOUND'));
    // What was compared with what: the versions of the past years' amounts stand in the core.
    const { inputs = [] } = await coreOf(planStream(planId), 2);
    expect(inputs.filter(({ stream }) => stream.startsWith('measurement-'))).toHaveLength(3);
    expect(inputs.map(({ stream }) => stream)).toContain(streamOf('employee', E1));
  });

  it('5 and 6 · agrees after the review, and pins perf.result@1', async () => {
    city.moveTo('2026-01-13');
    expect(await rater.post(`plans/${planId}/agree`)).toMatchObject(
      refused(422, 'TARGET_UNREALISTIC_UNREVIEWED'),
    );
    expect(await stranger.post(`plans/${planId}/agree`)).toMatchObject(refused(403, 'NOT_RELATED'));
    city.moveTo('2026-01-20');
    const reason = 'Kapasitas rantai dingin hanya untuk seribu dua ratus anak.';
    const reviewed = await rater.post(`plans/${planId}/review-target`, {
      indicatorId: 'I-1',
      target: '1200',
      reason,
    });
    expect(accepted(reviewed)).toBe('TargetAdjusted');
    expect(await rater.post(`plans/${planId}/return`, { reason: 'kurang' })).toMatchObject(
      refused(422, 'REASON_REQUIRED'),
    );
    const agreed = await rater.post(`plans/${planId}/agree`);
    expect(accepted(agreed)).toBe('PlanAgreed');
    await shows(planList, agreed);
    const { body } = await nurse.get(`plans/${planId}`);
    expect(body).toMatchObject({
      status: 'ACTIVE',
      planVersion: 1,
      realism: { 'I-1': { ratio: '1.1285', open: false } },
    });
    expect(body.pinnedPolicies).toContain('perf.result@1');
    expect((await history(planStream(planId))).at(-2)).toMatchObject({
      reason: { code: 'OVERRIDE', text: reason },
    });
  });

  let rejectedId: string;
  it('23 and 34 · counts what others verified: 330 + 345 + 350 + 295; 60 are rejected', async () => {
    city.moveTo('2026-04-08');
    const first = await report('I-1', '330', '2026-01-01', '2026-03-31');
    expect(await verify(first, nurse)).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(await verify(first, stranger)).toMatchObject(refused(403, 'NOT_RELATED'));
    expect(accepted(await verify(first))).toBe('MeasurementVerified');
    const { role } = await coreOf(streamOf('measurement', first), 2);
    expect(role).toBe('employee:data_steward');
    for (const [quantity, from, to, on] of [
      ['345', '2026-04-01', '2026-06-30', '2026-07-02'],
      ['350', '2026-07-01', '2026-09-30', '2026-10-02'],
      ['295', '2026-10-01', '2026-11-30', '2026-12-30'],
    ]) {
      city.moveTo(on);
      expect(accepted(await verify(await report('I-1', quantity, from, to)))).toBe('MeasurementVerified');
    }
    rejectedId = await report('I-1', '60', '2026-12-01', '2026-12-29');
    const rejection = { code: 'SOURCE_MISSING', reason: 'Register sumber tidak ditemukan.' };
    const rejected = await steward.post(`measurements/${rejectedId}/reject`, rejection);
    expect(accepted(rejected)).toBe('MeasurementRejected');
    await shows(measurementList, rejected);
    const { body } = await nurse.get('me/performance?year=2026');
    expect(body).toMatchObject({
      plans: [
        { indicators: [{ indicatorId: 'I-1', actual: '1320.0000', realisation: '110.0000' }, {}, {}, {}] },
      ],
    });
  });

  it('opens the evaluation by itself when the year is over', async () => {
    city.moveTo('2027-01-01', '00:00:00.000');
    const { projections } = city.performance.platform;
    expect(await projections.reached(evaluationList, evaluationStream(evaluationId), 1, SEEN_MS)).toBe(true);
    const [opened] = await history(evaluationStream(evaluationId));
    expect(opened).toMatchObject({
      ...{ type: 'EvaluationOpened', data: { employeeId: E1, raterId: SUP1 } },
      envelope: { actor: 'performance', role: 'service' },
    });
  });

  it('35 · recommends Baik: composite 108.8149', async () => {
    city.moveTo('2027-01-11');
    const figures = [
      'source,indicator_id,unit_code,nip,from,to,quantity',
      `SYSTEM,I-2,,${NIP},2026-01-01,2026-12-31,2.55`,
      'SURVEY,I-3,DINKES,,2026-01-01,2026-12-31,85.25',
      `SYSTEM,I-4,,${NIP},2026-01-01,2026-12-31,97.02`,
    ].join('\n');
    const result = { unitId: UNIT, year: 2026, predicate: 'BAIK', basis: 'Capaian unit tahun 2026.' };
    expect(accepted(await city.as(PPK, 'leadership').post('organisation-results', result))).toBe(
      'OrganisationResultSet',
    );
    const at = `evaluations/${evaluationId}`;
    const interview = { rubric, agreedSummary: 'Cakupan naik, data dijaga.' };
    expect(await stranger.post(`${at}/interview`, interview)).toMatchObject(refused(403, 'NOT_RELATED'));
    expect(accepted(await rater.post(`${at}/interview`, interview))).toBe('PerformanceInterviewHeld');
    const bare = behaviourRatings.map(({ value, rating }) => ({ value, rating }));
    expect(await rater.post(`${at}/rate-behaviour`, { ratings: bare })).toMatchObject(
      refused(422, 'BEHAVIOUR_EVIDENCE_REQUIRED'),
    );
    const ratings = await Promise.all(
      bare.map(async ({ value, rating }) => {
        if (rating === 'MEETS') return { value, rating };
        const given = await rater.post('feedback', {
          ...{ to: E1, value, kind: 'APPRECIATE', behaviour: 'Mencatat setiap layanan hari itu juga.' },
          ...{ effect: 'Laporan bulanan tanpa koreksi.', suggestion: 'Bagikan caranya.' },
        });
        return { value, rating, feedbackRefs: [idOf(given)] };
      }),
    );
    expect(accepted(await service.post(`${at}/citizen-index`, { index: '90.00', n: 40 }))).toBe(
      'CitizenIndexRecorded',
    );
    expect(accepted(await rater.post(`${at}/rate-behaviour`, { ratings }))).toBe('BehaviourRated');
    expect(await service.post(`${at}/recommend`)).toMatchObject(refused(422, 'UNVERIFIED_DATA'));
    const imported = await service.post('imports/measurements', figures);
    expect(imported.body).toMatchObject({ accepted: 3, rejected: 0 });
    // By itself, once the last amount is there; whoever asks for the same again gets nothing new.
    const last = async () => (await history(evaluationStream(evaluationId))).at(-1);
    await city.until(async () => (await last())?.type === 'RatingRecommended');
    const recommendation = (await last()) as Recorded;
    expect(accepted(await service.post(`${at}/recommend`))).toBe('');
    expect(recommendation.envelope).toMatchObject({ actor: 'performance', role: 'service' });
    expect(recommendation.data).toMatchObject({
      ...{ recommendation: 1, indicatorScore: '107.5927', composite: '108.8149', resultRating: 'MEETS' },
      ...{ behaviourMean: '2.7143', behaviourRating: 'ABOVE', predicate: 'BAIK' },
    });
    const core = await coreOf(evaluationStream(evaluationId), recommendation.envelope.version);
    expect(core.policy).toBe('perf.result@1');
    const streams = (core.inputs ?? []).map(({ stream }) => stream);
    expect(streams).toContain(planStream(planId));
    expect(streams).toContain(streamOf('measurement', rejectedId));
    expect(await rater.post(`${at}/recommend`)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
  });

  it('36 · is rated by the supervisor, within the rules, and delivered', async () => {
    city.moveTo('2027-01-12');
    const at = `evaluations/${evaluationId}`;
    const rating = { resultRating: 'MEETS', behaviourRating: 'ABOVE' };
    const worst = { resultRating: 'BELOW', behaviourRating: 'BELOW' };
    const key = newId();
    expect(await rater.post(`${at}/rate`, worst, key)).toMatchObject(refused(422, 'DEVIATION_TOO_LARGE'));
    // The attempt is itself a fact.
    const [attempt] = await history(streamOf('refusal', naturalId('refusal', key)));
    expect(attempt).toMatchObject({ data: { commandType: 'RateAnnual', code: 'DEVIATION_TOO_LARGE' } });
    expect(await rater.post(`${at}/rate`, { ...rating, resultRating: 'ABOVE' })).toMatchObject(
      refused(422, 'DEVIATION_UNJUSTIFIED'),
    );
    expect(await superior.post(`${at}/rate`, rating)).toMatchObject(refused(403, 'NOT_RELATED'));
    expect(await city.as(E1, 'supervisor').post(`${at}/rate`, rating)).toMatchObject(
      refused(422, 'SOD_VIOLATION'),
    );
    expect(await rater.post(`${at}/rate`, { ...rating, predicate: 'SANGAT_BAIK' })).toMatchObject(
      refused(400, 'VALIDATION_FAILED'),
    );
    expect(accepted(await rater.post(`${at}/rate`, rating))).toBe('AnnualRated');
    expect(await rater.post(`${at}/rate`, rating)).toMatchObject(refused(409, 'EVALUATION_NOT_OPEN'));
    city.moveTo('2027-01-13');
    // Twenty staff: with E-1 4 Sangat Baik, 14 Baik, 2 Butuh Perbaikan.
    await ratedColleagues(city, UNIT, 2026, [
      ...Array<Predicate>(4).fill('SANGAT_BAIK'),
      ...Array<Predicate>(13).fill('BAIK'),
      ...Array<Predicate>(2).fill('BUTUH_PERBAIKAN'),
    ]);
    const review = { unitId: UNIT, year: 2026, participants: [SUP1] };
    expect(await rater.post('distribution-reviews', review)).toMatchObject(refused(403, 'NOT_RELATED'));
    const change = { evaluationId, resultRating: 'ABOVE', behaviourRating: 'ABOVE', reason: 'pola' };
    expect(await superior.post('distribution-reviews', { ...review, changes: [change] })).toMatchObject(
      refused(422, 'REASON_REQUIRED'),
    );
    const reviewed = await superior.post('distribution-reviews', review);
    expect(accepted(reviewed)).toBe('DistributionReviewed');
    expect((await history(String(reviewed.body.stream))).at(-1)?.data).toMatchObject({
      ...{ orgPredicate: 'BAIK', staff: 20, warnings: [], changed: [] },
      after: { SANGAT_BAIK: 4, BAIK: 14, BUTUH_PERBAIKAN: 2 },
    });
    expect((await superior.get(`distribution?unitId=${UNIT}&year=2026`)).body).toMatchObject({
      ...{ staff: 20, exempt: false, warnings: [], shares: { BAIK: '70.00' } },
    });
    expect(await stranger.get(`distribution?unitId=${UNIT}&year=2026`)).toMatchObject(
      refused(403, 'NOT_RELATED'),
    );
    const delivered = await rater.post(`${at}/deliver`);
    expect(accepted(delivered)).toBe('EvaluationDelivered');
    const seen = await nurse.get(`${at}?version=${String(delivered.body.version)}`, { prefer: 'wait=5' });
    expect(seen.body).toMatchObject({
      status: 'DELIVERED',
      predicate: 'BAIK',
      objectBy: '2027-01-27',
      contested: false,
    });
    expect(await stranger.get(at)).toMatchObject(refused(404, 'EVALUATION_NOT_FOUND'));
    // Which facts made this number: every amount with its verdict, and the formulas give it again.
    const { body: explained } = await nurse.get(`${at}/explanation`);
    expect(explained).toMatchObject({
      ...{ predicate: 'BAIK', status: 'DELIVERED', recommendations: [{ composite: '108.8149' }] },
      explanation: {
        result: { policy: 'perf.result@1', thresholds: { above: '110', meets: '90' } },
        recomputed: { agrees: true, sameInputs: true, composite: '108.8149', differences: [] },
        indicators: [{ indicatorId: 'I-1', amounts: { length: 5 } }, {}, {}, {}],
        decisions: { rating: { raterId: SUP1 }, objection: null },
      },
    });
    expect(await stranger.get(`${at}/explanation`)).toMatchObject(refused(404, 'EVALUATION_NOT_FOUND'));
    for (const which of ['2', '1000000'])
      expect(await nurse.get(`${at}/explanation?recommendation=${which}`)).toMatchObject(
        refused(404, 'EVALUATION_NOT_FOUND'),
      );
    expect(await nurse.get(`${at}/explanation?recommendation=0`)).toMatchObject(
      refused(400, 'VALIDATION_FAILED'),
    );
    const read = await city.as(INSPECTOR, 'inspector').get(at);
    expect(read).toMatchObject({ status: 200, body: { predicate: 'BAIK' } });
  });

  it('37 · is contested by E-1 before the window closes', async () => {
    city.moveTo('2027-01-22');
    const at = `evaluations/${evaluationId}`;
    const reason = 'Enam puluh anak bulan Desember tidak dihitung; register aslinya terlampir.';
    const objection = { grounds: ['MEASUREMENT'], measurementIds: [rejectedId], reason, evidence };
    expect(await nurse.post(`${at}/object`, { ...objection, reason: 'salah' })).toMatchObject(
      refused(422, 'REASON_REQUIRED'),
    );
    const objected = await nurse.post(`${at}/object`, objection);
    expect(accepted(objected)).toBe('EvaluationObjected');
    await shows(evaluationList, objected);
    expect((await rater.get(at)).body).toMatchObject({
      ...{ status: 'UNDER_OBJECTION', contested: true },
      objection: { decideBy: '2027-02-12', outcome: null },
      words: { objection: reason, decision: null },
    });
    expect(await hr.post('cycles/2026/close')).toMatchObject(refused(422, 'OBJECTION_PENDING'));
  });

  const decision = () => ({
    ...{ outcome: 'UPHELD', corrections: [{ measurementId: rejectedId, quantity: '60' }] },
    reason: 'Register asli membuktikan enam puluh anak; penolakan dibatalkan.',
  });

  it('39 and 40 · is not decided by the rater, nor before both sides were heard', async () => {
    const at = `evaluations/${evaluationId}`;
    city.moveTo('2027-01-25');
    expect(await rater.post(`${at}/decide-objection`, decision())).toMatchObject(
      refused(422, 'SOD_VIOLATION'),
    );
    expect(await superior.post(`${at}/decide-objection`, decision())).toMatchObject(
      refused(422, 'BOTH_SIDES_REQUIRED'),
    );
    city.moveTo('2027-01-28', '00:00:00.000');
    const late = { grounds: ['OTHER'], reason: 'Masih ada capaian lain yang belum dihitung.' };
    expect(await nurse.post(`${at}/object`, late)).toMatchObject(refused(422, 'OBJECTION_WINDOW_CLOSED'));
    city.moveTo('2027-01-29');
    const statements = {
      raterStatement: 'Register tidak terbaca.',
      employeeStatement: 'Register asli ada.',
      witnesses: [V1],
    };
    expect(accepted(await superior.post(`${at}/hear-objection`, statements))).toBe('ObjectionHearingHeld');
  });

  it('41 · is upheld: 1 380 children, composite 110.2149, Sangat Baik, version 2', async () => {
    city.moveTo('2027-02-05');
    const at = `evaluations/${evaluationId}`;
    const key = newId();
    const decided = await superior.post(`${at}/decide-objection`, decision(), key);
    expect(accepted(decided)).toBe('RatingRecommended ObjectionDecided EvaluationFinalised');
    expect(await superior.post(`${at}/decide-objection`, decision(), key)).toEqual(decided);
    await shows(evaluationList, decided);
    expect((await nurse.get(at)).body).toMatchObject({
      ...{
        status: 'FINAL',
        contested: false,
        evaluationVersion: 2,
        predicate: 'SANGAT_BAIK',
        composite: '110.2149',
      },
      ...{ resultRating: 'ABOVE', objection: { outcome: 'UPHELD' } },
    });
    // The page on it is whole: what was agreed, what was reached, what was computed, and each word.
    expect((await nurse.get(at)).body).toMatchObject({
      planVersions: [{ planVersion: 1, fact: { type: 'PlanAgreed' } }],
      recommendations: [{ composite: '108.8149' }, { composite: '110.2149' }],
      ...{ reviewChanges: [], words: { decision: decision().reason } },
      data: expect.arrayContaining([
        expect.objectContaining({ measurementId: rejectedId, status: 'CORRECTED', quantity: '60' }),
      ]),
    });
    for (const [which, composite] of ['108.8149', '110.2149'].entries()) {
      const explained = await superior.get(`${at}/explanation?recommendation=${which + 1}`);
      expect(explained.body.explanation).toMatchObject({
        recomputed: { agrees: true, sameInputs: true, composite, differences: [] },
      });
    }
    const facts = await history(evaluationStream(evaluationId));
    expect(facts.at(-1)).toMatchObject({
      ...{
        type: 'EvaluationFinalised',
        data: { evaluationVersion: 2, composite: '110.2149', predicate: 'SANGAT_BAIK' },
      },
    });
    // One Baik has become Sangat Baik: 5 / 13 / 2, 65 % Baik.
    expect((await superior.get(`distribution?unitId=${UNIT}&year=2026`)).body).toMatchObject({
      counts: { SANGAT_BAIK: 5, BAIK: 13, BUTUH_PERBAIKAN: 2 },
      ...{ shares: { BAIK: '65.00' }, warnings: [] },
    });
    const amount = await history(streamOf('measurement', rejectedId));
    expect(amount.at(-1)).toMatchObject({
      ...{ type: 'MeasurementCorrected', reason: { code: 'OBJECTION' } },
      data: { old: '0', new: '60', oldStatus: 'REJECTED', correctsEventId: amount.at(-2)?.envelope.id },
    });
    expect(amount.at(-1)?.envelope.correlation).toBe(facts.at(-1)?.envelope.correlation);
    expect(await superior.post(`${at}/decide-objection`, decision())).toMatchObject(
      refused(409, 'ILLEGAL_TRANSITION'),
    );
  });

  it('may be opened again on a finding, by the superior of the rater', async () => {
    const at = `evaluations/${evaluationId}`;
    const reopening = {
      ...{ ground: 'FINDING', corrections: [], evidence },
      reason: 'Temuan: penolakan data tanpa bertanya kepada pelapor.',
    };
    expect(await rater.post(`${at}/reopen`, { ...reopening, findingRef: 'LHP-1' })).toMatchObject(
      refused(422, 'SOD_VIOLATION'),
    );
    for (const given of [{}, { findingRef: 'LHP-1' }, { findingRef: newId() }])
      expect(await superior.post(`${at}/reopen`, { ...reopening, ...given })).toMatchObject(
        refused(422, 'FINDING_REQUIRED'),
      );
  });

  it('48 · publishes the first quarter on 10 April, without the one objection of the health office', async () => {
    city.moveTo('2027-03-01');
    const opened = await hr.post('cycles', { year: 2027 });
    await shows(cycleList, opened);
    city.moveTo('2027-04-10');
    const anyone = city.as(STRANGER, 'public');
    const of = (table: string, quarter: string) => `datasets/${datasetIdOf(`performance-${table}`, quarter)}`;
    // By the timer, one table with the others.
    await city.until(async () => (await anyone.get(of('objections', '2027-Q1'))).status === 200);
    const file = await anyone.text(`${of('objections', '2027-Q1')}/1`);
    const S = 'SUPPRESSED';
    expect(file).toBe(`unit,filed,upheld,partly,dismissed,pending\r\nDINKES,${S},${S},${S},${S},${S}\r\n`);
    const { body } = await anyone.get(`${of('objections', '2027-Q1')}/1?format=json`);
    expect(body).toMatchObject({
      ...{ kind: 'performance-objections', datasetVersion: 1, fromDate: '2027-01-01', toDate: '2027-03-31' },
      ...{ policyRefs: ['gov.calendar@1', 'gov.other@1', 'pub@1'], change: null },
      sha256: createHash('sha256').update(file).digest('hex'),
      records: [{ unit: 'DINKES', filed: S, upheld: S }],
    });
    const [fact] = await history(streamOf('dataset', datasetIdOf('performance-objections', '2027-Q1')));
    expect(fact).toMatchObject({ type: 'DatasetPublished', data: { rows: 1, sha256: body.sha256 } });
    // E-1's is the only rating that is final.
    expect(await anyone.text(`${of('predicates', '2027-Q1')}/1`)).toContain(`DINKES,${S},${S}`);
    // Nobody drafted a plan of the new year: of the few who should have, it is not said how many. What was not done in time counts too.
    expect(await anyone.text(`${of('plans', '2027-Q1')}/1`)).toBe(
      `unit,due,on_time,late,on_time_percent\r\nDINKES,${S},${S},${S},${S}\r\n`,
    );
    expect(await anyone.text(`${of('plans', '2026-Q4')}/1`)).toContain('DINKES,0,0,0,\r\n');
    expect(await anyone.text(`${of('overdue', '2027-Q1')}/1`)).toBe(
      `unit,duty,overdue\r\nDINKES,PERIOD,${S}\r\n`,
    );
    // What the year had reached: four indicators, each in one plan.
    expect(await anyone.text(`${of('achievement', '2026-Q4')}/1`)).toContain('unit,indicator');
    expect((await anyone.get('datasets?limit=200')).body.items).toHaveLength(35);
    const catalogue = (await anyone.text('datasets?format=csv')).trimEnd().split('\r\n');
    expect(catalogue).toHaveLength(36);
    expect(catalogue[0]).toBe(
      'datasetId,datasetVersion,kind,title,fromDate,toDate,rows,sha256,policyRefs,change,publishedAt',
    );
    const [latest, before] = [await hr.get('cycles?limit=1'), await hr.get('cycles?format=json')];
    expect(latest.body).toMatchObject({ items: [{ year: 2027, status: 'OPEN', version: 1 }] });
    expect((await hr.get(`cycles?limit=1&cursor=${String(latest.body.next)}`)).body).toEqual({
      ...{ items: [(before.body.items as object[])[1]], next: null },
    });
    expect((await hr.text('cycles?format=csv')).split('\r\n').map((line) => line.split(',')[1])).toEqual([
      ...['year', '2027', '2026', undefined],
    ]);
  });

  it('publishes by command too: again only what is not the same, and says why', async () => {
    const publish = (body: object, by = hr) => by.post('publications/quarters', body);
    expect(await publish({ quarter: '2027-Q1' }, nurse)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    expect(await publish({ quarter: '2027-Q5' })).toMatchObject(refused(400, 'VALIDATION_FAILED'));
    expect(await publish({ quarter: '2027-Q2' })).toMatchObject({
      ...{ status: 422, body: { code: 'RULE_VIOLATED', rule: 'publication.quarter-over' } },
    });
    const same = await publish({ quarter: '2027-Q1' });
    expect(same).toMatchObject({ status: 200, body: { datasets: { length: 7 } } });
    expect((same.body.datasets as { events: object[] }[]).flatMap(({ events }) => events)).toEqual([]);
    // The sample of the last quarter was drawn after its figures were published.
    expect(await publish({ quarter: '2026-Q4' })).toMatchObject(refused(422, 'REASON_REQUIRED'));
    const change = 'Sampel triwulan IV ditambahkan.';
    const later = await publish({ quarter: '2026-Q4', change });
    expect(later.status).toBe(200);
    const id = datasetIdOf('performance-data-quality', '2026-Q4');
    await shows(datasets, { status: 200, body: { stream: streamOf('dataset', id), version: 2 } });
    const versions = (await hr.get(`datasets/${id}`)).body.versions;
    expect(versions).toMatchObject([
      { datasetVersion: 2, change },
      { datasetVersion: 1, change: null },
    ]);
    expect((await hr.get(`datasets/${id}/1`)).status).toBe(200);
    for (const none of [`${id}/3`, `${id}/99999999999`, `${id}/0`, newId()])
      expect(await hr.get(`datasets/${none}`)).toMatchObject(refused(404, 'DATASET_NOT_FOUND'));
    expect(await hr.get(`datasets/${id}/1?format=xml`)).toMatchObject(refused(400, 'VALIDATION_FAILED'));
  });

  it('shows the unit to who leads it, and to nobody else', async () => {
    const at = `unit-dashboard/${UNIT}?year=2026`;
    const line = {
      ...{
        code: 'DINKES',
        orgPredicate: 'BAIK',
        plans: 1,
        openPlans: 0,
        evaluations: 20,
        rated: 20,
        final: 1,
      },
      ...{ contested: 0, objections: 1, objectionsUpheld: 1, amountsWaiting: 0, plansOverdue: 0 },
    };
    for (const leads of [superior, city.as(PPK, 'leadership'), hr])
      expect((await leads.get(at)).body).toMatchObject({
        ...{ ...line, year: 2026, predicates: { SANGAT_BAIK: 5, BAIK: 13 }, shares: { BAIK: '65.00' } },
        achievements: [
          { indicatorId: 'I-1', plans: 1, measured: 1, mean: '115.00' },
          { mean: '115.00' },
          { mean: '103.96' },
          { mean: '99.00' },
        ],
      });
    expect((await superior.get('unit-dashboard?year=2026')).body).toMatchObject({
      items: [line],
      next: null,
    });
    expect((await nurse.get('unit-dashboard?year=2026')).body).toEqual({ items: [], next: null });
    for (const none of [at, `unit-dashboard/${newId()}`])
      expect(await nurse.get(none)).toMatchObject(refused(404, 'UNIT_NOT_FOUND'));
  });

  it('says on what the result of a unit rests, to who leads it', async () => {
    const line = { unitId: UNIT, code: 'DINKES', year: 2026, predicate: 'BAIK' };
    for (const who of [hr, superior]) {
      expect((await who.get('organisation-results?year=2026')).body).toMatchObject({
        items: [line],
        next: null,
      });
      const { body } = await who.get(`organisation-results/${UNIT}/2026`);
      expect(body).toMatchObject({ ...line, basis: expect.any(String), setBy: PPK });
    }
    expect((await nurse.get('organisation-results?year=2026')).body).toEqual({ items: [], next: null });
    for (const [who, path] of [
      [nurse, `${UNIT}/2026`],
      [hr, `${UNIT}/2025`],
    ] as const)
      expect(await who.get(`organisation-results/${path}`)).toMatchObject(
        refused(404, 'ORGANISATION_RESULT_NOT_FOUND'),
      );
  });

  it('watches whether the year was rated alike, without pointing at anybody', async () => {
    const S = 'SUPPRESSED';
    // (5×5 + 13×4 + 2×3) ÷ 20
    expect((await hr.get('fairness')).body).toMatchObject({
      ...{ year: 2026, n: 20, mean: '4.1500', deviationShare: '0.00', policies: ['perf.other@1', 'pub@1'] },
      raters: [{ group: SUP1, n: 20, mean: '4.1500', z: null }],
      // Of E-1 alone facts tell who she is; the others must not tell it either.
      sex: [
        { group: 'FEMALE', n: S, mean: S },
        { group: 'UNKNOWN', n: S, mean: S },
      ],
      unit: [{ group: 'DINKES', n: 20 }],
    });
    expect((await hr.get('fairness/raters?year=2026&limit=1')).body).toMatchObject({
      ...{ items: [{ group: SUP1, n: 20, mean: '4.1500', z: null }], next: null },
    });
    expect((await hr.text('fairness/units?year=2026&format=csv')).split('\r\n').slice(0, 2)).toEqual([
      'group,n,mean,deviationShare',
      'DINKES,20,4.1500,0.00',
    ]);
    for (const list of ['fairness', 'fairness/raters', 'fairness/units'])
      expect(await rater.get(list)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    expect(await hr.get('fairness?year=x')).toMatchObject(refused(400, 'VALIDATION_FAILED'));
  });

  it('exports the allowance factor of what is final', async () => {
    const text = await hr.text('allowance-factors?year=2026');
    expect(text.split('\r\n').slice(1)).toEqual([
      `${E1},DINKES,${evaluationId},2,2026-01-01,2026-12-31,SANGAT_BAIK,1.10,perf.other@1`,
      '',
    ]);
    expect(await superior.get('allowance-factors?year=2026')).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    expect(await hr.get('allowance-factors')).toMatchObject(refused(400, 'VALIDATION_FAILED'));
  });

  it('records who read whose file, and shows the team to its supervisor', async () => {
    const { rows } = await city.performance.platform.pool.query<{ role: string; what: string }>(
      `select core::jsonb->>'role' as role, data->>'what' as what from es.events
       where event_type = 'asn.performance.FileRead.v1' and data->>'subjectId' = $1`,
      [E1],
    );
    expect(rows).toContainEqual({ role: 'inspector', what: 'performance.evaluation' });
    expect(rows.map(({ role }) => role)).not.toContain('employee');
    // 1 380 children are a strength against the 1 120 of the year before; of twenty colleagues nobody else has the indicator.
    expect((await nurse.get('me/performance/comparison?year=2026')).body).toMatchObject({
      ...{ year: 2026, policy: 'pub@1' },
      plans: [
        {
          ...{ unitId: UNIT, strengths: ['I-1'], weaknesses: [] },
          indicators: [{ unit: null, past: { year: 2025, percent: '120.00' } }, {}, {}, {}],
        },
      ],
    });
    expect((await rater.get('team/board?year=2026')).body).toMatchObject({
      items: [
        {
          ...{ behind: ['I-4'], contestedAmounts: 0, feedbackGiven: 0, rateBy: '2027-01-31' },
          employeeId: E1,
          planStatus: 'CLOSED',
          evaluationStatus: 'FINAL',
          predicate: 'SANGAT_BAIK',
          waiting: 0,
        },
      ],
    });
    const machine = city.as('reporting', 'inspector', 'client');
    const all = (await machine.get('evaluations')).body.items;
    expect(all).toHaveLength(20);
    expect(all).toContainEqual(expect.objectContaining({ evaluationId }));
    expect((await machine.get('me/performance?year=2026')).body).toEqual({
      ...{ year: 2026, plans: [], trainings: [] },
    });
    expect((await stranger.get('evaluations')).body).toEqual({ items: [], next: null });
    expect((await superior.get('evaluations?year=2026')).body).toMatchObject({ items: [{ evaluationId }] });
    const file = async (who: Asking, list: string): Promise<string[]> =>
      (await who.text(`${list}?format=csv`)).trimEnd().split('\r\n');
    const evaluations = await file(machine, 'evaluations');
    expect([evaluations.length, evaluations[0]]).toEqual([
      21,
      [
        'evaluationId,planId,employeeId,raterId,position,unitId,year,periodStart,periodEnd,status,contested,evaluationVersion',
        'resultRating,behaviourRating,predicate,composite,selfAssessBy,rateBy,acknowledgeBy,objectBy,version',
      ].join(),
    ]);
    expect(evaluations).toContainEqual(
      expect.stringMatching(
        `^${evaluationId},[^,]+,${E1},[^,]+,[^,]+,${UNIT},2026,.*,FINAL,false,2,ABOVE,ABOVE,SANGAT_BAIK,`,
      ),
    );
    for (const list of ['evaluations', 'plans', 'measurements'])
      expect(await file(stranger, list)).toHaveLength(1);
    expect((await file(superior, 'plans')).length).toBeGreaterThan(1);
    const amounts = await file(superior, 'measurements');
    expect(amounts.filter((line) => line.includes(`,${E1},`)).length).toBeGreaterThan(4);
    expect((await superior.text('plans?format=xlsx')).startsWith('PK')).toBe(true);
  });

  it('lists what nobody rated, and what nobody decided, in time', async () => {
    const late = (n: number, employeeId: string) => {
      const about = { subject: employeeId };
      const of = { position: `Staf ${n}`, unitId: UNIT, periodStart: '2026-01-01', periodEnd: '2026-12-31' };
      const id = evaluationIdOf({ ...of, employeeId });
      const opening = { planId: newId(), employeeId, raterId: SUP2, ...of, year: 2026, rateBy: '2027-01-31' };
      return {
        id,
        opened: evaluationOpened({ evaluationId: id, ...opening, pinnedPolicies: [] }, about),
        about,
      };
    };
    const [unrated, undecided] = [late(1, V1), late(2, SUP1)];
    await tell(city, evaluationStream(unrated.id), unrated.opened);
    const objection = { grounds: ['OTHER' as const], measurementIds: [], decideBy: '2027-02-12' };
    await tell(
      city,
      evaluationStream(undecided.id),
      undecided.opened,
      evaluationObjected({ evaluationId: undecided.id, ...objection }, undecided.about),
    );
    for (const [{ id }, version] of [[unrated, 1] as const, [undecided, 2] as const])
      await shows(evaluationList, { status: 200, body: { stream: evaluationStream(id), version } });
    const { items } = (await superior.get('overdue?limit=200')).body;
    expect(items).toContainEqual(
      expect.objectContaining({ kind: 'EVALUATION', key: unrated.id, due: '2027-01-31', employeeId: V1 }),
    );
    expect(items).toContainEqual(
      expect.objectContaining({ kind: 'OBJECTION', key: undecided.id, due: '2027-02-12', employeeId: SUP1 }),
    );
  });

  it('is opened again on a finding that was issued about it', async () => {
    const about = evaluationStream(evaluationId);
    const [inspectionId, findingId, otherId] = Array.from({ length: 3 }, newId);
    const inspection = streamOf('inspection', inspectionId);
    const finding = (id: string, of: string) =>
      findingIssued({
        ...{ inspectionId, findingId: id, finding: 1, unitId: UNIT, about: of, severity: 'MODERATE' },
        ...{ issuedBy: INSPECTOR, refs: [{ eventId: newId(), index: 1, leafHash: 'a'.repeat(64) }] },
        ...{ followUpBy: '2027-07-16', followUpOverAt: '2027-07-16T17:00:00.000Z' },
        ...{ condition: 'Data ditolak tanpa bertanya.', criteria: 'Pelapor ditanya.', cause: 'Kebiasaan.' },
        ...{ effect: 'Nilai turun sementara.', recommendation: 'Tanyakan pelapor.' },
      });
    await city.audit.tell(inspection, finding(findingId, about), finding(otherId, evaluationStream(newId())));
    const reopening = {
      ...{ ground: 'FINDING', corrections: [], evidence },
      reason: 'Temuan: penolakan data tanpa bertanya kepada pelapor.',
    };
    const reopen = (findingRef: string) =>
      superior.post(`evaluations/${evaluationId}/reopen`, { ...reopening, findingRef });
    await city.until(async () => (await reopen(findingId)).status === 200);
    // It waits for another rating now.
    expect(await reopen(otherId)).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
    const last = async (): Promise<Recorded | undefined> => (await history(about)).at(-1);
    // What nobody records anew is recommended as it was.
    await city.until(async () => (await last())?.type === 'RatingRecommended');
    expect(await last()).toMatchObject({ data: { recommendation: 3, composite: '110.2149' } });
    const reopened = (await history(about)).find(({ type }) => type === 'EvaluationReopened');
    expect(reopened).toMatchObject({ data: { findingRef: findingId } });
    const { inputs } = await coreOf(about, Number(reopened?.envelope.version));
    expect((inputs ?? []).map(({ stream }) => stream)).toContain(inspection);
  });

  it('shows what a rebuild from the facts shows', async () => {
    expect(
      await unlikeTheirRebuild(city.performance.platform, [
        cycleList,
        planList,
        measurementList,
        feedbackList,
        evaluationList,
        datasets,
      ]),
    ).toEqual({});
  });

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await city.toldAgain()).toEqual([]);
  }, 60_000);

  it('does nothing twice, when everything is heard and fired again on a later day', async () => {
    expect(await city.heardAgain('2027-05-20')).toEqual([]);
  }, 300_000);

  it('waits for the result of the unit, where it is of its head, and is recommended with it', async () => {
    const unitId = newId();
    await city.unitBelow(unitId, UNIT);
    await city.leads(SUP2, unitId);
    // The head has the plan and the amounts of E-1.
    const headPlan = newId();
    const ids = new Map([
      [planId, headPlan],
      [E1, SUP2],
      [UNIT, unitId],
    ]);
    const copied = async (of: string, to: string): Promise<void> => {
      const facts = (await history(of)).map((fact) => ({
        ...fact,
        data: Object.fromEntries(
          Object.entries(fact.data).map(([name, value]: [string, unknown]) => [
            name,
            ids.get(String(value)) ?? value,
          ]),
        ),
      }));
      await tell(city, to, ...facts);
    };
    const { pool } = city.performance.platform;
    const { rows: amounts } = await pool.query<{ id: string }>(
      'select measurement_id as id from rm.measurement_list where employee_id = $1 or employee_id is null',
      [E1],
    );
    await copied(planStream(planId), planStream(headPlan));
    for (const { id } of amounts) {
      const measurementId = newId();
      ids.set(id, measurementId);
      await copied(streamOf('measurement', id), streamOf('measurement', measurementId));
    }
    const shown = async (sql: string, n: number, ...values: string[]): Promise<void> =>
      city.until(async () => (await pool.query(sql, values)).rows.length === n);
    await shown(
      'select from rm.measurement_list where employee_id = $1 or unit_id = $2',
      amounts.length,
      SUP2,
      unitId,
    );
    const { from: _, ...whole } = { ...period, unitId };
    const id = evaluationIdOf({ ...whole, employeeId: SUP2 });
    const about = { subject: SUP2 };
    const opening = {
      evaluationId: id,
      planId: headPlan,
      employeeId: SUP2,
      raterId: PPK,
      ...whole,
      year: 2026,
    };
    const ratings = behaviourRatings.map(({ value }) => ({
      value,
      rating: 'MEETS' as const,
      feedbackRefs: [],
    }));
    await tell(
      city,
      evaluationStream(id),
      evaluationOpened({ ...opening, pinnedPolicies: PINNED }, about),
      behaviourRated({ evaluationId: id, ratedBy: PPK, ratings, mean: '2.0000' }, about),
    );
    await shown('select from rm.evaluation_list where evaluation_id = $1 and behaviour is not null', 1, id);
    const result = { unitId, year: 2026, predicate: 'ISTIMEWA', basis: 'Capaian unit tahun 2026.' };
    accepted(await city.as(PPK, 'leadership').post('organisation-results', result));
    const last = async (): Promise<Recorded | undefined> => (await history(evaluationStream(id))).at(-1);
    await city.until(async () => (await last())?.type === 'RatingRecommended');
    expect(await last()).toMatchObject({ data: { recommendation: 1, resultRating: 'ABOVE' } });
  });
});
