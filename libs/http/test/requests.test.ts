import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import { isUuid } from '@jejak/kernel';
import { startTestIssuer, type TestIssuer } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import supertest, { type Test } from 'supertest';
import { createHttpApplication, type Problem } from '../src';
import { demoModule } from './demo';
import { lines, raw } from './raw-request';

const PERSON = '0198c1a2-0000-7000-8000-000000000001';
const ID = '0198c1a2-0000-7000-8000-00000000000a';
const PLAN = { title: 'Immunisation', rating: 'ABOVE', indicators: [{ indicatorId: ID, weight: 100 }] };

let issuer: TestIssuer;
let app: NestExpressApplication;
let server: Server;
let employee: string;
let supervisor: string;
let machine: string;

beforeAll(async () => {
  issuer = await startTestIssuer();
  app = await createHttpApplication(demoModule(issuer.url), {
    service: 'performance',
    corsOrigins: ['https://portal.kota.example'],
  });
  await app.listen(0, '127.0.0.1');
  server = app.getHttpServer();
  employee = await issuer.token({ sub: PERSON, roles: ['employee'] });
  supervisor = await issuer.token({ sub: PERSON, roles: ['employee', 'supervisor'] });
  machine = await issuer.token({ sub: 'service-cat', roles: ['service'], kind: 'client' });
});

afterAll(async () => {
  await app.close();
  await issuer.stop();
});

const submit = (token = employee): Test =>
  supertest(server).post(`/v1/plans/${ID}/submit`).set('Authorization', `Bearer ${token}`);
const get = (path: string): Test => supertest(server).get(path).set('Authorization', `Bearer ${employee}`);

interface Echo {
  readonly context: { commandId: string; expectedVersion?: number };
  readonly plan: typeof PLAN;
}
const echo = async (test: Test): Promise<Echo> => {
  const answer = await test.send(PLAN);
  expect(answer.status).toBe(200);
  return (answer.body as { echo: Echo }).echo;
};

describe('the context of a command', () => {
  it('is of the caller, and of nothing that the body says', async () => {
    const { context } = await echo(submit());
    expect(context).toEqual({
      commandId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      actor: PERSON,
      role: 'employee',
    });
  });

  it('is of class decision where the permission is', async () => {
    const answer = await supertest(server)
      .post(`/v1/plans/${ID}/rate`)
      .set('Authorization', `Bearer ${supervisor}`);
    expect(answer.body).toMatchObject({ echo: { context: { role: 'supervisor', decision: true } } });
  });

  it('is of a machine client by its own id', async () => {
    const answer = await supertest(server)
      .post('/v1/plans/import')
      .set('Authorization', `Bearer ${machine}`)
      .set('Content-Type', 'text/csv')
      .send('a\n');
    expect(answer.status).toBe(200);
  });

  it('takes a UUID as the command’s id, in lower case', async () => {
    const key = '0198C1A2-9999-7000-8000-00000000000F';
    expect((await echo(submit().set('Idempotency-Key', key))).context.commandId).toBe(key.toLowerCase());
    expect((await echo(submit().set('Idempotency-Key', `"${key}"`))).context.commandId).toBe(
      key.toLowerCase(),
    );
  });

  it('makes an id of any other key, the same for the same caller only', async () => {
    const [first, again, quoted, other] = await Promise.all([
      echo(submit().set('Idempotency-Key', 'order-1')),
      echo(submit().set('Idempotency-Key', 'order-1')),
      echo(submit().set('Idempotency-Key', '"order-1"')),
      echo(submit().set('Idempotency-Key', 'order-2')),
    ]);
    const someone = await issuer.token({ sub: ID, roles: ['employee'] });
    const elsewhere = await echo(submit(someone).set('Idempotency-Key', 'order-1'));
    const ids = [first, again, quoted, other, elsewhere].map(({ context }) => context.commandId);
    expect(ids.every(isUuid)).toBe(true);
    expect([ids[0] === ids[1], ids[0] === ids[2]]).toEqual([true, true]);
    expect(new Set(ids).size).toBe(3);
  });

  it.each([
    ['"7"', 7],
    ['7', 7],
    ['"0"', 0],
    ['*', undefined],
  ])('reads If-Match: %s', async (header, version) => {
    expect((await echo(submit().set('If-Match', header))).context.expectedVersion).toBe(version);
  });
});

