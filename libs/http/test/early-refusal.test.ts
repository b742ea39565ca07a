import { type AddressInfo, connect } from 'node:net';
import { startTestIssuer, type TestIssuer } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createHttpApplication } from '../src';
import { demoModule } from './demo';

const BODY = Buffer.alloc(6 * 1024 * 1024, ' ');

describe('a refusal that is clear before the body has arrived', () => {
  let issuer: TestIssuer;
  let app: NestExpressApplication;
  let port: number;

  beforeAll(async () => {
    issuer = await startTestIssuer();
    app = await createHttpApplication(demoModule(issuer.url), { service: 'performance' });
    await app.listen(0, '127.0.0.1');
    ({ port } = app.getHttpServer().address() as AddressInfo);
  });
  afterAll(async () => {
    await app.close();
    await issuer.stop();
  });

  /** Sends everything, and only then begins to listen, as a gateway may. @returns the first line of the answer */
  const send = (authorization: string): Promise<string> =>
    new Promise((answered, failed) => {
      const head = [
        'POST /v1/plans/0198c1a2-0000-7000-8000-00000000000a/submit HTTP/1.1',
        ...[
          'Host: x',
          'Connection: close',
          'Content-Type: application/json',
          `Authorization: ${authorization}`,
        ],
        `Content-Length: ${BODY.length}`,
      ];
      const socket = connect(port, '127.0.0.1').pause();
      let answer = '';
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
      socket.once('close', () => answered(answer.split('\r\n')[0])).once('error', failed);
      socket.write(`${head.join('\r\n')}\r\n\r\n`);
      socket.write(BODY, () => socket.resume());
    });

  it('reaches a client that sends first and listens then', async () => {
    const token = await issuer.token({
      ...{ sub: '0198c1a2-0000-7000-8000-000000000001', roles: ['employee'] },
    });
    expect(await send(`Bearer ${token}`)).toBe('HTTP/1.1 413 Payload Too Large');
    expect(await send('Bearer nobody')).toBe('HTTP/1.1 401 Unauthorized');
  });
});
