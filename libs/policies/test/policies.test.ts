import {
  policyContracts,
  policyInForce,
  policyRepealed,
  policySeeded,
  policySuperseded,
} from '@jejak/contracts/policy';
import { createPool } from '@jejak/event-store';
import { type DomainEvent, naturalId, type Recorded, streamOf } from '@jejak/kernel';
import { projectionHandler } from '@jejak/projections';
import { createTestDatabase, type TestDatabase } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { migratePolicies, Policies, policyVersions } from '../src';

const recorded = (key: string, version: number, fact: DomainEvent): Recorded => ({
  ...fact,
  envelope: {
    ...{
      id: naturalId('event', key, String(version)),
      eventType: `asn.policy.${fact.type}.v1`,
      source: policyContracts.service,
    },
    ...{ stream: streamOf('policy', naturalId('policy', key)), version, at: '2025-10-01T00:00:00.000Z' },
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

const said = { legalBasis: 'The city’s own choice', origin: 'CONFIGURED' } as const;
const seeded = (key: string, effectiveFrom: string, parameters: Record<string, unknown>): Recorded =>
  recorded(key, 1, policySeeded({ key, version: 1, parameters, ...said, effectiveFrom }));
const everybody = { acknowledged: 1140, active: 1200, coverage: '95.0000' };
const inForce = (key: string, version: number, effectiveFrom: string, parameters: Record<string, unknown>) =>
  policyInForce({ key, version, parameters, ...said, effectiveFrom, ...everybody });

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
    const second = [
      recorded('perf.result', 5, inForce('perf.result', 2, '2027-01-01', { above: '112', meets: '90' })),
      recorded(
        'perf.result',
        6,
        policySuperseded({ key: 'perf.result', version: 1, by: 2, lastDay: '2026-12-31' }),
      ),
      // Decided afterwards, so it would be a later version; and ended.
      recorded('perf.cap', 4, inForce('perf.cap', 3, '2026-06-01', { min: '0', max: '130' })),
      recorded(
        'perf.cap',
        5,
        policySuperseded({ key: 'perf.cap', version: 1, by: 3, lastDay: '2026-05-31' }),
      ),
      recorded('perf.cap', 8, policyRepealed({ key: 'perf.cap', version: 3, by: 4, lastDay: '2027-12-31' })),
    ];
    await projectionHandler(policyVersions).apply([...events, ...second], one);
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

  it.each([
    ['2026-05-31', 'perf.cap@1'],
    ['2026-06-01', 'perf.cap@3'],
    ['2027-12-31', 'perf.cap@3'],
  ])('ends with the last day of a version: %s is of %s', async (on, ref) =>
    expect(await policies.inForce('perf.cap', on)).toMatchObject({ ref }),
  );

  it('gives a pinned version for ever', async () => {
    expect(await policies.pinned('perf.cap@3')).toMatchObject({ parameters: { max: '130' } });
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
    ['after its repeal', () => policies.inForce('perf.cap', '2028-01-01')],
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
