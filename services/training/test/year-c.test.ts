import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { streamOf } from '@jejak/kernel';
import { enrolmentIdOf } from '../src/session/session.reading';
import { accepted, refused, type Body, type Row, rowOf } from './answers';
import { type Asking, type City, startCity } from './city';
import { E1, E3, HR1, PPK, some, STRANGER, SUP1, SUP2, TRAINER } from './people';
import { inBox, openSession, sessionOf, taught } from './sessions';

const SIGNED = 'b'.repeat(64);
const LEADERSHIP = ['THEORY', 'SIMULATION', 'CASE_STUDY'];
const SCORES = { theory: '84', simulation: '78', caseStudy: '88' };
/** The other participant of the leadership programme. */
const E4 = some(4);

/** Of a story of hundreds of commands, on a machine that does other things too. */
const SLOW_MS = 300_000;

/** Steps 25 and 33: what E-1 and E-3 learn in a year. */
describe('training in a year in the life (domain.md 15, steps 25 and 33)', () => {
  let city: City;
  let e1: Asking, trainer: Asking, hr: Asking, supervisor: Asking;
  /** E-1 takes part in a day's course, and passes. @returns the enrolment */
  const passes = async (on: string, jp: number, scores: object): Promise<string> => {
    const { sessionId } = await openSession(city, { jp, on: [on] });
    expect(accepted(await e1.post(`sessions/${sessionId}/enrol`))).toBe(
      'EnrolmentRequested EnrolmentConfirmed',
    );
    await city.settled();
    city.moveTo(on, '15:30:00.000');
    const enrolmentId = enrolmentIdOf(sessionId, E1);
    await taught(trainer, enrolmentId, [true], scores);
    return enrolmentId;
  };
  const read = async (path: string, as: Asking): Promise<Body> => {
    await city.settled();
    return (await as.get(path)).body;
  };

  beforeAll(async () => {
    city = await startCity('2025-12-15');
    await city.employee({ id: TRAINER, duties: ['trainer'] });
    await city.employee({ id: SUP1, supervisorId: SUP2 });
    await city.employee({ id: E1, supervisorId: SUP1 });
    await city.employee({ id: E3, supervisorId: SUP2 });
    await city.employee({ id: E4, supervisorId: SUP2 });
    [e1, supervisor] = [city.as(E1, 'employee'), city.as(SUP1, 'supervisor')];
    [trainer, hr] = [city.as(TRAINER, 'employee'), city.as(HR1, 'hr_admin')];
    city.moveTo('2026-01-05');
    await city.recorded('LearningYearClosed', 5);
    await city.recorded('LearningBalanceOpened', 10);
  });
  afterAll(() => city.stop());

  it(
    '25: 8, 6 and 10 hours are 24, and more than 20',
    async () => {
      // Of a year that was not counted whole nobody says that the right was unmet.
      expect(await city.facts('JpRightUnmet')).toEqual([]);
      const first = await passes('2026-02-26', 8, { pre: '58', post: '82' });
      const [passed] = await city.recorded('TrainingPassed');
      expect(passed.data).toMatchObject({
        ...{
          enrolmentId: first,
          employeeId: E1,
          score: '82.00',
          gain: '0.5714',
          attendance: '100.00',
          jp: 8,
        },
        ...{ competencies: ['COLD_CHAIN'], endedOn: '2026-02-26' },
      });
      await passes('2026-06-18', 6, { pre: '100', post: '100' });
      await city.recorded('JpCredited', 2);
      expect(await read(`learning-balances/${E1}`, supervisor)).toMatchObject({
        credited: 14,
        shortfall: null,
      });
      city.moveTo('2026-07-01');
      expect(await read(`learning-balances/${E1}`, e1)).toMatchObject({
        credited: 14,
        right: 20,
        shortfall: 6,
      });
      await passes('2026-10-08', 10, { pre: '40', post: '90' });
      await city.recorded('JpCredited', 3);
      expect(await read(`learning-balances/${E1}`, e1)).toMatchObject({ credited: 24, shortfall: 0 });
      const results = await city.facts('TrainingPassed');
      // 100 before: nothing could be gained.
      expect(results.map(({ data }) => data.gain)).toEqual(['0.5714', null, '0.8333']);
    },
    SLOW_MS,
  );

  it('25: certificates are for everyone to verify, and say nothing of a person', async () => {
    const { items } = await read(`enrolments?employeeId=${E1}`, e1);
    const { enrolmentId } = items[0];
    const file = await e1.get(`enrolments?employeeId=${E1}&format=csv`);
    expect(file.text.trimEnd().split('\r\n')).toHaveLength(items.length + 1);
    expect(file.text).toMatch(/^enrolmentId,sessionId,programmeId,employeeId,/);
    const other = await city.as(STRANGER, 'employee').get('enrolments?format=csv');
    expect(other.text.trimEnd().split('\r\n')).toHaveLength(1);
    expect((await hr.get('sessions?format=xlsx')).text.startsWith('PK')).toBe(true);
    expect(await e1.post(`enrolments/${enrolmentId}/issue-certificate`, { sha256: SIGNED })).toMatchObject(
      refused(403, 'FORBIDDEN_ROLE'),
    );
    for (const { enrolmentId: id } of items)
      expect(accepted(await hr.post(`enrolments/${id}/issue-certificate`, { sha256: SIGNED }))).toBe(
        'CertificateIssued',
      );
    expect(await hr.post(`enrolments/${enrolmentId}/issue-certificate`, { sha256: SIGNED })).toMatchObject(
      refused(409, 'CERTIFICATE_EXISTS'),
    );
    const [issued] = await city.recorded('CertificateIssued', 3);
    await city.settled();
    const found = await city.anyone(`certificates/${String(issued.data.serial).toLowerCase()}`);
    expect(found).toMatchObject({
      status: 200,
      body: { status: 'VALID', jp: issued.data.jp, sha256: SIGNED },
    });
    expect(Object.keys(found.body).sort()).toEqual(
      ['serial', 'status', 'programme', 'jp', 'sha256', 'issuedOn', 'revokedOn'].sort(),
    );
    expect(await city.anyone('certificates/0000000000AB')).toMatchObject(
      refused(404, 'CERTIFICATE_NOT_FOUND'),
    );
    expect(await city.anyone("certificates/'or'1'='1")).toMatchObject(refused(404, 'CERTIFICATE_NOT_FOUND'));
    const revoke = `enrolments/${String(issued.data.enrolmentId)}/revoke-certificate`;
    expect(await hr.post(revoke, { reason: 'Salah.' })).toMatchObject(refused(422, 'REASON_REQUIRED'));
    const reason = 'Dokumen yang ditandatangani memuat nama yang salah.';
    expect(accepted(await hr.post(revoke, { reason }))).toBe('CertificateRevoked');
    await city.settled();
    expect((await city.anyone(`certificates/${String(issued.data.serial)}`)).body).toMatchObject({
      ...{ status: 'REVOKED', revokedOn: '2026-10-08' },
    });
  });

  it('25: what the participant thinks, and what the supervisor sees after ninety days', async () => {
    const list = await read(`enrolments?employeeId=${E1}`, supervisor);
    const isLast = ({ attendance, gain }: Row) => attendance !== null && gain === '0.8333';
    const last = rowOf(list, 'the last course', isLast);
    const first = rowOf(list, 'the first course', ({ gain }) => gain === '0.5714');
    const at = (id: string, command: string) => `enrolments/${id}/${command}`;
    expect(accepted(await e1.post(at(last.enrolmentId, 'react'), { rating: 5 }))).toBe(
      'TrainingReactionGiven',
    );
    expect(await e1.post(at(last.enrolmentId, 'react'), { rating: 5 })).toMatchObject(
      refused(409, 'EVALUATION_GIVEN'),
    );
    const seen = { rating: 4, observed: 'Suhu kulkas vaksin dicatat dua kali sehari.' };
    expect(await supervisor.post(at(last.enrolmentId, 'rate-application'), seen)).toMatchObject(
      refused(422, 'APPLICATION_TOO_EARLY'),
    );
    expect(accepted(await supervisor.post(at(first.enrolmentId, 'rate-application'), seen))).toBe(
      'TrainingApplicationRated',
    );
    expect((await city.as(STRANGER, 'supervisor').get(`enrolments/${first.enrolmentId}`)).status).toBe(404);
  });

  it(
    '33: 84/78/88 with 96 % is 83.40, with 94 % it is not enough',
    async () => {
      // 50 parts: 48 are 96 %, 47 are 94 %.
      const days = Array.from(
        { length: 25 },
        (_, at) => `2026-11-${String(13 + Math.floor(at / 4)).padStart(2, '0')}`,
      );
      const { sessionId } = await leadershipSession(days);
      const lead = city.as(SUP2, 'supervisor');
      expect(await city.as(E3, 'employee').post(`sessions/${sessionId}/enrol`)).toMatchObject({
        ...{ status: 422, body: { code: 'PREREQUISITE_MISSING', rule: 'leadership.potential' } },
      });
      for (const employeeId of [E3, E4]) {
        await city.career.tell(streamOf('talent', employeeId), inBox(employeeId, 8));
        await city.heard('the box', 'select from rm.talent_box where employee_id = $1', [employeeId]);
      }
      expect(await supervisor.post(`sessions/${sessionId}/nominate`, { employeeId: E3 })).toMatchObject(
        refused(403, 'NOT_RELATED'),
      );
      for (const employeeId of [E3, E4])
        expect(accepted(await lead.post(`sessions/${sessionId}/nominate`, { employeeId }))).toBe(
          'EnrolmentRequested EnrolmentConfirmed',
        );
      await city.settled();
      city.moveTo('2026-11-19', '17:00:00.000');
      const [one, two] = [enrolmentIdOf(sessionId, E3), enrolmentIdOf(sessionId, E4)];
      expect(
        await trainer.post(`enrolments/${one}/assess`, { theory: '84', simulation: '78' }),
      ).toMatchObject({
        ...{ status: 422, body: { code: 'COMPONENT_MISSING' } },
      });
      expect(await trainer.post(`enrolments/${one}/assess`, { ...SCORES, theory: '100.1' })).toMatchObject(
        refused(400, 'VALIDATION_FAILED'),
      );
      const present = (missed: number) => Array.from({ length: 49 }, (_, at) => at >= missed);
      await taught(trainer, one, present(2), SCORES);
      await taught(trainer, two, present(3), SCORES);
      const machine = city.as('svc', 'service');
      expect(await machine.post(`enrolments/${one}/complete`)).toMatchObject(
        refused(422, 'COMPONENT_MISSING'),
      );
      const last = { sessionPart: 50, present: true };
      expect(await trainer.post(`enrolments/${one}/attendance`, last)).toMatchObject(
        refused(422, 'RULE_VIOLATED'),
      );
      city.moveTo('2026-11-20');
      for (const id of [one, two])
        expect(accepted(await trainer.post(`enrolments/${id}/attendance`, last))).toBe('AttendanceRecorded');
      await city.recorded('TrainingPassed', 4);
      await city.recorded('TrainingFailed');
      // What stands is not given twice.
      expect(accepted(await machine.post(`enrolments/${one}/complete`))).toBe('');
      expect(await trainer.post(`enrolments/${one}/attendance`, { ...last, present: false })).toMatchObject(
        refused(409, 'RESULT_STANDS'),
      );
      expect((await city.facts('TrainingPassed')).at(-1)?.data).toMatchObject({
        ...{ employeeId: E3, score: '83.40', attendance: '96.00', gain: null },
      });
      expect((await city.facts('TrainingFailed')).map(({ data }) => data)).toMatchObject([
        {
          ...{ employeeId: E4, score: '83.40', attendance: '94.00', why: ['ATTENDANCE_BELOW'] },
          retryUntil: '2027-02-18',
        },
      ]);
    },
    SLOW_MS,
  );

  it('closes the year: who has fewer than 20 hours is named to leadership and audit', async () => {
    city.moveTo('2026-12-31', '23:59:59.999');
    await city.settled();
    expect(await city.facts('JpRightUnmet')).toEqual([]);
    city.moveTo('2027-01-01', '00:00:00.000');
    await city.recorded('LearningYearClosed', 10);
    const unmet = (await city.facts('JpRightUnmet')).map(({ data }) => data.employeeId);
    expect(unmet).toHaveLength(3);
    expect(unmet).toEqual(expect.arrayContaining([SUP1, TRAINER, E4]));
    expect(await read(`learning-balances/${E4}?year=2026`, city.as(PPK, 'leadership'))).toMatchObject({
      ...{ credited: 0, right: 20, shortfall: 20, unmet: true, closed: true },
    });
  });

  /** 50 parts on the given days, two of one hour each. */
  const leadershipSession = async (days: readonly string[]) => {
    const defined = await hr.post('programmes', {
      ...{ title: 'Kepemimpinan', kind: 'LEADERSHIP', jp: 60, components: LEADERSHIP },
      competencies: ['LEADERSHIP'],
    });
    const programmeId = defined.body.stream.slice(-36);
    const hour = (at: number) => `${String(8 + at).padStart(2, '0')}:00`;
    const parts = days.flatMap((on, index) =>
      [0, 1].map((half) => ({
        on,
        from: hour((index % 4) * 2 + half),
        to: hour((index % 4) * 2 + half + 1),
      })),
    );
    const scheduled = await hr.post('sessions', {
      ...sessionOf(programmeId, []),
      parts: [...parts.slice(0, 49), { on: '2026-11-20', from: '08:00', to: '09:00' }],
    });
    accepted(scheduled);
    const sessionId = scheduled.body.stream.slice(-36);
    accepted(await hr.post(`sessions/${sessionId}/open-enrolment`));
    await city.settled();
    return { sessionId };
  };

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await city.toldAgain()).toEqual([]);
  }, 60_000);
});
