import { unlikeTheirRebuild } from '@jejak/neighbour';
import { positionAssigned, promotionEffective } from '@jejak/contracts/career';
import { candidateAppointed } from '@jejak/contracts/recruitment';
import { naturalId, newId, type Recorded, streamOf } from '@jejak/kernel';
import type { Projection } from '@jejak/projections';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogueList } from '../src/catalogue/catalogue.projection';
import { cycleList } from '../src/cycle/cycle.projection';
import { feedbackList } from '../src/feedback/feedback.projection';
import { measurementList } from '../src/measurement/measurement.projection';
import { obstacleList } from '../src/obstacle/obstacle.projection';
import { periodList } from '../src/period/period.projection';
import { periodicIdOf, periodStream } from '../src/period/period.reading';
import { planList } from '../src/plan/plan.projection';
import { planIdOf, planStream } from '../src/plan/plan.reading';
import { sampleList } from '../src/sample/sample.projection';
import { sourceList } from '../src/source/source.projection';
import { supportList } from '../src/support/support.projection';
import { accepted, idOf, refused } from './answers';
import { type Answer, type Asking, type City, startCity } from './city';
import { E1, indicators, POSITION, STRANGER, SUP1, SUP2, UNIT, V1 } from './nurse';

const person = (n: number): string => `0198c1a2-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [HR, PPK, E9] = [person(6), person(7), person(9)];
const NIP = '199001012019042001';
const SEEN_MS = 15_000;

const whole = {
  ...{ position: POSITION, unitId: UNIT, from: '2019-04-01' },
  ...{ periodStart: '2026-01-01', periodEnd: '2026-12-31' },
};
const planId = planIdOf(E1, whole);
const evidence = [{ sha256: 'a'.repeat(64), mediaType: 'application/pdf', size: 2048 }];
const behaviourExpectations = Object.fromEntries(
  ['berorientasiPelayanan', 'akuntabel', 'kompeten', 'harmonis', 'loyal', 'adaptif', 'kolaboratif'].map(
    (value) => [value, `Harapan pada nilai ${value}.`],
  ),
);
const lines = (children: string) =>
  indicators(children).map(({ rangeLow: _, rangeHigh: __, ...line }) => line);

/** Domain.md 15, steps 3–6, 23, 24 and 34 as planning and execution see them, and what follows appointments. */
describe('a year of work', () => {
  let city: City;
  let nurse: Asking,
    rater: Asking,
    superior: Asking,
    steward: Asking,
    hr: Asking,
    mayor: Asking,
    service: Asking;
  const shows = (projection: Pick<Projection, 'name'>, answer: Answer): Promise<void> =>
    city.shows(projection, answer);
  const history = (stream: string): Promise<Recorded[]> => city.performance.platform.store.history(stream);
  const types = async (stream: string): Promise<string> =>
    (await history(stream)).map(({ type }) => type).join();
  const reached = (
    projection: { readonly name: string },
    stream: string,
    version: number,
  ): Promise<boolean> => city.performance.platform.projections.reached(projection, stream, version, SEEN_MS);
  const report = async (quantity: string, from: string, to: string): Promise<string> => {
    const answer = await nurse.post('measurements', {
      planId,
      indicatorId: 'I-1',
      quantity,
      from,
      to,
      evidence,
    });
    expect(accepted(answer)).toBe('ProgressReported');
    await shows(measurementList, answer);
    return idOf(answer);
  };
  const verify = (id: string, by = steward) =>
    by.post(`measurements/${id}/verify`, { method: 'REGISTER_CHECK' });

  beforeAll(async () => {
    city = await startCity(UNIT, '2025-12-30');
    const people = [
      { id: SUP2, nip: '197501012000011001', position: 'Kepala Bidang', supervisorId: PPK },
      { id: SUP1, nip: '198001012005011001', position: 'Kepala Seksi', supervisorId: SUP2 },
      { id: E1, nip: NIP, position: POSITION, supervisorId: SUP1, duties: ['data_steward'] as const },
      {
        ...{ id: V1, nip: '198501012010012001', position: 'Pengelola Data', supervisorId: SUP2 },
        duties: ['data_steward'] as const,
      },
    ];
    for (const one of people) await city.employee(one);
    [nurse, steward] = [city.as(E1, 'employee'), city.as(V1, 'employee')];
    [rater, superior] = [city.as(SUP1, 'supervisor'), city.as(SUP2, 'supervisor')];
    [hr, mayor] = [city.as(HR, 'hr_admin'), city.as(PPK, 'leadership')];
    service = city.as('svc', 'service', 'client');
  }, 120_000);
  afterAll(() => city.stop(), 60_000);

  it('begins with a direction, results of units, and a catalogue', async () => {
    expect((await nurse.get('indicators?role=SUPERVISOR')).body.items).toHaveLength(3);
    const measure = { unit: 'menit', sourceName: 'Sistem antrean' };
    const own = {
      indicatorId: 'IMUN-WAIT',
      role: 'HEALTH_IMMUNISATION',
      title: 'Waktu tunggu',
      direction: 'LOWER',
      source: 'SYSTEM',
    };
    expect(await hr.post('indicators', own)).toMatchObject(refused(422, 'NOT_MEASURABLE'));
    const defined = await hr.post('indicators', { ...own, ...measure });
    expect(accepted(defined)).toBe('IndicatorDefined');
    await shows(catalogueList, defined);
    expect((await nurse.get('indicators?role=HEALTH_IMMUNISATION')).body.items).toContainEqual(
      expect.objectContaining({ indicatorId: 'IMUN-WAIT', templateVersion: 2 }),
    );
    const words = {
      vision: 'Kota yang sehat.',
      mission: 'Layanan cepat.',
      from: '2026-01-01',
      to: '2030-12-31',
    };
    expect(accepted(await mayor.post('directions', words))).toBe('DirectionSet');
    expect(await nurse.post('directions', words)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    const result = { code: 'DINKES-IMUN', year: 2026, unitId: UNIT, result: 'Imunisasi lengkap.' };
    expect(await mayor.post('unit-results', result)).toMatchObject(refused(422, 'NOT_MEASURABLE'));
    expect(await nurse.post('unit-results', { ...result, measure: 'persen' })).toMatchObject(
      refused(403, 'NOT_RELATED'),
    );
    expect(accepted(await mayor.post('unit-results', { ...result, measure: 'persen' }))).toBe(
      'UnitResultPlanned',
    );
  });

  it('3 to 6 · opens, flags 1 500, agrees on 1 200', async () => {
    expect(await hr.post('cycles', { year: 2026 })).toMatchObject(refused(422, 'POLICY_MISSING'));
    city.moveTo('2026-01-05');
    const opened = await hr.post('cycles', { year: 2026 });
    expect(accepted(opened)).toBe('CycleOpened');
    await shows(cycleList, opened);
    const file = [
      'source,indicator_id,unit_code,nip,from,to,quantity',
      ...[1010, 1060, 1120].map((n, at) => `REGISTER,I-1,,${NIP},${2023 + at}-01-01,${2023 + at}-12-31,${n}`),
    ].join('\n');
    expect((await service.post('imports/measurements', file)).body).toMatchObject({ accepted: 3 });
    city.moveTo('2026-01-12');
    const astray = lines('1500').map((line) => ({ ...line, parentResultId: person(77) }));
    await nurse.post('plans', { year: 2026, indicators: astray, behaviourExpectations });
    expect(await nurse.post(`plans/${planId}/submit`)).toMatchObject(refused(422, 'NOT_ALIGNED'));
    await nurse.post('plans', { year: 2026, indicators: lines('1500'), behaviourExpectations });
    const submitted = await nurse.post(`plans/${planId}/submit`);
    expect(accepted(submitted)).toBe('PlanSubmitted TargetRealismChecked TargetFlaggedUnrealistic');
    await shows(planList, submitted);
    expect((await nurse.get(`plans/${planId}`)).body).toMatchObject({
      realism: { 'I-1': { baseline: '1063.3333', ratio: '1.4107', open: true, flagged: true } },
    });
    city.moveTo('2026-01-13');
    expect(await rater.post(`plans/${planId}/agree`)).toMatchObject(
      refused(422, 'TARGET_UNREALISTIC_UNREVIEWED'),
    );
    city.moveTo('2026-01-20');
    const reason = 'Kapasitas rantai dingin hanya untuk seribu dua ratus anak.';
    const review = { indicatorId: 'I-1', target: '1200', reason };
    expect(accepted(await rater.post(`plans/${planId}/review-target`, review))).toBe('TargetAdjusted');
    const agreed = await rater.post(`plans/${planId}/agree`);
    expect(accepted(agreed)).toBe('PlanAgreed');
    await shows(planList, agreed);
    // One of four is 25 %, and no more: no review of the unit's targets.
    expect((await hr.get('workload?year=2026')).body).toMatchObject({
      items: [{ unitId: UNIT, openPlans: 1, staff: 4, targets: 4, flagged: 1, flaggedShare: '25.0000' }],
    });
  });

  it('contests a target before the superior, and leaves it', async () => {
    const reason = 'Jumlah bayi di wilayah ini turun sejak tahun lalu.';
    const contested = await nurse.post(`plans/${planId}/contest-target`, { indicatorId: 'I-1', reason });
    expect(accepted(contested)).toBe('PlanDisputed');
    const decision = { target: '1200', reason: 'Data kelahiran tidak menunjukkan penurunan.' };
    expect(await rater.post(`plans/${planId}/decide-dispute`, decision)).toMatchObject(
      refused(422, 'SOD_VIOLATION'),
    );
    expect(accepted(await superior.post(`plans/${planId}/decide-dispute`, decision))).toBe(
      'PlanDisputeDecided',
    );
  });

  it('23 · 330 of Q1 are 110 %, verified by another, and the quarter is rated by 10 April', async () => {
    const periodicId = periodicIdOf(planId, '2026-Q1');
    const at = `periods/${periodicId}`;
    city.moveTo('2026-04-01', '00:00:00.000');
    expect(await reached(periodList, periodStream(periodicId), 1)).toBe(true);
    city.moveTo('2026-04-02');
    const rating = {
      resultRating: 'ABOVE',
      behaviourRating: 'MEETS',
      behaviourNotes: 'Ramah kepada orang tua.',
    };
    expect(await rater.post(`${at}/rate`, rating)).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
    city.moveTo('2026-04-08');
    const id = await report('330', '2026-01-01', '2026-03-31');
    expect(await verify(id, nurse)).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(accepted(await verify(id))).toBe('MeasurementVerified');
    expect(accepted(await nurse.post(`${at}/self-report`, { text: 'Tiga ratus tiga puluh anak.' }))).toBe(
      'PeriodSelfReported',
    );
    expect(await rater.post(`${at}/rate`, rating)).toMatchObject(refused(422, 'NO_DIALOGUE'));
    const feedback = {
      ...{ to: E1, value: 'AKUNTABEL', kind: 'APPRECIATE', behaviour: 'Mencatat layanan hari itu juga.' },
      ...{ effect: 'Laporan selesai tanpa koreksi.', suggestion: 'Bagikan caranya.' },
    };
    const given = await rater.post('feedback', feedback);
    expect(accepted(given)).toBe('FeedbackGiven');
    await shows(feedbackList, given);
    expect(accepted(await nurse.post(`feedback/${idOf(given)}/acknowledge`))).toBe('FeedbackAcknowledged');
    expect(accepted(await rater.post(`${at}/rate`, rating))).toBe('PeriodRated');
    const acknowledged = await nurse.post(`${at}/acknowledge`, { agree: true });
    expect(accepted(acknowledged)).toBe('PeriodAcknowledged');
    await shows(periodList, acknowledged);
    const { body } = await nurse.get('me/performance?year=2026');
    expect(body).toMatchObject({
      plans: [
        {
          periods: [{ period: '2026-Q1', status: 'ACKNOWLEDGED', predicate: 'BAIK' }],
          indicators: [{ actual: '330.0000', onTrack: true, forecast: { linear: '1338.3333' } }, {}, {}, {}],
        },
      ],
    });
    // The sample of the quarter's only report is that report; neither its reporter nor its verifier checks it.
    city.moveTo('2026-04-11', '00:00:00.000');
    const sampleId = naturalId('sample', '2026-Q1');
    expect(await reached(sampleList, streamOf('sample', sampleId), 1)).toBe(true);
    const check = { measurementId: id, correct: true };
    expect(await steward.post(`samples/${sampleId}/check`, check)).toMatchObject(
      refused(422, 'SOD_VIOLATION'),
    );
  });

  it('24 · a stock-out is raised, analysed, dealt with, and out of the way', async () => {
    city.moveTo('2026-05-07');
    const raised = await nurse.post('obstacles', {
      planId,
      indicatorId: 'I-1',
      description: 'Vaksin habis.',
    });
    expect(accepted(raised)).toBe('ObstacleRaised');
    const at = `obstacles/${idOf(raised)}`;
    expect(await nurse.post(`${at}/analyse`, { causes: [{ text: 'Entah.' }] })).toMatchObject(
      refused(422, 'CAUSE_REQUIRED'),
    );
    const causes = [
      { category: 'OUTSIDE', text: 'Pengiriman terlambat.' },
      { category: 'METHOD', text: 'Tidak ada titik pemesanan ulang.' },
    ];
    expect(accepted(await nurse.post(`${at}/analyse`, { causes }))).toBe('ObstacleAnalysed');
    const improvement = { actions: ['Tetapkan titik pemesanan ulang.'], owner: E1, due: '2026-05-31' };
    expect(accepted(await rater.post(`${at}/agree-improvement`, improvement))).toBe('ImprovementAgreed');
    const asked = await nurse.post('support', {
      kind: 'FACILITY',
      what: 'Kotak pendingin.',
      obstacleId: idOf(raised),
    });
    expect(accepted(asked)).toBe('SupportRequested');
    const support = `support/${idOf(asked)}`;
    const reason = 'Belum ada anggaran untuk pembelian tahun ini.';
    expect(await rater.post(`${support}/decline`, { reason })).toMatchObject(
      refused(422, 'ALTERNATIVE_REQUIRED'),
    );
    expect(accepted(await rater.post(`${support}/grant`, { due: '2026-05-31' }))).toBe('SupportGranted');
    expect(accepted(await nurse.post(`${support}/confirm-delivery`))).toBe('SupportDelivered');
    // Another one, that nobody follows up: after 14 days it lies before the superior.
    const forgotten = await nurse.post('obstacles', { planId, description: 'Jaringan lambat.' });
    city.moveTo('2026-05-22', '00:00:00.000');
    expect(await reached(obstacleList, String(forgotten.body.stream), 2)).toBe(true);
    expect((await history(String(forgotten.body.stream))).at(-1)).toMatchObject({
      ...{ type: 'ObstacleEscalated', data: { to: SUP2 }, envelope: { role: 'service' } },
    });
    const resolved = await nurse.post(`${at}/resolve`, { effectMeasured: 'Stok tidak pernah kosong lagi.' });
    expect(accepted(resolved)).toBe('ObstacleResolved');
    await shows(obstacleList, resolved);
    expect((await nurse.get(at)).body).toMatchObject({ status: 'RESOLVED', causes: ['OUTSIDE', 'METHOD'] });
    expect(await city.as(STRANGER, 'supervisor').get(at)).toMatchObject(refused(404, 'OBSTACLE_NOT_FOUND'));
    expect((await superior.get('overdue')).body.items).toContainEqual(
      expect.objectContaining({ kind: 'OBSTACLE', employeeId: E1, status: 'ESCALATED' }),
    );
  });

  it('opens a plan for who is appointed, due in 30 days: E-9, 1 July', async () => {
    const appointed = candidateAppointed(
      {
        ...{ applicationId: newId(), vacancyId: newId(), employeeId: E9, kind: 'CPNS', golongan: 'III/a' },
        ...{ position: POSITION, unitId: UNIT, tmt: '2026-06-01', contractEnd: null },
      },
      { subject: E9 },
    );
    await city.recruitment.tell(streamOf('application', newId()), appointed);
    city.moveTo('2026-06-01');
    const stream = planStream(
      planIdOf(E9, { ...whole, from: '2026-06-01', periodStart: '2026-06-01', periodEnd: '2026-12-31' }),
    );
    expect(await reached(planList, stream, 1)).toBe(true);
    expect(await history(stream)).toMatchObject([
      { type: 'PlanDrafted', data: { employeeId: E9, agreeBy: '2026-07-01' } },
    ]);
    city.moveTo('2026-07-02', '00:00:00.000');
    expect(await reached(planList, stream, 2)).toBe(true);
    expect(await types(stream)).toBe('PlanDrafted,PlanOverdue');
  });

  it('changes in the year, from a day on, and never in hindsight', async () => {
    city.moveTo('2026-07-02');
    await verify(await report('345', '2026-04-01', '2026-06-30'));
    const change = {
      ...{ cause: 'OTHER', effectiveFrom: '2026-07-15', indicators: lines('1250') },
      reason: 'Dua desa baru masuk wilayah kerja puskesmas.',
    };
    expect(
      await nurse.post(`plans/${planId}/request-change`, { ...change, effectiveFrom: '2026-07-01' }),
    ).toMatchObject(refused(422, 'RULE_VIOLATED'));
    // Of I-2 nothing is verified after two quarters: its target is not made easier now.
    const easier = lines('1250').map((line) =>
      line.indicatorId === 'I-2' ? { ...line, target: '4.0' } : line,
    );
    expect(
      await nurse.post(`plans/${planId}/request-change`, { ...change, indicators: easier }),
    ).toMatchObject(refused(422, 'HINDSIGHT_CHANGE'));
    expect(accepted(await nurse.post(`plans/${planId}/request-change`, change))).toBe(
      'PlanChangeRequested TargetRealismChecked',
    );
    const refusal = { accept: false, reason: 'Wilayah kerja baru ditetapkan tahun depan.' };
    expect(accepted(await rater.post(`plans/${planId}/decide-change`, refusal))).toBe('PlanChangeRefused');
  });

  it('takes amounts of registered sources only, and keeps odd ones for a steward', async () => {
    const amount = {
      source: 'SIMPUS',
      indicatorId: 'I-4',
      employeeId: E1,
      quantity: '97',
      from: '2026-01-01',
      to: '2026-03-31',
    };
    expect(await service.post('measurements/ingest', amount)).toMatchObject(
      refused(422, 'SOURCE_NOT_VALIDATED'),
    );
    const registration = {
      code: 'SIMPUS',
      kind: 'SYSTEM',
      ownerUnitId: UNIT,
      min: '0',
      max: '100',
      refresh: 'MONTHLY',
    };
    expect(await nurse.post('sources', registration)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    const registered = await hr.post('sources', registration);
    expect(accepted(registered)).toBe('SourceRegistered');
    expect(accepted(await service.post('measurements/ingest', amount))).toBe('MeasurementIngested');
    const odd = await service.post('measurements/ingest', {
      ...{ ...amount, quantity: '970' },
      ...{ from: '2026-04-01', to: '2026-06-30' },
    });
    expect(accepted(odd)).toBe('MeasurementQuarantined');
    await shows(measurementList, odd);
    expect((await steward.get(`measurements?status=QUARANTINED`)).body.items).toMatchObject([
      { checkFailed: 'RANGE', against: '100', quantity: '970' },
    ]);
    expect(await verify(idOf(odd), rater)).toMatchObject(refused(403, 'NOT_RELATED'));
    const rejection = { code: 'QUANTITY_WRONG', reason: 'Koma desimal terlewat saat pengiriman data.' };
    expect(accepted(await steward.post(`measurements/${idOf(odd)}/reject`, rejection))).toBe(
      'MeasurementRejected',
    );
    const audit = { auditedOn: '2026-07-01', passed: false, reason: 'Sepertiga data tidak sesuai register.' };
    const suspended = await hr.post(`sources/${idOf(registered)}/audit`, audit);
    expect(accepted(suspended)).toBe('SourceAudited SourceSuspended');
    await shows(sourceList, suspended);
    expect((await rater.get(`sources/${idOf(registered)}/affected`)).body.items).toMatchObject([
      { planId, amounts: 2 },
    ]);
    expect(await service.post('measurements/ingest', { ...amount, from: '2026-05-01' })).toMatchObject(
      refused(422, 'SOURCE_NOT_VALIDATED'),
    );
  });

  it('34 · counts 1 320: 295 verified, 60 rejected, which the nurse disputes', async () => {
    city.moveTo('2026-10-02');
    expect(accepted(await verify(await report('350', '2026-07-01', '2026-09-30')))).toBe(
      'MeasurementVerified',
    );
    city.moveTo('2026-12-30');
    expect(accepted(await verify(await report('295', '2026-10-01', '2026-11-30')))).toBe(
      'MeasurementVerified',
    );
    const sixty = await report('60', '2026-12-01', '2026-12-29');
    const rejection = { code: 'SOURCE_MISSING', reason: 'Register sumber tidak ditemukan.' };
    const rejected = await steward.post(`measurements/${sixty}/reject`, rejection);
    expect(accepted(rejected)).toBe('MeasurementRejected');
    await shows(measurementList, rejected);
    expect((await nurse.get('me/performance?year=2026')).body).toMatchObject({
      plans: [
        { indicators: [{ indicatorId: 'I-1', actual: '1320.0000', realisation: '110.0000' }, {}, {}, {}] },
      ],
    });
    const words = { reason: 'Register aslinya ada di gudang arsip puskesmas.', evidence };
    const disputed = await nurse.post(`measurements/${sixty}/dispute`, words);
    expect(accepted(disputed)).toBe('MeasurementDisputed');
    expect(await nurse.post(`measurements/${sixty}/confirm-correction`, words)).toMatchObject(
      refused(400, 'VALIDATION_FAILED'),
    );
    const answer = { reason: 'Register asli sudah dilihat dan benar.' };
    expect(accepted(await steward.post(`measurements/${sixty}/confirm-correction`, answer))).toBe(
      'MeasurementCorrected',
    );
    const { body } = await nurse.get(`measurements/${sixty}/history`);
    expect(body.items).toMatchObject([
      { type: 'ProgressReported', quantity: '60' },
      { type: 'MeasurementRejected' },
      { type: 'MeasurementDisputed' },
      { type: 'MeasurementCorrected', quantity: '60' },
    ]);
    const late = {
      cause: 'EXTERNAL',
      effectiveFrom: '2026-12-31',
      indicators: lines('1100'),
      reason: words.reason,
    };
    expect(await nurse.post(`plans/${planId}/request-change`, late)).toMatchObject(
      refused(422, 'TOO_LATE_TO_CHANGE'),
    );
  });

  it('ends with the year: the plan closes, the cycle is evaluated, and waits for what is pending', async () => {
    city.moveTo('2027-01-01', '00:00:00.000');
    const plan = planStream(planId);
    await city.until(async () => (await types(plan)).endsWith('PlanClosed'));
    expect((await history(plan)).at(-1)).toMatchObject({
      type: 'PlanClosed',
      data: { reportBy: '2027-01-05' },
    });
    const cycle = streamOf('cycle', naturalId('cycle', '2026'));
    expect(await reached(cycleList, cycle, 2)).toBe(true);
    expect(await types(cycle)).toBe('CycleOpened,CycleEvaluationBegan');
    expect(await hr.post('cycles/2026/close')).toMatchObject(refused(422, 'PLANS_PENDING'));
  });

  it('changes with the position: the old plan ends pro rata, the new one is due on 1 May', async () => {
    city.moveTo('2027-01-04');
    expect(accepted(await hr.post('cycles', { year: 2027 }))).toBe('CycleOpened');
    const stream = planStream(planIdOf(E1, { ...whole, periodStart: '2027-01-01', periodEnd: '2027-12-31' }));
    const drafted = await nurse.post('plans', { year: 2027, indicators: [], behaviourExpectations });
    expect(accepted(drafted)).toBe('PlanDrafted');
    await shows(planList, drafted);
    const moved = {
      employeeId: E1,
      position: 'Perawat Ahli Muda',
      unitId: UNIT,
      from: '2027-04-01',
      to: null,
    };
    await city.career.tell(streamOf('employee', E1), positionAssigned(moved, { subject: E1 }));
    city.moveTo('2027-04-01');
    const next = planStream(planIdOf(E1, { ...moved, periodStart: '2027-04-01', periodEnd: '2027-12-31' }));
    expect(await reached(planList, next, 1)).toBe(true);
    expect(await history(next)).toMatchObject([{ type: 'PlanDrafted', data: { agreeBy: '2027-05-01' } }]);
    expect((await history(stream)).at(-1)).toMatchObject({
      ...{ type: 'PlanClosed', data: { cause: 'POSITION_CHANGED', periodEnd: '2027-03-31' } },
    });
  });

  it('ends with a promotion to another level, also in the same post', async () => {
    const post = { position: 'Perawat Ahli Muda', unitId: UNIT };
    const [caseId, from] = [person(46), '2027-07-01'];
    const held = { employeeId: E1, ...post, from, to: null };
    await city.career.tell(streamOf('employee', E1), positionAssigned(held, { subject: E1 }));
    const promoted = {
      ...{ caseId, employeeId: E1, kind: 'LEVEL' as const, rank: 'III/c', level: 'Ahli Muda' as const, from },
      ...{ ...post, previous: { rank: 'III/b', level: 'Ahli Pertama' as const } },
    };
    await city.career.tell(streamOf('promotion', caseId), promotionEffective(promoted, { subject: E1 }));
    city.moveTo('2027-07-01');
    const before = planStream(planIdOf(E1, { ...held, periodStart: '2027-04-01', periodEnd: '2027-12-31' }));
    const after = planStream(planIdOf(E1, { ...held, periodStart: from, periodEnd: '2027-12-31' }));
    expect(await reached(planList, after, 1)).toBe(true);
    expect(await history(after)).toMatchObject([{ type: 'PlanDrafted', data: { agreeBy: '2027-07-31' } }]);
    expect(await reached(planList, before, 2)).toBe(true);
    expect((await history(before)).at(-1)).toMatchObject({
      ...{ type: 'PlanClosed', data: { cause: 'POSITION_CHANGED', periodEnd: '2027-06-30' } },
    });
  });

  it('can be rebuilt from its facts', async () => {
    const lists = [
      planList,
      measurementList,
      periodList,
      obstacleList,
      supportList,
      sourceList,
      sampleList,
      feedbackList,
    ];
    expect(await unlikeTheirRebuild(city.performance.platform, lists)).toEqual({});
  });

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await city.toldAgain()).toEqual([]);
  }, 60_000);
});
