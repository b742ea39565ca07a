import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EXIT } from './exit';
import { importFile, type ImportOptions } from './import';
import { Installation } from './installation';

/** Larger than what a socket holds. */
const LARGE = Buffer.alloc(4 * 1024 * 1024, 'case,unit\n');
const ROWS = 'outcome,row,line,code\nREJECTED,3,4,CLOSED_BEFORE_OPENED\nFLAGGED,7,8,UNIT_UNKNOWN\n';

describe('jejak import', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jejak-import-'));
  const file = join(folder, 'register.csv');
  let server: Server;
  let answer: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
  let asked: string[];

  beforeEach(async () => {
    asked = [];
    writeFileSync(file, LARGE);
    server = createServer((request, response) => {
      asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
      void answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    rmSync(file, { force: true });
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  const at = (): Installation =>
    new Installation(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const options = (more: Partial<ImportOptions> = {}): ImportOptions => ({
    ...{ token: () => Promise.resolve('the-token'), dryRun: false, goodRows: true },
    ...more,
  });
  const say = (response: ServerResponse, status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const report = { importId: 'i-1', kind: 'service-requests', state: 'COMPLETED', rows: 9, done: 9 };

  it('sends the file whole, as who asks, under a command id', async () => {
    let received = '';
    answer = async (request, response) => {
      const hash = createHash('sha256');
      for await (const chunk of request) hash.update(chunk as Buffer);
      received = hash.digest('hex');
      expect(request.headers).toMatchObject({
        authorization: 'Bearer the-token',
        'content-type': 'text/csv',
      });
      expect(request.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
      say(response, 200, report);
    };
    expect(await importFile(at(), 'service-requests', file, options())).toEqual(report);
    expect(received).toBe(createHash('sha256').update(LARGE).digest('hex'));
    expect(asked).toEqual(['POST /api/citizen/v1/imports/service-requests?dryRun=false&mode=good-rows']);
  });

  it('says why it is refused, also where the answer comes before the file is sent', async () => {
    answer = (_, response) => {
      say(response, 413, { code: 'BODY_TOO_LARGE', detail: 'The body is too large.' });
    };
    await expect(importFile(at(), 'service-requests', file, options())).rejects.toMatchObject({
      problem: { status: 413, code: 'BODY_TOO_LARGE' },
      exitCode: EXIT.refused,
    });
  });

  it('tells a file whose rows are refused from a request that is', async () => {
    const refused = { ...report, state: 'REFUSED', rejected: 1 };
    answer = (request, response) => {
      request.resume().once('end', () => say(response, 422, { code: 'IMPORT_REJECTED', report: refused }));
    };
    expect(await importFile(at(), 'service-requests', file, options())).toEqual(refused);
  });

  it('knows that nobody answers', async () => {
    const nowhere = at();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await expect(importFile(nowhere, 'units', file, options())).rejects.toMatchObject({
      exitCode: EXIT.unreachable,
    });
    await expect(importFile(nowhere, 'units', join(folder, 'none.csv'), options())).rejects.toMatchObject({
      exitCode: EXIT.usage,
    });
  });

  it('follows a register to its end, over a moment without an answer, and writes its bad and marked rows', async () => {
    const states = [503, 200, 200];
    answer = (request, response) => {
      const { method, url = '' } = request;
      if (url.endsWith('/rows?format=csv')) return void response.end(ROWS);
      if (method === 'POST')
        return void request
          .resume()
          .once('end', () => say(response, 202, { ...report, state: 'RUNNING', done: 0 }));
      const status = states.shift() ?? 500;
      say(response, status, states.length === 0 ? report : { ...report, state: 'RUNNING', done: 4 });
    };
    const rowsFile = join(folder, 'rows.csv');
    const found = await importFile(at(), 'service-requests', file, options({ rowsFile }));
    expect(found).toEqual(report);
    expect(readFileSync(rowsFile, 'utf8')).toBe(ROWS);
    expect(asked.slice(1)).toEqual([
      ...Array.from({ length: 3 }, () => 'GET /api/citizen/v1/imports/i-1'),
      'GET /api/citizen/v1/imports/i-1/rows?format=csv',
    ]);
  });
});
