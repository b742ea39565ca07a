import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Installation } from './installation';
import { Operations } from './operations';

/** Answers as two services would, from a script of answers by path; the last one of a path stays. */
describe('jejak ops', () => {
  let server: Server;
  let answers: Record<string, readonly object[]>;
  let asked: string[];
  let shown: [done: number, total: number][];

  beforeEach(async () => {
    asked = [];
    shown = [];
    answers = { 'GET /.well-known/jejak': [{ issuer: '', services: ['career', 'policy'] }] };
    server = createServer((request, response) => {
      const path = `${request.method ?? ''} ${request.url ?? ''}`;
      asked.push(path);
      const [first, ...rest] = answers[path] ?? [];
      if (rest.length > 0) answers[path] = rest;
      response.writeHead(first ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(first ?? { code: 'ROUTE_NOT_FOUND' }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

  const operations = (service?: string): Operations =>
    new Operations(new Installation(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), {
      token: 'token',
      service,
      everyMs: 1,
      progress: () => ({ update: (done, total) => void shown.push([done, total]), stop: () => undefined }),
    });
  const status = (service: string, name: string, parkedKeys = 0): object => ({
    service,
    relay: { state: 'leading', pos: 12, depth: 0, oldestSeconds: 0, trouble: null },
    ...{ blocked: [], replay: null },
    consumers: [
      {
        name,
        kind: 'projection',
        state: 'running',
        lagEvents: 0,
        parkedKeys,
        parkedEvents: 2 * parkedKeys,
        rebuild: null,
      },
    ],
  });
  const both = (parkedKeys = 0): void => {
    answers['GET /api/career/v1/operator/status'] = [status('career', 'unit_chart', parkedKeys)];
    answers['GET /api/policy/v1/operator/status'] = [status('policy', 'policy_version')];
  };

  it('says how every service is, and whether all is well', async () => {
    both();
    expect(await operations().status()).toMatchObject({
      well: true,
      text: [
        'career: relay leading, number 12, outbox 0 (oldest 0 s)',
        '  unit_chart (projection): running, 0 behind',
        'policy: relay leading, number 12, outbox 0 (oldest 0 s)',
        '  policy_version (projection): running, 0 behind',
      ].join('\n'),
    });
    both(1);
    const { well, text } = await operations('career').status();
    expect([well, text.includes('1 streams parked with 2 events')]).toEqual([false, true]);
  });

  it('redrives until nothing more comes loose', async () => {
    both(3);
    const one = (stream: string, unparked: boolean) => ({
      stream,
      unparked,
      events: 1,
      cause: unparked ? null : 'gap',
    });
    answers['POST /api/career/v1/operator/projections/unit_chart/redrive'] = [
      { streams: [one('unit-a', true), one('unit-b', false)], left: 2 },
      { streams: [one('unit-b', false), one('unit-c', true)], left: 1 },
    ];
    expect(await operations().redrive()).toMatchObject({
      well: false,
      text: 'career/unit_chart: 2 streams unparked, 1 left\n  unit-b: gap again',
    });
  });

  it('follows a rebuild to its end in the service that has the projection', async () => {
    both();
    const progress = (done: number, phase: string, finishedAt: string | null) => ({
      ...{
        projection: 'policy_version',
        kind: 'rebuild',
        phase,
        done,
        of: 10,
        perSecond: 5,
        parkedKeys: 0,
        finishedAt,
      },
      ...{ canRollBack: finishedAt !== null, error: null },
    });
    const path = '/api/policy/v1/operator/projections/policy_version/rebuild';
    answers[`POST ${path}`] = [progress(0, 'preparing', null)];
    answers[`GET ${path}`] = [
      progress(4, 'loading', null),
      progress(9, 'following', null),
      progress(10, 'done', '2026-01-05T02:00:00.000Z'),
    ];
    const { well, text } = await operations().rebuild('policy_version');
    expect([well, text.split('\n')[0]]).toEqual([true, 'policy/policy_version: done']);
    expect(shown).toEqual([
      [4, 10],
      [9, 10],
      [10, 10],
    ]);
    await expect(operations().rebuild('nothing')).rejects.toMatchObject({ exitCode: 2 });
  });

  it('asks whose topic was lost, and passes refusals on', async () => {
    await expect(operations().replay()).rejects.toMatchObject({ exitCode: 2 });
    await expect(operations('career').replay(3)).rejects.toMatchObject({ exitCode: 1 });
    answers['POST /api/career/v1/operator/replay'] = [{}];
    const replay = { from: 3, to: 12, done: 10, of: 10, finishedAt: '2026-01-05T02:00:00.000Z' };
    answers['GET /api/career/v1/operator/status'] = [{ ...status('career', 'unit_chart'), replay }];
    expect(await operations('career').replay(3)).toMatchObject({
      well: true,
      text: 'career: 10 events, numbers 3 to 12, are in the topic again',
    });
  });

  it('compares stores with the log, and says where they differ', async () => {
    const one = {
      source: 'career',
      rowCount: null,
      differences: null,
      findings: [],
      cause: null,
      endedAt: null,
    };
    const row = (id: string, over: object): object => ({
      ...one,
      reconciliationId: id,
      progress: null,
      ...over,
    });
    const [path, end] = ['/api/audit/v1/reconciliations', { endedAt: '2026-01-05T02:00:00.000Z' }];
    answers[`POST ${path}`] = [{ stream: 'reconciliation-a' }, { stream: 'reconciliation-b' }];
    answers[`GET ${path}?source=career`] = [
      { items: [] },
      { items: [row('a', { status: 'RUNNING', progress: { rows: 500, highest: 700 } })] },
      { items: [row('a', { status: 'DONE', rowCount: 700, differences: 0, ...end })] },
    ];
    answers[`GET ${path}?source=policy`] = [
      {
        items: [
          row('b', {
            ...{ source: 'policy', status: 'DONE', rowCount: 12, differences: 1, ...end },
            findings: [{ finding: 'ROW_DIFFERS', count: 1 }],
          }),
        ],
      },
    ];
    const outcome = await operations().reconcile();
    expect(outcome.well).toBe(false);
    expect(outcome.text).toContain('career: 700 rows are as the log has them');
    expect(outcome.text).toContain('policy: 12 rows, and the log differs: 1 ROW_DIFFERS');
    expect(shown).toContainEqual([500, 700]);
    answers[`POST ${path}`] = [{ stream: 'reconciliation-c' }];
    answers[`GET ${path}?source=career`] = [
      { items: [row('c', { status: 'FAILED', cause: 'UNREACHABLE', ...end })] },
    ];
    expect(await operations().reconcile('career')).toMatchObject({
      ...{ well: false, text: 'career: could not be compared: UNREACHABLE' },
    });
  });
});
