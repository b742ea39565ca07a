import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UNKNOWN_ID } from '@jejak/testing/hostile';
import { enrolmentIdOf } from '../src/session/session.reading';
import { accepted, idOf, refused } from './answers';
import { type Asking, type City, startCity } from './city';
import { E1, E3, HR1, some, SUP1, SUP2, TRAINER, UNIT } from './people';
import { openSession, sessionOf } from './sessions';

const CANDIDATE = some(12);
const REASON = 'Kegiatan ini tidak jadi dilaksanakan tahun ini.';

/** What stands in nobody's way in the other stories: each refusal that a client can meet is met here. */
describe('what is refused', () => {
  let city: City;
  let e1: Asking, e3: Asking, hr: Asking, supervisor: Asking, trainer: Asking, machine: Asking;
  let course: { sessionId: string; programmeId: string };

  beforeAll(async () => {
    // Everything that this service does reads this policy.
    city = await startCity('2026-02-27', { 'tr.leadership.weights': { effectiveFrom: '2026-03-01' } });
    [e1, e3, hr] = [city.as(E1, 'employee'), city.as(E3, 'employee'), city.as(HR1, 'hr_admin')];
    [supervisor, trainer] = [city.as(SUP1, 'supervisor'), city.as(TRAINER, 'employee')];
    machine = city.as('svc', 'service');
  });
  afterAll(() => city.stop());

  it('without a policy that is in force', async () => {
    const course = { title: 'Terlalu dini', kind: 'TECHNICAL', jp: 8, components: [], competencies: ['A_B'] };
    expect(await hr.post('programmes', course)).toMatchObject(refused(422, 'POLICY_MISSING'));
    city.moveTo('2026-03-01');
    accepted(await hr.post('programmes', course));
    await city.employee({ id: TRAINER, duties: ['trainer'] });
    await city.employee({ id: SUP1, supervisorId: SUP2 });
    for (const id of [E1, E3]) await city.employee({ id, supervisorId: SUP1 });
    await city.employee({ id: CANDIDATE, kind: 'CPNS', supervisorId: SUP1 });
  });

  it('of what there is not', async () => {
    const none = UNKNOWN_ID;
    const unknown: [Asking, string, object | null, string][] = [
      [hr, `programmes/${none}`, null, 'PROGRAMME_NOT_FOUND'],
      [hr, `programmes/${none}/effect`, null, 'PROGRAMME_NOT_FOUND'],
      [hr, `programmes/${none}/effect/indicators`, null, 'PROGRAMME_NOT_FOUND'],
      [hr, 'sessions', sessionOf(none, ['2026-04-01']), 'PROGRAMME_NOT_FOUND'],
      [hr, `sessions/${none}`, null, 'SESSION_NOT_FOUND'],
      [hr, `sessions/${none}/waiting-list`, null, 'SESSION_NOT_FOUND'],
      [hr, `sessions/${none}/cancel`, { reason: REASON }, 'SESSION_NOT_FOUND'],
      [e1, `sessions/${none}/enrol`, {}, 'SESSION_NOT_FOUND'],
      [hr, `enrolments/${none}`, null, 'ENROLMENT_NOT_FOUND'],
      [trainer, `enrolments/${none}/attendance`, { sessionPart: 1, present: true }, 'ENROLMENT_NOT_FOUND'],
      [hr, `needs/${none}/decline`, { reason: REASON }, 'NEED_NOT_FOUND'],
      [hr, `external-learning/${none}/credit`, { documentJp: 4 }, 'LEARNING_NOT_FOUND'],
      [e1, `topics/${none}`, null, 'TOPIC_NOT_FOUND'],
      [e1, `topics/${none}/share`, { text: 'Loket kedua.' }, 'TOPIC_NOT_FOUND'],
      [hr, `onboardings/${none}`, null, 'ONBOARDING_NOT_FOUND'],
      [hr, `onboardings/${none}/mark-task`, { task: 'ETHICS', jp: 8 }, 'ONBOARDING_NOT_FOUND'],
      [hr, `probations/${none}`, null, 'PROBATION_NOT_FOUND'],
      [hr, `probations/${none}/pass`, {}, 'PROBATION_NOT_FOUND'],
      [hr, `learning-balances/${none}`, null, 'BALANCE_NOT_FOUND'],
      [e1, `learning-balances/${E3}`, null, 'BALANCE_NOT_FOUND'],
      [hr, 'training-plans/2031', null, 'TRAINING_PLAN_NOT_FOUND'],
      [hr, `adoption/${none}/answer`, { measure: 'MENTOR' }, 'ADOPTION_NOT_FOUND'],
      [hr, `datasets/${none}`, null, 'DATASET_NOT_FOUND'],
      [hr, `datasets/${none}/1`, null, 'DATASET_NOT_FOUND'],
    ];
    for (const [as, path, body, code] of unknown) {
      // A command without members takes no body.
      const sent = body && Object.keys(body).length > 0 ? body : undefined;
      const answer = body === null ? await as.get(path) : await as.post(path, sent);
      expect({ path, ...answer }).toMatchObject({ path, ...refused(404, code) });
    }
  });

  it('of a seat: where nobody can ask yet, where the supervisor said no, where it is no longer time', async () => {
    const defined = await hr.post('programmes', {
      ...{ title: 'Kursus', kind: 'TECHNICAL', jp: 8, components: ['POST'], competencies: ['COLD_CHAIN'] },
    });
    const scheduled = await hr.post('sessions', sessionOf(idOf(defined), ['2026-03-10']));
    course = { sessionId: idOf(scheduled), programmeId: idOf(defined) };
    const at = `sessions/${course.sessionId}`;
    expect(await e1.post(`${at}/enrol`)).toMatchObject(refused(409, 'ENROLMENT_NOT_OPEN'));
    accepted(await hr.post(`${at}/open-enrolment`));
    await city.settled();
    for (const person of [e1, e3]) accepted(await person.post(`${at}/enrol`));
    const refuse = { employeeId: E3, reason: 'Unit kekurangan perawat pada minggu itu.' };
    expect(await hr.post(`${at}/refuse`, refuse)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    accepted(await supervisor.post(`${at}/refuse`, refuse));
    expect(await e3.post(`${at}/enrol`)).toMatchObject(refused(409, 'SEAT_REFUSED'));
    city.moveTo('2026-03-10', '00:00:00.000');
    // Who gives a seat up late says why.
    expect(await e1.post(`${at}/withdraw`)).toMatchObject(refused(422, 'REASON_REQUIRED'));
    expect(await e3.post(`${at}/enrol`)).toMatchObject(refused(422, 'DEADLINE_PASSED'));
  });

  it('of a result that is not there, and of a part that the session has not', async () => {
    await city.settled();
    const seat = `enrolments/${enrolmentIdOf(course.sessionId, E1)}`;
    const part = { sessionPart: 2, present: true };
    expect(await trainer.post(`${seat}/attendance`, part)).toMatchObject(refused(404, 'PART_NOT_FOUND'));
    const list = (...parts: readonly unknown[]) => trainer.post(`${seat}/attendance-list`, { parts });
    expect(await list({ ...part, sessionPart: 1 }, part)).toMatchObject(refused(404, 'PART_NOT_FOUND'));
    for (const malformed of [[], [part, part], [null], [{ ...part, sessionPart: 0 }]])
      expect(await list(...malformed)).toMatchObject(refused(400, 'VALIDATION_FAILED'));
    expect(await hr.post(`${seat}/issue-certificate`, { sha256: 'b'.repeat(64) })).toMatchObject(
      refused(409, 'NOT_PASSED'),
    );
    city.moveTo('2026-03-18', '00:00:00.000');
    expect(await trainer.post(`${seat}/attendance`, { ...part, sessionPart: 1 })).toMatchObject(
      refused(422, 'DEADLINE_PASSED'),
    );
    // What somebody tried to record of a result matters to inspectors.
    const attempts = (await city.facts('CommandRefused')).map(({ data }) => [data.commandType, data.code]);
    expect(attempts).toEqual(
      expect.arrayContaining([
        ['RecordAttendance', 'PART_NOT_FOUND'],
        ['RecordAttendance', 'DEADLINE_PASSED'],
      ]),
    );
  });

  it('of the basic training: it is taken once, also where it was failed', async () => {
    const candidate = city.as(CANDIDATE, 'employee');
    const latsar = (on: string) =>
      openSession(city, {
        ...{ kind: 'LATSAR', jp: 647, on: [on], components: [], more: { stateProgramme: 'LATSAR' } },
      });
    const first = await latsar('2026-03-20');
    accepted(await candidate.post(`sessions/${first.sessionId}/enrol`));
    expect(await e1.post(`sessions/${first.sessionId}/enrol`)).toMatchObject({
      ...{ status: 422, body: { code: 'PREREQUISITE_MISSING', rule: 'latsar.candidate' } },
    });
    await city.settled();
    city.moveTo('2026-03-20', '16:00:00.000');
    const seat = `enrolments/${enrolmentIdOf(first.sessionId, CANDIDATE)}`;
    accepted(await trainer.post(`${seat}/attendance`, { sessionPart: 1, present: false }));
    await city.recorded('TrainingFailed');
    const second = await latsar('2026-03-27');
    expect(await candidate.post(`sessions/${second.sessionId}/enrol`)).toMatchObject(
      refused(422, 'LATSAR_ONCE'),
    );
  });

  it('of what others told, and of help that nobody needs', async () => {
    const topic = `topics/${idOf(await e1.post('topics', { title: 'Antrean dengan nomor' }))}`;
    accepted(await e3.post(`${topic}/share`, { text: 'Loket kedua pada hari ramai.' }));
    const adopt = (experienceId: string) => hr.post(`${topic}/adopt`, { experienceId, unitId: UNIT });
    expect(await adopt(UNKNOWN_ID)).toMatchObject(refused(404, 'EXPERIENCE_NOT_FOUND'));
    const [{ data }] = await city.facts('ExperienceShared');
    accepted(await adopt(String(data.experienceId)));
    expect(await adopt(String(data.experienceId))).toMatchObject(refused(409, 'PRACTICE_ADOPTED'));
    const computed = await machine.post('adoption', {
      ...{ unitId: UNIT, quarter: '2025-10-01', employees: 9, selfReporting: 9, policyRead: 9, dialogue: 9 },
    });
    accepted(computed);
    expect(await hr.post(`adoption/${idOf(computed)}/answer`, { measure: 'MENTOR' })).toMatchObject(
      refused(409, 'ADOPTION_NOT_LOW'),
    );
  });

  it('where people speak for themselves', async () => {
    const lack = { employeeId: E1, competency: 'COLD_CHAIN', gap: '100', source: 'CAREER' };
    for (const as of [e1, supervisor])
      expect(await as.post('needs', { ...lack, improvementPlan: true })).toMatchObject({
        ...{ status: 422, body: { code: 'RULE_VIOLATED', rule: 'need.improvement-plan' } },
      });
    accepted(await e1.post('needs', { ...lack, indicatorWeight: '100' }));
    await city.settled();
    // What they say of themselves moves nobody up a waiting list before HR has looked at it.
    const { sessionId } = await openSession(city, { jp: 4, on: ['2026-04-10'], capacity: 1 });
    accepted(await e3.post(`sessions/${sessionId}/enrol`));
    accepted(await e1.post(`sessions/${sessionId}/enrol`));
    const requests = await city.facts('EnrolmentRequested');
    expect(requests.at(-1)?.data).toMatchObject({ employeeId: E1, gap: '0.0000', improvementPlan: false });
    const { body } = await hr.get(`needs?employeeId=${E1}`);
    accepted(await hr.post(`needs/${body.items[0].needId}/prioritise`, { priority: 1 }));
    accepted(await e1.post(`sessions/${sessionId}/withdraw`));
    await city.settled();
    accepted(await e1.post(`sessions/${sessionId}/enrol`));
    expect((await city.facts('EnrolmentRequested')).at(-1)?.data).toMatchObject({ gap: '10000.0000' });
  });
});
