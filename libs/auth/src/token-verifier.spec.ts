import { createHmac, createPublicKey, generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Unavailable } from '@jejak/kernel';
import { startTestIssuer, type TestIssuer, type TokenFor } from '@jejak/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { exportSPKI, importJWK } from 'jose';
import { type TokenFault, TokenRefused, TokenVerifier } from './token-verifier';

const PERSON = '0198c1a2-0000-7000-8000-000000000001';
const now = (): number => Math.floor(Date.now() / 1000);

let issuer: TestIssuer;
let verifier: TokenVerifier;

beforeAll(async () => {
  issuer = await startTestIssuer();
  verifier = new TokenVerifier({ issuer: issuer.url, audience: 'jejak.performance' });
});
afterAll(() => issuer.stop());

const token = (changes: Partial<TokenFor> = {}): Promise<string> =>
  issuer.token({ sub: PERSON, roles: ['employee'], ...changes });

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token put together by hand. */
const forged = (header: object, payload: object, seal: (text: string) => string): string => {
  const text = `${part(header)}.${part(payload)}`;
  return `${text}.${seal(text)}`;
};

const goodPayload = (): object => ({
  iss: issuer.url,
  sub: PERSON,
  aud: ['jejak.performance'],
  exp: now() + 600,
  iat: now(),
  client_id: 'console',
  roles: ['employee'],
});

const publishedKey = async (): Promise<JsonWebKey & { kid: string }> => {
  const { keys } = (await (await fetch(`${issuer.url}/jwks`)).json()) as {
    keys: (JsonWebKey & { kid: string })[];
  };
  return keys[0];
};

const refused = async (text: string): Promise<TokenFault | 'accepted'> => {
  try {
    await verifier.verify(text);
    return 'accepted';
  } catch (error) {
    if (error instanceof TokenRefused) return error.fault;
    throw error;
  }
};

describe('a token that holds', () => {
  it('names a person and the roles that mean something here', async () => {
    const caller = await verifier.verify(await token({ roles: ['supervisor', 'payroll-admin', 'employee'] }));
    expect(caller).toEqual({ id: PERSON, roles: ['employee', 'supervisor'], kind: 'person' });
  });

  it.each([
    [true, true],
    ['true', undefined],
    [1, undefined],
    [false, undefined],
    [undefined, undefined],
  ])('that says %j of the citizen number vouches for it: %j', async (claim, vouches) => {
    const caller = await verifier.verify(await token({ claims: { nik_verified: claim } }));
    expect(caller.nikVerified).toBe(vouches);
  });

  it('names a client, which is its own subject', async () => {
    const caller = await verifier.verify(
      await token({ sub: 'service-cat', roles: ['service'], kind: 'client' }),
    );
    expect(caller).toEqual({ id: 'service-cat', roles: ['service'], kind: 'client' });
  });

  it.each<[string, () => Partial<TokenFor>]>([
    ['for one audience', () => ({ audience: 'jejak.performance' })],
    ['without roles', () => ({ claims: { roles: undefined } })],
    ['expired 20 s ago, within the skew', () => ({ claims: { exp: now() - 20 } })],
    ['valid from 20 s on, within the skew', () => ({ claims: { nbf: now() + 20 } })],
    ['typed with the media type written out', () => ({ header: { typ: 'application/at+jwt' } })],
  ])('may be %s', async (_, changes) => {
    await expect(verifier.verify(await token(changes()))).resolves.toMatchObject({ id: PERSON });
  });
});

