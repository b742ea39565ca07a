import { employmentEnded, type EmploymentEnded } from '@jejak/contracts/career';
import { legalDeliveryDelayed } from '@jejak/contracts/notification';
import { exceptionGranted } from '@jejak/contracts/policy';
import { newId, type Recorded, streamOf } from '@jejak/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BEHAVIOUR_VALUES, performanceContracts as contracts } from '@jejak/contracts/performance';
import { fromFixtures } from '@jejak/neighbour';
import { cycleList } from '../src/cycle/cycle.projection';
import { evaluationList } from '../src/evaluation/evaluation.projection';
import { evaluationIdOf, evaluationStream } from '../src/evaluation/evaluation-id';
import { periodicIdOf } from '../src/period/period.reading';
import { planList } from '../src/plan/plan.projection';
import { planIdOf, planStream } from '../src/plan/plan.reading';
import { accepted, idOf, refused } from './answers';
import { type Asking, type City, startCity } from './city';
import { E1, indicators, POSITION, SUP1, SUP2, UNIT, V1 } from './nurse';

const HR = '0198c1a2-0000-7000-8000-000000000006';
const SEEN_MS = 10_000;
const WORDS = 'berorientasiPelayanan akuntabel kompeten harmonis loyal adaptif kolaboratif'.split(' ');
const period = {
  position: POSITION,
  unitId: UNIT,
  from: '2026-01-01',
  periodStart: '2026-01-01',
  periodEnd: '2026-12-31',
};
const planId = planIdOf(E1, period);
const evaluationId = evaluationIdOf({ ...period, employeeId: E1 });
const at = `evaluations/${evaluationId}`;
/** Two whose employment ends: one retires in June, one dies while an objection is open. */
const [RETIRED, DIED] = ['0198c1a2-0000-7000-8000-000000000701', '0198c1a2-0000-7000-8000-000000000702'];
const DIED_NIP = '199202022019042002';
const retiredPlan = planIdOf(RETIRED, period);
const diedPlan = planIdOf(DIED, period);
const diedEvaluation = evaluationIdOf({ ...period, employeeId: DIED });

