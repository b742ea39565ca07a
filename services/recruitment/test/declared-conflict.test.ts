import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer } from './answer';
import { type City, pdfOf, type Person, startCity } from './city';
import { type InterviewedVacancy, interviewedVacancy } from './interviewed-vacancy';
import { outcomeOf, type Staff, staffOf } from './round';

const RUBRIC = [{ name: 'Pengetahuan klinis', weight: '100' }];
const NOTES = [{ criterion: 'Pengetahuan klinis', note: 'Menjawab dengan contoh.' }];

describe('a panel whose members declared a conflict before it was appointed', () => {
  let city: City;
  let staff: Staff;
  let nurse: InterviewedVacancy;
  let [p1, p2, p3, p4, p5, inspector]: Person[] = [];
  let at: string;

  const post = (path: string, as: Person, body?: object): Promise<Answer> =>
    city.ask('POST', path, { as, body });
  const application = (name: string): string => `/applications/${nurse.applications.get(name)}`;
  const on = (name: string, command: string, as: Person, body?: object): Promise<[number, string]> =>
    outcomeOf(post(`${application(name)}/${command}`, as, body));
  const seal = (name: string, by: Person, score = '80') =>
    on(name, 'seal-score', by, { score, notes: NOTES });
  const board = async (as: Person) => {
    await city.settled();
    return (await city.ask('GET', `${at}/panel-board`, { as })).body.items as unknown as {
      participantNo: string;
      members: number;
      workSampleSha256: string | null;
    }[];
  };
  const scores = async (as: Person, name: string) =>
    (await board(as)).some(({ participantNo }) => participantNo === nurse.numbers.get(name));

  beforeAll(async () => {
    city = await startCity();
    staff = await staffOf(city);
    [p1, p2, p3, p4, p5] = await Promise.all(Array.from({ length: 5 }, () => city.person('committee')));
    inspector = await city.person('inspector');
    nurse = await interviewedVacancy(city, staff, {
      draft: { documentKinds: ['DIPLOMA', 'IDENTITY', 'WORK_SAMPLE'] },
      beforeApplying: async (as) => {
        const file = { type: 'application/pdf', content: pdfOf(`rencana asuhan ${as.id}`) };
        const given = await city.ask('POST', '/my/documents?kind=WORK_SAMPLE', { as, file });
        expect(given.status).toBe(200);
      },
    });
    at = `/vacancies/${nurse.vacancyId}`;
    for (const panelist of [p1, p2, p3, p4, p5]) await city.assign(panelist, 'panelist', nurse.vacancyId);
  });
  afterAll(() => city.stop());

  it('loses them for that application at once, and the next of the reserve who is free takes the place', async () => {
    const kin = { kind: 'KINSHIP', explanation: 'Pelamar adalah keponakan saya.' };
    for (const tied of [p2, p4])
      expect(await on('A-6', 'declare-conflict', tied, kin)).toEqual([200, 'ConflictDeclared']);
    const members = [
      { personId: p1.id, kind: 'EXTERNAL_ACADEMIC' },
      { personId: p2.id, kind: 'INTERNAL' },
      { personId: p3.id, kind: 'INTERNAL' },
    ];
    const reserves = [p4, p5].map(({ id }) => ({ personId: id, kind: 'INTERNAL' }));
    const panel = { members, reserves, rubric: RUBRIC };
    expect(await outcomeOf(post(`${at}/appoint-panel`, staff.hr, panel))).toEqual([200, 'PanelAppointed']);
    await eventually('the free one of the reserve is called in', () => scores(p5, 'A-6'));
    expect([await scores(p2, 'A-6'), await scores(p4, 'A-6'), await scores(p2, 'A-1')]).toEqual([
      ...[false, false, true],
    ]);
    expect(await scores(p5, 'A-1')).toBe(false);
    expect(await seal('A-6', p2)).toEqual([422, 'CONFLICT_OF_INTEREST']);
    for (const member of [p1, p3, p5]) expect(await seal('A-6', member)).toEqual([200, 'PanelScoreSealed']);
    expect(await on('A-6', 'reveal-scores', staff.provider)).toEqual([200, 'PanelScoresRevealed']);
  });

  it('sees the work sample of those it scores before the reveal, and nothing else of them', async () => {
    const read = (name: string, as?: Person) =>
      city.ask('GET', `${application(name)}/work-sample`, as ? { as } : {});
    const { status, text, headers } = await read('A-1', p2);
    expect([status, text]).toEqual([
      200,
      pdfOf(`rencana asuhan ${nurse.applicants.get('A-1')?.id}`).toString(),
    ]);
    expect(headers.get('content-disposition')).toBe('attachment; filename="work_sample.pdf"');
    expect((await board(p2)).every(({ workSampleSha256 }) => workSampleSha256?.length === 64)).toBe(true);
    expect((await read('A-6', p5)).status).toBe(200);
    // Who does not score this applicant, or has a conflict with them; who is of no panel at all.
    for (const [name, as] of [
      ['A-1', p5],
      ['A-6', p2],
      ['A-1', staff.chair],
    ] as const)
      expect((await read(name, as)).body.code).toBe('DOCUMENT_NOT_FOUND');
    for (const as of [inspector, staff.hr, staff.provider])
      expect((await read('A-1', as)).body.code).toBe('FORBIDDEN_ROLE');
    expect((await read('A-1')).status).toBe(401);
    expect((await city.ask('GET', `${application('A-1')}/documents`, { as: p2 })).body.code).toBe(
      'NOT_RELATED',
    );
    expect((await city.ask('GET', application('A-1'), { as: p2 })).status).toBe(404);
    const { rows } = await city.service.platform.pool.query<{ n: number }>(
      `select count(*)::int as n from es.events where event_type like '%FileRead%'
         and data->>'what' = 'recruitment.work-sample' and data->>'caseId' = $1`,
      [nurse.vacancyId],
    );
    expect(rows[0].n).toBe(2);
  });

  it('waits for no erased member: the chair fills the place, and what others sealed stays', async () => {
    expect(await seal('A-1', p1, '82')).toEqual([200, 'PanelScoreSealed']);
    expect(await seal('A-2', p3, '78')).toEqual([200, 'PanelScoreSealed']);
    await city.service.platform.keys.destroy(p3.id);
    // Not sealed by the erased member: their place is open. Sealed by them: it counts as it was sealed.
    expect(await seal('A-1', p2, '84')).toEqual([200, 'PanelScoreSealed']);
    expect(await on('A-1', 'reveal-scores', staff.provider)).toEqual([422, 'PANEL_COMPOSITION']);
    expect(await on('A-1', 'replace-panelist', staff.chair)).toEqual([
      200,
      'PanelistRecused,PanelistReplaced',
    ]);
    expect(
      (await board(p1)).find(({ participantNo }) => participantNo === nurse.numbers.get('A-1')),
    ).toMatchObject({
      members: 3,
    });
    expect(await seal('A-1', p4, '83')).toEqual([200, 'PanelScoreSealed']);
    expect(await on('A-1', 'reveal-scores', staff.provider)).toEqual([200, 'PanelScoresRevealed']);
    for (const member of [p1, p2]) expect(await seal('A-2', member, '80')).toEqual([200, 'PanelScoreSealed']);
    expect(await on('A-2', 'reveal-scores', staff.provider)).toEqual([200, 'PanelScoresRevealed']);
  });

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await city.toldAgain()).toEqual([]);
  }, 60_000);
});
