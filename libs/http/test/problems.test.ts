import type { Server } from 'node:http';
import { startTestIssuer, type TestIssuer } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import supertest, { type Test } from 'supertest';
import { createHttpApplication, LANGUAGES, type Problem, problemText } from '../src';
import { demoModule } from './demo';
import { lines, raw } from './raw-request';

const PERSON = '0198c1a2-0000-7000-8000-000000000001';
const ID = '0198c1a2-0000-7000-8000-00000000000a';
const CANARY = 'CANARY-4711';

const plan = (changes: object = {}) => ({
  title: 'Immunisation',
  rating: 'ABOVE',
  indicators: [{ indicatorId: ID, weight: 100 }],
  ...changes,
});

let issuer: TestIssuer;
let app: NestExpressApplication;
let server: Server;
let token: string;

beforeAll(async () => {
  issuer = await startTestIssuer();
  app = await createHttpApplication(demoModule(issuer.url), { service: 'performance' });
  await app.listen(0, '127.0.0.1');
  server = app.getHttpServer();
  token = await issuer.token({ sub: PERSON, roles: ['employee'] });
});

afterAll(async () => {
  await app.close();
  await issuer.stop();
});

const signedIn = (test: Test): Test => test.set('Authorization', `Bearer ${token}`);
const post = (path: string): Test => signedIn(supertest(server).post(path));
const get = (path: string): Test => signedIn(supertest(server).get(path));
const submit = (): Test => post(`/v1/plans/${ID}/submit`);
const json = (text: string | Buffer, type = 'application/json'): Test =>
  submit()
    .set('Content-Type', type)
    // superagent would write a Buffer as JSON.
    .serialize((body) => body as string)
    .send(text as string);
const nested = (depth: number): string => `${'{"a":'.repeat(depth - 1)}{}${'}'.repeat(depth - 1)}`;

const expectProblem = (
  answer: { status: number; body: unknown; headers: Record<string, string> },
  status: number,
  code: string,
) => {
  const problem = answer.body as Problem;
  expect({ status: answer.status, code: problem.code }).toEqual({ status, code });
  expect(problem).toMatchObject({ type: `/problems/${code}`, status, policyRefs: expect.any(Array) });
  expect(problem.title).not.toBe('');
  expect(problem.detail).not.toBe('');
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(JSON.stringify(problem)).not.toContain(CANARY);
};

type Case = readonly [what: string, status: number, code: string, send: () => Test];

