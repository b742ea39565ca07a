import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';

const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString()) as Record<string, unknown>;

/**
 * Tokens that must not hold, made of one that does; most are signed by the issuer's own key, so that only what their name says is
 * wrong with them.
 */
export const forgedTokens = async (home: string, good: string): Promise<Record<string, string>> => {
  const { keys } = JSON.parse(readFileSync(join(home, 'issuer', 'issuer.json'), 'utf8')) as { keys: JWK[] };
  const [jwk] = keys;
  const header = { alg: 'ES256', kid: jwk.kid, typ: 'at+jwt' };
  const claims = claimsOf(good);
  const now = Math.floor(Date.now() / 1000);
  const own = await importJWK(jwk, 'ES256');
  const sign = (changes: object, head: object = {}, key: typeof own = own): Promise<string> =>
    new SignJWT({ ...claims, ...changes }).setProtectedHeader({ ...header, ...head }).sign(key);
  const [, payload, signature] = good.split('.');
  const { privateKey } = await generateKeyPair('ES256');
  const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
  const raised = Buffer.from(JSON.stringify({ ...claims, roles: ['hr_admin', 'inspector'] }));
  return {
    expired: await sign({ iat: now - 7200, exp: now - 3600 }),
    'not yet valid': await sign({ nbf: now + 3600 }),
    'for another audience': await sign({ aud: 'https://payroll.example' }),
    'of another issuer': await sign({ iss: 'http://127.0.0.1:1' }),
    'of another type': await sign({}, { typ: 'JWT' }),
    'without an end': await sign({ exp: undefined }),
    'without a subject': await sign({ sub: undefined }),
    'for a subject that is no person': await sign({ sub: "'; --" }),
    'signed by somebody else': await sign({}, {}, privateKey),
    'with a key that nobody knows': await sign({}, { kid: 'nobody' }, privateKey),
    'that brings its key along': await sign({}, { jwk: { ...jwk, d: undefined } }),
    'that is not signed': `${unsigned}.${payload}.`,
    'with more roles than were signed': `${good.split('.')[0]}.${raised.toString('base64url')}.${signature}`,
    'that is no token': 'abc',
    'that is very long': 'a'.repeat(9000),
  };
};

/** The same claims, signed the same way: what shows that the others are refused for what is wrong with them. */
export const sameToken = async (home: string, good: string): Promise<string> => {
  const { keys } = JSON.parse(readFileSync(join(home, 'issuer', 'issuer.json'), 'utf8')) as { keys: JWK[] };
  const [jwk] = keys;
  return new SignJWT(claimsOf(good))
    .setProtectedHeader({ alg: 'ES256', kid: jwk.kid, typ: 'at+jwt' })
    .sign(await importJWK(jwk, 'ES256'));
};
