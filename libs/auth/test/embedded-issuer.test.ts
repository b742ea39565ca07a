import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isUuid, ROLES } from '@jejak/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TokenVerifier } from '../src';
import {
  DEMONSTRATION_PEOPLE as PEOPLE,
  freePort,
  type IssuerProcess,
  spawnIssuer,
  startIssuerProcess,
} from '@jejak/testing';

interface Person {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly nip?: string;
}
const people = JSON.parse(readFileSync(PEOPLE, 'utf8')) as Person[];
const personNamed = (key: string): Person => people.find((person) => person.key === key) as Person;

const folder = mkdtempSync(join(tmpdir(), 'jejak-issuer-'));
let port: number;
let issuer: IssuerProcess;

beforeAll(async () => {
  port = await freePort();
  issuer = await startIssuerProcess(port, folder);
});
afterAll(async () => {
  await issuer.stop();
  rmSync(folder, { recursive: true });
});

const verified = (token: string, service = 'performance') =>
  new TokenVerifier({ issuer: issuer.url, audience: `jejak.${service}` }).verify(token);

interface TokenAnswer {
  readonly status: number;
  readonly access_token: string;
  readonly expires_in: number;
  readonly error?: string;
  readonly error_description?: string;
}
const requestToken = async (form: Record<string, string>): Promise<TokenAnswer> => {
  const answer = await fetch(`${issuer.url}/token`, { method: 'POST', body: new URLSearchParams(form) });
  return { status: answer.status, ...((await answer.json()) as Omit<TokenAnswer, 'status'>) };
};
const demoToken = (person: string): Promise<TokenAnswer> =>
  requestToken({ grant_type: 'urn:jejak:demo-person', client_id: 'jejak-cli', person });

describe('the people of the demonstration', () => {
  it('have ids, names and roles that exist, and are all there', () => {
    for (const { id, name, roles, nip } of people) {
      expect(isUuid(id)).toBe(true);
      expect(name).not.toBe('');
      expect(roles.filter((role) => !ROLES.some((known) => known === role))).toEqual([]);
      if (nip !== undefined) expect(nip).toMatch(/^(19|20)\d{6}(19|20)\d{4}[12]\d{3}$/);
    }
    const keys = people.map(({ key }) => key);
    expect(keys).toEqual(
      expect.arrayContaining([
        ...[
          'E-1',
          'E-2',
          'E-3',
          'K-1',
          'SUP-1',
          'SUP-2',
          'V-1',
          'HR-1',
          'HR-2',
          'PPK',
          'PSY',
          'INS-1',
          'C-1',
          'OP-1',
          'MON-1',
        ],
        ...['P-1', 'P-2', 'P-3', 'P-4'],
        ...Array.from({ length: 9 }, (_, at) => `A-${at + 1}`),
      ]),
    );
    expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
  });

  it('hold the roles of the scenario', () => {
    const has = (key: string, role: string): boolean => personNamed(key).roles.includes(role);
    expect(has('HR-1', 'hr_admin') && has('HR-1', 'leadership')).toBe(true);
    expect(has('HR-2', 'hr_admin') && !has('HR-2', 'leadership')).toBe(true);
    expect(has('PPK', 'leadership') && has('INS-1', 'inspector') && has('OP-1', 'operator')).toBe(true);
    expect(personNamed('MON-1').roles).toEqual(['monitor']);
    expect(has('SUP-1', 'supervisor') && has('SUP-1', 'employee') && has('SUP-2', 'supervisor')).toBe(true);
    expect(['P-1', 'P-2', 'P-3', 'P-4', 'PSY'].every((key) => has(key, 'committee'))).toBe(true);
  });
});

describe('a token for the one who is named', () => {
  it.each(people.map(({ key }) => key))('%s', async (key) => {
    const { id, roles, name } = personNamed(key);
    const { access_token: token, expires_in: lifetime } = await demoToken(key);
    expect(lifetime).toBe(8 * 3600);
    const caller = await verified(token);
    expect(caller).toEqual({
      ...{ id, kind: 'person', roles: expect.any(Array) },
      ...(roles.includes('applicant') ? { nikVerified: true } : {}),
    });
    expect([...caller.roles].sort()).toEqual([...roles].sort());
    expect(Buffer.from(token.split('.')[1], 'base64url').toString()).not.toContain(name);
  });

  it('is good at every service', async () => {
    const { access_token: token } = await demoToken('E-1');
    for (const service of ['gateway', 'recruitment', 'performance', 'career', 'policy', 'audit'])
      await expect(verified(token, service)).resolves.toMatchObject({ kind: 'person' });
    await expect(verified(token, 'elsewhere')).rejects.toThrow('Sign in first');
  });

  it.each(['', 'NOBODY', 'e-1', '__proto__'])('is not given for %p', async (person) => {
    expect(await demoToken(person)).toMatchObject({ status: 400, error: 'invalid_request' });
  });

  it('is not given to another client', async () => {
    for (const client of ['jejak-console', 'service-import', 'nobody'])
      expect(
        await requestToken({
          grant_type: 'urn:jejak:demo-person',
          client_id: client,
          client_secret: client,
          person: 'E-1',
        }),
      ).toMatchObject({ error: expect.any(String) });
  });
});