const BODIES: readonly Case[] = [
  ['no JSON', 400, 'JSON_INVALID', () => json(`{"title": ${CANARY}`)],
  ['an empty object', 400, 'VALIDATION_FAILED', () => json('{}')],
  ['nothing', 400, 'VALIDATION_FAILED', () => submit()],
  ['white space', 400, 'JSON_INVALID', () => json('   ')],
  ['a number', 400, 'JSON_INVALID', () => json('5')],
  ['null', 400, 'JSON_INVALID', () => json('null')],
  ['a text', 400, 'JSON_INVALID', () => json(`"${CANARY}"`)],
  ['a bare array', 400, 'VALIDATION_FAILED', () => json('[]')],
  ['an array of bodies', 400, 'VALIDATION_FAILED', () => json(JSON.stringify([plan()]))],
  ['a comment', 400, 'JSON_INVALID', () => json('{} // x')],
  ['two values', 400, 'JSON_INVALID', () => json('{}{}')],
  ['NaN', 400, 'JSON_INVALID', () => json('{"year":NaN}')],
  ['a byte order mark twice', 400, 'JSON_INVALID', () => json('\ufeff\ufeff{}')],
  ['a member twice', 400, 'JSON_DUPLICATE_KEY', () => json('{"title":"a","title":"b"}')],
  ['a member twice, once escaped', 400, 'JSON_DUPLICATE_KEY', () => json('{"title":"a","\\u0074itle":"b"}')],
  ['a member twice, deep inside', 400, 'JSON_DUPLICATE_KEY', () => json('{"a":[{"b":[1,{"c":1,"c":2}]}]}')],
  ['__proto__', 400, 'JSON_FORBIDDEN_KEY', () => json('{"__proto__":{"admin":true}}')],
  ['__proto__, escaped', 400, 'JSON_FORBIDDEN_KEY', () => json('{"\\u005f_proto__":{}}')],
  ['constructor.prototype', 400, 'JSON_FORBIDDEN_KEY', () => json('{"constructor":{"prototype":{"a":1}}}')],
  ['a member named like a method', 400, 'JSON_FORBIDDEN_KEY', () => json('{"toString":1}')],
  ['prototype inside a list', 400, 'JSON_FORBIDDEN_KEY', () => json('{"indicators":[{"prototype":1}]}')],
  ['21 levels', 400, 'JSON_TOO_DEEP', () => json(nested(21))],
  ['100 000 brackets', 400, 'JSON_TOO_DEEP', () => json(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
  ['20 levels, unknown', 400, 'VALIDATION_FAILED', () => json(nested(20))],
  ['an integer beyond 2^53', 400, 'JSON_NUMBER_UNSAFE', () => json('{"year":9007199254740993}')],
  ['an infinite number', 400, 'JSON_NUMBER_UNSAFE', () => json('{"year":1e999}')],
  ['a NUL in a text', 400, 'TEXT_INVALID', () => json('{"title":"a\\u0000b"}')],
  ['a control character in a name', 400, 'TEXT_INVALID', () => json('{"ti\\u0007tle":"a"}')],
  ['an escape sequence', 400, 'TEXT_INVALID', () => json('{"title":"\\u001b[31m"}')],
  ['half a surrogate pair', 400, 'TEXT_INVALID', () => json('{"title":"\\ud800"}')],
  ['a C1 control', 400, 'TEXT_INVALID', () => json('{"title":"\\u0085"}')],
  [
    'bytes that are no UTF-8',
    400,
    'ENCODING_INVALID',
    () => json(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])),
  ],
  [
    'UTF-8 cut in the middle',
    400,
    'ENCODING_INVALID',
    () => json(Buffer.from('{"title":"é').subarray(0, -1)),
  ],
  ['an overlong sequence', 400, 'ENCODING_INVALID', () => json(Buffer.from([0x22, 0xc0, 0xaf, 0x22]))],
  ['more than 1 MiB', 413, 'BODY_TOO_LARGE', () => json(JSON.stringify({ title: 'x'.repeat(1024 * 1024) }))],
  ['XML', 415, 'MEDIA_TYPE_UNSUPPORTED', () => json('<a/>', 'application/xml')],
  ['a form', 415, 'MEDIA_TYPE_UNSUPPORTED', () => json('a=b', 'application/x-www-form-urlencoded')],
  ['multipart', 415, 'MEDIA_TYPE_UNSUPPORTED', () => submit().attach('file', Buffer.from('x'), 'x.json')],
  ['text', 415, 'MEDIA_TYPE_UNSUPPORTED', () => json('{}', 'text/plain')],
  [
    'JSON in another character set',
    415,
    'MEDIA_TYPE_UNSUPPORTED',
    () => json('{}', 'application/json; charset=utf-16'),
  ],
  ['a media type that is none', 415, 'MEDIA_TYPE_UNSUPPORTED', () => json('{}', ';;;')],
  ['gzip', 415, 'MEDIA_TYPE_UNSUPPORTED', () => json('{}').set('Content-Encoding', 'gzip')],
  ['CSV to a command', 415, 'MEDIA_TYPE_UNSUPPORTED', () => json('a,b', 'text/csv')],
  [
    'a body where none is read',
    400,
    'VALIDATION_FAILED',
    () => post(`/v1/plans/${ID}/refuse/rule`).send({ a: 1 }),
  ],
];