/** What the passing of time does: nobody acknowledges, nobody objects, and the rating stands (domain.md 5.1). */
describe('an evaluation that nobody answers', () => {
  let city: City;
  let employee: Asking, rater: Asking, hr: Asking, service: Asking;
  const facts = (): Promise<Recorded[]> =>
    city.performance.platform.store.history(evaluationStream(evaluationId));
  const draftPlan = (as: Asking) =>
    as.post('plans', {
      ...{
        year: 2026,
        indicators: indicators('1200').map(({ rangeLow: _, rangeHigh: __, ...line }) => line),
      },
      behaviourExpectations: Object.fromEntries(WORDS.map((value) => [value, 'Sesuai nilai dasar.'])),
    });
  const employmentEnds = (employeeId: string, kind: EmploymentEnded['data']['kind'], on: string) =>
    city.career.tell(
      streamOf('employment', employeeId),
      employmentEnded(
        { employeeId, kind, on, proposedBy: HR, openCases: [], decidedBy: SUP2 },
        { subject: employeeId, effective: on },
      ),
    );
  const recorded = async (stream: string, type: string): Promise<Recorded | undefined> =>
    (await city.performance.platform.store.history(stream)).find((fact) => fact.type === type);
  const reached = (version: number): Promise<boolean> =>
    city.performance.platform.projections.reached(
      evaluationList,
      evaluationStream(evaluationId),
      version,
      SEEN_MS,
    );

  beforeAll(async () => {
    city = await startCity(UNIT, '2026-01-05');
    await city.employee({
      id: SUP1,
      nip: '198001012005011001',
      position: 'Kepala Seksi',
      supervisorId: SUP2,
    });
    await city.employee({ id: E1, nip: '199001012019042001', position: POSITION, supervisorId: SUP1 });
    await city.employee({ id: RETIRED, nip: '196801012000041003', position: POSITION, supervisorId: SUP1 });
    await city.employee({ id: DIED, nip: DIED_NIP, position: POSITION, supervisorId: SUP1 });
    [employee, rater] = [city.as(E1, 'employee'), city.as(SUP1, 'supervisor')];
    [hr, service] = [city.as(HR, 'hr_admin'), city.as('svc', 'service', 'client')];
  }, 120_000);
  afterAll(() => city.stop(), 60_000);

  it('is refused what is wrong with a plan, and takes it once it is right', async () => {
    const opened = await hr.post('cycles', { year: 2026 });
    await city.shows(cycleList, opened);
    const behaviourExpectations = Object.fromEntries(WORDS.map((value) => [value, 'Sesuai nilai dasar.']));
    const lines = indicators('1200').map(({ rangeLow: _, rangeHigh: __, ...line }) => line);
    const submit = async (indicatorsOf: readonly object[]) => {
      const draft = await employee.post('plans', {
        year: 2026,
        indicators: indicatorsOf,
        behaviourExpectations,
      });
      expect(accepted(draft)).toBe('PlanDrafted');
      return employee.post(`plans/${planId}/submit`);
    };
    const [first, second, ...rest] = lines;
    expect(await submit([{ ...first, weight: '41' }, second, ...rest])).toMatchObject(
      refused(422, 'WEIGHTS_NOT_100'),
    );
    expect(await submit([first, second].map((line) => ({ ...line, weight: '50' })))).toMatchObject(
      refused(422, 'TOO_FEW_INDICATORS'),
    );
    const { target: _, ...untargeted } = first;
    expect(await submit([untargeted, second, ...rest])).toMatchObject(refused(422, 'NOT_MEASURABLE'));
    expect(await submit([{ ...first, target: '0' }, second, ...rest])).toMatchObject(
      refused(422, 'TARGET_ZERO'),
    );
    const { parentResultId: __, ...unaligned } = first;
    expect(await submit([unaligned, second, ...rest])).toMatchObject(refused(422, 'NOT_ALIGNED'));
    const submitted = await submit(lines);
    // Nobody ever measured the nurse before: nothing to compare with.
    expect(accepted(submitted)).toBe('PlanSubmitted');
    expect(await hr.post('cycles/2026/close')).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
    const returned = await rater.post(`plans/${planId}/return`, {
      reason: 'Selaraskan lagi dengan hasil unit.',
    });
    expect(accepted(returned)).toBe('PlanReturned');
    expect(await rater.post(`plans/${planId}/agree`)).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
    expect(accepted(await submit(lines))).toBe('PlanSubmitted');
    const agreed = await rater.post(`plans/${planId}/agree`);
    expect(accepted(agreed)).toBe('PlanAgreed');
    await city.shows(planList, agreed);
    const retiring = await draftPlan(city.as(RETIRED, 'employee'));
    await city.shows(planList, retiring);
    await employmentEnds(RETIRED, 'RETIRED', '2026-06-30');
    const mortal = city.as(DIED, 'employee');
    expect(accepted(await draftPlan(mortal))).toBe('PlanDrafted');
    expect(accepted(await mortal.post(`plans/${diedPlan}/submit`))).toBe('PlanSubmitted');
    await city.shows(planList, await rater.post(`plans/${diedPlan}/agree`));
    expect(
      await employee.post('measurements', {
        ...{ planId, indicatorId: 'I-1', quantity: '1', from: '2026-01-01', to: '2026-01-04' },
      }),
    ).toMatchObject(refused(422, 'EVIDENCE_REQUIRED'));
  });

  it('is opened, rated and delivered', async () => {
    city.moveTo('2027-01-01', '00:00:00.000');
    expect(await reached(1)).toBe(true);
    // Whose employment ended in June has a plan until June.
    await city.until(async () => (await recorded(planStream(retiredPlan), 'PlanClosed')) !== undefined);
    expect(await recorded(planStream(retiredPlan), 'PlanClosed')).toMatchObject({
      data: { cause: 'EMPLOYMENT_ENDED', periodEnd: '2026-06-30' },
    });
    const figures = [
      ['I-1', '1200'],
      ['I-2', '3.0'],
      ['I-3', '82'],
      ['I-4', '98'],
    ].flatMap(([indicator, quantity]) =>
      ['199001012019042001', DIED_NIP].map(
        (nip) => `SYSTEM,${indicator},,${nip},2026-01-01,2026-12-31,${quantity}`,
      ),
    );
    const file = ['source,indicator_id,unit_code,nip,from,to,quantity', ...figures].join('\n');
    expect((await service.post('imports/measurements', file)).body).toMatchObject({ accepted: 8 });
    const ratings = BEHAVIOUR_VALUES.map((value) => ({ value, rating: 'MEETS' }));
    expect(accepted(await rater.post(`${at}/rate-behaviour`, { ratings }))).toBe('BehaviourRated');
    await city.until(async () => (await facts()).at(-1)?.type === 'RatingRecommended');
    // No interview, no survey: the data alone, exactly as expected.
    expect((await facts()).at(-1)).toMatchObject({
      data: { composite: '100.0000', movedToData: ['SURVEY', 'INTERVIEW'], predicate: 'BAIK' },
    });
    const rate = () => rater.post(`${at}/rate`, { resultRating: 'MEETS', behaviourRating: 'MEETS' });
    // The employee has five days of the new year for an own view.
    expect(await rate()).toMatchObject(refused(409, 'SELF_ASSESSMENT_OPEN'));
    city.moveTo('2027-01-06', '00:00:00.000');
    expect(await employee.post(`${at}/self-assess`, { text: 'Cakupan naik.' })).toMatchObject(
      refused(422, 'DEADLINE_PASSED'),
    );
    expect(accepted(await rate())).toBe('AnnualRated');
    city.moveTo('2027-01-13');
    const delivered = await rater.post(`${at}/deliver`);
    expect(accepted(delivered)).toBe('EvaluationDelivered');
    expect(idOf(delivered)).toBe(evaluationId);
  });

  it('ends with the employment where it is contested: no rating is invented', async () => {
    const contested = `evaluations/${diedEvaluation}`;
    const stream = evaluationStream(diedEvaluation);
    const ratings = BEHAVIOUR_VALUES.map((value) => ({ value, rating: 'MEETS' }));
    expect(accepted(await rater.post(`${contested}/rate-behaviour`, { ratings }))).toBe('BehaviourRated');
    await city.until(async () => (await recorded(stream, 'RatingRecommended')) !== undefined);
    const rating = { resultRating: 'MEETS', behaviourRating: 'MEETS' };
    expect(accepted(await rater.post(`${contested}/rate`, rating))).toBe('AnnualRated');
    expect(accepted(await rater.post(`${contested}/deliver`))).toBe('EvaluationDelivered');
    const objected = await city.as(DIED, 'employee').post(`${contested}/object`, {
      ...{ grounds: ['OTHER'], reason: 'Masih ada capaian lain yang belum dihitung.' },
    });
    expect(accepted(objected)).toBe('EvaluationObjected');
    await city.shows(evaluationList, objected);
    // What else is open about them.
    const open = [
      [['obstacle', 'obstacleId'], 'ObstacleRaised', 'ObstacleEnded'],
      [['support', 'supportId'], 'SupportRequested', 'SupportRequestEnded'],
      [['discipline', 'caseId'], 'ViolationReported', 'DisciplineCaseEnded'],
      [['improvement', 'improvementId'], 'ImprovementPlanRequired', 'ImprovementPlanEnded'],
    ] as const;
    const { store, projections } = city.performance.platform;
    const ended: (readonly [stream: string, type: string])[] = [];
    for (const [named, opening, end] of open) {
      const [id] = await fromFixtures({ store, contracts }, named, [[opening]], () => ({
        ...{ subject: DIED, employeeId: DIED, unitId: UNIT },
      }));
      ended.push([streamOf(named[0], id), end]);
    }
    expect(await projections.caughtUp(SEEN_MS)).toBe(true);
    await employmentEnds(DIED, 'DIED', '2027-01-12');
    await city.until(async () => (await recorded(stream, 'ObjectionEnded')) !== undefined);
    expect(await recorded(stream, 'ObjectionEnded')).toMatchObject({ data: { reason: 'DEATH' } });
    expect(await recorded(stream, 'EvaluationFinalised')).toBeUndefined();
    for (const [one, end] of ended) {
      await city.until(async () => (await recorded(one, end)) !== undefined);
      expect(await recorded(one, end)).toMatchObject({ data: { reason: 'DEATH' } });
    }
    expect(
      await city.as(SUP2, 'supervisor').post(`${contested}/hear-objection`, {
        ...{ raterStatement: 'Sudah dihitung.', employeeStatement: 'Belum.', witnesses: [] },
      }),
    ).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
  });

  it('has the days of the law from when it counts as received, where nothing proved its delivery', async () => {
    const { length } = await facts();
    const messageId = newId();
    const delayed = {
      ...{ messageId, recipient: `person:${E1}`, object: evaluationStream(evaluationId) },
      ...{ receivedOn: '2027-01-16', failed: ['EMAIL', 'WEBHOOK'] as ('EMAIL' | 'WEBHOOK')[] },
    };
    await city.notification.tell(
      streamOf('message', messageId),
      // Of another clock: not this one's business.
      legalDeliveryDelayed({ ...delayed, topic: 'SUMMONS' }, { subject: E1 }),
      legalDeliveryDelayed({ ...delayed, topic: 'EVALUATION_DELIVERED' }, { subject: E1 }),
    );
    expect(await reached(length + 1)).toBe(true);
    expect((await facts()).slice(length)).toMatchObject([
      { type: 'ObjectionWindowMoved', data: { objectBy: '2027-01-30', finalAt: '2027-01-30T17:00:00.000Z' } },
    ]);
    expect((await employee.get(at)).body).toMatchObject({
      ...{ acknowledgeBy: '2027-01-27', objectBy: '2027-01-30' },
    });
  });

  it('waits to the last moment of 27 January, then counts as acknowledged, and stands after the 30th', async () => {
    const { length } = await facts();
    city.moveTo('2027-01-27', '23:59:59.999');
    expect(await city.as(V1, 'employee').post(`${at}/acknowledge`, { agree: true })).toMatchObject(
      refused(403, 'NOT_RELATED'),
    );
    expect(await facts()).toHaveLength(length);
    city.moveTo('2027-01-28', '00:00:00.000');
    expect(await reached(length + 1)).toBe(true);
    city.moveTo('2027-01-30', '23:59:59.999');
    expect(await city.as(V1, 'employee').get(at)).toMatchObject({ status: 404 });
    expect(await facts()).toHaveLength(length + 1);
    city.moveTo('2027-01-31', '00:00:00.000');
    expect(await reached(length + 2)).toBe(true);
    const [deemed, final] = (await facts()).slice(length);
    expect(deemed).toMatchObject({
      type: 'EvaluationDeemedAcknowledged',
      envelope: { actor: 'performance', role: 'service' },
    });
    expect(final).toMatchObject({
      ...{ type: 'EvaluationFinalised', data: { evaluationVersion: 1, predicate: 'BAIK' } },
      envelope: { at: '2027-01-30T17:00:00.000Z' },
    });
    const objection = { grounds: ['OTHER'], reason: 'Masih ada capaian lain yang belum dihitung.' };
    expect(await employee.post(`${at}/object`, objection)).toMatchObject(
      refused(422, 'OBJECTION_WINDOW_CLOSED'),
    );
    const closed = await hr.post('cycles/2026/close');
    expect(accepted(closed)).toBe('CycleClosed');
    expect(
      await employee.post('plans', { year: 2026, indicators: [], behaviourExpectations: {} }),
    ).toMatchObject(refused(400, 'VALIDATION_FAILED'));
    const late = { planId, indicatorId: 'I-1', quantity: '1', from: '2026-12-01', to: '2026-12-31' };
    expect(await employee.post('measurements', late)).toMatchObject(refused(423, 'PERIOD_LOCKED'));
    const lastQuarter = `periods/${periodicIdOf(planId, '2026-Q4')}`;
    expect(await employee.post(`${lastQuarter}/self-report`, { text: 'Tutup tahun.' })).toMatchObject(
      refused(423, 'PERIOD_LOCKED'),
    );
    expect(await service.post(`${at}/recommend`)).toMatchObject(refused(423, 'PERIOD_LOCKED'));
    const review = { unitId: UNIT, year: 2026, participants: [SUP1] };
    expect(await city.as(SUP2, 'supervisor').post('distribution-reviews', review)).toMatchObject(
      refused(423, 'PERIOD_LOCKED'),
    );
  });

  it('is objected to late by an exception for this one evaluation, even if it is final', async () => {
    const objection = { grounds: ['OTHER'], reason: 'Pegawai dirawat di rumah sakit sampai akhir Januari.' };
    const exceptionId = newId();
    const exception = {
      ...{
        exceptionId,
        case: evaluationStream(evaluationId),
        rule: 'perf.objection.days',
        until: '2027-02-10',
      },
      ...{ expiresAt: '2027-02-10T17:00:00.000Z', grantedBy: SUP2 },
    };
    await city.policy.tell(streamOf('exception', exceptionId), exceptionGranted(exception));
    await city.until(async () => (await employee.post(`${at}/object`, objection)).status === 200);
    const { rows } = await city.performance.platform.pool.query<{ core: string }>(
      'select core from es.events where stream_id = $1 order by version desc limit 1',
      [evaluationStream(evaluationId)],
    );
    // Which exception it rests on.
    expect(rows[0].core).toContain(streamOf('exception', exceptionId));
  });
});
