import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '@jejak/http';
import {
  createTestDatabase,
  eventually,
  freePort,
  type IssuerProcess,
  startIssuerProcess,
  type TestDatabase,
} from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bootGateway, type RunningGateway } from '../src/gateway';
import { GatewaySettings } from '../src/gateway.settings';
import { Browser } from './browser';

const folder = mkdtempSync(join(tmpdir(), 'jejak-live-'));
const OURS = { 'sec-fetch-site': 'same-origin' };

interface Question {
  readonly url: URL;
  readonly request: IncomingMessage;
  answer(page: object, status?: number): void;
}

let issuer: IssuerProcess;
let database: TestDatabase;
let service: Server;
let gateway: RunningGateway;
let url: string;
/** What the gateway asked and was not answered yet. */
let questions: Question[] = [];

const take = (request: IncomingMessage, response: ServerResponse): void => {
  const question: Question = {
    url: new URL(request.url ?? '', 'http://service'),
    request,
    answer: (page, status = 200) => {
      questions = questions.filter((one) => one !== question);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(page));
    },
  };
  // A probe is no question.
  if (!question.url.pathname.startsWith('/v1/')) {
    response.end('{}');
    return;
  }
  questions.push(question);
  response.once('close', () => (questions = questions.filter((one) => one !== question)));
};

beforeAll(async () => {
  issuer = await startIssuerProcess(await freePort(), folder);
  database = await createTestDatabase('gateway');
  service = createServer(take);
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const upstream = JSON.stringify({
    performance: `http://127.0.0.1:${(service.address() as AddressInfo).port}`,
  });
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  gateway = await bootGateway(
    readSettings(GatewaySettings, {
      ...{ NODE_ENV: 'test', PORT: String(port), JEJAK_MANAGEMENT_PORT: '0', JEJAK_LOG_LEVEL: 'fatal' },
      ...{ JEJAK_OIDC_ISSUER: issuer.url, JEJAK_PUBLIC_URL: url, JEJAK_DATABASE_URL: database.url },
      ...{ JEJAK_UPSTREAMS: upstream, JEJAK_UPSTREAM_MANAGEMENT: upstream },
    }),
  );
}, 60_000);
afterAll(async () => {
  await gateway.stop();
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
  await database.drop();
  await issuer.stop();
  rmSync(folder, { recursive: true });
}, 60_000);

const asked = (): Promise<Question> => eventually('the service is asked', () => questions[0]);

/** A browser's line: what came on it so far. */
const listen = async (browser: Browser, headers: Record<string, string> = {}) => {
  const gone = new AbortController();
  const response = await browser.ask(`${url}/api/stream?topics=me.performance,controls,nothing`, {
    headers: { ...OURS, accept: 'text/event-stream', ...headers },
    signal: gone.signal,
  });
  const line = { response, said: '', isOver: false, hangUp: () => gone.abort() };
  void (async () => {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
        line.said += decoder.decode(chunk, { stream: true });
    } catch {
      // Hung up.
    }
    line.isOver = true;
  })();
  return line;
};

const signedIn = async (): Promise<{ browser: Browser; csrf: string }> => {
  const browser = new Browser(url);
  await browser.signIn('E-1');
  return { browser, csrf: String((await browser.session()).csrf) };
};

describe('the line on which a browser is told what has changed', () => {
  it('tells topic, key and version, and nothing else that a service may have said', async () => {
    const { browser } = await signedIn();
    const line = await listen(browser);
    expect(line.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(line.response.headers.get('cache-control')).toBe('no-store');
    const first = await asked();
    // Only what this service tells of; who asks is the person, under the role that is shown.
    expect(first.url.pathname + first.url.search).toBe('/v1/changes?topics=me.performance');
    expect(first.request.headers).toMatchObject({
      authorization: expect.stringMatching(/^Bearer ey/),
      'x-acting-role': 'employee',
    });
    expect(first.request.headers.cookie).toBeUndefined();
    first.answer({ items: [], after: 41, reset: false });
    await eventually('it says where it begins', () => line.said.includes('id: performance:41\nevent: at\n'));
    const second = await eventually('it is asked from there', () =>
      questions.find((one) => one.url.searchParams.get('after') === '41'),
    );
    expect(Number(second.url.searchParams.get('timeout'))).toBeGreaterThan(0);
    const frame = { topic: 'me.performance', key: 'k', version: 8 };
    second.answer({ items: [{ ...frame, name: 'Siti' }], after: 44, reset: false });
    await eventually('the change is told', () =>
      line.said.includes(`id: performance:44\nevent: change\ndata: ${JSON.stringify(frame)}\n\n`),
    );
    expect(line.said).not.toContain('Siti');
    line.hangUp();
    await eventually('nobody is asked any more', () => questions.length === 0);
  });

  it('goes on where it was, and says so where that is not known', async () => {
    const { browser } = await signedIn();
    const line = await listen(browser, { 'last-event-id': 'performance:44' });
    expect((await asked()).url.searchParams.get('after')).toBe('44');
    (await asked()).answer({ items: [], after: 3, reset: true });
    await eventually('it is to be asked for again', () => line.said.includes('event: reset\n'));
    line.hangUp();
    await eventually('nobody is asked any more', () => questions.length === 0);
    const other = await listen(browser, { 'last-event-id': 'somewhere else' });
    await eventually('it is to be asked for again', () => other.said.includes('event: reset\n'));
    other.hangUp();
    await eventually('nobody is asked any more', () => questions.length === 0);
  });

  it('asks again when a service is away, and not where the role may not know', async () => {
    const { browser } = await signedIn();
    const line = await listen(browser);
    (await asked()).answer({}, 503);
    await eventually('it is asked again', () => questions.length === 1);
    (await asked()).answer({}, 403);
    await eventually('it is not asked any more', () => questions.length === 0);
    expect(line.isOver).toBe(false);
    line.hangUp();
  });

  it('is closed on sign-out and when the role changes', async () => {
    const { browser, csrf } = await signedIn();
    const line = await listen(browser);
    await asked();
    await browser.ask(`${url}/session/sign-out`, { method: 'POST', headers: { ...OURS, 'x-csrf': csrf } });
    await eventually('the line is closed', () => line.isOver);
    await eventually('nobody is asked any more', () => questions.length === 0);
    const { browser: other, csrf: word } = await signedIn();
    const open = await listen(other);
    await asked();
    const role = { method: 'POST', body: JSON.stringify({ role: 'employee' }) };
    await other.ask(`${url}/session/role`, {
      ...{ ...role, headers: { ...OURS, 'x-csrf': word, 'content-type': 'application/json' } },
    });
    await eventually('the line is closed', () => open.isOver);
  });

  it('is nobody’s without a session, and no other site’s', async () => {
    const { browser } = await signedIn();
    const theirs = await browser.ask(`${url}/api/stream?topics=inbox`, {
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect([theirs.status, ((await theirs.json()) as { code: string }).code]).toEqual([
      403,
      'CROSS_SITE_REFUSED',
    ]);
    const nobodys = await new Browser(url).ask(`${url}/api/stream?topics=inbox`, { headers: OURS });
    expect([nobodys.status, ((await nobodys.json()) as { code: string }).code]).toEqual([
      401,
      'SESSION_ENDED',
    ]);
    const bad = await browser.ask(`${url}/api/stream?topics=<script>`, { headers: OURS });
    expect(bad.status).toBe(400);
  });
});