const MEMBERS: readonly (readonly [what: string, changes: object, field: string])[] = [
  ['an unknown member', { admin: true }, 'admin'],

  ['a text where a number is', { year: '2026' }, 'year'],
  ['a number where a text is', { title: 5 }, 'title'],
  ['an object where a text is', { title: { $ne: null } }, 'title'],
  ['a list where a text is', { title: ['a'] }, 'title'],
  ['null where a text is', { title: null }, 'title'],
  ['a fraction where an integer is', { year: 1.5 }, 'year'],
  ['a text that is too long', { title: 'x'.repeat(4001) }, 'title'],
  ['a word that is not in the list', { rating: CANARY }, 'rating'],
  ['an object where a list is', { indicators: {} }, 'indicators'],
  ['a text where a list is', { indicators: CANARY }, 'indicators'],
  ['too long a list', { indicators: [1, 2, 3, 4].map(() => ({ indicatorId: ID, weight: 1 })) }, 'indicators'],
  [
    'an unknown member inside',
    { indicators: [{ indicatorId: ID, weight: 1, extra: 1 }] },
    'indicators.0.extra',
  ],
  ['a bad member inside', { indicators: [{ indicatorId: CANARY, weight: 1 }] }, 'indicators.0.indicatorId'],
  ['a number out of range inside', { indicators: [{ indicatorId: ID, weight: 101 }] }, 'indicators.0.weight'],
  ['a text among objects', { indicators: [CANARY] }, 'indicators.0'],
  ['null among objects', { indicators: [null] }, 'indicators.0'],
  ['a list among objects', { indicators: [[]] }, 'indicators.0'],
  ['a name no program would choose', { [`<b>${CANARY}`]: 1 }, '(unnamed)'],
];

