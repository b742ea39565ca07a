import { createTestDatabase, type TestDatabase } from '@jejak/testing';
import { describeProcess } from '@jejak/observability';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Pool } from 'pg';
import {
  LoopWatch,
  type ManagementServer,
  type PartHealth,
  Readiness,
  readSettings,
  ServiceSettings,
  startManagement,
  WATCHDOG_MS,
} from '../src';

const settings = readSettings(ServiceSettings, {
  JEJAK_DATABASE_URL: 'postgresql://app:CANARY@db/performance',
  JEJAK_OIDC_ISSUER: 'http://127.0.0.1:4000',
});

/** Machine time of which a test is the master. */
const clock = () => {
  let now = 0;
  return { monotonicMs: () => now, advance: (ms: number) => (now += ms) };
};

describe('the management port', () => {
  let database: TestDatabase;
  let pool: Pool;
  let server: ManagementServer;
  const time = clock();
  const loops = new LoopWatch(time.monotonicMs);
  let readiness: Readiness;
  let starting: string[] = ['migrations', 'port'];
  let parts: PartHealth[] = [{ part: 'relay', state: 'ok', since: '2026-01-01T00:00:00.000Z' }];

  beforeAll(async () => {
    describeProcess({ service: 'performance', version: '1.2.3' });
    database = await createTestDatabase('management');
    pool = new Pool({ connectionString: database.url, max: 2 });
    pool.on('error', () => undefined);
    readiness = new Readiness(() => pool.query('select 1'), time.monotonicMs);
    server = await startManagement({
      service: 'performance',
      host: '127.0.0.1',
      port: 0,
      settings,
      readiness,
      loops,
      starting: () => starting,
      parts: () => parts,
    });
    await readiness.start();
  });
  afterAll(async () => {
    readiness.stop();
    await server.stop();
    if (!pool.ended) await pool.end();
    await database.drop();
  });

  const ask = async (
    path: string,
    method = 'GET',
  ): Promise<{ status: number; body: string; type: string | null }> => {
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { method });
    return { status: answer.status, body: await answer.text(), type: answer.headers.get('content-type') };
  };
  const failures = async (path: string): Promise<unknown> =>
    (JSON.parse((await ask(path)).body) as { failures?: unknown }).failures;

  it('is not up before the boot is through, and lives meanwhile', async () => {
    expect(await ask('/startup')).toMatchObject({ status: 503 });
    expect(await failures('/startup')).toEqual(['migrations', 'port']);
    expect(await ask('/ready')).toMatchObject({ status: 503 });
    expect(await ask('/live')).toMatchObject({ status: 200, body: '{"status":"ok"}' });
    expect(JSON.parse((await ask('/health')).body)).toMatchObject({
      status: 'down',
      missing: ['migrations', 'port'],
    });
    starting = [];
    expect(await ask('/startup')).toMatchObject({ status: 200 });
    expect(await ask('/ready')).toMatchObject({ status: 200 });
    expect(await ask('/health')).toMatchObject({ status: 200 });
  });

  it('shows the configuration without secrets', async () => {
    const { status, body } = await ask('/health/config');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      PORT: 3000,
      JEJAK_DATABASE_URL: expect.stringMatching(/^set \(/),
    });
    expect(body).not.toContain('CANARY');
  });

  it('shows the metrics', async () => {
    const { status, body, type } = await ask('/metrics');
    expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    expect(body).toContain('jejak_build_info{version="1.2.3"');
  });

  it('shows each part, and is only down where something is', async () => {
    parts = [
      {
        part: 'consumer',
        state: 'degraded',
        reason: 'lag',
        since: '2026-01-01T00:00:00.000Z',
        nextTry: '2026-01-01T00:00:05.000Z',
      },
    ];
    const degraded = await ask('/health');
    expect([degraded.status, JSON.parse(degraded.body)]).toEqual([
      200,
      { service: 'performance', status: 'degraded', missing: [], parts },
    ]);
    // A consumer that lags never takes the service out.
    expect(await ask('/ready')).toMatchObject({ status: 200 });
    parts = [{ part: 'keys', state: 'down' }];
    expect(await ask('/health')).toMatchObject({ status: 503 });
    parts = [];
  });

  it.each([
    ['/', 'GET', 404],
    ['/nothing', 'GET', 404],
    ['/__proto__', 'GET', 404],
    ['/ready/', 'GET', 404],
    ['/ready', 'POST', 405],
    ['/metrics', 'DELETE', 405],
    ['/ready?x=1', 'GET', 200],
    ['/ready', 'HEAD', 200],
  ])('%s %s: %d', async (path, method, status) => {
    expect((await ask(path, method)).status).toBe(status);
  });

  it('no longer lives when a loop is past its watchdog, and does again when it turns', async () => {
    const relay = loops.watch('relay');
    const consumer = loops.watch('consumer');
    time.advance(WATCHDOG_MS);
    consumer.turned();
    expect((await ask('/live')).status).toBe(200);
    time.advance(1);
    expect(await failures('/live')).toEqual(['relay']);
    relay.turned();
    expect((await ask('/live')).status).toBe(200);
    relay.ended();
    consumer.ended();
    time.advance(WATCHDOG_MS * 2);
    relay.turned();
    expect((await ask('/live')).status).toBe(200);
  });

  it('is not ready while the database is away, but lives', async () => {
    await pool.end();
    time.advance(5_001);
    expect(await failures('/ready')).toEqual(['database']);
    expect(await ask('/live')).toMatchObject({ status: 200 });
    expect(await ask('/health')).toMatchObject({ status: 503 });
  });

  it('is not ready while it drains', async () => {
    readiness.drain();
    expect(await failures('/ready')).toEqual(['draining']);
  });
});

describe('readiness', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase('readiness');
  });
  afterAll(() => database.drop());

  it('does not wait for a database that hangs', async () => {
    const time = clock();
    const blocked = new Client({ connectionString: database.url });
    await blocked.connect();
    const readiness = new Readiness(() => blocked.query('select pg_sleep(20)'), time.monotonicMs);
    const started = performance.now();
    await readiness.start();
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(readiness.reason()).toBe('database');
    readiness.stop();
    await blocked.end();
  });

  it('asks by itself, so that a probe adds no load', async () => {
    let asked = 0;
    const twice = new Promise<void>((resolve) => {
      const readiness = new Readiness(() => {
        asked += 1;
        if (asked === 2) {
          readiness.stop();
          resolve();
        }
        return Promise.resolve();
      });
      void readiness.start();
    });
    await twice;
    expect(asked).toBe(2);
  });

  it('survives a question that throws', async () => {
    const readiness = new Readiness(() => {
      throw new Error('closed');
    });
    await readiness.start();
    expect(readiness.reason()).toBe('database');
    readiness.stop();
  });
});
