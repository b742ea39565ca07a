import { EventEmitter, once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { newId } from '@jejak/kernel';
import { startTestIssuer, type TestIssuer, until } from '@jejak/testing';
import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Context, createHttpApplication } from '../src';
import { demoModule } from './demo';

/** Commands that are being worked on until the test lets them go. */
const working: { readonly go: () => void }[] = [];
const arrivals = new EventEmitter();

@Controller('v1/reports')
class ReportController {
  @Post()
  @HttpCode(200)
  @Requires('performance:report')
  async report(@Context() { commandId }: CommandContext) {
    await new Promise<void>((go) => {
      working.push({ go });
      arrivals.emit('arrived');
    });
    return { stream: `report-${commandId}`, version: 1, events: [] };
  }

  @Get()
  @Requires('performance:report')
  list() {
    return { items: [], next: null };
  }
}

describe('a service with as many commands in hand as it takes', () => {
  let issuer: TestIssuer;
  let app: NestExpressApplication;
  let port: number;
  let token: string;

  beforeAll(async () => {
    issuer = await startTestIssuer();
    token = await issuer.token({ sub: '0198c1a2-0000-7000-8000-000000000001', roles: ['employee'] });
    app = await createHttpApplication(demoModule(issuer.url, [ReportController]), {
      service: 'performance',
      commandsAtOnce: 2,
    });
    await app.listen(0, '127.0.0.1');
    ({ port } = app.getHttpServer().address() as AddressInfo);
  });
  afterEach(() => {
    for (const { go } of working.splice(0)) go();
  });
  afterAll(async () => {
    await app.close();
    await issuer.stop();
  });

  const send = (
    method: string,
    key = newId(),
    language = 'en',
    signal: AbortSignal | null = null,
  ): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}/v1/reports`, {
      ...{ method, signal },
      headers: {
        ...{ authorization: `Bearer ${token}`, 'idempotency-key': key, 'accept-language': language },
      },
    });
  const inHand = (count: number): Promise<void> => until(() => working.length === count);
  const full = async (): Promise<{ readonly answers: Promise<Response[]> }> => {
    const answers = Promise.all([send('POST'), send('POST')]);
    await inHand(2);
    return { answers };
  };

  it('answers the next one at once: not now, and when', async () => {
    const { answers } = await full();
    const answer = await send('POST');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(await answer.json()).toMatchObject({
      ...{ type: '/problems/OVERLOADED', code: 'OVERLOADED', status: 503, policyRefs: [] },
      detail: expect.stringMatching(/a place for this one in [1-9]\d? seconds/),
      next: expect.stringContaining('Idempotency-Key'),
    });
    expect(((await (await send('POST', newId(), 'id')).json()) as { detail: string }).detail).toMatch(
      /dalam [1-9]\d? detik/,
    );
    // Nothing of them came to the handler.
    expect(working).toHaveLength(2);
    for (const { go } of working.splice(0)) go();
    expect((await answers).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('takes the same command when it comes back', async () => {
    const { answers } = await full();
    const key = newId();
    expect((await send('POST', key)).status).toBe(503);
    for (const { go } of working.splice(0)) go();
    await answers;
    const again = send('POST', key);
    await inHand(1);
    for (const { go } of working.splice(0)) go();
    expect((await again).status).toBe(200);
  });

  it('answers questions all the same, and whoever may not command', async () => {
    await full();
    expect((await send('GET')).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/v1/reports`)).status).toBe(401);
  });

  it('gives no place to whoever is slow to send, or is nobody', async () => {
    const head = [
      ...['POST /v1/reports HTTP/1.1', 'Host: x', 'Content-Type: application/json', 'Content-Length: 100'],
      ...[`Authorization: Bearer ${token}`, '', '{'],
    ].join('\r\n');
    const slow = [1, 2, 3].map(() => connect(port, '127.0.0.1').setNoDelay());
    for (const socket of slow) socket.write(head);
    for (let nth = 0; nth < 3; nth++)
      expect((await fetch(`http://127.0.0.1:${port}/v1/reports`, { method: 'POST' })).status).toBe(401);
    await full();
    for (const socket of slow) socket.destroy();
  });

  it('has a place again when somebody goes without the answer', async () => {
    const leaving = new AbortController();
    const [left] = [send('POST', newId(), 'en', leaving.signal), send('POST')];
    await inHand(2);
    leaving.abort();
    await expect(left).rejects.toThrow();
    // The server learns of it when it learns of it: whoever comes before that is told to come again.
    await until(async () => {
      const arrived = once(arrivals, 'arrived');
      const answer = await Promise.race([send('POST'), arrived]);
      return !('status' in answer);
    });
    expect(working).toHaveLength(3);
  });
});
