import {
  creditConverted,
  creditReversed,
  ELIGIBILITY_RULES,
  eligibilityChecked,
  type EligibilityRule,
} from '@jejak/contracts/career';
import { describe, expect, it } from '@jest/globals';
import { checkUnder, creditsUnder } from './promotion';

const [employeeId, evaluationId, entryId, first] = [1, 2, 3, 4].map(
  (n) => `0198c1a2-0000-7000-8000-00000000000${n}`,
);
const conversion = { SANGAT_BAIK: '150', BAIK: '100', KURANG: '50' };
const entry = { employeeId, level: 'Ahli Pertama', evaluationId } as const;
/** 12 ÷ 12 × 150 % × 12.5 = 18.75 */
const converted = creditConverted({
  ...{ ...entry, entryId, evaluationVersion: 12, from: '2026-01-01', to: '2026-12-31', months: 12 },
  ...{ predicate: 'SANGAT_BAIK', pct: '150', coefficient: '12.5', points: '18.75' },
});
const percent = () => conversion;

describe('points of an evaluation', () => {
  it('would have been 12.50 of Baik, where they were 18.75', () =>
    expect(creditsUnder(evaluationId, [converted], 'BAIK', percent)).toEqual([
      { entryId, points: '18.75', hypothetical: '12.50' },
    ]));
  it('are those that count', () => {
    const before = creditConverted({ ...converted.data, entryId: first, predicate: 'BAIK', points: '12.50' });
    const reversed = creditReversed({
      ...{ ...entry, entryId: employeeId, of: first, evaluationVersion: 12, points: '-12.50' },
    });
    expect(creditsUnder(evaluationId, [before, reversed, converted], 'KURANG', percent)).toEqual([
      { entryId, points: '18.75', hypothetical: '6.25' },
    ]);
    expect(creditsUnder(employeeId, [converted], 'BAIK', percent)).toEqual([]);
  });
  it('are not said where the policy does not say them', () =>
    expect(creditsUnder(evaluationId, [converted], 'BUTUH_PERBAIKAN', percent)).toEqual([]));
});

describe('a promotion', () => {
  const said: Partial<Record<EligibilityRule, readonly [string, string]>> = {
    AK: ['100', '102.08'],
    PREDICATE: ['BAIK in 2025, 2026', '2025 BAIK, 2026 SANGAT_BAIK'],
  };
  const checked = eligibilityChecked({
    ...{ caseId: first, employeeId, kind: 'LEVEL', effective: '2027-04-01', eligible: true },
    checks: ELIGIBILITY_RULES.map((rule) => {
      const [needed, actual] = said[rule] ?? [null, null];
      return { rule, needed, actual, pass: true };
    }),
    ...{ policyRefs: [], evaluations: [{ evaluationId, evaluationVersion: 12 }] },
    ...{ proposeBy: null, overdueAt: null },
  });
  const under = (predicate: 'BAIK' | 'KURANG' | 'SANGAT_BAIK', hypothetical: string) =>
    checkUnder(checked, entryId, { year: 2026, predicate }, [{ entryId, points: '18.75', hypothetical }]);

  it('would not have come: 95.83 of 100 (domain.md step 53)', () =>
    expect(under('BAIK', '12.50')).toEqual({
      ...{ eventId: entryId, caseId: first, effective: '2027-04-01', eligible: true },
      hypothetical: { eligible: false, balance: '95.83', needed: '100', failed: ['AK'] },
    }));
  it('would not have come of a predicate that is too low', () =>
    expect(under('KURANG', '6.25').hypothetical).toMatchObject({
      ...{ eligible: false, balance: '89.58', failed: ['AK', 'PREDICATE'] },
    }));
  it('stays what it was where nothing is otherwise', () =>
    expect(under('SANGAT_BAIK', '18.75').hypothetical).toEqual({
      ...{ eligible: true, balance: '102.08', needed: '100', failed: [] },
    }));
});
