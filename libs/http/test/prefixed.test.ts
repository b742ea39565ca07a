import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTestIssuer, type TestIssuer } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import supertest from 'supertest';
import { createHttpApplication } from '../src';
import { demoModule } from './demo';

const ID = '0198c1a2-0000-7000-8000-00000000000a';

describe('an application below a prefix', () => {
  let issuer: TestIssuer;
  let app: NestExpressApplication;
  let server: Server;

  beforeAll(async () => {
    issuer = await startTestIssuer();
    app = await createHttpApplication(demoModule(issuer.url), { service: 'performance' });
    app.setGlobalPrefix('api');
    await app.listen(0, '127.0.0.1');
    server = app.getHttpServer();
  });
  afterAll(async () => {
    await app.close();
    await issuer.stop();
  });

  it.each([
    ['GET', '/', 404, 'ROUTE_NOT_FOUND'],
    ['GET', '/metrics', 404, 'ROUTE_NOT_FOUND'],
    ['GET', '/%2e%2e/x', 404, 'ROUTE_NOT_FOUND'],
    ['GET', '/%zz', 400, 'URL_MALFORMED'],
    ['GET', '/api/nowhere', 404, 'ROUTE_NOT_FOUND'],
    ['DELETE', `/api/v1/plans/${ID}/submit`, 405, 'METHOD_NOT_ALLOWED'],
    ['GET', `/api/v1/plans/${ID}/submit`, 405, 'METHOD_NOT_ALLOWED'],
  ])('answers %s %s with a problem', async (method, path, status, code) => {
    const { port } = server.address() as AddressInfo;
    const answer = await new Promise<{ status?: number; type?: string; code?: unknown }>((done, failed) => {
      const call = request({ host: '127.0.0.1', port, method, path, agent: false }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.once('end', () => {
          const { code: found } = JSON.parse(text.startsWith('{') ? text : '{}') as { code?: unknown };
          done({ status: response.statusCode, type: response.headers['content-type'], code: found });
        });
      });
      call.once('error', failed).end();
    });
    expect(answer).toEqual({ status, type: 'application/problem+json', code });
  });

  it('names the methods that there are', async () => {
    const { headers } = await supertest(server).put(`/api/v1/plans/${ID}/submit`);
    expect(headers.allow).toBe('POST');
  });
});
