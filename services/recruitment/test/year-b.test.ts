import { naturalId, newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { Answer, Row } from './answer';
import { type City, type Person, startCity } from './city';
import { importScores, outcomeOf, type Staff, staffOf } from './round';

/** Table B1: twk, tiu, tkp. */
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
/** The other columns of table B1: total, place, what becomes of it, and the thresholds missed. */
const B1: Readonly<
  Record<string, readonly [total: number, place: number | null, outcome: string, missed: readonly string[]]>
> = {
  'A-1': [400, 2, 'PASSED', []],
  'A-2': [400, 1, 'PASSED', []],
  'A-3': [370, null, 'FAILED', ['TKP']],
  'A-4': [385, null, 'FAILED', ['TIU']],
  'A-5': [360, 3, 'PASSED', []],
  'A-6': [360, 3, 'PASSED', []],
  'A-7': [311, 5, 'OUTRANKED', []],
  'A-8': [320, null, 'FAILED', ['TWK']],
};
/** Table B2: raw CAT of 500, the panel's three scores, psychological. */
const B2: Readonly<Record<string, readonly [string, readonly [string, string, string], string]>> = {
  'A-1': ['380', ['82', '85', '79'], '80'],
  'A-2': ['360', ['78', '80', '82'], '75'],
  'A-5': ['400', ['70', '90', '74'], '70'],
  'A-6': ['350', ['75', '76', '77'], '72'],
};
/** What table B2 makes of them: CAT in percent, the panel's mean, and how far its scores lie apart. */
const B2_PARTS: Readonly<Record<string, readonly [cat: string, mean: string, spread: string]>> = {
  'A-1': ['76.000', '82.000', '6.000'],
  'A-2': ['72.000', '80.000', '4.000'],
  'A-5': ['80.000', '78.000', '20.000'],
  'A-6': ['70.000', '76.000', '2.000'],
};
const RUBRIC = [{ name: 'Pengetahuan klinis', weight: '100' }];
const NOTES = [{ criterion: 'Pengetahuan klinis', note: 'Menjawab dengan contoh.' }];
const MINUTES = Buffer.from(
  '%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n',
);

/** What the facts say, as far as it is compared here. */
interface Said {
  readonly applicationId: string;
  readonly pct?: string;
  readonly score?: string;
  readonly mean?: string;
  readonly spread?: string;
}

/**
 * Steps 7 to 21, each following from the one before, by their people. Step 22 is the first month of who is appointed, in training and
 * performance: services/training/test/onboarding.test.ts, and with all services the demonstration that e2e plays.
 */
describe('recruitment in a year in the life (domain.md 15, B)', () => {
  let city: City;
  let staff: Staff;
  let [p1, p2, p3, p4, psy, v1, v2, m1, m2]: Person[] = [];
  const people = new Map<string, Person>();
  const applications = new Map<string, string>();
  const numbers = new Map<string, string>();
  let vacancyId: string;
  let at: string;

  const found = <Value>(map: ReadonlyMap<string, Value>, name: string): Value => {
    const value = map.get(name);
    if (value === undefined) throw new Error(`${name} did not apply`);
    return value;
  };
  const nameOf = (participantNo: string): string | undefined =>
    [...numbers].find(([, number]) => number === participantNo)?.[0];
  const post = (path: string, as: Person, body?: object): Promise<Answer> =>
    city.ask('POST', path, { as, body });
  const on = (name: string, command: string, as: Person, body?: object): Promise<[number, string]> =>
    outcomeOf(post(`/applications/${found(applications, name)}/${command}`, as, body));
  const get = async (path: string, as?: Person): Promise<Answer['body']> =>
    (await city.ask('GET', path, { as })).body;
  const becomes = (status: string): Promise<unknown> =>
    eventually(`the vacancy is ${status}`, async () => (await get(at)).status === status);
  const rank = (stage: string): Promise<Answer> => post(`${at}/rank`, staff.provider, { stage });
  const publish = async (stage: string, change?: string): Promise<[number, string]> => {
    const { body } = await rank(stage);
    const rankingId = body.stream.slice('ranking-'.length);
    return outcomeOf(post(`${at}/publish-result`, staff.chair, { stage, rankingId, change }));
  };
  const publishAdmin = async (change?: string): Promise<[number, string]> => {
    await city.settled();
    const { adminResultId } = await get(`${at}/admin-result`, staff.chair);
    return outcomeOf(post(`${at}/publish-admin-result`, staff.chair, { adminResultId, change }));
  };
  const versionsOf = async (stage: string): Promise<readonly Row[]> => {
    await city.settled();
    return (await get(at)).results.filter((result) => result.stage === stage);
  };
  /** How often a fact was recorded. */
  const facts = async (name: string): Promise<number> => {
    const { rows } = await city.service.platform.pool.query<{ n: number }>(
      'select count(*)::int as n from es.events where event_type = $1',
      [`asn.recruitment.${name}.v1`],
    );
    return rows[0].n;
  };
  /** What each of the facts of a type says, but for what is personal; the oldest first. */
  const said = async (name: string): Promise<readonly Said[]> => {
    const { rows } = await city.service.platform.pool.query<{ data: Said }>(
      'select data from es.events where event_type = $1 order by position',
      [`asn.recruitment.${name}.v1`],
    );
    return rows.map(({ data }) => data);
  };
  /** One member of the facts of a type, by the name of the applicant. */
  const saidOf = async (type: string, member: keyof Said): Promise<unknown> =>
    Object.fromEntries((await said(type)).map((fact) => [nameIn(fact), fact[member]]));
  const nameIn = ({ applicationId }: Said): string | undefined =>
    [...applications].find(([, id]) => id === applicationId)?.[0];
  const vote = (objectionId: string, by: Person, body: object): Promise<[number, string]> =>
    outcomeOf(post(`/objections/${objectionId}/vote`, by, body));
  const object = async (name: string, body: object): Promise<string> => {
    const answer = await post(`/applications/${found(applications, name)}/object`, found(people, name), body);
    expect(await outcomeOf(Promise.resolve(answer))).toEqual([200, 'ObjectionFiled']);
    await city.settled();
    return answer.body.stream.slice('objection-'.length);
  };
  const table = async (): Promise<unknown> =>
    (await get(`${at}/ranking?stage=FINAL`)).items.map(
      ({ participantNo, components, skb, final, rank: place }) => [
        ...[nameOf(participantNo), (components as { skdPercent: string }).skdPercent, skb, final, place],
      ],
    );

  beforeAll(async () => {
    city = await startCity('2026-01-12T02:00:00.000Z');
    staff = await staffOf(city);
    [p1, p2, p3, p4, psy, v1, v2, m1, m2] = await Promise.all(
      Array.from({ length: 9 }, () => city.person('committee')),
    );
    for (const name of Object.keys(SKD)) people.set(name, await city.person('applicant'));
  });
  afterAll(() => city.stop());

  it('7, 8: a formation of one seat, announced for fifteen days', async () => {
    const { hr, mayor } = staff;
    const formationId = await city.formation('Perawat', 1, hr, mayor);
    expect(await said('FormationProposed')).toMatchObject([{ formationId, seats: 1, level: 'Ahli Pertama' }]);
    expect(await said('FormationApproved')).toMatchObject([{ formationId, seats: 1 }]);
    const drafted = await post('/vacancies', hr, {
      ...{ year: 2026, formationId, formationKind: 'GENERAL', seats: 1 },
      appointment: { kind: 'CPNS', golongan: 'III/a' },
      requirements: [{ kind: 'EDUCATION', text: 'D-III atau S-1 Keperawatan, ijazah terbaca' }],
    });
    vacancyId = drafted.body.stream.slice('vacancy-'.length);
    at = `/vacancies/${vacancyId}`;
    expect(await outcomeOf(post(`${at}/approve`, mayor))).toEqual([200, 'VacancyApproved']);
    city.at('2026-02-02T02:00:00.000Z');
    const window = { openOn: '2026-02-02', closeOn: '2026-02-17' };
    expect(await outcomeOf(post(`${at}/announce`, hr, { ...window, closeOn: '2026-02-16' }))).toEqual([
      422,
      'ANNOUNCEMENT_TOO_SHORT',
    ]);
    expect(await outcomeOf(post(`${at}/announce`, hr, window))).toEqual([200, 'VacancyAnnounced']);
    // To the end of the 17th in the city: 16 February was a day too short.
    expect(await said('VacancyAnnounced')).toMatchObject([
      { vacancyId, seats: 1, openAt: '2026-02-01T17:00:00.000Z', closeAt: '2026-02-17T17:00:00.000Z' },
    ]);
    for (const member of [v1, v2, m1, m2]) await city.assign(member, 'panelist', vacancyId);
  });

  it('9: eight apply, the ninth comes too late', async () => {
    const apply = (as: Person): Promise<Answer> =>
      post(`${at}/apply`, as, {
        ...{ channel: 'CAMPUS', educationGpa: '3.50', birthDate: '1999-04-30', noticeAccepted: true },
      });
    city.at('2026-02-17T16:59:59.000Z');
    for (const [name, person] of people) {
      const { status, body } = await apply(person);
      expect(status).toBe(200);
      applications.set(name, body.stream.slice('application-'.length));
    }
    const late = await city.person('applicant');
    city.at('2026-02-17T17:00:00.000Z');
    expect(await outcomeOf(apply(late))).toEqual([422, 'WINDOW_CLOSED']);
    expect(await facts('ApplicationSubmitted')).toBe(8);
    await becomes('closed');
    await city.settled();
    for (const [name, person] of people)
      numbers.set(name, (await get(`/applications/${found(applications, name)}`, person)).participantNo);
  });

  it('10: two verify each, and the chair publishes who passed', async () => {
    city.at('2026-02-20T02:00:00.000Z');
    const unreadable = {
      ...{ outcome: 'REJECTED', requirementRefs: ['1'] },
      reason: 'Ijazah pada berkas yang diunggah tidak dapat dibaca.',
    };
    for (const verifier of [v1, v2])
      for (const name of Object.keys(SKD)) {
        const finding = name === 'A-8' ? unreadable : { outcome: 'PASSED' };
        expect((await on(name, 'verify', verifier, finding))[0]).toBe(200);
      }
    expect([await facts('ApplicationAdminPassed'), await facts('ApplicationAdminRejected')]).toEqual([7, 1]);
    const eighth = await city.service.platform.store.history(`application-${found(applications, 'A-8')}`);
    expect(eighth.at(-1)).toMatchObject({
      ...{ type: 'ApplicationAdminRejected', data: { requirementRef: '1', requirementRefs: ['1'] } },
      reason: { code: 'REJECTION', text: expect.stringContaining('tidak dapat dibaca') as unknown },
    });
    expect(await publishAdmin()).toEqual([200, 'StageResultPublished']);
    await becomes('admin-published');
    expect(await versionsOf('ADMIN')).toMatchObject([{ objectionClosesAt: '2026-02-23T17:00:00.000Z' }]);
  });

  it('11: A-8 objects, the majority upholds, and the result has a second version', async () => {
    city.at('2026-02-22T02:00:00.000Z');
    const text = 'Pindaian ijazah saya terbaca jelas pada semua halaman.';
    const objectionId = await object('A-8', { stage: 'ADMIN', ground: 'VERIFICATION', text });
    expect(await get(`/objections/${objectionId}`, found(people, 'A-8'))).toMatchObject({
      answerDueAt: '2026-03-02T17:00:00.000Z',
    });
    city.at('2026-02-25T02:00:00.000Z');
    const uphold = { outcome: 'UPHELD', reasons: 'Berkasnya terbaca: kekeliruan ada pada verifikator.' };
    // Who found it unreadable does not decide about it.
    expect(await vote(objectionId, v1, uphold)).toEqual([422, 'SOD_VIOLATION']);
    expect(await vote(objectionId, m1, uphold)).toEqual([200, 'ObjectionVoteCast']);
    expect(await vote(objectionId, m2, uphold)).toEqual([200, 'ObjectionVoteCast,ObjectionUpheld']);
    expect(await facts('ApplicationAdminPassed')).toBe(8);
    const change = 'Satu peserta lulus setelah sanggahannya diterima: berkasnya terbaca.';
    expect(await publishAdmin(change)).toEqual([200, 'StageResultPublished']);
    const [second, first] = await versionsOf('ADMIN');
    expect([second.resultVersion, first.resultVersion]).toEqual([2, 1]);
    const lines = async ({ datasetId, resultVersion }: Row): Promise<string> =>
      (await city.ask('GET', `/datasets/${datasetId}/${resultVersion}`)).text;
    expect(await lines(first)).toContain(`${numbers.get('A-8')},REJECTED`);
    expect(await lines(second)).toContain(`${numbers.get('A-8')},PASSED`);
  });

  it('12, 13: the SKD is imported and published; four go on, for two share the third place', async () => {
    city.at('2026-03-09T02:00:00.000Z');
    const rows = Object.entries(SKD).map(([name, points]) => [numbers.get(name), ...points].join());
    const imported = await importScores(city, staff, ['participant,twk,tiu,tkp', ...rows]);
    expect(imported.body).toMatchObject({ state: 'COMPLETED', accepted: 8 });
    expect(await facts('SkdScored')).toBe(8);
    city.at('2026-03-11T02:00:00.000Z');
    expect(await publish('SKD')).toEqual([200, 'StageResultPublished']);
    await becomes('skd-published');
    await eventually('every outcome is recorded', async () => (await facts('SkdFailed')) === 3);
    await city.settled();
    const { items } = await get(`${at}/ranking?stage=SKD`);
    const outcomes = items.map((row) => [nameOf(row.participantNo), row.outcome]);
    expect(outcomes.slice(0, 2)).toEqual([
      ['A-2', 'PASSED'],
      ['A-1', 'PASSED'],
    ]);
    expect(outcomes.slice(2, 4).sort()).toEqual([
      ['A-5', 'PASSED'],
      ['A-6', 'PASSED'],
    ]);
    expect(outcomes[4]).toEqual(['A-7', 'OUTRANKED']);
    expect(
      Object.fromEntries(
        items.map(({ participantNo, twk, tiu, tkp, total, rank: place, outcome, missed }) => [
          nameOf(participantNo),
          [twk, tiu, tkp, total, place, outcome, missed],
        ]),
      ),
    ).toEqual(
      Object.fromEntries(Object.entries(SKD).map(([name, points]) => [name, [...points, ...B1[name]]])),
    );
    // A-1 stands below A-2 by the TKP alone.
    expect(items.slice(0, 2).map(({ tieBreakUsed }) => tieBreakUsed)).toEqual([null, 'TKP']);
    expect(await Promise.all(['SkdPassed', 'SkdOutranked', 'SkdFailed'].map(facts))).toEqual([4, 1, 3]);
    expect(await versionsOf('SKD')).toMatchObject([{ advancing: 4, cutOff: '360', rows: 8 }]);
  });

  it('14: P-2 is kin to A-6, and P-4 takes the place for A-6 only', async () => {
    for (const panelist of [p1, p2, p3, p4]) await city.assign(panelist, 'panelist', vacancyId);
    await city.assign(psy, 'psychologist', vacancyId);
    const panel = {
      members: [
        { personId: p1.id, kind: 'EXTERNAL_ACADEMIC' },
        { personId: p2.id, kind: 'EXTERNAL_PRACTITIONER' },
        { personId: p3.id, kind: 'INTERNAL' },
      ],
      reserves: [{ personId: p4.id, kind: 'INTERNAL' }],
      rubric: RUBRIC,
    };
    expect(await outcomeOf(post(`${at}/appoint-panel`, staff.hr, panel))).toEqual([200, 'PanelAppointed']);
    city.at('2026-03-23T02:00:00.000Z');
    const kinship = { kind: 'KINSHIP', explanation: 'Pelamar adalah keponakan saya.' };
    expect(await on('A-6', 'declare-conflict', p2, kinship)).toEqual([
      200,
      'ConflictDeclared,PanelistRecused,PanelistReplaced',
    ]);
    const applicationId = found(applications, 'A-6');
    expect(await said('ConflictDeclared')).toMatchObject([{ applicationId, person: p2.id, kind: 'KINSHIP' }]);
    expect(await said('PanelistRecused')).toMatchObject([{ applicationId, panelist: p2.id }]);
    expect(await said('PanelistReplaced')).toMatchObject([
      { applicationId, panelist: p2.id, replacement: p4.id },
    ]);
    // Before the reveal a panelist does not learn from the papers whom they score.
    expect((await get(`/applications/${found(applications, 'A-1')}/documents`, p1)).code).toBe('NOT_RELATED');
    expect((await get(`/applications/${found(applications, 'A-1')}/documents`, m1)).items).toHaveLength(2);
    expect(await on('A-6', 'seal-score', p2, { score: '75', notes: NOTES })).toEqual([
      422,
      'CONFLICT_OF_INTEREST',
    ]);
  });

  it('15: scores are sealed, revealed when all are there, and flagged where they lie apart', async () => {
    city.at('2026-03-24T02:00:00.000Z');
    const licence = { licenceNo: 'SIPP 0001-23', validFrom: '2023-01-01', validTo: '2027-12-31' };
    const registered = await post(`/psychologists/${psy.id}/register-licence`, staff.hr, licence);
    expect(await outcomeOf(Promise.resolve(registered))).toEqual([200, 'PsychologistLicensed']);
    for (const [name, [, scores, psychological]] of Object.entries(B2)) {
      const members = name === 'A-6' ? [p1, p4, p3] : [p1, p2, p3];
      for (const [index, member] of members.entries()) {
        if (index === 2)
          expect(await on(name, 'reveal-scores', staff.provider)).toEqual([422, 'PANEL_INCOMPLETE']);
        const sealing = { score: scores[index], notes: NOTES };
        expect(await on(name, 'seal-score', member, sealing)).toEqual([200, 'PanelScoreSealed']);
      }
      expect(await on(name, 'reveal-scores', staff.provider)).toEqual([
        200,
        name === 'A-5' ? 'PanelScoresRevealed,PanelSpreadFlagged' : 'PanelScoresRevealed',
      ]);
      const result = { score: psychological, reportRef: `LAP-PSI/2026/${name}`, licenceNo: 'SIPP 0001-23' };
      expect(await on(name, 'record-psychological-result', psy, result)).toEqual([
        200,
        'PsychologicalResultRecorded',
      ]);
    }
    const cat = Object.entries(B2).map(([name, [raw]]) => `${numbers.get(name)},CAT,${raw},500`);
    const imported = await importScores(city, staff, ['participant,component,raw,of', ...cat]);
    expect(imported.body).toMatchObject({ state: 'COMPLETED', accepted: 4 });
    expect(await outcomeOf(rank('FINAL'))).toEqual([422, 'STAGE_NOT_SETTLED']);
    const counted = [
      ...['PanelScoreSealed', 'PanelScoresRevealed', 'PanelSpreadFlagged', 'SkbComponentScored'],
      'PsychologicalResultRecorded',
    ];
    expect(await Promise.all(counted.map(facts))).toEqual([12, 4, 1, 4, 4]);
    const column = (index: 0 | 1 | 2): unknown =>
      Object.fromEntries(Object.entries(B2_PARTS).map(([name, parts]) => [name, parts[index]]));
    expect(await saidOf('SkbComponentScored', 'pct')).toEqual(column(0));
    expect(await saidOf('PanelScoresRevealed', 'mean')).toEqual(column(1));
    expect(await saidOf('PanelScoresRevealed', 'spread')).toEqual(column(2));
    expect(await saidOf('PsychologicalResultRecorded', 'score')).toEqual(
      Object.fromEntries(Object.entries(B2).map(([name, [, , score]]) => [name, `${score}.000`])),
    );
    expect(await saidOf('PanelSpreadFlagged', 'spread')).toEqual({ 'A-5': '20.000' });
  });

  it('16, 17: the panel explains A-5, and table B2 is published', async () => {
    city.at('2026-03-27T02:00:00.000Z');
    const agreed = { justification: 'Perbedaan berasal dari penilaian atas studi kasus, bukan kekeliruan.' };
    expect(await on('A-5', 'reconcile-panel', p1, agreed)).toEqual([200, 'PanelReconciliationAgreed']);
    expect(await on('A-5', 'reconcile-panel', p2, agreed)).toEqual([
      200,
      'PanelReconciliationAgreed,PanelReconciled',
    ]);
    expect(await saidOf('PanelReconciled', 'mean')).toEqual({ 'A-5': '78.000' });
    // The scores stay what they were.
    expect(await get(`/applications/${found(applications, 'A-5')}/panel-scores`, p3)).toMatchObject({
      status: 'reconciled',
      scores: [{ score: '90.000' }, { score: '74.000' }, { score: '70.000' }],
    });
    city.at('2026-04-06T03:00:00.000Z');
    await city.settled();
    const early = (await rank('FINAL')).body.stream.slice('ranking-'.length);
    await city.settled();
    const stranger = await city.person('committee');
    expect((await get(`${at}/rankings/${early}`, stranger)).code).toBe('NOT_RELATED');
    expect((await get(`${at}/rankings/${early}`, staff.chair)).items).toHaveLength(4);
    expect(await publish('FINAL')).toEqual([200, 'StageResultPublished']);
    await becomes('final-published');
    await eventually('every outcome is recorded', async () => (await facts('ApplicationNotSelected')) === 1);
    await city.settled();
    expect(await table()).toEqual([
      ['A-1', '72.727', '78.100', '75.951', 1],
      ['A-2', '72.727', '74.450', '73.761', 2],
      ['A-5', '65.455', '78.000', '72.982', 3],
      ['A-6', '65.455', '71.800', '69.262', 4],
    ]);
    expect(await versionsOf('FINAL')).toMatchObject([{ objectionClosesAt: '2026-04-09T17:00:00.000Z' }]);
  });

  it('18 to 20: A-2 objects, the score is corrected, and v1 stays beside v2', async () => {
    const { mayor, chair } = staff;
    city.at('2026-04-08T02:00:00.000Z');
    const text = 'Nilai psikologi saya tertulis 75, sedangkan laporannya menyebut 85.';
    const objectionId = await object('A-2', { stage: 'FINAL', ground: 'SCORE', text });
    // Answers are due seven days after the window: the end of the 16th.
    expect(await get(`/objections/${objectionId}`, found(people, 'A-2'))).toMatchObject({
      answerDueAt: '2026-04-16T17:00:00.000Z',
    });
    const appoint = { employeeId: newId(), tmt: '2026-06-01' };
    expect(await on('A-1', 'appoint', mayor, appoint)).toEqual([422, 'OBJECTION_PENDING']);

    const plan = { stage: 'FINAL', startsAt: '2026-04-10T09:00:00+07:00', place: 'Aula BKPSDM' };
    const session = await post(`${at}/clarifications`, m1, plan);
    const path = `/clarifications/${session.body.stream.slice('clarification-'.length)}`;
    city.at('2026-04-10T05:00:00.000Z');
    const held = {
      ...{ heldAt: '2026-04-10T02:00:00.000Z', attendees: [found(people, 'A-2').id] },
      ...{ questions: ['Bagaimana nilai psikologi dihitung?'], answers: ['Bobotnya 15 persen dari SKB.'] },
    };
    expect(await outcomeOf(post(`${path}/hold`, m1, held))).toEqual([200, 'ClarificationHeld']);
    const minutes = { as: m1, file: { type: 'application/pdf', content: MINUTES } };
    expect((await city.ask('POST', `${path}/minutes-file`, minutes)).status).toBe(200);
    const sha256 = createHash('sha256').update(MINUTES).digest('hex');
    expect(await outcomeOf(post(`${path}/publish-minutes`, m1, { sha256 }))).toEqual([
      200,
      'ClarificationMinutesPublished',
    ]);
    await city.settled();
    expect(await get(path)).toMatchObject({
      ...{ status: 'minutes-published', late: false, dueAt: '2026-04-11T17:00:00.000Z' },
      minutesSha256: sha256,
    });

    city.at('2026-04-13T03:00:00.000Z');
    const uphold = {
      ...{ outcome: 'UPHELD', correction: { component: 'PSYCHOLOGICAL', value: '85' } },
      reasons: 'Laporan psikolog menyebut 85; 75 adalah salah ketik.',
    };
    // Neither who recorded the score, nor who scored A-2 in the panel, decides.
    for (const scorer of [psy, p1])
      expect(await vote(objectionId, scorer, uphold)).toEqual([422, 'SOD_VIOLATION']);
    // Of chair, two members and P-4, who did not score A-2, three are a majority.
    expect(await vote(objectionId, m1, uphold)).toEqual([200, 'ObjectionVoteCast']);
    expect(await vote(objectionId, m2, uphold)).toEqual([200, 'ObjectionVoteCast']);
    expect(await vote(objectionId, chair, uphold)).toEqual([200, 'ObjectionVoteCast,ObjectionUpheld']);
    const history = await city.service.platform.store.history(`application-${found(applications, 'A-2')}`);
    const wrong = history.find(({ type }) => type === 'PsychologicalResultRecorded');
    expect(history.find(({ type }) => type === 'ScoreCorrected')).toMatchObject({
      data: { old: '75.000', new: '85.000', correctsEventId: wrong?.envelope.id, objectionId },
    });
    await city.settled();
    // The published ranking is not the right one any more, and nothing is built on it.
    expect(await on('A-1', 'appoint', mayor, appoint)).toEqual([422, 'OBJECTION_PENDING']);
    const change = 'Nilai psikologi satu peserta dikoreksi dari 75 menjadi 85.';
    expect(await publish('FINAL', change)).toEqual([200, 'StageResultPublished']);
    await city.settled();
    expect(await table()).toEqual([
      ['A-1', '72.727', '78.100', '75.951', 1],
      ['A-2', '72.727', '75.950', '74.661', 2],
      ['A-5', '65.455', '78.000', '72.982', 3],
      ['A-6', '65.455', '71.800', '69.262', 4],
    ]);
    // Of the ADMIN result two, of the SKD one, of the final one two: each tells of which year it is.
    const published = await said('DatasetPublished');
    expect(published).toHaveLength(5);
    for (const dataset of published)
      expect(dataset).toMatchObject({ period: { from: '2026-01-01', to: '2026-12-31' } });
    const versions = await versionsOf('FINAL');
    expect(versions).toMatchObject([
      { resultVersion: 2, objectionClosesAt: '2026-04-16T17:00:00.000Z' },
      { resultVersion: 1 },
    ]);
    for (const { datasetId, resultVersion, sha256: digest } of versions) {
      const { text: file } = await city.ask('GET', `/datasets/${datasetId}/${resultVersion}`);
      expect(createHash('sha256').update(file).digest('hex')).toBe(digest);
      expect(file).toContain(resultVersion === 1 ? '73.761' : '74.661');
    }
  });

  it('21: the seat is filled in order of rank', async () => {
    city.at('2026-04-20T02:00:00.000Z');
    const appoint = { employeeId: naturalId('employee', 'E-9'), tmt: '2026-06-01' };
    expect(await on('A-1', 'appoint', staff.mayor, appoint)).toEqual([422, 'NIP_REQUIRED']);
    const nip = { nip: '199904302026062001', decision: 'PERTEK-42/2026' };
    expect(await on('A-1', 'record-nip', staff.hr, nip)).toEqual([200, 'NipApproved']);
    expect(await on('A-2', 'appoint', staff.mayor, appoint)).toEqual([422, 'RANK_ORDER_VIOLATION']);
    expect(await on('A-1', 'appoint', staff.mayor, appoint)).toEqual([200, 'CandidateAppointed']);
    await becomes('completed');
    const history = await city.service.platform.store.history(`application-${found(applications, 'A-1')}`);
    expect(history.at(-1)).toMatchObject({
      type: 'CandidateAppointed',
      data: { ...appoint, kind: 'CPNS', golongan: 'III/a', level: 'Ahli Pertama', contractEnd: null },
    });
    // Who applied sees the whole way, and nothing that the committee did among itself.
    const { items } = await get('/my/applications', found(people, 'A-8'));
    const told = (items[0] as unknown as { timeline: { fact: string }[] }).timeline.map(({ fact }) => fact);
    expect(told).toEqual([
      ...['ApplicationSubmitted', 'ApplicationAdminRejected', 'ApplicationAdminPassed'],
      ...['SkdScored', 'SkdFailed'],
    ]);
  });

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await city.toldAgain()).toEqual([]);
  }, 60_000);

  it('does nothing twice when everything is heard again on a later day', async () => {
    expect(await city.heardAgain('2026-05-20T02:00:00.000Z')).toEqual([]);
  }, 120_000);
});
