import { employmentEnded } from '@jejak/contracts/career';
import { evaluationFinalised, ratingRecommended } from '@jejak/contracts/performance';
import { candidateAppointed } from '@jejak/contracts/recruitment';
import { streamOf } from '@jejak/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { enrolmentIdOf } from '../src/session/session.reading';
import { accepted, refused } from './answers';
import { type Asking, type City, startCity } from './city';
import { E1, E3, HR1, PPK, some, SUP1, SUP2, TRAINER, UNIT } from './people';
import { openSession, sessionOf, taught } from './sessions';

const [E5, E6, LEAVER, CONTRACTED] = [some(5), some(6), some(7), some(8)];
/** What the course of this year is called. */
const TITLE = 'Pelatihan TECHNICAL 2026-02-10';
let nextId = 200;
const fresh = (): string => some((nextId += 1));

/** What a year comes to: for people, for programmes, and for the public. */
describe('the end of a year of learning', () => {
  let city: City;
  let hr: Asking, supervisor: Asking, mayor: Asking, trainer: Asking;
  let course: { sessionId: string; programmeId: string };
  /** What performance finds of one indicator in a year. */
  const evaluated = async (employeeId: string, year: number, realisation: string): Promise<void> => {
    const evaluationId = fresh();
    const composite = realisation;
    const ratings = { resultRating: 'MEETS', behaviourRating: 'MEETS', predicate: 'BAIK' } as const;
    await city.performance.tell(
      streamOf('evaluation', evaluationId),
      ratingRecommended(
        {
          ...{ evaluationId, recommendation: 1, composite, ...ratings, behaviourMean: '2.0000' },
          indicatorScores: [
            { indicatorId: 'IMUN-1', target: '100', actual: realisation, realisation, weight: '100' },
          ],
          ...{ indicatorScore: realisation, methodScores: [], movedToData: [], policyRefs: [] },
          inputsSha256: 'a'.repeat(64),
        },
        { subject: employeeId },
      ),
      evaluationFinalised(
        {
          ...{ evaluationId, employeeId, planId: fresh(), position: 'Perawat', unitId: UNIT, year },
          ...{ periodStart: `${year}-01-01`, periodEnd: `${year}-12-31`, evaluationVersion: 1 },
          ...{ composite, ...ratings },
        },
        { subject: employeeId },
      ),
    );
    const result = 'select from rm.indicator_result where evaluation_id = $1 and year is not null';
    await city.heard('the evaluation', result, [evaluationId]);
  };

  beforeAll(async () => {
    city = await startCity('2025-12-15', { pub: { parameters: { minCell: 2, performance: 'QUARTERLY' } } });
    await city.employee({ id: TRAINER, duties: ['trainer'] });
    await city.employee({ id: SUP1, supervisorId: SUP2 });
    for (const id of [E1, E3, E5, E6, LEAVER]) await city.employee({ id, supervisorId: SUP1 });
    await city.employee({ id: CONTRACTED, supervisorId: SUP1, kind: 'PPPK' });
    [hr, mayor] = [city.as(HR1, 'hr_admin'), city.as(PPK, 'leadership')];
    [supervisor, trainer] = [city.as(SUP1, 'supervisor'), city.as(TRAINER, 'employee')];
    city.moveTo('2026-01-05');
    await city.recorded('LearningBalanceOpened', 16);
    course = await openSession(city, { jp: 8, on: ['2026-02-10'] });
    for (const id of [E1, E3])
      accepted(await city.as(id, 'employee').post(`sessions/${course.sessionId}/enrol`));
    await city.settled();
    city.moveTo('2026-02-10', '16:00:00.000');
    for (const id of [E1, E3])
      await taught(trainer, enrolmentIdOf(course.sessionId, id), [true], { pre: '50', post: '90' });
    await city.recorded('TrainingPassed', 2);
    accepted(await hr.post('sessions', sessionOf(course.programmeId, ['2026-05-12'])));
  }, 120_000);
  afterAll(() => city.stop());

  it('follows who becomes another kind of civil servant, and who leaves', async () => {
    await city.recruitment.tell(
      streamOf('application', CONTRACTED),
      candidateAppointed(
        {
          ...{ applicationId: CONTRACTED, vacancyId: some(1), employeeId: CONTRACTED, kind: 'CPNS' },
          ...{ golongan: 'III/a', position: 'Perawat', unitId: UNIT, tmt: '2026-11-01', contractEnd: null },
        },
        { subject: CONTRACTED },
      ),
    );
    await city.recorded('ProbationStarted');
    await city.heard('the appointment', 'select from rm.appointed_kind where employee_id = $1', [CONTRACTED]);
    const { sessionId } = await openSession(city, {
      ...{ kind: 'LATSAR', jp: 647, on: ['2026-11-10'], components: [], more: { stateProgramme: 'LATSAR' } },
    });
    city.moveTo('2026-11-02');
    await city.settled();
    // A candidate now: the basic training is open to them, and no longer bounded by what is paid for a PPPK.
    accepted(await city.as(CONTRACTED, 'employee').post(`sessions/${sessionId}/enrol`));
    accepted(
      await supervisor.post('needs', { employeeId: LEAVER, competency: 'A_B', gap: '5', source: 'CAREER' }),
    );
    await city.settled();
    city.moveTo('2026-11-10', '16:00:00.000');
    // Nothing is assessed in it: with the last attendance the result is there.
    const seat = enrolmentIdOf(sessionId, CONTRACTED);
    accepted(await trainer.post(`enrolments/${seat}/attendance`, { sessionPart: 1, present: true }));
    await city.recorded('LatsarPassed');
    expect(accepted(await hr.post(`probations/${CONTRACTED}/pass`))).toBe('ProbationPassed');
    await city.career.tell(
      streamOf('employment', LEAVER),
      employmentEnded(
        {
          ...{ employeeId: LEAVER, kind: 'RESIGNED', on: '2026-11-30', openCases: [] },
          ...{ proposedBy: HR1, decidedBy: PPK },
        },
        { subject: LEAVER, effective: '2026-11-30' },
      ),
    );
    await city.heard('the end', 'select from rm.learner where employee_id = $1 and ended_on is not null', [
      LEAVER,
    ]);
    const [declined] = await city.recorded('NeedDeclined');
    expect(declined.data).toMatchObject({ employeeId: LEAVER });
    city.moveTo('2027-01-01', '00:00:00.000');
    await city.recorded('LearningYearClosed', 16);
    await city.recorded('LearningBalanceOpened', 23);
    await city.settled();
    expect((await hr.get(`learning-balances/${CONTRACTED}`)).body).toMatchObject({
      ...{ year: 2027, kind: 'PNS', right: 20 },
    });
    expect(await hr.get(`learning-balances/${LEAVER}`)).toMatchObject(refused(404, 'BALANCE_NOT_FOUND'));
    // Everybody else has fewer than 20 hours; a PPPK and who left have no right to them.
    const unmet = await mayor.get('learning-balances?year=2026&unmet=true&limit=200');
    const ids = unmet.body.items.map(({ employeeId }) => employeeId);
    expect(ids).toEqual([E1, E3, E5, E6, SUP1, TRAINER].sort());
    expect((await supervisor.get('learning-balances?year=2026&unmet=true')).body.items).toHaveLength(5);
    expect((await hr.get('learning-balances?year=2026&format=csv')).text).toContain(LEAVER);
  });

  it('shows what participants reached beside others, with their numbers', async () => {
    for (const [id, before, after] of [
      ...[
        [E1, '90.0000', '100.0000'],
        [E3, '92.0000', '98.0000'],
      ],
      ...[
        [E5, '90.0000', '91.0000'],
        [E6, '90.0000', '93.0000'],
      ],
    ]) {
      await evaluated(id, 2025, before);
      await evaluated(id, 2026, after);
    }
    await city.settled();
    const path = `programmes/${course.programmeId}/effect/indicators`;
    // (10 + 6) / 2 and (1 + 3) / 2.
    expect((await hr.get(path)).body).toEqual({
      ...{ programmeId: course.programmeId, year: 2026 },
      indicators: [
        {
          indicatorId: 'IMUN-1',
          ...{ participants: { mean: '8.0000', n: 2 }, others: { mean: '2.0000', n: 2 } },
        },
      ],
    });
    expect((await hr.get(`${path}?year=2027`)).body).toMatchObject({ indicators: [] });
  });

  it('tells the public of a year, once it is over, and again where something was added', async () => {
    const publish = (year: number, change?: string) =>
      hr.post('publications/years', { year, ...(change === undefined ? {} : { change }) });
    expect(await publish(2027)).toMatchObject({
      ...{ status: 422, body: { code: 'RULE_VIOLATED', rule: 'publication.year-over' } },
    });
    expect(await mayor.post('publications/years', { year: 2026 })).toMatchObject(
      refused(403, 'FORBIDDEN_ROLE'),
    );
    expect((await publish(2026)).status).toBe(200);
    await city.settled();
    const listed = await city.anyone('datasets');
    const all = listed.body.items as unknown as Record<
      'datasetId' | 'kind' | 'sha256' | 'fromDate',
      string
    >[];
    const kinds = [
      'training-cost',
      'training-hours',
      'training-overdue',
      'training-results',
      'training-seats',
    ];
    const of = (year: number) => all.filter(({ fromDate }) => fromDate === `${year}-01-01`);
    const datasets = of(2026);
    // Nobody planned 2025, or reported on it: it was published all the same, when the time for its results was over.
    for (const year of [of(2025), datasets]) expect(year.map(({ kind }) => kind).sort()).toEqual(kinds);
    expect((await city.anyone('datasets?format=csv')).text.trimEnd().split('\r\n')).toHaveLength(11);
    const fileOf = async (kind: string, version = 1): Promise<string[]> => {
      const id = datasets.find((dataset) => dataset.kind === kind)?.datasetId ?? '';
      return (await city.anyone(`datasets/${id}/${version}`)).text.trimEnd().split('\r\n');
    };
    // E-1 and E-3 have 8 hours; the trainer, the supervisor, E-5, E-6 and who left none.
    expect(await fileOf('training-hours')).toEqual([
      ...['employee_kind,jp,employees', 'PNS,0,5', 'PNS,1-9,2', 'PNS,10-19,0', 'PNS,20-29,0', 'PNS,30-39,0'],
      // The one PPPK of that year has 647 hours, and would be known by them.
      ...['PNS,40+,0', 'PPPK,0,0', 'PPPK,1-9,0', 'PPPK,10-19,0', 'PPPK,20-29,0', 'PPPK,30-39,0'],
      'PPPK,40+,SUPPRESSED',
    ]);
    const seats = await fileOf('training-seats');
    expect(seats).toContain(`${course.programmeId},${TITLE},DINKES,2`);
    const results = await fileOf('training-results');
    expect(results).toContain(`${course.programmeId},${TITLE},2,2,0,100.00,0,`);
    // Two sessions of five million each; two people passed eight hours: 10 000 000 / 16.
    expect(await fileOf('training-cost')).toContain(
      `${course.programmeId},${TITLE},TECHNICAL,2,10000000,16,625000`,
    );
    const version = (await city.anyone(`datasets/${datasets[0].datasetId}/1?format=json`)).body;
    expect(version).toMatchObject({ datasetVersion: 1, sha256: datasets[0].sha256 });
    // Nothing new, nothing said.
    expect((await publish(2026)).status).toBe(200);
    expect(await city.facts('DatasetPublished')).toHaveLength(10);
    for (const id of [E1, E3])
      accepted(
        await city
          .as(id, 'employee')
          .post(`enrolments/${enrolmentIdOf(course.sessionId, id)}/react`, { rating: 4 }),
      );
    await city.settled();
    expect(await publish(2026)).toMatchObject(refused(422, 'REASON_REQUIRED'));
    expect((await publish(2026, 'Tanggapan peserta ditambahkan.')).status).toBe(200);
    expect(await city.facts('DatasetPublished')).toHaveLength(11);
    await city.settled();
    expect(await fileOf('training-results', 2)).toContain(
      `${course.programmeId},${TITLE},2,2,0,100.00,2,4.00`,
    );
    expect((await fileOf('training-results', 1)).join()).not.toContain('4.00');
  });

  it('publishes by itself what was planned and reported', async () => {
    const line = { programmeId: course.programmeId, sessions: 1, seats: 10, costPerSeatIdr: 1_000 };
    accepted(await hr.post('training-plans', { year: 2027, budgetIdr: 1_000_000, lines: [line] }));
    accepted(await mayor.post('training-plans/2027/approve'));
    await city.settled();
    city.moveTo('2028-01-01', '00:00:00.000');
    const [report] = await city.recorded('TrainingPlanReported');
    // The 31st day after the year is over with the end of 31 January.
    expect(report.data).toMatchObject({ year: 2027, publishAt: '2028-01-31T17:00:00.000Z' });
    city.moveTo('2028-02-01', '00:00:00.000');
    const published = await city.recorded('DatasetPublished', 16);
    expect(published.at(-1)?.data).toMatchObject({ version: 1, period: { from: '2027-01-01' } });
  });

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await city.toldAgain()).toEqual([]);
  }, 60_000);

  it('does nothing twice when everything is heard again on a later day', async () => {
    expect(await city.heardAgain('2028-02-20')).toEqual([]);
  }, 120_000);
});
