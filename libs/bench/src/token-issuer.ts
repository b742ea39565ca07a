import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const LIFETIME_SECONDS = 24 * 3_600;
const KEY_ID = 'bench';
const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An OpenID issuer of a bench's own, for more people than the demonstration has. */
export class TokenIssuer {
  private constructor(
    readonly url: string,
    private readonly server: Server,
    private readonly key: KeyObject,
  ) {}

  static async start(): Promise<TokenIssuer> {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg: 'ES256', use: 'sig' };
    const server = createServer((request, response) => {
      const of = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify(
          request.url === '/jwks'
            ? { keys: [jwk] }
            : { issuer: of, jwks_uri: `${of}/jwks`, token_endpoint: `${of}/token` },
        ),
      );
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TokenIssuer(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, privateKey);
  }

  /** For one service. */
  token(person: string, role: string, service: string): string {
    const issuedAt = Math.floor(Date.now() / 1000);
    const head = base64url({ alg: 'ES256', kid: KEY_ID, typ: 'at+jwt' });
    const said = base64url({
      ...{ iss: this.url, sub: person, aud: [`jejak.${service}`], roles: [role], client_id: 'bench' },
      ...{ iat: issuedAt, exp: issuedAt + LIFETIME_SECONDS, jti: `${person}-${issuedAt}` },
    });
    const signed = sign('sha256', Buffer.from(`${head}.${said}`), {
      ...{ key: this.key, dsaEncoding: 'ieee-p1363' },
    });
    return `${head}.${said}.${signed.toString('base64url')}`;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    if (this.server.listening) await once(this.server, 'close');
  }
}
