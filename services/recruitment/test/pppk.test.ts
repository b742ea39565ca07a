import { newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { passAdminStage } from './admin-stage';
import type { Answer } from './answer';
import { type City, pdfOf, type Person, startCity, WHY } from './city';
import { announced, applyFor, idOf, importScores, outcomeOf, publish, type Staff, staffOf } from './round';

/** Technical, managerial, socio-cultural, interview. The decree asks 200, 117 together, 24. */
const POINTS: Readonly<Record<string, readonly [number, number, number, number]>> = {
  // 68.889 × 0.6 → 41.333, + 12.300 + 11.250 + 7.500 = 72.383.
  'P-1': [310, 82, 60, 30],
  // 73.333 × 0.6 → 44.000, + 31.050 = 75.050.
  'P-2': [330, 82, 60, 30],
  // All but the interview: no rank, with 95.750.
  'P-3': [450, 100, 80, 23],
  // Exactly at each threshold: 26.666 + 9.000 + 10.688 + 6.000 = 52.354.
  'P-4': [200, 60, 57, 24],
};
const DECREE = {
  selectionYears: [2026],
  max: { technical: 450, managerial: 100, sociocultural: 80, interview: 40 },
  weights: { technical: '60', managerial: '15', sociocultural: '15', interview: '10' },
  ...{ technical: 200, managerialSociocultural: 117, interview: 24 },
  // Of a formation for people with a disability it asks less in the technical paper.
  special: [{ formationKinds: ['DISABILITY'], technical: 150, managerialSociocultural: 117, interview: 24 }],
};
const COLUMNS = 'participant,technical,managerial,sociocultural,interview';

describe('the selection of a PPPK (domain.md 4.3 rule 7)', () => {
  let city: City;
  let staff: Staff;
  let member: Person;
  let at: string;
  let vacancyId: string;
  const employeeId = newId();
  /** A vacancy to which the decree asks other points, and the rows of its file. */
  let special: string;
  const specialRows: string[] = [];
  const people = new Map<string, Person>();
  const applications = new Map<string, string>();
  const numbers = new Map<string, string>();
  const post = (path: string, as: Person, body?: object): Promise<Answer> =>
    city.ask('POST', path, { as, body });
  const number = (name: string): string => numbers.get(name) ?? '';
  const nameOf = (no: string): string => [...numbers].find(([, of]) => of === no)?.[0] ?? no;
  const applicationOf = (name: string): string => `/applications/${applications.get(name)}`;
  const statusOf = async (name: string): Promise<string> =>
    (await city.ask('GET', `${applicationOf(name)}${WHY}`, { as: staff.hr })).body.status;
  const ranked = async () =>
    (await city.ask('GET', `${at}/ranking?stage=FINAL`)).body.items.map(
      ({ participantNo, rank, final, outcome }) => [nameOf(participantNo), rank, final, outcome],
    );

  beforeAll(async () => {
    city = await startCity('2026-01-12T02:00:00.000Z', { evaluates: true });
    staff = await staffOf(city);
    member = await city.person('committee');
  });
  afterAll(() => city.stop());

  it('is announced only under the decree of its year', async () => {
    const { hr, mayor } = staff;
    const draft = (year: number, change: object = {}) =>
      city.formation('Guru', 1, hr, mayor).then((formationId) =>
        post('/vacancies', hr, {
          ...{ year, formationKind: 'GENERAL', seats: 1, requirements: [], formationId },
          appointment: { kind: 'PPPK', golongan: 'III/a' },
          ...change,
        }),
      );
    expect(await outcomeOf(draft(2026, { skbPublished: true }))).toEqual([422, 'RULE_VIOLATED']);
    const assessments = [{ kind: 'INTERVIEW', weight: '100' }];
    expect(await outcomeOf(draft(2026, { assessments }))).toEqual([422, 'RULE_VIOLATED']);
    const announce = async (year: number): Promise<[number, string]> => {
      const path = `/vacancies/${(await draft(year)).body.stream.slice('vacancy-'.length)}`;
      expect((await post(`${path}/approve`, mayor)).status).toBe(200);
      return outcomeOf(post(`${path}/announce`, hr, { openOn: '2026-02-02', closeOn: '2026-02-17' }));
    };
    expect(await announce(2026)).toEqual([422, 'POLICY_MISSING']);
    await city.decree('rec.pppk.thresholds', DECREE);
    expect(await announce(2027)).toEqual([422, 'POLICY_MISSING']);
    vacancyId = await announced(city, staff, 'Guru', { appointment: { kind: 'PPPK', golongan: 'III/a' } });
    at = `/vacancies/${vacancyId}`;
    const disability = { formationKind: 'DISABILITY', appointment: { kind: 'PPPK', golongan: 'III/a' } };
    special = await announced(city, staff, 'Pustakawan', disability);
    const shown = await eventually('the board has it', async () => {
      const answer = await city.ask('GET', at);
      return answer.status === 200 && answer.body;
    });
    expect(shown).toMatchObject({
      appointmentKind: 'PPPK',
      stages: [
        { kind: 'TECHNICAL', weight: '60' },
        { kind: 'MANAGERIAL', weight: '15' },
        { kind: 'SOCIOCULTURAL', weight: '15' },
        { kind: 'INTERVIEW', weight: '10' },
      ],
    });
    expect(shown.pinnedPolicies).toContain('rec.pppk.thresholds@1');
  });

  it('takes the four papers from one file, and nothing of an SKD, an SKB or a panel', async () => {
    city.at('2026-02-03T02:00:00.000Z');
    for (const name of Object.keys(POINTS)) {
      const person = await city.person('applicant');
      people.set(name, person);
      applications.set(name, idOf(await applyFor(city, vacancyId, person)));
    }
    for (const technical of [150, 149]) {
      const person = await city.person('applicant');
      const file = { type: 'application/pdf', content: pdfOf(`statement ${technical}`) };
      await city.ask('POST', '/my/documents?kind=DISABILITY_STATEMENT', { as: person, file });
      const id = idOf(await applyFor(city, special, person));
      await city.settled();
      const { body } = await city.ask('GET', `/applications/${id}`, { as: person });
      specialRows.push([body.participantNo, technical, 60, 57, 24].join());
    }
    await city.settled();
    for (const [name, person] of people) {
      const { body } = await city.ask('GET', applicationOf(name), { as: person });
      numbers.set(name, body.participantNo);
    }
    city.at('2026-02-18T02:00:00.000Z');
    for (const id of [vacancyId, special]) {
      await eventually(
        'registration closes',
        async () => (await city.ask('GET', `/vacancies/${id}`)).body.status === 'closed',
      );
      await passAdminStage(city, id, staff.chair);
    }
    city.at('2026-03-09T02:00:00.000Z');
    const codes = async (...rows: string[]): Promise<unknown[]> => {
      const { body } = await importScores(city, staff, rows);
      expect(body.code).toBe('IMPORT_REJECTED');
      return body.report.faults.map(({ code, column }) => [code, column]);
    };
    const one = number('P-1');
    expect(await codes('participant,twk,tiu,tkp', `${one},90,100,190`)).toEqual([
      ['RULE_VIOLATED', undefined],
    ]);
    expect(await codes('participant,component,raw,of', `${one},CAT,380,500`, `${one},PAPER,1,2`)).toEqual([
      ['RULE_VIOLATED', 'component'],
      ['RULE_VIOLATED', 'component'],
    ]);
    expect(await codes(COLUMNS, `${one},451,82,60,30`, `${number('P-2')},330,82,60,41`)).toEqual([
      ['SCORE_OUT_OF_RANGE', 'technical'],
      ['SCORE_OUT_OF_RANGE', 'interview'],
    ]);
    expect(await codes(COLUMNS, `${one},310,82,60,-1`)).toEqual([['SCORE_OUT_OF_RANGE', 'interview']]);
    const panel = {
      members: [{ personId: member.id, kind: 'EXTERNAL_ACADEMIC' }],
      ...{ reserves: [], rubric: [{ name: 'Komunikasi', weight: '100' }] },
    };
    expect((await post(`${at}/appoint-panel`, staff.hr, panel)).body).toMatchObject({
      ...{ code: 'RULE_VIOLATED', rule: 'rec.stages' },
    });
    const lines = Object.entries(POINTS).map(([name, points]) => [number(name), ...points].join());
    // Not everybody is scored yet.
    const some = await importScores(city, staff, [COLUMNS, ...lines.slice(0, 3)]);
    expect(some.body).toMatchObject({ state: 'COMPLETED', accepted: 3 });
    expect(await outcomeOf(post(`${at}/rank`, staff.provider, { stage: 'FINAL' }))).toEqual([
      422,
      'STAGE_NOT_SETTLED',
    ]);
    const all = await importScores(city, staff, [COLUMNS, ...lines]);
    expect(all.body).toMatchObject({ state: 'COMPLETED', accepted: 1, duplicate: 3 });
    expect(await codes(COLUMNS, `${one},311,82,60,30`)).toEqual([['IMPORT_MISMATCH', undefined]]);
    const { body: mine } = await city.ask('GET', '/my/applications', { as: people.get('P-1') });
    expect(mine.items[0]).toMatchObject({
      scores: {
        total: null,
        assessed: { TECHNICAL: '310', MANAGERIAL: '82', SOCIOCULTURAL: '60', INTERVIEW: '30' },
      },
    });
  });

  it('ranks by the weights who passes every threshold, and says why', async () => {
    for (const stage of ['SKD', 'SKB'])
      expect(await outcomeOf(post(`${at}/rank`, staff.provider, { stage }))).toEqual([
        409,
        'ILLEGAL_TRANSITION',
      ]);
    await publish(city, staff, vacancyId, 'FINAL');
    await eventually('every outcome is known', async () => (await statusOf('P-3')) === 'not-selected');
    expect(await ranked()).toEqual([
      ['P-2', 1, '75.050', 'SELECTED'],
      ['P-1', 2, '72.383', 'RESERVED'],
      ['P-4', 3, '52.354', 'RESERVED'],
      ['P-3', null, '95.750', 'FAILED'],
    ]);
    const row = async (name: string) =>
      (await city.ask('GET', `${at}/ranking/${number(name)}`, { headers: { 'accept-language': 'en' } })).body;
    expect(await row('P-1')).toMatchObject({
      ...{ twk: null, total: null, skb: null, missed: [] },
      components: [
        { kind: 'TECHNICAL', score: '310', most: '450', percent: '68.889', weight: '60', part: '41.333' },
        { kind: 'MANAGERIAL', score: '82', most: '100', percent: '82.000', weight: '15', part: '12.300' },
        { kind: 'SOCIOCULTURAL', score: '60', most: '80', percent: '75.000', weight: '15', part: '11.250' },
        { kind: 'INTERVIEW', score: '30', most: '40', percent: '75.000', weight: '10', part: '7.500' },
      ],
      why: { criterion: 'FINAL', own: '72.383', above: '75.050' },
    });
    expect((await row('P-3')).why.sentence).toBe('No rank: below the threshold of INTERVIEW.');
    const { body: shown } = await city.ask('GET', at);
    const result = shown.results.find(({ stage }) => stage === 'FINAL');
    expect(result).toMatchObject({ rows: 4, advancing: 1, cutOff: '75.050' });
    const { text } = await city.ask('GET', `/datasets/${result?.datasetId}/1`);
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      'participant,place,rank,technical,managerial,sociocultural,competency,paper,interview,track_record,final_score,tie_break,outcome',
      `${number('P-2')},1,1,330,82,60,,,30,,75.050,,SELECTED`,
    ]);
    const { body: statistics } = await city.ask('GET', `${at}/statistics`);
    expect(statistics).toMatchObject({ stages: [{ stage: 'ADMIN' }, { stage: 'FINAL' }] });
  });

  it('asks other points of a formation that the decree names', async () => {
    await importScores(city, staff, [COLUMNS, ...specialRows]);
    await publish(city, staff, special, 'FINAL');
    const { body } = await city.ask('GET', `/vacancies/${special}/ranking?stage=FINAL`);
    expect(body.items.map(({ rank, outcome }) => [rank, outcome])).toEqual([
      [1, 'SELECTED'],
      [null, 'FAILED'],
    ]);
  });

  it('corrects points on an objection, and appoints with the end of the contract', async () => {
    await city.assign(member, 'panelist', vacancyId);
    const objection = { stage: 'FINAL', ground: 'SCORE', text: 'Nilai teknis saya 340, bukan 310.' };
    const filed = await post(`${applicationOf('P-1')}/object`, people.get('P-1') as Person, objection);
    expect(filed.status).toBe(200);
    await city.settled();
    const vote = (as: Person, value: string, component = 'TECHNICAL') =>
      post(`/objections/${filed.body.stream.slice('objection-'.length)}/vote`, as, {
        ...{ outcome: 'UPHELD', correction: { component, value } },
        reasons: 'Lembar jawaban teknis diperiksa ulang dan dihitung kembali.',
      });
    expect(await outcomeOf(vote(member, '451'))).toEqual([422, 'SCORE_OUT_OF_RANGE']);
    expect(await outcomeOf(vote(member, '340.5'))).toEqual([422, 'SCORE_OUT_OF_RANGE']);
    expect(await outcomeOf(vote(member, '80', 'PAPER'))).toEqual([422, 'RULE_VIOLATED']);
    expect((await vote(member, '340')).status).toBe(200);
    const decided = await vote(staff.chair, '340');
    expect(decided.body.events.map(({ type }) => type)).toContain('asn.recruitment.ObjectionUpheld.v1');
    await publish(
      city,
      staff,
      vacancyId,
      'FINAL',
      'Nilai teknis seorang peserta dikoreksi atas sanggahannya.',
    );
    await eventually('the new outcome is known', async () => (await statusOf('P-1')) === 'selected');
    // 340/450 → 75.556 × 0.6 → 45.334, + 31.050.
    expect((await ranked()).slice(0, 2)).toEqual([
      ['P-1', 1, '76.384', 'SELECTED'],
      ['P-2', 2, '75.050', 'RESERVED'],
    ]);
    city.at('2026-04-20T02:00:00.000Z');
    const nip = { nip: '199904302026061001', decision: 'Pertek NI PPPK 12/2026' };
    expect((await post(`${applicationOf('P-1')}/record-nip`, staff.hr, nip)).status).toBe(200);
    const appoint = (contractEnd?: string) =>
      post(`${applicationOf('P-1')}/appoint`, staff.mayor, {
        ...{ employeeId, tmt: '2026-06-01' },
        ...(contractEnd === undefined ? {} : { contractEnd }),
      });
    expect(await outcomeOf(appoint())).toEqual([422, 'RULE_VIOLATED']);
    expect(await outcomeOf(appoint('2026-06-01'))).toEqual([422, 'RULE_VIOLATED']);
    expect(await outcomeOf(appoint('2031-05-31'))).toEqual([200, 'CandidateAppointed']);
    await eventually(
      'the vacancy is complete',
      async () => (await city.ask('GET', at)).body.status === 'completed',
    );
  });

  it('renews the contract before it ends, on a last predicate that is good enough', async () => {
    const renew = (name: string, contractEnd: string, as = staff.mayor) =>
      post(`${applicationOf(name)}/renew-contract`, as, { contractEnd, decision: 'SK 31/2030' });
    expect(await outcomeOf(renew('P-2', '2036-05-31'))).toEqual([409, 'ILLEGAL_TRANSITION']);
    expect(await outcomeOf(renew('P-1', '2036-05-31', staff.hr))).toEqual([403, 'FORBIDDEN_ROLE']);
    const tooLow = { code: 'RULE_VIOLATED', rule: 'rec.other.pppkRenewalMinPredicate' };
    expect((await renew('P-1', '2036-05-31')).body).toMatchObject(tooLow);
    await city.rate(employeeId, 2028, 'BAIK');
    await city.rate(employeeId, 2029, 'BUTUH_PERBAIKAN');
    // The last one counts, not the best.
    expect((await renew('P-1', '2036-05-31')).body).toMatchObject(tooLow);
    await city.rate(employeeId, 2030, 'BAIK');
    expect(await outcomeOf(renew('P-1', '2031-05-31'))).toEqual([422, 'RULE_VIOLATED']);
    city.at('2031-05-31T16:59:59.000Z');
    expect(await outcomeOf(renew('P-1', '2036-05-31'))).toEqual([200, 'ContractRenewed']);
    city.at('2036-05-31T17:00:00.000Z');
    expect(await outcomeOf(renew('P-1', '2041-05-31'))).toEqual([422, 'DEADLINE_PASSED']);
    await city.excepts(`application-${applications.get('P-1')}`, '2036-06-30T17:00:00.000Z');
    expect(await outcomeOf(renew('P-1', '2041-05-31'))).toEqual([200, 'ContractRenewed']);
  });

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await city.toldAgain()).toEqual([]);
  }, 60_000);
});
