import type { Server } from 'node:http';
import {
  createLogger,
  InMemorySpanExporter,
  metricsText,
  startTracing,
  type Tracing,
} from '@jejak/observability';
import { startTestIssuer, type TestIssuer } from '@jejak/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import supertest, { type Test } from 'supertest';
import { createHttpApplication, HttpModule } from '../src';
import { PlanController } from './demo';

const PERSON = '0198c1a2-0000-7000-8000-000000000001';
const ID = '0198c1a2-0000-7000-8000-00000000000a';
const CANARY = 'CANARY4711';
const REMOTE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

let issuer: TestIssuer;
let tracing: Tracing;
let app: NestExpressApplication;
let server: Server;
let token: string;
const memory = new InMemorySpanExporter();
const written: string[] = [];
const logger = createLogger({ service: 'performance', sink: { write: (line) => written.push(line) } });

const boot = async (trustTraceparent: boolean): Promise<NestExpressApplication> => {
  @Module({
    imports: [HttpModule.register({ service: 'performance', issuer: issuer.url, logger })],
    controllers: [PlanController],
  })
  class LoggedModule {}
  const made = await createHttpApplication(LoggedModule, {
    service: 'performance',
    logger,
    trustTraceparent,
    pseudonym: (personId) => Promise.resolve(`p_${personId.slice(-4)}`),
  });
  await made.listen(0, '127.0.0.1');
  return made;
};

beforeAll(async () => {
  tracing = startTracing({ service: 'performance', memory });
  issuer = await startTestIssuer();
  app = await boot(true);
  server = app.getHttpServer();
  token = await issuer.token({ sub: PERSON, roles: ['employee'], claims: { name: CANARY } });
});
beforeEach(() => {
  written.length = 0;
  memory.reset();
});
afterAll(async () => {
  await app.close();
  await issuer.stop();
  await tracing.stop();
});

const signedIn = (test: Test): Test => test.set('Authorization', `Bearer ${token}`);

interface Line {
  readonly msg: string;
  readonly route?: string;
  readonly trace_id?: string;
  readonly [name: string]: unknown;
}

/** The line of a request is written once its connection knows that the answer is out: wait for that line, not for a time. */
const accessLines = async (count = 1): Promise<Line[]> => {
  const found = () => written.map((line) => JSON.parse(line) as Line).filter(({ msg }) => msg === 'Request');
  while (found().length < count) await new Promise((resolve) => setImmediate(resolve));
  return found();
};

