import { unlikeTheirRebuild } from '@jejak/neighbour';
import {
  complaintClosed,
  ikmComputed,
  reviewExcluded,
  type ReviewExcluded,
  reviewQuarantined,
  reviewReleased,
  reviewSubmitted,
  surveyClosed,
} from '@jejak/contracts/citizen';
import {
  annualRated,
  BEHAVIOUR_VALUES,
  evaluationFinalised,
  type EvaluationFinalised,
  evaluationOpened,
  evaluationReopened,
  type Expectation,
  planAgreed,
  planDrafted,
  planSubmitted,
  type Predicate,
} from '@jejak/contracts/performance';
import { naturalId, newId, type Recorded, streamOf } from '@jejak/kernel';
import { competencyTestFailed } from '@jejak/contracts/career';
import {
  enrolmentOpened,
  needIdentified,
  programmeDefined,
  sessionScheduled,
  trainingPassed,
} from '@jejak/contracts/training';
import { EventContext } from '@jejak/messaging';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CitizenIndexReaction } from '../src/citizens-voice/citizen-index.reaction';
import { citizenReviewList } from '../src/citizens-voice/citizen-review.projection';
import { reviewStream } from '../src/citizens-voice/citizen-reviews';
import { ComplaintReaction } from '../src/citizens-voice/complaint.reaction';
import { IkmMeasurementReaction } from '../src/citizens-voice/ikm-measurement.reaction';
import { unitIkmList } from '../src/citizens-voice/unit-ikm.projection';
import { cycleList } from '../src/cycle/cycle.projection';
import { evaluationList } from '../src/evaluation/evaluation.projection';
import { evaluationIdOf, evaluationStream } from '../src/evaluation/evaluation-id';
import { engagementTrend } from '../src/engagement/engagement.projection';
import { improvementList } from '../src/improvement/improvement.projection';
import { measurementList } from '../src/measurement/measurement.projection';
import { planIdOf } from '../src/plan/plan.reading';
import { accepted, refused } from './answers';
import { type Asking, type City, startCity } from './city';
import { tell } from './colleagues';
import { E1, expectations, indicators, PINNED, POSITION, SUP1, SUP2, UNIT, V1 } from './nurse';
import { recorded } from '@jejak/testing/recorded';

