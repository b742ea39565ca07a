import { SEED } from '@jejak/contracts/policy';
import type { PinnedPolicy } from '@jejak/policies';
import { describe, expect, it } from '@jest/globals';
import { boxOf, meanOf, performanceAxis, potentialAxis, potentialScore, PROPOSES, waysUp } from './nine-box';
import { talentRulesOf } from './talent-rules';

const seeded = new Map<string, PinnedPolicy>(
  SEED.map(({ key, parameters }) => [key, { key, ref: `${key}@1`, version: 1, parameters }]),
);
const { nineBox: rules } = talentRulesOf(seeded);

/** domain.md 7.5, cell by cell. */
describe('the nine-box', () => {
  it.each([
    ['HIGH', 'BELOW', 6, ['PLACE_TO_FIT', 'COUNSEL']],
    ['HIGH', 'MEETS', 8, ['RETAIN', 'SUCCESSION']],
    ['HIGH', 'ABOVE', 9, ['PROMOTE', 'SUCCESSION', 'AWARD']],
    ['MEDIUM', 'BELOW', 3, ['GUIDE', 'DEVELOP', 'REFIT']],
    ['MEDIUM', 'MEETS', 5, ['PLACE_WELL', 'DEVELOP']],
    ['MEDIUM', 'ABOVE', 7, ['RETAIN', 'SUCCESSION', 'ENRICH_JOB']],
    ['LOW', 'BELOW', 1, ['LEGAL_PROCESS']],
    ['LOW', 'MEETS', 2, ['GUIDE', 'DEVELOP', 'REFIT']],
    ['LOW', 'ABOVE', 4, ['ROTATE', 'DEVELOP']],
  ] as const)('%s potential, %s: box %i', (potential, performance, box, proposes) => {
    expect(boxOf(potential, performance, rules)).toBe(box);
    expect(PROPOSES[box]).toEqual(proposes);
  });
  it('has the mean of the finals on one axis', () => {
    expect(meanOf(['SANGAT_BAIK', 'BAIK'], rules)).toBe('4.5000');
    expect(meanOf(['SANGAT_KURANG', 'KURANG'], rules)).toBe('1.5000');
    expect(
      ['4.5', '4.49995', '4.49994', '3.5', '3.49994'].map((mean) => performanceAxis(mean, rules)),
    ).toEqual(['ABOVE', 'ABOVE', 'MEETS', 'MEETS', 'BELOW']);
  });
  it('has potential on the other: 82/78/85 is 81.70, high', () => {
    const score = potentialScore({ competency: '82', assessment: '78', trackRecord: '85' }, rules);
    expect([score, potentialAxis(score, rules)]).toEqual(['81.7000', 'HIGH']);
    expect(['80', '79.9999', '60', '59.9999'].map((value) => potentialAxis(value, rules))).toEqual([
      ...['HIGH', 'MEDIUM', 'MEDIUM', 'LOW'],
    ]);
  });
  it('says how to move: the next threshold of each axis', () => {
    const low = { performanceAxis: 'BELOW', performanceMean: '3.0000' } as const;
    expect(waysUp({ ...low, potentialAxis: 'MEDIUM', potentialScore: '70.5000' }, rules)).toEqual([
      { axis: 'PERFORMANCE', needed: '3.5', missing: '0.5', box: 5 },
      { axis: 'POTENTIAL', needed: '80', missing: '9.5', box: 6 },
    ]);
  });
  it('needs a policy that says all of it', () => {
    const odd: PinnedPolicy = { key: 'car.other', ref: 'car.other@2', version: 2, parameters: {} };
    expect(() => talentRulesOf(new Map(seeded).set('car.other', odd))).toThrow(
      expect.objectContaining({ code: 'POLICY_MISSING' }),
    );
  });
});
