import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { OpenAPIObject } from '@nestjs/swagger';
import supertest from 'supertest';
import { createHttpApplication } from '../src';
import { demoModule } from './demo';

interface Operation {
  readonly 'x-permission'?: string;
  readonly security?: unknown[];
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: object }[];
  readonly responses: Readonly<
    Record<string, { $ref?: string; content?: Record<string, { schema: { $ref: string } }> }>
  >;
  readonly requestBody?: unknown;
}

let app: NestExpressApplication;
let document: OpenAPIObject;

beforeAll(async () => {
  app = await createHttpApplication(demoModule('http://127.0.0.1:9'), {
    service: 'performance',
    version: '1.2.3',
  });
  await app.init();
  const answer = await supertest(app.getHttpServer()).get('/docs-json');
  document = answer.body as OpenAPIObject;
});
afterAll(() => app.close());

const operation = (method: 'get' | 'post', path: string): Operation =>
  document.paths[path][method] as unknown as Operation;
const headersOf = ({ parameters }: Operation): string[] =>
  parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name);

describe('the contract', () => {
  it('names the service and where the gateway serves it', () => {
    expect(document.info).toMatchObject({ title: 'Jejak performance', version: '1.2.3' });
    expect(document.servers).toEqual([{ url: '/api/performance' }]);
  });

  it('has every route, with its permission', () => {
    expect(Object.keys(document.paths).sort()).toEqual([
      '/v1/plans',
      '/v1/plans/awaited',
      '/v1/plans/by-uuid/{id}',
      '/v1/plans/export',
      '/v1/plans/import',
      '/v1/plans/public',
      '/v1/plans/{id}/rate',
      '/v1/plans/{id}/refuse/{kind}',
      '/v1/plans/{id}/submit',
    ]);
    expect(operation('post', '/v1/plans/{id}/rate')).toMatchObject({
      'x-permission': 'performance:rate',
      security: [{ bearer: [] }],
    });
    expect(operation('get', '/v1/plans/public').security).toBeUndefined();
  });

  it('says of a body what is checked', () => {
    expect(document.components?.schemas).toMatchObject({
      PlanRequest: {
        type: 'object',
        required: ['title', 'rating', 'indicators'],
        properties: {
          title: { type: 'string', maxLength: 4000 },
          rating: { type: 'string', enum: ['BELOW', 'MEETS', 'ABOVE'] },
          year: { type: 'integer' },
          indicators: { type: 'array', items: { $ref: '#/components/schemas/Indicator' } },
        },
      },
      Indicator: {
        required: ['indicatorId', 'weight'],
        properties: {
          indicatorId: { type: 'string', format: 'uuid' },
          weight: { type: 'integer', minimum: 0, maximum: 100 },
        },
      },
    });
  });

  it('says of a list how it is paged', () => {
    const { parameters } = operation('get', '/v1/plans');
    expect(parameters.filter((parameter) => parameter.in === 'query')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: 'limit',
          required: false,
          schema: expect.objectContaining({ maximum: 200 }),
        }),
        expect.objectContaining({ name: 'cursor', required: false }),
        expect.objectContaining({ name: 'unit', required: false }),
      ]),
    );
  });

  it('documents the problems of each kind of route', () => {
    const command = operation('post', '/v1/plans/{id}/rate');
    const query = operation('get', '/v1/plans');
    const open = operation('get', '/v1/plans/public');
    const problems = ({ responses }: Operation): number[] =>
      Object.keys(responses)
        .map(Number)
        .filter((status) => status >= 400);
    expect(problems(command)).toEqual([
      400, 401, 403, 404, 405, 408, 409, 410, 413, 415, 422, 423, 431, 500, 503,
    ]);
    expect(problems(query)).toEqual([400, 401, 403, 404, 405, 408, 431, 500, 503]);
    expect(problems(open)).toEqual([400, 404, 405, 408, 431, 500, 503]);
    expect(command.responses['422'].$ref).toBe('#/components/responses/Problem422');
    expect(document.components?.responses?.Problem422).toMatchObject({
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    });
  });

  it('documents the answer and the headers of a command', () => {
    const command = operation('post', '/v1/plans/{id}/rate');
    expect(command.responses['200'].content?.['application/json'].schema.$ref).toBe(
      '#/components/schemas/Appended',
    );
    expect(headersOf(command)).toEqual(['Accept-Language', 'X-Acting-Role', 'Idempotency-Key', 'If-Match']);
    expect(headersOf(operation('get', '/v1/plans/public'))).toEqual(['Accept-Language', 'Prefer']);
  });

  it('refers to nothing that it does not define', () => {
    const text = JSON.stringify(document);
    const known = (reference: string): boolean =>
      reference
        .slice(2)
        .split('/')
        .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], document) !==
      undefined;
    const references = [...text.matchAll(/"\$ref":"(#[^"]+)"/g)].map(([, reference]) => reference);
    expect(references.length).toBeGreaterThan(10);
    expect(references.filter((reference) => !known(reference))).toEqual([]);
  });
});
