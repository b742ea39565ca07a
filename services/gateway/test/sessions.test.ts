import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '@jejak/http';
import {
  createTestDatabase,
  freePort,
  type IssuerProcess,
  startIssuerProcess,
  type TestDatabase,
} from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { Client } from 'pg';
import { bootGateway, type RunningGateway } from '../src/gateway';
import { GatewaySettings } from '../src/gateway.settings';
import { LIMITS } from '../src/session/session-store';
import { Browser } from './browser';

const folder = mkdtempSync(join(tmpdir(), 'jejak-sessions-'));
/** As browsers say it of a request that a page of this origin makes, and of one that another site's page makes. */
const OURS = { 'sec-fetch-site': 'same-origin' };
const THEIRS = { 'sec-fetch-site': 'cross-site' };
const MINUTE_MS = 60_000;

let issuer: IssuerProcess;
let database: TestDatabase;
let service: Server;
let gateway: RunningGateway;
let url: string;
/** How far the gateway's clock is ahead of the machine's. */
let ahead = 0;

beforeAll(async () => {
  issuer = await startIssuerProcess(await freePort(), folder);
  database = await createTestDatabase('gateway');
  // Says by which token, and under which role, it was asked.
  service = createServer(({ method, headers }, response) => {
    response.end(
      JSON.stringify({ method, token: headers.authorization ?? null, cookie: headers.cookie ?? null }),
    );
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const upstream = JSON.stringify({ career: `http://127.0.0.1:${(service.address() as AddressInfo).port}` });
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  gateway = await bootGateway(
    readSettings(GatewaySettings, {
      ...{ NODE_ENV: 'test', PORT: String(port), JEJAK_MANAGEMENT_PORT: '0', JEJAK_LOG_LEVEL: 'fatal' },
      ...{ JEJAK_OIDC_ISSUER: issuer.url, JEJAK_PUBLIC_URL: url, JEJAK_DATABASE_URL: database.url },
      ...{ JEJAK_UPSTREAMS: upstream, JEJAK_UPSTREAM_MANAGEMENT: upstream },
    }),
    () => Date.now() + ahead,
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

const signedIn = async (person: string): Promise<{ browser: Browser; csrf: string }> => {
  const browser = new Browser(url);
  await browser.signIn(person);
  const { csrf } = await browser.session();
  return { browser, csrf: String(csrf) };
};
const refusal = async (response: Response) => ({
  status: response.status,
  code: ((await response.json()) as { code?: string }).code,
});
const READ = `career/v1/units`;

describe('signing in', () => {
  it('ends where it was begun, with a session that only this browser has', async () => {
    const browser = new Browser(url);
    const back = await browser.signIn('SUP-1', '/app/kinerja?tahun=2026');
    expect({ status: back.status, to: back.headers.get('location') }).toEqual({
      ...{ status: 303, to: '/app/kinerja?tahun=2026' },
    });
    const set = back.headers.getSetCookie().find((line) => line.startsWith('jejak=')) ?? '';
    expect(set).toMatch(/^jejak=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await browser.session()).toMatchObject({
      ...{ signedIn: true, roles: ['employee', 'supervisor'], role: 'employee', isSimulated: false },
      person: { id: '01931f00-0000-7000-8000-000000000006', name: 'Pegawai SUP-1' },
    });
  });

  it.each([
    ['https://elsewhere.example/app/', '/app/'],
    ['//elsewhere.example/app/', '/app/'],
    ['/app/../api/career/v1/units', '/app/'],
    ['javascript:alert(1)', '/app/'],
    ['/session/sign-out', '/app/'],
    ['/app/%2e%2e/x', '/app/'],
  ])('does not lead to %s afterwards', async (to, instead) => {
    const back = await new Browser(url).signIn('E-1', to);
    expect(back.headers.get('location')).toBe(instead);
  });

  it('takes no session that somebody else began: a cookie from before is worth nothing afterwards', async () => {
    const known = (await signedIn('E-2')).browser.cookie();
    const victim = new Browser(url);
    victim.plant(known);
    await victim.signIn('E-1');
    expect(victim.cookie()).not.toContain(known);
    expect(await victim.session()).toMatchObject({ person: { name: 'Pegawai E-1' } });
    const attacker = await fetch(`${url}/session`, { headers: { ...OURS, cookie: known } });
    expect(await attacker.json()).toMatchObject({ signedIn: false });
  });

  it('takes no answer of a sign-in that another browser began', async () => {
    const attacker = new Browser(url);
    const first = await attacker.ask(`${url}/session/sign-in`);
    const state = new URL(first.headers.get('location') as string).searchParams.get('state') ?? '';
    const victim = new Browser(url);
    await victim.ask(`${url}/session/sign-in`);
    for (const browser of [victim, new Browser(url)]) {
      const back = await browser.ask(`${url}/session/return?code=stolen&state=${state}`);
      expect(back.headers.get('location')).toBe('/app/?masuk=gagal');
      expect(await browser.session()).toMatchObject({ signedIn: false });
    }
    for (const query of ['', '?code=x', `?state=${state}`, `?error=access_denied&state=${state}`])
      expect((await victim.ask(`${url}/session/return${query}`)).headers.get('location')).toBe(
        '/app/?masuk=gagal',
      );
  });

  it('goes by the one name of this installation, where the cookies are', async () => {
    const port = new URL(url).port;
    const response = await fetch(`http://localhost:${port}/session/sign-in?to=/app/beranda`, {
      redirect: 'manual',
    });
    expect(response.headers.get('location')).toBe(
      `${url}/session/sign-in?to=${encodeURIComponent('/app/beranda')}`,
    );
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});

describe('a request with the cookie of a session', () => {
  it('goes on under the token of its person, and without the cookie', async () => {
    const { browser } = await signedIn('E-1');
    const response = await browser.ask(`${url}/api/${READ}`, { headers: OURS });
    const { token, cookie } = (await response.json()) as { token: string; cookie: unknown };
    expect(decodeJwt(token.replace('Bearer ', ''))).toMatchObject({
      ...{ sub: '01931f00-0000-7000-8000-000000000007', roles: ['employee'] },
    });
    expect(cookie).toBeNull();
  });

  it.each([
    ['another site', THEIRS],
    ['a sister site', { 'sec-fetch-site': 'same-site' }],
    ['an address that was typed or opened from a message', { 'sec-fetch-site': 'none' }],
    ['a browser that does not say where from', {}],
    ['a browser that does not say where from, though it names our origin', { origin: 'ours' }],
  ] as [string, { origin?: string }][])('is refused from %s, a read too', async (_, said) => {
    const { browser } = await signedIn('E-1');
    const headers = (said.origin === undefined ? said : { origin: url }) as Record<string, string>;
    expect(await refusal(await browser.ask(`${url}/api/${READ}`, { headers }))).toEqual({
      ...{ status: 403, code: 'CROSS_SITE_REFUSED' },
    });
  });

  it('writes only with the word of its session', async () => {
    const { browser, csrf } = await signedIn('E-1');
    const other = await signedIn('E-2');
    const write = (headers: Record<string, string>) =>
      browser.ask(`${url}/api/${READ}`, { method: 'POST', headers, body: '{}' });
    const words: Record<string, string>[] = [
      ...[{}, { 'x-csrf': '' }, { 'x-csrf': 'x'.repeat(43) }, { 'x-csrf': other.csrf }],
    ];
    for (const word of words)
      expect(await refusal(await write({ ...OURS, ...word }))).toEqual({ status: 403, code: 'CSRF_INVALID' });
    expect(await refusal(await write({ ...THEIRS, 'x-csrf': csrf }))).toEqual({
      ...{ status: 403, code: 'CROSS_SITE_REFUSED' },
    });
    expect((await write({ ...OURS, 'x-csrf': csrf })).status).toBe(200);
    // An old browser: it may write, where its origin is exactly ours.
    expect((await write({ origin: url, 'x-csrf': csrf })).status).toBe(200);
    expect((await write({ origin: `${url}.example`, 'x-csrf': csrf })).status).toBe(403);
  });

  it.each([
    ['that nobody gave out', `jejak=${'A'.repeat(43)}`],
    ['that is no secret', 'jejak=x'],
    ['that is empty', 'jejak='],
    ['that holds an attack', `jejak=' or 1=1 --`],
  ])('is refused with a cookie %s, and the browser forgets it', async (_, cookie) => {
    const response = await fetch(`${url}/api/${READ}`, { headers: { ...OURS, cookie } });
    expect(response.headers.getSetCookie()).toEqual([expect.stringMatching(/^jejak=;.*Max-Age=0/)]);
    expect(await refusal(response)).toEqual({ status: 401, code: 'SESSION_ENDED' });
  });

  it('with two cookies of the name is nobody’s', async () => {
    const { browser } = await signedIn('E-1');
    const headers = { ...OURS, cookie: `${browser.cookie()}; jejak=${'B'.repeat(43)}` };
    expect(await (await fetch(`${url}/session`, { headers })).json()).toMatchObject({ signedIn: false });
  });

  it('is not what a program sends: a token of its own goes on as it came, whatever cookie is beside it', async () => {
    const { browser } = await signedIn('E-1');
    const headers = { ...THEIRS, authorization: 'Bearer of-a-program' };
    const response = await browser.ask(`${url}/api/${READ}`, { headers });
    expect(await response.json()).toMatchObject({ token: 'Bearer of-a-program', cookie: null });
    const nobody = await fetch(`${url}/api/${READ}`);
    expect(await nobody.json()).toMatchObject({ token: null });
  });
});

describe('a session', () => {
  it('says nothing of itself to pages of other sites', async () => {
    const { browser } = await signedIn('E-1');
    for (const headers of [THEIRS, { 'sec-fetch-site': 'none' }, {}] as Record<string, string>[])
      expect(await (await browser.ask(`${url}/session`, { headers })).json()).toMatchObject({
        signedIn: false,
      });
  });

  it('changes its secret with the role, and has no role that its person has not', async () => {
    const { browser, csrf } = await signedIn('SUP-1');
    const before = browser.cookie();
    const change = (role: string, word: string) =>
      browser.ask(`${url}/session/role`, {
        ...{ method: 'POST', body: JSON.stringify({ role }) },
        headers: { ...OURS, 'x-csrf': word, 'content-type': 'application/json' },
      });
    expect(await refusal(await change('inspector', csrf))).toEqual({ status: 403, code: 'FORBIDDEN_ROLE' });
    expect(await refusal(await change('emperor', csrf))).toMatchObject({ status: 400 });
    expect(await refusal(await change('supervisor', 'x'))).toEqual({ status: 403, code: 'CSRF_INVALID' });
    const changed = (await (await change('supervisor', csrf)).json()) as { role: string; csrf: string };
    expect(changed.role).toBe('supervisor');
    expect(changed.csrf).not.toBe(csrf);
    const old = await fetch(`${url}/api/${READ}`, { headers: { ...OURS, cookie: before } });
    expect(await refusal(old)).toEqual({ status: 401, code: 'SESSION_ENDED' });
    expect(await browser.session()).toMatchObject({ role: 'supervisor' });
  });

  it('ends when one signs out, and not when another site wants it to', async () => {
    const { browser, csrf } = await signedIn('E-1');
    const cookie = browser.cookie();
    const leave = (headers: Record<string, string>) =>
      browser.ask(`${url}/session/sign-out`, { method: 'POST', headers });
    expect((await leave(THEIRS)).status).toBe(403);
    expect((await leave(OURS)).status).toBe(403);
    expect((await leave({ ...OURS, 'x-csrf': csrf })).status).toBe(204);
    expect(browser.cookie()).not.toContain('jejak=');
    const stolen = await fetch(`${url}/api/${READ}`, { headers: { ...OURS, cookie } });
    expect(await refusal(stolen)).toEqual({ status: 401, code: 'SESSION_ENDED' });
  });

  it('has what its person closes drafts with: the same in each session of theirs, another for others', async () => {
    const keyOf = async (one: Browser): Promise<unknown> =>
      ((await (await one.ask(`${url}/session/draft-key`, { headers: OURS })).json()) as { key?: unknown })
        .key;
    const [first, second, other] = [await signedIn('E-1'), await signedIn('E-1'), await signedIn('E-2')];
    const key = await keyOf(first.browser);
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(await keyOf(second.browser)).toBe(key);
    expect(await keyOf(other.browser)).not.toBe(key);
    const theirs = await first.browser.ask(`${url}/session/draft-key`, { headers: THEIRS });
    expect(await refusal(theirs)).toEqual({ status: 403, code: 'CROSS_SITE_REFUSED' });
    const nobodys = await new Browser(url).ask(`${url}/session/draft-key`, { headers: OURS });
    expect(await refusal(nobodys)).toEqual({ status: 401, code: 'SESSION_ENDED' });
  });

  it('cannot be taken from the database: it holds neither secrets nor tokens', async () => {
    const { browser, csrf } = await signedIn('E-1');
    const [, secret] = /jejak=([\w-]+)/.exec(browser.cookie()) as unknown as [string, string];
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      const { rows } = await client.query<{ all: string }>(
        `select encode(name, 'hex') || encode(content, 'escape') || session::text as all from session`,
      );
      expect(rows.length).toBeGreaterThan(0);
      for (const { all } of rows)
        for (const word of [secret, csrf, 'eyJ', 'Pegawai E-1', '01931f00']) expect(all).not.toContain(word);
    } finally {
      await client.end();
    }
  });

  it('ends half an hour after it was last used', async () => {
    const { browser } = await signedIn('E-1');
    const seen = async (afterMs: number): Promise<number> => {
      ahead += afterMs;
      return (await browser.ask(`${url}/api/${READ}`, { headers: OURS })).status;
    };
    expect(await seen(LIMITS.idleMs - MINUTE_MS)).toBe(200);
    expect(await seen(LIMITS.idleMs - MINUTE_MS)).toBe(200);
    expect(await seen(LIMITS.idleMs + MINUTE_MS)).toBe(401);
  });

  it('is given new tokens when those of the issuer run out, and ends after ten hours all the same', async () => {
    const { browser } = await signedIn('E-1');
    const tokens = new Set<string>();
    const began = ahead;
    let status = 200;
    while (status === 200 && ahead - began < 2 * LIMITS.wholeMs) {
      ahead += LIMITS.idleMs - MINUTE_MS;
      // All requests of a page at once: a token to renew with is good for one of them.
      const answers = await Promise.all(
        [1, 2, 3].map(() => browser.ask(`${url}/api/${READ}`, { headers: OURS })),
      );
      status = Math.max(...answers.map((answer) => answer.status));
      if (status === 200)
        for (const answer of answers) tokens.add(((await answer.json()) as { token: string }).token);
    }
    expect(status).toBe(401);
    expect(ahead - began).toBeGreaterThan(LIMITS.wholeMs - LIMITS.idleMs);
    expect(ahead - began).toBeLessThan(LIMITS.wholeMs + LIMITS.idleMs);
    expect(tokens.size).toBeGreaterThan(1);
  });
});

describe('the console', () => {
  it('is one page for each of its addresses, on which nothing runs that is not its own', async () => {
    const pages = await Promise.all(
      ['/app/', '/app/kinerja', '/app/i/objek/x'].map((path) => fetch(`${url}${path}`)),
    );
    for (const { status, headers } of pages) {
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'",
      );
    }
    const html = await pages[0].text();
    expect(html).not.toMatch(/<script(?![^>]*src=)|style=|onload=/);
  });

  it('has files that never change, compressed where the browser can', async () => {
    const html = await (await fetch(`${url}/app/`)).text();
    const [, script] = /src="(\/app\/assets\/[^"]+\.js)"/.exec(html) as unknown as [string, string];
    const response = await fetch(`${url}${script}`, { headers: { 'accept-encoding': 'br' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-encoding')).toBe('br');
  });

  it.each(['/lacak', '/hasil/7de48173-219c-5bc8-b792-8cae9a353317?periksa=1', '/kebijakan/perf.result'])(
    'leads from a short public address into the console: %s',
    async (address) => {
      const response = await fetch(`${url}${address}`, { redirect: 'manual' });
      expect([response.status, response.headers.get('location')]).toEqual([302, `/app${address}`]);
    },
  );

  it.each(['/app/assets/none.js', '/app/assets/..%2Findex.html', '/app/assets/', '/appx'])(
    'has nothing at %s',
    async (path) => expect((await fetch(`${url}${path}`)).status).toBe(404),
  );
});
