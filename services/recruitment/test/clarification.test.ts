import { unlikeTheirRebuild } from '@jejak/neighbour';
import { newId } from '@jejak/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { clarificationList } from '../src/clarification/clarification.projection';
import { publicInputs } from '../src/public-input/public-input.projection';
import type { Answer } from './answer';
import { type City, type Person, PUBLIC_INPUTS, startCity } from './city';
import { type NurseSelection, selectNurses } from './nurse-selection';

const MINUTES = Buffer.from('%PDF-1.7\nBerita acara sesi klarifikasi\n%%EOF\n');
const QUESTION = 'Bagaimana urutan pada nilai SKD yang sama ditentukan?';
const INPUT = 'Mohon ruang ujian dibuat lebih tenang, Bapak Sutrisno sangat terganggu.';

describe('answering to applicants and the public (domain.md 15, B 19)', () => {
  let city: City;
  let nurses: NurseSelection;
  let [member, outsider, neighbour]: Person[] = [];
  let clarificationId: string;
  let at: string;

  const post = (path: string, as?: Person, body?: object): Promise<Answer> =>
    city.ask('POST', path, { ...(as ? { as } : {}), ...(body ? { body } : {}) });
  const outcome = async (asked: Promise<Answer>): Promise<[number, string]> => {
    const { status, body } = await asked;
    return [status, body.code ?? body.events.map(({ type }) => type.split('.')[2]).join()];
  };

  beforeAll(async () => {
    city = await startCity();
    [member, outsider] = await Promise.all([city.person('committee'), city.person('committee')]);
    neighbour = await city.person('applicant');
    nurses = await selectNurses(city);
    at = `/vacancies/${nurses.vacancyId}`;
    await city.assign(member, 'panelist', nurses.vacancyId);
  });
  afterAll(() => city.stop());

  it('schedules a session on a published result; later than the policy it is marked', async () => {
    city.at('2026-03-12T02:00:00.000Z');
    const plan = { stage: 'SKD', startsAt: '2026-03-16T09:00:00+07:00', place: 'Aula BKPSDM' };
    expect(await outcome(post(`${at}/clarifications`, outsider, plan))).toEqual([403, 'NOT_RELATED']);
    expect(await outcome(post(`${at}/clarifications`, member, { ...plan, stage: 'FINAL' }))).toEqual([
      409,
      'ILLEGAL_TRANSITION',
    ]);
    expect((await post(`/vacancies/${newId()}/clarifications`, member, plan)).body.code).toBe(
      'VACANCY_NOT_FOUND',
    );
    for (const startsAt of ['2026-03-16', '2026-02-30T09:00:00Z', 'tomorrow', '2026-03-16T09:00:00', 7])
      expect((await post(`${at}/clarifications`, member, { ...plan, startsAt })).status).toBe(400);
    // Published on the 11th, so to be clarified to the end of the 16th.
    const late = { ...plan, startsAt: '2026-03-17T09:00:00+07:00' };
    expect(await outcome(post(`${at}/clarifications`, member, late))).toEqual([422, 'REASON_REQUIRED']);
    const why = { ...late, reason: 'Aula baru dapat dipakai pada tanggal itu.' };
    expect(await outcome(post(`${at}/clarifications`, member, why))).toEqual([200, 'ClarificationScheduled']);
    const scheduled = await post(`${at}/clarifications`, member, plan);
    clarificationId = scheduled.body.stream.slice('clarification-'.length);
    await city.settled();
    const { body } = await city.ask('GET', `${at}/clarifications`);
    expect(body).toMatchObject([
      {
        clarificationId,
        startsAt: '2026-03-16T02:00:00.000Z',
        late: false,
        dueAt: '2026-03-16T17:00:00.000Z',
      },
      { late: true },
    ]);
    const { rows } = await city.service.platform.pool.query<{ marks: unknown }>(
      `select data->'marks' as marks from es.events
       where event_type = 'asn.recruitment.ClarificationScheduled.v1' order by position`,
    );
    expect(rows.map(({ marks }) => marks)).toEqual([['CLARIFICATION_LATE'], []]);
  });

  it('takes the questions of those who applied', async () => {
    const ask = (as: Person) => post(`/clarifications/${clarificationId}/ask`, as, { question: QUESTION });
    expect(await outcome(ask(nurses.applicant('A-5')))).toEqual([200, 'ClarificationAsked']);
    expect(await outcome(ask(nurses.applicant('A-6')))).toEqual([200, 'ClarificationAsked']);
    expect(await outcome(ask(neighbour))).toEqual([403, 'NOT_RELATED']);
    expect((await post(`/clarifications/${newId()}/ask`, neighbour, { question: QUESTION })).body.code).toBe(
      'CLARIFICATION_NOT_FOUND',
    );
  });

  it('is held, and its minutes are for everybody', async () => {
    city.at('2026-03-16T05:00:00.000Z');
    const on = `/clarifications/${clarificationId}`;
    const held = {
      heldAt: '2026-03-16T02:00:00.000Z',
      attendees: [nurses.applicant('A-5').id],
      ...{ questions: [QUESTION], answers: ['Menurut TKP, lalu TIU, lalu TWK.'] },
    };
    const sha256 = createHash('sha256').update(MINUTES).digest('hex');
    expect(await outcome(post(`${on}/publish-minutes`, member, { sha256 }))).toEqual([
      409,
      'ILLEGAL_TRANSITION',
    ]);
    expect(await outcome(post(`${on}/hold`, outsider, held))).toEqual([403, 'NOT_RELATED']);
    expect(await outcome(post(`${on}/hold`, member, held))).toEqual([200, 'ClarificationHeld']);
    expect(await outcome(post(`${on}/hold`, member, held))).toEqual([409, 'ILLEGAL_TRANSITION']);
    expect((await post(`${on}/publish-minutes`, member, { sha256 })).body).toMatchObject({
      rule: 'minutes-missing',
    });
    const file = { type: 'application/pdf', content: MINUTES };
    expect((await city.ask('POST', `${on}/minutes-file`, { as: outsider, file })).body.code).toBe(
      'NOT_RELATED',
    );
    expect((await city.ask('POST', `${on}/minutes-file`, { as: member, file })).status).toBe(200);
    // Handed in is not published.
    expect((await city.ask('GET', `${on}/minutes`)).body.code).toBe('DOCUMENT_NOT_FOUND');
    expect(await outcome(post(`${on}/publish-minutes`, member, { sha256 }))).toEqual([
      200,
      'ClarificationMinutesPublished',
    ]);
    const minutes = await city.ask('GET', `${on}/minutes`);
    expect([minutes.status, minutes.text]).toEqual([200, MINUTES.toString()]);
    await city.settled();
    expect((await city.ask('GET', on)).body).toMatchObject({
      ...{
        status: 'minutes-published',
        asked: 'SUPPRESSED',
        attendees: 'SUPPRESSED',
        late: false,
        minutesSha256: sha256,
      },
    });
  });

  it('takes the input of anyone, and the committee answers', async () => {
    const give = (as?: Person) => post(`${at}/inputs`, as, { stage: 'SKD', text: INPUT });
    const anonymous = await give();
    expect(await outcome(Promise.resolve(anonymous))).toEqual([200, 'PublicInputGiven']);
    const named = await give(neighbour);
    expect(named.status).toBe(200);
    const [one, two] = [anonymous, named].map(({ body }) => body.stream.slice('public-input-'.length));
    for (const bad of [{ text: '' }, { stage: 'x' }, { text: 'x'.repeat(4001) }, { by: newId() }])
      expect((await post(`${at}/inputs`, undefined, { stage: 'SKD', text: INPUT, ...bad })).status).toBe(400);
    expect(
      (await post(`/vacancies/${newId()}/inputs`, undefined, { stage: 'SKD', text: INPUT })).body.code,
    ).toBe('VACANCY_NOT_FOUND');
    const { body: draft } = await post('/vacancies', nurses.hr, {
      ...{ year: 2026, formationKind: 'GENERAL', seats: 1, requirements: [] },
      formationId: await city.formation('Bidan', 1, nurses.hr, nurses.mayor),
      appointment: { kind: 'CPNS', golongan: 'III/a' },
    });
    const unannounced = `/vacancies/${draft.stream.slice('vacancy-'.length)}/inputs`;
    expect((await post(unannounced, undefined, { stage: 'SKD', text: INPUT })).body.code).toBe(
      'VACANCY_NOT_FOUND',
    );

    await city.settled();
    expect((await city.ask('GET', `${at}/inputs`, { as: outsider })).body.code).toBe('NOT_RELATED');
    expect((await city.ask('GET', `${at}/inputs`)).status).toBe(401);
    const { body: page } = await city.ask('GET', `${at}/inputs?status=given`, { as: member });
    expect(page.items).toMatchObject([{ text: INPUT }, { text: INPUT }]);
    const answer = { answer: 'Ruang ujian dipindahkan mulai sesi berikutnya.' };
    expect(await outcome(post(`/public-inputs/${one}/answer`, outsider, answer))).toEqual([
      403,
      'NOT_RELATED',
    ]);
    for (const id of [one, two])
      expect(await outcome(post(`/public-inputs/${id}/answer`, member, answer))).toEqual([
        200,
        'PublicInputAnswered',
      ]);
    expect((await post(`/public-inputs/${one}/answer`, member, answer)).body.code).toBe('ILLEGAL_TRANSITION');
    expect((await post(`/public-inputs/${newId()}/answer`, member, answer)).body.code).toBe(
      'PUBLIC_INPUT_NOT_FOUND',
    );
    await give();
    await city.settled();
    const found = await city.ask('GET', `/public-inputs/${one}`);
    expect(found.body).toMatchObject({ status: 'answered', ...answer });
    expect(found.text).not.toContain('Sutrisno');
    expect((await city.ask('GET', `${at}/input-counts`)).body).toMatchObject([
      { stage: 'ADMIN', given: 0, answered: 0 },
      { stage: 'SKD', given: 'SUPPRESSED', answered: 'SUPPRESSED' },
      { stage: 'SKB', given: 0, answered: 0 },
      { stage: 'FINAL', given: 0, answered: 0 },
    ]);
    // Three were given and two answered; with these it is ten and five, and none of them points at anybody.
    const more = await Promise.all(Array.from({ length: 7 }, () => give()));
    for (const { body } of more.slice(0, 3))
      await post(`/public-inputs/${body.stream.slice('public-input-'.length)}/answer`, member, answer);
    await city.settled();
    expect((await city.ask('GET', `${at}/input-counts`)).body).toMatchObject([
      { stage: 'ADMIN', given: 0, answered: 0 },
      { stage: 'SKD', given: 10, answered: 5 },
      { stage: 'SKB', given: 0 },
      { stage: 'FINAL', given: 0 },
    ]);
    expect((await city.ask('GET', `/vacancies/${newId()}/input-counts`)).body.code).toBe('VACANCY_NOT_FOUND');
    const file = (as: Person) => city.ask('GET', `${at}/inputs?format=csv`, { as });
    expect((await file(member)).text.trimEnd().split('\r\n')).toHaveLength(11);
    expect((await file(outsider)).body.code).toBe('NOT_RELATED');
  });

  it('is not flooded from one address', async () => {
    const body = { stage: 'SKD', text: INPUT };
    const from = (address: string) =>
      city.ask('POST', `${at}/inputs`, { body, headers: { 'x-client-address': address } });
    for (let given = 0; given < PUBLIC_INPUTS; given++) expect((await from('203.0.113.7')).status).toBe(200);
    const refused = await from('203.0.113.7');
    expect([refused.status, refused.body.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await from('203.0.113.8')).status).toBe(200);
    await city.settled();
  });

  it('leaves no words in clear, and its read models are rebuilt as they were', async () => {
    const { pool } = city.service.platform;
    const { rows } = await pool.query<{ n: number }>(
      `select count(*)::int as n from es.events where strpos(core || data::text, $1) > 0 or strpos(core || data::text, $2) > 0`,
      [QUESTION, 'Sutrisno'],
    );
    expect(rows[0].n).toBe(0);
    expect(await unlikeTheirRebuild(city.service.platform, [clarificationList, publicInputs])).toEqual({});
  });
});
