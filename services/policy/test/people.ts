import type { Calendar } from '@jejak/kernel';
import type { GovernanceRules } from '../src/rules/governance-rules';

/** The people of the acceptance story (domain.md 15) that make policies, and what governs them in it. */
const id = (n: number): string => `0198c1a2-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const E1 = id(1);
export const SUP1 = id(2);
export const HR1 = id(6);
export const PPK = id(7);
export const UNIT = id(10);
export const OTHER_UNIT = id(11);
/** The n-th of whatever a spec needs ids for. */
export const some = (n: number): string => id(1000 + n);

export const calendar: Calendar = { zone: 'Asia/Jakarta', holidays: [] };

export const rules: GovernanceRules = {
  ...{ refs: ['gov.other@1', 'gov.socialise@1'], otherRef: 'gov.other@1' },
  ...{
    consultationDays: 14,
    exceptionDays: 90,
    reasonMinimum: 20,
    reviewMonths: 6,
    findingsDays: 30,
    minCell: 5,
  },
  socialise: { ref: 'gov.socialise@1', minCoverage: '90', minDays: 30, maxDays: 60 },
};

/** An instant by the clock on the wall of the city (UTC+7). */
export const at = (date: string, time = '09:00:00.000'): string =>
  new Date(`${date}T${time}+07:00`).toISOString();

/** What HR writes of the second version of `perf.result`. */
export const text = {
  parameters: { above: '112', meets: '90' },
  legalBasis: 'Peraturan Wali Kota 12/2026',
  problem: 'Terlalu banyak hasil kerja di atas ekspektasi.',
  intendedOutcome: 'Hasil kerja di atas ekspektasi kembali berarti.',
  outcomeMeasures: [{ name: 'Bagian di atas ekspektasi', target: '30 %' }],
  impactNote: 'Enam dari seratus pegawai memperoleh rekomendasi lain.',
};
