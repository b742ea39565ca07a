import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readSettings } from '@jejak/http';
import { verifyPage } from '@jejak/verifier';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bootGateway, type RunningGateway } from '../src/gateway';
import { GatewaySettings } from '../src/gateway.settings';

let audit: Server;
let gateway: RunningGateway;

beforeAll(async () => {
  // Says what it was asked for.
  audit = createServer((request, response) => {
    response.setHeader('Cache-Control', 'no-cache');
    response.end(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
  });
  await new Promise<void>((resolve) => audit.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(audit.address() as AddressInfo).port}`;
  gateway = await bootGateway(
    readSettings(GatewaySettings, {
      ...{ NODE_ENV: 'test', PORT: '0', JEJAK_MANAGEMENT_PORT: '0', JEJAK_LOG_LEVEL: 'fatal' },
      ...{ JEJAK_OIDC_ISSUER: url, JEJAK_UPSTREAMS: JSON.stringify({ audit: url }) },
      JEJAK_UPSTREAM_MANAGEMENT: JSON.stringify({ audit: url }),
    }),
  );
});
afterAll(async () => {
  await gateway.stop();
  audit.closeAllConnections();
  await new Promise((resolve) => audit.close(resolve));
});

describe('the public log', () => {
  it.each(['/log/checkpoint', '/log/tile/0/x001/234.p/5', '/log/tile/entries/000', '/log.vkey'])(
    'passes %s on to the service that keeps it',
    async (path) => {
      const response = await fetch(`${gateway.url}${path}`, { headers: { authorization: 'Bearer x' } });
      expect(await response.text()).toBe(`GET /v1${path} Bearer x`);
      expect(response.headers.get('cache-control')).toBe('no-cache');
    },
  );
  it.each(['/logs/checkpoint', '/log', '/log.vkeys', '/x/log/checkpoint'])(
    'passes %s on to nobody',
    async (path) => expect((await fetch(`${gateway.url}${path}`)).status).toBe(404),
  );
});

describe('the page that verifies', () => {
  it('is one file, which runs its own script and style alone and may be framed by nobody', async () => {
    const response = await fetch(`${gateway.url}/v`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toBe(verifyPage().html);
    const policies = response.headers.get('content-security-policy')?.split('; ') ?? [];
    expect(policies[0]).toBe("default-src 'none'");
    expect(policies.filter((policy) => /unsafe|https?:|\*/.test(policy))).toEqual([]);
    expect(policies).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^script-src 'sha256-[A-Za-z0-9+/]{43}='$/),
        expect.stringMatching(/^style-src 'sha256-[A-Za-z0-9+/]{43}='$/),
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ]),
    );
  });
  it('is named on the first page', async () =>
    expect(await (await fetch(gateway.url)).text()).toContain('href="/v"'));
});
