import { unlikeTheirRebuild } from '@jejak/neighbour';
import { newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { applicationList } from '../src/application/application.projection';
import { objectionBoard } from '../src/objection/objection.projection';
import type { Answer } from './answer';
import { type City, type Person, startCity, WHY } from './city';
import { approval, type NurseSelection, selectNurses } from './nurse-selection';

/** The members of an answer that objections add. */
interface Objected {
  readonly text: string | null;
  readonly evidence: readonly object[];
  readonly votes: number;
  readonly decision: object | null;
  readonly overdue: boolean;
  readonly answerDueAt: string;
}
const objected = ({ body }: Answer): Objected => body as unknown as Objected;

const REPORT = Buffer.from('%PDF-1.7\nLaporan hasil pemeriksaan psikologi: 85\n%%EOF\n');
const TEXT = 'Nilai psikologi saya diketik 75, sedangkan laporan psikolog menyebut 85.';
const REASONS = 'Laporan psikolog menyebut 85; angka 75 pada berkas nilai adalah salah ketik.';

describe('objections to results (domain.md 15, B 17-21)', () => {
  let city: City;
  let nurses: NurseSelection;
  let [first, second, third, outsider, inspector]: Person[] = [];
  let objectionId: string;
  let document: { sha256: string; mediaType: string; size: number };
  let at: string;

  const post = (path: string, as: Person, body?: object, headers?: Record<string, string>): Promise<Answer> =>
    city.ask('POST', path, { as, body, ...(headers ? { headers } : {}) });
  const outcome = async (asked: Promise<Answer>): Promise<[number, string]> => {
    const { status, body } = await asked;
    return [status, body.code ?? body.events.map(({ type }) => type.split('.')[2]).join()];
  };
  const object = (name: string, body: object): Promise<Answer> =>
    post(`/applications/${nurses.application(name)}/object`, nurses.applicant(name), body);
  const hand = (name: string, content: Buffer, type = 'application/pdf'): Promise<Answer> =>
    city.ask('POST', `/applications/${nurses.application(name)}/objection-evidence`, {
      ...{ as: nurses.applicant(name), file: { type, content } },
    });
  const vote = (as: Person, body: object, id = objectionId): Promise<Answer> =>
    post(`/objections/${id}/vote`, as, { reasons: REASONS, ...body }, { 'x-acting-role': 'committee' });
  const idOf = ({ body }: Answer): string => body.stream.slice('objection-'.length);
  const correction = { component: 'PSYCHOLOGICAL', value: '85' };

  beforeAll(async () => {
    city = await startCity();
    [first, second, third, outsider, inspector] = await Promise.all([
      ...[city.person('committee', 'service'), city.person('committee'), city.person('committee')],
      ...[city.person('committee'), city.person('inspector')],
    ]);
    // Who brought the scores of the SKD sits on the committee too.
    nurses = await selectNurses(city, first);
    at = `/vacancies/${nurses.vacancyId}`;
    for (const member of [first, second, third]) await city.assign(member, 'panelist', nurses.vacancyId);
  });
  afterAll(() => city.stop());

  it('of the stage before hold up the ranking until a majority without the scorer has decided', async () => {
    city.at('2026-03-14T16:59:59.000Z');
    const filed = await object('A-7', { stage: 'SKD', ground: 'SCORE', text: 'TKP saya 196, bukan 166.' });
    expect(filed.status).toBe(200);
    const id = idOf(filed);
    city.at('2026-03-14T17:00:00.000Z');
    // Published on the 11th: taken to the end of the 14th.
    expect(await outcome(object('A-6', { stage: 'SKD', ground: 'SCORE', text: 'Salah.' }))).toEqual([
      422,
      'OBJECTION_WINDOW_CLOSED',
    ]);
    expect(await outcome(post(`${at}/rank`, nurses.provider, { stage: 'FINAL' }))).toEqual([
      422,
      'STAGE_NOT_SETTLED',
    ]);
    await city.settled();
    const no = { outcome: 'DISMISSED', reasons: 'Lembar jawaban diperiksa ulang; TKP tetap 166.' };
    expect(await outcome(vote(first, no, id))).toEqual([422, 'SOD_VIOLATION']);
    expect(await outcome(vote(outsider, no, id))).toEqual([403, 'NOT_RELATED']);
    // A machine account may be given any role, and is on no committee.
    const token = await city.token('a-machine', 'client', 'committee');
    expect(await outcome(vote({ id: newId(), token }, no, id))).toEqual([403, 'NOT_RELATED']);
    expect(await outcome(vote(second, { ...no, reasons: 'Tidak.' }, id))).toEqual([422, 'REASON_REQUIRED']);
    expect(await outcome(vote(second, no, newId()))).toEqual([404, 'OBJECTION_NOT_FOUND']);
    expect(await outcome(vote(second, no, id))).toEqual([200, 'ObjectionVoteCast']);
    // Of the three who may vote, the chair among them, two are a majority.
    expect(await outcome(vote(third, no, id))).toEqual([200, 'ObjectionVoteCast,ObjectionDismissed']);
    expect(await outcome(vote(nurses.chair, no, id))).toEqual([409, 'ILLEGAL_TRANSITION']);
    await nurses.finish();
    expect(await nurses.ranking('FINAL')).toHaveLength(4);
  });

  it('are taken from the applicant alone, on documents that were handed in, once on the same ground', async () => {
    city.at('2026-04-08T02:00:00.000Z');
    const handed = await hand('A-2', REPORT);
    expect(handed.status).toBe(200);
    document = handed.body as unknown as typeof document;
    expect(document).toEqual({
      sha256: createHash('sha256').update(REPORT).digest('hex'),
      ...{ mediaType: 'application/pdf', size: REPORT.length },
    });
    for (const [bytes, type] of [
      [Buffer.from('PK\x03\x04'), 'application/pdf'],
      [REPORT, 'image/png'],
      [REPORT, 'application/zip'],
    ] as const)
      expect((await hand('A-2', bytes, type)).body.code).toBe('MEDIA_TYPE_UNSUPPORTED');
    expect((await hand('A-2', Buffer.alloc(0))).body.code).toBe('BODY_INCOMPLETE');

    const objecting = { stage: 'FINAL', ground: 'SCORE', text: TEXT, evidence: [document] };
    const stranger = post(
      `/applications/${nurses.application('A-2')}/object`,
      nurses.applicant('A-1'),
      objecting,
    );
    expect(await outcome(stranger)).toEqual([404, 'APPLICATION_NOT_FOUND']);
    expect(await outcome(object('A-2', { ...objecting, ground: 'OWN_LATE_DOCUMENT' }))).toEqual([
      422,
      'NOT_OBJECTIONABLE',
    ]);
    const unknown = { ...document, sha256: 'b'.repeat(64) };
    expect((await object('A-2', { ...objecting, evidence: [unknown] })).body).toMatchObject({
      ...{ code: 'RULE_VIOLATED', rule: 'evidence-missing' },
    });
    expect((await object('A-2', { ...objecting, stage: 'SKB' })).body.code).toBe('OBJECTION_WINDOW_CLOSED');
    // Who did not reach the final result has nothing in it to contest.
    expect((await object('A-7', { ...objecting, evidence: [] })).body.code).toBe('OBJECTION_WINDOW_CLOSED');
    for (const bad of [
      { stage: 'PANEL' },
      { ground: 'x' },
      { text: '' },
      { evidence: [[]] },
      { evidence: [{}] },
    ])
      expect((await object('A-2', { ...objecting, ...bad })).status).toBe(400);
    const filed = await object('A-2', objecting);
    expect(await outcome(Promise.resolve(filed))).toEqual([200, 'ObjectionFiled']);
    objectionId = idOf(filed);
    expect(await outcome(object('A-2', objecting))).toEqual([409, 'DUPLICATE_OBJECTION']);
  });

  it('are seen by the applicant, the committee and an inspector', async () => {
    await city.settled();
    const find = (as: Person) => city.ask('GET', `/objections/${objectionId}`, { as });
    const own = await find(nurses.applicant('A-2'));
    expect(objected(own)).toMatchObject({
      ...{ text: TEXT, evidence: [document], votes: 0, decision: null, overdue: false },
      answerDueAt: '2026-04-16T17:00:00.000Z',
    });
    for (const stranger of [nurses.applicant('A-1'), outsider])
      expect(await outcome(find(stranger))).toEqual([404, 'OBJECTION_NOT_FOUND']);
    // Who is not on the committee says why; the committee reads for the case that is assigned to it.
    expect(await outcome(find(inspector))).toEqual([422, 'REASON_REQUIRED']);
    expect((await city.ask('GET', `/objections/${objectionId}${WHY}`, { as: inspector })).status).toBe(200);
    expect((await find(second)).body).toMatchObject({ voters: 3 });
    const mine = async (as: Person, query = '') =>
      (await city.ask('GET', `/objections?vacancyId=${nurses.vacancyId}${query}`, { as })).body.items.length;
    expect(await mine(nurses.applicant('A-2'))).toBe(1);
    expect(await mine(nurses.applicant('A-1'))).toBe(0);
    expect(await mine(outsider)).toBe(0);
    expect(await mine(second)).toBe(2);
    expect(await mine(second, '&status=filed&stage=FINAL')).toBe(1);
    const file = async (as: Person, query = ''): Promise<number> =>
      (await city.ask('GET', `/objections?format=csv${query}`, { as })).text.trimEnd().split('\r\n').length -
      1;
    expect([await file(nurses.applicant('A-1')), await file(outsider)]).toEqual([0, 0]);
    expect([await file(second), await file(second, '&status=filed&stage=FINAL')]).toEqual([2, 1]);
    const page = await city.ask('GET', '/objections?limit=1', { as: second });
    const next = await city.ask('GET', `/objections?limit=1&cursor=${page.body.next}`, { as: second });
    expect(next.body.items).toHaveLength(1);
    expect(next.body.next).toBeNull();
  });

  it('keep every seat open', async () => {
    city.at('2026-04-10T02:00:00.000Z');
    const id = nurses.application('A-1');
    expect(await outcome(post(`/applications/${id}/record-nip`, nurses.hr, approval()))).toEqual([
      200,
      'NipApproved',
    ]);
    const appoint = { employeeId: newId(), tmt: '2026-06-01' };
    const { status, body } = await post(`/applications/${id}/appoint`, nurses.mayor, appoint);
    expect([status, body.code]).toEqual([422, 'OBJECTION_PENDING']);
    expect((body as unknown as { detail: string }).detail).toContain('1 wait for a decision');
  });

  it('are decided by members who have opened the evidence, and correct the score in the same breath', async () => {
    city.at('2026-04-13T03:00:00.000Z');
    const uphold = { outcome: 'UPHELD', correction };
    const unread = await vote(second, uphold);
    expect(unread.body).toMatchObject({ code: 'RULE_VIOLATED', rule: 'evidence-unread' });
    const read = (as: Person, sha256 = document.sha256) =>
      city.ask('GET', `/objections/${objectionId}/evidence/${sha256}`, { as });
    expect((await read(outsider)).status).toBe(404);
    expect((await read(nurses.applicant('A-1'))).status).toBe(404);
    expect((await read(second, 'b'.repeat(64))).body.code).toBe('DOCUMENT_NOT_FOUND');
    for (const member of [second, third, second]) {
      const { status, text, headers } = await read(member);
      expect([status, text]).toEqual([200, REPORT.toString()]);
      expect(headers.get('content-disposition')).toContain('attachment');
    }
    expect((await vote(second, { outcome: 'UPHELD' })).body).toMatchObject({ rule: 'objection.outcome' });
    const beyond = { component: 'PSYCHOLOGICAL', value: '101' };
    expect((await vote(second, { outcome: 'UPHELD', correction: beyond })).body.code).toBe(
      'SCORE_OUT_OF_RANGE',
    );
    for (const bad of ['-1', '1e2', '85,0', '85.0001', ''])
      expect(
        (await vote(second, { outcome: 'UPHELD', correction: { component: 'PSYCHOLOGICAL', value: bad } }))
          .status,
      ).toBe(400);
    expect(await outcome(vote(second, uphold))).toEqual([200, 'ObjectionVoteCast']);
    const decided = await vote(third, uphold);
    expect(await outcome(Promise.resolve(decided))).toEqual([200, 'ObjectionVoteCast,ObjectionUpheld']);
    const history = await city.service.platform.store.history(`application-${nurses.application('A-2')}`);
    const scored = history.find(
      ({ type, data }) =>
        type === 'SkbComponentScored' && 'component' in data && data.component === 'PSYCHOLOGICAL',
    );
    expect(history.at(-1)).toMatchObject({
      type: 'ScoreCorrected',
      data: {
        ...{ component: 'PSYCHOLOGICAL', old: '75.000', new: '85.000', objectionId },
        correctsEventId: scored?.envelope.id,
      },
      reason: { code: 'CORRECTION', text: REASONS },
    });
    await city.settled();
    const { body } = await city.ask('GET', `/objections/${objectionId}`, { as: nurses.applicant('A-2') });
    expect(body).toMatchObject({
      status: 'upheld',
      votes: 2,
      decision: {
        ...{ reasons: REASONS, majority: 2, electorate: 3 },
        correction: { component: 'PSYCHOLOGICAL', old: '75.000', new: '85.000' },
      },
    });
  });

  it('lead to a new version of the result, beside the earlier one', async () => {
    expect(await outcome(nurses.publish('FINAL'))).toEqual([422, 'REASON_REQUIRED']);
    const change = 'Nilai psikologi satu peserta dikoreksi dari 75 menjadi 85 atas sanggahan.';
    expect(await outcome(nurses.publish('FINAL', change))).toEqual([200, 'StageResultPublished']);
    const rows = await nurses.ranking('FINAL');
    // Table B2 of step 20: 74.450 → 75.950 and 73.761 → 74.661; the order stays.
    expect(rows.map(({ participantNo, skb, final }) => [participantNo, skb, final])).toEqual([
      [nurses.number('A-1'), '78.100', '75.951'],
      [nurses.number('A-2'), '75.950', '74.661'],
      [nurses.number('A-5'), '78.000', '72.982'],
      [nurses.number('A-6'), '71.800', '69.262'],
    ]);
    const { body } = await city.ask('GET', at);
    const versions = body.results.filter(({ stage }) => stage === 'FINAL');
    expect(versions).toMatchObject([
      { resultVersion: 2, objectionClosesAt: '2026-04-16T17:00:00.000Z' },
      { resultVersion: 1, objectionClosesAt: '2026-04-09T17:00:00.000Z' },
    ]);
    for (const { datasetId, resultVersion, sha256 } of versions) {
      const { text } = await city.ask('GET', `/datasets/${datasetId}/${resultVersion}`);
      expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
      expect(text).toContain(resultVersion === 2 ? '75.950,74.661' : '74.450,73.761');
    }
  });

  it('are taken to the new version from those only whose row it changed', async () => {
    city.at('2026-04-16T16:59:59.000Z');
    const objecting = { stage: 'FINAL', ground: 'SCORE', text: 'Nilai wawancara saya belum benar.' };
    for (const name of ['A-1', 'A-5', 'A-6'])
      expect(await outcome(object(name, objecting))).toEqual([422, 'OBJECTION_WINDOW_CLOSED']);
    const filed = await object('A-2', objecting);
    expect(await outcome(Promise.resolve(filed))).toEqual([200, 'ObjectionFiled']);
    expect(await outcome(object('A-2', objecting))).toEqual([409, 'DUPLICATE_OBJECTION']);
    objectionId = idOf(filed);
    city.at('2026-04-16T17:00:00.000Z');
    expect(await outcome(object('A-2', { ...objecting, ground: 'RANKING' }))).toEqual([
      422,
      'OBJECTION_WINDOW_CLOSED',
    ]);
  });

  it('that wait too long are marked late, which decides nothing', async () => {
    const overdue = async (): Promise<boolean> =>
      objected(await city.ask('GET', `/objections/${objectionId}`, { as: nurses.applicant('A-2') })).overdue;
    city.at('2026-04-23T16:59:59.000Z');
    await city.settled();
    expect(await overdue()).toBe(false);
    city.at('2026-04-23T17:00:00.000Z');
    await eventually('the answer is overdue', overdue);
    const appoint = { employeeId: newId(), tmt: '2026-06-01' };
    const appointing = (name: string): Promise<Answer> =>
      post(`/applications/${nurses.application(name)}/appoint`, nurses.mayor, appoint);
    expect((await appointing('A-1')).body.code).toBe('OBJECTION_PENDING');
    const partly = { outcome: 'PARTLY_UPHELD', correction: { component: 'INTERVIEW', value: '80.5' } };
    const no = { outcome: 'DISMISSED', reasons: 'Nilai wawancara diperiksa ulang dan tetap.' };
    await vote(second, partly);
    expect(await outcome(vote(third, no))).toEqual([200, 'ObjectionVoteCast']);
    expect(await outcome(vote(second, no))).toEqual([200, 'ObjectionVoteCast,ObjectionDismissed']);
    await city.settled();
    const counts = await city.ask('GET', `${at}/objection-counts`);
    const none = { filed: 0, upheld: 0, partlyUpheld: 0, dismissed: 0, open: 0, overdue: 0 };
    expect(counts.body).toEqual([
      { stage: 'ADMIN', ...none },
      // So few would point at people: that there were any is all that is told.
      { stage: 'SKD', ...none, filed: 'SUPPRESSED', dismissed: 'SUPPRESSED' },
      { stage: 'SKB', ...none },
      {
        ...{ stage: 'FINAL', ...none, filed: 'SUPPRESSED', upheld: 'SUPPRESSED' },
        ...{ dismissed: 'SUPPRESSED', overdue: 'SUPPRESSED' },
      },
    ]);
    expect(await outcome(appointing('A-2'))).toEqual([422, 'RANK_ORDER_VIOLATION']);
    expect(await outcome(appointing('A-1'))).toEqual([200, 'CandidateAppointed']);
    await eventually('the vacancy is complete', async () => {
      const { body } = await city.ask('GET', at);
      return body.status === 'completed';
    });
  });

  it('leave no words in clear, remember who read and who was refused, and are rebuilt as they were', async () => {
    await city.settled();
    const { pool } = city.service.platform;
    const { rows } = await pool.query<{ clear: number; codes: string[]; read: number }>(
      `select (select count(*)::int from es.events where strpos(core || data::text, $1) > 0
                 or strpos(core || data::text, $2) > 0) as clear,
         (select count(*)::int from es.events where strpos(core || data::text, 'recruitment.objection-evidence') > 0) as read,
         (select array_agg(distinct data->>'code') from es.events where event_type like '%CommandRefused%') as codes`,
      [TEXT, REASONS],
    );
    expect(rows[0].clear).toBe(0);
    expect(rows[0].read).toBeGreaterThan(0);
    expect(rows[0].codes).toEqual(
      expect.arrayContaining([
        ...['OBJECTION_WINDOW_CLOSED', 'NOT_OBJECTIONABLE', 'DUPLICATE_OBJECTION', 'SOD_VIOLATION'],
        ...['NOT_RELATED', 'REASON_REQUIRED', 'RULE_VIOLATED', 'STAGE_NOT_SETTLED', 'OBJECTION_PENDING'],
      ]),
    );
    const { rows: kept } = await pool.query<{ sealed: Buffer }>('select sealed from doc.case_file');
    expect(kept).toHaveLength(1);
    expect(kept[0].sealed.includes(REPORT.toString('base64'))).toBe(false);
    expect(await unlikeTheirRebuild(city.service.platform, [objectionBoard, applicationList])).toEqual({});
  });

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await city.toldAgain()).toEqual([]);
  }, 60_000);
});