const URLS: readonly Case[] = [
  ['an address that is not there', 404, 'ROUTE_NOT_FOUND', () => get(`/v1/${CANARY}`)],
  ['the root', 404, 'ROUTE_NOT_FOUND', () => get('/')],
  ['a trailing slash', 404, 'ROUTE_NOT_FOUND', () => get('/v1/plans/')],
  ['another case', 404, 'ROUTE_NOT_FOUND', () => get('/V1/Plans')],
  ['two slashes', 404, 'ROUTE_NOT_FOUND', () => get('/v1//plans')],
  ['two slashes first', 404, 'ROUTE_NOT_FOUND', () => get('//v1/plans')],
  ['a matrix parameter', 404, 'ROUTE_NOT_FOUND', () => get('/v1/plans;x=1')],
  ['a segment encoded', 404, 'ROUTE_NOT_FOUND', () => get('/v1/%70lans/%2e%2e')],
  ['another method', 405, 'METHOD_NOT_ALLOWED', () => get(`/v1/plans/${ID}/submit`)],
  ['DELETE', 405, 'METHOD_NOT_ALLOWED', () => signedIn(supertest(server).delete('/v1/plans'))],
  ['PUT', 405, 'METHOD_NOT_ALLOWED', () => signedIn(supertest(server).put(`/v1/plans/${ID}/rate`))],
  ['an id that is none', 400, 'VALIDATION_FAILED', () => post(`/v1/plans/${CANARY}/submit`).send(plan())],
  ['an id with a NUL', 400, 'URL_MALFORMED', () => post(`/v1/plans/${ID}%00/submit`)],
  ['a line feed', 400, 'URL_MALFORMED', () => get('/v1/plans/by-uuid/a%0d')],
  ['half an escape', 400, 'URL_MALFORMED', () => get('/v1/plans/by-uuid/%E0%A4%A')],
  ['a percent sign alone', 400, 'URL_MALFORMED', () => get('/v1/plans/by-uuid/%')],
  ['half an escape in the query', 400, 'URL_MALFORMED', () => get('/v1/plans?unit=%ff')],
  ['a NUL in the query', 400, 'URL_MALFORMED', () => get('/v1/plans?unit=%00')],
  ['ParseUUIDPipe', 400, 'VALIDATION_FAILED', () => get(`/v1/plans/by-uuid/${CANARY}`)],
  ['an id encoded twice', 400, 'VALIDATION_FAILED', () => get('/v1/plans/by-uuid/%2525')],
  ['a parameter twice', 400, 'QUERY_REPEATED', () => get('/v1/plans?limit=1&limit=2')],
  ['an unknown parameter', 400, 'VALIDATION_FAILED', () => get('/v1/plans?admin=1')],
  ['brackets', 400, 'VALIDATION_FAILED', () => get('/v1/plans?unit[$ne]=1')],
  ['a prototype in the query', 400, 'VALIDATION_FAILED', () => get('/v1/plans?__proto__=1')],
  ['a limit of 0', 400, 'VALIDATION_FAILED', () => get('/v1/plans?limit=0')],
  ['a limit of 201', 400, 'VALIDATION_FAILED', () => get('/v1/plans?limit=201')],
  ['a limit that is no number', 400, 'VALIDATION_FAILED', () => get(`/v1/plans?limit=${CANARY}`)],
  ['an empty limit', 400, 'VALIDATION_FAILED', () => get('/v1/plans?limit=')],
  ['a cursor that is none', 400, 'CURSOR_INVALID', () => get(`/v1/plans?cursor=${CANARY}`)],
  [
    'a cursor of other kinds',
    400,
    'CURSOR_INVALID',
    () => get(`/v1/plans?cursor=${cursor(['employees', 1, 2])}`),
  ],
  [
    'a cursor with an id that is none',
    400,
    'CURSOR_INVALID',
    () => get(`/v1/plans?cursor=${cursor(['employees', 'a', 'b'])}`),
  ],
  [
    'a cursor of another list',
    400,
    'CURSOR_INVALID',
    () => get(`/v1/plans?cursor=${cursor(['units', 'a', ID])}`),
  ],
  ['a cursor that is null', 400, 'CURSOR_INVALID', () => get(`/v1/plans?cursor=${cursor(null)}`)],
  ['a version that is none', 400, 'VALIDATION_FAILED', () => get('/v1/plans/awaited?version=-1')],
];

const cursor = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const HEADERS: readonly Case[] = [
  [
    'an empty Idempotency-Key',
    400,
    'IDEMPOTENCY_KEY_INVALID',
    () => submit().set('Idempotency-Key', '').send(plan()),
  ],
  [
    'an Idempotency-Key with a space',
    400,
    'IDEMPOTENCY_KEY_INVALID',
    () => submit().set('Idempotency-Key', 'a b').send(plan()),
  ],
  [
    'an Idempotency-Key of 256',
    400,
    'IDEMPOTENCY_KEY_INVALID',
    () => submit().set('Idempotency-Key', 'x'.repeat(256)).send(plan()),
  ],
  ['If-Match that is no tag', 400, 'IF_MATCH_INVALID', () => submit().set('If-Match', CANARY).send(plan())],
  ['If-Match of two tags', 400, 'IF_MATCH_INVALID', () => submit().set('If-Match', '"1", "2"').send(plan())],
  ['a weak If-Match', 400, 'IF_MATCH_INVALID', () => submit().set('If-Match', 'W/"1"').send(plan())],
  ['a negative If-Match', 400, 'IF_MATCH_INVALID', () => submit().set('If-Match', '"-1"').send(plan())],
  [
    'an If-Match with leading zero',
    400,
    'IF_MATCH_INVALID',
    () => submit().set('If-Match', '"01"').send(plan()),
  ],
  ['Prefer: wait=soon', 400, 'PREFER_INVALID', () => get('/v1/plans/awaited').set('Prefer', 'wait=soon')],
  ['Prefer: wait=31', 400, 'PREFER_INVALID', () => get('/v1/plans/awaited').set('Prefer', 'wait=31')],
  ['Prefer: wait=', 400, 'PREFER_INVALID', () => get('/v1/plans/awaited').set('Prefer', 'wait=')],
  ['Prefer: wait=-1', 400, 'PREFER_INVALID', () => get('/v1/plans/awaited').set('Prefer', 'wait=-1')],
];

