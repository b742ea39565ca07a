import { employmentEnded } from '@jejak/contracts/career';
import { evaluationFinalised } from '@jejak/contracts/performance';
import { streamOf } from '@jejak/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { balanceStream } from '../src/balance/learning-balances';
import { needIdOf, needStream } from '../src/need/needs';
import { enrolmentIdOf } from '../src/session/session.reading';
import { accepted, idOf, refused, type Body } from './answers';
import { type Asking, type City, startCity } from './city';
import { E1, E3, HR1, PPK, some, STRANGER, SUP1, SUP2, TRAINER, UNIT } from './people';
import { openSession, sessionOf, taught } from './sessions';

const E5 = some(5);
const PPPK = some(6);
const CERTIFICATE = 'c'.repeat(64);

/** A year of learning as everybody uses it: needs, plan, seats and the waiting list, learning elsewhere, forum, adoption. */
describe('learning in a city', () => {
  let city: City;
  let e1: Asking, hr: Asking, supervisor: Asking, mayor: Asking, machine: Asking;
  let course: { sessionId: string; programmeId: string };
  const read = async (path: string, as: Asking): Promise<Body> => {
    await city.settled();
    return (await as.get(path)).body;
  };

  beforeAll(async () => {
    city = await startCity('2026-01-05');
    await city.employee({ id: TRAINER, duties: ['trainer'] });
    await city.employee({ id: SUP1, supervisorId: SUP2, duties: ['unit_head'] });
    for (const id of [E1, E3, E5]) await city.employee({ id, supervisorId: SUP1 });
    await city.employee({ id: PPPK, supervisorId: SUP1, kind: 'PPPK' });
    [e1, hr] = [city.as(E1, 'employee'), city.as(HR1, 'hr_admin')];
    [supervisor, mayor] = [city.as(SUP1, 'supervisor'), city.as(PPK, 'leadership')];
    machine = city.as('svc', 'service');
  });
  afterAll(() => city.stop());

  it('knows what people lack: from them, from their supervisor, from an evaluation', async () => {
    const lack = {
      employeeId: E1,
      competency: 'COLD_CHAIN',
      gap: '30',
      indicatorWeight: '40',
      source: 'OBSTACLE',
    };
    expect(await city.as(STRANGER, 'employee').post('needs', lack)).toMatchObject(
      refused(403, 'NOT_RELATED'),
    );
    expect(await e1.post('needs', { ...lack, gap: '100.1' })).toMatchObject(
      refused(400, 'VALIDATION_FAILED'),
    );
    const known = await supervisor.post('needs', lack);
    expect(accepted(known)).toBe('NeedIdentified');
    expect(await e1.post('needs', lack)).toMatchObject(refused(409, 'NEED_OPEN'));
    expect(accepted(await machine.post('needs', { ...lack, source: 'CITIZEN' }))).toBe('');
    const evaluationId = some(70);
    await city.performance.tell(
      streamOf('evaluation', evaluationId),
      evaluationFinalised(
        {
          ...{
            evaluationId,
            employeeId: E3,
            planId: some(71),
            position: 'Perawat',
            unitId: UNIT,
            year: 2025,
          },
          ...{
            periodStart: '2025-01-01',
            periodEnd: '2025-12-31',
            evaluationVersion: 1,
            composite: '72.5000',
          },
          ...{ resultRating: 'BELOW', behaviourRating: 'MEETS', predicate: 'BUTUH_PERBAIKAN' },
        },
        { subject: E3 },
      ),
    );
    const [, found] = await city.recorded('NeedIdentified', 2);
    expect(found.data).toMatchObject({
      ...{ employeeId: E3, competency: 'WORK_RESULT', gap: '27.5000', source: 'EVALUATION' },
      improvementPlan: true,
    });
    expect(found.inputs).toContainEqual(
      expect.objectContaining({ stream: streamOf('evaluation', evaluationId), ver: 1 }),
    );
    expect((await read('needs', supervisor)).items).toHaveLength(2);
    expect((await read('needs', city.as(E5, 'employee'))).items).toEqual([]);
    expect(accepted(await hr.post(`needs/${idOf(known)}/prioritise`, { priority: 1 }))).toBe(
      'NeedPrioritised',
    );
  });

  it('plans a year within its budget, and warns', async () => {
    course = await openSession(city, { jp: 8, on: ['2026-03-10'], capacity: 1 });
    const [, need] = (await read('needs', hr)).items.map(({ needId }) => needId);
    expect(need).toBeDefined();
    const mine = (await read(`needs?employeeId=${E1}`, hr)).items[0].needId;
    const closing = { year: 2026, programmeId: course.programmeId };
    expect(accepted(await hr.post(`needs/${mine}/plan`, closing))).toBe('NeedPlanned');
    await city.settled();
    const line = { programmeId: course.programmeId, sessions: 2, seats: 40, costPerSeatIdr: 250_000 };
    const plan = (budgetIdr: number) => hr.post('training-plans', { year: 2026, budgetIdr, lines: [line] });
    expect(await plan(9_999_999)).toMatchObject(refused(422, 'BUDGET_EXCEEDED'));
    expect(accepted(await plan(10_000_000))).toBe('TrainingPlanDrafted');
    const approve = (as: Asking) => as.post('training-plans/2026/approve');
    expect(await approve(hr)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    expect(await approve(city.as(HR1, 'leadership'))).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(accepted(await approve(mayor))).toBe('TrainingPlanApproved');
    // Nobody of five civil servants (PNS) has twenty hours planned: E-1 has eight.
    expect(await read('training-plans/2026', hr)).toMatchObject({
      ...{ status: 'RUNNING', budgetIdr: 10_000_000, costIdr: 10_000_000, belowRight: 5, seats: 40 },
      ...{
        warnings: ['JP_BELOW_RIGHT', 'CATALOGUE_INCOMPLETE'],
        realised: { seatsTaken: 0, spentIdr: 5_000_000 },
      },
    });
    expect((await hr.get('training-plans/99999999999')).status).toBe(404);
  });

  it('schedules nothing without room, trainer and materials', async () => {
    const session = sessionOf(course.programmeId, ['2026-04-01']);
    expect(
      await hr.post('sessions', { ...session, trainerId: E5, room: undefined, materials: [] }),
    ).toMatchObject(refused(422, 'RESOURCE_MISSING'));
    expect(await hr.post('sessions', { ...session, capacity: 0 })).toMatchObject(
      refused(400, 'VALIDATION_FAILED'),
    );
    const calendar = await read('sessions?from=2026-03-01&to=2026-03-31', e1);
    expect(calendar).toMatchObject({ items: [{ sessionId: course.sessionId, status: 'OPEN', capacity: 1 }] });
  });

  it('recommends what closes a gap, and says why', async () => {
    expect((await read('me/learning', e1)).recommended).toMatchObject([
      { sessionId: course.sessionId, competency: 'COLD_CHAIN', source: 'OBSTACLE', gap: '30' },
    ]);
  });

  it('gives the only seat to the first, and the next by the rule of the waiting list', async () => {
    const { sessionId } = course;
    const ask = (as: string) => city.as(as, 'employee').post(`sessions/${sessionId}/enrol`);
    expect(accepted(await ask(E5))).toBe('EnrolmentRequested EnrolmentConfirmed');
    expect(await ask(E5)).toMatchObject(refused(409, 'SEAT_REQUESTED'));
    city.moveTo('2026-01-06');
    expect(accepted(await ask(E3))).toBe('EnrolmentRequested EnrolmentWaitlisted');
    city.moveTo('2026-01-07');
    // Asked last, and first by the gap that the programme closes: 30 × 40.
    expect(accepted(await ask(E1))).toBe('EnrolmentRequested EnrolmentWaitlisted');
    // The place on the list rests on the need and on the hours of the year, each in the version that was read.
    const rests = (await city.facts('EnrolmentRequested')).at(-1)?.inputs.map(({ stream }) => stream);
    expect(rests).toEqual(
      expect.arrayContaining([
        needStream(needIdOf(E1, 'COLD_CHAIN')),
        balanceStream(E1, 2026),
        streamOf('employee', E1),
      ]),
    );
    expect((await city.facts('EnrolmentWaitlisted')).map(({ data }) => [data.rank, data.rule])).toEqual([
      [1, 'TIME_OF_REQUEST'],
      [1, 'GAP'],
    ]);
    const list = await read(`sessions/${sessionId}/waiting-list`, city.as(E3, 'employee'));
    expect(list.items).toMatchObject([
      { rank: 1, rule: 'GAP', own: false, gap: '1200.0000' },
      { rank: 2, rule: 'GAP', own: true, gap: '0.0000' },
    ]);
    expect(JSON.stringify(list)).not.toContain(E1);
    const refuse = (reason?: string) =>
      supervisor.post(`sessions/${sessionId}/refuse`, { employeeId: E5, reason });
    expect(await refuse()).toMatchObject(refused(422, 'REASON_REQUIRED'));
    expect(accepted(await refuse('Unit kekurangan perawat pada minggu itu.'))).toBe(
      'EnrolmentRefused EnrolmentConfirmed',
    );
    expect((await city.facts('EnrolmentConfirmed')).at(-1)?.data).toMatchObject({
      employeeId: E1,
      rule: 'GAP',
    });
    expect(accepted(await e1.post(`sessions/${sessionId}/withdraw`))).toBe(
      'EnrolmentWithdrawn EnrolmentConfirmed',
    );
    expect((await city.facts('EnrolmentConfirmed')).at(-1)?.data).toMatchObject({ employeeId: E3 });
  });

  it('knows where a person is already, what comes first, and what the city pays', async () => {
    const next = await openSession(city, {
      ...{ jp: 20, on: ['2026-03-10'] },
      more: { prerequisites: [course.programmeId] },
    });
    const pppk = city.as(PPPK, 'employee');
    expect(await pppk.post(`sessions/${next.sessionId}/enrol`)).toMatchObject(
      refused(422, 'PREREQUISITE_MISSING'),
    );
    const same = await openSession(city, { jp: 20, on: ['2026-03-10'] });
    expect(await city.as(E3, 'employee').post(`sessions/${same.sessionId}/enrol`)).toMatchObject(
      refused(422, 'SCHEDULE_CLASH'),
    );
    expect(accepted(await pppk.post(`sessions/${same.sessionId}/enrol`))).toBe(
      'EnrolmentRequested EnrolmentConfirmed',
    );
    const more = await openSession(city, { jp: 5, on: ['2026-03-12'] });
    await city.settled();
    expect(await pppk.post(`sessions/${more.sessionId}/enrol`)).toMatchObject(
      refused(422, 'PPPK_FUNDED_LIMIT'),
    );
  });

  it('settles a session after seven days: a missed record is a part missed, a missing assessment is noted', async () => {
    const { sessionId, programmeId } = course;
    const enrolmentId = enrolmentIdOf(sessionId, E3);
    city.moveTo('2026-03-17', '23:59:59.999');
    await city.settled();
    expect(await city.facts('SessionCompleted')).toEqual([]);
    const trainer = city.as(TRAINER, 'employee');
    await taught(trainer, enrolmentId, [true], { pre: '50', post: '75' });
    const [passed] = await city.recorded('TrainingPassed');
    expect(passed.data).toMatchObject({ employeeId: E3, gain: '0.5000' });
    city.moveTo('2026-03-18', '00:00:00.000');
    await city.recorded('SessionCompleted');
    const [overdue] = await city.recorded('AssessmentOverdue');
    expect(overdue.data).toMatchObject({ employeeId: PPPK });
    expect(await read(`programmes/${programmeId}/effect`, hr)).toMatchObject({
      ...{ passed: 1, failed: 0, gain: { mean: '0.5000', n: 1 }, reaction: { mean: null, n: 0 } },
      application: { mean: null, n: 0, expected: '3.5', asExpected: null },
    });
    const { items, next } = await read('team/learning', supervisor);
    expect([items.length, next]).toEqual([4, null]);
    const pages = [await read('team/learning?limit=3', supervisor)];
    pages.push(await read(`team/learning?limit=3&cursor=${String(pages[0].next)}`, supervisor));
    expect(pages.flatMap((page) => page.items)).toEqual(items);
    expect((await read('team/learning', e1)).items).toEqual([]);
    expect(items.find(({ employeeId }) => employeeId === E3)).toMatchObject({
      ...{ credited: 8, needs: [{ competency: 'WORK_RESULT', status: 'IDENTIFIED' }] },
    });
  });

  it('credits what was learned elsewhere, as far as the certificate goes', async () => {
    const claim = { title: 'Kursus statistik', provider: 'Politeknik', endedOn: '2026-02-04', jp: 10 };
    expect(await e1.post('external-learning', claim)).toMatchObject(refused(422, 'CERTIFICATE_REQUIRED'));
    const claimed = await e1.post('external-learning', { ...claim, certificateSha256: CERTIFICATE });
    expect(accepted(claimed)).toBe('ExternalLearningClaimed');
    expect(await e1.post('external-learning', { ...claim, certificateSha256: CERTIFICATE })).toMatchObject(
      refused(409, 'LEARNING_CLAIMED'),
    );
    const credit = (documentJp: number) =>
      hr.post(`external-learning/${idOf(claimed)}/credit`, { documentJp });
    expect(await credit(9)).toMatchObject(refused(422, 'JP_EXCEEDS_DOCUMENT'));
    expect(accepted(await credit(12))).toBe('ExternalLearningCredited');
    await city.recorded('JpCredited', 2);
    expect(await read('me/learning', e1)).toMatchObject({
      jp: { credited: 10, entries: [{ source: 'EXTERNAL' }] },
    });
    expect((await read('external-learning', e1)).items).toMatchObject([
      { title: 'Kursus statistik', provider: 'Politeknik', status: 'CREDITED' },
    ]);
    expect((await read('external-learning', city.as(E3, 'employee'))).items).toEqual([]);
  });

  it('tells what worked, and who does it now', async () => {
    const opened = await e1.post('topics', { title: 'Antrean dengan nomor' });
    const topic = `topics/${idOf(opened)}`;
    expect(
      accepted(
        await city.as(E3, 'employee').post(`${topic}/share`, { text: 'Loket kedua pada hari ramai.' }),
      ),
    ).toBe('ExperienceShared');
    const { experiences } = await read(topic, e1);
    expect(experiences).toMatchObject([{ text: 'Loket kedua pada hari ramai.', units: [] }]);
    const adopt = { experienceId: experiences[0].experienceId, unitId: UNIT };
    expect(await e1.post(`${topic}/adopt`, adopt)).toMatchObject(refused(403, 'NOT_RELATED'));
    expect(accepted(await hr.post(`${topic}/adopt`, adopt))).toBe('PracticeAdopted');
    expect((await read(topic, e1)).experiences).toMatchObject([{ units: [UNIT] }]);
    expect((await read('topics', e1)).items).toHaveLength(1);
    const activity = {
      heldOn: '2026-03-02',
      units: [UNIT],
      participants: 24,
      goal: 'Menyusun alur antrean.',
    };
    expect(await e1.post('team-activities', { ...activity, units: [some(99)] })).toMatchObject(
      refused(404, 'UNIT_NOT_FOUND'),
    );
    expect(accepted(await e1.post('team-activities', activity))).toBe('TeamActivityHeld');
    expect((await read('team-activities', e1)).items).toMatchObject([{ units: [UNIT], participants: 24 }]);
  });

  it('helps a unit that is slow to change, and never punishes it for that', async () => {
    const counts = { employees: 20, selfReporting: 12, policyRead: 10, dialogue: 8 };
    const computed = await machine.post('adoption', { unitId: UNIT, quarter: '2026-01-01', ...counts });
    expect(accepted(computed)).toBe('AdoptionIndexComputed');
    const answer = (measure: string) => hr.post(`adoption/${idOf(computed)}/answer`, { measure });
    expect(await answer('SANCTION')).toMatchObject(refused(422, 'ADOPTION_NOT_SANCTIONABLE'));
    expect(accepted(await answer('MENTOR'))).toBe('AdoptionSupportGiven');
    expect((await read('adoption', mayor)).items).toMatchObject([
      { unitId: UNIT, index: '51.0000', low: true, measures: ['MENTOR'] },
    ]);
  });

  it('reports on the plan when the year is over', async () => {
    city.moveTo('2027-01-01', '00:00:00.000');
    const [report] = await city.recorded('TrainingPlanReported');
    expect(report.data).toMatchObject({
      ...{
        year: 2026,
        seatsPlanned: 40,
        seatsTaken: 2,
        passed: 1,
        budgetIdr: 10_000_000,
        spentIdr: 20_000_000,
      },
      catalogueMissing: ['LEADERSHIP', 'ETHICS'],
    });
  });

  it('gives up the seats of who leaves: the next on the list moves up', async () => {
    const { sessionId } = await openSession(city, { jp: 4, on: ['2027-02-10'], capacity: 1 });
    for (const person of [E5, E3])
      accepted(await city.as(person, 'employee').post(`sessions/${sessionId}/enrol`));
    await city.settled();
    const { length } = await city.facts('EnrolmentWithdrawn');
    await city.career.tell(
      streamOf('employment', E5),
      employmentEnded(
        {
          ...{ employeeId: E5, kind: 'RESIGNED', on: '2027-01-31', openCases: [] },
          ...{ proposedBy: HR1, decidedBy: PPK },
        },
        { subject: E5, effective: '2027-01-31' },
      ),
    );
    const withdrawn = await city.recorded('EnrolmentWithdrawn', length + 1);
    expect(withdrawn.at(-1)?.data).toMatchObject({ sessionId, employeeId: E5 });
    const confirmed = await city.facts('EnrolmentConfirmed');
    expect(confirmed.at(-1)?.data).toMatchObject({ sessionId, employeeId: E3 });
  });

  it('gives up a seat of a session that has begun, with the reason, and no result follows', async () => {
    const { sessionId } = await openSession(city, { jp: 4, on: ['2027-02-17', '2027-02-19'], capacity: 2 });
    const [leaves, ill] = [E1, E3].map((id) => city.as(id, 'employee'));
    for (const person of [leaves, ill]) accepted(await person.post(`sessions/${sessionId}/enrol`));
    await city.settled();
    const { length } = await city.facts('EnrolmentWithdrawn');
    city.moveTo('2027-02-17', '16:00:00.000');
    const trainer = city.as(TRAINER, 'employee');
    const seat = `enrolments/${enrolmentIdOf(sessionId, E3)}`;
    accepted(await trainer.post(`${seat}/attendance`, { sessionPart: 1, present: true }));
    const reason = 'Dirawat di rumah sakit sejak hari pertama.';
    expect(accepted(await ill.post(`sessions/${sessionId}/withdraw`, { reason }))).toBe('EnrolmentWithdrawn');
    await city.settled();
    expect((await ill.get(seat)).body).toMatchObject({ status: 'WITHDRAWN', result: null });
    expect(await trainer.post(`${seat}/attendance`, { sessionPart: 2, present: true })).toMatchObject(
      refused(404, 'ENROLMENT_NOT_FOUND'),
    );
    // An employment that ends between two parts ends the training too.
    await city.career.tell(
      streamOf('employment', E1),
      employmentEnded(
        {
          ...{ employeeId: E1, kind: 'RESIGNED', on: '2027-02-17', openCases: [] },
          ...{ proposedBy: HR1, decidedBy: PPK },
        },
        { subject: E1, effective: '2027-02-17' },
      ),
    );
    const withdrawn = await city.recorded('EnrolmentWithdrawn', length + 2);
    expect(withdrawn.at(-1)?.data).toMatchObject({ sessionId, employeeId: E1 });
    city.moveTo('2027-02-27', '00:00:00.000');
    const over = `select from rm.session_list where session_id = $1 and status = 'COMPLETED'`;
    await city.heard('that the session is over', over, [sessionId]);
    const completed = await city.facts('SessionCompleted');
    expect(completed.map(({ data }) => data)).toContainEqual({ sessionId, participants: 0 });
    await city.settled();
    const results = await city.facts('TrainingPassed', 'TrainingFailed');
    expect(results.filter(({ data }) => data.sessionId === sessionId)).toEqual([]);
  });

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await city.toldAgain()).toEqual([]);
  }, 60_000);
});
