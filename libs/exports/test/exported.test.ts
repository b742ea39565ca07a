import { Requires } from '@jejak/auth';
import { createHttpApplication, HttpModule, keyset, type Page, PageRequest } from '@jejak/http';
import { NotAuthorised } from '@jejak/kernel';
import { startTestIssuer, type TestIssuer } from '@jejak/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Query } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { IsIn, IsOptional } from 'class-validator';
import type { Server } from 'node:http';
import { text } from 'node:stream/consumers';
import supertest, { type Test } from 'supertest';
import { fromBufferPromise } from 'yauzl';
import { Exported } from '../src';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PERSON = '0198c1a2-0000-7000-8000-000000000001';

interface Row {
  readonly id: string;
  readonly unitId: string;
  readonly count: number | null;
  readonly said: unknown;
  /** In no file: it is not among the columns. */
  readonly secret: string;
}

const row = (at: number, said: unknown): Row => ({
  ...{ id: String(at).padStart(5, '0'), unitId: at % 2 === 0 ? 'even' : 'odd', count: at, said },
  secret: 'canary',
});

const byId = keyset('rows', { id: 'text' });
/** What stands for the read model, and how often a page of it was read. */
const table: { rows: Row[]; reads: number; breaksAfter: number | null } = {
  ...{ rows: [], reads: 0, breaksAfter: null },
};

class RowSearch extends PageRequest {
  @IsOptional() @IsIn(['even', 'odd']) readonly unitId?: string;
}

@Controller('v1/rows')
class RowController {
  @Get()
  @Requires('performance:read')
  @Exported('rows', ['id', 'count', 'said'])
  async list(@Query() { cursor, limit, unitId }: RowSearch): Promise<Page<Row>> {
    if (table.reads++ === table.breaksAfter) throw new NotAuthorised('NOT_RELATED', 'No more.');
    const after = byId.after(cursor);
    const seen = table.rows.filter(
      (one) => (unitId === undefined || one.unitId === unitId) && (!after || one.id > after.id),
    );
    return Promise.resolve(byId.page(seen.slice(0, limit + 1), limit, ({ id }) => ({ id })));
  }
}

let issuer: TestIssuer;
let app: NestExpressApplication;
let server: Server;
let token: string;

beforeAll(async () => {
  issuer = await startTestIssuer();
  @Module({
    imports: [HttpModule.register({ service: 'performance', issuer: issuer.url })],
    controllers: [RowController],
  })
  class RowModule {}
  app = await createHttpApplication(RowModule, { service: 'performance' });
  await app.listen(0, '127.0.0.1');
  server = app.getHttpServer();
  token = await issuer.token({ sub: PERSON, roles: ['employee'] });
});

afterAll(async () => {
  await app.close();
  await issuer.stop();
});

beforeEach(() => {
  Object.assign(table, {
    ...{ rows: Array.from({ length: 450 }, (_, at) => row(at, 'x')), reads: 0, breaksAfter: null },
  });
});

const get = (query = '', accept = 'application/json'): Test =>
  supertest(server).get(`/v1/rows${query}`).set('Authorization', `Bearer ${token}`).set('Accept', accept);
const csvOf = async (query = '?format=csv'): Promise<string[]> =>
  (await get(query).expect(200)).text.split('\r\n').slice(0, -1);

const sheetOf = async (test: Test): Promise<string> => {
  const { body } = await test.buffer(true).parse((answer, done) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('end', () => done(null, Buffer.concat(chunks)));
  });
  // What the parser above gave.
  const zip = await fromBufferPromise(body as Buffer);
  const parts = new Map<string, string>();
  for await (const entry of zip.eachEntry())
    parts.set(entry.fileName, await text(await zip.openReadStreamPromise(entry)));
  expect([...parts.keys()].sort()).toEqual([
    ...['[Content_Types].xml', '_rels/.rels', 'xl/_rels/workbook.xml.rels'],
    ...['xl/workbook.xml', 'xl/worksheets/sheet1.xml'],
  ]);
  return parts.get('xl/worksheets/sheet1.xml') ?? '';
};