describe('the access log', () => {
  it('says what happened, by template, outcome and pseudonym', async () => {
    await signedIn(supertest(server).get('/v1/plans?limit=2'));
    expect(await accessLines()).toMatchObject([
      {
        level: 'info',
        method: 'GET',
        route: '/v1/plans',
        status: 200,
        outcome: 'answered',
        role: 'employee',
        actor: 'p_0001',
        duration_ms: expect.any(Number),
        trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    ]);
  });

  it('names the code of a refusal, and a defect at level error', async () => {
    await signedIn(supertest(server).post(`/v1/plans/${ID}/refuse/conflict`));
    expect(await accessLines()).toMatchObject([{ status: 409, code: 'EVALUATION_NOT_OPEN', level: 'info' }]);
    written.length = 0;
    const answer = await signedIn(supertest(server).post(`/v1/plans/${ID}/refuse/defect`));
    const [line] = await accessLines();
    expect(line).toMatchObject({ status: 500, code: 'INTERNAL', level: 'error' });
    const defect = written.map((text) => JSON.parse(text) as Line).find(({ msg }) => msg.includes('defect'));
    expect(defect).toMatchObject({
      err: { type: 'TypeError', stack: expect.stringContaining('PlanController.refuse') },
    });
    // What a person quotes finds the lines.
    expect(answer.body).toMatchObject({ traceId: defect?.trace_id });
    expect(line.trace_id).toBe(defect?.trace_id);
    expect(answer.headers['x-trace-id']).toBe(line.trace_id);
  });

  it('holds nothing that a client sent', async () => {
    const sent: Test[] = [
      signedIn(supertest(server).get(`/v1/plans?unit=${CANARY}`)),
      signedIn(supertest(server).get(`/${CANARY}`)),
      signedIn(supertest(server).get(`/v1/plans/by-uuid/${CANARY}`)),
      signedIn(supertest(server).post(`/v1/plans/${ID}/submit`)).send({ title: CANARY, [CANARY]: CANARY }),
      supertest(server).get('/v1/plans').set('Authorization', `Bearer ${CANARY}`),
      signedIn(supertest(server).get('/v1/plans'))
        .set('User-Agent', CANARY)
        .set('Cookie', CANARY)
        .set('X-Acting-Role', CANARY),
      signedIn(supertest(server).post(`/v1/plans/${ID}/refuse/database`)).set('Idempotency-Key', CANARY),
    ];
    for (const test of sent) await test;
    await accessLines(sent.length);
    expect(written.join('')).not.toContain(CANARY);
    expect(written.join('')).not.toContain(token.slice(0, 20));
    expect(await metricsText()).not.toContain(CANARY);
    expect(
      JSON.stringify(memory.getFinishedSpans().map(({ attributes, name }) => [name, attributes])),
    ).not.toContain(CANARY);
  });

  it('marks what concerns security', async () => {
    await supertest(server).get('/v1/plans');
    await signedIn(supertest(server).post(`/v1/plans/${ID}/rate`));
    const security = written.map((line) => JSON.parse(line) as Line).filter(({ sec }) => sec === true);
    expect(security).toMatchObject([
      { reason: 'missing', code: 'NOT_SIGNED_IN' },
      { permission: 'performance:rate', code: 'FORBIDDEN_ROLE' },
    ]);
  });
});

describe('the metrics', () => {
  it('are by template, method, status and class', async () => {
    await signedIn(supertest(server).get('/v1/plans/export'));
    await signedIn(supertest(server).get('/v1/nothing/here'));
    await signedIn(supertest(server).post(`/v1/plans/${ID}/submit`)).send({});
    await signedIn(supertest(server).post(`/v1/plans/${ID}/rate`));
    await accessLines(4);
    const text = await metricsText();
    for (const labels of [
      'route="/v1/plans/export",method="GET",status="200",class="export"',
      'route="unmatched",method="GET",status="404",class="query"',
      'route="/v1/plans/:id/submit",method="POST",status="400",class="command"',
    ])
      expect(text).toContain(`jejak_http_request_duration_seconds_count{${labels}} `);
    expect(text).toMatch(/jejak_command_total\{command="performance:draft-plan",outcome="invalid"\} \d/);
    expect(text).toMatch(/jejak_command_total\{command="performance:rate",outcome="denied"\} \d/);
  });
});

describe('the trace', () => {
  it('goes on where the gateway began it', async () => {
    await signedIn(supertest(server).get('/v1/plans')).set('traceparent', REMOTE);
    await accessLines();
    const [span] = memory.getFinishedSpans();
    expect(span.spanContext().traceId).toBe(REMOTE.split('-')[1]);
    expect(span.attributes).toMatchObject({ 'http.route': '/v1/plans', 'http.response.status_code': 200 });
  });

  it('is handed on with the command', async () => {
    const answer = await signedIn(supertest(server).post(`/v1/plans/${ID}/submit`))
      .set('traceparent', REMOTE)
      .send({ title: 'x', rating: 'ABOVE', indicators: [] });
    const { traceparent } = (answer.body as { echo: { context: { traceparent: string } } }).echo.context;
    expect(traceparent.split('-')[1]).toBe(REMOTE.split('-')[1]);
  });

  it('of strangers is only linked', async () => {
    const open = await boot(false);
    await signedIn(supertest(open.getHttpServer()).get('/v1/plans')).set('traceparent', REMOTE);
    await accessLines();
    const [span] = memory.getFinishedSpans();
    expect(span.spanContext().traceId).not.toBe(REMOTE.split('-')[1]);
    expect(span.links.map(({ context }) => context.traceId)).toEqual([REMOTE.split('-')[1]]);
    await open.close();
  });
});
