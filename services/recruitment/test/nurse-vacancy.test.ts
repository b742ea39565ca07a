import { unlikeTheirRebuild } from '@jejak/neighbour';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@jejak/kernel';
import { createHash } from 'node:crypto';
import { applicationList } from '../src/application/application.projection';
import { stageResults } from '../src/publication/stage-result.projection';
import { vacancyBoard } from '../src/vacancy/vacancy.projection';
import { passEveryone } from './admin-stage';
import type { Answer, Row } from './answer';
import { type City, type Person, startCity, WHY } from './city';

/** Table B1 of domain.md 15: twk, tiu, tkp. */
const SKD: Readonly<Record<string, readonly [number, number, number]>> = {
  'A-1': [95, 120, 185],
  'A-2': [100, 110, 190],
  'A-3': [90, 115, 165],
  'A-4': [110, 75, 200],
  'A-5': [70, 100, 190],
  'A-6': [70, 100, 190],
  'A-7': [65, 80, 166],
  'A-8': [60, 90, 170],
};
/** Table B2: raw CAT of 500, mean of the panel, psychological score. */
const SKB: Readonly<Record<string, readonly [string, string, string]>> = {
  'A-1': ['380', '82', '80'],
  'A-2': ['360', '80', '75'],
  'A-5': ['400', '78', '70'],
  'A-6': ['350', '76', '72'],
};

