import { SEED } from '@jejak/contracts/policy';
import { FORMATION_KINDS } from '@jejak/contracts/recruitment';
import type { PinnedPolicy } from '@jejak/policies';
import { describe, expect, it } from '@jest/globals';
import {
  maximaOf,
  parametersOf,
  type PolicyKey,
  ROUND_POLICIES,
  skbWeightsOf,
  stageWeightsOf,
  thresholdOf,
  VACANCY_POLICIES,
} from './parameters';

const seeded = (key: PolicyKey): PinnedPolicy => {
  const found = SEED.find((policy) => policy.key === key);
  if (!found) throw new Error(`${key} is not seeded`);
  return { ref: `${key}@1`, key, version: 1, parameters: found.parameters };
};

describe('the policies of selection, as they are seeded (domain.md 3)', () => {
  it.each(VACANCY_POLICIES)('%s says what its rule needs', (key) =>
    expect(() => parametersOf(key, seeded(key))).not.toThrow(),
  );
  it('rank a finished round by two of them', () =>
    expect(VACANCY_POLICIES).toEqual(expect.arrayContaining([...ROUND_POLICIES])));

  it('have thresholds for every kind of formation', () => {
    const thresholds = parametersOf('rec.skd.threshold', seeded('rec.skd.threshold'));
    expect(Object.fromEntries(FORMATION_KINDS.map((kind) => [kind, thresholdOf(thresholds, kind)]))).toEqual({
      GENERAL: { TWK: 65, TIU: 80, TKP: 166 },
      CUMLAUDE: { TOTAL: 311, TIU: 85 },
      DIASPORA: { TOTAL: 311, TIU: 85 },
      DISABILITY: { TOTAL: 286, TIU: 60 },
      PAPUA: { TOTAL: 286, TIU: 60 },
      REMOTE: { TOTAL: 286, TIU: 60 },
    });
    expect(thresholds.selectionYears).toEqual([2026]);
    expect(thresholdOf({ selectionYears: [2026], general: {} }, 'GENERAL')).toBeNull();
    expect(thresholdOf({ selectionYears: [2026] }, 'GENERAL')).toBeNull();
  });
  it('give weights and greatest scores', () => {
    expect(maximaOf(parametersOf('rec.skd.max', seeded('rec.skd.max')))).toEqual({
      TWK: 150,
      TIU: 175,
      TKP: 225,
    });
    expect(skbWeightsOf(parametersOf('rec.skb.components', seeded('rec.skb.components')))).toEqual({
      ...{ CAT: '60', INTERVIEW: '25', PSYCHOLOGICAL: '15' },
    });
    expect(stageWeightsOf(parametersOf('rec.weight', seeded('rec.weight')))).toEqual({
      skd: '40',
      skb: '60',
    });
  });
  it('that do not say what a rule needs are as good as none', () =>
    expect(() => parametersOf('rec.weight', { ...seeded('rec.weight'), parameters: { skd: 40 } })).toThrow(
      expect.objectContaining({
        code: 'POLICY_MISSING',
        detail: { rule: 'rec.weight', policyRefs: ['rec.weight@1'] },
      }),
    ));
});
