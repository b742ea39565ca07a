import { SEED } from '@jejak/contracts/policy';
import type { PinnedPolicy } from '@jejak/policies';
import { describe, expect, it } from '@jest/globals';
import { rules } from '../../test/people';
import { careerRulesOf } from './career-rules';

const seeded = new Map<string, PinnedPolicy>(
  SEED.map(({ key, parameters }) => [key, { key, ref: `${key}@1`, version: 1, parameters }]),
);

describe('the policies as the rules read them', () => {
  it('by default are those that the specs of the rules use', () =>
    expect(careerRulesOf(seeded)).toMatchObject(rules));
  it('that do not say what a rule needs are as good as none', () => {
    const odd: PinnedPolicy = { key: 'car.need', ref: 'car.need@2', version: 2, parameters: { PEMULA: 15 } };
    expect(() => careerRulesOf(new Map(seeded).set('car.need', odd))).toThrow(
      expect.objectContaining({
        code: 'POLICY_MISSING',
        detail: { rule: 'car.need', policyRefs: ['car.need@2'] },
      }),
    );
  });
});
