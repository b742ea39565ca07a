import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** What a test wants a token to say. */
export interface TokenFor {
  /** UUID of a person, or the id of a client. */
  readonly sub: string;
  readonly roles: readonly string[];
  /** A client is its own subject. Default: person. */
  readonly kind?: 'person' | 'client';
  /** Default: every service of the installation. */
  readonly audience?: string | readonly string[];
  /** Overwrites what a good token has, to make a bad one. Seconds since the epoch where it is a time. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
}

/**
 * An OpenID issuer of one suite's own: discovery and keys over HTTP, as many tokens as asked for, and by `client_credentials` one
 * for every machine client whose secret is its id.
 */
export interface TestIssuer {
  readonly url: string;
  token(wanted: TokenFor): Promise<string>;
  /** From now on tokens are signed with a new key; those of the old key no longer verify once keys are fetched again. */
  rotateKeys(): Promise<void>;
  /** How often the keys were fetched. */
  keyFetches(): number;
  stop(): Promise<void>;
}

const SERVICES = [
  'gateway',
  'recruitment',
  'performance',
  'training',
  'career',
  'policy',
  'citizen',
  'notification',
  'audit',
];
const LIFETIME_SECONDS = 3_600;

const newKey = async (number: number) => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const kid = `key-${number}`;
  return { kid, privateKey, published: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
};

/** Starts it on a free port of this machine. Stop it in `afterAll`. */
export async function startTestIssuer(): Promise<TestIssuer> {
  let number = 1;
  let key = await newKey(number);
  let fetches = 0;
  const grant = async (request: IncomingMessage): Promise<[number, object]> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const client = form.get('client_id') ?? '';
    if (form.get('grant_type') !== 'client_credentials' || client === '')
      return [400, { error: 'invalid_request' }];
    if (form.get('client_secret') !== client) return [401, { error: 'invalid_client' }];
    const token = await issued({ sub: client, roles: ['service'], kind: 'client' });
    return [200, { access_token: token, token_type: 'Bearer', expires_in: LIFETIME_SECONDS }];
  };
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/token') {
      void grant(request).then(([status, answer]) => {
        response.statusCode = status;
        response.end(JSON.stringify(answer));
      });
      return;
    }
    if (request.url === '/.well-known/openid-configuration') {
      response.end(JSON.stringify({ issuer: url, jwks_uri: `${url}/jwks`, token_endpoint: `${url}/token` }));
    } else if (request.url === '/jwks') {
      fetches += 1;
      response.end(JSON.stringify({ keys: [key.published] }));
    } else {
      response.statusCode = 404;
      response.end('{}');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issued: TestIssuer['token'] = async ({
    sub,
    roles,
    kind = 'person',
    audience,
    claims = {},
    header = {},
  }) => {
    const issuedAt = Math.floor(Date.now() / 1000);
    const payload: JWTPayload = {
      iss: url,
      sub,
      aud: audience === undefined ? SERVICES.map((service) => `jejak.${service}`) : [audience].flat(),
      iat: issuedAt,
      exp: issuedAt + LIFETIME_SECONDS,
      jti: `${sub}-${issuedAt}`,
      client_id: kind === 'client' ? sub : 'test',
      roles: [...roles],
      ...claims,
    };
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'ES256', kid: key.kid, typ: 'at+jwt', ...header })
      .sign(key.privateKey);
  };
  return {
    url,
    token: issued,
    rotateKeys: async () => {
      number += 1;
      key = await newKey(number);
    },
    keyFetches: () => fetches,
    stop: () =>
      new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
