import { newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { passAdminStage } from './admin-stage';
import type { Answer } from './answer';
import { type City, type Person, startCity } from './city';
import { announced, applyFor, idOf, importScores, outcomeOf, publish, type Staff, staffOf } from './round';

const ASSESSMENTS = [
  { kind: 'COMPETENCY', weight: '30' },
  { kind: 'PAPER', weight: '20' },
  { kind: 'INTERVIEW', weight: '40' },
  { kind: 'TRACK_RECORD', weight: '10' },
];
/** Competency of 100, paper of 50, track record of 10; what each of the five seals, as their mean. */
const SCORES: Readonly<Record<string, readonly [string, string, string, string]>> = {
  // 90 × 0.3 = 27, 80 × 0.2 = 16, 90 × 0.4 = 36, 80 × 0.1 = 8: 87.000.
  'J-1': ['90', '40', '8', '90'],
  // 24 + 16 + 36 + 8 = 84.000.
  'J-2': ['80', '40', '8', '90'],
  // The same, 27 + 13 + 36 + 8: by the assessment of competency, announced first, above J-2.
  'J-3': ['90', '32.5', '8', '90'],
  // 24 + 16 + 32 + 8 = 80.000.
  'J-4': ['80', '40', '8', '80'],
};

describe('an open selection for a senior post (JPT, domain.md 4.3 rule 6)', () => {
  let city: City;
  let staff: Staff;
  let committee: Person[];
  let vacancyId: string;
  let at: string;
  const chosen = newId();
  const people = new Map<string, Person>();
  const applications = new Map<string, string>();
  const numbers = new Map<string, string>();
  const post = (path: string, as: Person, body?: object): Promise<Answer> =>
    city.ask('POST', path, { as, body });
  const pathOf = (name: string): string => `/applications/${applications.get(name)}`;
  beforeAll(async () => {
    city = await startCity('2026-01-12T02:00:00.000Z', { evaluates: true });
    staff = await staffOf(city);
    committee = await Promise.all(Array.from({ length: 5 }, () => city.person('committee')));
    for (const person of committee) await city.assign(person, 'panelist');
  });
  afterAll(() => city.stop());

  it('names what it assesses, the interview of the committee among it', async () => {
    const { hr, mayor } = staff;
    const formationId = await city.formation('Kepala Dinas Kesehatan', 1, hr, mayor);
    const draft = (assessments: unknown) =>
      outcomeOf(
        post('/vacancies', hr, {
          ...{ year: 2026, formationKind: 'GENERAL', seats: 1, requirements: [], formationId, assessments },
          appointment: { kind: 'JPT', golongan: 'IV/b' },
        }),
      );
    expect(await draft(undefined)).toEqual([422, 'RULE_VIOLATED']);
    expect(await draft([{ kind: 'PAPER', weight: '100' }])).toEqual([422, 'RULE_VIOLATED']);
    expect(await draft([{ kind: 'INTERVIEW', weight: '99' }])).toEqual([422, 'WEIGHTS_NOT_100']);
    for (const bad of [
      [],
      [{ kind: 'SKD', weight: '100' }],
      [{ kind: 'INTERVIEW', weight: '-100' }],
      [{ kind: 'INTERVIEW', weight: 100 }],
      [{ kind: 'INTERVIEW', weight: '100', of: 1 }],
    ])
      expect((await draft(bad))[0]).toBe(400);
    vacancyId = await announced(city, staff, 'Kepala Dinas Pendidikan', {
      ...{ appointment: { kind: 'JPT', golongan: 'IV/b' }, listedPost: true, assessments: ASSESSMENTS },
    });
    at = `/vacancies/${vacancyId}`;
    const { body } = await eventually('the board has it', async () => {
      const answer = await city.ask('GET', at);
      return answer.status === 200 && answer;
    });
    expect(body).toMatchObject({ appointmentKind: 'JPT', stages: ASSESSMENTS });
  });

  it('has an odd committee with the city’s own people in the minority', async () => {
    const made = (internal: number, size = 5, expert = 'EXTERNAL_ACADEMIC') => ({
      members: committee.slice(0, size).map(({ id }, index) => ({
        personId: id,
        kind: index < internal ? 'INTERNAL' : index === internal ? expert : 'EXTERNAL_PRACTITIONER',
      })),
      ...{ reserves: [], rubric: [{ name: 'Kepemimpinan', weight: '100' }] },
    });
    for (const [internal, size] of [
      [3, 5],
      [1, 4],
      [1, 3],
    ])
      expect(await outcomeOf(post(`${at}/appoint-panel`, staff.hr, made(internal, size)))).toEqual([
        422,
        'PANEL_COMPOSITION',
      ]);
    // Practitioners alone are no experts.
    const practitioners = made(2, 5, 'EXTERNAL_PRACTITIONER');
    expect(await outcomeOf(post(`${at}/appoint-panel`, staff.hr, practitioners))).toEqual([
      422,
      'PANEL_COMPOSITION',
    ]);
    expect((await post(`${at}/appoint-panel`, staff.hr, made(2))).status).toBe(200);
  });

  it('is scored by files and by the sealed scores of its committee, and has no SKD', async () => {
    city.at('2026-02-03T02:00:00.000Z');
    for (const name of Object.keys(SCORES)) {
      const person = await city.person('applicant');
      people.set(name, person);
      applications.set(name, idOf(await applyFor(city, vacancyId, person)));
    }
    await city.settled();
    for (const [name, person] of people) {
      const { body } = await city.ask('GET', pathOf(name), { as: person });
      numbers.set(name, body.participantNo);
    }
    city.at('2026-02-18T02:00:00.000Z');
    await eventually('registration closes', async () => (await city.ask('GET', at)).body.status === 'closed');
    const seal = (name: string, as: Person, score: string) =>
      outcomeOf(
        post(`${pathOf(name)}/seal-score`, as, {
          ...{ score, notes: [{ criterion: 'Kepemimpinan', note: 'Jelas dan tegas.' }] },
        }),
      );
    // Who is through the verification is nobody's to know before it is published, and nobody is interviewed before.
    expect(await seal('J-1', committee[0], '90')).toEqual([409, 'ILLEGAL_TRANSITION']);
    expect((await city.ask('GET', `${at}/panel-board`, { as: committee[0] })).body.items).toEqual([]);
    await passAdminStage(city, vacancyId, staff.chair);
    expect((await city.ask('GET', `${at}/panel-board`, { as: committee[0] })).body.items).toHaveLength(4);

    const lines = Object.entries(SCORES).flatMap(([name, [competency, paper, record]]) => [
      `${numbers.get(name)},COMPETENCY,${competency},100`,
      `${numbers.get(name)},PAPER,${paper},50`,
      `${numbers.get(name)},TRACK_RECORD,${record},10`,
    ]);
    const columns = 'participant,component,raw,of';
    const one = numbers.get('J-1');
    const barred = [`${one},CAT,1,2`, `${one},INTERVIEW,90,100`, `${one},PSYCHOLOGICAL,1,2`];
    const refused = await importScores(city, staff, [columns, ...barred]);
    expect(refused.body.report.faults.map(({ code, column }) => [code, column])).toEqual(
      barred.map(() => ['RULE_VIOLATED', 'component']),
    );
    const skd = await importScores(city, staff, ['participant,twk,tiu,tkp', `${one},90,100,190`]);
    expect(skd.body.report.faults.map(({ code }) => code)).toEqual(['RULE_VIOLATED']);
    const taken = await importScores(city, staff, [columns, ...lines]);
    expect(taken.body).toMatchObject({ state: 'COMPLETED', accepted: 12 });
    expect(await outcomeOf(post(`${at}/rank`, staff.provider, { stage: 'FINAL' }))).toEqual([
      422,
      'STAGE_NOT_SETTLED',
    ]);
    for (const [name, [, , , interview]] of Object.entries(SCORES)) {
      for (const as of committee) expect(await seal(name, as, interview)).toEqual([200, 'PanelScoreSealed']);
      expect(await outcomeOf(post(`${pathOf(name)}/reveal-scores`, staff.provider))).toEqual([
        200,
        'PanelScoresRevealed',
      ]);
    }
    expect(await outcomeOf(post(`${at}/rank`, staff.provider, { stage: 'SKD' }))).toEqual([
      409,
      'ILLEGAL_TRANSITION',
    ]);
  });

  it('is ranked by the announced weights, ties by what was announced first', async () => {
    city.at('2026-04-06T03:00:00.000Z');
    await publish(city, staff, vacancyId, 'FINAL');
    const { body } = await city.ask('GET', `${at}/ranking?stage=FINAL`, {
      headers: { 'accept-language': 'en' },
    });
    const name = (no: string) => [...numbers].find(([, of]) => of === no)?.[0];
    expect(
      body.items.map(({ participantNo, final, outcome, tieBreakUsed }) => [
        ...[name(participantNo), final, outcome, tieBreakUsed],
      ]),
    ).toEqual([
      ['J-1', '87.000', 'SELECTED', null],
      ['J-3', '84.000', 'RESERVED', null],
      ['J-2', '84.000', 'RESERVED', 'COMPETENCY'],
      ['J-4', '80.000', 'NOT_SELECTED', null],
    ]);
    expect(body.items[2].why).toMatchObject({
      ...{ criterion: 'COMPETENCY', own: '80.000', above: '90.000' },
      sentence: 'Below the one above by competency assessment: 80.000 against 90.000.',
    });
    expect(body.items[0].components).toEqual([
      { kind: 'COMPETENCY', weight: '30', most: '100', score: '90.000', percent: '90.000', part: '27.000' },
      { kind: 'PAPER', weight: '20', most: '100', score: '80.000', percent: '80.000', part: '16.000' },
      { kind: 'INTERVIEW', weight: '40', most: '100', score: '90.000', percent: '90.000', part: '36.000' },
      { kind: 'TRACK_RECORD', weight: '10', most: '100', score: '80.000', percent: '80.000', part: '8.000' },
    ]);
  });

  it('gives the mayor the three best, of whom one is chosen with a reason', async () => {
    await eventually('every outcome is known', async () => {
      const { body } = await city.ask('GET', `${at}/applications`, { as: staff.hr });
      return body.items.filter(({ status }) => status === 'not-selected').length === 1;
    });
    const appoint = (name: string, reason?: string) =>
      outcomeOf(
        post(`${pathOf(name)}/appoint`, staff.mayor, {
          ...{ employeeId: chosen, tmt: '2026-06-01' },
          ...(reason === undefined ? {} : { reason }),
        }),
      );
    const why = 'Rekam jejaknya paling sesuai dengan tugas dinas ini.';
    expect(await appoint('J-2', why)).toEqual([422, 'OBJECTION_PENDING']);
    city.at('2026-04-20T02:00:00.000Z');
    expect(await appoint('J-4', why)).toEqual([422, 'NOT_IN_TOP_THREE']);
    expect(await appoint('J-2')).toEqual([422, 'REASON_REQUIRED']);
    expect(await appoint('J-2', why)).toEqual([200, 'CandidateAppointed']);
    expect(await appoint('J-1')).toEqual([422, 'RULE_VIOLATED']);
    await eventually(
      'the vacancy is complete',
      async () => (await city.ask('GET', at)).body.status === 'completed',
    );
  });

  it('is judged by its reach, its days, and how the chosen one is rated after a year', async () => {
    await city.settled();
    const asked = async (path: string, as?: Person): Promise<unknown> =>
      (await city.ask('GET', path, { as })).body;
    const before = {
      ...{ year: 2026, applicants: 4, reach: [{ channel: 'CAMPUS', count: 4 }] },
      // From 12 January to 20 April.
      ...{ hires: 1, daysToFill: '98.0', firstYearResignations: 0 },
      afterOneYear: { rated: 0, atLeastGood: 0, share: null },
    };
    expect(await asked('/effectiveness?year=2026', staff.hr)).toEqual(before);
    // In its first year nobody is judged: 2027 is the first that ends a year after 1 June 2026.
    await city.rate(chosen, 2026, 'KURANG');
    await city.rate(newId(), 2027, 'KURANG');
    expect(await asked('/effectiveness?year=2026', staff.mayor)).toEqual(before);
    await city.rate(chosen, 2027, 'BAIK');
    expect(await asked('/effectiveness?year=2026', staff.hr)).toMatchObject({
      afterOneYear: { rated: 1, atLeastGood: 1, share: '100.00' },
    });
    // Whoever else leaves does not count.
    await city.leaves(newId(), 'RESIGNED', '2027-05-31');
    await city.leaves(chosen, 'RESIGNED', '2027-05-31');
    expect(await asked('/effectiveness?year=2026', staff.hr)).toMatchObject({ firstYearResignations: 1 });
    expect(await asked('/effectiveness/published?year=2026')).toEqual({
      ...{ year: 2026, minCell: 5, applicants: 'SUPPRESSED', hires: 'SUPPRESSED', daysToFill: 'SUPPRESSED' },
      reach: [{ channel: 'CAMPUS', count: 'SUPPRESSED' }],
      afterOneYear: { rated: 'SUPPRESSED', atLeastGood: 'SUPPRESSED', share: 'SUPPRESSED' },
      firstYearResignations: 'SUPPRESSED',
    });
    expect((await city.ask('GET', '/effectiveness?year=2026', { as: people.get('J-1') })).status).toBe(403);
    for (const bad of ['', '?year=1999', '?year=x', '?year=2026&more=1'])
      expect((await city.ask('GET', `/effectiveness/published${bad}`)).status).toBe(400);
  });
});
