import { policyContracts, policySeeded, SEED, seed, WITHOUT_DEFAULT } from '@jejak/contracts/policy';
import { canonical } from '@jejak/ledger';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { policy, type PolicyCommand } from './policy.decider';
import { streamOfPolicy } from './seed-policies';

const { given } = specFor(policy);
const result = {
  key: 'perf.result',
  parameters: { above: '110', meets: '90' },
  legalBasis: 'The city’s own choice',
  origin: 'CONFIGURED',
  effectiveFrom: '2025-10-01',
} as const;
const command: PolicyCommand = { type: 'SeedPolicy', ...result };
const seeded = policySeeded({ ...result, version: 1 });

describe('SeedPolicy', () => {
  it('takes the default into force as version 1', () => given().when(command).thenRecords(seeded));
  it('says nothing new about a policy that is there', () => given(seeded).when(command).thenRecords());
});

describe('the seed', () => {
  it('has each key once, and none that a yearly decree must give', () => {
    const keys = SEED.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => WITHOUT_DEFAULT.some((without) => key === without))).toEqual([]);
  });

  it.each(SEED.map((item) => [item.key, item] as const))('%s is a fact that can be recorded', (key, item) => {
    const data = { ...item, version: 1, effectiveFrom: '2025-10-01' };
    expect(policyContracts.events.PolicySeeded.faults(data)).toEqual([]);
    expect(JSON.parse(canonical(data))).toEqual(data);
    expect(streamOfPolicy(key)).toMatch(/^policy-[0-9a-f-]{36}$/);
  });

  it('gives the thresholds of the first selection year only', () => {
    const years = (start: string): unknown =>
      seed(start).find(({ key }) => key === 'rec.skd.threshold')?.parameters.selectionYears;
    // The selection of 2026 is the first that begins under an installation of October 2025.
    expect(years('2025-10-01')).toEqual([2026]);
    expect(years('2026-01-01')).toEqual([2026]);
  });

  it('has weights that sum to 100 where they must', () => {
    const of = (key: string, ...names: string[]): number => {
      const parameters = SEED.find((item) => item.key === key)?.parameters ?? {};
      return names.reduce((sum, name) => sum + Number(parameters[name]), 0);
    };
    expect(of('rec.weight', 'skd', 'skb')).toBe(100);
    expect(of('rec.skb.components', 'cat', 'interview', 'psychological')).toBe(100);
    expect(of('perf.method.weights', 'data', 'survey', 'interview')).toBe(100);
    expect(of('tr.leadership.weights', 'theory', 'simulation', 'caseStudy')).toBe(100);
  });
});
