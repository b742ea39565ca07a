import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, tcpProxy, type TcpProxy, type Treatment } from '../src/faults';

let server: Server;
let served: number;
let proxy: TcpProxy;
let treatment: Treatment;
beforeEach(async () => {
  served = 0;
  treatment = {};
  server = createServer((_, response) => {
    served += 1;
    response.end('answer');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  proxy = await tcpProxy({ port }, () => treatment);
});
afterEach(async () => {
  await proxy.close();
  server.closeAllConnections();
  server.close();
});

const call = (): Promise<string> =>
  new Promise((resolve, reject) => {
    const sent = request(
      { port: proxy.port, host: '127.0.0.1', agent: false, method: 'POST' },
      (response) => {
        let text = '';
        response.on('data', (piece) => (text += String(piece)));
        response.on('end', () => resolve(text));
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end('question');
  });

describe('the proxy', () => {
  it('lets calls pass, also late ones', async () => {
    expect(await call()).toBe('answer');
    treatment = { latencyMs: 5 };
    expect(await call()).toBe('answer');
    expect(proxy.resets()).toBe(0);
  });

  it('resets after the request was answered: the server has worked, the caller does not know', async () => {
    treatment = { reset: 'answered' };
    await expect(call()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect([served, proxy.resets()]).toEqual([1, 1]);
  });

  it('resets as soon as the request was sent', async () => {
    treatment = { reset: 'sent' };
    await expect(call()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(proxy.resets()).toBe(1);
    await eventually('the server has it all the same', () => served === 1);
  });

  it('is down, and up again', async () => {
    proxy.down();
    await expect(call()).rejects.toThrow();
    expect(served).toBe(0);
    proxy.up();
    expect(await call()).toBe('answer');
  });
});