describe('texts', () => {
  it('are kept in NFC, with lines that end in a line feed', async () => {
    const answer = await submit().send({ ...PLAN, title: 'Pe\u0301rang\r\nkat\tx' });
    expect((answer.body as { echo: Echo }).echo.plan.title).toBe('P\u00e9rang\nkat\tx');
  });

  it('may hold anything that people write', async () => {
    const title = '𝔘𝔫𝔦 日本 🇮🇩 <script>alert(1)</script> \' " \\ ; -- ${x} {{x}} =1+1';
    const answer = await submit().send({ ...PLAN, title });
    expect((answer.body as { echo: Echo }).echo.plan.title).toBe(title);
  });
});

describe('a list', () => {
  interface List {
    readonly items: { name: string }[];
    readonly next: string | null;
  }
  const page = async (query: string): Promise<List> => {
    const answer = await get(`/v1/plans?${query}`);
    expect(answer.status).toBe(200);
    return answer.body as List;
  };

  it('is read to its end page by page, each row once', async () => {
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const { items, next }: List = await page(`limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      names.push(...items.map(({ name }) => name));
      cursor = next;
    } while (cursor);
    expect(names).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('whose last page is full has no next', async () => {
    expect((await page('limit=5')).next).toBeNull();
    expect((await page('limit=200')).items).toHaveLength(5);
  });
});

describe('reading one’s writes', () => {
  it.each([
    ['?version=7', 'wait=2', { version: 7, waitMs: 2000 }],
    ['?version=7', 'return=minimal, wait=0.5; foo', { version: 7, waitMs: 500 }],
    ['?version=7', 'respond-async', { version: 7, waitMs: 0 }],
    ['', 'wait=2', null],
  ])('%s with Prefer: %s', async (query, prefer, awaited) => {
    const answer = await get(`/v1/plans/awaited${query}`).set('Prefer', prefer);
    expect(answer.body).toMatchObject({ awaited });
  });
});

describe('an answer', () => {
  it('names the version as the next If-Match takes it', async () => {
    const answer = await submit().send(PLAN);
    expect(answer.headers.etag).toBe('"4"');
    expect((await get('/v1/plans/awaited')).headers.etag).toBe('"9"');
    expect((await get('/v1/plans')).headers.etag).toBeUndefined();
  });

  it.each([
    ['an answer', () => get('/v1/plans'), 200],
    ['a refusal', () => get('/v1/plans?limit=0'), 400],
    ['nobody', () => supertest(server).get('/v1/plans'), 401],
    ['nothing there', () => get('/nowhere'), 404],
    ['a bad address', () => get('/%'), 400],
    [
      'a defect',
      () => supertest(server).post(`/v1/plans/${ID}/refuse/x`).set('Authorization', `Bearer ${employee}`),
      500,
    ],
    ['the contract', () => get('/docs-json'), 200],
  ])('has the headers that keep browsers and caches out: %s', async (_, send, status) => {
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none';base-uri 'none';frame-ancestors 'none';form-action 'none'",
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(answer.headers['x-powered-by']).toBeUndefined();
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('to another origin is for those that were named, without credentials', async () => {
    const known = await get('/v1/plans').set('Origin', 'https://portal.kota.example');
    expect(known.headers['access-control-allow-origin']).toBe('https://portal.kota.example');
    expect(known.headers['access-control-allow-credentials']).toBeUndefined();
    const unknown = await get('/v1/plans').set('Origin', 'https://evil.example');
    expect(unknown.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('to HEAD has no body', async () => {
    const answer = await supertest(server).head('/v1/plans').set('Authorization', `Bearer ${employee}`);
    expect([answer.status, answer.text]).toEqual([200, undefined]);
    expect((await supertest(server).head('/v1/plans')).status).toBe(401);
  });
});

describe('an upload', () => {
  const LIMIT = 64 * 1024;
  const send = (body: string | Buffer, type = 'text/csv', length?: number): Test => {
    const test = supertest(server)
      .post('/v1/plans/import')
      .set('Authorization', `Bearer ${machine}`)
      .set('Content-Type', type)
      .serialize((value) => value as string);
    return (length === undefined ? test : test.set('Content-Length', String(length))).send(body as string);
  };
  const codeOf = (answer: { body: unknown }): string => (answer.body as Problem).code;

  it('is counted and hashed as it streams', async () => {
    const body = 'nip,quantity\n'.repeat(1000);
    const answer = await send(body);
    expect(answer.body).toEqual({
      rows: 1000,
      size: body.length,
      sha256: createHash('sha256').update(body).digest('hex'),
    });
  });

  it('may begin with a byte order mark and hold characters that fall on two chunks', async () => {
    const body = Buffer.from(`\ufeff${'é'.repeat(20_001)}`);
    expect((await send(body)).body).toMatchObject({ size: body.length });
  });

  it.each<[string, number, string, () => Test]>([
    ['of the largest size and a byte more', 413, 'BODY_TOO_LARGE', () => send('x'.repeat(LIMIT + 1))],
    ['of 5 MiB', 413, 'BODY_TOO_LARGE', () => send('x'.repeat(5 * 1024 * 1024))],
    ['that is no UTF-8', 400, 'ENCODING_INVALID', () => send(Buffer.from([0x61, 0xff, 0x62]))],
    ['that ends inside a character', 400, 'ENCODING_INVALID', () => send(Buffer.from('é').subarray(0, 1))],
    ['in Latin-1', 400, 'ENCODING_INVALID', () => send(Buffer.from('Pérangkat', 'latin1'))],
    ['in UTF-16', 400, 'ENCODING_INVALID', () => send(Buffer.from('\ufeffab', 'utf16le'))],
    ['with a NUL', 400, 'TEXT_INVALID', () => send('a\0b')],
    ['of JSON', 415, 'MEDIA_TYPE_UNSUPPORTED', () => send('{}', 'application/json')],
    ['of no type', 415, 'MEDIA_TYPE_UNSUPPORTED', () => send('a', '')],
    [
      'of a multipart form',
      415,
      'MEDIA_TYPE_UNSUPPORTED',
      () => send('a', 'multipart/form-data; boundary=x'),
    ],
    ['of another character set', 415, 'MEDIA_TYPE_UNSUPPORTED', () => send('a', 'text/csv; charset=latin1')],
    ['of nothing', 400, 'BODY_INCOMPLETE', () => send('')],
  ])('%s is refused: %d %s', async (_, status, code, request) => {
    const answer = await request();
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  });

  it('of the largest size is read', async () => {
    expect((await send('x'.repeat(LIMIT))).body).toMatchObject({ size: LIMIT });
  });

  it('without a length is stopped at the limit all the same', async () => {
    const chunk = `${(32 * 1024).toString(16)}\r\n${'x'.repeat(32 * 1024)}\r\n`;
    const head = lines('POST /v1/plans/import', [
      `Authorization: Bearer ${machine}`,
      'Content-Type: text/csv',
      'Transfer-Encoding: chunked',
    ]);
    const answer = await raw(server, `${head}${chunk.repeat(3)}0\r\n\r\n`);
    expect(answer.status).toBe(413);
  });

  it('that is cut off ends alone', async () => {
    const head = lines('POST /v1/plans/import', [
      `Authorization: Bearer ${machine}`,
      'Content-Type: text/csv',
      'Content-Length: 1000',
    ]);
    await raw(server, `${head}a,b\n`);
    expect((await send('a\n')).status).toBe(200);
  });

  it('of someone who may not is not read', async () => {
    const answer = await supertest(server)
      .post('/v1/plans/import')
      .set('Authorization', `Bearer ${employee}`)
      .set('Content-Type', 'application/xml')
      .send('<a/>');
    expect([answer.status, codeOf(answer)]).toEqual([403, 'FORBIDDEN_ROLE']);
  });
});

describe('what answers first', () => {
  it('is who you are, then your role, then the body', async () => {
    const bad = (test: Test): Test => test.set('Content-Type', 'application/json').send('{');
    expect((await bad(supertest(server).post(`/v1/plans/${ID}/submit`))).status).toBe(401);
    const hr = await issuer.token({ sub: PERSON, roles: ['hr_admin'] });
    expect((await bad(submit(hr))).status).toBe(403);
    expect((await bad(submit())).status).toBe(400);
  });
});

it('an issuer that is away is our trouble: 503, with when to try again', async () => {
  const away = await createHttpApplication(demoModule('http://127.0.0.1:9'), { service: 'performance' });
  await away.init();
  const answer = await supertest(away.getHttpServer())
    .get('/v1/plans')
    .set('Authorization', `Bearer ${employee}`);
  expect(answer.status).toBe(503);
  expect(answer.headers['retry-after']).toBe('2');
  expect(answer.body).toMatchObject({ code: 'ISSUER_UNAVAILABLE' });
  await away.close();
});
