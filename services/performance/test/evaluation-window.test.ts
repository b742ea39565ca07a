import type { Recorded } from '@jejak/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BEHAVIOUR_VALUES } from '@jejak/contracts/performance';
import { cycleList } from '../src/cycle/cycle.projection';
import { evaluationList } from '../src/evaluation/evaluation.projection';
import { evaluationIdOf, evaluationStream } from '../src/evaluation/evaluation-id';
import { planList } from '../src/plan/plan.projection';
import { planIdOf } from '../src/plan/plan.reading';
import { accepted, idOf, refused } from './answers';
import { type Asking, type City, startCity } from './city';
import { E1, indicators, POSITION, SUP1, SUP2, UNIT, V1 } from './nurse';

const HR = '0198c1a2-0000-7000-8000-000000000006';
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
const at = `evaluations/${evaluationId}`;

/** What the passing of time does: nobody acknowledges, nobody objects, and the rating stands (domain.md 5.1). */
describe('an evaluation that nobody answers', () => {
  let city: City;
  let employee: Asking, rater: Asking, hr: Asking, service: Asking;
  const facts = (): Promise<Recorded[]> =>
    city.performance.platform.store.history(evaluationStream(evaluationId));
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
    [employee, rater] = [city.as(E1, 'employee'), city.as(SUP1, 'supervisor')];
    [hr, service] = [city.as(HR, 'hr_admin'), city.as('svc', 'service', 'client')];
  }, 120_000);
  afterAll(() => city.stop(), 60_000);

  it('is refused what is wrong with a plan, and takes it once it is right', async () => {
    const opened = await hr.post('cycles', { year: 2026 });
    await city.shows(cycleList, opened);
    const words = [
      'berorientasiPelayanan',
      'akuntabel',
      'kompeten',
      'harmonis',
      'loyal',
      'adaptif',
      'kolaboratif',
    ];
    const behaviourExpectations = Object.fromEntries(words.map((value) => [value, 'Sesuai nilai dasar.']));
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
    expect(
      await employee.post('measurements', {
        ...{ planId, indicatorId: 'I-1', quantity: '1', from: '2026-01-01', to: '2026-01-04' },
      }),
    ).toMatchObject(refused(422, 'EVIDENCE_REQUIRED'));
  });

  it('is opened, rated and delivered', async () => {
    city.moveTo('2027-01-01', '00:00:00.000');
    expect(await reached(1)).toBe(true);
    const figures = [
      ['I-1', '1200'],
      ['I-2', '3.0'],
      ['I-3', '82'],
      ['I-4', '98'],
    ].map(
      ([indicator, quantity]) => `SYSTEM,${indicator},,199001012019042001,2026-01-01,2026-12-31,${quantity}`,
    );
    const file = ['source,indicator_id,unit_code,nip,from,to,quantity', ...figures].join('\n');
    expect((await service.post('imports/measurements', file)).body).toMatchObject({ accepted: 4 });
    const ratings = BEHAVIOUR_VALUES.map((value) => ({ value, rating: 'MEETS' }));
    expect(accepted(await rater.post(`${at}/rate-behaviour`, { ratings }))).toBe('BehaviourRated');
    expect(accepted(await service.post(`${at}/recommend`))).toBe('RatingRecommended');
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

  it('waits to the last moment of 27 January, then counts as acknowledged and stands', async () => {
    const { length } = await facts();
    city.moveTo('2027-01-27', '23:59:59.999');
    expect(await city.as(V1, 'employee').post(`${at}/acknowledge`, { agree: true })).toMatchObject(
      refused(403, 'NOT_RELATED'),
    );
    expect(await facts()).toHaveLength(length);
    city.moveTo('2027-01-28', '00:00:00.000');
    expect(await reached(length + 2)).toBe(true);
    const [deemed, final] = (await facts()).slice(length);
    expect(deemed).toMatchObject({
      type: 'EvaluationDeemedAcknowledged',
      envelope: { actor: 'performance', role: 'service' },
    });
    expect(final).toMatchObject({
      ...{ type: 'EvaluationFinalised', data: { evaluationVersion: 1, predicate: 'BAIK' } },
      envelope: { at: '2027-01-27T17:00:00.000Z' },
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
  });
});
