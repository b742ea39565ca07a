import {
  creditBalanceCorrected,
  creditBalanceImported,
  creditCarried,
  creditConverted,
  creditLapsed,
  educationCreditAdded,
} from '@jejak/contracts/career';
import type { Predicate } from '@jejak/contracts/performance';
import { naturalId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { E1, E5, HR1, rules, SIGNED, some } from '../../test/people';
import type { FinalEvaluation } from './conversion';
import { creditLedger, type CreditLedgerGiven } from './credit-ledger.decider';
import { balanceOf, type CreditLedgerEvent } from './credit-ledger.state';

const { given, stateAfter } = specFor(creditLedger);
const about = { subject: E1 };
const steps = [{ from: '2019-05-01', rank: 'III/b', level: 'Ahli Pertama' as const }];
const handed: CreditLedgerGiven = {
  date: '2027-02-05',
  rules,
  steps,
  evaluation: null,
  correctsEventId: null,
};
const evaluation = (final: Partial<FinalEvaluation> = {}): CreditLedgerGiven => ({
  ...handed,
  evaluation: {
    employeeId: E1,
    final: {
      ...{ evaluationId: some(1), employeeId: E1, periodStart: '2026-01-01', periodEnd: '2026-12-31' },
      ...{ predicate: 'BAIK' as const, evaluationVersion: 1, ...final },
    },
  },
});
const imported = creditBalanceImported(
  {
    ...{ entryId: naturalId('credit-balance', E1), employeeId: E1, level: 'Ahli Pertama', balance: '83.33' },
    ...{ asOf: '2025-12-31', documentSha256: SIGNED },
  },
  { ...about, effective: '2025-12-31' },
);
const convert = { type: 'ConvertPredicate', employeeId: E1, evaluationId: some(1) } as const;
/** What a conversion records after these facts. */
const after = (facts: readonly CreditLedgerEvent[], to: CreditLedgerGiven): CreditLedgerEvent[] => {
  let recorded: CreditLedgerEvent[] = [];
  given(...facts)
    .when(convert, to)
    .thenFacts((found) => (recorded = found));
  return [...facts, ...recorded];
};
const told = (predicate: Predicate, evaluationVersion: number) =>
  evaluation({ predicate, evaluationVersion });
const pointsIn = (facts: readonly CreditLedgerEvent[]): unknown[] =>
  facts.map(({ data }) => ('points' in data ? data.points : data.balance));

describe('CorrectCreditBalance', () => {
  const reason = 'PAK keliru menjumlah dua kali tahun 2024.';
  const correct = {
    type: 'CorrectCreditBalance',
    ...{ by: HR1, employeeId: E1, balance: '38.33', documentSha256: SIGNED, reason },
  } as const;
  const asked: CreditLedgerGiven = { ...handed, correctsEventId: some(50) };
  const corrected = creditBalanceCorrected(
    {
      ...{ entryId: naturalId('credit-balance', E1, some(50)), employeeId: E1, level: 'Ahli Pertama' },
      ...{ of: imported.data.entryId, correctsEventId: some(50), old: '83.33', balance: '38.33' },
      ...{ points: '-45.00', documentSha256: SIGNED },
    },
    { ...about, effective: '2025-12-31', reason: { code: 'CORRECTION', text: reason } },
  );
  it('adds the difference, and leaves the entry that was wrong', () => {
    given(imported).when(correct, asked).thenRecords(corrected);
    expect(balanceOf(stateAfter(imported, corrected), 'Ahli Pertama')).toBe('38.33');
  });
  it('is corrected again from what it was corrected to', () =>
    given(imported, corrected)
      .when({ ...correct, balance: '40' }, { ...asked, correctsEventId: some(51) })
      .thenFacts(([fact]) =>
        expect(fact.data).toMatchObject({ of: corrected.data.entryId, old: '38.33', points: '1.67' }),
      ));
  it('is no news where the balance is the same', () =>
    given(imported)
      .when({ ...correct, balance: '83.330' }, asked)
      .thenRecords());
  it('needs a balance, a decree, a reason, and somebody else', () => {
    given().when(correct, handed).thenRefuses('ILLEGAL_TRANSITION');
    given(imported)
      .when({ ...correct, documentSha256: null }, asked)
      .thenRefuses('DOCUMENT_MISSING');
    given(imported)
      .when({ ...correct, reason: 'Salah.' }, asked)
      .thenRefuses('REASON_REQUIRED');
    given(imported)
      .when({ ...correct, by: E1 }, asked)
      .thenRefuses('SOD_VIOLATION');
  });
});

describe('ImportCreditBalance', () => {
  const take = {
    type: 'ImportCreditBalance',
    by: HR1,
    ...{ employeeId: E1, balance: '83.33', asOf: '2025-12-31', documentSha256: SIGNED },
  } as const;
  it('begins the ledger', () => given().when(take, handed).thenRecords(imported));
  it('needs the signed decree', () =>
    given()
      .when({ ...take, documentSha256: null }, handed)
      .thenRefuses('DOCUMENT_MISSING'));
  it('is done once, and before what it would count again', () => {
    given(imported).when(take, handed).thenRefuses('BALANCE_EXISTS');
    given(...after([], evaluation()))
      .when({ ...take, asOf: '2026-06-30' }, handed)
      .thenRefuses('BALANCE_EXISTS');
  });
  it('is of a day that has passed, on a level', () => {
    given()
      .when({ ...take, asOf: '2027-02-06' }, handed)
      .thenRefuses('RULE_VIOLATED');
    given()
      .when(take, { ...handed, steps: [] })
      .thenRefuses('NOT_FUNCTIONAL');
  });
});

describe('ConvertPredicate', () => {
  it('turns Sangat Baik of a whole year into 18.75: 83.33 + 18.75 = 102.08', () => {
    const facts = after([imported], told('SANGAT_BAIK', 2));
    expect(facts[1]).toEqual(
      creditConverted(
        {
          entryId: naturalId('credit-entry', some(1), '2', '2026-01-01'),
          ...{ employeeId: E1, level: 'Ahli Pertama', evaluationId: some(1), evaluationVersion: 2 },
          ...{ from: '2026-01-01', to: '2026-12-31', months: 12, predicate: 'SANGAT_BAIK' },
          ...{ pct: '150', coefficient: '12.5', points: '18.75' },
        },
        { ...about, effective: '2026-12-31' },
      ),
    );
    expect(balanceOf(stateAfter(...facts), 'Ahli Pertama')).toBe('102.08');
    // Without the correction: 95.83.
    expect(balanceOf(stateAfter(...after([imported], told('BAIK', 1))), 'Ahli Pertama')).toBe('95.83');
  });
  it('is refused of what is not there, of somebody else, and not final', () => {
    given().when(convert, handed).thenRefuses('EVALUATION_NOT_FOUND');
    given()
      .when(convert, { ...handed, evaluation: { employeeId: E5, final: null } })
      .thenRefuses('EVALUATION_NOT_FOUND');
    given()
      .when(convert, { ...handed, evaluation: { employeeId: E1, final: null } })
      .thenRefuses('EVALUATION_NOT_FINAL');
  });
  it('is done once, however often it is told', () => {
    const once = after([imported], evaluation());
    given(...once)
      .when(convert, evaluation())
      .thenRefuses('ALREADY_CONVERTED');
    // Nor is what stands in the imported balance, or in another entry.
    const before = evaluation({ periodStart: '2025-01-01', periodEnd: '2025-12-31' });
    given(imported).when(convert, before).thenRefuses('ALREADY_CONVERTED');
    given(...once)
      .when(convert, evaluation({ evaluationId: some(2) }))
      .thenRefuses('ALREADY_CONVERTED');
  });
  it('reverses what a corrected predicate gave, and keeps all three', () => {
    const corrected = after(after([], told('BAIK', 1)), told('SANGAT_BAIK', 2));
    expect(corrected.map(({ type }) => type)).toEqual([
      'CreditConverted',
      'CreditReversed',
      'CreditConverted',
    ]);
    expect(pointsIn(corrected)).toEqual(['12.50', '-12.50', '18.75']);
    expect(balanceOf(stateAfter(...corrected), 'Ahli Pertama')).toBe('18.75');
    // A version that leaves the predicate leaves the ledger.
    given(...corrected)
      .when(convert, told('SANGAT_BAIK', 3))
      .thenRefuses('ALREADY_CONVERTED');
  });
  it('comes to the same balance where an older version is heard of later', () => {
    const newest = after([], told('SANGAT_BAIK', 2));
    given(...newest)
      .when(convert, told('BAIK', 1))
      .thenRefuses('ALREADY_CONVERTED');
    expect(balanceOf(stateAfter(...newest), 'Ahli Pertama')).toBe('18.75');
  });
  it('puts two positions of a year into two sections: 3.13 + 28.13', () => {
    const both = [...steps, { from: '2026-04-01', rank: 'III/c', level: 'Ahli Muda' as const }];
    const first = evaluation({ evaluationId: some(1), periodEnd: '2026-03-31' });
    const second = evaluation({ evaluationId: some(2), periodStart: '2026-04-01', predicate: 'SANGAT_BAIK' });
    const facts = after(after([], { ...first, steps: both }), { ...second, steps: both });
    const ledger = stateAfter(...facts);
    expect([balanceOf(ledger, 'Ahli Pertama'), balanceOf(ledger, 'Ahli Muda')]).toEqual(['3.13', '28.13']);
  });
  it('earns nothing outside functional positions, and 0 in less than a month', () => {
    given()
      .when(convert, { ...evaluation(), steps: [] })
      .thenRefuses('NOT_FUNCTIONAL');
    const short = evaluation({ periodStart: '2026-01-15', periodEnd: '2026-02-10' });
    expect(pointsIn(after([], short))).toEqual(['0.00']);
  });
  it('needs a policy for the level', () =>
    given()
      .when(convert, { ...evaluation(), rules: { ...rules, coefficient: {} } })
      .thenRefuses('POLICY_MISSING'));
});

describe('AddEducationCredit', () => {
  const add = { type: 'AddEducationCredit', by: HR1, employeeId: E1, degree: 'S-2', related: true } as const;
  const added = educationCreditAdded(
    {
      ...{ entryId: naturalId('credit-education', E1, 'S-2'), employeeId: E1, level: 'Ahli Pertama' },
      // 25 % of 50.
      ...{ degree: 'S-2', pct: '25', points: '12.50', documentSha256: SIGNED },
    },
    about,
  );
  it('gives a share of the need for the next rank', () =>
    given()
      .when({ ...add, documentSha256: SIGNED }, handed)
      .thenRecords(added));
  it('is refused twice, without a document, and of an unrelated diploma', () => {
    given(added)
      .when({ ...add, documentSha256: SIGNED }, handed)
      .thenRefuses('EDUCATION_CREDITED');
    given()
      .when({ ...add, documentSha256: null }, handed)
      .thenRefuses('DOCUMENT_MISSING');
    given()
      .when({ ...add, related: false, documentSha256: SIGNED }, handed)
      .thenRefuses('RULE_VIOLATED', { rule: 'credit.diploma' });
  });
});

describe('SettlePromotion', () => {
  const settle = {
    type: 'SettlePromotion',
    ...{ employeeId: E1, caseId: some(9), from: 'Ahli Pertama' as const, to: 'Ahli Muda' as const },
  } as const;
  const earned = after([imported], told('SANGAT_BAIK', 2));
  const entry = {
    entryId: naturalId('credit-excess', some(9)),
    employeeId: E1,
    points: '2.08',
    caseId: some(9),
  };
  const lapsed = creditLapsed({ ...entry, level: 'Ahli Pertama', why: 'LEVEL_PROMOTION' }, about);
  it('lets 2.08 of 102.08 lapse at 100', () =>
    given(...earned)
      .when(settle, handed)
      .thenRecords(lapsed));
  it('carries it along where the policy says so', () => {
    const carrying = { ...handed, rules: { ...rules, other: { ...rules.other, carryOnLevel: true } } };
    const carried = creditCarried({ ...entry, level: 'Ahli Muda', fromLevel: 'Ahli Pertama' }, about);
    given(...earned)
      .when(settle, carrying)
      .thenRecords(carried);
    const ledger = stateAfter(...earned, carried);
    expect([balanceOf(ledger, 'Ahli Pertama'), balanceOf(ledger, 'Ahli Muda')]).toEqual(['100.00', '2.08']);
  });
  it('says nothing twice, nor where nothing is beyond', () => {
    given(...earned, lapsed)
      .when(settle, handed)
      .thenRecords();
    given(imported).when(settle, handed).thenRecords();
  });
});