describe('one seat "nurse, Ahli Pertama" (domain.md 15, B)', () => {
  let city: City;
  let [hr, mayor, chair, member, provider, inspector]: Person[] = [];
  const applicants = new Map<string, Person>();
  const applications = new Map<string, string>();
  const numbers = new Map<string, string>();
  const names = new Map<string, string>();
  let vacancyId: string;
  let formationId: string;
  let [skdRanking, finalRanking]: string[] = [];

  const post = (
    path: string,
    as: Person,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> => city.ask('POST', path, { as, body, headers });
  const outcome = async (asked: Promise<Answer>): Promise<[number, string]> => {
    const { status, body } = await asked;
    return [status, body.code ?? body.events.map(({ type }) => type.split('.')[2]).join()];
  };
  const scores = (rows: string[]): Promise<Answer> =>
    city.ask('POST', '/imports/scores', {
      as: provider,
      csv: rows.join('\n'),
      headers: { prefer: 'wait=30' },
    });
  const ranking = async (stage: string): Promise<readonly Row[]> =>
    (await city.ask('GET', `/vacancies/${vacancyId}/ranking?stage=${stage}`)).body.items;
  const state = async (): Promise<string> => (await city.ask('GET', `/vacancies/${vacancyId}`)).body.status;
  const statusOf = async (name: string): Promise<string> =>
    (await city.ask('GET', `/applications/${applications.get(name)}${WHY}`, { as: inspector })).body.status;

  beforeAll(async () => {
    city = await startCity();
    [hr, mayor, chair, member, provider, inspector] = await Promise.all([
      city.person('hr_admin', 'leadership'),
      city.person('leadership'),
      city.person('committee'),
      city.person('committee'),
      city.person('service'),
      city.person('inspector'),
    ]);
    for (const name of [...Object.keys(SKD), 'A-9']) applicants.set(name, await city.person('applicant'));
  });
  afterAll(() => city.stop());

  it('rests on a formation that somebody else approved', async () => {
    const proposal = {
      ...{
        unitId: newId(),
        position: 'Perawat',
        level: 'Ahli Pertama',
        education: 'S-1 Keperawatan',
        seats: 2,
      },
    };
    expect(await outcome(post('/formations', hr, proposal))).toEqual([422, 'WORKLOAD_REQUIRED']);
    const workload = { ...proposal, workloadHours: '2500' };
    const proposed = await post('/formations', hr, workload, { 'idempotency-key': 'nurses' });
    expect((await post('/formations', hr, workload, { 'idempotency-key': 'nurses' })).body).toEqual(
      proposed.body,
    );
    formationId = proposed.body.stream.slice('formation-'.length);
    const at = `/formations/${formationId}`;
    const own = { 'x-acting-role': 'leadership' };
    const granted = { seats: 1, budgetRef: 'DPA 1.02/2026' };
    expect(await outcome(post(`${at}/approve`, hr, granted, own))).toEqual([422, 'SOD_VIOLATION']);
    expect(await outcome(post(`${at}/approve`, chair, granted))).toEqual([403, 'FORBIDDEN_ROLE']);
    expect(await outcome(post(`${at}/approve`, mayor, { ...granted, seats: 3 }))).toEqual([
      422,
      'RULE_VIOLATED',
    ]);
    expect(await outcome(post(`${at}/reject`, mayor, { reason: 'tidak' }))).toEqual([422, 'REASON_REQUIRED']);
    expect(await outcome(post(`${at}/approve`, mayor, granted))).toEqual([200, 'FormationApproved']);
    expect(
      await outcome(post(`${at}/reject`, mayor, { reason: 'Berubah pikiran setelah disetujui.' })),
    ).toEqual([409, 'ILLEGAL_TRANSITION']);
    expect((await city.ask('GET', `/formations/${newId()}`, { as: inspector })).status).toBe(404);
    city.at('2026-01-12T03:00:00.000Z');
    const rejected = (await post('/formations', hr, { ...workload, position: 'Bidan' })).body.stream;
    const why = { reason: 'Beban kerja unit ini sudah terpenuhi.' };
    const other = `/formations/${rejected.slice('formation-'.length)}`;
    expect(await outcome(post(`${other}/reject`, mayor, why))).toEqual([200, 'FormationRejected']);
    await city.settled();
    const { body } = await city.ask('GET', '/formations?limit=1', { as: inspector });
    expect(body.items).toMatchObject([{ position: 'Bidan', status: 'rejected', seatsApproved: null }]);
    const rest = await city.ask('GET', `/formations?limit=1&cursor=${body.next}`, { as: inspector });
    expect(rest.body).toMatchObject({
      items: [{ formationId, seatsProposed: 2, seatsApproved: 1, seatsTaken: 0, workloadHours: '2500' }],
      next: null,
    });
    expect((await city.ask('GET', '/formations?status=approved', { as: inspector })).body.items).toHaveLength(
      1,
    );
  });

  it('is drafted, approved by somebody else, and announced for fifteen days', async () => {
    const draft = {
      ...{ year: 2026, formationId, formationKind: 'GENERAL', seats: 1 },
      appointment: { kind: 'CPNS', golongan: 'III/a' },
      requirements: [{ kind: 'EDUCATION', text: 'S-1 Keperawatan' }],
    };
    const key = { 'idempotency-key': 'draft-nurse' };
    expect((await post('/vacancies', hr, { ...draft, seats: 2 })).body.code).toBe('SEATS_EXCEED_FORMATION');
    for (const requirement of [
      ...['RELIGION', 'ETHNICITY', 'MARITAL_STATUS', 'POLITICS'].map((kind) => ({ kind, text: 'x' })),
      // Put under another heading it is the same.
      { kind: 'OTHER', text: 'Belum menikah' },
    ])
      expect(await outcome(post('/vacancies', hr, { ...draft, requirements: [requirement] }))).toEqual([
        422,
        'DISCRIMINATORY_CRITERION',
      ]);
    expect(await outcome(post('/vacancies', hr, { ...draft, formationId: newId() }))).toEqual([
      404,
      'FORMATION_NOT_FOUND',
    ]);
    // One that is cancelled gives its seat back.
    const first = (await post('/vacancies', hr, draft)).body.stream.slice('vacancy-'.length);
    expect(await outcome(post('/vacancies', hr, draft, { 'idempotency-key': 'too-many' }))).toEqual([
      422,
      'SEATS_EXCEED_FORMATION',
    ]);
    const why = { reason: 'Uraian tugasnya ditulis ulang.' };
    expect(await outcome(post(`/vacancies/${first}/cancel`, mayor, { reason: '' }))).toEqual([
      422,
      'REASON_REQUIRED',
    ]);
    expect(await outcome(post(`/vacancies/${first}/cancel`, chair, why))).toEqual([403, 'FORBIDDEN_ROLE']);
    expect(await outcome(post(`/vacancies/${first}/cancel`, mayor, why))).toEqual([200, 'VacancyCancelled']);
    const drafted = await post('/vacancies', hr, draft, key);
    expect(drafted.status).toBe(200);
    expect((await post('/vacancies', hr, draft, key)).body).toEqual(drafted.body);
    vacancyId = drafted.body.stream.slice('vacancy-'.length);
    expect((await city.ask('GET', `/vacancies/${vacancyId}`)).status).toBe(404);
    await eventually('the draft shows to those who prepare it', async () => {
      const { body } = await city.ask('GET', '/vacancy-drafts', { as: inspector });
      return body.items.some((item) => item.vacancyId === vacancyId);
    });
    for (const role of ['applicant', 'employee', 'committee'] as const) {
      const { status, body } = await city.ask('GET', '/vacancy-drafts', { as: await city.person(role) });
      expect([role, status, body.code]).toEqual([role, 403, 'FORBIDDEN_ROLE']);
    }

    const own = { 'x-acting-role': 'leadership' };
    expect(await outcome(post(`/vacancies/${vacancyId}/approve`, hr, undefined, own))).toEqual([
      422,
      'SOD_VIOLATION',
    ]);
    expect(await outcome(post(`/vacancies/${vacancyId}/approve`, mayor))).toEqual([200, 'VacancyApproved']);
    city.at('2026-02-02T02:00:00.000Z');
    const announce = { openOn: '2026-02-02', closeOn: '2026-02-17' };
    expect(
      await outcome(post(`/vacancies/${vacancyId}/announce`, hr, { ...announce, closeOn: '2026-02-16' })),
    ).toEqual([422, 'ANNOUNCEMENT_TOO_SHORT']);
    const announced = await post(`/vacancies/${vacancyId}/announce`, hr, announce);
    expect(announced.status).toBe(200);
    const shown = await city.ask('GET', `/vacancies/${vacancyId}?version=${announced.body.version}`, {
      headers: { prefer: 'wait=10' },
    });
    expect(shown.body).toMatchObject({
      openAt: '2026-02-01T17:00:00.000Z',
      closeAt: '2026-02-17T17:00:00.000Z',
      seats: 1,
    });
    expect(shown.body.pinnedPolicies).toContain('rec.skd.threshold@1');
    await eventually('registration opens by itself', async () => (await state()) === 'open');
  });

  it('takes one application a person, to the last moment', async () => {
    city.at('2026-02-17T16:59:59.000Z');
    const apply = (name: string): Promise<Answer> =>
      // Every applicant was just made a few lines above.
      post(`/vacancies/${vacancyId}/apply`, applicants.get(name) as Person, {
        ...{ channel: 'JOB_FAIR', educationGpa: '3.51', birthDate: '1999-04-30', noticeAccepted: true },
      });
    for (const name of Object.keys(SKD)) {
      const { status, body } = await apply(name);
      expect(status).toBe(200);
      applications.set(name, body.stream.slice('application-'.length));
    }
    expect((await apply('A-1')).body.code).toBe('ONE_APPLICATION_ONLY');
    city.at('2026-02-17T17:00:00.000Z');
    expect((await apply('A-9')).body.code).toBe('WINDOW_CLOSED');
    await eventually('registration closes by itself', async () => (await state()) === 'closed');
    for (const [name, id] of applications) {
      const { body } = await eventually(`${name} reads the own application`, async () => {
        const answer = await city.ask('GET', `/applications/${id}`, { as: applicants.get(name) });
        return answer.status === 200 && answer;
      });
      expect(body.participantNo).toMatch(/^\d{10}$/);
      expect(body).not.toHaveProperty('birthDate');
      numbers.set(name, body.participantNo);
      names.set(body.participantNo, name);
    }
    const other = await city.ask('GET', `/applications/${applications.get('A-2')}`, {
      as: applicants.get('A-1'),
    });
    expect(other.status).toBe(404);
    const own = await city.ask('GET', `/vacancies/${vacancyId}/applications`, { as: applicants.get('A-1') });
    expect(own.body.items).toHaveLength(1);
    const all = await city.ask('GET', `/vacancies/${vacancyId}/applications?limit=5`, { as: inspector });
    expect(all.body.items).toHaveLength(5);
    expect(all.body.next).not.toBeNull();
  });

  it('is verified by two of its committee, and the result published by its chair', async () => {
    city.at('2026-02-20T02:00:00.000Z');
    await Promise.all([city.chairs(member), city.assign(chair, 'panelist')]);
    expect(await outcome(post(`/vacancies/${vacancyId}/rank`, provider, { stage: 'SKD' }))).toEqual([
      409,
      'ILLEGAL_TRANSITION',
    ]);
    await passEveryone(city, vacancyId, { chair: member, verifiers: [chair, member] });
    expect(await state()).toBe('admin-published');
  });

  it('is ranked by the SKD when every score is there, as table B1 has it', async () => {
    city.at('2026-03-09T02:00:00.000Z');
    const line = (name: string) => [numbers.get(name), ...SKD[name]].join();
    const header = 'participant,twk,tiu,tkp';
    const some = await scores([header, ...Object.keys(SKD).slice(0, 7).map(line)]);
    expect(some.body).toMatchObject({ state: 'COMPLETED', accepted: 7 });
    await city.settled();
    expect(await outcome(post(`/vacancies/${vacancyId}/rank`, provider, { stage: 'SKD' }))).toEqual([
      422,
      'STAGE_NOT_SETTLED',
    ]);
    expect((await scores([header, `${numbers.get('A-8')},151,90,170`])).body.report.faults).toMatchObject([
      { line: 2, column: 'twk', code: 'SCORE_OUT_OF_RANGE' },
    ]);
    expect((await scores([header, '0000000000,60,90,170'])).body.report.faults).toMatchObject([
      { column: 'participant', code: 'PARTICIPANT_UNKNOWN' },
    ]);
    expect((await scores([header, `${numbers.get('A-1')},96,120,185`])).body.report.faults).toMatchObject([
      { code: 'IMPORT_MISMATCH' },
    ]);
    const rest = await scores([header, line('A-1'), line('A-8')]);
    expect(rest.body).toMatchObject({ state: 'COMPLETED', accepted: 1, duplicate: 1 });
    await city.settled();
    const ranked = await post(`/vacancies/${vacancyId}/rank`, provider, { stage: 'SKD' });
    expect(ranked.status).toBe(200);
    skdRanking = ranked.body.stream.slice('ranking-'.length);
    // The same records give the same ranking.
    const again = await post(`/vacancies/${vacancyId}/rank`, provider, { stage: 'SKD' });
    expect(again.body).toMatchObject({ stream: ranked.body.stream, events: [] });
  });

  it('is published by the chair of the committee only', async () => {
    city.at('2026-03-11T03:00:00.000Z');
    const publish = { stage: 'SKD', rankingId: skdRanking };
    expect(await outcome(post(`/vacancies/${vacancyId}/publish-result`, chair, publish))).toEqual([
      403,
      'NOT_RELATED',
    ]);
    await city.chairs(chair);
    await city.settled();
    const seen = await city.ask('GET', `/vacancies/${vacancyId}/rankings/${skdRanking}?stage=SKD`, {
      as: chair,
    });
    expect(seen.body.items).toHaveLength(8);
    expect((await city.ask('GET', `/vacancies/${vacancyId}/ranking?stage=SKD`)).body.code).toBe(
      'RESULT_NOT_PUBLISHED',
    );
    expect(
      await outcome(
        post(`/vacancies/${vacancyId}/publish-result`, chair, { ...publish, rankingId: newId() }),
      ),
    ).toEqual([422, 'RANKING_MISMATCH']);
    expect(await outcome(post(`/vacancies/${vacancyId}/publish-result`, chair, publish))).toEqual([
      200,
      'StageResultPublished',
    ]);
    await eventually('it is to be read', async () => (await state()) === 'skd-published');
    await city.settled();
    const rows = await ranking('SKD');
    expect(
      rows
        .map(({ participantNo, rank, outcome: what }) => [names.get(participantNo), rank, what])
        .slice(0, 2),
    ).toEqual([
      ['A-2', 1, 'PASSED'],
      ['A-1', 2, 'PASSED'],
    ]);
    // Places 3 are identical and in no order; they share it, and both advance.
    expect(
      rows
        .slice(2, 4)
        .map(({ participantNo, rank }) => [names.get(participantNo), rank])
        .sort(),
    ).toEqual([
      ['A-5', 3],
      ['A-6', 3],
    ]);
    expect(
      rows.slice(4).map(({ participantNo, rank, outcome: what }) => [names.get(participantNo), rank, what]),
    ).toEqual([
      ['A-7', 5, 'OUTRANKED'],
      ['A-4', null, 'FAILED'],
      ['A-3', null, 'FAILED'],
      ['A-8', null, 'FAILED'],
    ]);
    expect(rows[1].why).toMatchObject({ criterion: 'TKP', own: '185', above: '190' });
    await eventually('every application knows its outcome', async () => {
      const known = await Promise.all(['A-1', 'A-7', 'A-8'].map(statusOf));
      return known.join() === 'skd-passed,skd-outranked,skd-failed';
    });
  });

  it('is ranked finally as table B2 has it', async () => {
    city.at('2026-04-06T03:00:00.000Z');
    const header = 'participant,component,raw,of';
    const lines = Object.entries(SKB).flatMap(([name, [cat, panel, psych]]) => [
      `${numbers.get(name)},CAT,${cat},500`,
      `${numbers.get(name)},INTERVIEW,${panel},100`,
      `${numbers.get(name)},PSYCHOLOGICAL,${psych},100`,
    ]);
    expect((await scores([header, `${numbers.get('A-7')},CAT,380,500`])).body.report.faults).toMatchObject([
      { code: 'ILLEGAL_TRANSITION' },
    ]);
    // A CAT has 500 points, whatever a file says, and nobody has more.
    const one = numbers.get('A-1');
    const impossible = [`${one},CAT,380,400`, `${one},INTERVIEW,101,100`, `${one},PSYCHOLOGICAL,0,0`];
    expect(
      (await scores([header, ...impossible])).body.report.faults.map(({ code, column }) => [code, column]),
    ).toEqual(['of', 'raw', 'of'].map((column) => ['SCORE_OUT_OF_RANGE', column]));
    expect((await scores([header, ...lines.slice(0, 11)])).body).toMatchObject({
      state: 'COMPLETED',
      accepted: 11,
    });
    await city.settled();
    expect(await outcome(post(`/vacancies/${vacancyId}/rank`, provider, { stage: 'FINAL' }))).toEqual([
      422,
      'STAGE_NOT_SETTLED',
    ]);
    expect((await scores([header, lines[11]])).body).toMatchObject({ accepted: 1 });
    await city.settled();
    const ranked = await post(`/vacancies/${vacancyId}/rank`, provider, { stage: 'FINAL' });
    expect(ranked.status).toBe(200);
    finalRanking = ranked.body.stream.slice('ranking-'.length);
    const publish = { stage: 'FINAL', rankingId: finalRanking };
    expect(await outcome(post(`/vacancies/${vacancyId}/publish-result`, chair, publish))).toEqual([
      200,
      'StageResultPublished',
    ]);
    // The same ranking again is nothing new.
    expect(await outcome(post(`/vacancies/${vacancyId}/publish-result`, chair, publish))).toEqual([200, '']);
    await eventually('it is to be read', async () => (await state()) === 'final-published');
    await city.settled();
    const rows = await ranking('FINAL');
    expect(
      rows.map(({ participantNo, final, skb, outcome: what }) => [
        names.get(participantNo),
        skb,
        final,
        what,
      ]),
    ).toEqual([
      ['A-1', '78.100', '75.951', 'SELECTED'],
      ['A-2', '74.450', '73.761', 'RESERVED'],
      ['A-5', '78.000', '72.982', 'RESERVED'],
      ['A-6', '71.800', '69.262', 'NOT_SELECTED'],
    ]);
    expect(rows[0].components).toEqual({ skdPercent: '72.727', skdPart: '29.091', skbPart: '46.860' });
    const { body } = await city.ask('GET', `/vacancies/${vacancyId}`);
    const [final] = body.results.filter((result) => result.stage === 'FINAL');
    // Published on the sixth: objections to the end of the ninth.
    expect(final).toMatchObject({
      resultVersion: 1,
      advancing: 1,
      objectionClosesAt: '2026-04-09T17:00:00.000Z',
    });
    const file = await city.ask('GET', `/datasets/${final.datasetId}/1`);
    expect(createHash('sha256').update(file.text).digest('hex')).toBe(final.sha256);
    await eventually('every application knows its outcome', async () => {
      const known = await Promise.all(Object.keys(SKB).map(statusOf));
      return known.join() === 'selected,reserved,reserved,not-selected';
    });
  });

  it('is filled in order of rank, after the objections, with a number', async () => {
    const appoint = (name: string, employeeId = newId()) =>
      outcome(
        post(`/applications/${applications.get(name)}/appoint`, mayor, { employeeId, tmt: '2026-06-01' }),
      );
    expect(await appoint('A-1')).toEqual([422, 'OBJECTION_PENDING']);
    city.at('2026-04-20T02:00:00.000Z');
    expect(await appoint('A-2')).toEqual([422, 'RANK_ORDER_VIOLATION']);
    expect(await appoint('A-6')).toEqual([409, 'ILLEGAL_TRANSITION']);
    expect(await appoint('A-1')).toEqual([422, 'NIP_REQUIRED']);
    const nip = { nip: '199904302026062001', decision: 'PERTEK-42/2026' };
    expect(await outcome(post(`/applications/${applications.get('A-2')}/record-nip`, hr, nip))).toEqual([
      409,
      'ILLEGAL_TRANSITION',
    ]);
    expect(await outcome(post(`/applications/${applications.get('A-1')}/record-nip`, hr, nip))).toEqual([
      200,
      'NipApproved',
    ]);
    expect(await appoint('A-1')).toEqual([200, 'CandidateAppointed']);
    expect(await appoint('A-2')).toEqual([422, 'RULE_VIOLATED']);
    await eventually('the vacancy is complete', async () => (await state()) === 'completed');
  });

  it('leaves no number and no birth date in clear, and remembers who read and who was refused', async () => {
    await city.settled();
    const { pool } = city.service.platform;
    const holding = async (text: string): Promise<number> =>
      (
        await pool.query<{ n: number }>(
          `select count(*)::int as n from es.events where strpos(core || data::text, $1) > 0`,
          [text],
        )
      ).rows[0].n;
    for (const secret of ['199904302026062001', '1999-04-30']) expect(await holding(secret)).toBe(0);
    expect(await holding('recruitment.application')).toBeGreaterThan(0);
    const { rows } = await pool.query<{ codes: string[] }>(
      `select array_agg(distinct data->>'code') as codes from es.events where event_type like '%CommandRefused%'`,
    );
    expect(rows[0].codes).toEqual(
      expect.arrayContaining([
        ...[
          'SOD_VIOLATION',
          'ANNOUNCEMENT_TOO_SHORT',
          'STAGE_NOT_SETTLED',
          'NOT_RELATED',
          'RANKING_MISMATCH',
        ],
        ...['OBJECTION_PENDING', 'RANK_ORDER_VIOLATION', 'NIP_REQUIRED', 'RULE_VIOLATED'],
      ]),
    );
    expect(
      await unlikeTheirRebuild(city.service.platform, [vacancyBoard, applicationList, stageResults]),
    ).toEqual({});
  });

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await city.toldAgain()).toEqual([]);
  }, 60_000);
});
