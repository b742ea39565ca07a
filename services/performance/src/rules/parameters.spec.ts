import { SEED } from '@jejak/contracts/policy';
import type { PinnedPolicy } from '@jejak/policies';
import { describe, expect, it } from '@jest/globals';
import { evaluationRules, planRules } from '../../test/nurse';
import { evaluationRulesOf, planRulesOf } from './parameters';
import { FORMULA_POLICIES, PERIOD_POLICIES } from './period-policies';

const seeded = new Map<string, PinnedPolicy>(
  SEED.map(({ key, parameters }) => [key, { key, ref: `${key}@1`, version: 1, parameters }]),
);
const of = (key: string): PinnedPolicy => {
  const policy = seeded.get(key);
  if (!policy) throw new Error(key);
  return policy;
};

describe('the policies as the rules read them', () => {
  it('by default are what the acceptance story says', () => {
    expect(evaluationRulesOf(seeded)).toEqual(evaluationRules);
    expect(planRulesOf(seeded)).toEqual(planRules);
  });
  it('lets a rater go one step where the version says nothing of steps, and else as far as it says', () => {
    const { deviationMaxSteps: _, ...before } = of('perf.other').parameters;
    const stepsOf = (parameters: PinnedPolicy['parameters']) =>
      evaluationRulesOf(new Map(seeded).set('perf.other', { ...of('perf.other'), parameters }))
        .deviationMaxSteps;
    expect(stepsOf(before)).toBe(1);
    expect(stepsOf({ ...before, deviationMaxSteps: 2 })).toBe(2);
    expect(() => stepsOf({ ...before, deviationMaxSteps: '2' })).toThrow('deviationMaxSteps');
  });
  it('pins policies that exist, sorted', () => {
    expect(PERIOD_POLICIES.map((key) => of(key).key)).toEqual([...PERIOD_POLICIES].sort());
    expect(PERIOD_POLICIES).toEqual(expect.arrayContaining([...FORMULA_POLICIES]));
    expect([...FORMULA_POLICIES].sort()).toEqual([...FORMULA_POLICIES]);
  });
  it('takes a policy that was not read, or says something else, as a defect', () => {
    expect(() => evaluationRulesOf(new Map())).toThrow('was not read');
    const odd = new Map(seeded).set('perf.ack.days', { ...of('perf.ack.days'), parameters: { days: '14' } });
    expect(() => evaluationRulesOf(odd)).toThrow('perf.ack.days@1 has no integer days');
  });
});