describe('a list as a file', () => {
  it('is still a page of JSON where nothing else is asked for', async () => {
    const answer = await get('?limit=2').expect(200);
    expect(answer.body).toMatchObject({
      items: [{ id: '00000' }, { id: '00001' }],
      next: expect.any(String),
    });
    expect(answer.headers.vary).toContain('Accept');
    expect((await get('?format=json').expect(200)).body).toHaveProperty('items');
    await get('', '*/*').expect('Content-Type', /json/);
    await get('', 'image/png').expect('Content-Type', /json/);
  });

  it('holds all pages, in the columns that are named', async () => {
    const answer = await get('?format=csv').expect(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="rows.csv"',
      'cache-control': 'no-store',
    });
    const lines = answer.text.split('\r\n');
    expect([lines.length, lines[0], lines[1], lines[450]]).toEqual([
      452,
      'id,count,said',
      '00000,0,x',
      '00449,449,x',
    ]);
    expect(answer.text).not.toContain('canary');
    expect(table.reads).toBe(3);
  });

  it('is chosen by Accept too, and by format before it', async () => {
    await get('', 'text/csv').expect('Content-Type', /^text\/csv/);
    await get('', XLSX).expect('Content-Type', XLSX);
    await get('?format=csv', XLSX).expect('Content-Type', /^text\/csv/);
  });

  it('keeps the filters of the list, and is a header where it is empty', async () => {
    expect(await csvOf('?format=csv&unitId=odd')).toHaveLength(226);
    table.rows = [];
    expect(await csvOf()).toEqual(['id,count,said']);
  });

  it.each([
    '?format=pdf',
    '?format=csv&limit=5',
    '?format=xlsx&cursor=abc',
    '?format=csv&colour=red',
    '?format=csv&format=csv',
  ])('is refused as a list is: %s', (query) =>
    get(query)
      .expect(400)
      .expect('Content-Type', /problem\+json/),
  );

  it('is refused to whom the list is', async () => {
    await supertest(server)
      .get('/v1/rows?format=csv')
      .expect(401)
      .expect('Content-Type', /problem\+json/);
    table.breaksAfter = 0;
    const answer = await get('?format=xlsx').expect(403);
    expect(answer.body).toMatchObject({ code: 'NOT_RELATED' });
  });

  it.each(['csv', 'xlsx'])('breaks off where the list does, and never looks whole: %s', async (format) => {
    table.breaksAfter = 1;
    await expect(get(`?format=${format}`)).rejects.toThrow('aborted');
  });

  it('runs no formula in a spreadsheet, and keeps what a text says', async () => {
    table.rows = [
      row(1, '=HYPERLINK("http://x")'),
      row(2, 'a "b"\nc,d'),
      row(3, ['one', 'two']),
      { ...row(4, { deep: [1] }), count: null },
      row(5, true),
    ];
    expect((await get('?format=csv')).text).toBe(
      [
        'id,count,said',
        `00001,1,"'=HYPERLINK(""http://x"")"`,
        '00002,2,"a ""b""\nc,d"',
        '00003,3,one; two',
        '00004,,"{""deep"":[1]}"',
        '00005,5,true\r\n',
      ].join('\r\n'),
    );
  });

  it('is a workbook of texts and numbers', async () => {
    table.rows = [row(1, '=1+1 <b>&\u0001_x0041_'), row(2, 'x'.repeat(40_000))];
    const sheet = await sheetOf(get('?format=xlsx'));
    const cell = (said: string): string =>
      `<c t="inlineStr"><is><t xml:space="preserve">${said}</t></is></c>`;
    expect(sheet).toContain(
      `<row>${cell('00001')}<c><v>1</v></c>${cell('=1+1 &lt;b&gt;&amp;\uFFFD_x005F_x0041_')}</row>`,
    );
    expect(sheet).toContain(cell(`${'x'.repeat(32_766)}…`));
    expect(sheet).toMatch(/<\/sheetData><\/worksheet>$/);
  });

  it('is a workbook of all pages', async () => {
    const sheet = await sheetOf(get('?format=xlsx'));
    expect(sheet.match(/<row>/g)).toHaveLength(451);
  });
});
