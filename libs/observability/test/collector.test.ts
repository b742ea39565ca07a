import { execFile } from 'node:child_process';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';

const run = promisify(execFile);
let collector: Server;

const listen = async (answer: RequestListener): Promise<string> => {
  collector = createServer(answer);
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
};

afterEach(async () => {
  collector.closeAllConnections();
  await new Promise((resolve) => collector.close(resolve));
});

/** A process that makes one span and stops; as a process, because the exporter loads node's http in a way that jest cannot follow. */
const traced = async (endpoint: string): Promise<number> => {
  const script = `
    const { startTracing, withSpan } = require(${JSON.stringify(join(__dirname, '..', 'dist'))});
    const tracing = startTracing({ service: 'performance', otlpEndpoint: ${JSON.stringify(endpoint)}, ratio: 1 });
    withSpan('relay batch', { topic: 'jejak.performance.events.v1' }, () => undefined);
    const started = performance.now();
    tracing.stop().then(() => { console.log(performance.now() - started); process.exit(0); });`;
  return Number((await run(process.execPath, ['-e', script])).stdout);
};

describe('a collector', () => {
  it('is sent what was traced before the process ends', async () => {
    const sent: { url: string | undefined; body: string }[] = [];
    const endpoint = await listen((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        sent.push({ url: request.url, body });
        response.setHeader('content-type', 'application/json').end('{}');
      });
    });
    await traced(endpoint);
    expect(sent.map(({ url }) => url)).toEqual(['/v1/traces']);
    expect(sent[0].body).toContain('relay batch');
  });

  it('that does not answer holds up the end for 3 s and no longer', async () => {
    const endpoint = await listen(() => undefined);
    const waitedMs = await traced(`${endpoint}/`);
    expect(waitedMs).toBeGreaterThan(2_900);
    // The exporter's own patience is 10 s.
    expect(waitedMs).toBeLessThan(9_000);
  });
});