describe('a bad token', () => {
  const changed: [string, TokenFault, () => Partial<TokenFor>][] = [
    ['for another service', 'audience', () => ({ audience: 'jejak.career' })],
    ['for a longer audience', 'audience', () => ({ audience: 'jejak.performance.evil' })],
    ['without audience', 'audience', () => ({ claims: { aud: undefined } })],
    ['of another issuer', 'issuer', () => ({ claims: { iss: 'https://elsewhere.example' } })],
    ['of the issuer with a slash', 'issuer', () => ({ claims: { iss: `${issuer.url}/` } })],
    ['without issuer', 'issuer', () => ({ claims: { iss: undefined } })],
    ['expired', 'expired', () => ({ claims: { exp: now() - 31 } })],
    ['without end', 'claims', () => ({ claims: { exp: undefined } })],
    ['whose end is a text', 'claims', () => ({ claims: { exp: '4102444800' } })],
    ['not valid yet', 'not-yet-valid', () => ({ claims: { nbf: now() + 60 } })],
    ['without time of issue', 'claims', () => ({ claims: { iat: undefined } })],
    ['without subject', 'claims', () => ({ claims: { sub: undefined } })],
    ['with an empty subject', 'claims', () => ({ claims: { sub: '' } })],
    ['of a person whose id is no UUID', 'claims', () => ({ claims: { sub: 'admin' } })],
    ['of a person named like a service', 'claims', () => ({ claims: { sub: 'performance' } })],
    ['whose roles are a text', 'claims', () => ({ claims: { roles: 'hr_admin' } })],
    ['whose roles are an object', 'claims', () => ({ claims: { roles: { hr_admin: true } } })],
    ['that is an id token', 'type', () => ({ header: { typ: 'JWT' } })],
    ['without type', 'type', () => ({ header: { typ: undefined } })],
    ['of an unknown key', 'key', () => ({ header: { kid: 'another' } })],
    ['whose key is a path', 'key', () => ({ header: { kid: '../../etc/passwd' } })],
    ['that says where its key is', 'header', () => ({ header: { jku: `${issuer.url}/jwks` } })],
    ['that brings its key', 'header', () => ({ header: { jwk: { kty: 'EC' } } })],
    [
      'that says where its certificate is',
      'header',
      () => ({ header: { x5u: 'https://elsewhere.example' } }),
    ],
    ['that brings its certificate', 'header', () => ({ header: { x5c: ['AAAA'] } })],
  ];
  it.each(changed)('%s: %s', async (_, fault, changes) => {
    expect(await refused(await token(changes()))).toBe(fault);
  });

  it('signed by nobody', async () => {
    for (const alg of ['none', 'None', 'NONE'])
      expect(await refused(forged({ alg, typ: 'at+jwt' }, goodPayload(), () => ''))).toMatch(
        /algorithm|malformed/,
      );
  });

  it('signed with the public key as a shared secret', async () => {
    const key = await publishedKey();
    const pem = await exportSPKI((await importJWK(key, 'ES256')) as never);
    const seal = (text: string) => createHmac('sha256', pem).update(text).digest('base64url');
    expect(await refused(forged({ alg: 'HS256', typ: 'at+jwt', kid: key.kid }, goodPayload(), seal))).toBe(
      'algorithm',
    );
  });

  it('signed by a key of the same name', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const seal = (text: string) =>
      sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
    const { kid } = await publishedKey();
    expect(await refused(forged({ alg: 'ES256', typ: 'at+jwt', kid }, goodPayload(), seal))).toBe(
      'signature',
    );
  });

  it('signed by nothing at all', async () => {
    const { kid } = await publishedKey();
    const zeros = Buffer.alloc(64).toString('base64url');
    expect(await refused(forged({ alg: 'ES256', typ: 'at+jwt', kid }, goodPayload(), () => zeros))).toBe(
      'signature',
    );
  });

  it('whose payload was changed', async () => {
    const [header, , signature] = (await token()).split('.');
    expect(await refused(`${header}.${part({ ...goodPayload(), roles: ['hr_admin'] })}.${signature}`)).toBe(
      'signature',
    );
  });

  it('with a critical extension that nobody knows', async () => {
    const { kid } = await publishedKey();
    const header = { alg: 'ES256', typ: 'at+jwt', kid, crit: ['b64x'], b64x: true };
    expect(await refused(forged(header, goodPayload(), () => 'AAAA'))).toMatch(/algorithm|malformed/);
  });

  it('of a weaker or unknown algorithm', async () => {
    const { kid } = await publishedKey();
    for (const alg of ['ES384', 'RS512', 'HS512', 'ES256K', 'RSA-OAEP'])
      expect(await refused(forged({ alg, typ: 'at+jwt', kid }, goodPayload(), () => 'AAAA'))).toBe(
        'algorithm',
      );
  });

  it.each([
    'x',
    'a.b',
    'a.b.c',
    '..',
    'a.b.c.d.e',
    `${part({ alg: 'ES256' })}..`,
    'ÿ.ÿ.ÿ',
    'A'.repeat(20_000),
  ])('that is none: %p', async (text) => {
    expect(await refused(text)).toMatch(/malformed|type|algorithm|signature/);
  });
});