describe('a machine client', () => {
  const machineToken = (id: string, secret = id): Promise<TokenAnswer> =>
    requestToken({ grant_type: 'client_credentials', client_id: id, client_secret: secret });

  it('signs in by its own name', async () => {
    for (const id of ['service-import', 'service-performance']) {
      const { access_token: token } = await machineToken(id);
      expect(await verified(token)).toEqual({ id, roles: ['service'], kind: 'client' });
    }
  });

  it('is the scenario’s SVC too', async () => {
    const { access_token: token } = await demoToken('SVC');
    expect(await verified(token)).toEqual({ id: 'service-svc', roles: ['service'], kind: 'client' });
  });

  it.each([
    ['with another secret', 'service-import', 'x'],
    ['without a secret', 'service-import', ''],
    ['that is none', 'import', 'import'],
    ['in capitals', 'Service-import', 'Service-import'],
    ['that is a person’s', 'jejak-cli', 'jejak-cli'],
  ])('%s is refused', async (_, id, secret) => {
    const answer = await machineToken(id, secret);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.access_token).toBeUndefined();
  });
});

/** A browser: it keeps cookies and follows redirects one at a time. */
class Browser {
  private readonly cookies = new Map<string, string>();

  async go(
    url: string,
    form?: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const answer = await fetch(url, {
      redirect: 'manual',
      method: form ? 'POST' : 'GET',
      headers: {
        ...headers,
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) as unknown as [string, string, string];
      this.cookies.set(name, value);
    }
    return answer;
  }

  /** Where an answer sends the browser. */
  static target(answer: Response, base: string): string {
    const location = answer.headers.get('location');
    if (!location) throw new Error(`No redirect but ${answer.status}`);
    return new URL(location, base).href;
  }
}

describe('signing in with a browser', () => {
  const CALLBACK = 'http://localhost:8080/signed-in';
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const authorization = (changes: Record<string, string | undefined> = {}): string => {
    const parameters = {
      client_id: 'jejak-console',
      redirect_uri: CALLBACK,
      response_type: 'code',
      scope: 'openid profile',
      state: 'state-1',
      nonce: 'nonce-1',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...changes,
    };
    const given = Object.entries(parameters).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    return `${issuer.url}/auth?${new URLSearchParams(given).toString()}`;
  };
  const toPage = async (browser: Browser): Promise<string> =>
    Browser.target(await browser.go(authorization()), issuer.url);

  it('is choosing a person, and ends where the console waits', async () => {
    const browser = new Browser();
    const page = await toPage(browser);
    const choice = await (await browser.go(page, undefined, { 'accept-language': 'en' })).text();
    expect(choice).toContain('<html lang="en">');
    expect(choice).toContain('Choose who you are');
    for (const { key, name } of people)
      expect(choice).toContain(`value="${key}"><strong>${key}</strong> ${name}`);
    const chosen = await browser.go(page, { person: 'HR-1' });
    const back = Browser.target(await browser.go(Browser.target(chosen, issuer.url)), issuer.url);
    const { origin, pathname, searchParams } = new URL(back);
    expect(origin + pathname).toBe(CALLBACK);
    expect(Object.fromEntries(searchParams)).toMatchObject({ state: 'state-1', iss: issuer.url });
    const code = searchParams.get('code') as string;
    const exchange = {
      grant_type: 'authorization_code',
      client_id: 'jejak-console',
      redirect_uri: CALLBACK,
      code,
    };
    const answer = await requestToken({ ...exchange, code_verifier: verifier });
    const { id, roles } = personNamed('HR-1');
    const caller = await verified(answer.access_token, 'recruitment');
    expect(caller).toMatchObject({ id, kind: 'person' });
    expect([...caller.roles].sort()).toEqual([...roles].sort());
    // A code is good once.
    expect(await requestToken({ ...exchange, code_verifier: verifier })).toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('needs the secret that only the one who began it has', async () => {
    const browser = new Browser();
    const page = await toPage(browser);
    const chosen = await browser.go(page, { person: 'E-1' });
    const back = new URL(Browser.target(await browser.go(Browser.target(chosen, issuer.url)), issuer.url));
    expect(back.searchParams.get('code')).toMatch(/^[\w-]{20,}$/);
    const answer = await requestToken({
      grant_type: 'authorization_code',
      client_id: 'jejak-console',
      redirect_uri: CALLBACK,
      code: back.searchParams.get('code') as string,
      code_verifier: randomBytes(32).toString('base64url'),
    });
    expect(answer).toMatchObject({ error: 'invalid_grant' });
  });

  it.each<[string, Record<string, string | undefined>]>([
    ['without PKCE', { code_challenge: undefined, code_challenge_method: undefined }],
    ['with plain PKCE', { code_challenge_method: 'plain' }],
    ['for a token in the address', { response_type: 'id_token' }],
    ['to another machine', { redirect_uri: 'http://evil.example/signed-in' }],
    ['to a machine that is named like this one', { redirect_uri: 'http://localhost.evil.example/' }],
    ['to an address with credentials', { redirect_uri: 'http://a@127.0.0.1/' }],
    ['for another client', { client_id: 'jejak-cli' }],
    ['for a client that is not there', { client_id: 'nobody' }],
  ])('%s is refused', async (_, changes) => {
    const answer = await new Browser().go(authorization(changes));
    const location = answer.headers.get('location') ?? '';
    expect(location).not.toContain('/sign-in/');
    expect(location).not.toContain('code=');
    if (location === '') expect(answer.status).toBe(400);
    else expect(location).toContain('error=');
  });

  it('speaks Indonesian unless it is asked for English', async () => {
    const browser = new Browser();
    const page = await toPage(browser);
    expect(await (await browser.go(page)).text()).toContain('<html lang="id">');
    expect(await (await browser.go(page, undefined, { 'accept-language': 'fr, en;q=0.5' })).text()).toContain(
      '<html lang="en">',
    );
  });

  it('says when someone is chosen who is not there, and when it is too late', async () => {
    const browser = new Browser();
    const page = await toPage(browser);
    const answer = await browser.go(page, { person: '<script>' });
    expect(answer.status).toBe(400);
    const text = await answer.text();
    expect(text).toContain('role="alert"');
    expect(text).not.toContain('<script>');
    const late = await new Browser().go(`${issuer.url}/sign-in/nothing`);
    expect([late.status, (await late.text()).includes('role="alert"')]).toEqual([400, true]);
  });

  it('has a page on which nothing foreign can run', async () => {
    const browser = new Browser();
    const answer = await browser.go(await toPage(browser));
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).not.toContain('<script');
  });
});

describe('the process', () => {
  it('says that it is there', async () => {
    const answer = await fetch(`${issuer.url}/health`);
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('keeps its keys over a restart, for its own eyes', async () => {
    const { access_token: token } = await demoToken('E-1');
    expect(await issuer.stop()).toBe(0);
    issuer = await startIssuerProcess(port, folder);
    await expect(verified(token)).resolves.toMatchObject({ id: personNamed('E-1').id });
    expect(statSync(join(folder, 'issuer.json')).mode & 0o777).toBe(0o600);
    const published = await (await fetch(`${issuer.url}/jwks`)).text();
    expect(JSON.parse(published)).toMatchObject({ keys: [{ kty: 'EC', alg: 'ES256' }] });
    expect(published).not.toContain('"d"');
  });

  it.each([
    ['in production', { NODE_ENV: 'production', PORT: '4000' }, /does not run with NODE_ENV=production/],
    ['without a port', {}, /PORT must be/],
    ['with an address that is none', { PORT: '4000', JEJAK_OIDC_ISSUER: 'x' }, /JEJAK_OIDC_ISSUER must be/],
    ['without people', { PORT: '4000', JEJAK_PEOPLE_FILE: '/nowhere.json' }, /ENOENT/],
    [
      'with a file that is no list of people',
      { PORT: '4000', JEJAK_PEOPLE_FILE: join(__dirname, '..', 'package.json') },
      /no list of people/,
    ],
  ])('%s refuses to start', async (_, environment, reason) => {
    const child = spawnIssuer(environment);
    let diagnostics = '';
    child.stderr?.on('data', (chunk) => (diagnostics += String(chunk)));
    const [status] = (await once(child, 'close')) as [number];
    expect(status).toBe(78);
    expect(diagnostics).toMatch(reason);
  });
});
