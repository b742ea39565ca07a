import { packed, workbookOf } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer } from './answer';
import { type City, type Person, startCity } from './city';

const HEADER = 'participant,formation_code,formation,list,gpa,twk,tiu,tkp,skb';
const GOOD = 'P1,pk,Penata,1,3.5,70,105,189,70.08';
const file = (...rows: string[]): string => [HEADER, ...rows].join('\n');

describe('a wrong file', () => {
  let city: City;
  let hr: Person;
  beforeAll(async () => {
    city = await startCity();
    hr = await city.person('hr_admin');
  });
  afterAll(() => city.stop());

  const take = (csv: string | Buffer, query = '', headers: Record<string, string> = {}): Promise<Answer> =>
    city.ask('POST', `/imports/selection?year=2024${query}`, {
      as: hr,
      csv,
      headers: { prefer: 'wait=30', ...headers },
    });
  /** What anyone has done here: the service's own timers go on meanwhile with what was right. */
  const events = async (): Promise<number> =>
    (
      await city.service.platform.pool.query<{ n: number }>(
        `select count(*)::int as n from es.events where core::jsonb ->> 'actor' <> 'recruitment'`,
      )
    ).rows[0].n;

  // Whole files: nothing of them can be a row.
  it.each([
    ['nothing', '', 400, 'BODY_INCOMPLETE'],
    ['a header only', `${HEADER}\n`, 400, 'FILE_EMPTY'],
    ['an unknown column', `${HEADER},nik\n${GOOD},1`, 400, 'COLUMN_UNKNOWN'],
    ['a missing column', 'participant,list\nP1,1', 400, 'COLUMN_MISSING'],
    ['a repeated column', `${HEADER},skb\n${GOOD},1`, 400, 'COLUMN_REPEATED'],
    ['semicolons', file(GOOD).replaceAll(',', ';'), 400, 'COLUMN_UNKNOWN'],
    ['an open quote in the header', `"${file(GOOD)}`, 400, 'QUOTE_INVALID'],
    ['UTF-16', Buffer.from(`\ufeff${file(GOOD)}`, 'utf16le'), 400, 'ENCODING_INVALID'],
    ['a ZIP (XLSX) that is cut off', Buffer.from('504b0304140006000800', 'hex'), 400, 'ARCHIVE_INVALID'],
    ['NUL bytes', Buffer.alloc(1000), 400, 'TEXT_INVALID'],
    ['a million columns', `${'a,'.repeat(20_000)}a\n`, 400, 'TOO_MANY_COLUMNS'],
    ['a line without end', 'x'.repeat(1_000_000), 400, 'CELL_TOO_LONG'],
    ['more than 10 MiB', Buffer.alloc(10 * 1024 * 1024 + 1, 'a\n'), 413, 'BODY_TOO_LARGE'],
    ['too many rows', `${HEADER}\n${'x\n'.repeat(100_001)}`, 413, 'TOO_MANY_ROWS'],
  ])('that is %s is refused', async (_, csv, status, code) => {
    const answer = await take(csv);
    expect([answer.status, answer.body?.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('of another media type is refused', async () => {
    const answer = await take(file(GOOD), '', { 'content-type': 'application/json' });
    expect([answer.status, answer.body.code]).toEqual([415, 'MEDIA_TYPE_UNSUPPORTED']);
  });

  const bad: [string | Buffer, string, string | undefined][] = [
    [',pk,Penata,1,3.5,70,105,189,70.08', 'VALUE_MISSING', 'participant'],
    ['P2,,Penata,1,3.5,70,105,189,70.08', 'VALUE_MISSING', 'formation_code'],
    ['"=cmd|\' /C calc\'!A0",pk,Penata,1,3.5,70,105,189,70.08', 'VALUE_INVALID', 'participant'],
    ['__proto__,pk,Penata,1,3.5,70,105,189,70.08', 'VALUE_INVALID', 'participant'],
    ['P2,pk,Penata,1,x,70,105,189,70.08', 'NOT_A_NUMBER', 'gpa'],
    ['P2,pk,Penata,1,"3,5",70,105,189,70.08', 'NOT_A_NUMBER', 'gpa'],
    ['P2,pk,Penata,1,4.01,70,105,189,70.08', 'SCORE_OUT_OF_RANGE', 'gpa'],
    ['P2,pk,Penata,1,3.5,151,105,189,70.08', 'SCORE_OUT_OF_RANGE', 'twk'],
    ['P2,pk,Penata,1,3.5,70.5,105,189,70.08', 'TOO_MANY_DECIMALS', 'twk'],
    ['P2,pk,Penata,1,3.5,70,-5,189,70.08', 'SCORE_OUT_OF_RANGE', 'tiu'],
    ['P2,pk,Penata,1,3.5,70,105,226,70.08', 'SCORE_OUT_OF_RANGE', 'tkp'],
    ['P2,pk,Penata,1,3.5,70,105,189,100.01', 'SCORE_OUT_OF_RANGE', 'skb'],
    ['P2,pk,Penata,1,3.5,70,105,189,70.0801', 'TOO_MANY_DECIMALS', 'skb'],
    ['P2,pk,Penata lain,1,3.5,70,105,189,70.08', 'FORMATION_DIFFERS', 'formation'],
    ['P1,pk,Penata,2,3.5,70,105,189,70.08', 'IMPORT_MISMATCH', undefined],
    ['P2,pk,Penata,1,3.5,70,105,189', 'ROW_WIDTH', undefined],
    ['P2,pk,Penata,1,3.5,70,105,189,70.08,9', 'ROW_WIDTH', undefined],
    ['P2,pk,"Pen"ata,1,3.5,70,105,189,70.08', 'QUOTE_INVALID', undefined],
    ['P2,pk,"Penata,1,3.5,70,105,189,70.08', 'QUOTE_INVALID', undefined],
    ['P2,pk,Pen\u0000ata,1,3.5,70,105,189,70.08', 'TEXT_INVALID', undefined],
    [`P2,pk,${'x'.repeat(5_000)},1,3.5,70,105,189,70.08`, 'CELL_TOO_LONG', undefined],
    [`P2,pk,${'x'.repeat(201)},1,3.5,70,105,189,70.08`, 'CELL_TOO_LONG', 'formation'],
    [Buffer.from([0x50, 0x32, 0x2c, 0xff, 0xfe]), 'ENCODING_INVALID', undefined],
  ];
  const badFile = Buffer.concat(
    [HEADER, GOOD, ...bad.map(([row]) => row)].flatMap((row) => [Buffer.from(row), Buffer.from('\n')]),
  );

  it('has every bad row reported, with its line, column and rule, and nothing recorded', async () => {
    const before = await events();
    const { status, body, headers } = await take(badFile, '', { 'accept-language': 'id' });
    expect(status).toBe(422);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({
      code: 'IMPORT_REJECTED',
      status: 422,
      report: { state: 'REFUSED', accepted: 0 },
    });
    const { faults } = body.report;
    expect(faults.map(({ code, column }) => [code, column])).toEqual(
      bad.map(([, code, column]) => [code, column]),
    );
    expect(faults.map(({ row, line }) => [row, line])).toEqual(bad.map((_, i) => [i + 2, i + 3]));
    // Every code has a sentence of its own, in the reader's language.
    for (const { code, rule } of faults) expect(rule).not.toBe(code);
    expect(await events()).toBe(before);
  });

  it('can be taken without its bad rows', async () => {
    const dry = await take(badFile, '&mode=good-rows&dryRun=true');
    expect(dry.body).toMatchObject({ state: 'DRY_RUN', rows: 24, accepted: 1, rejected: 23 });
    const { status, body } = await take(badFile, '&mode=good-rows');
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'COMPLETED', rows: 24, accepted: 1, duplicate: 0, rejected: 23 });
    expect(body.faults).toEqual(dry.body.faults);
    expect((await take(badFile)).body).toEqual(body);
    const { text } = await city.ask('GET', `/exports/selection?import=${body.importId}`);
    expect(text.split('\r\n')[1]).toBe('P1,pk,1,364,68.521,1');
  });

  it('may have a mark, other line ends, other columns’ order, and the same row twice', async () => {
    const swapped = `\ufeffskb,${HEADER.replace(',skb', '')}\r\n70.08,${GOOD.replace(',70.08', '')}\r\n`;
    expect((await take(swapped)).body).toMatchObject({ state: 'COMPLETED', accepted: 1 });
    const twice = await take(file(GOOD, GOOD, ''));
    expect(twice.body).toMatchObject({ state: 'COMPLETED', rows: 2, accepted: 1, duplicate: 1, rejected: 0 });
  });

  it('flags rows that nothing separates, in the order of the file', async () => {
    const tie = (participant: string) => GOOD.replace('P1', participant);
    const { body } = await take(file(tie('B'), tie('A'), tie('C'), GOOD.replace('70.08', '80')));
    expect(body.flags.map(({ row, line, flag }) => [row, line, flag])).toEqual([
      [2, 3, 'TIE_UNRESOLVED'],
      [3, 4, 'TIE_UNRESOLVED'],
    ]);
    const { text } = await city.ask('GET', `/exports/selection?import=${body.importId}`);
    expect(text.trimEnd().split('\r\n').slice(1)).toEqual([
      'B,pk,1,364,68.521,2',
      'A,pk,1,364,68.521,3',
      'C,pk,1,364,68.521,4',
      'P1,pk,1,364,74.473,1',
    ]);
  });

  const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const workbook = (content: Buffer, path = '/imports/selection?year=2024', as = hr): Promise<Answer> =>
    city.ask('POST', path, { as, file: { type: XLSX, content }, headers: { prefer: 'wait=30' } });
  const cells = (row: string): string[] => row.split(',');

  it('may be a workbook, whose bad cells are reported like those of any file', async () => {
    const good = await workbookOf([cells(HEADER), cells(GOOD.replace('P1', 'W1'))]);
    expect((await workbook(good)).body).toMatchObject({ state: 'COMPLETED', accepted: 1, rejected: 0 });
    const formula = { xml: '<c><f>HYPERLINK("http://evil.test")</f><v>70</v></c>' };
    const [participant, code, name, list, gpa, , ...rest] = cells(GOOD);
    const bad = await workbookOf([
      cells(HEADER),
      [participant, code, name, list, gpa, formula, ...rest],
      ['=1+1', code, name, list, gpa, '70', ...rest],
    ]);
    const before = await events();
    const { status, body } = await workbook(bad);
    expect([status, body.code]).toEqual([422, 'IMPORT_REJECTED']);
    expect(body.report.faults.map(({ row, column, code: why }) => [row, column, why])).toEqual([
      [1, 'twk', 'FORMULA_REFUSED'],
      [2, 'participant', 'VALUE_INVALID'],
    ]);
    expect(await events()).toBe(before);
  });

  it.each<[string, () => Promise<Buffer>, number, string]>([
    // 30 MiB of blanks in a few kilobytes.
    [
      'a bomb',
      () => workbookOf([], { 'xl/worksheets/sheet1.xml': Buffer.alloc(30 * 1024 * 1024, ' ') }),
      ...([413, 'WORKBOOK_TOO_LARGE'] as const),
    ],
    ['a plain archive', () => packed({ 'applicants.csv': file(GOOD) }), 400, 'WORKBOOK_INVALID'],
    [
      'an archive in an archive',
      async () => packed({ 'a.zip': await packed({ 'b.zip': 'x' }) }),
      ...([400, 'WORKBOOK_INVALID'] as const),
    ],
    ['a page', () => Promise.resolve(Buffer.from('<html><table></table></html>')), 400, 'FILE_KIND_UNKNOWN'],
    ['compressed', () => Promise.resolve(Buffer.from('1f8b0800', 'hex')), 400, 'FILE_KIND_UNKNOWN'],
    ['a row of 300 columns', () => workbookOf([Array(300).fill('a')]), 400, 'TOO_MANY_COLUMNS'],
  ])('that is %s is refused, as a round and as scores', async (_, make, status, code) => {
    const content = await make();
    const provider = await city.person('service');
    const before = await events();
    for (const asked of [workbook(content), workbook(content, '/imports/scores', provider)]) {
      const answer = await asked;
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }
    expect(await events()).toBe(before);
  });

  it('of scores is refused like one of a round', async () => {
    const provider = await city.person('service');
    const scores = async (csv: string | Buffer): Promise<unknown[]> => {
      const { status, body } = await city.ask('POST', '/imports/scores', { as: provider, csv });
      const faults = body.report?.faults.map(({ column, code }) => [column, code]);
      return [status, faults ?? body.code];
    };
    const header = 'participant,twk,tiu,tkp';
    expect(await scores(Buffer.from(`\ufeff${header}\n1,1,1,1`, 'utf16le'))).toEqual([
      400,
      'ENCODING_INVALID',
    ]);
    expect(await scores(`${header}\n${'x\n'.repeat(100_001)}`)).toEqual([413, 'TOO_MANY_ROWS']);
    expect(await scores(`${header},skb\n1,1,1,1,1`)).toEqual([400, 'COLUMN_UNKNOWN']);
    expect(
      await scores([header, '=1+1,1,1,1', '1,=50*2,1,1', `1,${'9'.repeat(5_000)},1,1`].join('\n')),
    ).toEqual([
      422,
      [
        ['participant', 'VALUE_INVALID'],
        ['twk', 'NOT_A_NUMBER'],
        [undefined, 'CELL_TOO_LONG'],
      ],
    ]);
  });

  it.each([
    ['mode=some', 400, 'VALIDATION_FAILED'],
    ['dryRun=perhaps', 400, 'VALIDATION_FAILED'],
    ['year=1999', 400, 'VALIDATION_FAILED'],
    ['colour=red', 400, 'VALIDATION_FAILED'],
  ])('asked for with %s is refused', async (query, status, code) => {
    const answer = await city.ask('POST', `/imports/selection?${query}`, { as: hr, csv: file(GOOD) });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('is not taken from just anybody', async () => {
    expect((await city.ask('POST', '/imports/selection', { csv: file(GOOD) })).status).toBe(401);
    const applicant = await city.person('applicant');
    expect((await city.ask('POST', '/imports/selection', { as: applicant, csv: file(GOOD) })).status).toBe(
      403,
    );
    expect(
      (await city.ask('POST', '/imports/scores', { as: hr, csv: 'participant,twk,tiu,tkp\n1,1,1,1' })).status,
    ).toBe(403);
  });

  it('asks for exports that are not there', async () => {
    const asked = async (query: string) => (await city.ask('GET', `/exports/selection${query}`)).body.code;
    const nobodys = `file=${'a'.repeat(64)}`;
    expect(await asked(`?${nobodys}`)).toBe('IMPORT_NOT_FOUND');
    expect(await asked(`?${nobodys}&import=0198c1a2-0000-7000-8000-000000000001`)).toBe('EXPORT_NAMED_TWICE');
    expect(await asked('?import=nonsense')).toBe('VALIDATION_FAILED');
  });
});
