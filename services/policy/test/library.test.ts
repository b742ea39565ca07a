import 'reflect-metadata';
import { policyContracts, policySeeded, SEED } from '@jejak/contracts/policy';
import { createPool } from '@jejak/event-store';
import { type Recorded } from '@jejak/kernel';
import { migratePolicies, policyVersions } from '@jejak/policies';
import { projectionHandler } from '@jejak/projections';
import { createTestDatabase, type TestDatabase } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import type { App } from 'supertest/types';
import { DataSource } from 'typeorm';
import { PolicyController } from '../src/policy/policy.http';
import { streamOfPolicy } from '../src/policy/seed-policies';

const seeded = SEED.map((item, i): Recorded => ({
  ...policySeeded({ ...item, version: 1, effectiveFrom: '2025-10-01' }),
  envelope: {
    ...{
      id: `0198c1a2-0000-7000-8000-${String(i).padStart(12, '0')}`,
      eventType: 'asn.policy.PolicySeeded.v1',
    },
    ...{
      source: policyContracts.service,
      stream: streamOfPolicy(item.key),
      version: 1,
      at: '2025-10-01T00:00:00.000Z',
    },
    ...{
      actor: 'policy',
      role: 'service',
      policy: null,
      policies: [],
      correlation: '',
      cause: null,
      hash: '',
    },
  },
}));

describe('the policy library', () => {
  let database: TestDatabase;
  let db: DataSource;
  let app: INestApplication<App>;

  beforeAll(async () => {
    database = await createTestDatabase('policy');
    const pool = createPool(database.url);
    const client = await pool.connect();
    await migratePolicies(client);
    await projectionHandler(policyVersions).apply(seeded, client);
    client.release();
    await pool.end();
    db = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    const module = await Test.createTestingModule({
      controllers: [PolicyController],
      providers: [{ provide: DataSource, useValue: db }],
    }).compile();
    app = module.createNestApplication({ logger: false });
    await app.init();
  });
  afterAll(async () => {
    await app.close();
    await db.destroy();
    await database.drop();
  });

  const get = (path: string) => request(app.getHttpServer()).get(path);

  it('lists every policy in force, in order of key', async () => {
    const { body } = await get('/policies?on=2026-01-01').expect(200);
    const { items, next } = body as { items: { key: string }[]; next: string | null };
    expect(next).toBeNull();
    expect(items.map(({ key }) => key)).toEqual(SEED.map(({ key }) => key).sort());
    expect(items.find(({ key }) => key === 'perf.result')).toEqual({
      ...SEED.find(({ key }) => key === 'perf.result'),
      version: 1,
      effectiveFrom: '2025-10-01',
    });
    expect((await get('/policies?on=2025-09-30').expect(200)).body.items).toEqual([]);
  });

  it('shows a policy with its versions', async () => {
    const { body } = await get('/policies/gov.calendar').expect(200);
    expect(body).toMatchObject({
      key: 'gov.calendar',
      versions: [{ version: 1, parameters: { zone: 'Asia/Jakarta', holidays: [] }, origin: 'STATUTORY' }],
    });
  });
});
