import { unlikeTheirRebuild } from '@jejak/neighbour';
import { newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applicationList } from '../src/application/application.projection';
import { objectionBoard } from '../src/objection/objection.projection';
import type { Answer } from './answer';
import { type City, type Person, startCity, WHY } from './city';
import { approval, type NurseSelection, selectNurses } from './nurse-selection';
import { importScores, outcomeOf } from './round';

interface Shown {
  readonly voters: number | null;
  readonly overdue: boolean;
  readonly erased: boolean;
}
const shown = ({ body }: Answer): Shown => body as unknown as Shown;

const NO = { outcome: 'DISMISSED', reasons: 'Lembar jawaban diperiksa ulang dan nilainya tetap.' };
const SKB = [
  ['A-1', '380', '82', '80'],
  ['A-2', '360', '80', '75'],
  ['A-5', '400', '78', '70'],
  ['A-6', '350', '76', '72'],
] as const;

describe('who decides, and whom nobody waits for', () => {
  let city: City;
  let nurses: NurseSelection;
  let [m1, m2, inspector]: Person[] = [];
  let at: string;

  const post = (path: string, as: Person, body?: object): Promise<Answer> =>
    city.ask('POST', path, { as, body });
  const rank = (): Promise<Answer> => post(`${at}/rank`, nurses.provider, { stage: 'FINAL' });
  const object = async (name: string, stage: string): Promise<string> => {
    const filed = await post(`/applications/${nurses.application(name)}/object`, nurses.applicant(name), {
      ...{ stage, ground: 'SCORE', text: 'Nilai saya tidak sesuai dengan lembar jawaban.' },
    });
    expect(await outcomeOf(Promise.resolve(filed))).toEqual([200, 'ObjectionFiled']);
    await city.settled();
    return filed.body.stream.slice('objection-'.length);
  };
  const vote = (id: string, by: Person): Promise<[number, string]> =>
    outcomeOf(post(`/objections/${id}/vote`, by, NO));
  const find = (id: string, as = nurses.chair): Promise<Answer> =>
    city.ask('GET', `/objections/${id}`, { as });

  beforeAll(async () => {
    city = await startCity();
    nurses = await selectNurses(city);
    at = `/vacancies/${nurses.vacancyId}`;
    [m1, m2, inspector] = await Promise.all([
      ...[city.person('committee'), city.person('committee'), city.person('inspector')],
    ]);
  });
  afterAll(() => city.stop());

  let late: string;

  it('nothing is ranked while the stage before can still be contested, whatever else is complete', async () => {
    const rows = SKB.flatMap(([name, cat, panel, psychological]) => [
      `${nurses.number(name)},CAT,${cat},500`,
      `${nurses.number(name)},INTERVIEW,${panel},100`,
      `${nurses.number(name)},PSYCHOLOGICAL,${psychological},100`,
    ]);
    const { hr, mayor, chair, provider } = nurses;
    const imported = await importScores(city, { hr, mayor, chair, provider }, [
      'participant,component,raw,of',
      ...rows,
    ]);
    expect(imported.body).toMatchObject({ state: 'COMPLETED', accepted: 12 });
    // The SKD was published on the 11th: it is contested to the end of the 14th.
    city.at('2026-03-14T16:59:59.000Z');
    const early = await rank();
    expect(early.status).toBe(422);
    expect(early.body).toMatchObject({ code: 'STAGE_NOT_SETTLED', rule: 'rec.objection' });
    late = await object('A-7', 'SKD');
    city.at('2026-03-14T17:00:00.000Z');
    // The window is closed; what came in its last second still waits.
    const contested = await rank();
    expect(contested.body.code).toBe('STAGE_NOT_SETTLED');
    expect(contested.text).not.toContain('rec.objection');
  });

  it('an objection without anybody who may vote shows it, and is late all the same', async () => {
    // Of the committee two verified the candidate; only the chair may vote, and is tied to the candidate.
    expect(shown(await find(late)).voters).toBe(1);
    const kin = { kind: 'KINSHIP', explanation: 'Pelamar adalah sepupu saya.' };
    const declared = post(`/applications/${nurses.application('A-7')}/declare-conflict`, nurses.chair, kin);
    expect(await outcomeOf(declared)).toEqual([200, 'ConflictDeclared']);
    expect(shown(await find(late)).voters).toBe(0);
    const { body: board } = await city.ask('GET', `/objections?vacancyId=${nurses.vacancyId}`, {
      as: nurses.chair,
    });
    expect(board.items).toMatchObject([{ objectionId: late, status: 'filed', voters: 0 }]);
    expect(await vote(late, nurses.chair)).toEqual([422, 'CONFLICT_OF_INTEREST']);
    city.at('2026-03-21T17:00:00.000Z');
    await eventually('the answer is overdue', async () => shown(await find(late)).overdue);
    const counts = await city.ask('GET', `${at}/objection-counts`);
    expect((counts.body as unknown as object[])[1]).toMatchObject({ overdue: 'SUPPRESSED' });
  });

  it('further members, assigned by their duty, may vote from that day on', async () => {
    for (const member of [m1, m2]) await city.assign(member, 'panelist', nurses.vacancyId);
    expect(shown(await find(late)).voters).toBe(2);
    expect(await vote(late, m1)).toEqual([200, 'ObjectionVoteCast']);
    expect(await vote(late, m2)).toEqual([200, 'ObjectionVoteCast,ObjectionDismissed']);
    await city.settled();
    expect(shown(await find(late)).voters).toBeNull();
    city.at('2026-04-06T03:00:00.000Z');
    expect((await nurses.publish('FINAL')).status).toBe(200);
    await eventually('every outcome is recorded', async () => {
      const { body } = await city.ask('GET', `${at}/applications`, { as: nurses.hr });
      return body.items.every(({ status }) => status !== 'skd-passed');
    });
  });

  it('an erased member blocks nobody, and a vote that they cast stays cast', async () => {
    const { keys } = city.service.platform;
    city.at('2026-04-07T03:00:00.000Z');
    const id = await object('A-5', 'FINAL');
    const gone = await city.person('committee');
    await city.assign(gone, 'panelist', nurses.vacancyId);
    expect(shown(await find(id)).voters).toBe(4);
    await keys.destroy(gone.id);
    expect(shown(await find(id)).voters).toBe(3);
    expect(await vote(id, m1)).toEqual([200, 'ObjectionVoteCast']);
    await keys.destroy(m1.id);
    expect(shown(await find(id)).voters).toBe(3);
    // With the vote of who was erased since, two of three.
    expect(await vote(id, m2)).toEqual([200, 'ObjectionVoteCast,ObjectionDismissed']);
  });

  it('an erased applicant goes by the number: nothing waits for them', async () => {
    const { keys } = city.service.platform;
    const second = await object('A-6', 'FINAL');
    for (const name of ['A-1', 'A-6']) await keys.destroy(nurses.applicant(name).id);
    const on = (name: string, command: string, as: Person, body?: object) =>
      outcomeOf(post(`/applications/${nurses.application(name)}/${command}`, as, body));
    city.at('2026-04-20T03:00:00.000Z');
    expect(await on('A-1', 'record-nip', nurses.hr, approval())).toEqual([410, 'SUBJECT_ERASED']);
    expect(await vote(second, m2)).toEqual([410, 'SUBJECT_ERASED']);
    const path = `/applications/${nurses.application('A-1')}`;
    const read = await city.ask('GET', `${path}${WHY}`, { as: inspector });
    expect([read.status, shown(read).erased]).toEqual([200, true]);
    expect(read.body.participantNo).toBe(nurses.number('A-1'));
    expect(shown(await find(second)).erased).toBe(true);
    expect((await nurses.ranking('FINAL')).map(({ participantNo }) => participantNo)).toContain(
      nurses.number('A-1'),
    );
    expect((await city.ask('GET', `${at}/statistics`)).status).toBe(200);
    // The next stands in their place, and no objection of somebody who is gone keeps the seat open.
    expect(await on('A-2', 'call-reserve', nurses.mayor)).toEqual([200, 'ReserveCalled']);
    expect(await on('A-2', 'record-nip', nurses.hr, approval())).toEqual([200, 'NipApproved']);
    const appoint = { employeeId: newId(), tmt: '2026-06-01' };
    expect(await on('A-2', 'appoint', nurses.mayor, appoint)).toEqual([200, 'CandidateAppointed']);
    expect(await unlikeTheirRebuild(city.service.platform, [objectionBoard, applicationList])).toEqual({});
  });
});
