import { policyContracts, SEED } from '@jejak/contracts/policy';
import { createPool, EventStore, fileKeyStore, migrateEventStore } from '@jejak/event-store';
import { migratePolicies, Policies, policyVersions } from '@jejak/policies';
import { Projections, rebuildDifferences } from '@jejak/projections';
import { createTestDatabase, type TestDatabase } from '@jejak/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { streamOfPolicy } from '../src/policy/policy-stream';
import { seedPolicies } from '../src/policy/seed-policies';

describe('seeding', () => {
  let database: TestDatabase;
  let pool: Pool;
  let store: EventStore;
  let projections: Projections;
  let folder: string;
  let now = '2025-09-30T18:00:00.000Z';
  const clock = { now: () => now };

  beforeEach(async () => {
    now = '2025-09-30T18:00:00.000Z';
    database = await createTestDatabase('policy');
    pool = createPool(database.url);
    folder = mkdtempSync(join(tmpdir(), 'jejak-keys-'));
    const client = await pool.connect();
    await migrateEventStore(client);
    await migratePolicies(client);
    client.release();
    store = new EventStore({
      ...{ pool, clock, contracts: policyContracts, topic: 'unused' },
      keys: fileKeyStore({ folder, kek: randomBytes(32) }),
      onAppended: () => projections.wake(),
    });
    projections = new Projections({ pool, store, service: 'policy', projections: [policyVersions] });
    await projections.migrate();
    await projections.start();
  });
  afterEach(async () => {
    await projections.stop();
    await pool.end();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const reached = async (key: string): Promise<boolean> =>
    projections.reached(policyVersions, streamOfPolicy(key), 1, 5_000);

  it('takes every default into force from the first legal date of the city, once', async () => {
    // 18:00 UTC is already the next day in Jakarta.
    expect(await seedPolicies({ store, clock })).toBe(SEED.length);
    now = '2025-11-01T00:00:00.000Z';
    expect(await seedPolicies({ store, clock })).toBe(0);
    for (const { key } of SEED) expect(await reached(key)).toBe(true);
    const policies = new Policies(pool);
    for (const { key, parameters } of SEED)
      expect(await policies.inForce(key, '2025-10-01')).toEqual({
        ref: `${key}@1`,
        key,
        version: 1,
        parameters,
      });
    await expect(policies.inForce('perf.result', '2025-09-30')).rejects.toMatchObject({
      code: 'POLICY_MISSING',
    });
    await expect(policies.inForce('rec.pppk.thresholds', '2026-01-01')).rejects.toMatchObject({
      code: 'POLICY_MISSING',
    });
    expect(await rebuildDifferences(pool, policyVersions, store)).toEqual([]);
    const [event] = await store.history(streamOfPolicy('perf.result'));
    expect(event.envelope).toMatchObject({ actor: 'policy', role: 'service', version: 1 });
  });

  it('leaves out what the installation decides for itself', async () => {
    expect(await seedPolicies({ store, clock, leftOut: ['perf.result'] })).toBe(SEED.length - 1);
    expect(await store.history(streamOfPolicy('perf.result'))).toEqual([]);
  });

  it('seeds once when replicas start together', async () => {
    const counts = await Promise.all([1, 2, 3].map(() => seedPolicies({ store, clock })));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(SEED.length);
    for (const { key } of SEED) expect(await store.history(streamOfPolicy(key))).toHaveLength(1);
  });
});
