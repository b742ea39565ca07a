import { unlikeTheirRebuild } from '@jejak/neighbour';
import { newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applicationList } from '../src/application/application.projection';
import { panelSheets, vacancyPanels } from '../src/panel/panel.projection';
import type { Answer } from './answer';
import { type City, type Person, startCity, WHY } from './city';
import { type InterviewedVacancy, interviewedVacancy } from './interviewed-vacancy';

/** Table B2 of domain.md 15: raw CAT of 500, the panel's scores, the psychological score. */
const B2 = {
  'A-1': ['380', ['82', '85', '79'], '80'],
  'A-2': ['360', ['78', '80', '82'], '75'],
  'A-5': ['400', ['70', '90', '74'], '70'],
  'A-6': ['350', ['75', '76', '77'], '72'],
} as const;
type Name = keyof typeof B2;
const NAMES = Object.keys(B2) as Name[];
const RUBRIC = [
  { name: 'Pengetahuan klinis', weight: '60' },
  { name: 'Komunikasi', weight: '40' },
];
const NOTES = RUBRIC.map(({ name }) => ({ criterion: name, note: `Catatan tentang ${name}.` }));

describe('the panel of one seat "nurse" (domain.md 15, B, steps 14 to 17)', () => {
  let city: City;
  let [hr, mayor, chair, provider, inspector, psy, stranger]: Person[] = [];
  let [p1, p2, p3, p4]: Person[] = [];
  let nurse: InterviewedVacancy;
  let at: string;

  const post = (path: string, as: Person, body?: object, headers = {}): Promise<Answer> =>
    city.ask('POST', path, { as, body, headers });
  const outcome = async (asked: Promise<Answer>): Promise<[number, string]> => {
    const { status, body } = await asked;
    return [status, body.code ?? body.events.map(({ type }) => type.split('.')[2]).join()];
  };
  const application = (name: Name | 'A-7'): string => `/applications/${nurse.applications.get(name)}`;
  const seal = (name: Name | 'A-7', by: Person, score: string, notes: object[] = NOTES) =>
    outcome(post(`${application(name)}/seal-score`, by, { score, notes }));
  const reveal = (name: Name, by = provider) => outcome(post(`${application(name)}/reveal-scores`, by));
  const rank = () => post(`${at}/rank`, provider, { stage: 'FINAL' });
  const scores = (rows: string[]): Promise<Answer> =>
    city.ask('POST', '/imports/scores', {
      as: provider,
      csv: ['participant,component,raw,of', ...rows].join('\n'),
      headers: { prefer: 'wait=30' },
    });
  const board = async (as: Person): Promise<Record<string, unknown>[]> => {
    const { status, body } = await city.ask('GET', `${at}/panel-board`, { as });
    expect(status).toBe(200);
    return body.items as unknown as Record<string, unknown>[];
  };
  /** How often a text stands in the log where anybody who may read the log can read it. */
  const inClear = async (text: string): Promise<number> => {
    const { rows } = await city.service.platform.pool.query<{ n: number }>(
      'select count(*)::int as n from es.events where strpos(core || data::text, $1) > 0',
      [text],
    );
    return rows[0].n;
  };
  /** Facts of a type about those who are interviewed. */
  const facts = async (name: string): Promise<number> => {
    const { rows } = await city.service.platform.pool.query<{ n: number }>(
      `select count(*)::int as n from es.events
       where event_type = $1 and data->>'applicationId' is distinct from $2`,
      [`asn.recruitment.${name}.v1`, nurse.applications.get('A-7')],
    );
    return rows[0].n;
  };

  beforeAll(async () => {
    city = await startCity();
    [hr, mayor, chair, provider, inspector, psy, stranger] = await Promise.all([
      city.person('hr_admin', 'committee'),
      city.person('leadership'),
      city.person('committee'),
      city.person('service'),
      city.person('inspector'),
      city.person('committee'),
      city.person('committee'),
    ]);
    [p1, p2, p3, p4] = await Promise.all(Array.from({ length: 4 }, () => city.person('committee')));
    await city.chairs(chair);
    await city.assign(psy, 'psychologist');
    for (const panelist of [p1, p2, p3, p4]) await city.assign(panelist, 'panelist');
    nurse = await interviewedVacancy(city, { hr, mayor, chair, provider });
    at = `/vacancies/${nurse.vacancyId}`;
  });
  afterAll(() => city.stop());

  it('is appointed with people from outside, by somebody who is not of it', async () => {
    const academic = { personId: p1.id, kind: 'EXTERNAL_ACADEMIC' };
    const practitioner = { personId: p2.id, kind: 'EXTERNAL_PRACTITIONER' };
    const internal = (person: Person) => ({ personId: person.id, kind: 'INTERNAL' });
    const panel = {
      members: [academic, practitioner, internal(p3)],
      reserves: [internal(p4)],
      rubric: RUBRIC,
    };
    const appoint = (change: object = {}, by = hr) =>
      outcome(post(`${at}/appoint-panel`, by, { ...panel, ...change }, { 'x-acting-role': 'hr_admin' }));
    const asCommittee = { 'x-acting-role': 'committee' };
    expect((await post(`${at}/appoint-panel`, chair, panel)).body.code).toBe('FORBIDDEN_ROLE');
    expect((await post(`${at}/appoint-panel`, hr, panel, asCommittee)).body.code).toBe('FORBIDDEN_ROLE');
    expect(await outcome(post(`/vacancies/${newId()}/appoint-panel`, hr, panel))).toEqual([
      404,
      'VACANCY_NOT_FOUND',
    ]);
    expect(await appoint({ members: [academic, internal(p3)] })).toEqual([422, 'PANEL_COMPOSITION']);
    expect(await appoint({ members: [p1, p2, p3].map(internal) })).toEqual([422, 'PANEL_COMPOSITION']);
    expect(await appoint({ rubric: [{ name: 'Komunikasi', weight: '99.999' }] })).toEqual([
      422,
      'WEIGHTS_NOT_100',
    ]);
    expect(await appoint({ reserves: [internal(hr)] })).toEqual([422, 'SOD_VIOLATION']);
    expect(await appoint({ reserves: [internal(stranger)] })).toEqual([422, 'RULE_VIOLATED']);
    expect(await appoint({ reserves: [internal(p3)] })).toEqual([422, 'RULE_VIOLATED']);
    // Every applicant was made above.
    const rival = nurse.applicants.get('A-7') as Person;
    expect(await appoint({ reserves: [internal(rival)] })).toEqual([422, 'CONFLICT_OF_INTEREST']);
    for (const wrong of [
      ...[{ members: [] }, { rubric: [] }, { members: 'P-1' }, { rubric: [{ name: ' ', weight: '100' }] }],
      ...[
        { members: [{ personId: 'P-1', kind: 'INTERNAL' }] },
        { reserves: [{ personId: p1.id, kind: 'X' }] },
      ],
    ])
      expect((await appoint(wrong))[0]).toBe(400);
    expect((await city.ask('GET', `${at}/panel`)).status).toBe(404);
    expect(await appoint()).toEqual([200, 'PanelAppointed']);
    expect(await appoint()).toEqual([200, '']);
    expect(await appoint({ reserves: [] })).toEqual([409, 'ILLEGAL_TRANSITION']);
    await city.settled();
    const published = await city.ask('GET', `${at}/panel`);
    expect(published.body).toMatchObject({
      members: { EXTERNAL_ACADEMIC: 1, EXTERNAL_PRACTITIONER: 1, INTERNAL: 1 },
      reserves: { INTERNAL: 1 },
      rubric: RUBRIC,
    });
    for (const { id } of [p1, p2, p3, p4]) expect(published.text).not.toContain(id);
  });

  it('loses a member with a conflict for one application, and for that one only', async () => {
    city.at('2026-03-23T02:00:00.000Z');
    const kinship = { kind: 'KINSHIP', explanation: 'Pelamar adalah keponakan saya.' };
    const declare = (name: Name, by: Person) =>
      outcome(post(`${application(name)}/declare-conflict`, by, kinship));
    expect(await declare('A-6', stranger)).toEqual([403, 'NOT_RELATED']);
    expect(await declare('A-6', p2)).toEqual([200, 'ConflictDeclared,PanelistRecused,PanelistReplaced']);
    expect(await declare('A-6', p2)).toEqual([200, '']);
    expect(await seal('A-6', p2, '75')).toEqual([422, 'CONFLICT_OF_INTEREST']);
    await city.settled();
    expect((await board(p2)).map(({ participantNo }) => participantNo).sort()).toEqual(
      (['A-1', 'A-2', 'A-5'] as const).map((name) => nurse.numbers.get(name)).sort(),
    );
    expect((await board(p4)).map(({ participantNo }) => participantNo)).toEqual([nurse.numbers.get('A-6')]);
    expect(await inClear('keponakan')).toBe(0);
  });

  it('loses one by the chair, who says why, and has places filled when the reserve has people again', async () => {
    const [reason, of] = ['Anggota ini pernah menjadi atasan pelamar.', application('A-7')];
    const recuse = (by: Person, why = reason) =>
      outcome(post(`${of}/recuse-panelist`, by, { panelist: p3.id, reason: why }));
    const replace = (by = chair) => outcome(post(`${of}/replace-panelist`, by));
    expect(await recuse(p1)).toEqual([403, 'NOT_RELATED']);
    expect(await recuse(mayor)).toEqual([403, 'FORBIDDEN_ROLE']);
    expect(await recuse(chair, 'tahu')).toEqual([422, 'REASON_REQUIRED']);
    expect(await replace()).toEqual([200, '']);
    expect(await recuse(chair)).toEqual([200, 'PanelistRecused,PanelistReplaced']);
    const kinship = { kind: 'KINSHIP', explanation: 'Sepupu.' };
    // The one called in has a conflict too, and nobody is left in reserve.
    expect(await outcome(post(`${of}/declare-conflict`, p4, kinship))).toEqual([
      200,
      'ConflictDeclared,PanelistRecused',
    ]);
    expect(await replace()).toEqual([422, 'PANEL_COMPOSITION']);
    expect(await replace(p1)).toEqual([403, 'NOT_RELATED']);
    const p5 = await city.person('committee');
    const more = (personId: string) =>
      outcome(
        post(
          `${at}/appoint-panel-reserve`,
          hr,
          { reserves: [{ personId, kind: 'INTERNAL' }] },
          { 'x-acting-role': 'hr_admin' },
        ),
      );
    expect(await more(p5.id)).toEqual([422, 'RULE_VIOLATED']);
    await city.assign(p5, 'panelist');
    expect(await more(p4.id)).toEqual([422, 'RULE_VIOLATED']);
    expect(await more(p5.id)).toEqual([200, 'PanelReserveAppointed']);
    expect(await replace()).toEqual([200, 'PanelistReplaced']);
    expect(await inClear(reason)).toBe(0);
  });

  it('sees of those it scores the number and who has sealed, and nothing else', async () => {
    city.at('2026-03-24T02:00:00.000Z');
    const rows = await board(p1);
    expect(rows).toHaveLength(4);
    const { participantNo: _, applicationId: __, ...shown } = rows[0];
    expect(shown).toEqual({
      ...{ workSampleSha256: null, status: 'scoring', members: 3, sealed: 0, sealedByMe: false },
      ...{ mean: null, spread: null },
    });
    expect(await board(stranger)).toEqual([]);
    expect((await city.ask('GET', `${at}/panel-board`, { as: provider })).body.code).toBe('FORBIDDEN_ROLE');
    // The SKD of those whom they score is not shown to them by any other list either.
    expect((await city.ask('GET', application('A-1'), { as: p1 })).status).toBe(404);
    expect((await city.ask('GET', `${at}/applications`, { as: p1 })).body.items).toEqual([]);
    expect((await city.ask('GET', `${at}/applications`, { as: inspector })).body.items).toHaveLength(5);
    expect(await outcome(city.ask('GET', `${application('A-1')}/panel-scores`, { as: p1 }))).toEqual([
      ...[404, 'PANEL_NOT_FOUND'],
    ]);
    // Nor by a file of one.
    const file = async (list: string, as: Person): Promise<string[]> =>
      (await city.ask('GET', `${at}/${list}?format=csv`, { as })).text.trimEnd().split('\r\n');
    expect(await file('applications', p1)).toHaveLength(1);
    expect(await file('applications', inspector)).toHaveLength(6);
    expect((await file('panel-board', p1)).slice(1).map((line) => line.split(',').slice(3))).toEqual(
      Array.from({ length: 4 }, () => ['scoring', '3', '0', 'false', '', '']),
    );
    expect(await file('panel-board', stranger)).toHaveLength(1);
  });

  it('seals twelve scores, each once, and none is to be seen', async () => {
    expect(await seal('A-1', stranger, '82')).toEqual([422, 'NOT_PANEL_MEMBER']);
    expect(await seal('A-1', p4, '82')).toEqual([422, 'NOT_PANEL_MEMBER']);
    expect(await seal('A-7', p1, '82')).toEqual([409, 'ILLEGAL_TRANSITION']);
    expect(await seal('A-1', p1, '82', NOTES.slice(1))).toEqual([422, 'RUBRIC_REQUIRED']);
    expect(await seal('A-1', p1, '82', [])).toEqual([422, 'RUBRIC_REQUIRED']);
    const blank = NOTES.map((note) => ({ ...note, note: ' ' }));
    expect(await seal('A-1', p1, '82', blank)).toEqual([422, 'RUBRIC_REQUIRED']);
    for (const score of ['100.001', '-1']) {
      expect(await seal('A-1', p1, score)).toEqual([422, 'SCORE_OUT_OF_RANGE']);
    }
    for (const score of ['8e1', '82.0001', '', 'NaN']) {
      expect((await seal('A-1', p1, score))[0]).toBe(400);
    }
    expect(
      await outcome(post(`/applications/${newId()}/seal-score`, p1, { score: '82', notes: NOTES })),
    ).toEqual([404, 'APPLICATION_NOT_FOUND']);
    for (const hostile of ['\u0000', '\ud800'])
      expect((await seal('A-1', p1, '82', [NOTES[0], { ...NOTES[1], note: hostile }]))[0]).toBe(400);
    for (const name of NAMES) {
      const members = name === 'A-6' ? [p1, p3, p4] : [p1, p2, p3];
      for (const [index, member] of members.entries()) {
        if (name === 'A-1' && index === 2) expect(await reveal('A-1')).toEqual([422, 'PANEL_INCOMPLETE']);
        expect(await seal(name, member, B2[name][1][index])).toEqual([200, 'PanelScoreSealed']);
      }
    }
    // The same again is nothing new; another score, or another note, is refused.
    expect(await seal('A-1', p1, '82.0')).toEqual([200, '']);
    expect(await seal('A-1', p1, '83')).toEqual([422, 'SCORE_SEALED']);
    const other = NOTES.map((note) => ({ ...note, note: 'Lain.' }));
    expect(await seal('A-1', p1, '82', other)).toEqual([422, 'SCORE_SEALED']);
    await city.settled();
    expect((await board(p1)).map(({ sealed, sealedByMe, mean }) => [sealed, sealedByMe, mean])).toEqual(
      Array.from({ length: 4 }, () => [3, true, null]),
    );
    for (const text of ['Catatan tentang', '"79.000"', '"score"']) expect(await inClear(text)).toBe(0);
    expect(await facts('PanelScoreSealed')).toBe(12);
  });

  it('takes the written test by file, and neither the interview nor the psychological test', async () => {
    const cat = NAMES.map((name) => `${nurse.numbers.get(name)},CAT,${B2[name][0]},500`);
    for (const component of ['INTERVIEW', 'PSYCHOLOGICAL']) {
      const { body } = await scores([`${nurse.numbers.get('A-1')},${component},82,100`]);
      expect(body.report.faults).toMatchObject([{ line: 2, column: 'component', code: 'RULE_VIOLATED' }]);
    }
    expect((await scores(cat)).body).toMatchObject({ state: 'COMPLETED', accepted: 4 });
    expect(await facts('SkbComponentScored')).toBe(4);
  });

  it('leaves the psychological test to a licensed psychologist', async () => {
    const licenceNo = 'SIPP 0001-23';
    const record = (name: Name, by = psy, change: object = {}) =>
      outcome(
        post(`${application(name)}/record-psychological-result`, by, {
          ...{ score: B2[name][2], reportRef: `LAP-PSI/2026/${name}`, licenceNo },
          ...change,
        }),
      );
    const register = (person: string, validTo: string, by = hr) =>
      outcome(
        post(`/psychologists/${person}/register-licence`, by, {
          ...{ licenceNo: 'sipp0001-23', validFrom: '2023-01-01', validTo },
        }),
      );
    expect(await record('A-1')).toEqual([422, 'LICENCE_REQUIRED']);
    expect(await register(psy.id, '2027-12-31', chair)).toEqual([403, 'FORBIDDEN_ROLE']);
    expect(await register(hr.id, '2027-12-31')).toEqual([422, 'SOD_VIOLATION']);
    expect(await register(psy.id, '2022-12-31')).toEqual([422, 'RULE_VIOLATED']);
    expect(await register(psy.id, '2026-03-23')).toEqual([200, 'PsychologistLicensed']);
    // It was valid until yesterday.
    expect(await record('A-1')).toEqual([422, 'LICENCE_REQUIRED']);
    expect(await register(psy.id, '2027-12-31')).toEqual([200, 'PsychologistLicensed']);
    expect(await record('A-1', stranger)).toEqual([403, 'NOT_RELATED']);
    expect(await record('A-1', psy, { licenceNo: 'SIPP 0002-23' })).toEqual([422, 'LICENCE_REQUIRED']);
    expect(await record('A-1', psy, { score: '100.5' })).toEqual([422, 'SCORE_OUT_OF_RANGE']);
    expect(await record('A-1', psy, { score: 80 })).toEqual([400, 'VALIDATION_FAILED']);
    for (const name of NAMES) expect(await record(name)).toEqual([200, 'PsychologicalResultRecorded']);
    expect(await record('A-1')).toEqual([200, '']);
    expect(await record('A-1', psy, { score: '81' })).toEqual([409, 'IMPORT_MISMATCH']);
    for (const text of ['LAP-PSI', '0001-23']) expect(await inClear(text)).toBe(0);
  });

  it('tells where the report lies to the applicant, the psychologist, and an inspector on a case', async () => {
    const read = async (as: Person | undefined, why: Record<string, string> = {}) => {
      const query = new URLSearchParams(why).toString();
      const path = `${application('A-1')}/psychological-report${query && `?${query}`}`;
      const { status, body } = await city.ask('GET', path, { as });
      return [status, body.code ?? (body as unknown as { reportRef: string }).reportRef];
    };
    const known = [200, 'LAP-PSI/2026/A-1'];
    expect(await read(nurse.applicants.get('A-1'))).toEqual(known);
    expect(await read(psy)).toEqual(known);
    for (const other of [nurse.applicants.get('A-2'), p1, chair, mayor])
      expect(await read(other)).toEqual([404, 'PSYCHOLOGICAL_REPORT_NOT_FOUND']);
    expect((await read(provider))[0]).toBe(403);
    const caseId = newId();
    const reason = 'Pemeriksaan kasus 12: dugaan salah ketik nilai.';
    const before = await facts('FileRead');
    expect(await read(inspector, { reason })).toEqual([422, 'RULE_VIOLATED']);
    expect(await read(inspector, { caseId })).toEqual([422, 'REASON_REQUIRED']);
    expect(await facts('FileRead')).toBe(before);
    expect(await read(inspector, { reason, caseId })).toEqual(known);
    expect(await facts('FileRead')).toBe(before + 1);
    expect(await inClear('dugaan salah ketik')).toBe(0);
  });

  it('opens its scores when all are sealed, and flags those that lie too far apart', async () => {
    expect(await reveal('A-1', chair)).toEqual([403, 'FORBIDDEN_ROLE']);
    expect(await reveal('A-1')).toEqual([200, 'PanelScoresRevealed']);
    expect(await reveal('A-1')).toEqual([200, '']);
    expect(await reveal('A-2')).toEqual([200, 'PanelScoresRevealed']);
    expect(await reveal('A-5')).toEqual([200, 'PanelScoresRevealed,PanelSpreadFlagged']);
    expect(await reveal('A-6')).toEqual([200, 'PanelScoresRevealed']);
    await city.settled();
    const rows = await board(p1);
    const shown = Object.fromEntries(
      NAMES.map((name) => {
        const row = rows.find(({ participantNo }) => participantNo === nurse.numbers.get(name));
        return [name, [row?.status, row?.mean, row?.spread]];
      }),
    );
    expect(shown).toEqual({
      'A-1': ['revealed', '82.000', '6.000'],
      'A-2': ['revealed', '80.000', '4.000'],
      'A-5': ['flagged', '78.000', '20.000'],
      'A-6': ['revealed', '76.000', '2.000'],
    });
    expect(
      await outcome(
        post(`${application('A-1')}/declare-conflict`, p1, {
          ...{ kind: 'FRIENDSHIP', explanation: 'Terlambat.' },
        }),
      ),
      // Better late than never; the open score stands, and is a matter of an objection.
    ).toEqual([200, 'ConflictDeclared']);
    // Now they may know whom they scored.
    expect((await city.ask('GET', application('A-1'), { as: p1 })).body).toMatchObject({
      interview: '82.000',
    });
    expect((await city.ask('GET', `${application('A-5')}${WHY}`, { as: inspector })).body).toMatchObject({
      ...{ interview: null, psychological: '70.000' },
    });
  });

  it('is not ranked before more than half of the panel has explained the spread in the same words', async () => {
    expect(await outcome(rank())).toEqual([422, 'STAGE_NOT_SETTLED']);
    city.at('2026-03-27T02:00:00.000Z');
    const words = 'Perbedaan berasal dari penilaian atas studi kasus, bukan dari kesalahan.';
    const reconcile = (by: Person, justification = words, name: Name = 'A-5') =>
      outcome(post(`${application(name)}/reconcile-panel`, by, { justification }));
    expect(await reconcile(p1, words, 'A-1')).toEqual([409, 'ILLEGAL_TRANSITION']);
    expect(await reconcile(p4)).toEqual([422, 'NOT_PANEL_MEMBER']);
    expect(await reconcile(p1, 'sudah sepakat')).toEqual([422, 'REASON_REQUIRED']);
    expect(await reconcile(p1)).toEqual([200, 'PanelReconciliationAgreed']);
    expect(await reconcile(p1)).toEqual([200, '']);
    expect(await reconcile(p2, `${words} Lain.`)).toEqual([200, 'PanelReconciliationAgreed']);
    expect(await outcome(rank())).toEqual([422, 'STAGE_NOT_SETTLED']);
    const sheet = await city.ask('GET', `${application('A-5')}/panel-scores`, { as: p3 });
    expect(sheet.body).toMatchObject({
      ...{ status: 'flagged', mean: '78.000', spread: '20.000', maxSpread: '15' },
      scores: [{ score: '90.000' }, { score: '74.000' }, { score: '70.000' }],
      explanations: [
        { justification: words, agreed: 1 },
        { justification: `${words} Lain.`, agreed: 1 },
      ],
    });
    expect((await city.ask('GET', `${application('A-5')}/panel-scores`, { as: p4 })).status).toBe(404);
    expect(await reconcile(p3)).toEqual([200, 'PanelReconciliationAgreed,PanelReconciled']);
    expect(await reconcile(p2)).toEqual([409, 'ILLEGAL_TRANSITION']);
    expect(await inClear('studi kasus')).toBe(0);
  });

  it('is ranked as table B2 has it, to the digit', async () => {
    city.at('2026-04-06T03:00:00.000Z');
    await city.settled();
    const ranked = await rank();
    expect(ranked.status).toBe(200);
    const publish = { stage: 'FINAL', rankingId: ranked.body.stream.slice('ranking-'.length) };
    expect(await outcome(post(`${at}/publish-result`, chair, publish))).toEqual([
      200,
      'StageResultPublished',
    ]);
    await eventually(
      'it is to be read',
      async () => (await city.ask('GET', at)).body.status === 'final-published',
    );
    await city.settled();
    const { body } = await city.ask('GET', `${at}/ranking?stage=FINAL`);
    const names = new Map([...nurse.numbers].map(([name, number]) => [number, name]));
    expect(
      body.items.map(({ participantNo, skb, final, rank: place }) => [
        names.get(participantNo),
        skb,
        final,
        place,
      ]),
    ).toEqual([
      ['A-1', '78.100', '75.951', 1],
      ['A-2', '74.450', '73.761', 2],
      ['A-5', '78.000', '72.982', 3],
      ['A-6', '71.800', '69.262', 4],
    ]);
  });

  it('has left exactly the facts of steps 14 to 16, and read models that can be made again', async () => {
    const counted = Object.fromEntries(
      await Promise.all(
        [
          ...['ConflictDeclared', 'PanelistRecused', 'PanelistReplaced', 'SkbComponentScored'],
          ...['PsychologicalResultRecorded', 'PanelScoreSealed', 'PanelScoresRevealed'],
          ...['PanelSpreadFlagged', 'PanelReconciled'],
        ].map(async (name) => [name, await facts(name)] as const),
      ),
    );
    expect(counted).toEqual({
      // One of them late, by somebody whose score stands.
      ...{ ConflictDeclared: 2, PanelistRecused: 1, PanelistReplaced: 1, SkbComponentScored: 4 },
      ...{ PsychologicalResultRecorded: 4, PanelScoreSealed: 12, PanelScoresRevealed: 4 },
      ...{ PanelSpreadFlagged: 1, PanelReconciled: 1 },
    });
    const { pool } = city.service.platform;
    const { rows } = await pool.query<{ codes: string[] }>(
      `select array_agg(distinct data->>'code') as codes from es.events where event_type like '%CommandRefused%'`,
    );
    // Refusals of scoring are recorded: attempts matter to an inspector.
    expect(rows[0].codes).toEqual(
      expect.arrayContaining([
        'CONFLICT_OF_INTEREST',
        'NOT_PANEL_MEMBER',
        'SCORE_SEALED',
        'LICENCE_REQUIRED',
      ]),
    );
    expect(
      await unlikeTheirRebuild(city.service.platform, [vacancyPanels, panelSheets, applicationList]),
    ).toEqual({});
  });
});
