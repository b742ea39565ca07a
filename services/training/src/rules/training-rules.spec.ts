import { SEED } from '@jejak/contracts/policy';
import type { PinnedPolicy } from '@jejak/policies';
import { describe, expect, it } from '@jest/globals';
import { rules } from '../../test/people';
import { trainingRulesOf } from './training-rules';

const seeded = new Map<string, PinnedPolicy>(
  SEED.map(({ key, parameters }) => [key, { key, ref: `${key}@1`, version: 1, parameters }]),
);

describe('the policies as the rules read them', () => {
  it('by default are those that the specs of the rules use', () =>
    expect(trainingRulesOf(seeded)).toMatchObject(rules));
  it('that do not say what a rule needs are as good as none', () => {
    const odd: PinnedPolicy = { key: 'tr.jp', ref: 'tr.jp@2', version: 2, parameters: { pns: '20' } };
    expect(() => trainingRulesOf(new Map(seeded).set('tr.jp', odd))).toThrow(
      expect.objectContaining({ code: 'POLICY_MISSING', detail: { rule: 'tr.jp', policyRefs: ['tr.jp@2'] } }),
    );
  });
});
