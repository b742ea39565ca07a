import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';

const SCRIPT = join(__dirname, '..', 'dist', 'management', 'healthcheck.js');

let server: Server | undefined;
afterEach(() => void server?.close());

/** Answers every request with this status; the paths that were asked for are in the list. */
const answering = async (status: number): Promise<{ port: number; asked: string[] }> => {
  const asked: string[] = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(status, { Connection: 'close' }).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, asked };
};

/** Its exit code. */
const check = async (args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<number> => {
  const child = spawn(process.execPath, [SCRIPT, ...args], { env: { ...process.env, ...environment } });
  const [code] = (await once(child, 'exit')) as [number];
  return code;
};

describe('the health check of a container', () => {
  it('is well when its own service is ready', async () => {
    const { port, asked } = await answering(200);
    expect(await check([], { JEJAK_MANAGEMENT_PORT: String(port) })).toBe(0);
    expect(asked).toEqual(['/ready']);
  });

  it('asks elsewhere when it is told to', async () => {
    const { port, asked } = await answering(200);
    expect(await check([`http://127.0.0.1:${port}/health`])).toBe(0);
    expect(asked).toEqual(['/health']);
  });

  it('is not well when the service is not ready', async () => {
    const { port } = await answering(503);
    expect(await check([], { JEJAK_MANAGEMENT_PORT: String(port) })).toBe(1);
  });

  it('is not well when nothing answers', async () => {
    const { port } = await answering(200);
    server?.close();
    await once(server as Server, 'close');
    expect(await check([], { JEJAK_MANAGEMENT_PORT: String(port) })).toBe(1);
  });
});