const THROWN: readonly Case[] = [
  ['a conflict', 409, 'EVALUATION_NOT_OPEN', () => post(`/v1/plans/${ID}/refuse/conflict`)],
  ['a rule', 422, 'RULE_VIOLATED', () => post(`/v1/plans/${ID}/refuse/rule`)],
  ['a code without a text', 422, 'NO_SUCH_TEXT', () => post(`/v1/plans/${ID}/refuse/unknown-code`)],
  [
    'a value that PostgreSQL cannot read',
    400,
    'VALUE_UNREADABLE',
    () => post(`/v1/plans/${ID}/refuse/database`),
  ],
  ['a database that is away', 503, 'UNAVAILABLE', () => post(`/v1/plans/${ID}/refuse/away`)],
  ['a defect', 500, 'INTERNAL', () => post(`/v1/plans/${ID}/refuse/defect`)],
];

describe.each([
  ['bodies', BODIES],
  ['addresses', URLS],
  ['headers', HEADERS],
  ['what a handler throws', THROWN],
])('%s', (_, cases) => {
  it.each(cases)('%s: %d %s', async (_what, status, code, send) => expectProblem(await send(), status, code));
});

describe('members of a body', () => {
  it.each(MEMBERS)('%s', async (_, changes, field) => {
    const answer = await submit().send(plan(changes));
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect((answer.body as Problem).errors?.map((error) => error.field)).toContain(field);
  });

  it('are all named at once', async () => {
    const answer = await submit().send({ rating: 'X', indicators: [{ weight: -1 }], extra: 1 });
    expect((answer.body as Problem).errors?.map(({ field }) => field).sort()).toEqual(
      ['extra', 'indicators.0.indicatorId', 'indicators.0.weight', 'rating', 'title', 'title'].sort(),
    );
  });
});

describe('requests that no client library would send', () => {
  const problemOfRaw = ({ status, headers, body }: Awaited<ReturnType<typeof raw>>) => ({
    status,
    headers: { ...headers },
    body: JSON.parse(body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1)) as unknown,
  });

  it.each([
    [
      'two Authorization headers',
      [`Authorization: Bearer ${CANARY}`, 'Authorization: Bearer b'],
      'HEADER_REPEATED',
      400,
    ],
    ['two acting roles', ['X-Acting-Role: employee', 'x-acting-role: supervisor'], 'HEADER_REPEATED', 400],
    ['two keys', ['Idempotency-Key: a', 'Idempotency-Key: b'], 'HEADER_REPEATED', 400],
    ['two If-Match', ['If-Match: "1"', 'If-Match: "2"'], 'HEADER_REPEATED', 400],
    [
      'two content types',
      ['Content-Type: application/json', 'Content-Type: text/csv'],
      'HEADER_REPEATED',
      400,
    ],
    ['two lengths', ['Content-Length: 1', 'Content-Length: 2'], 'REQUEST_MALFORMED', 400],
    ['length and chunks', ['Content-Length: 1', 'Transfer-Encoding: chunked'], 'REQUEST_MALFORMED', 400],
    ['an unknown transfer encoding', ['Transfer-Encoding: gzip'], 'REQUEST_MALFORMED', 400],
    ['a header without a colon', [CANARY], 'REQUEST_MALFORMED', 400],
    ['17 KiB of headers', [`X-Long: ${'x'.repeat(17_000)}`], 'HEADERS_TOO_LARGE', 431],
  ])('%s', async (_, headers, code, status) => {
    const answer = await raw(server, lines('POST /v1/plans/import', headers));
    expectProblem(problemOfRaw(answer), status, code);
  });

  it.each([
    ['no HTTP at all', `${CANARY}\r\n\r\n`],
    ['another version', 'GET / HTTP/9.9\r\n\r\n'],
    ['a space in the address', 'GET /v1/pl ans HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['a bare line feed in a header', 'GET / HTTP/1.1\nHost: a\nX: a\rb\n\n'],
  ])('%s', async (_, bytes) => {
    const answer = await raw(server, bytes);
    expectProblem(problemOfRaw(answer), 400, 'REQUEST_MALFORMED');
  });

  it.each(['TRACE', 'PROPFIND', 'LINK'])('%s', async (method) => {
    const answer = await raw(server, lines(`${method} /v1/plans`, []));
    expectProblem(problemOfRaw(answer), 405, 'METHOD_NOT_ALLOWED');
    expect(answer.headers.allow).toBe('GET, HEAD');
  });

  it('leaves a body that is cut off without an answer, and lives on', async () => {
    const cut = lines(`POST /v1/plans/${ID}/submit`, [
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
      'Content-Length: 1000',
    ]);
    const answer = await raw(server, `${cut}{"title":`);
    expect([400, Number.NaN]).toContain(answer.status);
    expect((await get('/v1/plans')).status).toBe(200);
  });
});

