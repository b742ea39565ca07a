import { unlikeTheirRebuild } from '@jejak/neighbour';
import { newId, streamOf } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { application } from '../src/application/application.decider';
import { applicationList } from '../src/application/application.projection';
import { stageResults } from '../src/publication/stage-result.projection';
import { vacancyBoard } from '../src/vacancy/vacancy.projection';
import { verificationList } from '../src/verification/verification.projection';
import type { Answer } from './answer';
import { type City, type Person, startCity, WHY } from './city';

/** A-8's diploma is said to be unreadable (domain.md 15, step 10). */
const NAMES = ['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6', 'A-7', 'A-8'] as const;
const UNREADABLE = 'Pindaian ijazah tidak terbaca sama sekali.';

interface Item {
  readonly applicationId: string;
  readonly verifiers: number;
  readonly own: { readonly outcome: string; readonly requirementRefs: readonly string[] } | null;
  readonly others: readonly string[] | null;
}

describe('the verification of applications (domain.md 15, steps 10 and 11)', () => {
  let city: City;
  let [hr, mayor, chair, v1, v2, v3, rival, outsider, provider, inspector]: Person[] = [];
  const applicants = new Map<string, Person>();
  const applications = new Map<string, string>();
  const numbers = new Map<string, string>();
  let vacancyId: string;
  let at: string;

  const post = (path: string, as: Person | undefined, body?: object, headers = {}): Promise<Answer> =>
    city.ask('POST', path, { as, body, headers });
  const outcome = async (asked: Promise<Answer>): Promise<[number, string]> => {
    const { status, body } = await asked;
    return [status, body.code ?? body.events.map(({ type }) => type.split('.')[2]).join()];
  };
  const of = (name: string): string => `/applications/${applications.get(name)}`;
  const pass = (name: string, as: Person) => outcome(post(`${of(name)}/verify`, as, { outcome: 'PASSED' }));
  const reject = (name: string, as: Person, body: object = {}) =>
    outcome(
      post(`${of(name)}/verify`, as, {
        ...{ outcome: 'REJECTED', requirementRefs: ['1'], reason: UNREADABLE, ...body },
      }),
    );
  const work = async (as: Person, query = ''): Promise<readonly Item[]> => {
    await city.settled();
    const { status, body } = await city.ask('GET', `/verifications?vacancy=${vacancyId}&limit=200${query}`, {
      as,
    });
    expect(status).toBe(200);
    return body.items as unknown as Item[];
  };
  const namesOf = (items: readonly Item[]) =>
    [...applications]
      .filter(([, id]) => items.some((item) => item.applicationId === id))
      .map(([name]) => name);
  const scores = (rows: string[]): Promise<Answer> =>
    city.ask('POST', '/imports/scores', {
      as: provider,
      csv: rows.join('\n'),
      headers: { prefer: 'wait=30' },
    });
  const seen = async (name: string, as: Person): Promise<string> =>
    (await city.ask('GET', `${of(name)}${WHY}`, { as })).body.status;
  const file = async (version: number): Promise<string> => {
    const { body } = await city.ask('GET', at);
    const result = body.results.find((one) => one.stage === 'ADMIN' && one.resultVersion === version);
    const { status, text } = await city.ask('GET', `/datasets/${result?.datasetId}/${version}`);
    expect(status).toBe(200);
    expect(createHash('sha256').update(text).digest('hex')).toBe(result?.sha256);
    return text;
  };

  beforeAll(async () => {
    city = await startCity('2026-02-02T02:00:00.000Z');
    [hr, mayor, chair, v1, v2, v3, rival, outsider, provider, inspector] = await Promise.all([
      city.person('hr_admin'),
      city.person('leadership'),
      city.person('committee'),
      city.person('committee'),
      city.person('committee'),
      city.person('committee'),
      city.person('committee', 'applicant'),
      city.person('committee'),
      city.person('service'),
      city.person('inspector'),
    ]);
    for (const name of NAMES) applicants.set(name, await city.person('applicant'));
    // One of the verifiers has applied too: by person, not by role.
    applicants.set('A-7', rival);
    const { body } = await post('/vacancies', hr, {
      ...{ year: 2026, formationKind: 'GENERAL', seats: 1 },
      formationId: await city.formation('Perawat', 1, hr, mayor),
      appointment: { kind: 'CPNS', golongan: 'III/a' },
      documentKinds: ['DIPLOMA', 'IDENTITY'],
      requirements: [
        { kind: 'EDUCATION', text: 'S-1 Keperawatan' },
        { kind: 'CERTIFICATE', text: 'STR yang masih berlaku' },
      ],
    });
    vacancyId = body.stream.slice('vacancy-'.length);
    at = `/vacancies/${vacancyId}`;
    await post(`${at}/approve`, mayor);
    await post(`${at}/announce`, hr, { openOn: '2026-02-02', closeOn: '2026-02-17' });
    for (const name of NAMES) {
      const applied = await post(
        `${at}/apply`,
        applicants.get(name),
        { channel: 'CAMPUS', educationGpa: '3.5', birthDate: '1999-04-30', noticeAccepted: true },
        { 'x-acting-role': 'applicant' },
      );
      expect(applied.status).toBe(200);
      applications.set(name, applied.body.stream.slice('application-'.length));
    }
    await city.assign(chair, 'committee_chair', vacancyId);
    for (const member of [v1, v2, v3, rival]) await city.assign(member, 'panelist', vacancyId);
    // Of another vacancy: no relation to this one.
    await city.assign(outsider, 'panelist', newId());
    await city.settled();
    for (const name of NAMES)
      numbers.set(name, (await city.ask('GET', `${of(name)}${WHY}`, { as: inspector })).body.participantNo);
  });
  afterAll(() => city.stop());

  it('waits for the end of registration', async () => {
    expect(await pass('A-1', v1)).toEqual([409, 'ILLEGAL_TRANSITION']);
    expect(await work(v1)).toEqual([]);
    city.at('2026-02-20T02:00:00.000Z');
    await eventually('registration closes', async () => (await city.ask('GET', at)).body.status === 'closed');
    expect(namesOf(await work(v1))).toEqual([...NAMES]);
  });

  it('is for the committee of this vacancy, in that role, and not about oneself', async () => {
    expect(await outcome(post(`${of('A-1')}/verify`, undefined, { outcome: 'PASSED' }))).toEqual([
      401,
      'NOT_SIGNED_IN',
    ]);
    for (const as of [hr, mayor, inspector, provider])
      expect(await pass('A-1', as)).toEqual([403, 'FORBIDDEN_ROLE']);
    expect(await pass('A-1', outsider)).toEqual([403, 'NOT_RELATED']);
    expect(await work(outsider)).toEqual([]);
    // Nor do they see who applied, whose committee they are not.
    expect((await city.ask('GET', `${at}/applications`, { as: outsider })).body.items).toEqual([]);
    expect((await city.ask('GET', of('A-1'), { as: outsider })).status).toBe(404);
    expect((await city.ask('GET', `${at}/applications`, { as: v1 })).body.items).toHaveLength(NAMES.length);
    const acting = { 'x-acting-role': 'committee' };
    expect(await outcome(post(`${of('A-7')}/verify`, rival, { outcome: 'PASSED' }, acting))).toEqual([
      422,
      'SOD_VIOLATION',
    ]);
    // Nor about those with whom one competes.
    expect(await outcome(post(`${of('A-1')}/verify`, rival, { outcome: 'PASSED' }, acting))).toEqual([
      403,
      'NOT_RELATED',
    ]);
    expect(await outcome(post(`/applications/${newId()}/verify`, v1, { outcome: 'PASSED' }))).toEqual([
      404,
      'APPLICATION_NOT_FOUND',
    ]);
    for (const body of [
      ...[{}, { outcome: 'MAYBE' }, { outcome: 'REJECTED', requirementRefs: ['0'] }],
      ...[
        { outcome: 'REJECTED', requirementRefs: 'x' },
        { outcome: 'REJECTED', requirementRefs: [{}] },
      ],
      ...[
        { outcome: 'REJECTED', requirementRefs: [null] },
        { outcome: 'PASSED', by: v2.id },
      ],
      ...[{ outcome: 'REJECTED', reason: 'x'.repeat(2000), requirementRefs: ['1'] }],
    ])
      expect((await post(`${of('A-1')}/verify`, v1, body)).status).toBe(400);
    expect((await city.ask('GET', '/verifications?cursor=x', { as: v1 })).body.code).toBe('CURSOR_INVALID');
  });

  it('is blind: what the first found shows when the own finding is in', async () => {
    expect(await pass('A-1', v1)).toEqual([200, 'ApplicationVerified']);
    expect(await pass('A-1', v1)).toEqual([409, 'ALREADY_VERIFIED']);
    expect(await reject('A-1', v1)).toEqual([409, 'ALREADY_VERIFIED']);
    const [waiting] = (await work(v2)).filter(
      ({ applicationId }) => applicationId === applications.get('A-1'),
    );
    expect(waiting).toMatchObject({ verifiers: 1, own: null, others: null });
    expect(namesOf(await work(v1))).not.toContain('A-1');
    expect(await work(v1, '&show=done')).toMatchObject([
      { own: { outcome: 'PASSED', requirementRefs: [] }, others: [] },
    ]);
    expect(await reject('A-1', v2, { requirementRefs: [] })).toEqual([422, 'REQUIREMENT_REF_REQUIRED']);
    expect(await reject('A-1', v2, { requirementRefs: ['3'] })).toEqual([422, 'REQUIREMENT_REF_REQUIRED']);
    expect(await reject('A-1', v2, { reason: 'tidak' })).toEqual([422, 'REASON_REQUIRED']);
    expect(await reject('A-1', v2)).toEqual([200, 'ApplicationVerified']);
    expect(await work(v2, '&show=done')).toMatchObject([
      { own: { outcome: 'REJECTED', requirementRefs: ['1'] }, others: ['PASSED'] },
    ]);
    expect(await seen('A-1', inspector)).toBe('submitted');
  });

  it('asks a third where two differ', async () => {
    const acting = { 'x-acting-role': 'committee' };
    const nothingMore = { requirementRefs: null, reason: null };
    const third = post(`${of('A-1')}/verify`, v3, { outcome: 'PASSED', ...nothingMore }, acting);
    expect(await outcome(third)).toEqual([200, 'ApplicationVerified,ApplicationAdminPassed']);
    expect(await pass('A-1', chair)).toEqual([409, 'ILLEGAL_TRANSITION']);
    await city.settled();
    expect(await seen('A-1', inspector)).toBe('admin-passed');
    // The applicant learns of it with everybody else.
    expect(await seen('A-1', applicants.get('A-1') as Person)).toBe('submitted');
  });

  it('is not by who is tied to the applicant', async () => {
    expect(await outcome(post(`${of('A-2')}/declare-conflict`, outsider, { kind: 'KINSHIP' }))).toEqual([
      403,
      'NOT_RELATED',
    ]);
    expect((await post(`${of('A-2')}/declare-conflict`, v1, { kind: 'DISLIKE' })).status).toBe(400);
    expect(await pass('A-2', v1)).toEqual([200, 'ApplicationVerified']);
    expect(await outcome(post(`${of('A-2')}/declare-conflict`, v1, { kind: 'KINSHIP' }))).toEqual([
      200,
      'ConflictDeclared',
    ]);
    expect(await outcome(post(`${of('A-3')}/declare-conflict`, v1, { kind: 'RIVALRY' }))).toEqual([
      200,
      'ConflictDeclared',
    ]);
    expect(await pass('A-3', v1)).toEqual([422, 'CONFLICT_OF_INTEREST']);
    expect(namesOf(await work(v1))).not.toContain('A-3');
    // What was found before does not count: two others have to agree.
    expect(await pass('A-2', v2)).toEqual([200, 'ApplicationVerified']);
    expect(await pass('A-2', chair)).toEqual([200, 'ApplicationVerified,ApplicationAdminPassed']);
  });

  it('comes to a result when nothing is open any more, which the chair publishes', async () => {
    for (const name of ['A-3', 'A-4', 'A-5', 'A-6', 'A-7']) {
      expect(await pass(name, v2)).toEqual([200, 'ApplicationVerified']);
      expect(await pass(name, chair)).toEqual([200, 'ApplicationVerified,ApplicationAdminPassed']);
    }
    expect(await reject('A-8', v1)).toEqual([200, 'ApplicationVerified']);
    await city.settled();
    const early = await city.ask('GET', `${at}/admin-result`, { as: chair });
    expect([early.status, early.body.code]).toEqual([422, 'STAGE_NOT_SETTLED']);
    const unknown = { adminResultId: newId() };
    expect(await outcome(post(`${at}/publish-admin-result`, chair, unknown))).toEqual([
      422,
      'STAGE_NOT_SETTLED',
    ]);
    expect(await reject('A-8', v2, { requirementRefs: ['2', '1'] })).toEqual([
      200,
      'ApplicationVerified,ApplicationAdminRejected',
    ]);
    await city.settled();
    const { body: other } = await city.ask('GET', `${at}/admin-result`, { as: outsider });
    expect(other.code).toBe('NOT_RELATED');
    const { body: result } = await city.ask('GET', `${at}/admin-result?limit=5`, { as: chair });
    expect(result).toMatchObject({ passed: 7, rejected: 1 });
    expect(result.items).toHaveLength(5);
    const { body: rest } = await city.ask('GET', `${at}/admin-result?cursor=${result.next}`, { as: v1 });
    expect([...result.items, ...rest.items].map(({ participantNo }) => participantNo)).toEqual(
      [...numbers.values()].sort(),
    );
    const publish = { adminResultId: result.adminResultId };
    expect(await outcome(post(`${at}/publish-admin-result`, v1, publish))).toEqual([403, 'NOT_RELATED']);
    expect(await outcome(post(`${at}/publish-admin-result`, hr, publish))).toEqual([403, 'FORBIDDEN_ROLE']);
    expect(await outcome(post(`${at}/publish-admin-result`, chair, unknown))).toEqual([
      422,
      'RANKING_MISMATCH',
    ]);
    expect((await post(`${at}/publish-admin-result`, chair, {})).status).toBe(400);
    expect(await outcome(post(`${at}/publish-admin-result`, chair, publish))).toEqual([
      200,
      'StageResultPublished',
    ]);
    expect(await outcome(post(`${at}/publish-admin-result`, chair, publish))).toEqual([200, '']);
    await city.settled();
    const { body: shown } = await city.ask('GET', at);
    // Published on the 20th: objections to the end of the 23rd.
    expect(shown).toMatchObject({
      status: 'admin-published',
      results: [
        {
          ...{ stage: 'ADMIN', resultVersion: 1, rankingId: null, advancing: 7, rows: 8 },
          objectionClosesAt: '2026-02-23T17:00:00.000Z',
        },
      ],
    });
    const lines = (await file(1)).trim().split('\r\n');
    expect(lines[0]).toBe('participant,outcome,requirements');
    expect(lines).toContain(`${numbers.get('A-8')},REJECTED,1 2`);
    expect(lines).toContain(`${numbers.get('A-1')},PASSED,`);
    expect(await seen('A-1', applicants.get('A-1') as Person)).toBe('admin-passed');
    expect(await seen('A-8', applicants.get('A-8') as Person)).toBe('admin-rejected');
    expect(
      await outcome(post(`${of('A-8')}/verify`, v3, { outcome: 'PASSED' }, { 'x-acting-role': 'committee' })),
    ).toEqual([409, 'ILLEGAL_TRANSITION']);
    const { pool } = city.service.platform;
    await eventually('every row is a text of the log', async () => {
      const { rows } = await pool.query<{ r: Record<string, string> }>(
        `select data->'r' as r from es.events where event_type = 'asn.recruitment.StageResultRowsPublished.v1'`,
      );
      return rows.some(({ r }) => r[numbers.get('A-8') ?? ''] === 'REJECTED,1 2');
    });
  });

  it('is told in numbers, without those that point at people', async () => {
    const { status, body } = await city.ask('GET', `${at}/statistics`);
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ vacancyId, applicants: 8, minCell: 5 },
      stages: [
        {
          ...{
            stage: 'ADMIN',
            resultVersion: 1,
            publishedAt: '2026-02-20T02:00:00.000Z',
            days: 2,
            cutOff: null,
          },
          // One was rejected: too few to be shown, and the seven would give them away.
          outcomes: [
            { name: 'PASSED', count: 'SUPPRESSED' },
            { name: 'REJECTED', count: 'SUPPRESSED' },
          ],
          reasons: [
            { name: '1', count: 'SUPPRESSED' },
            { name: '2', count: 'SUPPRESSED' },
          ],
        },
      ],
    });
    expect((await city.ask('GET', `/vacancies/${newId()}/statistics`)).body.code).toBe('VACANCY_NOT_FOUND');
    const { body: drafted } = await post('/vacancies', hr, {
      ...{ year: 2027, formationKind: 'GENERAL', seats: 1, requirements: [] },
      formationId: await city.formation('Bidan', 1, hr, mayor),
      appointment: { kind: 'CPNS', golongan: 'III/a' },
    });
    await city.settled();
    const draft = drafted.stream.slice('vacancy-'.length);
    expect((await city.ask('GET', `/vacancies/${draft}/statistics`)).status).toBe(404);
  });

  it('is corrected by an objection that was upheld: a second version, and the first stays', async () => {
    city.at('2026-02-25T02:00:00.000Z');
    const line = (name: string) => `${numbers.get(name)},90,100,180`;
    const header = 'participant,twk,tiu,tkp';
    expect((await scores([header, line('A-8')])).body.report.faults).toMatchObject([
      { code: 'ILLEGAL_TRANSITION' },
    ]);
    // What deciding the objection leads to.
    const admit = { type: 'AdmitByObjection', objectionId: newId() } as const;
    const context = { commandId: newId(), actor: 'recruitment', role: 'service' as const };
    const stream = streamOf('application', applications.get('A-8') ?? '');
    await city.service.platform.store.execute(application, stream, admit, context, {
      given: { letIn: true },
    });
    await city.settled();
    expect(await seen('A-8', applicants.get('A-8') as Person)).toBe('admin-passed');
    const { body: result } = await city.ask('GET', `${at}/admin-result`, { as: chair });
    expect(result).toMatchObject({ passed: 8, rejected: 0 });
    const publish = { adminResultId: result.adminResultId };
    expect(await outcome(post(`${at}/publish-admin-result`, chair, publish))).toEqual([
      422,
      'REASON_REQUIRED',
    ]);
    const change = 'Sanggahan satu peserta diterima: pindaian ijazahnya terbaca.';
    expect(await outcome(post(`${at}/publish-admin-result`, chair, { ...publish, change }))).toEqual([
      200,
      'StageResultPublished',
    ]);
    await city.settled();
    expect(await file(2)).toContain(`${numbers.get('A-8')},PASSED,`);
    expect(await file(1)).toContain(`${numbers.get('A-8')},REJECTED,1 2`);
    const { body } = await city.ask('GET', at);
    expect(body.results.map(({ resultVersion }) => resultVersion)).toEqual([2, 1]);
    expect(body.status).toBe('admin-published');
  });

  it('is followed by the SKD of those whom it let pass, and of nobody who was disqualified', async () => {
    const line = (name: string) => `${numbers.get(name)},90,100,180`;
    expect((await scores(['participant,twk,tiu,tkp', ...NAMES.map(line)])).body).toMatchObject({
      accepted: 8,
    });
    const fraud = { inFavour: true, reason: 'Ijazah terbukti palsu menurut perguruan tingginya.' };
    expect(await outcome(post(`${of('A-6')}/disqualify`, v1, fraud))).toEqual([422, 'HEARING_REQUIRED']);
    const hearing = { heldOn: '2026-02-25', minutesSha256: 'd'.repeat(64) };
    const hear = (as: Person, body: object) =>
      outcome(post(`${of('A-6')}/record-disqualification-hearing`, as, body));
    expect(await hear(outsider, hearing)).toEqual([403, 'NOT_RELATED']);
    expect(await hear(hr, hearing)).toEqual([403, 'FORBIDDEN_ROLE']);
    expect(await hear(chair, { ...hearing, heldOn: '2026-02-26' })).toEqual([422, 'RULE_VIOLATED']);
    expect(await hear(chair, { ...hearing, minutesSha256: 'x' })).toEqual([400, 'VALIDATION_FAILED']);
    expect(await hear(chair, hearing)).toEqual([200, 'DisqualificationHearingHeld']);
    const vote = (as: Person, body: object = fraud) =>
      outcome(post(`${of('A-6')}/disqualify`, as, body, { 'x-acting-role': 'committee' }));
    expect(await vote(outsider)).toEqual([403, 'NOT_RELATED']);
    expect(await vote(v1, { ...fraud, reason: '' })).toEqual([422, 'REASON_REQUIRED']);
    expect(await vote(v1)).toEqual([200, 'DisqualificationVoted']);
    expect(await vote(v1)).toEqual([409, 'ALREADY_VOTED']);
    // Two of four are not more than half.
    expect(await vote(v2)).toEqual([200, 'DisqualificationVoted']);
    expect(await vote(v3, { ...fraud, inFavour: false })).toEqual([200, 'DisqualificationVoted']);
    expect(await vote(chair)).toEqual([200, 'DisqualificationVoted,ApplicationDisqualified']);
    expect(await vote(chair)).toEqual([409, 'ILLEGAL_TRANSITION']);
    await city.settled();
    // The second version of the ADMIN result may be contested to the end of the 28th.
    expect((await post(`${at}/rank`, provider, { stage: 'SKD' })).body).toMatchObject({
      ...{ code: 'STAGE_NOT_SETTLED', rule: 'rec.objection' },
    });
    city.at('2026-03-01T02:00:00.000Z');
    const ranked = await post(`${at}/rank`, provider, { stage: 'SKD' });
    expect(ranked.status).toBe(200);
    const rankingId = ranked.body.stream.slice('ranking-'.length);
    expect(await outcome(post(`${at}/publish-result`, chair, { stage: 'SKD', rankingId }))).toEqual([
      200,
      'StageResultPublished',
    ]);
    await city.settled();
    const { body } = await city.ask('GET', `${at}/ranking?stage=SKD`);
    expect(body.items).toHaveLength(7);
    expect(body.items.map(({ participantNo }) => participantNo)).not.toContain(numbers.get('A-6'));
    await eventually(
      'the others know their outcome',
      async () => (await seen('A-8', inspector)) === 'skd-passed',
    );
    expect(await seen('A-6', inspector)).toBe('disqualified');
    const { body: told } = await city.ask('GET', `${at}/statistics`);
    expect(told).toMatchObject({
      stages: [
        {
          ...{ stage: 'ADMIN', resultVersion: 2, days: 2, reasons: [] },
          outcomes: [
            { name: 'PASSED', count: 8 },
            { name: 'REJECTED', count: 0 },
          ],
        },
        // All seven are equal: they share the last place of the cut. From 20 February to 1 March.
        { stage: 'SKD', days: 9, cutOff: '370', outcomes: [{ count: 7 }, { count: 0 }, { count: 0 }] },
      ],
    });
  });

  it('leaves no reason in clear, remembers who was refused, and is built anew the same', async () => {
    await city.settled();
    const { pool } = city.service.platform;
    const { rows: clear } = await pool.query(
      `select from es.events where strpos(core || data::text, $1) > 0`,
      [UNREADABLE],
    );
    expect(clear).toHaveLength(0);
    const { rows } = await pool.query<{ codes: string[] }>(
      `select array_agg(distinct data->>'code') as codes from es.events where event_type like '%CommandRefused%'`,
    );
    expect(rows[0].codes).toEqual(
      expect.arrayContaining(['STAGE_NOT_SETTLED', 'NOT_RELATED', 'RANKING_MISMATCH', 'HEARING_REQUIRED']),
    );
    expect(
      await unlikeTheirRebuild(city.service.platform, [
        vacancyBoard,
        applicationList,
        stageResults,
        verificationList,
      ]),
    ).toEqual({});
  });
});
