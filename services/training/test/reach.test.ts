import { feedbackGiven, progressReported } from '@jejak/contracts/performance';
import { policyAcknowledged, policyInForce, policySuperseded } from '@jejak/contracts/policy';
import { naturalId, streamOf } from '@jejak/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { enrolmentIdOf } from '../src/session/session.reading';
import { accepted, idOf, refused } from './answers';
import { type Asking, type City, startCity } from './city';
import { E1, E3, HR1, OUTSIDER, some, STRANGER, SUP1, SUP2, TRAINER, UNIT } from './people';
import { inBox, openSession, sessionOf, taught } from './sessions';

const [E5, E6, LEAVER, CONTRACTED] = [some(5), some(6), some(7), some(8)];
const WHY = 'Memimpin tim tanggap darurat selama dua tahun.';
let nextId = 200;
const fresh = (): string => some((nextId += 1));

/** What learning has to do with the rest of the city: who teaches, who may lead, how units work. */
describe('learning within the city', () => {
  let city: City;
  let hr: Asking, supervisor: Asking, outsider: Asking;
  let course: { sessionId: string; programmeId: string };
  const mapped = async (employeeId: string, box: number): Promise<void> => {
    await city.career.tell(streamOf('talent', employeeId), inBox(employeeId, box));
    await city.heard('the box', 'select from rm.talent_box where employee_id = $1', [employeeId]);
  };
  beforeAll(async () => {
    city = await startCity('2025-12-15');
    await city.employee({ id: TRAINER, duties: ['trainer'] });
    await city.employee({ id: SUP1, supervisorId: SUP2 });
    for (const id of [E1, E3, E5, E6, LEAVER]) await city.employee({ id, supervisorId: SUP1 });
    await city.employee({ id: CONTRACTED, supervisorId: SUP1, kind: 'PPPK' });
    await city.outsider(OUTSIDER, 'trainer');
    [hr, supervisor] = [city.as(HR1, 'hr_admin'), city.as(SUP1, 'supervisor')];
    outsider = city.as(OUTSIDER, 'committee');
    city.moveTo('2026-01-05');
    await city.recorded('LearningBalanceOpened', 16);
  }, 120_000);
  afterAll(() => city.stop());

  it('is taught by people from outside, who see whom they teach and nothing else', async () => {
    const defined = await hr.post('programmes', {
      ...{ title: 'Rantai dingin', kind: 'TECHNICAL', jp: 8, components: ['PRE', 'POST'] },
      competencies: ['COLD_CHAIN'],
    });
    const programmeId = idOf(defined);
    const session = sessionOf(programmeId, ['2026-02-10']);
    expect(await hr.post('sessions', { ...session, trainerId: STRANGER })).toMatchObject(
      refused(422, 'RESOURCE_MISSING'),
    );
    const scheduled = await hr.post('sessions', { ...session, trainerId: OUTSIDER });
    accepted(scheduled);
    const sessionId = idOf(scheduled);
    course = { sessionId, programmeId };
    accepted(await hr.post(`sessions/${sessionId}/open-enrolment`));
    await city.settled();
    for (const id of [E1, E3]) accepted(await city.as(id, 'employee').post(`sessions/${sessionId}/enrol`));
    await city.settled();
    city.moveTo('2026-02-10', '16:00:00.000');
    const mine = await outsider.get(`enrolments?sessionId=${sessionId}`);
    expect(mine.body.items).toHaveLength(2);
    expect((await outsider.get(`sessions/${sessionId}`)).body).toMatchObject({ title: 'Rantai dingin' });
    expect((await city.as(STRANGER, 'committee').get('enrolments')).body.items).toEqual([]);
    expect(await outsider.get('needs')).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    const seat = enrolmentIdOf(sessionId, E1);
    expect((await outsider.get(`enrolments/${seat}`)).body).toMatchObject({ employeeId: E1 });
    const reads = (await city.facts('FileRead')).map(({ data }) => data);
    expect(reads.at(-1)).toMatchObject({ subjectId: E1, purpose: 'teaching', what: 'training.enrolment' });
    const status = async () => (await outsider.get(`enrolments/${seat}`)).body.status;
    expect(await status()).toBe('CONFIRMED');
    accepted(await outsider.post(`enrolments/${seat}/attendance`, { sessionPart: 1, present: true }));
    await city.settled();
    expect(await status()).toBe('ATTENDING');
    for (const id of [E1, E3])
      await taught(outsider, enrolmentIdOf(sessionId, id), [true], { pre: '50', post: '90' });
    await city.recorded('TrainingPassed', 2);
    await city.settled();
    expect(await status()).toBe('PASSED');
  });

  it('goes on as it was scheduled where its programme has a new edition', async () => {
    const { programmeId, sessionId } = course;
    const next = {
      ...{ title: 'Rantai dingin dan logistik', kind: 'TECHNICAL', jp: 12, components: ['POST'] },
      competencies: ['COLD_CHAIN', 'LOGISTICS'],
    };
    const revise = `programmes/${programmeId}/revise`;
    expect(await hr.post(revise, { ...next, kind: 'ETHICS' })).toMatchObject({
      ...{ status: 422, body: { code: 'RULE_VIOLATED', rule: 'programme.other-kind' } },
    });
    expect(accepted(await hr.post(revise, next))).toBe('ProgrammeRevised');
    expect(accepted(await hr.post(revise, next))).toBe('');
    const later = await hr.post('sessions', sessionOf(programmeId, ['2026-05-12']));
    await city.settled();
    expect((await hr.get(`programmes/${programmeId}`)).body).toMatchObject({ edition: 2, jp: 12 });
    expect((await hr.get(`sessions/${sessionId}`)).body).toMatchObject({
      ...{ edition: 1, jp: 8, title: 'Rantai dingin', components: ['PRE', 'POST'] },
    });
    expect((await hr.get(`sessions/${idOf(later)}`)).body).toMatchObject({
      ...{ edition: 2, jp: 12, title: next.title, components: ['POST'] },
    });
    const seat = enrolmentIdOf(sessionId, E1);
    accepted(await hr.post(`enrolments/${seat}/issue-certificate`, { sha256: 'b'.repeat(64) }));
    const [{ data }] = await city.recorded('CertificateIssued');
    await city.settled();
    expect((await city.anyone(`certificates/${String(data.serial)}`)).body).toMatchObject({
      ...{ programme: 'Rantai dingin', jp: 8 },
    });
  });

  it('opens leadership to potential, and to others where HR says why', async () => {
    const { sessionId } = await openSession(city, {
      ...{
        kind: 'LEADERSHIP',
        jp: 40,
        on: ['2026-06-02'],
        components: ['THEORY', 'SIMULATION', 'CASE_STUDY'],
      },
    });
    await mapped(E5, 5);
    await mapped(E6, 4);
    await city.settled();
    const enrol = (id: string) => city.as(id, 'employee').post(`sessions/${sessionId}/enrol`);
    const potential = { status: 422, body: { code: 'PREREQUISITE_MISSING', rule: 'leadership.potential' } };
    expect(accepted(await enrol(E5))).toBe('EnrolmentRequested EnrolmentConfirmed');
    expect(await enrol(E6)).toMatchObject(potential);
    const nominate = `sessions/${sessionId}/nominate`;
    expect(await supervisor.post(nominate, { employeeId: E6 })).toMatchObject(potential);
    expect(await hr.post(nominate, { employeeId: E6 })).toMatchObject(refused(422, 'REASON_REQUIRED'));
    expect(accepted(await hr.post(nominate, { employeeId: E6, reason: WHY }))).toBe(
      'EnrolmentRequested EnrolmentConfirmed',
    );
    expect((await city.facts('EnrolmentRequested')).at(-1)?.data).toMatchObject({
      ...{ employeeId: E6, talentBox: 4, nominatedBy: HR1 },
    });
    // The map by which the box is known is named too.
    expect((await city.facts('EnrolmentRequested')).at(-1)?.inputs.map(({ stream }) => stream)).toContain(
      streamOf('talent', E6),
    );
    const other = await openSession(city, { jp: 4, on: ['2026-06-09'] });
    expect(
      await hr.post(`sessions/${other.sessionId}/nominate`, { employeeId: E6, reason: WHY }),
    ).toMatchObject(refused(403, 'NOT_RELATED'));
  });

  it('counts by itself how a unit works', async () => {
    const report = (employeeId: string, on: string, time?: string) => {
      const measurementId = fresh();
      city.moveTo(on, time);
      return city.performance.tell(
        streamOf('measurement', measurementId),
        progressReported(
          {
            ...{ measurementId, planId: some(900), employeeId, unitId: UNIT, indicatorId: 'IMUN-1' },
            ...{ quantity: '10', from: on, to: on, channel: 'WEB' },
          },
          { subject: employeeId },
        ),
      );
    };
    const talk = (to: string) => {
      const feedbackId = fresh();
      const words = { behaviour: 'Datang tepat waktu.', effect: 'Antrean pendek.', suggestion: 'Teruskan.' };
      return city.performance.tell(
        streamOf('feedback', feedbackId),
        feedbackGiven(
          {
            ...{ feedbackId, from: SUP1, to, value: null, indicatorId: null, kind: 'APPRECIATE', ...words },
            anonymousToSubject: false,
          },
          { subject: to },
        ),
      );
    };
    // E-1 reports in every month of the quarter, E-3 not in September. In London the first hour is still in June, the last in September.
    for (const [id, on, time] of [
      ...[E1, E3].map((who) => [who, '2026-07-01', '00:30:00.000'] as const),
      ...[E1, E3].map((who) => [who, '2026-08-03', '09:00:00.000'] as const),
      [E3, '2026-08-04', '09:00:00.000'] as const,
      [E1, '2026-09-30', '23:30:00.000'] as const,
    ])
      await report(id, on, time);
    await talk(E1);
    await talk(E3);
    await talk(E3);
    await city.heard('every sign', 'select from rm.work_sign having count(*) = 9', []);
    // Two versions were to be read; of the third the city was told too late, and of what it began with never.
    const acknowledge = (key: string, employeeId: string) =>
      city.policy.tell(
        streamOf('policy-acknowledgement', naturalId('policy-acknowledgement', key, '2', employeeId)),
        policyAcknowledged({ key, version: 2, employeeId }, { subject: employeeId }),
      );
    const force = (key: string, effectiveFrom: string) =>
      city.policy.tell(
        streamOf('policy', naturalId('policy', key)),
        policyInForce({
          ...{
            key,
            version: 2,
            parameters: {},
            legalBasis: 'Perwali 4/2026',
            origin: 'CONFIGURED',
            effectiveFrom,
          },
          ...{ acknowledged: 7, active: 8, coverage: '87.5000' },
        }),
        policySuperseded({ key, version: 1, by: 2, lastDay: effectiveFrom }),
      );
    // Somebody has read before it is in force; one says so twice.
    for (const id of [E1, E3, E5]) await acknowledge('perf.cap', id);
    await acknowledge('perf.cap', E1);
    await force('perf.cap', '2026-08-01');
    await force('perf.period', '2026-09-30');
    await acknowledge('perf.period', E1);
    await force('perf.ack.days', '2026-10-01');
    await acknowledge('perf.ack.days', E3);
    const asked = { unitId: UNIT, quarter: '2026-07-01' };
    const machine = city.as('svc', 'service');
    expect(await machine.post('adoption', asked)).toMatchObject({
      ...{ status: 422, body: { code: 'RULE_VIOLATED', rule: 'adoption.quarter-over' } },
    });
    await city.heard('the readings so far', 'select from rm.policy_reading having count(*) = 5', []);
    await city.heard('what is to be read', 'select from rm.policy_to_read having count(*) = 3', []);
    await city.settled();
    city.moveTo('2026-10-01');
    // Nobody asks: the quarter is over. In the other unit nobody works.
    // The first was that of the quarter in which the city began.
    const rounds = await city.recorded('AdoptionRoundHeld', 4);
    expect(rounds.map(({ data }) => data).at(-1)).toEqual({ quarter: '2026-07-01', units: 1, low: 1 });
    // Too late for the quarter.
    await acknowledge('perf.period', E3);
    await city.heard('every reading', 'select from rm.policy_reading having count(*) = 6', []);
    // Eight work there: 1 reports, 2 talk; 3 and 1 have read, of 2 × 8: 0.4 × 12.5 + 0.3 × 25 + 0.3 × 25 = 20
    expect((await city.facts('AdoptionIndexComputed')).at(-1)?.data).toMatchObject({
      ...{ employees: 8, selfReporting: '12.5000', policyRead: '25.0000', dialogue: '25.0000' },
      ...{ policiesToRead: ['perf.cap@2', 'perf.period@2'], index: '20.0000', low: true },
      inputsSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(accepted(await machine.post('adoption', asked))).toBe('');
    await city.settled();
    expect((await hr.get('adoption')).body.items[0]).toMatchObject({
      ...{ policyRead: '25.0000', policiesToRead: ['perf.cap@2', 'perf.period@2'], index: '20.0000' },
    });
  });
});