describe('the document', () => {
  it('is in the language that the reader asks for', async () => {
    const texts = problemText('EVALUATION_NOT_OPEN');
    for (const [header, language] of [
      ['id-ID,id;q=0.9,en;q=0.5', 'id'],
      ['en-GB', 'en'],
      ['fr, id;q=0.2', 'id'],
      ['id;q=0, en', 'en'],
      ['in', 'id'],
      ['fr', 'en'],
      ['*', 'en'],
      [`${CANARY};q=x`, 'en'],
    ] as const) {
      const answer = await post(`/v1/plans/${ID}/refuse/conflict`).set('Accept-Language', header);
      expect(answer.headers['content-language']).toBe(language);
      expect((answer.body as Problem).detail).toBe(texts?.[language].replace('{status}', 'closed'));
      expect((answer.body as Problem).next).toBe(texts?.next[language]);
    }
  });

  it('says in Indonesian what is wrong with each member', async () => {
    const answer = await submit()
      .set('Accept-Language', 'id')
      .send(plan({ year: 'x', extra: 1 }));
    expect((answer.body as Problem).errors).toEqual([
      { field: 'extra', message: 'property extra tidak dikenal' },
      { field: 'year', message: 'year harus berupa bilangan bulat' },
    ]);
  });

  it('names policies, rule and field where the refusal does', async () => {
    expect((await post(`/v1/plans/${ID}/refuse/conflict`)).body).toMatchObject({
      policyRefs: ['perf.result@1'],
    });
    expect((await post(`/v1/plans/${ID}/refuse/rule`)).body).toMatchObject({
      rule: 'AK',
      field: 'rating',
      policyRefs: [],
    });
  });

  it('of a defect says only where to ask', async () => {
    const answer = await post(`/v1/plans/${ID}/refuse/defect`);
    expect(Object.keys(answer.body as object).sort()).toEqual(
      ['code', 'detail', 'next', 'policyRefs', 'status', 'title', 'type'].sort(),
    );
    expect(JSON.stringify(answer.body)).not.toMatch(/canary|undefined|stack/);
  });

  it('comes with Retry-After where trying again helps', async () => {
    const answer = await post(`/v1/plans/${ID}/refuse/away`);
    expect(answer.headers['retry-after']).toBe('2');
  });

  it('has a text in every language for every code of this library', () => {
    for (const [, , code] of [...BODIES, ...URLS, ...HEADERS])
      for (const language of LANGUAGES) expect(problemText(code)?.[language]).toBeTruthy();
  });
});
