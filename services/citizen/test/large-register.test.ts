import { newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type City, startCity } from './city';

const MOST_ROWS = 30_000;
/** A dry run that takes longer than a request waits is answered with 202. */
const LOOKED_THROUGH_MS = 120_000;
const HEADER = 'case,unit,category,detail,opened,closed\n';
const hr = newId();
let city: City;

beforeAll(async () => {
  city = await startCity('2026-08-03', {
    JEJAK_REGISTER_ROWS: String(MOST_ROWS),
    JEJAK_REGISTER_BYTES: '12MiB',
  });
  await city.unit('BIG');
});
afterAll(() => city.stop());

const rowsOf = (count: number, row: (nth: number) => string): string =>
  HEADER + Array.from({ length: count }, (_, nth) => `${row(nth + 1)}\n`).join('');
const send = (query: string, file: string) =>
  city.as(hr, 'hr_admin').csv(`/imports/service-requests${query}`, file);
const recorded = async (): Promise<number> => {
  const [{ n }] = await city.rows<{ n: number }>(
    "select count(*)::int as n from es.streams where stream_type = 'service-request'",
  );
  return n;
};
const get = (path: string) => city.as(hr, 'hr_admin').get(path);

describe('a register of many rows', () => {
  it(
    'is looked through although it is larger than other files may be, and ends where the installation says',
    async () => {
      const detail = 'x'.repeat(400);
      const long = rowsOf(MOST_ROWS - 2_000, (nth) => `L-${nth},BIG,Roads,${detail},2026-01-01,`);
      expect(long.length).toBeGreaterThan(10 * 1024 * 1024);
      const { body } = await send('?dryRun=true', long);
      expect(body).toMatchObject({
        state: 'DRY_RUN',
        rows: MOST_ROWS - 2_000,
        rejected: 0,
        done: MOST_ROWS - 2_000,
      });
      expect(await city.facts('ServiceRequestImported')).toEqual([]);
      const tooLarge = await send('?dryRun=true', `${long}${long}`);
      expect([tooLarge.status, tooLarge.body.code]).toEqual([413, 'BODY_TOO_LARGE']);
      const rows = rowsOf(MOST_ROWS + 1, (nth) => `L-${nth},BIG,,,2026-01-01,`);
      const tooLong = await eventually(
        'a busy machine looks it through in time too',
        async () => {
          const answer = await send('?dryRun=true', rows);
          return answer.status !== 202 && answer;
        },
        LOOKED_THROUGH_MS,
      );
      expect([tooLong.status, tooLong.body.code]).toEqual([413, 'TOO_MANY_ROWS']);
    },
    LOOKED_THROUGH_MS,
  );

  it('names every bad row, however many, and what stands in it twice', async () => {
    // 5 500 without a date, each after a good one; then the first case again, as it was and otherwise.
    const file =
      rowsOf(11_000, (nth) =>
        nth % 2 === 0 ? `X-${nth},BIG,Roads,,,` : `X-${nth},BIG,,,2026-02-01,2026-02-05`,
      ) + 'X-1,BIG,,,2026-02-01,2026-02-05\nX-1,BIG,Roads,,2026-02-01,2026-02-05\n';
    const refused = await send('', file);
    expect([refused.status, refused.body.code]).toEqual([422, 'IMPORT_REJECTED']);
    expect(refused.body.report).toMatchObject({
      state: 'REFUSED',
      rows: 11_002,
      rejected: 5_501,
      duplicate: 1,
    });
    expect(refused.body.report.faults).toHaveLength(5_000);
    expect(await city.facts('ServiceRequestImported')).toEqual([]);

    const { status, body } = await send('?mode=good-rows', file);
    expect([status, body.state]).toEqual([200, 'COMPLETED']);
    expect(body).toMatchObject({
      rows: 11_002,
      accepted: 5_500,
      duplicate: 1,
      rejected: 5_501,
      flagged: 5_500,
    });
    const [completed] = await city.facts('ImportCompleted');
    expect(completed).toMatchObject({ accepted: 5_500, rejectedRows: 5_501, flaggedRows: 5_500 });
    // One event names no more of both together.
    expect([completed.rejected, completed.flagged].map((named) => (named as object[]).length)).toEqual([
      ...[5_000, 0],
    ]);
    expect((await send('?mode=good-rows', file)).body).toEqual(body);

    const path = `/imports/${String(body.importId)}/rows`;
    const page = await get(`${path}?outcome=REJECTED&limit=2`);
    expect(page.body.items).toEqual([
      { row: 2, line: 3, outcome: 'REJECTED', code: 'VALUE_MISSING', column: 'opened' },
      { row: 4, line: 5, outcome: 'REJECTED', code: 'VALUE_MISSING', column: 'opened' },
    ]);
    const next = await get(`${path}?outcome=REJECTED&limit=2&cursor=${String(page.body.next)}`);
    expect(next.body.items.map(({ row }) => row)).toEqual([6, 8]);
    const lines = (await get(`${path}?format=csv`)).text.trim().split('\r\n');
    expect(lines[0]).toBe('row,line,outcome,code,column');
    expect(lines).toHaveLength(1 + 5_501 + 5_500);
    expect(lines.at(-1)).toBe('11002,11003,REJECTED,IMPORT_MISMATCH,');
    expect((await city.as(newId(), 'employee').get(path)).status).toBe(403);

    await city.settled();
    const months = await city.public.get('/service-months');
    expect(months.body.items).toMatchObject([
      {
        unitCode: 'BIG',
        fromDate: '2026-02-01',
        cases: 5_500,
        open: 0,
        medianDays: '4.0',
        shareWithin: '100.0000',
      },
    ]);
  });

  it('goes on where it stopped', async () => {
    const file = rowsOf(6_000, (nth) => `R-${nth},BIG,Roads,,2026-03-01,`);
    // Without waiting for the end.
    const begun = await fetch(`${city.citizen.url}/v1/imports/service-requests`, {
      ...{ method: 'POST', body: file },
      headers: { authorization: `Bearer ${await city.token(hr, 'hr_admin')}`, 'content-type': 'text/csv' },
    });
    expect(begun.status).toBe(202);
    const { importId } = (await begun.json()) as { importId: string };
    await eventually('the first rows are recorded', async () => (await recorded()) > 5_500);
    await city.restart();
    expect(await recorded()).toBeLessThan(5_500 + 6_000);
    expect((await get(`/imports/${importId}`)).body).toMatchObject({
      state: 'INTERRUPTED',
      failure: 'STOPPED',
    });
    const { body } = await send('', file);
    expect(body).toMatchObject({ state: 'COMPLETED', rows: 6_000, accepted: 6_000, duplicate: 0 });
    expect(await recorded()).toBe(5_500 + 6_000);
  });
});