const person = (n: number): string => `0198c1a2-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [HR, PPK, OFFICER, OTHER_UNIT] = [person(6), person(7), person(11), person(77)];
const NIP = '199001012019042001';
const period = {
  ...{ position: POSITION, unitId: UNIT, from: '2026-01-01' },
  ...{ periodStart: '2026-01-01', periodEnd: '2026-12-31' },
};
const planId = planIdOf(E1, period);
const evaluationId = evaluationIdOf({ ...period, employeeId: E1 });
const behaviourExpectations = Object.fromEntries(
  ['berorientasiPelayanan', 'akuntabel', 'kompeten', 'harmonis', 'loyal', 'adaptif', 'kolaboratif'].map(
    (value) => [value, `Harapan pada nilai ${value}.`],
  ),
);

interface Rating {
  readonly resultRating: Expectation;
  readonly behaviourRating: Expectation;
  readonly predicate: Predicate;
}
const rated = (id: string, ratings: Rating, own: { readonly subject: string }) =>
  annualRated(
    {
      ...{ evaluationId: id, raterId: SUP2, ...ratings, regulation: 'PermenPANRB 6/2022' },
      ...{ deviation: null, consultedSupervisorId: null },
    },
    own,
  );
const final = (
  id: string,
  held: Omit<EvaluationFinalised['data'], 'evaluationId' | 'evaluationVersion' | 'composite' | keyof Rating>,
  ratings: Rating,
  evaluationVersion: number,
  own: { readonly subject: string },
) =>
  evaluationFinalised(
    { evaluationId: id, ...held, ...ratings, evaluationVersion, composite: '85.0000' },
    own,
  );

/** As the broker hands it over. */
const arriving = (event: Recorded): EventContext => new EventContext([event, {}]);

const reviewId = (n: number): string => naturalId('review', `of-e1-${n}`);
/** 24 fours and 16 threes: 144/40 = 3.6; the four of one device are ones. */
const score = (n: number): string => (n > 40 ? '1.0000' : n > 24 ? '3.0000' : '4.0000');
const about = (n: number) => ({
  ...{ reviewId: reviewId(n), unitId: UNIT, officerId: E1, submittedOn: '2026-11-20', score: score(n) },
});
const mark = (n: number): number => Number(score(n));
const submitted = (n: number) =>
  reviewSubmitted({
    ...about(n),
    aspects: { speed: mark(n), accuracy: mark(n), courtesy: mark(n) },
    text: null,
  });
const excluded = (n: number): ReviewExcluded =>
  reviewExcluded({ ...about(n), ground: 'COMPLAINT_GROUNDLESS', decidedBy: null });

const ELEMENTS = ['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8', 'U9'] as const;
const MEANS = ['3.40', '3.35', '3.45', '3.60', '3.42', '3.50', '3.48', '3.20', '3.29'];
const ikm = (surveyId: string, unitId: string, index: string) =>
  ikmComputed({
    ...{ surveyId, unitId, period: { from: '2026-01-01', to: '2026-12-31' } },
    elements: ELEMENTS.map((element, nth) => ({ element, mean: `${MEANS[nth]}00` })),
    ...{ index, band: 'B', n: 100 },
  });

/** Domain.md 15, steps 28 to 31 and 35, as the performance service hears of them; 9.2, 9.3, 12. */
describe('what citizens and employees say, and what follows', () => {
  let city: City;
  let nurse: Asking, rater: Asking, superior: Asking, hr: Asking, service: Asking;
  const at = `evaluations/${evaluationId}`;
  const view = async () => (await hr.get(at)).body;
  const facts = (): Promise<Recorded[]> =>
    city.performance.platform.store.history(evaluationStream(evaluationId));
  const counts = async (): Promise<object[]> =>
    (await facts()).filter(({ type }) => type === 'CitizenIndexRecorded').map(({ data }) => data);
  const amounts = async (): Promise<readonly Record<string, unknown>[]> =>
    (await hr.get('measurements?limit=200')).body.items as Record<string, unknown>[];
  const ofUnit = async (unitId: string): Promise<readonly unknown[]> =>
    (await amounts())
      .filter((amount) => amount.unitId === unitId && amount.employeeId === null)
      .map(({ indicatorId, quantity }) => `${String(indicatorId)} ${String(quantity)}`)
      .sort();
  const tellReview = (n: number, ...more: Parameters<City['citizen']['tell']>[1][]) =>
    city.citizen.tell(reviewStream(reviewId(n)), ...more);

  beforeAll(async () => {
    city = await startCity(UNIT, '2026-01-05');
    const people = [
      { id: PPK, nip: '196001011985011001', position: 'Wali Kota', supervisorId: null },
      { id: SUP2, nip: '197501012000011001', position: 'Kepala Bidang', supervisorId: PPK },
      { id: SUP1, nip: '198001012005011001', position: 'Kepala Seksi', supervisorId: SUP2 },
      { id: E1, nip: NIP, position: POSITION, supervisorId: SUP1 },
      { id: V1, nip: '198501012010012001', position: 'Pengelola Data', supervisorId: SUP1 },
    ];
    for (const one of people) await city.employee(one);
    [nurse, rater] = [city.as(E1, 'employee'), city.as(SUP1, 'supervisor')];
    superior = city.as(SUP2, 'supervisor');
    [hr, service] = [city.as(HR, 'hr_admin'), city.as('svc', 'service', 'client')];
    await city.shows(cycleList, await hr.post('cycles', { year: 2026 }));
    const lines = indicators('1200').map(({ rangeLow: _, rangeHigh: __, ...line }) => line);
    await nurse.post('plans', { year: 2026, indicators: lines, behaviourExpectations });
    expect(accepted(await nurse.post(`plans/${planId}/submit`))).toBe('PlanSubmitted');
    expect(accepted(await rater.post(`plans/${planId}/agree`))).toBe('PlanAgreed');
  }, 120_000);
  afterAll(() => city.stop(), 60_000);

  it('takes a report that fails a check, and shows whoever verifies it what speaks against it', async () => {
    city.moveTo('2026-04-08');
    const quarter = {
      ...{ planId, indicatorId: 'I-1', quantity: '330', from: '2026-01-01', to: '2026-03-31' },
      evidence: [{ sha256: 'a'.repeat(64), mediaType: 'application/pdf', size: 2048 }],
    };
    const report = async (over: object) => {
      const answer = await nurse.post('measurements', { ...quarter, ...over });
      expect(accepted(answer)).toBe('ProgressReported');
      await city.shows(measurementList, answer);
      return String(answer.body.stream).slice(-36);
    };
    const seen = async (id: string) => (await rater.get(`measurements/${id}`)).body;
    const first = await report({});
    expect(await seen(first)).toMatchObject({ status: 'REPORTED', checkFailed: null, against: null });
    const twice = await report({ quantity: '331' });
    expect(await seen(twice)).toMatchObject({ status: 'REPORTED', checkFailed: 'DUPLICATE', against: '330' });
    const part = await report({ from: '2026-03-01', to: '2026-04-05' });
    expect(await seen(part)).toMatchObject({ status: 'REPORTED', checkFailed: 'OVERLAP' });
    // The verifier decides, flagged or not; the next report is held against what counts or waits.
    for (const id of [first, twice, part]) {
      const verdict = { code: 'DUPLICATE', reason: 'Dilaporkan ulang pada akhir tahun.' };
      const rejected = await rater.post(`measurements/${id}/reject`, verdict);
      expect(accepted(rejected)).toBe('MeasurementRejected');
      await city.shows(measurementList, rejected);
    }
    const again = await report({});
    expect(await seen(again)).toMatchObject({ checkFailed: null });
    expect(
      accepted(
        await rater.post(`measurements/${again}/reject`, {
          code: 'OTHER',
          reason: 'Hanya percobaan pelaporan.',
        }),
      ),
    ).toBe('MeasurementRejected');
  });

  it('29 · tells of a proven complaint whom it is about, and what its answer took', async () => {
    city.moveTo('2026-08-21', '10:00:00.000');
    const complaintId = newId();
    const closed = complaintClosed({
      ...{ complaintId, unitId: UNIT, class: 'NORMATIVE', category: 'STAFF_CONDUCT', satisfied: true },
      ...{ provenAgainst: E1, groundless: false, answeredBy: OFFICER, reviewId: null },
      ...{ filedOn: '2026-08-12', answeredOn: '2026-08-21', responseMinutes: 13_020, onTime: true },
    });
    const stream = streamOf('complaint', complaintId);
    await city.citizen.tell(stream, closed);
    const told = async () => (await nurse.get('feedback')).body.items as object[];
    await city.until(async () => (await told()).length > 0);
    expect(await told()).toMatchObject([{ fromId: OFFICER, toId: E1, kind: 'CORRECT', value: null }]);
    // 13 020 minutes.
    await city.until(async () => (await ofUnit(UNIT)).length > 0);
    expect(await ofUnit(UNIT)).toEqual(['IMUN-COMPLAINT 217']);
    // Of another that had nothing to it, neither; of one about nobody by name, how long it took.
    const groundless = { ...closed.data, complaintId: newId(), provenAgainst: null, groundless: true };
    const second = { ...closed.data, complaintId: newId(), provenAgainst: null, responseMinutes: 90 };
    await city.citizen.tell(streamOf('complaint', groundless.complaintId), complaintClosed(groundless));
    await city.citizen.tell(streamOf('complaint', second.complaintId), complaintClosed(second));
    await city.until(async () => (await ofUnit(UNIT)).length > 1);
    expect(await ofUnit(UNIT)).toEqual(['IMUN-COMPLAINT 1.5', 'IMUN-COMPLAINT 217']);
    // Cases of one day are no duplicates: each counts.
    const waiting = (await amounts()).filter(
      ({ employeeId, status }) => employeeId === null && status !== 'VERIFIED',
    );
    expect(waiting).toEqual([]);
    expect(await told()).toHaveLength(1);
    // However often it arrives.
    const [event] = recorded('citizen', stream, [closed]);
    const reaction = city.performance.app.get(ComplaintReaction);
    for (let time = 0; time < 3; time++) {
      await reaction.tell(event, arriving(event));
      await reaction.measure(event, arriving(event));
    }
    expect(await told()).toHaveLength(1);
    expect(await ofUnit(UNIT)).toHaveLength(2);
  });

  it('30 · counts 40 reviews of 44 when the evaluation opens: 90.00', async () => {
    city.moveTo('2026-11-27');
    for (let n = 1; n <= 44; n++) await tellReview(n, submitted(n));
    for (let n = 41; n <= 44; n++) await tellReview(n, reviewQuarantined({ ...about(n), why: 'DEVICE' }));
    const { projections } = city.performance.platform;
    for (let n = 41; n <= 44; n++)
      expect(await projections.reached(citizenReviewList, reviewStream(reviewId(n)), 2, 15_000)).toBe(true);
    expect(await projections.reached(citizenReviewList, reviewStream(reviewId(40)), 1, 15_000)).toBe(true);
    city.moveTo('2027-01-01', '00:00:00.000');
    await city.until(async () => (await view()).citizenIndex === '90.00');
    expect(await counts()).toMatchObject([{ index: '90.00', n: 40 }]);
  });

  it('31 · takes the index of the unit as an amount of its plans, and of a plan that is agreed later', async () => {
    const [surveyId, elsewhere] = [newId(), newId()];
    const over = surveyClosed({ surveyId, unitId: UNIT, closedBy: null });
    await city.citizen.tell(streamOf('survey', surveyId), over, ikm(surveyId, UNIT, '85.25'));
    await city.citizen.tell(streamOf('survey', elsewhere), ikm(elsewhere, OTHER_UNIT, '81.00'));
    await city.until(async () => (await ofUnit(OTHER_UNIT)).length > 0);
    // No plan there asks for it.
    expect(await ofUnit(OTHER_UNIT)).toEqual(['IKM 81']);
    await city.until(async () => (await ofUnit(UNIT)).length === 4);
    expect((await ofUnit(UNIT)).slice(0, 2)).toEqual(['I-3 85.25', 'IKM 85.25']);
    // A plan of the unit that is agreed after that, with an indicator of its own from the survey.
    const later = {
      ...{
        planId: newId(),
        employeeId: V1,
        position: 'Staf',
        unitId: UNIT,
        year: 2026,
        agreeBy: '2026-01-31',
      },
      ...{ periodStart: '2026-01-01', periodEnd: '2026-12-31', overdueAt: null },
    };
    const own = { subject: V1 };
    const asked = indicators('1').map((line) => ({
      ...line,
      indicatorId: line.indicatorId === 'I-3' ? 'I-LATER' : line.indicatorId,
    }));
    await tell(
      ...([city, streamOf('plan', later.planId)] as const),
      planDrafted({ ...later, indicators: asked, ...expectations }, own),
      planSubmitted({ planId: later.planId, indicators: asked, ...expectations }, own),
      planAgreed(
        {
          ...{
            planId: later.planId,
            planVersion: 1,
            agreedBy: SUP1,
            indicators: asked,
            pinnedPolicies: PINNED,
          },
          evaluationDueAt: '2028-01-01T00:00:00.000Z',
        },
        own,
      ),
    );
    await city.until(async () => (await ofUnit(UNIT)).includes('I-LATER 85.25'));
    const [event] = recorded('citizen', streamOf('survey', surveyId), [ikm(surveyId, UNIT, '85.25')]);
    await city.performance.app.get(IkmMeasurementReaction).computed(event, arriving(event));
    expect(await ofUnit(UNIT)).toHaveLength(5);
  });

  it('35 · recommends with both: I-3 = 103.9634 %, survey 112.5', async () => {
    city.moveTo('2027-01-11');
    const file = [
      'source,indicator_id,unit_code,nip,from,to,quantity',
      `REGISTER,I-1,,${NIP},2026-01-01,2026-12-31,1320`,
      `SYSTEM,I-2,,${NIP},2026-01-01,2026-12-31,2.55`,
      `SYSTEM,I-4,,${NIP},2026-01-01,2026-12-31,97.02`,
    ].join('\n');
    expect((await service.post('imports/measurements', file)).body).toMatchObject({ accepted: 3 });
    const ratings = BEHAVIOUR_VALUES.map((value) => ({ value, rating: 'MEETS' }));
    expect(accepted(await rater.post(`${at}/rate-behaviour`, { ratings }))).toBe('BehaviourRated');
    await city.until(async () => (await view()).recommendation !== null);
    // Nobody held an interview: 80 % of 107.592682… + 20 % of 112.5.
    expect((await view()).recommendation).toMatchObject({
      ...{ composite: '108.5741', movedToData: ['INTERVIEW'] },
      indicatorScores: [{}, {}, { indicatorId: 'I-3', realisation: '103.9634' }, {}],
      methodScores: [{}, { method: 'SURVEY', weight: '20', score: '112.5000', sample: 40 }, {}],
    });
  });

  it('counts again when reviews are excluded later: 30 are used, with 29 the weight moves to data', async () => {
    const { app } = city.performance;
    for (let n = 1; n <= 10; n++) await tellReview(n, excluded(n));
    const sample = async () =>
      ((await view()).recommendation as { methodScores: { sample: number }[] }).methodScores[1].sample;
    await city.until(async () => (await sample()) === 30);
    // 104/30 × 25; of 80 expected 108.3375 %.
    expect((await view()).recommendation).toMatchObject({
      ...{ movedToData: ['INTERVIEW'] },
      methodScores: [{}, { method: 'SURVEY', weight: '20', score: '108.3375', sample: 30 }, {}],
    });
    expect((await counts()).at(-1)).toMatchObject({
      index: '86.67',
      n: 30,
      corrects: expect.anything() as object,
    });
    await tellReview(11, excluded(11));
    await city.until(async () => (await sample()) === 29);
    expect((await view()).recommendation).toMatchObject({
      ...{ composite: '107.5927', movedToData: ['SURVEY', 'INTERVIEW'] },
      methodScores: [{ weight: '100' }, { method: 'SURVEY', weight: '0', score: null, sample: 29 }, {}],
    });
    const last = (await facts()).findLast(({ type }) => type === 'CitizenIndexRecorded');
    expect(last).toMatchObject({ reason: { code: 'CORRECTION' }, envelope: { actor: 'performance' } });
    // The same exclusion once more, and one that was told before another: nothing new.
    const known = (await facts()).length;
    const [first] = recorded('citizen', reviewStream(reviewId(5)), [submitted(5), excluded(5)]).slice(-1);
    await app.get(CitizenIndexReaction).excluded(first, arriving(first));
    expect(await facts()).toHaveLength(known);
    await tellReview(41, reviewReleased({ ...about(41), decidedBy: OFFICER }));
    await city.until(async () => (await sample()) === 30);
  });

  /** A year of somebody that the test does not play. */
  const finalRating = async (employeeId: string, year: number, predicate: Predicate): Promise<string> => {
    const held = { position: 'Staf', unitId: UNIT, periodStart: `${year}-01-01`, periodEnd: `${year}-12-31` };
    const id = evaluationIdOf({ ...held, employeeId });
    const own = { subject: employeeId };
    const [plan, stream] = [newId(), evaluationStream(id)];
    const ratings = { resultRating: 'BELOW', behaviourRating: 'MEETS', predicate } as const;
    await tell(
      ...([city, stream] as const),
      evaluationOpened(
        { evaluationId: id, planId: plan, employeeId, raterId: SUP1, ...held, year, pinnedPolicies: PINNED },
        own,
      ),
      rated(id, ratings, own),
      final(id, { planId: plan, employeeId, year, ...held }, ratings, 1, own),
    );
    await city.shows(evaluationList, { status: 200, body: { stream, version: 3 } });
    return id;
  };
  const improvements = async (employeeId: string) =>
    (await hr.get(`improvements?employeeId=${employeeId}`)).body.items as Record<string, unknown>[];

  it('asks for an improvement plan after Butuh Perbaikan two years running, in whatever order they became final', async () => {
    await finalRating(V1, 2026, 'BUTUH_PERBAIKAN');
    await finalRating(V1, 2025, 'BUTUH_PERBAIKAN');
    await city.until(async () => (await improvements(V1)).length > 0);
    expect(await improvements(V1)).toMatchObject([
      { year: 2026, cause: 'BUTUH_PERBAIKAN_TWICE', status: 'REQUIRED', openBy: '2027-01-25' },
    ]);
    const [{ improvementId }] = await improvements(V1);
    const at = `improvements/${String(improvementId)}`;
    const plan = { goals: ['Register harian lengkap.'], support: ['Pendampingan dua jam seminggu.'] };
    const own = city.as(V1, 'supervisor');
    expect(await city.as(V1, 'employee').post(`${at}/open`, plan)).toMatchObject(
      refused(403, 'FORBIDDEN_ROLE'),
    );
    expect(await own.post(`${at}/open`, plan)).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(await superior.post(`${at}/open`, plan)).toMatchObject(refused(403, 'NOT_RELATED'));
    expect(await rater.post(`improvements/${newId()}/open`, plan)).toMatchObject(
      refused(404, 'IMPROVEMENT_NOT_FOUND'),
    );
    expect(await rater.post(`${at}/open`, { ...plan, goals: [] })).toMatchObject(
      refused(422, 'NOT_MEASURABLE'),
    );
    expect(await rater.post(`${at}/open`, { ...plan, support: [] })).toMatchObject(
      refused(422, 'SUPPORT_PLAN_REQUIRED'),
    );
    expect(await rater.post(`${at}/open`, { ...plan, goals: ['x'.repeat(4001)] })).toMatchObject(
      refused(400, 'VALIDATION_FAILED'),
    );
    const opened = await rater.post(`${at}/open`, plan);
    expect(accepted(opened)).toBe('ImprovementPlanOpened');
    await city.shows(improvementList, opened);
    expect((await city.as(V1, 'employee').get(at)).body).toMatchObject({
      ...{ status: 'OPEN', months: 6, fromDate: '2027-01-11', untilDate: '2027-07-10' },
      words: { goals: plan.goals, support: plan.support },
    });
    expect(await nurse.get(at)).toMatchObject(refused(404, 'IMPROVEMENT_NOT_FOUND'));
  });

  it('of the survey of engagement ties no answer to anybody, and shows no unit of four', async () => {
    const [third, fourth] = [person(78), person(79)];
    const people = [
      ...[SUP2, SUP1, E1, V1, PPK].map((id) => [id, UNIT] as const),
      // One alone in a unit below.
      [person(60), OTHER_UNIT] as const,
      ...[61, 62, 63, 64].map((n) => [person(n), third] as const),
      ...[70, 71, 72, 73, 74, 75, 76].map((n) => [person(n), fourth] as const),
    ];
    await city.unitBelow(OTHER_UNIT, UNIT);
    for (const [id, unitId] of people.slice(5)) await city.worksIn(id, unitId);
    // The fifth of the third unit does not answer.
    await city.worksIn(person(65), third);
    city.moveTo('2027-01-12');
    const opening = { year: 2027, closesOn: '2027-01-26' };
    expect(await nurse.post('engagement-surveys', opening)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    expect(await hr.post('engagement-surveys', { ...opening, year: 2026 })).toMatchObject(
      refused(422, 'RULE_VIOLATED'),
    );
    expect(await hr.post('engagement-surveys', { ...opening, closesOn: '2027-01-27' })).toMatchObject(
      refused(422, 'RULE_VIOLATED'),
    );
    const opened = await hr.post('engagement-surveys', opening);
    expect(accepted(opened)).toBe('EngagementSurveyOpened');
    expect(await hr.post('engagement-surveys', opening)).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
    const survey = `engagement-surveys/${String(opened.body.stream).slice(-36)}`;
    expect(await nurse.post(`engagement-surveys/${newId()}/code`)).toMatchObject(
      refused(404, 'SURVEY_NOT_FOUND'),
    );
    expect(await city.as(OFFICER, 'employee').post(`${survey}/code`)).toMatchObject(
      refused(404, 'EMPLOYEE_NOT_FOUND'),
    );
    const answers = { MOTIVATION: 4, SATISFACTION: 3, COMMITMENT: 5, PRESSURE: 2, LEADERSHIP: 3 };
    const codes: string[] = [];
    for (const [id] of people) {
      const asking = city.as(id, 'employee');
      const { body } = await asking.post(`${survey}/code`);
      expect((await asking.post(`${survey}/code`)).body).toEqual(body);
      codes.push(String(body.code));
      expect(accepted(await asking.post('engagement-answers', { code: body.code, answers }))).toBe(
        'EngagementAnswered',
      );
    }
    expect(new Set(codes).size).toBe(people.length);
    const again = { code: codes[0], answers: { ...answers, MOTIVATION: 1 } };
    expect(await nurse.post('engagement-answers', again)).toMatchObject(refused(409, 'CODE_USED'));
    expect(await nurse.post('engagement-answers', { ...again, code: 'ABCDEFGHJKMN' })).toMatchObject(
      refused(404, 'CODE_UNKNOWN'),
    );
    expect(
      await nurse.post('engagement-answers', { ...again, answers: { ...answers, PRESSURE: 6 } }),
    ).toMatchObject(refused(400, 'VALIDATION_FAILED'));
    const { rows } = await city.performance.platform.pool.query<{ core: string; data: string }>(
      `select core, data::text as data from es.events where event_type = 'asn.performance.EngagementAnswered.v1'`,
    );
    expect(rows).toHaveLength(people.length);
    for (const { core, data } of rows) {
      expect(JSON.parse(core)).toMatchObject({ actor: 'public', role: 'public' });
      for (const [id] of people) expect(core + data).not.toContain(id);
    }
    city.moveTo('2027-01-27', '00:00:00.000');
    await city.until(async () => ((await hr.get('engagement')).body.items as object[]).length === 3);
    expect(await nurse.post('engagement-answers', again)).toMatchObject(refused(422, 'DEADLINE_PASSED'));
    expect(await nurse.post(`${survey}/code`)).toMatchObject(refused(422, 'DEADLINE_PASSED'));
    // Four answered in the third unit; the next smallest, of six with the one from below, goes with it: nobody works it out.
    const { items } = (await nurse.get('engagement')).body as {
      items: readonly { unitId: string; suppressed: boolean }[];
    };
    const hidden = items.filter(({ suppressed }) => suppressed).map(({ unitId }) => unitId);
    expect(hidden.sort()).toEqual([UNIT, third].sort());
    expect(items.find(({ suppressed }) => !suppressed)).toMatchObject({
      ...{ unitId: fourth, n: 7, index: '76.00', year: 2027 },
    });
    // It is an amount of the indicator that the policy names; what a unit does not say is none.
    await city.until(async () => (await ofUnit(fourth)).length > 0);
    expect(await ofUnit(fourth)).toEqual(['TRANSPORT-ENGAGEMENT 76']);
    expect(await ofUnit(third)).toEqual([]);
    await city.until(async () => {
      const { items: surveys } = (await hr.get('engagement-surveys')).body as {
        items: readonly { year: number; status: string }[];
      };
      return surveys.length === 1 && surveys[0].year === 2027 && surveys[0].status === 'CLOSED';
    });
  });

  it('notes a plan that nobody opened, and withdraws one that a corrected evaluation makes groundless', async () => {
    const id = await finalRating(SUP1, 2026, 'KURANG');
    await city.until(async () => (await improvements(SUP1)).length > 0);
    city.moveTo('2027-02-11', '00:00:00.000');
    await city.until(async () => (await improvements(SUP1))[0].overdue === true);
    expect((await superior.get('overdue')).body.items).toContainEqual(
      expect.objectContaining({
        kind: 'IMPROVEMENT',
        employeeId: SUP1,
        due: '2027-02-10',
        status: 'REQUIRED',
      }),
    );
    const own = { subject: SUP1 };
    const ratings = { resultRating: 'MEETS', behaviourRating: 'MEETS', predicate: 'BAIK' } as const;
    const held = { position: 'Staf', unitId: UNIT, periodStart: '2026-01-01', periodEnd: '2026-12-31' };
    await tell(
      ...([city, evaluationStream(id)] as const),
      evaluationReopened(
        {
          evaluationId: id,
          reopenedBy: SUP2,
          ground: 'FINDING',
          findingRef: 'LHP-1',
          evaluationVersion: 1,
          corrections: [],
        },
        own,
      ),
      rated(id, ratings, own),
      final(id, { planId: newId(), employeeId: SUP1, year: 2026, ...held }, ratings, 2, own),
    );
    await city.until(async () => (await improvements(SUP1))[0].status === 'WITHDRAWN');
  });

  it('ends with a test, a proposal and the decision of who appoints', async () => {
    const [{ improvementId }] = await improvements(V1);
    const at = `improvements/${String(improvementId)}`;
    const assessment = {
      succeeded: false,
      reason: 'Register tetap tidak lengkap pada empat dari enam bulan.',
    };
    expect(await rater.post(`${at}/assess`, assessment)).toMatchObject(refused(422, 'RULE_VIOLATED'));
    const enrolmentId = newId();
    const training = trainingPassed(
      {
        ...{ enrolmentId, sessionId: newId(), programmeId: newId(), employeeId: V1, kind: 'TECHNICAL' },
        ...{ stateProgramme: null, score: '82.00', attendance: '100.00', gain: '0.5714', jp: 8 },
        ...{ endedOn: '2027-02-10', competencies: [] },
      },
      { subject: V1 },
    );
    await city.training.tell(streamOf('enrolment', enrolmentId), training);
    await city.until(async () => (await improvements(V1))[0].trainingJp === 8);
    city.moveTo('2027-07-11');
    expect(await rater.post(`${at}/assess`, { ...assessment, reason: 'kurang' })).toMatchObject(
      refused(422, 'REASON_REQUIRED'),
    );
    expect(accepted(await rater.post(`${at}/assess`, assessment))).toBe('CompetencyTestOrdered');
    const proposal = { kind: 'LOWER_POST', reason: 'Hasil uji menunjukkan kecocokan jabatan pelaksana.' };
    expect(await superior.post(`${at}/propose`, proposal)).toMatchObject(refused(422, 'RULE_VIOLATED'));
    expect(await rater.post(`${at}/assess`, assessment)).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
    // The test that career tells of is what the proposal rests on; one from before the months were over is none.
    const test = { employeeId: V1, level: 'Ahli Pertama' as const, assessedBy: OFFICER, passMark: '70' };
    const taken = (testId: string, takenOn: string) =>
      competencyTestFailed({ ...test, testId, score: '58.00', takenOn }, { subject: V1 });
    const [early, testId] = [newId(), newId()];
    await city.career.tell(streamOf('competency-test', early), taken(early, '2027-07-10'));
    await city.career.tell(streamOf('competency-test', testId), taken(testId, '2027-07-11'));
    await city.until(async () => (await improvements(V1))[0].testPassed === false);
    expect((await improvements(V1))[0]).toMatchObject({ testScore: '58.00', testTakenOn: '2027-07-11' });
    const proposed = await superior.post(`${at}/propose`, proposal);
    expect(accepted(proposed)).toBe('ConsequenceProposed');
    const proposals = await city.performance.platform.store.history(String(proposed.body.stream));
    expect(proposals.at(-1)).toMatchObject({ data: { kind: 'LOWER_POST', testRef: testId } });
    const decision = { approve: true, reason: 'Disetujui sesuai hasil uji kompetensi.' };
    expect(await city.as(SUP2, 'leadership').post(`${at}/decide`, decision)).toMatchObject(
      refused(422, 'SOD_VIOLATION'),
    );
    expect(await city.as(SUP1, 'leadership').post(`${at}/decide`, decision)).toMatchObject(
      refused(422, 'AUTHORITY_LEVEL'),
    );
    const decided = await city.as(PPK, 'leadership').post(`${at}/decide`, decision);
    expect(accepted(decided)).toBe('ConsequenceDecided');
    await city.shows(improvementList, decided);
    expect((await hr.get(at)).body).toMatchObject({
      status: 'DECIDED',
      consequence: 'LOWER_POST',
      approved: true,
    });
  });

  it('shows who lacks something where it can be learned, until it is', async () => {
    const [needId, programmeId, sessionId, enrolmentId] = [newId(), newId(), newId(), newId()];
    const trainings = async () => (await nurse.get('me/performance')).body.trainings as readonly object[];
    const teaches = {
      ...{ kind: 'TECHNICAL' as const, stateProgramme: null, jp: 8, components: [], mandatory: false },
      ...{ competencies: ['COLD_CHAIN'], prerequisites: [] },
    };
    await city.training.tell(
      streamOf('programme', programmeId),
      programmeDefined({ programmeId, title: 'Rantai dingin', ...teaches }),
    );
    const session = {
      ...{ sessionId, programmeId, ...teaches, capacity: 20, mode: 'ONLINE' as const, room: null },
      ...{ trainerId: OFFICER, materials: [], parts: [], startsOn: '2027-08-02', endsOn: '2027-08-03' },
      ...{ costIdr: 0, startsAt: '2027-08-02T01:00:00.000Z', settlesAt: '2027-08-10T01:00:00.000Z' },
    };
    await city.training.tell(
      streamOf('session', sessionId),
      sessionScheduled(session),
      enrolmentOpened({ sessionId }),
    );
    const need = { needId, employeeId: E1, competency: 'COLD_CHAIN', gap: '30', indicatorWeight: '40' };
    await city.training.tell(
      streamOf('need', needId),
      needIdentified({ ...need, source: 'EVALUATION', improvementPlan: false }, { subject: E1 }),
    );
    await city.until(async () => (await trainings()).length === 1);
    await city.until(async () => JSON.stringify(await trainings()).includes('"open":true'));
    expect(await trainings()).toEqual([
      {
        ...{ needId, competency: 'COLD_CHAIN', gap: '30', indicatorWeight: '40', improvementPlan: false },
        sessions: [
          {
            ...{ sessionId, programmeId, title: 'Rantai dingin', startsOn: '2027-08-02' },
            ...{ endsOn: '2027-08-03', mode: 'ONLINE', jp: 8, open: true },
          },
        ],
      },
    ]);
    const passed = {
      ...{ enrolmentId, sessionId, programmeId, employeeId: E1, kind: 'TECHNICAL' as const, jp: 8 },
      ...{ stateProgramme: null, score: '82.00', attendance: '100.00', gain: null, endedOn: '2027-08-03' },
      competencies: ['COLD_CHAIN'],
    };
    await city.training.tell(streamOf('enrolment', enrolmentId), trainingPassed(passed, { subject: E1 }));
    await city.until(async () => (await trainings()).length === 0);
  });

  it('shows what a rebuild from the facts shows', async () => {
    expect(
      await unlikeTheirRebuild(city.performance.platform, [
        measurementList,
        evaluationList,
        improvementList,
        engagementTrend,
      ]),
    ).toEqual({});
    expect([citizenReviewList.name, unitIkmList.name]).toEqual(['citizen_review', 'unit_ikm']);
  });

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await city.toldAgain()).toEqual([]);
  }, 60_000);
});
