import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { codeOf, person, type PublicApi } from './public-api';
import { evaluationOfE1, type Item } from './timeline.suite';

const CAREER = '/api/career/v1';
const PERFORMANCE = '/api/performance/v1';
const TRAINING = '/api/training/v1';
const AUDIT = '/api/audit/v1';
const E1 = person('E-1').id;
const NURSE = { as: 'E-1' } as const;
const HR = { as: 'HR-2', role: 'hr_admin' } as const;
const INSPECTOR = { as: 'INS-1' } as const;

interface List<Row> {
  readonly items: readonly Row[];
}
interface Ledger {
  readonly sections: readonly object[];
  readonly entries: readonly { readonly kind: string; readonly points: string; readonly detail: object }[];
}
interface Plan {
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly status: string;
  readonly agreeBy: string;
}
interface Dataset {
  readonly datasetId: string;
  readonly datasetVersion: number;
  readonly kind: string;
  readonly toDate: string;
  readonly sha256: string;
}

const CONDITIONS = ['AK', 'COMPETENCY_TEST', 'EDUCATION', 'FORMATION', 'JP', 'PREDICATE', 'SANCTION'];

/** What followed from the corrected evaluation (domain.md 15, steps 25 and 42 to 48), as each may see it. */
export const promotionOfE1 = (api: PublicApi): void =>
  describe('the promotion of nurse E-1', () => {
    const evaluationId = async (): Promise<string> => (await evaluationOfE1(api)).slice('evaluation-'.length);

    it('42 and 46: the year is worth 18.75 points; 102.08 were enough, and 2.08 lapsed', async () => {
      const { sections, entries } = await api.get<Ledger>(`${CAREER}/credit-ledgers/${E1}`, NURSE);
      expect(entries.map(({ kind, points }) => [kind, points])).toEqual([
        ['CreditBalanceImported', '83.33'],
        ['CreditConverted', '18.75'],
        ['CreditLapsed', '-2.08'],
      ]);
      expect(entries[1].detail).toMatchObject({
        ...{ months: 12, predicate: 'SANGAT_BAIK', pct: '150', coefficient: '12.5' },
      });
      expect(sections).toEqual([{ level: 'Ahli Pertama', balance: '100.00' }]);
    });

    it('43: two finals and a potential of 81.70 are box 9', async () => {
      expect(await api.get(`${CAREER}/talent/${E1}`, NURSE)).toMatchObject({
        ...{ box: 9, outdated: null, waysUp: [] },
        map: {
          ...{ performanceAxis: 'ABOVE', performanceMean: '4.5000', potentialAxis: 'HIGH' },
          ...{ potentialScore: '81.7000', mappedBy: person('TAL-1').id },
        },
      });
    });

    it('25: 24 training hours, each course with a certificate that everybody can verify', async () => {
      expect(await api.get(`${TRAINING}/learning-balances/${E1}?year=2026`, NURSE)).toMatchObject({
        credited: 24,
      });
      const { items } = await api.get<List<{ serial: string; gain: string }>>(
        `${TRAINING}/enrolments?employeeId=${E1}`,
        NURSE,
      );
      expect(items.map(({ gain }) => gain).sort()).toEqual(['0.5714', '0.6250', '0.8333']);
      for (const { serial } of items) {
        const certificate = await api.get<object>(`${TRAINING}/certificates/${serial}`);
        expect(certificate).toMatchObject({ status: 'VALID' });
        expect(JSON.stringify(certificate)).not.toContain(E1);
      }
    });

    it('44 and 45: 81 in the test, and every condition met when it was opened', async () => {
      const { items } = await api.get<List<object>>(`${CAREER}/competency-tests`, NURSE);
      expect(items).toMatchObject([
        { level: 'Ahli Muda', status: 'PASSED', score: '81.00', takenOn: '2027-02-20' },
      ]);
      const [checked] = await api.get<{ eligible: boolean; checks: { rule: string; actual: string }[] }[]>(
        `${CAREER}/employees/${E1}/eligibility`,
        HR,
      );
      expect(checked.eligible).toBe(true);
      expect(Object.fromEntries(checked.checks.map(({ rule, actual }) => [rule, actual]))).toMatchObject({
        ...{ AK: '102.08', EDUCATION: 'S-1', FORMATION: '1', JP: '24', SANCTION: 'none' },
        PREDICATE: '2025 BAIK, 2026 SANGAT_BAIK',
      });
    });

    it('45 and 46: one proposed it, another verified it, a third granted it', async () => {
      const { items } = await api.get<List<object>>(`${CAREER}/promotions?employeeId=${E1}`, HR);
      expect(items).toMatchObject([
        {
          ...{ kind: 'LEVEL', status: 'EFFECTIVE', effective: '2027-04-01', rules: CONDITIONS },
          held: { rank: 'III/b', level: 'Ahli Pertama' },
          target: { rank: 'III/c', level: 'Ahli Muda' },
          proposedBy: person('HR-1').id,
          verifiedBy: person('HR-2').id,
          decidedBy: person('PPK').id,
          evaluations: [{ evaluationId: await evaluationId(), evaluationVersion: 2 }],
        },
      ]);
      const refusals = await api.all<Item & { data: { commandType: string; code: string } }>(
        `${AUDIT}/events?${new URLSearchParams({ type: 'CommandRefused', service: 'career', to: '2027-04-01', purpose: 'test' }).toString()}`,
        INSPECTOR,
      );
      const told = refusals.map(({ data: { commandType, code } }) => `${commandType} ${code}`);
      expect(told.filter((one) => /^(Verify|Decide)Promotion /.test(one))).toEqual([
        'VerifyPromotion SOD_VIOLATION',
        'DecidePromotion SOD_VIOLATION',
        'DecidePromotion EFFECTIVE_DATE_INVALID',
      ]);
    });

    it('46: the leadership sees which decisions rest on the evaluation, and that it stands', async () => {
      const decisions = await api.get<object[]>(`${CAREER}/evaluations/${await evaluationId()}/decisions`, {
        as: 'PPK',
        role: 'leadership',
      });
      expect(decisions).toMatchObject([
        { what: 'CREDIT', evaluationVersion: 2, corrected: false },
        { what: 'PROMOTION EFFECTIVE', evaluationVersion: 2, corrected: false },
        { what: 'TALENT_MAP', evaluationVersion: 2, corrected: false },
      ]);
    });

    it('46: everybody reads of it in the register, where nobody is named', async () => {
      const { items } = await api.get<List<object>>(`${CAREER}/promotion-register`);
      expect(items).toEqual([
        {
          ...{ position: 'Perawat', kind: 'LEVEL', rank: 'III/c', level: 'Ahli Muda' },
          ...{ from: '2027-04-01', rules: CONDITIONS },
        },
      ]);
    });

    it('47: the plan ended after three months, the next was due on 1 May and is agreed, and a year is worth 25', async () => {
      const { items } = await api.get<List<Plan>>(`${PERFORMANCE}/plans?year=2027`, NURSE);
      const told = items.map(({ periodStart, periodEnd, status }) => [periodStart, periodEnd, status]);
      expect(told.sort()).toEqual([
        ['2027-01-01', '2027-03-31', 'CLOSED'],
        ['2027-04-01', '2027-12-31', 'ACTIVE'],
      ]);
      expect(items.find(({ status }) => status === 'ACTIVE')?.agreeBy).toBe('2027-05-01');
      expect(await api.get(`${CAREER}/me/career`, NURSE)).toMatchObject({
        ...{ rank: 'III/c', rankSince: '2027-04-01', level: 'Ahli Muda', coefficient: '25', balance: '0.00' },
        ladder: [
          {
            rank: 'III/d',
            forecast: [{ predicate: 'BAIK', years: [{ year: 2027, points: '18.75' }, {}, {}, {}, {}] }, {}],
          },
          { level: 'Ahli Madya' },
        ],
      });
    });

    it('48: the quarter is open data with its hash, and one objection of a unit is too few to show', async () => {
      const published = (await api.all<Dataset>(`${PERFORMANCE}/datasets`)).filter(
        ({ toDate }) => toDate === '2027-03-31',
      );
      expect(published).toHaveLength(7);
      const files = new Map<string, string>();
      for (const { kind, datasetId, datasetVersion, sha256 } of published) {
        const { text } = await api.ask('GET', `${PERFORMANCE}/datasets/${datasetId}/${datasetVersion}`);
        expect([kind, createHash('sha256').update(text).digest('hex')]).toEqual([kind, sha256]);
        files.set(kind, text);
      }
      expect(files.get('performance-objections')).toMatch(
        /^DINKES-IMUN,SUPPRESSED,SUPPRESSED,SUPPRESSED,SUPPRESSED,SUPPRESSED\r?$/m,
      );
      expect([...files.values()].join('\n')).not.toContain(E1);
    });

    it('is nobody’s business but those it concerns', async () => {
      for (const [path, status, code] of [
        [`credit-ledgers/${E1}`, 404, 'LEDGER_NOT_FOUND'],
        [`talent/${E1}`, 404, 'TALENT_NOT_FOUND'],
        [`employees/${E1}/eligibility`, 404, 'ELIGIBILITY_NOT_FOUND'],
        [`evaluations/${await evaluationId()}/decisions`, 403, 'FORBIDDEN_ROLE'],
      ] as const) {
        const answer = await api.ask('GET', `${CAREER}/${path}`, { as: 'E-2' });
        expect([path, answer.status, codeOf(answer)]).toEqual([path, status, code]);
      }
      expect(await api.get(`${CAREER}/promotions`, { as: 'E-2' })).toMatchObject({ items: [] });
    });
  });
