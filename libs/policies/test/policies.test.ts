import { policyContracts, policySeeded } from '@jejak/contracts/policy';
import { createPool } from '@jejak/event-store';
import { naturalId, type Recorded, streamOf } from '@jejak/kernel';
import { projectionHandler } from '@jejak/projections';
import { createTestDatabase, type TestDatabase } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { migratePolicies, Policies, policyVersions } from '../src';

const seeded = (key: string, effectiveFrom: string, parameters: Record<string, unknown>): Recorded => ({
  ...policySeeded({
    key,
    version: 1,
    parameters,
    legalBasis: 'The city’s own choice',
    origin: 'CONFIGURED',
    effectiveFrom,
  }),
  envelope: {
    ...{
      id: naturalId('event', key),
      eventType: 'asn.policy.PolicySeeded.v1',
      source: policyContracts.service,
    },
    ...{ stream: streamOf('policy', naturalId('policy', key)), version: 1, at: '2025-10-01T00:00:00.000Z' },
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
});

describe('Policies', () => {
  let database: TestDatabase;
  let pool: Pool;
  let policies: Policies;

  beforeAll(async () => {
    database = await createTestDatabase('policies');
    pool = createPool(database.url);
    const [one, two] = await Promise.all([pool.connect(), pool.connect()]);
    await Promise.all([migratePolicies(one), migratePolicies(two)]);
    const events = [
      seeded('perf.result', '2025-10-01', { above: '110', meets: '90' }),
      seeded('gov.calendar', '2025-10-01', { zone: 'Asia/Jakarta', holidays: ['2026-08-17'] }),
      seeded('perf.cap', '2026-01-01', { min: '0', max: '120' }),
    ];
    await projectionHandler(policyVersions).apply(events, one);
    // A second version, as a later release will project it.
    await one.query(
      `INSERT INTO rm.policy_version (key, policy_version, parameters, legal_basis, origin, effective_from, version)
       VALUES ('perf.result', 2, '{"above": "112", "meets": "90"}', 'Decree', 'CONFIGURED', '2027-01-01', 5)`,
    );
    one.release();
    two.release();
    policies = new Policies(pool);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it('gives the version in force on a day', async () => {
    const first = {
      ref: 'perf.result@1',
      key: 'perf.result',
      version: 1,
      parameters: { above: '110', meets: '90' },
    };
    expect(await policies.inForce('perf.result', '2025-10-01')).toEqual(first);
    expect(await policies.inForce('perf.result', '2026-12-31')).toEqual(first);
    expect(await policies.inForce('perf.result', '2027-01-01')).toMatchObject({ ref: 'perf.result@2' });
  });

  it('gives a pinned version for ever', async () => {
    expect(await policies.pinned('perf.result@1')).toMatchObject({
      version: 1,
      parameters: { above: '110' },
    });
    expect(await policies.pinned('perf.result@2')).toMatchObject({
      version: 2,
      parameters: { above: '112' },
    });
  });

  it('gives several at once', async () => {
    const found = await policies.allInForce(['gov.calendar', 'perf.cap'], '2026-02-01');
    expect([...found.values()].map(({ ref }) => ref)).toEqual(['gov.calendar@1', 'perf.cap@1']);
    expect(found.get('gov.calendar')?.parameters).toEqual({ zone: 'Asia/Jakarta', holidays: ['2026-08-17'] });
  });

  it.each([
    ['before its first day', () => policies.inForce('perf.cap', '2025-12-31')],
    ['of an unknown key', () => policies.inForce('perf.unknown', '2026-01-01')],
    ['in a version that is not there', () => policies.pinned('perf.cap@2')],
    ['by a reference that is none', () => policies.pinned('perf.cap')],
  ])('refuses a policy %s', async (_, ask) => {
    await expect(ask()).rejects.toMatchObject({ code: 'POLICY_MISSING', kind: 'rule-violated' });
  });

  it('has the day of the city from the beginning of the first one there', async () => {
    const jakarta = { zone: 'Asia/Jakarta', holidays: ['2026-08-17'] };
    // Seven hours before the day begins in Greenwich.
    expect(await policies.cityDay('2025-09-30T17:00:00.000Z')).toEqual({
      ...{ calendar: jakarta, date: '2025-10-01', ref: 'gov.calendar@1' },
    });
    await expect(policies.cityDay('2025-09-30T16:59:59.999Z')).rejects.toMatchObject({
      code: 'POLICY_MISSING',
    });
  });

  it('changes the calendar when the first day of the new one begins in its own zone', async () => {
    await pool.query(
      `INSERT INTO rm.policy_version (key, policy_version, parameters, legal_basis, origin, effective_from, version)
       VALUES ('gov.calendar', 2, '{"zone": "Asia/Jayapura", "holidays": []}', 'Decree', 'CONFIGURED', '2027-01-01', 5)`,
    );
    expect(await policies.cityDay('2026-12-31T14:59:59.999Z')).toMatchObject({
      ...{ ref: 'gov.calendar@1', date: '2026-12-31' },
    });
    expect(await policies.cityDay('2026-12-31T15:00:00.000Z')).toMatchObject({
      ...{ ref: 'gov.calendar@2', date: '2027-01-01' },
    });
  });

  it('refuses to guess what day is meant', async () => {
    await expect(policies.inForce('perf.cap', '2026-02-30')).rejects.toThrow(RangeError);
  });
});