describe('the issuer', () => {
  let fake: Server;
  const listen = async (
    answers: Record<string, (url: string) => { status?: number; body: unknown }>,
  ): Promise<string> => {
    fake = createServer((request, response) => {
      const { status = 200, body } = answers[request.url ?? '']?.(url) ?? { status: 404, body: {} };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => fake.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(fake.address() as AddressInfo).port}`;
    return url;
  };
  afterEach(async () => {
    if (!fake?.listening) return;
    fake.closeAllConnections();
    await new Promise((resolve) => fake.close(resolve));
  });

  it('is asked for its keys once, not by every request', async () => {
    const own = await startTestIssuer();
    const verifierOfIt = new TokenVerifier({ issuer: own.url, audience: 'jejak.performance' });
    const text = await own.token({ sub: PERSON, roles: [] });
    await Promise.all(Array.from({ length: 20 }, () => verifierOfIt.verify(text)));
    expect(own.keyFetches()).toBe(1);
    await own.stop();
  });

  it('that has rotated its keys is asked again, but not by every unknown key', async () => {
    const own = await startTestIssuer();
    const clock = jestClock();
    const verifierOfIt = new TokenVerifier({ issuer: own.url, audience: 'jejak.performance' });
    await verifierOfIt.verify(await own.token({ sub: PERSON, roles: [] }));
    await own.rotateKeys();
    const newer = await own.token({ sub: PERSON, roles: [] });
    // Within 30 s of the last fetch an unknown key is simply unknown.
    await expect(verifierOfIt.verify(newer)).rejects.toThrow(TokenRefused);
    expect(own.keyFetches()).toBe(1);
    clock.advance(31_000);
    await expect(verifierOfIt.verify(newer)).resolves.toMatchObject({ id: PERSON });
    const unknown = await own.token({ sub: PERSON, roles: [], header: { kid: 'x' } });
    await Promise.all(
      Array.from({ length: 20 }, () => expect(verifierOfIt.verify(unknown)).rejects.toThrow(TokenRefused)),
    );
    expect(own.keyFetches()).toBe(2);
    clock.restore();
    await own.stop();
  });

  it.each<[string, Record<string, (url: string) => { status?: number; body: unknown }>]>([
    ['that is not there', {}],
    ['that answers 500', { '/.well-known/openid-configuration': () => ({ status: 500, body: {} }) }],
    [
      'that names another',
      {
        '/.well-known/openid-configuration': (url) => ({
          body: { issuer: `${url}/x`, jwks_uri: `${url}/jwks` },
        }),
      },
    ],
    ['without keys', { '/.well-known/openid-configuration': (url) => ({ body: { issuer: url } }) }],
    [
      'whose keys are none',
      {
        '/.well-known/openid-configuration': (url) => ({ body: { issuer: url, jwks_uri: `${url}/jwks` } }),
        '/jwks': () => ({ body: [] }),
      },
    ],
    ['whose answer is no object', { '/.well-known/openid-configuration': () => ({ body: null }) }],
  ])('%s makes tokens unverifiable for now, which is not the caller’s fault', async (_, answers) => {
    const url = await listen(answers);
    const verifierOfIt = new TokenVerifier({ issuer: url, audience: 'jejak.performance' });
    const text = await token();
    await expect(verifierOfIt.verify(text)).rejects.toThrow(Unavailable);
    // The second is told so without another call.
    await expect(verifierOfIt.verify(text)).rejects.toThrow(Unavailable);
    await expect(verifierOfIt.prepare()).rejects.toThrow(Unavailable);
  });
});

/** Moves `Date.now`, by which jose counts the age of its keys. */
const jestClock = () => {
  const real = Date.now;
  let offset = 0;
  Date.now = () => real() + offset;
  return { advance: (ms: number) => (offset += ms), restore: () => (Date.now = real) };
};

it('reads public keys as they are published', async () => {
  expect(createPublicKey({ key: await publishedKey(), format: 'jwk' }).asymmetricKeyType).toBe('ec');
});
