import type { Server } from 'node:http';
import { startTestIssuer, type TestIssuer } from '@jejak/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createHttpApplication } from '../src';
import { demoModule } from './demo';
import { lines, raw } from './raw-request';

const ID = '0198c1a2-0000-7000-8000-00000000000a';

let issuer: TestIssuer;
let app: NestExpressApplication;
let server: Server;
let token: string;

beforeAll(async () => {
  issuer = await startTestIssuer();
  app = await createHttpApplication(demoModule(issuer.url), { service: 'performance' });
  await app.listen(0, '127.0.0.1');
  server = app.getHttpServer();
  token = await issuer.token({ sub: ID, roles: ['employee'] });
});
afterAll(async () => {
  await app.close();
  await issuer.stop();
});

const anything = fc.string({
  unit: fc.constantFrom(...'/%2eE0?&=[]{}"\\;:@#*+,.~-_ \u0000\u0085é😀aZ9'),
  maxLength: 20,
});
const method = fc.constantFrom(
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'QUERY',
);
const path = fc.oneof(
  fc.constantFrom(
    '/v1/plans',
    '/v1/plans/public',
    `/v1/plans/${ID}/submit`,
    `/v1/plans/${ID}/refuse/rule`,
    '/v1/plans/by-uuid/x',
    '/v1/plans/awaited',
    '/v1/plans/import',
    '/docs-json',
    '*',
    '/',
    'http://localhost/v1/plans',
  ),
  anything.map((text) => `/${text}`),
  anything.map((text) => `/v1/plans?${text}`),
  anything.map((text) => `/v1/plans/by-uuid/${text}`),
);
const header = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        'Idempotency-Key',
        'If-Match',
        'Prefer',
        'X-Acting-Role',
        'Accept-Language',
        'Content-Type',
        'traceparent',
      ),
      anything,
    )
    .map(([name, value]) => `${name}: ${value}`),
  fc.constant('Content-Type: application/json'),
  anything,
);
const body = fc.oneof(
  fc.json(),
  anything,
  fc.constant(''),
  fc.constant('{"title":"x","rating":"ABOVE","indicators":[[]]}'),
);

it('nothing that a client sends gives a 5xx, or takes the server down', async () => {
  await fc.assert(
    fc.asyncProperty(
      method,
      path,
      fc.array(header, { maxLength: 4 }),
      body,
      fc.boolean(),
      async (verb, target, headers, text, signedIn) => {
        const own = [
          ...headers,
          `Content-Length: ${Buffer.byteLength(text)}`,
          ...(signedIn ? [`Authorization: Bearer ${token}`] : []),
        ];
        const { status } = await raw(server, Buffer.from(lines(`${verb} ${target}`, own, text)));
        // Where the bytes are no request at all the connection may simply end.
        expect(Number.isNaN(status) || status < 500).toBe(true);
      },
    ),
    { numRuns: 600 },
  );
  const { status } = await raw(server, lines('GET /v1/plans/public', []));
  expect(status).toBe(200);
});
