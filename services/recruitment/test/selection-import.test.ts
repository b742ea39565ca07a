import { unlikeTheirRebuild } from '@jejak/neighbour';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applicationList } from '../src/application/application.projection';
import { stageResults } from '../src/publication/stage-result.projection';
import { vacancyBoard } from '../src/vacancy/vacancy.projection';
import type { Row } from './answer';
import { type City, type Person, startCity } from './city';

const data = (name: string): Buffer => readFileSync(join(__dirname, 'data', name));
const applicants = data('applicants.csv');
const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

describe('the selection round of 2024', () => {
  let city: City;
  let hr: Person;
  let importId: string;
  const take = (csv: Buffer | string, query = '') =>
    city.ask('POST', `/imports/selection?year=2024${query}`, { as: hr, csv, headers: { prefer: 'wait=30' } });
  const events = async (): Promise<number> =>
    (await city.service.platform.pool.query<{ n: number }>('select count(*)::int as n from es.events'))
      .rows[0].n;

  beforeAll(async () => {
    city = await startCity();
    hr = await city.person('hr_admin');
  });
  afterAll(() => city.stop());

  it('is looked through without a trace', async () => {
    const before = await events();
    const { status, body } = await take(applicants, '&dryRun=true');
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'DRY_RUN', rows: 976, accepted: 976, rejected: 0, faults: [] });
    expect((await city.ask('GET', `/imports/${body.importId}`, { as: hr })).status).toBe(404);
    expect(await events()).toBe(before);
  });

  it('is taken over whole', async () => {
    const { status, body } = await take(applicants);
    expect(body).toMatchObject({
      ...{ kind: 'selection', state: 'COMPLETED', fileSha256: sha256(applicants) },
      ...{ rows: 976, done: 976, accepted: 976, duplicate: 0, rejected: 0, faults: [], flags: [] },
    });
    expect(status).toBe(200);
    importId = body.importId;
    const { body: asked } = await city.ask('GET', `/imports/${importId}`, { as: hr });
    expect(asked).toEqual(body);
  });

  it('comes out byte for byte as the agency published it', async () => {
    const { status, text, headers } = await city.ask('GET', `/exports/selection?import=${importId}`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('text/csv');
    expect(text).toBe(data('official-results.csv').toString('utf8'));
    expect((await city.ask('GET', `/exports/selection?file=${sha256(applicants)}`)).text).toBe(text);
    // Unnamed it is the newest that is completed.
    expect((await city.ask('GET', '/exports/selection')).text).toBe(text);
  });

  it('the same file again gives the first report and records nothing', async () => {
    await eventually('the rows of each of the 15 lists are recorded', async () => {
      const { rows } = await city.service.platform.pool.query<{ n: number }>(
        `select count(*)::int as n from es.events where event_type = 'asn.recruitment.StageResultRowsPublished.v1'`,
      );
      return rows[0].n === 15;
    });
    const before = await events();
    const { status, body } = await take(applicants);
    expect(status).toBe(200);
    expect(body).toMatchObject({ importId, state: 'COMPLETED', accepted: 976 });
    expect(await events()).toBe(before);
  });

  it('stands on the board, a vacancy for each list', async () => {
    const { body } = await city.ask('GET', `/vacancies?import=${importId}&limit=200`);
    expect(body.items).toHaveLength(15);
    expect(body.next).toBeNull();
    // Lists of fewer than five say no number; of the 976 the others have all but those few.
    const applicantsOf = body.items.map(({ applicants: n }) => n);
    const told = applicantsOf.filter((n) => n !== 'SUPPRESSED');
    const untold = applicantsOf.length - told.length;
    const missing = 976 - told.reduce((sum, n) => sum + n, 0);
    expect(Math.min(...told)).toBeGreaterThanOrEqual(5);
    expect([untold <= missing, missing <= 4 * untold]).toEqual([true, true]);
    const { body: first } = await city.ask('GET', `/vacancies?import=${importId}&limit=10`);
    const { body: second } = await city.ask(
      'GET',
      `/vacancies?import=${importId}&limit=10&cursor=${first.next}`,
    );
    expect([...first.items, ...second.items]).toEqual(body.items);
    const { body: found } = await city.ask('GET', '/vacancies?search=keprotokolan');
    expect(found.items.map(({ list }) => list).sort()).toEqual(['1', '2']);
    expect((await city.ask('GET', '/vacancies?search=100%25_')).body.items).toEqual([]);
  });

  it('says of every row why it stands where it stands', async () => {
    const { body } = await city.ask('GET', `/vacancies?import=${importId}&search=Sarana&limit=200`);
    const [{ vacancyId }] = body.items.filter(({ list }) => list === '1');
    const rows: Row[] = [];
    for (let cursor = ''; ;) {
      const { body: page } = await city.ask('GET', `/vacancies/${vacancyId}/ranking?limit=200${cursor}`);
      rows.push(...page.items);
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(rows.map(({ rank }) => rank)).toEqual(Array.from({ length: 699 }, (_, i) => i + 1));
    expect(rows[0].why.criterion).toBeNull();
    rows.slice(1).forEach((row, i) => {
      const above = rows[i];
      expect(row.why.aboveParticipantNo).toBe(above.participantNo);
      if (row.tieBreakUsed === null) expect([row.why.criterion, row.why.own]).toEqual(['FINAL', row.final]);
      else expect(row.final).toBe(above.final);
    });
    // P00007: 364 of 550 = 66.182 %, × 0.4 = 26.473; 70.08 × 0.6 = 42.048; 68.521, place 448.
    const { body: one } = await city.ask('GET', `/vacancies/${vacancyId}/ranking/P00007`, {
      headers: { 'accept-language': 'id' },
    });
    expect(one).toMatchObject({ rank: 448, total: 364, skb: '70.080', final: '68.521' });
    expect(one.components).toEqual({ skdPercent: '66.182', skdPart: '26.473', skbPart: '42.048' });
    expect(one.why.sentence).toContain('Di bawah peserta sebelumnya karena');
    expect(one).not.toHaveProperty('applicationId');
    expect((await city.ask('GET', `/vacancies/${vacancyId}/ranking/P99999`)).body.code).toBe(
      'PARTICIPANT_NOT_FOUND',
    );
  });

  it('can be had as files, of all pages, by whom its lists are', async () => {
    const { body } = await city.ask('GET', `/vacancies?import=${importId}&search=Sarana&limit=200`);
    const [{ vacancyId }] = body.items.filter(({ list }) => list === '1');
    const file = (list: string, as?: Person, format = 'csv') =>
      city.ask('GET', `/vacancies/${vacancyId}/${list}?format=${format}`, as ? { as } : {});
    const ranking = await file('ranking');
    expect(ranking.headers.get('content-disposition')).toBe('attachment; filename="ranking.csv"');
    const lines = ranking.text.split('\r\n');
    expect(lines[0]).toBe(
      'place,rank,participantNo,total,twk,tiu,tkp,gpa,skb,final,tieBreakUsed,outcome,missed,components',
    );
    // 699 rows are four pages.
    expect(lines.slice(1, -1).map((line) => line.split(',')[0])).toEqual(
      Array.from({ length: 699 }, (_, i) => String(i + 1)),
    );
    expect(lines.find((line) => line.includes(',P00007,'))).toMatch(/^448,448,P00007,364,/);
    const workbook = await file('ranking', undefined, 'xlsx');
    expect(workbook.headers.get('content-type')).toContain('spreadsheetml.sheet');
    expect(workbook.text.startsWith('PK')).toBe(true);
    expect((await file('applications', hr)).text.trimEnd().split('\r\n')).toHaveLength(700);
    expect((await file('applications')).status).toBe(401);
    const citizen = await city.person('employee');
    expect((await file('applications', citizen)).body.code).toBe('FORBIDDEN_ROLE');
    expect((await file('ranking', undefined, 'pdf')).body.code).toBe('VALIDATION_FAILED');
    const board = await city.ask('GET', `/vacancies?import=${importId}`, { headers: { accept: 'text/csv' } });
    expect(board.text.trimEnd().split('\r\n')).toHaveLength(16);
    // Of few the file says as little as the board.
    expect(board.text).toContain('SUPPRESSED');
    const formations = await city.ask('GET', '/formations?format=csv', { as: hr });
    expect(formations.text).toMatch(/^formationId,status,unitId,[^\n]*decidedAt\r\n$/);
  });

  it('is published as datasets whose bytes are what was hashed', async () => {
    const { body } = await city.ask('GET', `/vacancies?import=${importId}&limit=200`);
    for (const { vacancyId } of body.items) {
      const { body: detail } = await city.ask('GET', `/vacancies/${vacancyId}`);
      const [result] = detail.results;
      expect(result).toMatchObject({
        stage: 'FINAL',
        resultVersion: 1,
        advancing: null,
        objectionClosesAt: null,
      });
      const file = await city.ask('GET', `/datasets/${result.datasetId}/1`);
      expect(sha256(file.text)).toBe(result.sha256);
      expect(file.headers.get('cache-control')).toContain('immutable');
      expect((await city.ask('GET', `/datasets/${result.datasetId}`)).body.versions).toHaveLength(1);
      for (const version of ['2', '0', '-1', '99999999999', 'x'])
        expect([400, 404]).toContain(
          (await city.ask('GET', `/datasets/${result.datasetId}/${version}`)).status,
        );
    }
    const unknown = await city.ask('GET', `/datasets/${importId}/1`);
    expect([unknown.status, unknown.body.code]).toEqual([404, 'DATASET_NOT_FOUND']);
  });

  it('stands in the log as facts, the applicants under no name', async () => {
    const facts = await eventually('the rows of every result are published', async () => {
      const { rows } = await city.service.platform.pool.query<{ type: string; n: number }>(
        `select split_part(event_type, '.', 3) as type, count(*)::int as n from es.events
         where stream_id not like 'heartbeat-%' group by 1`,
      );
      const counts = Object.fromEntries(rows.map(({ type, n }) => [type, n]));
      return counts.StageResultRowsPublished === 15 && counts;
    });
    expect(facts).toEqual({
      ...{ ApplicationSubmitted: 976, SkdScored: 976, SkbScored: 976, FinishedRoundImported: 15 },
      ...{
        RankingComputed: 15,
        StageResultPublished: 15,
        StageResultRowsPublished: 15,
        DatasetPublished: 15,
      },
      ...{ ImportCompleted: 1 },
    });
  });

  it('every read model equals its rebuild', async () => {
    expect(
      await unlikeTheirRebuild(city.service.platform, [vacancyBoard, applicationList, stageResults]),
    ).toEqual({});
  });
});
