import { type Predicate, PREDICATES } from '@jejak/contracts/performance';
import { SEED } from '@jejak/contracts/policy';
import { describe, expect, it } from '@jest/globals';
import { E1, EVALUATION } from '../../test/nurse';
import { ageBandsOf, allowanceFactorsOf, publicationRulesOf } from '../rules/view-rules';
import { ALLOWANCE_COLUMNS, allowanceFile } from './allowance';

const seeded = (key: string) => {
  const found = SEED.find((policy) => policy.key === key);
  return { ref: `${key}@1`, key, version: 1, parameters: { ...found?.parameters } };
};
const odd = { ref: 'perf.other@2', key: 'perf.other', version: 2, parameters: {} };
const rating = (predicate: Predicate) => ({
  ...{ employeeId: E1, unit: 'DINKES', evaluationId: EVALUATION, evaluationVersion: 2, predicate },
  ...{ periodStart: '2026-01-01', periodEnd: '2026-12-31', policy: 'perf.other@1' },
});
const factors = new Map([['perf.other@1', allowanceFactorsOf(seeded('perf.other'))]]);

describe('the allowance factor', () => {
  it.each([
    ['SANGAT_BAIK', '1.10'],
    ['BAIK', '1.00'],
    ['BUTUH_PERBAIKAN', '0.80'],
    ['KURANG', '0.60'],
    ['SANGAT_KURANG', '0.40'],
  ] as const)('of %s is %s', (predicate, factor) =>
    expect(allowanceFile([rating(predicate)], factors).split('\r\n')[1]).toBe(
      `${E1},DINKES,${EVALUATION},2,2026-01-01,2026-12-31,${predicate},${factor},perf.other@1`,
    ),
  );
  it('is a file without lines where nothing is final', () =>
    expect(allowanceFile([], factors)).toBe(`${ALLOWANCE_COLUMNS.join()}\r\n`));
  it('is known of every predicate, and of no version that was not read', () => {
    expect(Object.keys(allowanceFactorsOf(seeded('perf.other')))).toHaveLength(PREDICATES.length);
    expect(() => allowanceFile([rating('BAIK')], new Map())).toThrow('was not read');
    expect(() => allowanceFactorsOf(odd)).toThrow('has no allowanceFactors');
  });
});

describe('what views take from policies', () => {
  it('is what the seed says', () => {
    expect(publicationRulesOf(seeded('pub'))).toEqual({ minCell: 5, quarterly: true, ref: 'pub@1' });
    expect(ageBandsOf(seeded('perf.other'))).toEqual([30, 40, 50]);
  });
  it('is a defect where the policy says something else', () => {
    expect(() => publicationRulesOf(odd)).toThrow('has no minCell');
    expect(() => ageBandsOf(odd)).toThrow('has no ageBands');
  });
});
