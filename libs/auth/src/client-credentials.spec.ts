import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Unavailable } from '@jejak/kernel';
import { startTestIssuer } from '@jejak/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ClientCredentials } from './client-credentials';
import { TokenVerifier } from './token-verifier';

const CLIENT = 'service-performance';

describe('the credentials of a machine client', () => {
  let server: Server;
  let issuer: string;
  let granted: number;
  let lifetimeSeconds: number;
  let discovered: object;

  beforeEach(async () => {
    [granted, lifetimeSeconds] = [0, 600];
    server = createServer(({ url }, response) => {
      const grant = { access_token: `token ${granted + 1}`, expires_in: lifetimeSeconds };
      if (url === '/token') granted++;
      response.end(JSON.stringify(url === '/token' ? grant : discovered));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    discovered = { issuer, token_endpoint: `${issuer}/token` };
  });
  afterEach(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );

  const credentials = (): ClientCredentials =>
    new ClientCredentials({ issuer, clientId: CLIENT, secret: CLIENT });

  it('are one token for many requests, also for those that ask at once', async () => {
    const one = credentials();
    expect(await Promise.all([one.token(), one.token()])).toEqual(['token 1', 'token 1']);
    expect(await one.token()).toBe('token 1');
    expect(granted).toBe(1);
  });

  it('are a new token when the old one was refused, or runs out', async () => {
    const one = credentials();
    const first = await one.token();
    one.refused('another token');
    expect(await one.token()).toBe(first);
    one.refused(first);
    lifetimeSeconds = 0;
    expect(await one.token()).toBe('token 2');
    expect(await one.token()).toBe('token 3');
  });

  it('are not to be had from an issuer that is another one, or is away', async () => {
    const one = credentials();
    discovered = { issuer: 'http://elsewhere', token_endpoint: `${issuer}/token` };
    await expect(one.token()).rejects.toThrow(Unavailable);
    expect(granted).toBe(0);
    const away = new ClientCredentials({ issuer: 'http://127.0.0.1:1', clientId: CLIENT, secret: CLIENT });
    await expect(away.token()).rejects.toMatchObject({ code: 'ISSUER_UNAVAILABLE' });
  });

  it('are good at a service, and wrong ones get none', async () => {
    const real = await startTestIssuer();
    const asked = (secret: string) =>
      new ClientCredentials({ issuer: real.url, clientId: CLIENT, secret }).token();
    const verifier = new TokenVerifier({ issuer: real.url, audience: 'jejak.career' });
    expect(await verifier.verify(await asked(CLIENT))).toEqual({
      ...{ id: CLIENT, roles: ['service'], kind: 'client' },
    });
    await expect(asked('a guess')).rejects.toThrow(Unavailable);
    await real.stop();
  });
});
